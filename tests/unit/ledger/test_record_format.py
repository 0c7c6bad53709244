"""docs/record-format.md holds: its example checked by itself, then against what we write."""

import json
import re
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest

from tadasu.core.events import KINDS
from tadasu.ledger.check import Claim, Row, check_entries
from tadasu.ledger.entry import Statement, format_entry, format_statement, parse_entry
from tadasu.ledger.tree import Frontier
from tadasu.store.tables import ENTRY, HEAD, SCHEMA

PAGE = (Path(__file__).parents[3] / "docs" / "record-format.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
DOCUMENT, STATEMENT, ENTRIES, HASHES, HEAD_ROW = (block.splitlines() for block in BLOCKS)
TABLE = re.compile(r"^\| (`.*?) \| (.*?) \|$", re.MULTILINE)

BYTES = [line.encode() for line in ENTRIES]
NAMED = dict(re.findall(r"^(\w+(?: \d)?) +([0-9a-f]{64})$", "\n".join(HASHES), re.MULTILINE))
ROW = dict(line.split(maxsplit=1) for line in HEAD_ROW)


def members(heading: str) -> list[str]:
    """The names in the first column of the tables under a heading."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [name for cell, _ in TABLE.findall(section) for name in re.findall(r"`(.+?)`", cell)]


def test_the_hashes_are_sha256_of_the_bytes_on_the_page() -> None:
    leaves = [sha256(b"\x00" + entry).digest() for entry in BYTES]
    node = sha256(b"\x01" + leaves[0] + leaves[1]).digest()
    root = sha256(b"\x01" + node + leaves[2]).digest()
    assert {
        "root 0": sha256(b"").hexdigest(),
        "leaf 0": leaves[0].hex(),
        "leaf 1": leaves[1].hex(),
        "leaf 2": leaves[2].hex(),
        "node": node.hex(),
        "root 1": leaves[0].hex(),
        "root 2": node.hex(),
        "root 3": root.hex(),
    } == NAMED
    assert ROW["frontier"] == (node + leaves[2]).hex()
    assert ROW["size"] == "3"
    said = re.search(r"three entries, of (\d+), (\d+), (\d+) bytes", PAGE)
    assert said is not None
    assert [int(size) for size in said.groups()] == [len(entry) for entry in BYTES]


def test_the_texts_have_the_one_spelling() -> None:
    for text in (*ENTRIES, *STATEMENT, DOCUMENT[0]):
        spelled = json.dumps(
            json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert spelled == text


def test_the_entries_say_what_the_page_says() -> None:
    entries = [json.loads(entry) for entry in BYTES]
    assert entries[1]["statement"] == STATEMENT[0]
    statements = [json.loads(entry["statement"]) for entry in entries]
    assert [said["seen"] for said in statements] == [
        {"size": size, "root": NAMED[f"root {size}"]} for size in range(3)
    ]
    assert DOCUMENT[1] == sha256(DOCUMENT[0].encode()).hexdigest() == ROW["process"]
    assert statements[0]["data"]["size"] == len(DOCUMENT[0])
    assert {said["process"] for said in statements} == {DOCUMENT[1]}
    assert entries[-1]["recorded_at"] == ROW["recorded_at"]


def test_it_is_what_we_write_and_what_we_accept() -> None:
    parsed = [parse_entry(entry) for entry in BYTES]
    rows = [
        Row(
            position,
            entry.statement.id,
            entry.statement.case,
            entry.statement.version,
            entry.statement.kind,
            entry.recorded_at,
            raw,
            bytes.fromhex(NAMED[f"leaf {position}"]),
        )
        for position, (entry, raw) in enumerate(zip(parsed, BYTES, strict=True))
    ]
    root = bytes.fromhex(NAMED["root 3"])
    claim = Claim(ROW["log"], 3, root, ROW["recorded_at"], ROW["process"])
    assert check_entries(rows, claim).root == root
    for entry, raw in zip(parsed, BYTES, strict=True):
        assert format_entry(format_statement(entry.statement), entry.recorded_at) == raw
    frontier = Frontier()
    for row in rows:
        frontier = frontier.append(row.leaf)
    assert frontier.to_bytes().hex() == ROW["frontier"]


def test_every_member_is_on_the_page() -> None:
    assert members("Statement") == ["v", *(f.name for f in fields(Statement))]
    assert members("Entry") == ["statement", "recorded_at", "sigs"]
    columns = [
        name for name in members("Tables") if name not in {ENTRY.name, HEAD.name, "case_view"}
    ]
    told = [column.name for column in (*ENTRY.c, *HEAD.c)]
    assert sorted([*columns, "entry"]) == sorted(told)
    assert ROW["schema"] == str(SCHEMA)
    assert set(ROW) == {column.name for column in HEAD.c}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_is_on_the_page(kind: str) -> None:
    (row,) = re.findall(rf"^\| `{re.escape(kind)}` \| (.*) \|$", PAGE, re.MULTILINE)
    told = re.findall(r"`(\w+)(\??)`", row)
    names = [name for name, _ in told]
    made = fields(KINDS[kind])  # type: ignore[arg-type]
    # A row may explain what a member holds in words of its own; the members come in their order.
    assert [name for name in names if name in {f.name for f in made}] == [f.name for f in made]
    # Left out where empty: whatever is neither a text nor a number.
    assert {name for name, mark in told if mark} == {
        f.name for f in made if f.type not in (str, int)
    }
