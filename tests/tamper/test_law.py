"""Attacks past the guards: the record adds up, and the act was not lawful. Each is named."""

import json
from pathlib import Path

import pytest

from tadasu.core.events import (
    CaseAmended,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    Event,
    EvidenceAttached,
    LogKeyed,
    LogRestored,
    ProcessAdopted,
    WaiverGranted,
)
from tadasu.errors import UnlawfulError
from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tadasu.office.lawful import judged
from tadasu.office.workspace import DATABASE_VARIABLE
from tadasu_cli.run import run
from tests.tamper.smuggler import Smuggled
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import library, stocked
from tests.unit.store import places
from tests.unit.store.places import Database

database = places.database

UNLAWFUL = 10

WITH_PHOTO = (
    PROCESS.replace("policies: [L-03, L-05]", "policies: [L-03, L-05, L-06]")
    + """\
---
policy: L-06
title: {en: A photo of what comes back, ja: 返却時の写真}
level: block
require: size(case.evidence) > 0
message: {en: "No photo of {case.key}.", ja: "{case.key} の写真がありません。"}
remedy: {en: Attach one., ja: 添付してください。}
"""
)
LOAN, BOOK = "B-001-L1", "B-001"
SIZE = 7
"""Entries before each forgery; the last is a photo of the loan."""


def quiet(_done: int, _of: int) -> None:
    """Nobody watches."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with a book and its loan, due in two weeks."""
    stocked(tmp_path / "project", WITH_PHOTO)
    with library(tmp_path / "project") as workspace:
        acts = Acts(workspace, "M-2")
        photo = workspace.root / "tadasu.yaml"
        with photo.open("rb") as stream:
            acts.attach(LOAN, stream, "a.jpg", {"method": "photo"})
    return tmp_path / "project"


def passed(
    *rules: str, level: str = "block", result: str = "pass"
) -> tuple[dict[str, object], ...]:
    """Verdicts, as somebody says."""
    return tuple(
        {"policy": rule, "level": level, "result": result, "looked": 1, "counted": 1}
        for rule in rules
    )


def moved(transition: str, target: str = "out", **rest: object) -> tuple[str, CaseMoved]:
    """A transition of the loan, as somebody says."""
    return LOAN, CaseMoved(transition, "out", target, **rest)  # type: ignore[arg-type]


def granted(until: str, policy: str = "L-03") -> tuple[str, WaiverGranted]:
    """A waiver for the loan, as somebody says."""
    return LOAN, WaiverGranted(f"{LOAN}-W1", policy, "return", "so", "thus", until, (LOAN,))


GOOD: dict[str, object] = {"condition": "good"}
BAD: dict[str, object] = {"condition": "bad"}
COUNTER: dict[str, object] = {"counter": 1}
DUE = "2026-06-15"
NOBODY = "f" * 64


def back(**rest: object) -> tuple[str, CaseMoved]:
    """The book is back, as somebody says."""
    whole: dict[str, object] = {"fields": GOOD, "input": COUNTER, "verdicts": passed("L-03")}
    return moved("return", "back", **{**whole, **rest})


def lent(**rest: object) -> tuple[str, CaseOpened]:
    """The book is lent once more, as somebody says."""
    whole: dict[str, object] = {"fields": {"reader": "M-1"}, "verdicts": passed("L-01")}
    opened = CaseOpened("loan", "out", BOOK, **{**whole, **rest})  # type: ignore[arg-type]
    return f"{BOOK}-L2", opened


def one(*events: tuple[str, Event], **rest: object) -> Smuggled:
    """A request."""
    return Smuggled(events, **rest)  # type: ignore[arg-type]


PAGES = (BOOK, CaseAmended({"pages": 7}))
BORN = ("B-002", CaseOpened("book", "shelved", None, {"title": "こゝろ"}))
RENEWED = moved("renew", round=2, due=DUE)
FILE = EvidenceAttached(f"{LOAN}-E2", "ef" * 32, 5, "b.jpg", "image/jpeg", {"method": "photo"})
MEMBER = CaseOpened("member", "active", None, {"id": "M-9", "name": "x"})

FORGED: dict[str, tuple[str, int, Smuggled]] = {
    "role-not-held": ("role", 0, one(RENEWED, actor="M-2")),
    "role-of-another-kind": ("role", 0, one(RENEWED, role="reader")),
    "name-of-nobody": ("role", 0, one(RENEWED, behalf="M-2")),
    "not-yet-a-person": ("M-9 was no person then", 0, one(RENEWED, actor="M-9")),
    "no-person-but-a-book": ("B-001 was no person then", 0, one(RENEWED, actor=BOOK)),
    "a-rule-fails": ("L-01", 0, one(lent(due=DUE))),
    "a-rule-of-each": (
        "B-01",
        0,
        one((BOOK, CaseMoved("discard", "shelved", "gone", verdicts=passed("B-01")))),
    ),
    "a-rule-left-out": ("L-03", 0, one(back(fields=BAD, verdicts=()))),
    "waived-without-a-waiver": (
        "L-03",
        0,
        one(back(fields=BAD, verdicts=passed("L-03", level="waiver", result="waived"))),
    ),
    "waiver-by-somebody": ("waiver", 0, one(granted("2026-06-03"), back(fields=BAD), actor="M-2")),
    "waiver-for-too-long": ("waiver", 0, one(granted("2027-06-03"), back(fields=BAD))),
    "waiver-that-has-ended": ("waiver", 0, one(granted("2026-05-01"), back(fields=BAD))),
    "waiver-until-no-day": ("until is no day", 0, one(granted("soon"), back(fields=BAD))),
    "waiver-of-a-floor": ("waiver", 0, one(granted("2026-06-03", "L-06"), back(fields=BAD))),
    "waiver-alone": ("a waiver is granted in the act", 0, one(granted("2026-06-03"))),
    "a-due-date-altered": ("data.due", 0, one(moved("renew", round=2, due="2027-06-15"))),
    "a-due-date-left-out": ("data.due", 0, one(moved("renew", round=2))),
    "no-new-round": ("data.round", 0, one(moved("renew", due=DUE))),
    "a-state-jumped-over": ("data.target", 0, one(moved("renew", "back", round=2, due=DUE))),
    "an-unknown-transition": ("has no transition burn", 0, one(moved("burn", "back"))),
    "an-unknown-fact": ("input", 0, one((BOOK, CaseAmended({"colour": "red"})))),
    "a-fact-of-another-type": ("input", 0, one((BOOK, CaseAmended({"pages": "many"})))),
    "a-fact-that-is-not-read-so": (
        "data.fields.pages",
        0,
        one((BOOK, CaseAmended({"pages": "7"}))),
    ),
    "a-fact-of-nobody": ("input", 0, one((BOOK, CaseAmended({"authors": ["M-9"]})))),
    "a-fact-not-writable": ("field", 0, one((LOAN, CaseAmended({"reader": "M-1"})))),
    "a-fact-not-of-the-act": (
        "input",
        0,
        one(moved("renew", fields={"remark": "x"}, round=2, due=DUE)),
    ),
    "a-fact-required": ("input", 0, one(moved("postpone", due=DUE))),
    "an-input-required": ("input", 0, one(back(input={}))),
    "an-opening-without-its-parent": (
        "input",
        0,
        one((f"{BOOK}-L2", CaseOpened("loan", "out", None, {"reader": "M-1"}, DUE))),
    ),
    "an-unknown-workflow": ("no workflow", 0, one(("X-1", CaseOpened("robe", "new", None)))),
    "another-key": ("the event", 0, one(("B-007", BORN[1]))),
    "another-reference": (
        "data.refs",
        0,
        one((BORN[0], CaseOpened("book", "shelved", None, {"title": "x"}, None, ("authors",)))),
    ),
    "before-its-predecessor": ("before the entry before it", 0, one(PAGES, hours=-1, recorded=0)),
    "after-its-recording": ("after it was recorded", 0, one(PAGES, hours=2, recorded=1)),
    "under-another-process": ("process", 0, one(PAGES, process=NOBODY)),
    "made-up-as-an-effect": ("role", 0, one(PAGES, role="effect")),
    "two-acts-in-one": (
        "one request is one act",
        1,
        one(PAGES, (BOOK, CaseAmended({"pages": 8}))),
    ),
    "an-effect-of-nothing": (
        "no rule in force then",
        1,
        one(PAGES, (BOOK, CaseAmended({"pages": 8})), roles={1: "effect"}),
    ),
    "openings-of-two-kinds": ("one request is one act", 1, one(BORN, ("M-9", MEMBER))),
    "a-second-founder": ("role", 0, one(("M-9", MEMBER), role="founder")),
    "evidence-by-another": ("role", 0, one((LOAN, FILE))),
    "evidence-of-another-number": (
        "data.evidence",
        0,
        one(
            (LOAN, EvidenceAttached("E9", "ef" * 32, 5, "b.jpg", "image/jpeg", FILE.fields)),
            actor="M-2",
            role="reader",
        ),
    ),
    "a-refusal-with-a-role": ("a refused attempt", 0, one((LOAN, CaseRefused("return")))),
    "a-refusal-of-nobody": (
        "M-9 was no person then",
        0,
        one((LOAN, CaseRefused("return")), actor="M-9", role=""),
    ),
    "a-key-of-the-log": ("role", 0, one(("", LogKeyed(("log+00000000+AAAA",))), actor="M-2")),
    "a-restoration": (
        "role",
        0,
        one(("", LogRestored({"size": 9, "root": NOBODY}, "lost")), role="founder"),
    ),
    "adopted-without-a-role": (
        "role",
        0,
        one(("", ProcessAdopted(NOBODY, 1, "simulated")), process=NOBODY),
    ),
}


CAUGHT_BEFORE = (
    "a-key-of-the-log",
    "a-restoration",
    "adopted-without-a-role",
    "evidence-by-another",
    "evidence-of-another-number",
)
"""What the vault lacks is found without the law too."""


@pytest.mark.parametrize("name", FORGED)
def test_what_is_written_past_the_law_is_named(root: Path, name: str) -> None:
    told, offset, forged = FORGED[name]
    with library(root) as workspace:
        assert verify(workspace, quiet, law=quiet).size == SIZE
        forged.write(workspace)
        if name not in CAUGHT_BEFORE:
            assert verify(workspace, quiet).size == SIZE + len(forged.events)
        with workspace.journal.reading() as shelf, pytest.raises(UnlawfulError) as no:
            judged(workspace, shelf, quiet)
    error = no.value
    assert error.text.en != error.text.ja
    rules = [reason.rule for reason in error.reasons]
    assert told in rules or told in error.text.en, (error.text.en, rules)
    assert error.position == SIZE + offset, error.text


def test_the_command_names_it_in_both_languages_and_as_data(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with library(root) as workspace:
        FORGED["a-rule-of-each"][2].write(workspace)
    said = {}
    for lang in ("en", "ja"):
        assert run(["--project", str(root), "--lang", lang, "verify"]) == 0
        capsys.readouterr()
        assert run(["--project", str(root), "--lang", lang, "verify", "--law"]) == UNLAWFUL
        said[lang] = capsys.readouterr().err
    assert f"Position {SIZE}, case.moved/1 B-001 by M-1" in said["en"]
    assert "B-001-L1 is out." in said["en"]
    assert f"位置 {SIZE}" in said["ja"]
    assert "B-001-L1 は貸出中です" in said["ja"]

    assert run(["--project", str(root), "--json", "verify", "--law"]) == UNLAWFUL
    told = json.loads(capsys.readouterr().out)
    assert (told["error"], told["position"], told["act"]) == (
        "unlawful",
        SIZE,
        "case.moved/1 B-001",
    )
    assert [reason["rule"] for reason in told["reasons"]] == ["B-01"]


def test_on_any_database(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        assert verify(workspace, quiet, law=quiet).size == SIZE - 1
        FORGED["a-due-date-altered"][2].write(workspace)
        with pytest.raises(UnlawfulError) as no:
            verify(workspace, quiet, law=quiet)
    assert (no.value.position, no.value.recorded, no.value.lawful) == (SIZE - 1, "2027-06-15", DUE)
