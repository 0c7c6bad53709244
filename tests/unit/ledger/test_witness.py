"""A witness: what it cosigns, and what it answers to everything else."""

from dataclasses import replace

import pytest

from tadasu.ledger.addition import Addition, format_addition, parse_addition
from tadasu.ledger.checkpoint import Checkpoint, NoteError, format_checkpoint
from tadasu.ledger.note import sign_note
from tadasu.ledger.proof import prove_consistency
from tadasu.ledger.tree import EMPTY_ROOT
from tadasu.ledger.witness import WitnessError, check_addition
from tests.unit.ledger.signers import ed25519_signer
from tests.unit.ledger.trees import LEVELS, root

LOG = "example.org/library"
SIGNER = ed25519_signer(LOG)
TRUSTED = {LOG: [SIGNER.vkey]}

# Of the specification.
BODY = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5\
/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""


def addition(size: int, old: int, *, root_of: int | None = None) -> Addition:
    """A checkpoint of `size`, with the proof from `old`."""
    checkpoint = Checkpoint(LOG, size, root(size if root_of is None else root_of))
    note = sign_note(format_checkpoint(checkpoint), [SIGNER], 0)
    return Addition(old, prove_consistency(LEVELS, min(old, size), size), note)


def known(size: int) -> Checkpoint | None:
    """What the witness cosigned last."""
    return Checkpoint(LOG, size, root(size)) if size else None


def status(wanted: Addition, latest: Checkpoint | None) -> int:
    """What it answers."""
    try:
        check_addition(wanted, TRUSTED, latest)
    except WitnessError as no:
        return no.status if (no.size is None) == (no.status != 409) else 0
    return 200


def test_the_example_of_the_specification() -> None:
    parsed = parse_addition(BODY)
    assert (parsed.old, len(parsed.path), len(parsed.note.signatures)) == (20852014, 4, 1)
    assert format_addition(parsed) == BODY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        BODY.replace("old ", "new "),
        BODY.replace("old 2", "old 02"),
        BODY.replace("old 2", "old -2"),
        BODY.replace("PlRN", "PlR"),
        BODY.replace("PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=", "AAAA"),
        BODY.replace("\n\nexample", "\nexample", 1),
        BODY.rpartition("\n\n")[0],
        "old 1\n"
        + "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n" * 64
        + BODY[BODY.index("\n\n") :],
    ],
)
def test_no_other_text_is_an_addition(text: str) -> None:
    with pytest.raises(NoteError):
        parse_addition(text)


@pytest.mark.parametrize(("old", "size"), [(0, 0), (0, 7), (5, 8), (7, 7), (64, 129)])
def test_what_goes_on_is_cosigned(old: int, size: int) -> None:
    checkpoint, vouched = check_addition(addition(size, old), TRUSTED, known(old))
    assert (checkpoint.size, [one.name for one in vouched]) == (size, [LOG])


def test_what_does_not_is_refused_each_in_its_way() -> None:
    right = addition(8, 5)
    forged = sign_note(right.note.text, [ed25519_signer(LOG, 9)], 0)
    broken = replace(right.note.signatures[0], blob=bytes(64))
    assert status(right, known(5)) == 200
    assert status(replace(right, note=replace(right.note, text="no\n")), known(5)) == 400
    other = sign_note(
        "elsewhere.example\n8\n" + right.note.text.split("\n")[2] + "\n", [SIGNER], 0
    )
    assert status(replace(right, note=other), known(5)) == 404
    assert status(replace(right, note=forged), known(5)) == 403
    assert status(replace(right, note=replace(right.note, signatures=(broken,))), known(5)) == 403
    assert status(addition(5, 8), known(8)) == 400
    assert status(right, known(6)) == 409
    assert status(right, None) == 409
    assert status(replace(right, path=right.path[:-1]), known(5)) == 422
    assert status(addition(8, 5, root_of=9), known(5)) == 422
    assert status(addition(8, 8, root_of=9), known(8)) == 422
    assert status(replace(addition(8, 0), path=(EMPTY_ROOT,)), None) == 422
    assert status(addition(0, 0, root_of=1), None) == 422
