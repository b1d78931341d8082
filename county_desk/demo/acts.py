"""Acts of a story as data: a person, a day and a command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from county_desk.demo.office import Office, Thread
from county_desk.demo.places import record_of, village
from county_desk.workflow.command import Command


@dataclass(frozen=True)
class Sequel:
    """A later act on the record that a deed has made; `act` takes the number of the record."""

    day: date
    who: str
    act: Callable[[int], Command]


@dataclass(frozen=True)
class Deed:
    """One act on its day, and the acts that follow on its record."""

    day: date
    who: str
    act: Command
    then: Sequence[Sequel] = ()


def carry_out(office: Office, deed: Deed) -> Thread:
    """Do the act on its day, and each sequel on the day of its own."""
    yield deed.day
    number = office.do(deed.who, deed.act).id
    for sequel in deed.then:
        yield sequel.day
        assert number is not None  # only an act that makes a record has sequels
        office.do(sequel.who, sequel.act(number))


def place_of(name: str) -> int:
    """The record number of a village by name; LookupError when there is none."""
    return record_of(village(name).code)
