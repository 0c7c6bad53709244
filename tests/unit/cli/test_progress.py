"""The bar: on a terminal, for long work, on stderr; otherwise nothing."""

import pytest

from tadasu.errors import Text
from tadasu_cli import progress as room
from tadasu_cli.progress import LONG, progress

WHAT = Text(en="Checking", ja="検証中")


@pytest.mark.parametrize(
    ("terminal", "total", "shown"),
    [(True, LONG, True), (True, LONG - 1, False), (False, LONG, False)],
)
def test_the_bar(
    terminal: bool,
    total: int,
    shown: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(room, "is_terminal", lambda _stream: terminal)
    with progress("ja", WHAT) as step:
        for done in range(0, total + 1, 50):
            step(done, total)
    seen = capsys.readouterr()
    assert seen.out == ""
    assert ("検証中" in seen.err) == shown
