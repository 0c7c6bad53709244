"""What holds for every test: nobody's own keys are touched, and logging is nobody else's."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Private keys lie in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TADASU_KEYS", str(tmp_path_factory.mktemp("keys")))
        yield


@pytest.fixture(autouse=True)
def operators_log() -> Iterator[None]:
    """No test sees how an earlier one set up the operator's log: a command filters its lines."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
