"""Gaps that products of this kind are known for, and what shows each of them impossible here."""

from dataclasses import dataclass

from tadasu.errors import Text


@dataclass(frozen=True, slots=True)
class Trap:
    """One gap."""

    what: Text
    why: Text
    shown: tuple[str, ...]
    """`FILE: what a case says` in tests/cases, or `tests/…py::test`."""


TRAPS = (
    Trap(
        Text(
            en="All of no actions are done, and so a finding without any is closed.",
            ja="処置が一件もないのに「すべて完了」とみなされ、指摘事項が完了する。",
        ),
        Text(
            en="A rule over a list says what an empty one means; these refuse it.",
            ja="一覧についての規則は、空の場合の扱いを必ず定めます。これらは拒みます。",
        ),
        (
            "correcting: a plan without any action (all of nothing is no pass)",
            "correcting: a finding without actions is never implemented",
            "correcting: without actions there is nothing to verify",
            "closing: an audit that checked nothing is not verified",
        ),
    ),
    Trap(
        Text(
            en="Separation of duties is checked in the screen only.",
            ja="職務の分離を画面だけで確かめている。",
        ),
        Text(
            en="There is one place that decides, and no way to write around it unnoticed: the"
            " record is judged again by the rules that were in force.",
            ja="判定する場所は一か所だけで、そこを通らずに書かれた記録は、当時の規則で改めて判定すると分かります。",
        ),
        (
            "reporting: nobody approves their own report, whatever roles they hold",
            "acting: the owner does not accept, even as a manager",
            "tests/tamper/test_law.py::test_what_is_written_past_the_law_is_named",
        ),
    ),
    Trap(
        Text(
            en="Whoever asks names the approver.",
            ja="申請者が承認者を指定できる。",
        ),
        Text(
            en="Who approved is read from the signed act, never from a field; roles come from the"
            " directory, where nobody makes themselves anything.",
            ja="承認者は、署名された行為から読み取り、項目には書けません。役割は名簿から決まり、自分に付けることはできません。",
        ),
        (
            "preparing: an approval by the author does not count",
            "preparing: an approval by someone who has since joined the team does not count",
            "tests/test_traps.py::test_nobody_types_who_approved",
        ),
    ),
    Trap(
        Text(
            en="Departments and auditors are free text, and independence can't be computed.",
            ja="部門や監査員が自由記述で、独立性を計算できない。",
        ),
        Text(
            en="They are cases with dated memberships; another text is refused.",
            ja="部門も人も期間つきの所属をもつ案件であり、それ以外の文字は受け付けません。",
        ),
        (
            "preparing: an auditor of the audited department is refused by name",
            "tests/test_traps.py::test_people_and_departments_are_references",
        ),
    ),
    Trap(
        Text(
            en="A check that nobody answered counts as conforming.",
            ja="回答のないチェック項目が適合とみなされる。",
        ),
        Text(
            en="A check has no result until one is stated on evidence; no report goes out before.",
            ja="チェック項目は、証跡に基づいて判定するまで結果をもたず、それまで報告書は出せません。",
        ),
        (
            "reporting: with an open check there is no report to submit",
            "reporting: no report on a check that was judged without a result",
            "tests/test_traps.py::test_no_field_has_a_default",
        ),
    ),
    Trap(
        Text(
            en="A rename in the YAML silently switches a follow-up off.",
            ja="YAML の名前を変えると、フォローアップが黙って効かなくなる。",
        ),
        Text(
            en="Every name is looked up when the files are read; what doesn't exist is an error.",
            ja="ファイルを読むときにすべての名前を確かめ、存在しない名前は誤りとして示します。",
        ),
        ("tests/test_traps.py::test_a_rename_is_never_silent",),
    ),
    Trap(
        Text(
            en="An option disables the audit trail.",
            ja="監査証跡を止める設定がある。",
        ),
        Text(
            en="There is none: what was accepted and what was refused are events alike.",
            ja="そのような設定はありません。受け付けた行為も、拒んだ行為も、等しく記録に残ります。",
        ),
        (
            "tests/test_traps.py::test_no_setting_is_about_the_record",
            "tests/unit/office/test_acts.py::test_a_refusal_is_recorded_and_told_again",
        ),
    ),
    Trap(
        Text(
            en="Who did it is left out of the hash.",
            ja="誰が行ったかがハッシュの対象に入っていない。",
        ),
        Text(
            en="The actor is part of the statement that is signed, and so of the entry's hash.",
            ja="行為者は署名の対象である記述の一部であり、記録のハッシュに含まれます。",
        ),
        ("tests/test_traps.py::test_who_did_it_is_hashed",),
    ),
)
