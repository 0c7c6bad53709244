"""Sheet: a checklist of 20 and of 500 rows, out to a workbook and in again.

out         the rows of a case become a workbook: lists, locks, marks, heights, repeatable bytes
  openpyxl  alone writes the same texts into cells, without a style, and saves
in          the workbook, every row filled in, is read and compared, and each row is judged twice
            (a fact and a transition) and undone, as `--dry-run` does
  openpyxl  alone reads every cell of it
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.lending import SETTINGS
from benchmarks.measure import Figure, Place, Ratio, peer, take_turns, timed
from tadasu.office.acts import Acts
from tadasu.office.founding import init_project
from tadasu.office.roundtrip.counter import SheetImport
from tadasu.office.roundtrip.exporting import export_sheet
from tadasu.office.workspace import Workspace

SIZES = (20, 500)
ROUNDS = 7
"""At most so many: a large sheet takes its time."""

KEEPER = "P-1"
QUESTION = "入社・異動・退職した人を一人ずつ挙げ、アカウントと権限がいつ変更されたかを見せてください。({})"
FACT = "抽出した退職者5人のうち{}人のアカウントが有効でした(2026-05-19 抽出の一覧)。"
FIRST = 5
"""The row of the first case."""

DEFINITIONS = """\
workflow: person
title: {en: Person, ja: 人}
people: true
key: "{id}"
label: name
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, title: {en: Name, ja: 氏名}}
  keeper: {type: bool, title: {en: Keeper, ja: 管理者}}
roles: {keeper: {title: {en: Keeper, ja: 管理者}, guard: has(actor.keeper) && actor.keeper}}
open: {by: [keeper]}
states: {active: {title: {en: Active, ja: 在籍}}}
---
workflow: tour
title: {en: Tour, ja: 巡回}
key: "T-{n:03}"
roles: {keeper: {title: {en: Keeper, ja: 管理者}, guard: has(actor.keeper) && actor.keeper}}
open: {by: [keeper]}
states: {open: {title: {en: Open, ja: 実施中}}}
---
workflow: point
title: {en: Point, ja: 項目}
parent: tour
plural: points
key: "{parent}-P{n:04}"
label: question
fields:
  question: {type: text, required: true, title: {en: Question, ja: 質問}}
  hint: {type: text, title: {en: Hint, ja: 着眼点}}
  seen_on: {type: date, title: {en: Seen on, ja: 確認日}}
  result:
    type: enum
    values: {good: {en: Good, ja: 適合}, bad: {en: Bad, ja: 不適合}}
    title: {en: Result, ja: 判定}
  note: {type: text, title: {en: What was seen, ja: 事実}}
roles: {keeper: {title: {en: Keeper, ja: 管理者}, guard: has(actor.keeper) && actor.keeper}}
open: {by: [keeper]}
states:
  open: {title: {en: Open, ja: 未判定}, writable: {keeper: [question, hint, seen_on]}}
  judged: {title: {en: Judged, ja: 判定済み}}
transitions:
  judge:
    title: {en: Judge, ja: 判定する}
    from: open
    to: judged
    by: [keeper]
    facts: {result: required, note: optional}
    policies: [T-01]
---
policy: T-01
title: {en: What is bad is told, ja: 不適合には事実}
level: block
require: case.result != 'bad' || has(case.note)
message: {en: "{case.key} says nothing.", ja: "{case.key} に事実がありません。"}
remedy: {en: State note., ja: note を記入してください。}
---
sheet: points
title: {en: Points, ja: 点検表}
of: tour
rows: point
columns:
  - key
  - {name: question, width: 40}
  - {name: hint, width: 30}
  - {name: seen_on, fill: true}
  - {name: result, fill: true}
  - {name: note, fill: true, width: 40}
act: {do: judge, when: result}
marks: [{needs: note, where: {result: bad}}]
"""

Turn = Callable[[], float]


def measure(place: Place) -> tuple[Figure, ...]:
    """Seconds for a sheet."""
    rounds = min(place.scale.rounds, ROUNDS)
    return tuple(_figure(place.folder / str(size), size, rounds) for size in SIZES)


def _figure(root: Path, size: int, rounds: int) -> Figure:
    library = peer("openpyxl")
    out, bare_out, taken, bare_in = "tadasu, out", "openpyxl, out", "tadasu, in", "openpyxl, in"
    with _founded(root, size) as workspace:
        content = export_sheet(workspace, "T-001", None, "ja").content
        cells = _cells(library, content)
        filled = _filled(library, content, size)
        found = SheetImport(workspace, KEEPER).run("a.xlsx", filled, dry_run=True)
        assert (found.kept, found.refused) == (size, ())
        sides: dict[str, Turn] = {
            out: lambda: timed(lambda: export_sheet(workspace, "T-001", None, "ja")),
            bare_out: lambda: timed(lambda: _write(library, cells)),
            taken: lambda: timed(
                lambda: SheetImport(workspace, KEEPER).run("a.xlsx", filled, dry_run=True)
            ),
            bare_in: lambda: timed(lambda: _cells(library, filled)),
        }
        series = take_turns(sides, rounds)
    return Figure(
        f"sheet-{size}",
        f"Sheet: {size:,} rows of 6 columns, out and in",
        "sheet",
        series,
        [Ratio(out, bare_out, "cost"), Ratio(taken, bare_in, "cost")],
        [f"{len(content) / 1e3:.0f} kB; {2 * size:,} acts judged on the way in"],
    )


def _founded(root: Path, size: int) -> Workspace:
    (root / "workflows").mkdir(parents=True)
    (root / "tadasu.yaml").write_text(SETTINGS, "utf-8")
    (root / "workflows" / "tour.yaml").write_text(DEFINITIONS, "utf-8")
    keeper = {"id": KEEPER, "name": "山田 花子", "keeper": "true"}
    init_project(
        root, log="-", language="ja", database=None, simulated=False, at=None, person=keeper
    )
    workspace = Workspace.open(root)
    acts = Acts(workspace, KEEPER)
    acts.new("tour", None, {})
    for number in range(size):
        given = {"question": QUESTION.format(number), "hint": "抽出は五件以上。"}
        acts.new("point", "T-001", given)
    return workspace


def _filled(library: Any, content: bytes, size: int) -> bytes:
    book = library.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    for number in range(size):
        row = FIRST + number
        page[f"E{row}"], page[f"F{row}"] = "2026-05-19", "不適合"
        page[f"G{row}"] = FACT.format(number)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(library: Any, content: bytes) -> list[list[Sequence[object]]]:
    book = library.load_workbook(io.BytesIO(content), read_only=True)
    return [list(page.iter_rows(values_only=True)) for page in book.worksheets]


def _write(library: Any, pages: list[list[Sequence[object]]]) -> None:
    book = library.Workbook()
    for rows in pages:
        page = book.create_sheet()
        for row in rows:
            page.append(row)
    book.save(io.BytesIO())
