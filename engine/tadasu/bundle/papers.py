"""The papers of a bundle: how to check it by hand, and a verifier in one file."""

from importlib import resources

from tadasu.bundle.layout import GUIDES, VERIFIER
from tadasu.bundle.standalone import standalone


def papers() -> dict[str, bytes]:
    """The same in every bundle, by name."""
    texts = resources.files("tadasu.bundle") / "texts"
    found = {name: (texts / name).read_bytes() for name in GUIDES}
    return {**found, VERIFIER: standalone().encode()}
