"""What holds for every test: nobody's own keys are touched."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Private keys lie in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TADASU_KEYS", str(tmp_path_factory.mktemp("keys")))
        yield
