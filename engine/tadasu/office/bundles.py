"""Answers about bundles, and the check of one that somebody sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tadasu.bundle.archive import BundleError, open_bundle
from tadasu.bundle.check import check_bundle
from tadasu.bundle.given import Given, sort_out
from tadasu.bundle.known import Recognised
from tadasu.bundle.layout import definition_path
from tadasu.bundle.reading import parsed
from tadasu.bundle.report import Report, State, Step
from tadasu.core.law import Law
from tadasu.errors import NotFoundError, Text
from tadasu.ledger.checkpoint import Checkpoint
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.trust import Trust
from tadasu.office.comparison import Kept
from tadasu.rules.process import Process, process_from

__all__ = ["BundleChecked", "Exported", "Step", "check", "checked"]

Progress = Callable[[int, int], None]

LAW = 10
"""The step that needs the engine, after those that a stranger's verifier takes."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was written and verified."""

    file: Path
    log: str
    size: int
    """Entries of the log, up to the checkpoint."""
    entries: int
    """Entries in the bundle."""
    root: str
    spoken: str
    """The checkpoint to read out."""
    evidence: int
    """Files of evidence in it."""
    openings: int
    """Sealed values that the receiver may see."""


@dataclass(frozen=True, slots=True)
class BundleChecked:
    """A bundle that was verified, step by step; the last step is wrong where one is."""

    state: State
    log: str
    size: int
    root: str
    """Hex; empty where the checkpoint could not be read."""
    spoken: str
    steps: tuple[Step, ...]
    unproven: tuple[Text, ...]
    file: Recognised | None = None
    """What the record says of a file that somebody holds; None: none was asked about."""


def check(
    path: Path,
    trust: Trust,
    kept: Sequence[Kept],
    progress: Progress,
    judging: Progress | None = None,
) -> BundleChecked:
    """Verify the bundle at `path`; NotFoundError where there is none that can be read.

    The checkpoints of `kept` come from whoever verifies, as do those of `trust`. With `judging`,
    every act is judged again by the definitions in the bundle, or UnlawfulError.
    """
    trusted = replace(trust, checkpoints=[*trust.checkpoints, *(one.spoken for one in kept)])
    try:
        bundle = open_bundle(path)
        report = check_bundle(bundle, trusted, progress)
        if judging is not None and report.state != "wrong":
            report = replace(report, steps=[*report.steps, _judged(sort_out(bundle), judging)])
        return checked(report)
    except (BundleError, OSError) as wrong:
        raise NotFoundError(
            Text(
                en=f"{path} can't be read as a bundle: {wrong}.",
                ja=f"{path} を束として読めません({wrong})。",
            )
        ) from wrong


def checked(report: Report) -> BundleChecked:
    """A report as an answer."""
    checkpoint = Checkpoint(report.log, report.size, report.root)
    return BundleChecked(
        state=report.state,
        log=report.log,
        size=report.size,
        root=report.root.hex(),
        spoken=format_spoken(checkpoint) if report.root else "",
        steps=tuple(report.steps),
        unproven=tuple(report.unproven),
    )


def _judged(given: Given, progress: Progress) -> Step:
    """Every act judged again; a part of a log does not hold all that its rules looked at."""
    title = Text(en="acts judged again by the rules then", ja="当時の規則による行為の再判定")
    if not given.whole:
        return Step(LAW, title, "unchecked", Text(en="", ja=""))

    @cache
    def process(digest: str) -> Process:
        return process_from(given.bundle.read(definition_path(digest)))

    law = Law(process)
    for position, entry in parsed(given):
        law.take(position, entry)
        progress(position + 1, given.size)
    return Step(LAW, title, "verified", Text(en="", ja=""), law.close().acts)
