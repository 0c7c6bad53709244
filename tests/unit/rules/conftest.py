import pytest

from tadasu.rules.process import Process
from tests.unit.rules.library import made


@pytest.fixture
def process() -> Process:
    return made()
