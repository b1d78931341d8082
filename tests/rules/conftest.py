"""What every test of the rules starts from."""

import pytest

from county_desk.rules.calendar import Calendar
from county_desk.rules.parameters import ParameterBook
from county_desk.rules.procedures import Procedures


@pytest.fixture(scope="session")
def book():
    """The figures that come with the program."""
    return ParameterBook.load()


@pytest.fixture(scope="session")
def calendar():
    """The calendar that comes with the program."""
    return Calendar.load()


@pytest.fixture(scope="session")
def procedures(book):
    """The procedures that come with the program."""
    return Procedures.load(book)
