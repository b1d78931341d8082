"""What was found when a file was looked at counts when it is taken in, while nothing was written since."""

import pytest

from county_desk.intake.comparing.comparison import Answers
from county_desk.intake.taking_in import take_in as intake
from county_desk.intake.taking_in.arrivals import look_at, take_in
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.workflow.audit import verify
from tests.intake.register.taking import DAY
from tests.workflow.deliveries import a_family, a_person


@pytest.fixture
def desk(office):
    """The clerk's desk."""
    return office.at(DAY)


@pytest.fixture
def deliver(deliver):
    """A file of one household."""

    def make(name="一.xlsx", **more):
        return deliver(a_family("9901010001", a_person(), **more), name=name)

    return make


@pytest.fixture
def comparisons(monkeypatch):
    """How often a file is held against the register when it is taken in."""
    made, compared = [], intake.compared

    def counted(*given):
        made.append(given)
        return compared(*given)

    monkeypatch.setattr(intake, "compared", counted)
    return made


def test_a_file_is_held_against_the_register_once(office, desk, deliver, comparisons):
    assert take_in(desk, look_at(desk, deliver())).batch == 1
    assert comparisons == []
    assert office.read(verify).ok


def test_what_was_written_since_is_seen(desk, deliver, comparisons):
    first, second = look_at(desk, deliver()), look_at(desk, deliver("二.xlsx"))
    took = take_in(desk, first)
    assert "Nothing in this file is new." in take_in(desk, second).delivery.problems[-1].message
    assert len(comparisons) == 1
    desk.do(UndoBatch(batch=took.batch))
    assert take_in(desk, second).batch == 2
    assert len(comparisons) == 2


def test_other_answers_than_before_are_heard(desk, deliver, comparisons):
    found = look_at(desk, deliver()).found
    desk.do(TakeIn(delivery=deliver(), kinds=("hidden_column",), found=found))
    assert comparisons[0][3] == Answers(("hidden_column",))


def test_an_arrival_holds_no_comparison_once_it_went_in(desk, deliver):
    looked = look_at(desk, deliver())
    assert looked.found is not None
    assert take_in(desk, looked).found is None
