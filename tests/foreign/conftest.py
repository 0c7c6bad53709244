"""The foreign verifier, for whoever asks for it."""

import os
from pathlib import Path

import pytest

from tests.foreign.verifier import build


@pytest.fixture(scope="session")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Go's verifier, built once for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "foreign"
    shared.mkdir(exist_ok=True)
    return build(shared)
