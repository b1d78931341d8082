"""Every odd and hostile file of the corpus is treated as it has to be, and none of them unsafely."""

import pytest

from tests.intake.corpus.catalogue import cases
from tests.intake.corpus.run import treat

pytestmark = pytest.mark.slow
LIMIT = 15.0  # seconds: half of those that kill the child; it tells of a hang, not of a slow machine


@pytest.fixture(scope="module")
def treated(tmp_path_factory):
    """All files, read once in one child."""
    return list(treat(cases(), tmp_path_factory.mktemp("corpus")))


def test_there_are_many_files():
    assert len(cases()) >= 150


def test_nothing_is_stored_wrongly_or_dropped_and_nothing_falls(treated):
    unsafe = {one.case.name: one.findings.unsafe for one in treated if one.findings.unsafe}
    assert unsafe == {}, f"UNSAFE {len(unsafe)}"


def test_every_file_is_treated_as_it_has_to_be(treated):
    otherwise = {one.case.name: one.findings.strict for one in treated if one.findings.strict}
    assert otherwise == {}


def test_no_file_takes_long(treated):
    slow = {one.case.name: round(one.seconds, 2) for one in treated if one.seconds > LIMIT}
    assert slow == {}
