"""What a witness asks before it cosigns a checkpoint (C2SP tlog-witness, add-checkpoint).

(1) The log is one that it knows, by the origin line.                            404
(2) A key that it trusts for that log has signed, and none that it trusts badly. 403
(3) The older size is not the larger one.                                        400
(4) The older size is that of the last checkpoint it cosigned, or 0.             409
(5) The checkpoint goes on from that one: by the proof, or it is the same.       422

So it never cosigns two histories: neither a split view, nor a log cut back, nor one written anew.
"""

from collections.abc import Mapping, Sequence

from tadasu.ledger.addition import Addition
from tadasu.ledger.checkpoint import Checkpoint, NoteError, parse_checkpoint
from tadasu.ledger.note import Vouched, open_note
from tadasu.ledger.proof import ProofError, check_consistency
from tadasu.ledger.tree import EMPTY_ROOT
from tadasu.ledger.vkey import VerifierKey

Trusted = Mapping[str, Sequence[VerifierKey]]
"""The keys of each log that a witness knows, by its origin."""


class WitnessError(ValueError):
    """A checkpoint that no witness cosigns; `status` is what it answers, by HTTP."""

    def __init__(self, status: int, why: str, size: int | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.size = size
        """Of the last checkpoint that it cosigned, where the log had another one in mind."""


def check_addition(
    addition: Addition, trusted: Trusted, latest: Checkpoint | None
) -> tuple[Checkpoint, tuple[Vouched, ...]]:
    """The checkpoint to cosign and who signed it, after the steps above, or WitnessError.

    `latest` is the last one that was cosigned for that origin.
    """
    try:
        checkpoint = parse_checkpoint(addition.note.text)
    except NoteError as wrong:
        raise WitnessError(400, str(wrong)) from wrong
    # (1)
    if checkpoint.origin not in trusted:
        raise WitnessError(404, f"{checkpoint.origin} is not known here")
    # (2)
    try:
        vouched = open_note(addition.note, trusted[checkpoint.origin])
    except NoteError as wrong:
        raise WitnessError(403, str(wrong)) from wrong
    # (3)
    if addition.old > checkpoint.size:
        raise WitnessError(400, "the older size is the larger one")
    # (4)
    known = latest or Checkpoint(checkpoint.origin, 0, EMPTY_ROOT)
    if addition.old != known.size:
        raise WitnessError(409, f"the last one cosigned is of {known.size}", known.size)
    # (5)
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise WitnessError(422, "no entries have another root than that of nothing")
    try:
        sizes = addition.old, checkpoint.size
        check_consistency(*sizes, known.root, checkpoint.root, addition.path)
    except ProofError as wrong:
        raise WitnessError(422, str(wrong)) from wrong
    return checkpoint, vouched
