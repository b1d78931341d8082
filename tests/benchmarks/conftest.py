"""What is measured is the program as it stands where it was installed."""

from compileall import compile_dir
from pathlib import Path

import pytest

import county_desk


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """Its modules are compiled: where Python keeps nothing of that, every process does it again."""
    assert compile_dir(Path(county_desk.__file__).parent, quiet=2)
