"""tadasu sheet."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError, near

ACTIONS = {"export": ("CASE", "FILE"), "import": ("FILE",)}
SUFFIX = ".xlsx"


def run(
    call: Call,
    action: str,
    words: Sequence[str],
    sheet: str | None,
    dry_run: bool | None,
    keep: bool | None,
) -> int | None:
    """Write a sheet to be filled in, or take one back."""
    _check(action, words)
    if not words[-1].lower().endswith(SUFFIX):
        raise WrongUseError(
            Text(
                en=f"The file's name has to end in {SUFFIX}.",
                ja=f"ファイル名の末尾は {SUFFIX} にしてください。",
            )
        )
    if action == "export":
        if dry_run or keep:
            raise _only("--dry-run, --keep", "import")
        _export(call, words[0], Path(words[1]), sheet)
        return None
    if sheet is not None:
        raise _only("--sheet", "export")
    if dry_run and call.request:
        raise WrongUseError(
            Text(
                en="--dry-run writes nothing; leave --request out.",
                ja="--dry-run は何も書き込みません。--request を外してください。",
            )
        )
    return _import(call, Path(words[0]), dry_run=bool(dry_run), keep=bool(keep))


def _export(call: Call, key: str, path: Path, sheet: str | None) -> None:
    from tadasu.office.roundtrip.exporting import export_sheet
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.taken import exported_page
    from tadasu_cli.tables import write_new

    with opened(call) as workspace:
        exported = export_sheet(workspace, key, sheet, call.language)
        write_new(path, exported.content)
        told = {
            "file": str(path),
            "sheet": exported.sheet,
            "case": exported.case,
            "rows": exported.rows,
            "position": exported.position,
        }
        answer(call, "sheet", told, lambda view: exported_page(view, path, exported.rows))


def _import(call: Call, path: Path, *, dry_run: bool, keep: bool) -> int | None:
    from tadasu.errors import RefusalError
    from tadasu.office.roundtrip.counter import SheetImport
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.render.taken import taken_page
    from tadasu_cli.tables import read_file

    content = read_file(path)
    with opened(call) as workspace:
        importing = SheetImport(workspace, call.actor, call.request)
        taken = importing.run(path.name, content, dry_run=dry_run, keep=keep)
        answer(call, "sheet-taken", taken, lambda view: taken_page(view, taken))
    return EXIT_CODES[RefusalError] if taken.refused else None


def _check(action: str, words: Sequence[str]) -> None:
    needed = ACTIONS.get(action)
    if needed is None:
        names, hint = ", ".join(ACTIONS), near(action, ACTIONS)
        raise WrongUseError(
            Text(
                en=f"tadasu sheet {action}: expected one of {names}.{hint.en}",
                ja=f"tadasu sheet {action}: {names} のいずれかを指定してください。{hint.ja}",
            )
        )
    if len(words) != len(needed):
        told = " ".join(needed)
        raise WrongUseError(
            Text(
                en=f"tadasu sheet {action} takes {told}.",
                ja=f"tadasu sheet {action} には {told} を指定してください。",
            )
        )


def _only(flags: str, action: str) -> WrongUseError:
    return WrongUseError(
        Text(
            en=f"{flags}: only with tadasu sheet {action}.",
            ja=f"{flags} は tadasu sheet {action} でだけ使えます。",
        )
    )


command = Verb(
    "sheet",
    run,
    [
        Word("action", "ACTION", Text(en="export or import.", ja="export か import。")),
        Word(
            "words",
            "FILE",
            Text(
                en="With export, the case and the new file (.xlsx); with import, the file.",
                ja="export では案件と新しいファイル(.xlsx)、import ではファイル。",
            ),
            required=False,
            many=True,
            shown="[CASE] FILE",
            completes=keys,
        ),
        Switch(
            "--sheet",
            "sheet",
            "NAME",
            Text(
                en="With export: which sheet, where the process has several for such a case.",
                ja="export で、その案件のシートが複数あるとき、その名前。",
            ),
        ),
        Switch(
            "--dry-run",
            "dry_run",
            None,
            Text(
                en="With import: only show what would change, and what would be refused.",
                ja="import で、何が変わり、何が拒まれるかを示すだけで、書き込みません。",
            ),
        ),
        Switch(
            "--keep",
            "keep",
            None,
            Text(
                en="With import: record the rows that can be, though others are refused.",
                ja="import で、拒まれた行があっても、記録できる行は記録します。",
            ),
        ),
    ],
    more=[
        Text(
            en="Each row is judged and recorded as if it were typed with `tadasu attach`, "
            "`tadasu set` and `tadasu do`, in the name of whoever imports. Without --keep all "
            "rows are recorded, or none.",
            ja="各行は `tadasu attach`、`tadasu set`、`tadasu do` で行ったときと同じように、取り込む人の"
            "名で判定・記録します。--keep がなければ、すべての行を記録するか、何も記録しないかのどちらかです。",
        )
    ],
    examples=[
        "tadasu sheet export B-001 b-001.xlsx",
        "tadasu sheet import b-001.xlsx --dry-run",
        "tadasu sheet import b-001.xlsx --keep --as M-1",
    ],
)
