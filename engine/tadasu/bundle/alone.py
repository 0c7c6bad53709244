"""The front door of the verifier that lies in a bundle: words in, a report out, nothing else."""

import argparse
import os
import sys
from pathlib import Path

from tadasu.bundle.archive import BundleError, open_bundle
from tadasu.bundle.check import check_bundle
from tadasu.bundle.knowing import recognise_in
from tadasu.bundle.known import UNKNOWN, Recognised, told_of
from tadasu.bundle.report import Report
from tadasu.errors import Language
from tadasu.ledger.checkpoint import Checkpoint, NoteError
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.trust import Trust, parse_trust

MARKS = {"verified": "✓", "wrong": "✗", "unchecked": "?"}
_WRONG = 7
_NO_BUNDLE = 5


def main() -> int:
    """Verify a bundle: 0 nothing is wrong, 7 something is, 5 it can't be read."""
    asked = argparse.ArgumentParser(description="Verify a bundle. / 束を検証します。")
    asked.add_argument("bundle", nargs="?", default=str(Path(__file__).resolve().parent))
    asked.add_argument("--trust", help="a file of yours with keys and checkpoints")
    asked.add_argument("--file", help="a file that the record may know: a document, evidence")
    asked.add_argument("--lang", choices=("en", "ja"), default="en")
    words = asked.parse_args()
    try:
        told = Path(words.trust).read_text("utf-8") if words.trust else ""
        trust = parse_trust(told) if told else Trust()
        bundle = open_bundle(Path(words.bundle))
        report = check_bundle(bundle, trust)
        held = None
        if words.file and report.state != "wrong":
            held = recognise_in(bundle, Path(words.file))
    except (BundleError, NoteError, OSError, UnicodeDecodeError) as wrong:
        print(f"✗ {wrong}", file=sys.stderr)  # noqa: T201
        return _NO_BUNDLE
    try:
        lines = report_lines(report, words.lang)
        if held is not None:
            lines += ["", *file_lines(held, words.lang)]
        print("\n".join(lines), flush=True)  # noqa: T201
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on
    return _WRONG if report.state == "wrong" or (held and not held.sound) else 0


def file_lines(held: Recognised, language: Language) -> list[str]:
    """What the record says of a file."""
    mark = MARKS["verified" if held.sound else "wrong"]
    told = [text for known in held.known for text in told_of(known)] or [UNKNOWN]
    return [
        f"{mark} {held.file}",
        f"  SHA-256 {held.sha256}",
        *(f"  {text.to(language)}" for text in told),
    ]


def report_lines(report: Report, language: Language) -> list[str]:
    """The report for a person."""
    lines = []
    for step in report.steps:
        said = step.detail.to(language) or str(step.count)
        lines.append(f"{MARKS[step.state]} {step.number}  {step.title.to(language)}: {said}")
    if report.root:
        spoken = format_spoken(Checkpoint(report.log, report.size, report.root))
        lines += ["", f"{report.log} · {report.size} · {spoken}", report.root.hex()]
    if report.unproven:
        lines += ["", "証明されていないこと:" if language == "ja" else "What this does not show:"]
        lines += [f"- {text.to(language)}" for text in report.unproven]
    return lines
