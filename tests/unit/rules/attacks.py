"""Definition files that nobody writes in good faith, each with what must be said of it.

Run as a program, one of them is tried in a process that may neither grow nor go on for long.
"""

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tadasu.errors import DefinitionError, Problem
from tadasu.rules.lint import lint
from tadasu.rules.process import assemble
from tadasu.rules.settings import read_project
from tadasu.rules.source import read_documents
from tests.unit.rules.library import CATALOGUE, COMPLAINT, LOAN, PERSON, POLICIES, PROJECT

Texts = list[str | bytes]

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space; Python with its libraries takes about a third of them."""
SECONDS = 60
"""Of the processor's time, so that what never ends is noticed."""

TITLE = "title: {en: a, ja: あ}"
FIELD = f"{{type: text, {TITLE}}}"
FINAL = f"{{{TITLE}, final: true}}"
SETTINGS = "project: tadasu/1\nlog: example.co.jp/x\ndatabase: d\nbase: none\n"


@dataclass(frozen=True)
class Attack:
    """Files, and the codes of what is told of them; at most so many problems."""

    texts: Callable[[], Texts]
    codes: tuple[str, ...]
    most: int = 200


def instead(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def person(old: str, new: str) -> Texts:
    return [instead(PERSON, old, new)]


def library(old: str, new: str) -> Texts:
    return [PERSON, LOAN, COMPLAINT, CATALOGUE, instead(POLICIES, old, new)]


def lines(count: int, line: Callable[[int], str]) -> str:
    return "".join(f"{line(n)}\n" for n in range(count))


def parents(first: int, last: int) -> str:
    return "---\n".join(
        f"workflow: w{n}\n{TITLE}\nparent: w{n + 1}\nplural: x{n}\nkey: '{{parent}}-{{n}}'\n"
        f"open: {{by: []}}\nstates: {{a: {FINAL}}}\n"
        for n in range(first, last)
    )


def rules(first: int, last: int) -> str:
    words = "{en: a, ja: あ}"
    return "---\n".join(
        f"policy: X-{n}\n{TITLE}\nlevel: warn\nrequire: 'true'\n"
        f"message: {words}\nremedy: {words}\n"
        for n in range(first, last)
    )


def acts(count: int) -> str:
    return lines(count, lambda n: f"  t{n}: {{{TITLE}, from: active, to: left, by: desk}}")


def settings(text: str) -> Texts:
    return [SETTINGS + text]


GUARD = "guard: has(actor.manager)"
DEEP = "define:\n  a0: 'true'\n" + "".join(
    f"  a{n}: '{' && '.join([f'a{n - 1}'] * 99)}'\n" for n in range(1, 30)
)
MANY_ROLES = instead(
    PERSON,
    "roles:\n",
    "roles:\n" + lines(499, lambda n: f"  role_{n}: {{{TITLE}, guard: 'true'}}"),
)
RING = "define: {a: b, b: c, c: a}\n"
KIND = "values: {basic: {en: Basic, ja: 基礎}, lead: {en: Lead, ja: 主任}}"

ATTACKS: Mapping[str, Attack] = {
    "brackets": Attack(lambda: ["a: " + "[" * 1_000_000], ("T007",)),
    "braces": Attack(lambda: ["{a: " * 200_000], ("T007",)),
    "indentation": Attack(lambda: ["".join(" " * n + "a:\n" for n in range(1_400))], ("T007",)),
    "hyphens": Attack(lambda: ["a:\n " + "- " * 500_000], ("T007",)),
    "questions": Attack(lambda: ["? " * 500_000], ("T005",)),
    "large": Attack(lambda: ["a: " + "x" * 1_048_577], ("T001",)),
    "values": Attack(lambda: ["a: [" + "x," * 400_000 + "]"], ("T007",)),
    "keys": Attack(lambda: [lines(70_000, lambda n: f"k{n}: x")], ("T007",)),
    "documents": Attack(lambda: ["---\na: x\n" * 90_000], ("T007", "T009"), most=40_000),
    "empty documents": Attack(lambda: ["---\n" * 260_000], ("T007",)),
    "directives": Attack(lambda: [lines(45_000, lambda n: f"%TAG !a{n}! tag:x")], ("T008",)),
    "files": Attack(lambda: ["a: [" + "x," * 90_000 + "]"] * 8, ("T009",)),
    "title": Attack(lambda: person("en: Person", "en: " + "x" * 900_000), ("T012",)),
    "name": Attack(lambda: person("key: ", '? "' + "x" * 900_000 + '"\n: y\nkey: '), ("T011",)),
    "reference": Attack(lambda: person("to: left", "to: " + "x" * 900_000), ("T012",)),
    "unknown keys": Attack(
        lambda: person("key: ", lines(20_000, lambda n: f"k{n}: x") + "key: "), ("T011",)
    ),
    "unknown keys, deep": Attack(
        lambda: person(
            "fields:\n", "fields:\n" + lines(6_000, lambda n: f"  f{n}: {{typ: text, {TITLE}}}")
        ),
        ("T010", "T011"),
    ),
    "unknown names": Attack(
        lambda: [MANY_ROLES, instead(LOAN, "[reader, desk]", f"[{','.join(['rol'] * 90_000)}]")],
        ("T020", "T033"),
        most=100_000,
    ),
    "wrong values": Attack(
        lambda: person(KIND, "values: {" + "".join(f"V{n}: x, " for n in range(40_000)) + "}"),
        ("T012", "T013"),
    ),
    "workflows": Attack(lambda: [PERSON, parents(0, 3_500), parents(3_500, 7_000)], ("T007",)),
    "policies": Attack(
        lambda: [PERSON, *(rules(n, n + 5_500) for n in range(0, 22_000, 5_500))], ("T007",)
    ),
    "transitions": Attack(lambda: [PERSON + acts(7_000)], ("T007",)),
    "parents in a ring": Attack(
        lambda: [PERSON, instead(parents(0, 900), "parent: w900", "parent: w0")],
        ("T024",),
        most=900,
    ),
    "names in a ring": Attack(lambda: person("roles:\n", RING + "roles:\n"), ("T037",)),
    "names upon names": Attack(
        lambda: person("roles:\n", DEEP + "roles:\n"), ("T032", "T033"), most=3_000
    ),
    "records in records": Attack(
        lambda: person(
            "fields:\n",
            "fields:\n  x: "
            + f"{{type: record, many: true, {TITLE}, fields: {{y: " * 30
            + FIELD
            + "}}" * 30
            + "\n",
        ),
        ("T007",),
    ),
    "guard, long": Attack(lambda: person(GUARD, "guard: '" + "!" * 900_000 + "'"), ("T032",)),
    "guard, deep": Attack(lambda: person(GUARD, "guard: '" + "(" * 4_000 + "'"), ("T032",)),
    "guard, many parts": Attack(
        lambda: person(GUARD, "guard: '" + " && ".join(["true"] * 450) + "'"), ("T032",)
    ),
    "message, long": Attack(lambda: library('"No course."', '"' + "{" * 900_000 + '"'), ("T012",)),
    "message, many parts": Attack(
        lambda: library('"No course."', '"' + "{case.bok}" * 390 + '"'), ("T033",), most=400
    ),
    "anchors": Attack(lambda: ["a: &a [x]\nb: [" + "*a," * 300_000 + "]"], ("T004", "T007")),
    "laughs": Attack(
        lambda: [
            "a: &a [x]\n"
            + lines(30, lambda n: f"b{n}: &b{n} [{','.join(['*a'] * 9)}]")
            + "workflow: *b29\n"
        ],
        ("T004", "T007"),
    ),
    "merge": Attack(
        lambda: [lines(20_000, lambda n: f"k{n}: {{<<: {{a: x}}}}")], ("T005", "T007")
    ),
    "tags": Attack(
        lambda: ["a: [" + "!!python/name:os.system x," * 20_000 + "]"], ("T007", "T008")
    ),
    "one key": Attack(lambda: ["a: x\n" * 90_000], ("T003", "T007")),
    "marks": Attack(lambda: ['a: "a' + "\u0315\u0300" * 150_000 + '"'], ("T014",)),
    "directions": Attack(lambda: ["a: [" + "\u202ex\u202c," * 50_000 + "]"], ("T014",)),
    "NUL": Attack(lambda: ["workflow: a\0b\n"], ("T002",)),
    "escaped NUL": Attack(lambda: person("en: Person", r'en: "a\0b"'), ("T014",)),
    "no UTF-8": Attack(lambda: [PERSON.encode() + b"\xff\xfe\n"], ("T001",)),
    "UTF-16": Attack(lambda: [PERSON.encode("utf-16")], ("T001",)),
    "UTF-16 without a mark": Attack(lambda: ["a: b\n".encode("utf-16-le")], ("T002",)),
    "UTF-32": Attack(lambda: [PERSON.encode("utf-32-be")], ("T001",)),
    "Latin": Attack(lambda: ["a: caf\xe9\n".encode("latin-1")], ("T001",)),
    "Shift_JIS": Attack(lambda: [PERSON.encode("shift_jis")], ("T001",)),
    "settings": Attack(
        lambda: settings("parameters: {a: [" + "{x: 1}," * 40_000 + "]}"), ("T007",)
    ),
    "settings, many rows": Attack(
        lambda: settings("parameters: {a: [" + "{x: {}}," * 20_000 + "]}"), ("T015",)
    ),
    "settings, deep": Attack(
        lambda: settings("parameters: " + "{a: " * 30 + "x" + "}" * 30), ("T015",)
    ),
}


def told(attack: Attack) -> list[Problem]:
    """The problems of an attack; none where it is let in."""
    texts = attack.texts()
    try:
        if isinstance(texts[0], str) and texts[0].startswith("project:"):
            read_project("tadasu.yaml", texts[0])
            return []
        documents = [d for n, text in enumerate(texts) for d in read_documents(f"{n}.yaml", text)]
        return list(lint(assemble((), documents, PROJECT)))
    except DefinitionError as refused:
        return list(refused.problems)


def main(name: str) -> None:
    """Try one, and print what was told of it."""
    limits = importlib.import_module("resource")
    limits.setrlimit(limits.RLIMIT_AS, (MEMORY, MEMORY))
    limits.setrlimit(limits.RLIMIT_CPU, (SECONDS, SECONDS))
    problems = told(ATTACKS[name])
    answer = {
        "codes": sorted({problem.code for problem in problems}),
        "count": len(problems),
        "size": sum(len(p.source) + len(p.message.en) for p in problems),
        "placed": all(problem.place.line > 0 < problem.place.column for problem in problems),
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
