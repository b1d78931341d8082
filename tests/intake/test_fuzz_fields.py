"""The readers of cells withstand a minute of a fuzzer that looks for code not run before."""

import importlib.util

import pytest

from tests.intake.fuzz_fields import main

SECONDS = 60


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="there is no atheris for this system")
def test_a_minute_of_texts_finds_nothing_that_raises_or_is_stored_otherwise_than_it_reads():
    assert main(SECONDS) == 0
