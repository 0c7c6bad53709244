"""What is wrong with a sheet that came back: each fault by the cell in which it stands."""

from tadasu.core.reasons import said
from tadasu.errors import Reason, RefusalError, Text

ATTEMPT = Text(en="import a sheet", ja="シートを取り込む")


def fault(place: Text | None, text: Text, remedy: Text | None = None) -> Reason:
    """One thing wrong; without a place it is about the whole file."""
    return said("input", place or _FILE, text, remedy or _REMEDY)


def unfit(*reasons: Reason) -> RefusalError:
    """That the sheet can't be imported."""
    return RefusalError(ATTEMPT, reasons)


def at_cell(cell: str, key: str, title: Text | None = None) -> Text:
    """A cell as people find it, with the case of its row and the title of its column."""
    en, ja = (f", {title.en}", f" {title.ja}") if title else ("", "")
    return Text(en=f"Cell {cell} ({key}{en})", ja=f"セル {cell}({key}{ja})")


_FILE = Text(en="The sheet", ja="シート")
_REMEDY = Text(
    en="Correct the sheet and import it again.",
    ja="シートを直して、もう一度取り込んでください。",
)

AGAIN = Text(
    en="Export the sheet anew, and carry over what was filled in.",
    ja="シートを書き出し直し、記入した内容を写してください。",
)
UNREADABLE = Text(
    en="It is no workbook (.xlsx) that can be read: {}.",
    ja="読み取れる Excel ブック(.xlsx)ではありません({})。",
)
MACROS = Text(
    en="It holds macros: save it as a workbook without them (.xlsx).",
    ja="マクロが含まれています。マクロなしの .xlsx で保存してください。",
)
FOREIGN = Text(
    en="It is no sheet that `tadasu sheet export` wrote, or its hidden pages are gone.",
    ja="`tadasu sheet export` で書き出したシートではないか、隠れたページが失われています。",
)
ALTERED = Text(
    en="The hidden page, which tells what stood in the sheet, was altered.",
    ja="シートの元の内容を示す隠れたページが書き換えられています。",
)
TITLES = Text(
    en="The row with the titles isn't there, or there twice.",
    ja="見出しの行がないか、二つあります。",
)
RESHAPED = Text(
    en="The columns of this sheet were changed in the process since it was written.",
    ja="書き出した後に、プロセスでこのシートの列が変更されています。",
)
FORMULA = Text(
    en="There is a formula. What is computed elsewhere isn't taken: write its value.",
    ja="数式が入っています。計算結果は取り込みません。値を記入してください。",
)
BROKEN = Text(
    en="There is an error ({}) in place of a value.", ja="値ではなくエラー({})が入っています。"
)
MOVED = Text(
    en="The title of this column is another: it was “{}”. Columns mustn't be moved.",
    ja="列の見出しが変わっています(元は「{}」)。列は動かさないでください。",
)
INSERTED = Text(
    en="This row was added: it belongs to no case. Open the case first (`tadasu new`).",
    ja="追加された行で、対応する案件がありません。先に案件を起こしてください(`tadasu new`)。",
)
STRANGER = Text(
    en="This row names a case that the sheet was not written with.",
    ja="書き出したときのシートになかった案件の行です。",
)
TWICE = Text(
    en="There is another row of the same case, in row {}.",
    ja="同じ案件の行が {} 行目にもあります。",
)
