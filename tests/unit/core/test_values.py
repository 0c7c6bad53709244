import pytest

from tadasu.core.values import Reader, UnreadableError, blank
from tadasu.rules.field import FieldSpec
from tests.unit.core.library import library_process
from tests.world import ZONE

TITLE = {"en": "T", "ja": "題"}
ENUM = {"major": TITLE, "minor": TITLE}


def spec(kind: str, **more: object) -> FieldSpec:
    return FieldSpec.model_validate({"type": kind, "title": TITLE, **more})


def read(kind: str, raw: object, **more: object) -> object:
    return Reader(library_process(), ZONE).read(spec(kind, **more), raw)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "が", "が"),
        ("text", "か\u3099", "が"),
        ("text", "全角１２", "全角１２"),
        ("int", "１２", 12),
        ("int", "-3", -3),
        ("int", 7, 7),
        ("bool", "true", True),
        ("bool", False, False),
        ("date", "2026/4/1", "2026-04-01"),
        ("date", "２０２６-０４-０１", "2026-04-01"),
        ("timestamp", "2026-04-01T09:30", "2026-04-01T00:30:00.000000Z"),
        ("timestamp", "2026-04-01T09:30:00Z", "2026-04-01T09:30:00.000000Z"),
        ("member", " M-1 ", "M-1"),
        ("member", "Ｍ-１", "M-1"),
    ],
)
def test_it_reads(kind: str, raw: object, value: object) -> None:
    assert read(kind, raw) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("text", 3),
        ("text", "\udcff"),
        ("text", "a" + "\u0315\u0300" * 20),
        ("int", "1_000"),
        ("int", "1.0"),
        ("int", True),
        ("int", 2**53),
        ("bool", "yes"),
        ("bool", 1),
        ("date", "2026-02-29"),
        ("date", "令和8年"),
        ("date", 20260401),
        ("timestamp", "yesterday"),
        ("requirement", "iso27001-2022:9.2"),
    ],
)
def test_it_does_not_guess(kind: str, raw: object) -> None:
    with pytest.raises(UnreadableError) as no:
        read(kind, raw)
    assert no.value.text.en
    assert no.value.text.ja


def test_an_enum_takes_its_values_only() -> None:
    assert read("enum", "ｍａｊｏｒ", values=ENUM) == "major"
    with pytest.raises(UnreadableError, match="major, minor"):
        read("enum", "big", values=ENUM)


def test_a_list_takes_one_or_many_and_no_item_twice() -> None:
    assert read("member", "M-1", many=True) == ["M-1"]
    assert read("member", ["M-1", "", "M-2"], many=True) == ["M-1", "M-2"]
    assert read("member", [], many=True) is None
    with pytest.raises(UnreadableError):
        read("member", ["M-1", "M-1"], many=True)


def test_a_record_has_its_own_fields() -> None:
    fields = {"since": {"type": "date", "required": True, "title": TITLE}}
    assert read("record", [{"since": "2026-4-1"}], many=True, fields=fields) == [
        {"since": "2026-04-01"}
    ]
    for wrong in ({"since": ""}, {"until": "2026-04-01"}, "2026-04-01"):
        with pytest.raises(UnreadableError):
            read("record", [wrong], many=True, fields=fields)


@pytest.mark.parametrize("text", ["", " ", "　", "\u200b", "\t\n", "\ufeff"])
def test_blank_is_blank_in_japanese_too(text: str) -> None:
    assert blank(text)


def test_a_text_with_anything_to_see_is_not_blank() -> None:
    assert not blank("　。")
