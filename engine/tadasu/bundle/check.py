"""A bundle checked by somebody who trusts neither the organisation nor us.

(1) The files are those of a bundle, each vouched for, none missing, none besides.
(2) Every entry is there in its strict form, in order, of this log; numbers and times follow.
(3) All of them together are what the checkpoint says, and the log's key has signed it.
(4) The log goes on from every earlier checkpoint, in the bundle and in the verifier's hands.
(5) Witnesses whom the verifier trusts have cosigned the checkpoint.
(6) Everybody signed what he or she did, with keys that were valid there.
(7) The definitions in force and the evidence have the hashes that the entries name.
(8) Time stamps: this verifier leaves them to `openssl ts`.
(9) What was worked out from the entries (tiles, events, keys for ssh-keygen) is what they give;
    openings are of what they sealed.

The first wrong step ends the check. What is trusted comes from outside (`Trust`); the steps that
need it and don't have it end as `unchecked`.
"""

from collections.abc import Callable, Iterable, Sequence

from tadasu.bundle.archive import Bundle, BundleError
from tadasu.bundle.derived import events_text, keys_text, signers_text
from tadasu.bundle.earlier import check_kept, check_notes
from tadasu.bundle.given import Given, sort_out
from tadasu.bundle.layout import (
    DEFINITIONS,
    EVENTS,
    EVIDENCE,
    LOG_KEYS,
    OPENINGS,
    SIGNERS,
    STAMP_ENDING,
    definition_path,
    evidence_path,
    sha256_of,
)
from tadasu.bundle.openings import check_openings
from tadasu.bundle.reading import Progress, Read, check_people, parsed, read_entries
from tadasu.bundle.report import Report, State, Step, WrongError, wrong
from tadasu.bundle.unproven import (
    NO_CHECKPOINT,
    NO_LIBRARY,
    NO_LOG_KEY,
    NO_PEOPLE,
    NO_WITNESS,
    PART,
    PART_CHECKPOINT,
    STAMPS,
    compromised,
)
from tadasu.errors import Text
from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.note import open_note
from tadasu.ledger.signed import Signatures, requires_signatures
from tadasu.ledger.tilepath import format_tile_path, tiles_of
from tadasu.ledger.tiles import format_tile, tile_hashes
from tadasu.ledger.trust import Trust, stranger
from tadasu.ledger.verifying import can_check
from tadasu.ledger.vkey import PLAIN_ED25519, VerifierKey, format_vkey

ABLE = can_check(VerifierKey("any", PLAIN_ED25519, bytes(32)))
"""Whether signatures can be checked at all: not without `cryptography`."""

Found = tuple[State, int]
"""How a step ended, and how many things it looked at."""


def check_bundle(
    bundle: Bundle, trust: Trust, progress: Progress = lambda _done, _of: None
) -> Report:
    """Every step until the first that is wrong, with what remains unproven."""
    return _Check(bundle, trust, progress).report()


class _Check:
    """One verification of one bundle; later steps use what earlier ones have read."""

    def __init__(self, bundle: Bundle, trust: Trust, progress: Progress) -> None:
        self._bundle = bundle
        self._trust = trust
        self._progress = progress
        self._signatures = Signatures(self._requires)
        self._unproven: list[Text] = []
        self._given: Given | None = None
        self._read: Read | None = None

    def report(self) -> Report:
        steps: list[Step] = []
        for number, (title, take) in enumerate(self._steps(), 1):
            try:
                state, count = take()
            except (WrongError, BundleError) as found:
                text = found.text if isinstance(found, WrongError) else _plain(found)
                steps.append(Step(number, title, "wrong", text))
                break
            steps.append(Step(number, title, state, Text(en="", ja=""), count))
        given = self._given
        if given is None:
            return Report("", 0, b"", steps, ())
        root, size = given.checkpoint.root, given.size
        return Report(given.log, size, root, steps, tuple(self._unproven))

    def _steps(self) -> Sequence[tuple[Text, Callable[[], Found]]]:
        return (
            (
                Text(en="files as they were exported", ja="ファイルは書き出されたとおり"),
                self._files,
            ),
            (Text(en="entries read, in order", ja="記録の形式と順序"), self._entries),
            (Text(en="checkpoint signed and fitting", ja="チェックポイントと署名"), self._newest),
            (Text(en="earlier checkpoints", ja="以前のチェックポイント"), self._earlier),
            (Text(en="witnesses", ja="証人の連署"), self._witnesses),
            (Text(en="signatures of people", ja="本人の署名"), self._people),
            (Text(en="definitions and evidence", ja="定義と証跡"), self._files_named),
            (Text(en="time stamps", ja="タイムスタンプ"), self._stamps),
            (Text(en="copies of the record", ja="記録からの写し"), self._copies),
        )

    @property
    def _now(self) -> tuple[Given, Read]:
        if self._given is None or self._read is None:
            raise AssertionError("a step was taken out of turn")
        return self._given, self._read

    def _files(self) -> Found:
        # (1)
        self._given = sort_out(self._bundle)
        return "verified", len(self._bundle.names)

    def _entries(self) -> Found:
        # (2)
        if self._given is None:
            raise AssertionError("a step was taken out of turn")
        self._read = read_entries(self._given, self._progress)
        if not self._given.whole:
            self._unproven.append(PART)
        return "verified", len(self._read.times)

    def _newest(self) -> Found:
        # (3)
        given, read = self._now
        if given.whole and read.whole.checkpoint() != given.checkpoint:
            en = f"the {read.whole.size} entries have another root than the checkpoint says."
            wrong(en, f"{read.whole.size} 件の記録から求めたルートがチェックポイントと違います。")
        own = [key for key in self._trust.keys if key.name == given.log]
        keys = self._able(own or read.whole.keys(given.size))
        if not keys and not ABLE:
            self._unproven.append(NO_LIBRARY)
            return "unchecked", 0
        try:
            vouched = open_note(given.note, keys)
            read.whole.check_signed(given.note)
        except NoteError as found:
            wrong(f"checkpoint: {found}.", f"チェックポイントの署名が正しくありません({found})。")
        if not own:
            self._unproven.append(NO_LOG_KEY)
        return ("verified" if own else "unchecked"), len(vouched)

    def _earlier(self) -> Found:
        # (4)
        given, read = self._now
        notes = check_notes(given, read.whole, able=bool(ABLE)) if given.whole else 0
        beyond = check_kept(given, read.whole, self._trust.checkpoints)
        kept = len(self._trust.checkpoints) - beyond
        if not kept:
            self._unproven.append(PART_CHECKPOINT if beyond else NO_CHECKPOINT)
        return ("verified" if kept else "unchecked"), notes + kept

    def _witnesses(self) -> Found:
        # (5)
        given, _ = self._now
        others = self._able(key for key in self._trust.keys if key.name != given.log)
        if not others:
            self._unproven.append(NO_WITNESS)
            return "unchecked", 0
        try:
            return "verified", len(open_note(given.note, others))
        except NoteError as found:
            wrong(
                f"no witness of yours has signed: {found}.", f"証人の連署がありません({found})。"
            )

    def _people(self) -> Found:
        # (6)
        given, _ = self._now
        if not ABLE:
            return "unchecked", 0
        check_people(given, self._signatures)
        unknown = stranger(self._signatures.roster, self._trust.people)
        if unknown is not None:
            raise WrongError(unknown)
        people = {held.person for held in self._signatures.roster.held()}
        doubts = self._signatures.doubts()
        self._unproven += compromised(doubts)
        proved = self._signatures.signed and not self._signatures.unsigned and not doubts
        if not people <= self._trust.people.keys() or not proved:
            self._unproven.append(NO_PEOPLE)
            return "unchecked", self._signatures.signed
        return "verified", self._signatures.signed

    def _files_named(self) -> Found:
        # (7)
        given, read = self._now
        names = set(given.bundle.names)
        for sha, position in read.definitions.items():
            _check_hash(given, definition_path(sha), sha, position)
        there = {sha: at for sha, at in read.evidence.items() if evidence_path(sha) in names}
        for sha, position in there.items():
            _check_hash(given, evidence_path(sha), sha, position)
        named = {*map(definition_path, read.definitions), *map(evidence_path, there)}
        for name in sorted(names - named):
            if name.startswith((DEFINITIONS, EVIDENCE)):
                wrong(f"no entry names {name}.", f"{name} は、どの記録にも出てきません。")
        missing = len(read.evidence) - len(there)
        if missing:
            self._unproven.append(
                Text(
                    en=f"What {missing} pieces of evidence say: the bundle has only their hashes.",
                    ja=f"証跡 {missing} 件の内容。この束にはハッシュだけがあります。",
                )
            )
        return ("unchecked" if missing else "verified"), len(named)

    def _stamps(self) -> Found:
        # (8)
        given, _ = self._now
        stamps = len(list(given.sized(STAMP_ENDING)))
        if stamps:
            self._unproven.append(STAMPS)
        return ("unchecked" if stamps else "verified"), stamps

    def _copies(self) -> Found:
        # (9)
        given, read = self._now
        if given.bundle.read(EVENTS) != events_text(parsed(given)):
            wrong("events.jsonl is not what the entries say.", "events.jsonl が記録と違います。")
        named = map(format_vkey, read.whole.keys(given.size))
        if given.bundle.read(LOG_KEYS) != keys_text(named):
            wrong("log.vkey is not what the entries say.", "log.vkey が記録と違います。")
        signers = signers_text(self._signatures.roster, read.times)
        if ABLE and given.bundle.read(SIGNERS) != signers.encode():
            wrong(
                "allowed_signers is not what the entries say.",
                "allowed_signers が記録と違います。",
            )
        tiles = [tile for tile in tiles_of(given.size) if tile.level is not None and given.whole]
        for tile in tiles:
            name = format_tile_path(tile)
            if given.bundle.read(name) != format_tile(tile_hashes(read.whole.levels, tile)):
                wrong(f"{name} is not what the entries give.", f"{name} が記録と違います。")
        opened = given.bundle.read(OPENINGS) if OPENINGS in given.bundle.names else b""
        return "verified", len(tiles) + 3 + check_openings(opened, read.sealed)

    @staticmethod
    def _able(keys: Iterable[VerifierKey]) -> list[VerifierKey]:
        """The keys whose signatures can be checked with the libraries at hand."""
        return [key for key in keys if can_check(key)]

    def _requires(self, digest: str) -> bool:
        given, _ = self._now
        try:
            return requires_signatures(given.bundle.read(definition_path(digest)))
        except (KeyError, ValueError):
            return False  # step 7 says that it is missing or altered


def _check_hash(given: Given, name: str, sha: str, position: int) -> None:
    try:
        found = sha256_of(given.bundle.read(name))
    except KeyError:
        en = f"{name}, which the entry at position {position} names, is missing."
        wrong(en, f"位置 {position} の記録にある {name} がありません。")
    if found != sha:
        en = f"{name}, which the entry at position {position} names, has another hash."
        wrong(en, f"位置 {position} の記録にある {name} のハッシュが違います。")


def _plain(found: Exception) -> Text:
    return Text(en=f"{found}.", ja=f"束として読めません({found})。")
