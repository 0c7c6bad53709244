"""The documents of a case, as they are drawn."""

from dataclasses import replace

from tadasu.errors import Text
from tadasu.office.answers import Document, Doer, Named, Sheet
from tadasu_cli.render.sheets import sheet_page
from tests.unit.cli.test_render import EN, JA, drawn

DOCUMENT = Document(
    form=Named("tag", Text("Tag", "札")),
    edition="2",
    language="ja",
    name="札.pdf",
    sha256="ab" * 32,
    entries=8,
    issuer=Doer("P-1", "P-2"),
    issued_at="2026-05-01T00:00:00Z",
    newest=False,
)
SHEET = Sheet(
    key="EQ-1",
    label="カメラ",
    workflow=Named("item", Text("Item", "備品")),
    state=Named("open", Text("Open", "未着手")),
    parent=None,
    round=1,
    version=3,
    due=None,
    overdue=False,
    conditions=(),
    process="ab" * 32,
    opened_by=Doer("P-1"),
    opened_at="2026-05-01T00:00:00Z",
    facts=(),
    children=(),
    referring=(),
    evidence=(),
    waivers=(),
    steps=(),
    documents=(DOCUMENT, replace(DOCUMENT, edition=None, name="b.pdf", newest=True)),
)


def test_each_is_told_with_its_hash_its_issuer_and_whether_a_later_one_was_issued() -> None:
    page = drawn(sheet_page(JA, SHEET))
    for said in (
        "発行した文書",
        "tag  札  札.pdf、ja、第 2 版  SHA-256 abab abab abab abab",
        "2026-05-01 09:00 P-1(P-2 の代理)  8 件の記録から  (その後、新しいものを発行)",
        "tag  札  b.pdf、ja  SHA-256",
    ):
        assert said in page
    assert page.count("その後") == 1
    assert "tag  Tag  札.pdf, ja, edition 2  SHA-256" in drawn(sheet_page(EN, SHEET))


def test_where_nothing_was_issued_nothing_is_said() -> None:
    assert "発行した文書" not in drawn(sheet_page(JA, replace(SHEET, documents=())))
