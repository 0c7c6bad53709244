"""FIELD=VALUE and its relatives, and the days and times beside them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tadasu_cli.given import read_given
from tadasu_cli.moments import read_count, read_day, read_time
from tadasu_cli.wrong import WrongUseError


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ([], {}),
        (["a=b"], {"a": "b"}),
        (["a="], {"a": ""}),
        (["a=b=c"], {"a": "b=c"}),
        (["a=1", "b=2", "a=3"], {"a": ["1", "3"], "b": "2"}),
        (["a=1", "a=2", "a=3"], {"a": ["1", "2", "3"]}),
        (["a=@@home"], {"a": "@home"}),
        (["a=x\ny"], {"a": "x\ny"}),
        (['a:=[{"n": 1}, true, null, "é"]'], {"a": [{"n": 1}, True, None, "é"]}),
        (["a:=12345678901234567890"], {"a": 12345678901234567890}),
        (["a=:=x"], {"a": ":=x"}),
    ],
)
def test_what_is_stated(words: list[str], stated: dict[str, object]) -> None:
    assert read_given(words) == stated


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("title", "not FIELD=VALUE"),
        ("題=x", "can't be a field"),
        ("Title=x", "can't be a field"),
        ("=x", "can't be a field"),
        ("title＝x", "full-width"),
        ('a:={"k":1,"k":2}', "`k` twice"),
        ("a:=1.5", "numbers are whole"),
        ("a:=1e3", "numbers are whole"),
        ("a:=NaN", "numbers are whole"),
        ("a:=[1", "not followed by JSON"),
        ("a:=", "not followed by JSON"),
        ('a:="\\ud800"', "beyond UTF-8"),
        ("a:=" + "[" * 100_000, "nested too deeply"),
        ("a:=" + "9" * 10_000, "too long"),
        ("a=@missing.txt", "can't be read"),
        ("a=@\0", "can't be read"),
        ("a=@.", "can't be read"),
    ],
)
def test_what_means_nothing(word: str, said: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        read_given([word])
    assert said in caught.value.text.en
    assert caught.value.text.ja != caught.value.text.en


@pytest.mark.parametrize("words", [["a:=[1]", "a=2"], ["a=2", "a:=[1]"], ["a:=1", "a:=1"]])
def test_json_is_given_once(words: list[str]) -> None:
    with pytest.raises(WrongUseError, match="given twice"):
        read_given(words)


def test_a_file_is_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert read_given([f"a=@{file}"]) == {"a": "one\ntwo"}
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(WrongUseError, match="not UTF-8"):
        read_given([f"a=@{file}"])
    file.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(WrongUseError, match="larger than 1 MiB"):
        read_given([f"a=@{file}"])


def test_days_times_counts() -> None:
    assert read_day("--until", "2026/04/01") == date(2026, 4, 1)
    assert read_day("--until", "２０２６-04-01") == date(2026, 4, 1)
    assert read_time("--at", "2026-04-01T09:00") == datetime(2026, 4, 1, 9)  # noqa: DTZ001
    assert read_count("--last", "12") == 12
    for wrong in ("", "2026-4-1", "2026-02-30", "tomorrow", "20260401"):
        with pytest.raises(WrongUseError, match="--until"):
            read_day("--until", wrong)
    for wrong in ("", "now", "9:00"):
        with pytest.raises(WrongUseError, match="--at"):
            read_time("--at", wrong)
    for wrong in ("0", "-1", "x", "1.5", "", "9" * 30):
        with pytest.raises(WrongUseError, match="--last"):
            read_count("--last", wrong)
