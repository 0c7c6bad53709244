"""The attacks on documents that were issued, and who notices: the same table as in SECURITY.md."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tadasu.core.keeping import format_case
from tadasu.ledger.entry import Entry, Statement
from tadasu.office.knowing import known
from tests.tamper.hand import anew, entries, put, said, spelt
from tests.tamper.record_attacks import BEFORE, DATABASE, NOT, PERSON, YES
from tests.tamper.scene import Scene
from tests.tamper.watching import step
from tests.unit.office.desk import library
from tests.unit.office.paper.slips import LOAN

HOLDER: Final = "the document"
KNOWN, UNKNOWN, FALSE = "known", "not known", "false"


@dataclass(frozen=True, slots=True)
class Held:
    """A place whose newest entry issues a slip, and the slip."""

    scene: Scene
    file: Path
    sha256: str

    @property
    def stored(self) -> Path:
        """Where the vault keeps it."""
        path = self.scene.root / "record" / "evidence" / self.sha256[:2] / self.sha256[2:]
        path.chmod(0o644)
        return path


@dataclass(frozen=True, slots=True)
class DocumentAttack:
    """What is done, with what in hand, and what is said of the record and of the file."""

    words: str
    holds: str
    do: Callable[[Held], None]
    verify: str = NOT
    law: str = NOT
    file: str = KNOWN
    """What `tadasu verify FILE` says of the file that was handed out."""

    @property
    def row(self) -> str:
        """As it stands in the table of SECURITY.md."""
        cells = (self.words, self.holds, self.verify, self.law, self.file)
        return "| " + " | ".join(cells) + " |"


def seen(held: Held) -> tuple[str, str, str]:
    """What is said after an attack: by `verify`, with `--law`, of the file."""
    plain = step(held.scene)
    law = BEFORE if plain != NOT else YES if step(held.scene, law=True) != NOT else NOT
    with library(held.scene.root) as workspace:
        found = known(workspace, held.file)
    return plain, law, KNOWN if found.sound else FALSE if found.known else UNKNOWN


def a_byte(held: Held) -> None:
    """One byte of the file that was handed out."""
    content = bytearray(held.file.read_bytes())
    content[len(content) // 2] ^= 1
    held.file.write_bytes(content)


def in_the_vault(held: Held) -> None:
    """Another file in its place where it is kept."""
    held.stored.write_bytes(held.file.read_bytes().replace(b"M-2", b"M-1"))


def out_of_the_vault(held: Held) -> None:
    """No file where it is kept."""
    held.stored.unlink()


def another_hash(held: Held) -> None:
    """The entry names a photo of the loan, all hashes made anew."""
    whole = entries(held.scene)
    photo = next(one.statement for one in whole if one.statement.kind == "evidence.attached/1")

    def change(one: Statement) -> Statement:
        data = {**one.data, **{name: photo.data[name] for name in ("sha256", "size")}}
        return replace(one, data=data, attachments=photo.attachments)

    put(held.scene, [*map(spelt, whole[:-1]), spelt(said(whole[-1], change))])


def out_of_sight(held: Held) -> None:
    """The case is shown without its document."""
    with library(held.scene.root) as workspace, workspace.journal.reading() as shelf:
        case = shelf.case(LOAN)
    assert case is not None
    assert case.documents
    hidden = format_case(replace(case, documents=())).replace("'", "''")
    where = f"WHERE key = '{LOAN}'"
    held.scene.database.ask(f"UPDATE case_view SET body = '{hidden}' {where}")  # noqa: S608


def taken_out(held: Held) -> None:
    """The issue deleted, which nothing follows and no checkpoint covers."""
    put(held.scene, list(map(spelt, entries(held.scene)[:-1])))


def taken_out_sealed(held: Held) -> None:
    """The same where a checkpoint covers it."""
    held.scene.seal()
    taken_out(held)


def taken_out_followed(held: Held) -> None:
    """The same where somebody acted after it."""
    held.scene.act(303)
    whole = entries(held.scene)
    put(held.scene, list(map(spelt, [*whole[:-2], whole[-1]])))


def past_the_roles(held: Held) -> None:
    """In the name of the form for staff, by a reader, rightly signed."""
    _lie(held, form="notice", number=None, edition=None)


def another_edition(held: Held) -> None:
    """As an edition that the form isn't, rightly signed."""
    _lie(held, edition="3")


def another_log(held: Held) -> None:
    """As filled from a log that never was, rightly signed."""
    _lie(held, record={"size": 4, "root": "00" * 32})


def _lie(held: Held, **members: object) -> None:
    whole = entries(held.scene)
    changed = said(whole[-1], lambda one: replace(one, data=_with(one.data, members)))
    put(held.scene, _signed(held.scene, whole, changed))


def _with(data: object, members: dict[str, object]) -> dict[str, object]:
    assert isinstance(data, dict)
    return {name: value for name, value in {**data, **members}.items() if value is not None}


def _signed(scene: Scene, whole: list[Entry], changed: Entry) -> list[bytes]:
    """The entries, the newest changed and signed with its actor's own key."""
    newest = anew([*whole[:-1], changed], scene.people())[-1]
    return [*map(spelt, whole[:-1]), newest]


ATTACKS = (
    DocumentAttack("change a byte of the document", HOLDER, a_byte, file=UNKNOWN),
    DocumentAttack("change it where it is kept", DATABASE, in_the_vault, "vault", BEFORE),
    DocumentAttack("remove it where it is kept", DATABASE, out_of_the_vault, "vault", BEFORE),
    DocumentAttack(
        "put another file's hash into the entry, mend all hashes",
        DATABASE,
        another_hash,
        "9",
        BEFORE,
        UNKNOWN,
    ),
    DocumentAttack("hide it from its case", DATABASE, out_of_sight, "views", BEFORE),
    DocumentAttack(
        "delete its issue, the newest entry, mend all hashes", DATABASE, taken_out, file=UNKNOWN
    ),
    DocumentAttack(
        "the same under a checkpoint", DATABASE, taken_out_sealed, "checkpoints", BEFORE, UNKNOWN
    ),
    DocumentAttack(
        "the same where somebody acted after it",
        DATABASE,
        taken_out_followed,
        "10",
        BEFORE,
        UNKNOWN,
    ),
    DocumentAttack("issue it past the roles, and sign it", PERSON, past_the_roles, law=YES),
    DocumentAttack("issue it as another edition, and sign it", PERSON, another_edition, law=YES),
    DocumentAttack(
        "issue it as of a log that never was, and sign it", PERSON, another_log, file=FALSE
    ),
)
