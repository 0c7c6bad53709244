"""Where fonts lie: in the project's folders, and with the extra."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tadasu.errors import Text, UnavailableError

NOTO = "Noto Sans CJK JP"
"""The family that comes with the extra."""

_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")


def installed() -> list[Path]:
    """The folders of the extra's fonts, as far as they are installed."""
    found = []
    for name in _PACKAGES:
        try:
            package = import_module(name)
        except ImportError:
            continue
        found.append(Path(str(package.FONT_PATH)).parent)
    return found


def check_folders(folders: Sequence[Path]) -> None:
    """Raise UnavailableError for a folder that isn't there."""
    for folder in folders:
        if not folder.is_dir():
            raise UnavailableError(
                Text(
                    en=f"There is no folder {folder} of fonts; mend `documents.fonts` in "
                    "tadasu.yaml.",
                    ja=f"フォントのフォルダー {folder} がありません。tadasu.yaml の `documents.fonts` を"
                    "直してください。",
                )
            )


def without_faces() -> UnavailableError:
    """What is said where there is no font with Japanese."""
    return UnavailableError(
        Text(
            en="A PDF needs a font with Japanese letters: pip install 'tadasu[pdf]', or name "
            "a folder with one in `documents.fonts` of tadasu.yaml.",
            ja="PDF には日本語のフォントが必要です。pip install 'tadasu[pdf]' を実行するか、"
            "フォントのあるフォルダーを tadasu.yaml の `documents.fonts` に指定してください。",
        )
    )
