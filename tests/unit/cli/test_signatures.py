"""Checkpoints drawn, and what receipts say of them."""

from dataclasses import replace
from pathlib import Path

from tadasu.errors import Text
from tadasu.office.vouchers import Signed, Voucher
from tadasu_cli.render.receipts import receipt_page, receipts_page
from tadasu_cli.render.signatures import signed_page
from tadasu_cli.render.view import aloud
from tests.unit.cli.test_render import EN, JA, RECEIPT, drawn

NOTICE = Text(en="No checkpoint was made.", ja="チェックポイントは作れませんでした。")
SIGNED = Signed(
    log="example.org/loans",
    size=42,
    root="0123456789abcdef" * 4,
    spoken="42-04HM-ASW9-NF6Y-Y04H-X",
    file=Path("record") / "checkpoints" / "42.note",
    stamp=Path("record") / "checkpoints" / "42.tsr",
    vouchers=(Voucher("example.org/loans", "v", None), Voucher("w.example", "w", 1_800_000_000)),
)


def test_a_checkpoint_can_be_copied_from() -> None:
    assert drawn(signed_page(EN, SIGNED)) == (
        "✓ 42-04HM-ASW9-NF6Y-Y04H-X\n"
        "  example.org/loans · 42 entries\n"
        f"  {'0123456789abcdef' * 4}\n"
        "  record/checkpoints/42.note\n"
        "  record/checkpoints/42.tsr\n"
        "  · signed by example.org/loans\n"
        "  · signed by w.example · 2027-01-15 08:00Z"
    )
    assert "署名: w.example · 2027-01-15 17:00" in drawn(signed_page(JA, SIGNED))


def test_a_receipt_says_whether_it_was_signed_and_why_not() -> None:
    signed = replace(RECEIPT, signed=RECEIPT.spoken)
    assert "signed 42-" in drawn(receipt_page(EN, signed))
    assert "署名済 42-" in drawn(receipt_page(JA, signed))
    older = replace(RECEIPT, signed="7-0000", notices=(NOTICE,))
    page = drawn(receipts_page(EN, [older, replace(older, case="EQ-1-I02")]))
    assert "signed" not in page
    assert page.count("! No checkpoint was made.") == 1


def test_a_digest_is_read_out_in_groups() -> None:
    assert aloud("0123456789abcdef" * 4) == "0123 4567 89ab cdef"
