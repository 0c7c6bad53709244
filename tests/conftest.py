"""What holds for every test: no keys of anybody's, no logging of another test, no clock."""

from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, settings

# A busy machine is no fault: speed is measured in benchmarks, never in a test.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("tadasu", unhurried)
settings.load_profile("tadasu")


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
