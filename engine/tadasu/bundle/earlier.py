"""Earlier checkpoints, those in the bundle and those in the verifier's hands, held against it.

A bundle of one case has not the entries from which earlier roots are worked out: there only a
checkpoint of the very size of the bundle's own can be compared.
"""

from collections.abc import Sequence

from tadasu.bundle.given import Given
from tadasu.bundle.layout import NOTE_ENDING, note_path
from tadasu.bundle.report import wrong
from tadasu.ledger.checkpoint import NoteError, parse_checkpoint
from tadasu.ledger.note import parse_note
from tadasu.ledger.spoken import Spoken
from tadasu.ledger.whole import Whole


def check_notes(given: Given, whole: Whole, *, able: bool) -> int:
    """Check that the log goes on from each checkpoint in the bundle; how many, or WrongError.

    Signatures are checked where that is possible (`able`).
    """
    sizes = list(given.sized(NOTE_ENDING))
    for size in sizes:
        name = note_path(size)
        try:
            note = parse_note(given.bundle.read(name).decode())
            checkpoint = parse_checkpoint(note.text)
            whole.check_prefix(checkpoint)
            if able:
                whole.check_signed(note)
        except (NoteError, UnicodeDecodeError) as found:
            wrong(f"{name}: {found}.", f"{name} が記録と合いません({found})。")
        if checkpoint.size != size:
            told = checkpoint.size
            wrong(f"{name} is of {told} entries.", f"{name} は {told} 件のものです。")
    return len(sizes)


def check_kept(given: Given, whole: Whole, kept: Sequence[Spoken]) -> int:
    """Compare what the verifier kept; how many of it could not be compared, or WrongError."""
    beyond = 0
    for said in kept:
        if said.size > given.size:
            en = f"your checkpoint tells of {said.size} entries; the bundle has {given.size}."
            wrong(en, f"手元のチェックポイントは {said.size} 件、この束は {given.size} 件です。")
        if said.size < given.size and not given.whole:
            beyond += 1
            continue
        own = given.checkpoint if said.size == given.size else whole.checkpoint(said.size)
        if not said.fits(own):
            en = f"the first {said.size} entries are not those of your checkpoint."
            wrong(en, f"先頭の {said.size} 件が手元のチェックポイントと違います。")
    return beyond
