"""The attacks on a record where it is kept, and who notices: the same table as in SECURITY.md."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.tamper import edits, keyholders
from tests.tamper.scene import Scene

NOT: Final = "–"
"""It does not notice."""
YES: Final = "yes"
BEFORE: Final = ""
"""Not asked: plain verification has found it before."""
REFUSED: Final = "refused"
"""The database itself does not do it."""

ACCOUNT, DATABASE, LOG = "application's account", "database", "log's key too"
PERSON, ALL, CLOCK = "one person's key", "all keys", "machine's clock"


@dataclass(frozen=True, slots=True)
class Noticed:
    """By whom an attack is noticed; a number is a step of `tadasu.ledger.check`."""

    verify: str = NOT
    law: str = BEFORE
    trust: str = BEFORE
    kept: str = NOT
    """By a checkpoint that somebody outside kept."""
    witness: str = NOT
    """By a witness who is asked to cosign what there is now: what it answers, by HTTP."""

    @property
    def cells(self) -> tuple[str, ...]:
        """As they stand in a row of a table."""
        return (self.verify, self.law, self.trust, self.kept, self.witness)


@dataclass(frozen=True, slots=True)
class Attack:
    """What is done, with what in hand, and who notices."""

    words: str
    holds: str
    do: Callable[[Scene], None]
    noticed: Noticed

    @property
    def row(self) -> str:
        """As it stands in the table of SECURITY.md."""
        return "| " + " | ".join((self.words, self.holds, *self.noticed.cells)) + " |"


def found(step: str, *, outside: str = NOT) -> Noticed:
    """Plain verification finds it; `outside` is the witness's answer where it reaches back."""
    return Noticed(step, kept=NOT if outside == NOT else YES, witness=outside)


def unseen(*, law: str = NOT, trust: str = NOT, kept: str = NOT, witness: str = NOT) -> Noticed:
    """Plain verification does not."""
    return Noticed(NOT, law, trust, kept, witness)


SOMETHING_ELSE, SHORTER = "422", "409"
OUT = {"kept": YES, "witness": SOMETHING_ELSE}
CUT = {"kept": YES, "witness": SHORTER}

ATTACKS: Final = (
    Attack("change an entry", ACCOUNT, edits.updated, Noticed(REFUSED)),
    Attack("delete an entry", ACCOUNT, edits.deleted, Noticed(REFUSED)),
    Attack("insert over an entry", ACCOUNT, edits.inserted_over, Noticed(REFUSED)),
    Attack("move an entry to a free place", ACCOUNT, edits.moved, Noticed(REFUSED)),
    Attack(
        "change a byte of an entry",
        DATABASE,
        edits.a_byte,
        found("2", outside=SOMETHING_ELSE),
    ),
    Attack("change a column by which entries are found", DATABASE, edits.a_column, found("4")),
    Attack("change a stored hash", DATABASE, edits.a_leaf, found("2")),
    Attack(
        "change a statement, mend all hashes",
        DATABASE,
        edits.a_statement,
        found("9", outside=SOMETHING_ELSE),
    ),
    Attack(
        "change when an entry came, mend all hashes",
        DATABASE,
        edits.a_time,
        found("10", outside=SOMETHING_ELSE),
    ),
    Attack("the same of the newest entry", DATABASE, edits.the_newest_time, unseen()),
    Attack("delete an entry", DATABASE, edits.taken_out, found("1", outside=SOMETHING_ELSE)),
    Attack(
        "delete an entry, close up, mend all hashes",
        DATABASE,
        edits.taken_out_and_renumbered,
        found("5", outside=SOMETHING_ELSE),
    ),
    Attack(
        "delete a case's last entry, close up, mend all hashes",
        DATABASE,
        edits.last_of_a_case_taken_out,
        found("10", outside=SOMETHING_ELSE),
    ),
    Attack(
        "swap two entries, mend all hashes",
        DATABASE,
        edits.swapped,
        found("10", outside=SOMETHING_ELSE),
    ),
    Attack("add an entry that nobody signed", DATABASE, edits.put_in, found("9")),
    Attack("put in an entry of another log", DATABASE, edits.of_another_log, found("3")),
    Attack(
        "cut the end off, mend all hashes",
        DATABASE,
        edits.cut,
        found("checkpoints", outside="409"),
    ),
    Attack(
        "the same, and delete the checkpoints that tell of it",
        DATABASE,
        edits.cut_with_checkpoints,
        unseen(**CUT),
    ),
    Attack("cut off what no checkpoint covers", DATABASE, edits.cut_uncovered, unseen()),
    Attack("put an older copy of everything back", DATABASE, keyholders.older_copy, unseen(**CUT)),
    Attack("delete every checkpoint", DATABASE, edits.without_checkpoints, unseen(trust=YES)),
    Attack("put a checkpoint away as lost", DATABASE, edits.set_aside, found("checkpoints")),
    Attack("change a checkpoint", DATABASE, edits.damaged_checkpoint, found("checkpoints")),
    Attack(
        "sign a checkpoint with another key",
        DATABASE,
        keyholders.checkpoint_by_another,
        found("checkpoints"),
    ),
    Attack(
        "strip one of a checkpoint's signatures",
        DATABASE,
        edits.one_signature_less,
        found("checkpoints"),
    ),
    Attack("forge a signature", DATABASE, edits.forged, found("9")),
    Attack("sign with a key nobody enrolled", DATABASE, edits.forged_by_its_own_name, found("9")),
    Attack("put another's name", DATABASE, edits.another_s_name, found("9")),
    Attack("strip a signature", DATABASE, edits.stripped, found("9")),
    Attack("strip it, and say there was none", DATABASE, edits.stripped_as_if_never, found("9")),
    Attack("exchange two signatures", DATABASE, edits.exchanged, found("9")),
    Attack("show a case otherwise", DATABASE, edits.shown_otherwise, found("views")),
    Attack("hide a case", DATABASE, edits.hidden, found("views")),
    Attack("swap two pieces of evidence", DATABASE, edits.photos_swapped, found("vault")),
    Attack("remove a piece of evidence", DATABASE, edits.photo_removed, found("vault")),
    Attack("change the rules where they are kept", DATABASE, edits.rules_changed, found("vault")),
    Attack(
        "change a statement, sign the log anew",
        LOG,
        keyholders.log_edits,
        found("9", outside=SOMETHING_ELSE),
    ),
    Attack(
        "delete a case's last entry, sign the log anew",
        LOG,
        keyholders.log_takes_out,
        found("10", outside=SOMETHING_ELSE),
    ),
    Attack(
        "have laxer rules adopted from the first, sign the log anew",
        LOG,
        keyholders.rules_adopted_anew,
        found("9", outside=SOMETHING_ELSE),
    ),
    Attack("cut the end off, sign the log anew", LOG, keyholders.log_cuts, unseen(**CUT)),
    Attack("sign two histories for two readers", LOG, keyholders.split, unseen(**OUT)),
    Attack(
        "found the log anew with keys of one's own",
        DATABASE,
        keyholders.from_nothing,
        unseen(trust=YES, kept=YES, witness="403"),
    ),
    Attack(
        "write an act past the rules, and sign it",
        PERSON,
        keyholders.past_the_rules,
        unseen(law=YES),
    ),
    Attack("act within the rules with a stolen key", PERSON, keyholders.stolen, unseen()),
    Attack(
        "enrol a key of one's own for somebody else, and act with it",
        PERSON,
        keyholders.enrolled_for_another,
        unseen(trust=YES),
    ),
    Attack("change a statement, sign everything anew", ALL, keyholders.all_edit, unseen(**OUT)),
    Attack("delete an entry, sign everything anew", ALL, keyholders.all_take_out, unseen(**OUT)),
    Attack("change the newest entry, sign it anew", ALL, keyholders.all_edit_newest, unseen()),
    Attack("date an act falsely, later than the last", CLOCK, keyholders.false_clock, unseen()),
)
