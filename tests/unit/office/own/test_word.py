"""Own forms in Word: what is filled in, and what is told of placeholders that name nothing."""

import io
import zipfile
from dataclasses import replace

import pytest

from tadasu.errors import UnavailableError
from tadasu.office.paper.stencil import extras
from tadasu.office.paper.stencil.words import Group
from tadasu.office.paper.tree import Column, Line, Paper, Prose, Table
from tadasu.office.paper.word import fill
from tests.papers import FACT, STATEMENT, programme, report, request
from tests.unit.office.own.making import (
    document,
    paragraphs,
    read_document,
    refusal,
    repacked,
    saved,
    tables,
    told,
)

HEAD = ("番号", "要旨", "区分")
ROW = ("{{ findings.key }}", "{{ findings.statement }}", "{{ findings.grade }}")


def test_single_texts_are_filled_in() -> None:
    made = fill(
        report("ja"), document("{{ title }} {{number}} 第{{ edition }}版", "{{ outline.lead }}")
    )
    assert paragraphs(made) == ["内部監査報告書 IA-04 第2版", "P-1 髙橋 花子"]


def test_a_row_that_names_columns_is_repeated() -> None:
    made = fill(report("ja"), document(tables=[(HEAD, ROW)]))
    keys = ["NC-26-001", "NC-26-002", "NC-26-003"]
    rows = [[key, STATEMENT.ja, "軽微な不適合"] for key in keys]
    assert tables(made) == [[list(HEAD), *rows]]


def test_a_table_without_rows_says_so_in_its_row() -> None:
    form = document(
        tables=[(("a", "b"), ("{{ waivers.no }} {{ waivers.rule }}", "{{ waivers.why }}"))]
    )
    assert tables(fill(report("ja"), form)) == [[["a", "b"], ["特例はありません。", ""]]]


def test_a_repetition_may_be_written_out() -> None:
    rows = (("{%tr for one in findings %}",), ("{{ one.no }} {{ one.key }}",), ("{%tr endfor %}",))
    made = fill(report("en"), document(tables=[rows]))
    assert tables(made) == [[["1 NC-26-001"], ["2 NC-26-002"], ["3 NC-26-003"]]]


def test_paragraphs_are_repeated_and_conditions_hold() -> None:
    form = document(
        "{%p for one in finding %}",
        "{{ loop.index }}/{{ finding.count }} {{ one.fact }}",
        "{%p endfor %}",
        "{% if mark == “社外秘” and not waivers %}秘{% else %}公開{% endif %}",
    )
    facts = [f"{number}/3 {FACT.ja}" for number in (1, 2, 3)]
    assert paragraphs(fill(report("ja"), form)) == [*facts, "秘"]


def test_a_placeholder_that_word_broke_into_runs_is_one() -> None:
    made = read_document(document(""))
    runs = made.paragraphs[0]
    for piece in ("件名:{", "{ out", "line", ".title }", "}。"):
        runs.add_run(piece).bold = piece == "line"
    assert paragraphs(fill(report("ja"), saved(made))) == ["件名:営業部 上期。"]


def test_headers_and_footers_are_filled_in() -> None:
    made = read_document(document("x"))
    made.sections[0].header.paragraphs[0].text = "{{ mark }}"
    made.sections[0].footer.paragraphs[0].text = "{{ record.size }} {{ box_1.who }}"
    section = read_document(fill(report("ja"), saved(made))).sections[0]
    assert section.header.paragraphs[0].text == "社外秘"
    assert section.footer.paragraphs[0].text == "1284 髙橋 花子"


def test_the_record_is_named_with_its_keys() -> None:
    paper = report("en")
    form = document(
        "{{ record.root }}",
        "{{ record.checkpoint }}",
        tables=[[("{{ keys.who }} {{ keys.fingerprint }}",)]],
    )
    made = fill(paper, form)
    assert paragraphs(made) == [paper.seal.root, paper.seal.checkpoint]
    assert tables(made) == [[[" ".join(key)] for key in paper.seal.keys]]


def test_texts_of_the_record_stay_texts() -> None:
    odd = "<w:p/> & {{ title }} {_{ x }_} {% if %} \"'\x0b\ud800 𠮷\nb"
    paper = replace(report("ja"), label=odd, parts=(Prose("=1+1"),))
    made = fill(paper, document("{{ label }}", "{% for p in prose %}{{ p.text }}{% endfor %}"))
    clean = odd.replace("\x0b", "�").replace("\ud800", "�")
    assert paragraphs(made) == [clean, "=1+1"]


def test_a_picture_is_told_in_words() -> None:
    assert paragraphs(fill(programme("ja"), document("{{ simulated }}{{ gantt }}"))) == [
        "SIMULATED RECORD 模擬記録5月から2月までに14件の監査を行います。"
    ]


def test_a_played_record_says_so_whether_the_form_has_room_for_it_or_not() -> None:
    first = paragraphs(fill(programme("en"), document("{{ title }}")))[0]
    assert first == "SIMULATED RECORD 模擬記録"
    assert "SIMULATED" not in " ".join(paragraphs(fill(report("en"), document("{{ title }}"))))


def test_the_same_form_and_paper_give_the_same_bytes() -> None:
    form = document("{{ title }}", tables=[(HEAD, ROW)])
    made = fill(report("ja"), form)
    assert made == fill(report("ja"), form)
    assert f"{read_document(made).core_properties.modified:%Y-%m-%d}" == "2026-10-30"


def test_a_thousand_rows_are_filled_in() -> None:
    made = fill(report("ja", 1000), document(tables=[(HEAD, ROW)]))
    (table,) = tables(made)
    assert [row[0] for row in table[1:]] == [f"NC-26-{one:03}" for one in range(1, 1001)]


def test_every_unknown_placeholder_is_told_at_once_with_its_place_and_what_was_meant() -> None:
    form = read_document(
        document(
            "{{ titel }}",
            "範囲は {{ outline.scop }} です",
            tables=[(HEAD, ("{{ findings.stat }}", "", ""))],
        )
    )
    form.sections[0].header.paragraphs[0].text = "{{ recrd.root }}"
    found = refusal(lambda: fill(report("ja"), saved(form)))
    assert [(one.title.en, one.title.ja) for one in found] == [
        ("Body, paragraph 1", "本文 段落 1"),
        ("Body, paragraph 2", "本文 段落 2"),
        ("Body, table 1, row 2, cell 1", "本文 表 1 の 2 行目 1 番目のセル"),
        ("Header 1, paragraph 1", "ヘッダー 1 段落 1"),
    ]
    assert [one.remedy.en.partition("`")[2].partition("`")[0] for one in found] == [
        "title",
        "outline.scope",
        "findings.statement",
        "record.root",
    ]
    assert "範囲は {{ outline.scop }} です" in found[1].message.ja


def test_places_are_those_of_the_form_as_people_see_it() -> None:
    # Rows that are put in around the first table don't move the second one's.
    form = document(tables=[(HEAD, ROW), (HEAD, ("{{ x.y }}", "", ""))])
    assert [one.title.en for one in refusal(lambda: fill(report("en"), form))] == [
        "Body, table 2, row 2, cell 1"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ findings.key }}", "has several rows"),
        ("{{ finding.grade }}", "has several rows"),
        ("{{ outline }}", "holds several texts"),
        ("{% for x in title %}{% endfor %}", "nothing to repeat"),
        ("{% for x in nothing %}{% endfor %}", "nothing called `nothing`"),
        ("{% for x in findings %}{{ x.keys }}{% endfor %}", "nothing called `x.keys`"),
        ("{% for x in findings %}{{ loop.cycle }}{% endfor %}", "nothing called `loop.cycle`"),
        ("{% if titel %}{% endif %}", "nothing called `titel`"),
        ("{{ title ", "doesn't end in the same paragraph"),
        ("｛｛ title ｝｝", "full-width"),
        ("{% if title %}", "can't be read"),
        ("{{ }}", "can't be read"),
    ],
)
def test_what_else_is_wrong_with_a_placeholder_is_told(text: str, says: str) -> None:
    (only,) = told(lambda: fill(report("en"), document(text)))
    assert only.startswith("Body, paragraph 1: ")
    assert says in only


def test_rows_that_can_not_be_repeated_are_told() -> None:
    rows = (
        ("{{ findings.key }} {{ keys.who }}",),
        ("{%tr for one in findings %}{{ one.key }}{%tr endfor %}",),
    )
    found = told(lambda: fill(report("en"), document(tables=[rows])))
    assert "several tables (findings, keys)" in found[0]
    assert "only one {%tr" in found[1]


def test_placeholders_where_nothing_is_filled_in_are_told() -> None:
    form = read_document(document("x"))
    form.core_properties.title = "{{ title }}"
    (only,) = told(lambda: fill(report("en"), saved(form)))
    assert only.startswith("In the file, docProps/core.xml: A placeholder stands where nothing")


def test_very_many_faults_are_counted() -> None:
    found = told(lambda: fill(report("en"), document(*(f"{{{{ no{n} }}}}" for n in range(80)))))
    assert len(found) == 51
    assert "30 more" in found[-1]


def test_a_part_that_this_paper_lacks_is_blank_where_the_form_knows_it() -> None:
    also = [
        Group("answer", "", {"cause": "原因"}, (), table=False),
        Group("steps", "", {"who": "実施者"}, (), table=True),
    ]
    form = document("原因: {{ answer.cause }}", tables=[[("{{ steps.who }}",)]])
    made = fill(report("ja"), form, also)
    assert (paragraphs(made), tables(made)) == (["原因: "], [[[""]]])
    assert len(refusal(lambda: fill(report("ja"), form))) == 2


def test_what_the_form_repeats_can_not_be_named_alone_even_if_there_is_one() -> None:
    also = [Group("answer", "", {"Cause": "原因"}, (), table=False, repeated=True)]
    (only,) = told(lambda: fill(request("en"), document("{{ answer.Cause }}"), also))
    assert "several rows" in only
    assert paragraphs(fill(request("en"), document("{{ answer.Cause }}"))) == [""]


def test_columns_may_be_called_like_anything() -> None:
    columns = tuple(Column(name, name) for name in ("keys", "items", "pop", "no", "count"))
    table = Table("odd", "", columns, (Line("", tuple("abcde")),), "")
    paper: Paper = replace(report("en"), parts=(table,))
    row = [" ".join(f"{{{{ odd.{column.name} }}}}" for column in columns)]
    assert tables(fill(paper, document(tables=[[row]]))) == [[["a b c d e"]]]


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(UnavailableError) as caught:
        fill(report("en"), document("x"))
    assert "pip install 'tadasu[docx]'" in caught.value.text.en
    assert "pip install 'tadasu[docx]'" in caught.value.text.ja


def test_footnotes_are_filled_in_once_however_many_sections_there_are() -> None:
    made = read_document(document("x"))
    made.add_section()
    made.add_section()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    schema = "http://schemas.openxmlformats.org"
    relation = (
        f'<Relationship Id="f1" Type="{schema}/officeDocument/2006/relationships/footnotes" '
        'Target="footnotes.xml"/></Relationships>'
    )
    part = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    note = (
        f'<w:footnotes xmlns:w="{schema}/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p>'
        "<w:r><w:t>NOTE</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )

    def noted(text: str) -> bytes:
        return repacked(
            saved(made),
            {
                "word/_rels/document.xml.rels": lambda s: s.replace("</Relationships>", relation),
                "[Content_Types].xml": lambda s: s.replace("</Types>", part),
            },
            {"word/footnotes.xml": note.replace("NOTE", text).encode()},
        )

    paper = replace(report("en"), label="{{ title }} {% for")
    with zipfile.ZipFile(io.BytesIO(fill(paper, noted("{{ label }}")))) as packed:
        assert ">{{ title }} {% for<" in packed.read("word/footnotes.xml").decode()
    assert told(lambda: fill(paper, noted("{{ labl }}")))[0].startswith("Footnotes, paragraph 1: ")
