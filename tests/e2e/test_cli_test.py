"""`tadasu test` as a person types it: what is shown, in which language, with which exit code."""

from pathlib import Path

import pytest

from tests.e2e.loan.typist import Typist
from tests.unit.office.desk import write_files
from tests.unit.office.trying import WORLD

EXTEND = "  - {say: 読む人は延ばせる, when: {do: extend, on: B-001-L1, as: M-2}}\n"
LEND = "  - {say: nobody borrows twice, when: {new: loan, parent: B-001, with: {reader: M-2}}}\n"


@pytest.fixture
def typist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """Someone in a library that has no record yet."""
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("TADASU_LANG", "TADASU_PROJECT", "TADASU_AS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    write_files(tmp_path)
    (tmp_path / "tests" / "more").mkdir(parents=True)
    return Typist(tmp_path)


def write(typist: Typist, name: str, cases: str) -> str:
    path = typist.root / "tests" / name
    path.write_text(WORLD + cases, encoding="utf-8")
    return str(path)


def test_all_tests_of_the_project_pass(typist: Typist) -> None:
    write(typist, "loans.yaml", EXTEND)
    write(typist, "more/loans.yaml", EXTEND)

    seen = typist.types("test", "--lang", "ja")

    first, hint = seen.out.splitlines()
    assert first == "✓ テスト 2 件: 成功 2 件、失敗 0 件"
    assert "--coverage" in hint
    assert not (typist.root / "record").exists()


def test_a_failure_shows_place_expectation_and_reasons(typist: Typist) -> None:
    path = write(typist, "loans.yaml", EXTEND + LEND)

    out = typist.types("test", path, "--lang", "en", code=9).out

    line = len(WORLD.splitlines()) + 2
    assert "✗ nobody borrows twice" in out
    assert f"tests/loans.yaml:{line}:5" in out
    assert "expected  the act is accepted" in out
    assert "happened  refused by L-01" in out
    assert "x.state == 'back'   x.state = out" in out
    assert out.splitlines()[-2] == "✗ 2 tests: 1 passed, 1 failed"


def test_only_some(typist: Typist) -> None:
    write(typist, "loans.yaml", EXTEND + LEND)

    assert "1 test: 1 passed" in typist.types("test", "--only", "延ばせる", "--lang", "en").out
    said = typist.types("test", "--only", "zzz", "--lang", "en", code=5).err
    assert "No test's name or file contains “zzz”." in said


def test_the_coverage_is_listed_on_demand(typist: Typist) -> None:
    write(typist, "loans.yaml", EXTEND)

    out = typist.types("test", "--coverage", "--lang", "en").out
    assert "L-04 require" not in typist.types("test", "--lang", "en").out
    assert "  L-04 require  deciding as false\n    case.did.extend.count < 2  workflows/" in out
    assert "  loan.extend  refused\n" in out
    assert "偽として決め手になる" in typist.types("test", "--coverage", "--lang", "ja").out
    typist.types("test", "--complete", "--lang", "en", code=9)


def test_json_always_holds_the_coverage(typist: Typist) -> None:
    write(typist, "loans.yaml", EXTEND + LEND)

    told = typist.asks("test", code=9)

    assert (told["schema"], told["tests"]) == ("tadasu/test/1", 2)
    (failed,) = told["failed"]
    assert failed["misses"][0]["reasons"][0]["rule"] == "L-01"
    rule = next(one for one in told["coverage"]["covered"] if one["name"] == "L-04")
    assert (rule["seen"]["pass"], rule["missing"]) == (1, ["fail"])


def test_wrong_files_are_told_like_wrong_definitions(typist: Typist) -> None:
    write(typist, "loans.yaml", EXTEND.replace("extend", "extent"))

    out = typist.types("test", "--lang", "en", code=3).err
    assert "error[T050] The process has no transition `extent`." in out
    assert "= Did you mean `extend`?" in out
    assert typist.asks("test", code=3)["problems"][0]["code"] == "T050"


def test_a_process_that_is_wrong_is_not_tested(typist: Typist) -> None:
    write(typist, "loans.yaml", EXTEND)
    path = typist.root / "workflows" / "library.yaml"
    path.write_text(path.read_text("utf-8").replace("to: back", "to: bak"), "utf-8")

    assert "T020" in typist.types("test", "--lang", "en", code=3).err
