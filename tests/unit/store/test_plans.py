"""No question's cost grows with the log: each one is answered by an index."""

import re

import pytest

from tadasu.store import questions
from tadasu.store.line import Prepared
from tests.unit.store import places
from tests.unit.store.pen import begun
from tests.unit.store.places import Database

database = places.database

WHOLE = {"DELETE_CASES", "DELETE_LINKS"}
"""Views are thrown away as a whole, when they are made anew."""

QUESTIONS = {
    name: each
    for name, each in vars(questions).items()
    if isinstance(each, Prepared) and name not in WHOLE
}

TRIGGERS = {
    "next position": "SELECT coalesce(max(position), -1) + 1 FROM entry",
    "next version": "SELECT coalesce(max(version), 0) + 1 FROM entry WHERE case_key = 'x'",
    "known id": "SELECT 1 FROM entry WHERE id = 'x'",
}


def plan(database: Database, words: str) -> list[str]:
    """What the database would do, step by step."""
    if database.server is None:
        words = re.sub(r":\w+", "1", words)
        return [row[-1] for row in database.ask(f"EXPLAIN QUERY PLAN {words}")]
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", words)))
    for number, name in enumerate(names, 1):
        words = words.replace(f"%({name})s", f"${number}")
    # Small tables are read whole even with an index; what matters is whether one can serve.
    return [
        row[0]
        for row in database.ask("SET enable_seqscan = off", f"EXPLAIN (GENERIC_PLAN) {words}")
    ]


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_a_table_whole(database: Database, name: str) -> None:
    journal = begun(database.url)
    words, _ = QUESTIONS[name].words(journal._engine.dialect)
    steps = plan(database, words)
    journal.close()
    assert not [
        step
        for step in steps
        if re.search(r"\b(SCAN|Seq Scan on) (entry|case_view|case_link)", step)
    ]
    assert not [step for step in steps if re.search(r"TEMP B-TREE", step)]


@pytest.mark.parametrize("name", TRIGGERS)
def test_nor_does_a_trigger(database: Database, name: str) -> None:
    begun(database.url).close()
    steps = plan(database, TRIGGERS[name])
    assert not [step for step in steps if re.search(r"SCAN entry|Seq Scan", step)]


def test_there_are_questions() -> None:
    assert len(QUESTIONS) > 10
