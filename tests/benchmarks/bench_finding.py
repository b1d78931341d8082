"""Exit checks of a county: all findings with their reasons against only reading the facts."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from county_desk.tables.facts import household_rows
from county_desk.workflow.checks import county_checks, household_check
from county_desk.workflow.entry import Opened, sit_down
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.registers import large_register
from tests.build import CLERK


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A register of 20,000 households."""
    opened = large_register(Path(tmp_path_factory.mktemp("large")) / "large.cdesk", 20_000)
    yield opened
    opened.close()


def test_a_county(register: Opened) -> None:
    """Every household of the register."""
    desk = sit_down(register, CLERK, today=date(2016, 11, 30))
    rows = seconds(lambda: desk.read(lambda session: session.execute(household_rows(2016)).all()), 3)
    ours = seconds(lambda: county_checks(desk, 2016), 3)
    one = seconds(lambda: household_check(desk, 11, 2016))
    gc.collect()
    tell("exit checks of 20,000 households", ours, reading_their_facts=rows)
    goal("findings against reading", ours / rows, 2.0)
    print(f"   one household in {one * 1000:.2f} ms")
