"""The attacks on bundles, and who notices: the same table as in SECURITY.md."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.tamper import bundle_edits as edits
from tests.tamper import bundle_makers as makers
from tests.tamper import zips
from tests.tamper.crate import Crate, Files

NOT: Final = "–"
BEFORE: Final = ""
"""Not asked: it is found without."""
REFUSED: Final = "not read"
"""It is no bundle: exit code 5, before any step."""

CARRIER, LOG = "a copy of the bundle", "log's key"
PERSON, ALL = "one person's key", "all keys"


@dataclass(frozen=True, slots=True)
class Seen:
    """At which step a bundle is found wrong, or left unchecked (`?`) where it would not be."""

    plain: str = NOT
    trust: str = BEFORE
    """With a trust file in which everything is: the log's key, the witness's, people's, and a
    checkpoint from before the attack, or for cut logs an earlier one."""
    law: str = BEFORE

    @property
    def cells(self) -> tuple[str, ...]:
        """As they stand in a row of a table."""
        return (self.plain, self.trust, self.law)


@dataclass(frozen=True, slots=True)
class BundleAttack:
    """What is done to a bundle, with what in hand, and who notices."""

    words: str
    holds: str
    do: Callable[[Crate], Files]
    seen: Seen

    @property
    def row(self) -> str:
        """As it stands in the table of SECURITY.md."""
        return "| " + " | ".join((self.words, self.holds, *self.seen.cells)) + " |"


def at(step: str) -> Seen:
    """Found wrong by whoever verifies."""
    return Seen(step)


def trusted(step: str) -> Seen:
    """Found with the trust file only."""
    return Seen(NOT, step)


def unseen(law: str = NOT) -> Seen:
    """Not even with it."""
    return Seen(NOT, NOT, law)


Row = tuple[str, str, Callable[[Crate], Files], Seen]
ROWS: Final[tuple[Row, ...]] = (
    ("change a byte of an entry", CARRIER, edits.a_byte, at("2")),
    ("change a byte of any other file", CARRIER, edits.a_copy, at("1")),
    ("change a statement, mend all files", CARRIER, makers.a_statement, at("2")),
    ("change the newest statement, mend all files", CARRIER, makers.the_newest, at("3")),
    ("the same under a checkpoint by another key", CARRIER, makers.by_another_key, at("3")),
    ("strip one of the log's signatures", CARRIER, edits.one_signature_less, at("3")),
    ("strip the witness's signatures", CARRIER, edits.without_witness, trusted("5")),
    ("put in another bundle's entries", CARRIER, edits.foreign_entries, at("3")),
    ("put in another bundle's checkpoint", CARRIER, edits.foreign_checkpoint, at("3")),
    ("put in another bundle's keys of people", CARRIER, edits.foreign_people, at("9")),
    (
        "put in an earlier checkpoint of another history",
        CARRIER,
        makers.another_s_checkpoint,
        at("4"),
    ),
    ("leave the earlier checkpoints out", CARRIER, edits.no_earlier, unseen()),
    ("swap two pieces of evidence", CARRIER, edits.photos_swapped, at("7")),
    ("leave a piece of evidence out", CARRIER, edits.photo_left_out, trusted("7 ?")),
    ("add a piece of evidence", CARRIER, edits.photo_more, at("7")),
    ("change the rules", CARRIER, edits.rules_changed, at("7")),
    ("nest the rules deeper than programs read", CARRIER, edits.deep_rules, at("7")),
    ("leave the rules out", CARRIER, edits.rules_left_out, at("7")),
    ("change `log.vkey`, mend `bundle.json`", CARRIER, edits.keys_of_the_log, at("9")),
    ("change `allowed_signers`, mend `bundle.json`", CARRIER, edits.keys_of_people, at("9")),
    ("change `events.jsonl`, mend `bundle.json`", CARRIER, edits.events, at("9")),
    ("change a hash in the tiles", CARRIER, edits.hashes, at("9")),
    ("put a false time stamp in, mend `bundle.json`", CARRIER, edits.stamp, trusted("8 ?")),
    ("open what nobody sealed, mend `bundle.json`", CARRIER, edits.opening, at("9")),
    ("add a file, mend `bundle.json`", CARRIER, edits.one_more, at("1")),
    ("exchange `verify.py`, mend `bundle.json`", CARRIER, edits.verifier, unseen()),
    ("exchange `index.html`, mend `bundle.json`", CARRIER, edits.page, unseen()),
    ("call the whole a part", CARRIER, edits.as_a_part, at("1")),
    ("state another size", CARRIER, edits.another_size, at("1")),
    ("nest `bundle.json` deeper than programs read", CARRIER, edits.deep, at("1")),
    ("of a case: exchange a proof", CARRIER, edits.foreign_proof, at("2")),
    ("of a case: leave an entry out", CARRIER, edits.middle_left_out, at("2")),
    ("of a case: leave its last entry out", CARRIER, edits.end_left_out, unseen()),
    ("of a case: add a proof of nothing", CARRIER, edits.proof_of_nothing, at("1")),
    ("hand over a bundle older than the checkpoint kept", CARRIER, makers.older, trusted("4")),
    ("hand over one that ends there", CARRIER, makers.no_newer, unseen()),
    ("change the newest statement", LOG, makers.newest_by_the_log, at("6")),
    ("strip the newest entry's signature", LOG, makers.unsigned_by_the_log, at("6")),
    ("found the log anew with keys of one's own", CARRIER, makers.founded_anew, trusted("3")),
    ("change a statement, sign everything anew", ALL, makers.rewritten, trusted("4")),
    (
        "enrol a key for somebody else, and act with it",
        PERSON,
        makers.enrolled_for_another,
        trusted("6"),
    ),
    (
        "sign with a key after it was lost, declared since",
        PERSON,
        makers.with_a_lost_key,
        trusted("6 ?"),
    ),
    ("write an act past the rules, and sign it", PERSON, makers.past_the_rules, unseen("10")),
)
BUNDLE_ATTACKS: Final = tuple(BundleAttack(*row) for row in ROWS)

ZIPS: Final[Mapping[zips.Trick, str]] = {
    zips.twice: "a name twice",
    zips.upwards: "a name with `..`",
    zips.absolute: "an absolute name",
    zips.a_link: "a symbolic link",
    zips.a_folder: "an entry for a folder",
    zips.another_order: "another order",
    zips.squeezed: "a bomb",
    zips.boasting: "a size that is not there",
    zips.before: "bytes before the zip",
    zips.behind: "bytes behind it",
    zips.between: "bytes between its parts",
    zips.remarked: "a remark",
    zips.two_names: "two names for one file",
    zips.locked: "a mark of encryption",
    zips.dated: "a time",
    zips.shorter: "no end",
}
"""Tricks with the zip, each with its words."""


def zip_row(words: str) -> str:
    """The row of a trick."""
    return f"| zip: {words} | {CARRIER} | {REFUSED} |  |  |"
