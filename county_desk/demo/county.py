"""Making the register of the demo county: founded, set up, filled from workbooks, and a year of work done."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from uuid import UUID

from county_desk.demo.applying import apply_for
from county_desk.demo.arriving import arrive, come_to_the_counter
from county_desk.demo.exiting import leave
from county_desk.demo.office import Clock, Office, Thread, play
from county_desk.demo.places import (
    ADMINISTRATOR,
    CLERK,
    CODE,
    COUNTY,
    REGION,
    offices,
    people,
    place_lines,
)
from county_desk.demo.registering import register
from county_desk.demo.rounds import APPLICATIONS, LEAVES, ROUNDS
from county_desk.models.register import RegisterKind
from county_desk.progress import Progress, silent
from county_desk.text import CHINESE, language
from county_desk.workflow.entry import Opened, found, open_register
from county_desk.workflow.own import SetParameter
from county_desk.workflow.registry import SetContact

FOUNDED, TODAY = date(2016, 1, 4), date(2016, 12, 1)
AFTER_YEAR = date(2017, 1, 5)  # when the returns of the year are frozen
UID = UUID("99010120-1612-4000-8000-000000000001")
# A made-up province has no figures of its own; these are the ones of the handbook's example.
_OWN = (
    ("provincial_incidence", "9%", "云泽省统计局2013年农村住户调查公报第2页（虚构）"),
    ("provincial_rural_income", "6625", "云泽省统计局2013年农村住户调查公报第3页（虚构）"),
)


def nothing_else(_office: Office) -> tuple[Thread, ...]:
    """The story alone."""
    return ()


def make_demo(
    path: Path,
    *,
    progress: Progress = silent,
    today: date = TODAY,
    also: Callable[[Office], Iterable[Thread]] = nothing_else,
) -> Opened:
    """Make the demo register and open it; one computer makes the same register every time.

    The story ends on `today`. `also` adds threads to the story. The history is in Chinese in every language
    of the program. Raises `Refused` when `path` exists. A cancelled run leaves no file.
    """
    with language(CHINESE):
        clock = Clock(FOUNDED)
        opened = found(
            path,
            name=COUNTY,
            code=CODE,
            places=place_lines(),
            people=people(),
            kind=RegisterKind.DEMO,
            region=REGION,
            now=clock,
            uid=str(UID),
        )
        try:
            office = Office(opened, clock)
            play(office, (*_threads(office), *also(office)), today, progress)
        except BaseException:
            opened.close()
            _remove(path)
            raise
    opened.close()
    return open_register(path)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _threads(office: Office) -> tuple[Thread, ...]:
    """Everything that happened, in no order: each part knows its days."""
    return (
        _set_up(office),
        arrive(office),
        come_to_the_counter(office),
        *(apply_for(office, going) for going in APPLICATIONS),
        *(register(office, going) for going in ROUNDS),
        *(leave(office, going) for going in LEAVES),
    )


def _set_up(office: Office) -> Thread:
    """The figures of the province, and who answers for each place."""
    yield FOUNDED
    for name, value, reference in _OWN:
        entered = SetParameter(name=name, since=date(2014, 1, 1), value=value, reference=reference)
        office.do(ADMINISTRATOR, entered)
    for each in offices():
        place = office.place(each.place)
        known = SetContact(
            place=place,
            telephone=each.telephone,
            contact=each.contact,
            address=each.address,
            agency_code=each.agency_code,
        )
        office.do(CLERK, known)
