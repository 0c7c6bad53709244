"""Profiles: what a new project begins with, as data that ships beside the process.

profiles/NAME/parameters.en.yaml   the numbers with which tadasu.yaml ends, in each language
profiles/NAME/docs/*.md            pages for docs/ of the project; *.ja.md the Japanese

A profile sets parameters and explains; it has no means of changing a rule.
"""

from pathlib import Path

from tadasu.errors import ConflictError, NotFoundError, Text
from tadasu.office.files import SETTINGS
from tadasu.office.shipped import BASE, SCHEMA_NOTE, shipped

FOLDER = "profiles"
PAGES = "docs"

STANDARD = "standard"
"""The profile of whoever names none."""


def profiles() -> tuple[str, ...]:
    """The names of those that ship, in order."""
    return tuple(sorted(path.name for path in shipped(FOLDER).iterdir() if path.is_dir()))


def write_settings(
    root: Path,
    profile: str | None,
    *,
    language: str,
    log: str,
    database: str,
    signatures: str,
) -> bool:
    """Write tadasu.yaml as the profile has it; False where there is one, which is kept.

    Raises NotFoundError for a profile that doesn't ship, ConflictError for one that is asked for
    where there are settings already.
    """
    folder = _folder(profile or STANDARD)
    root.mkdir(parents=True, exist_ok=True)
    path = root / SETTINGS
    if path.exists():
        if profile is not None:
            raise _settled(profile)
        return False
    beginning = _BEGINNING[language].format(
        schema=SCHEMA_NOTE,
        log=log,
        database=database,
        language=language,
        base=BASE,
        signatures=signatures,
    )
    ending = (folder / f"parameters.{language}.yaml").read_text("utf-8")
    path.write_text(beginning + ending, encoding="utf-8")
    return True


def place_pages(root: Path, profile: str | None, language: str) -> tuple[Text, ...]:
    """Copy the profile's pages into the project; what to say of them. Pages there are kept."""
    source = _folder(profile or STANDARD) / PAGES
    said = []
    for page in sorted(source.glob("*.md")):
        if page.name.endswith(".ja.md") != (language == "ja"):
            continue
        target = root / PAGES / page.name
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            target.write_bytes(page.read_bytes())
        name = f"{PAGES}/{page.name}"
        said.append(
            Text(
                en=f"{name} leads through the first year.",
                ja=f"最初の一年の進め方は {name} をご覧ください。",
            )
        )
    return tuple(said)


def _folder(profile: str) -> Path:
    known = profiles()
    if profile not in known:
        names = ", ".join(known)
        raise NotFoundError(
            Text(
                en=f"There is no profile {profile}; there are {names}.",
                ja=f"{profile} というプロファイルはありません。選べるのは {names} です。",
            )
        )
    return shipped(FOLDER) / profile


def _settled(profile: str) -> ConflictError:
    return ConflictError(
        Text(
            en=f"{SETTINGS} is there already and is kept, so the profile {profile} can't be "
            "used. Leave --profile out, or begin in an empty folder.",
            ja=f"{SETTINGS} がすでにあり、そのまま使うため、プロファイル {profile} は使えません。"
            "--profile を外すか、空のフォルダーで始めてください。",
        )
    )


_BEGINNING = {
    "en": """{schema}
project: tadasu/1
log: {log}              # the record's name, for ever: a domain of yours and a path
database: {database}    # or postgresql+psycopg://…; TADASU_DATABASE overrides it
timezone: Asia/Tokyo
language: {language}
base: {base}              # the shipped process; `tadasu eject NAME` copies a part for editing
signatures: {signatures}    # everybody signs with a key of their own; optional: whoever has one
""",
    "ja": """{schema}
project: tadasu/1
log: {log}              # 記録の名前。ずっと変わりません。自組織のドメインとパス
database: {database}    # または postgresql+psycopg://…。TADASU_DATABASE で上書きできます
timezone: Asia/Tokyo
language: {language}
base: {base}              # 同梱のプロセス。`tadasu eject 名前` で一部を手元に写して編集します
signatures: {signatures}    # 全員が自分の鍵で署名します。optional にすると鍵のある人だけ
""",
}
