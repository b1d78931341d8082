"""The consistency checks: all of them over 20,000 households, against only reading their facts."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from county_desk.rules.checks.catalogue import catalogue
from county_desk.rules.checks.running import in_force
from county_desk.tables.checks.checked_facts import household_facts
from county_desk.workflow.consistency import check_register
from county_desk.workflow.entry import Opened, sit_down
from tests.benchmarks.measure import goal, seconds, sized, tell
from tests.benchmarks.registers import large_register
from tests.build import CLERK

DAY = date(2016, 11, 30)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A register of 20,000 households."""
    opened = large_register(Path(tmp_path_factory.mktemp("large")) / "large.cdesk", sized(20_000))
    yield opened
    opened.close()


def test_a_county(register: Opened) -> None:
    """Every check over every household: alone, and as the page runs them."""
    desk = sit_down(register, CLERK, today=DAY)
    facts = desk.read(household_facts, 2016, DAY)
    running = in_force(catalogue(), 2016)
    alone = seconds(lambda: [list(running.household(household)) for household in facts], 3)
    read = seconds(lambda: desk.read(household_facts, 2016, DAY), 3)
    whole = seconds(lambda: desk.read(check_register, desk.policy, 2016, DAY), 3)
    people = sum(len(household.people) for household in facts)
    gc.collect()
    tell(f"all checks of {len(facts):,} households with {people:,} people", alone, reading_the_facts=read)
    goal("seconds for the checks alone", alone, 1.5)
    tell("the whole run with reading and listing", whole, reading_the_facts=read)
