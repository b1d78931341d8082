"""States of a register that are copied are those that the acts leave."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from county_desk.workflow.audit import verify
from county_desk.workflow.registry import RecordYear
from tests.build import a_household, a_registered_household, case_of, household_of, walk
from tests.reached import changes_the_program


@pytest.fixture
def founded(files, policy, tmp_path):
    """Found a register in a file of its own."""
    numbers, engines = count(1), []

    def found():
        office, engine = files.fresh(policy, tmp_path / f"{next(numbers)}.cdesk")
        engines.append(engine)
        return office

    yield found
    for engine in engines:
        engine.dispose()


def content(office):
    """All that a register holds."""
    raw = office.sessions.kw["bind"].raw_connection()
    lines = list(raw.driver_connection.iterdump())
    raw.close()
    return lines


def test_a_copied_register_is_the_one_that_the_acts_leave(founded):
    changes_the_program("this one")
    first = founded()
    made = a_registered_household(first)
    acted = content(first)
    changes_the_program(None)
    for _time in range(2):
        copied = founded()
        assert a_registered_household(copied) == made
        assert content(copied) == acted


def test_a_copied_register_goes_on_being_written(founded):
    for _time in range(2):
        office = founded()
        household = a_registered_household(office)
        office.at(date(2016, 12, 1)).do(RecordYear(household=household, year=2016, net_income=Decimal(3000)))
        assert household_of(office, household).head == "张大有"
        with office.sessions() as session:
            assert verify(session).ok


def test_acts_on_another_register_are_done(founded):
    days = set()
    for received_on in (date(2016, 10, 8), date(2016, 10, 9)):
        office = founded()
        case = a_household(office, received_on=received_on)
        days.add(walk(office, (case,)))
        assert case_of(office, case).state.value == "done"
    assert len(days) == 2
