"""The cases that the demo job walks besides the story: new workbooks, a village, and some households."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from county_desk.demo.applying import Applying, apply_for
from county_desk.demo.arriving import file_home
from county_desk.demo.forms import APPLICANT, YEAR, figures
from county_desk.demo.homes import Home, newcomers
from county_desk.demo.office import Heard, Office, Thread, aloud
from county_desk.demo.places import CLERK, DemoVillage
from county_desk.demo.registering import Round, register
from county_desk.demo.voices import REJECTED
from county_desk.demo.workbooks import AGAIN
from county_desk.intake.taking_in.arrivals import take_in_files
from county_desk.workflow.cases.village_filing import REGISTRATION

_FILED, _MEETING, _APPLIED = date(2016, 10, 26), date(2016, 10, 31), date(2016, 11, 7)
_CORRECTED = date(2016, 11, 29)


def walks(office: Office, workbooks: Sequence[Path], heard: Heard) -> Iterator[Thread]:
    """All acts of the job inside the register, reported to `heard`."""
    comers = newcomers(APPLICANT.code)
    homes = tuple(home for _village, home in comers)
    going = Applying((APPLICANT,), REGISTRATION, _APPLIED, figures=figures())
    yield aloud(office, _file(office, comers), heard)
    yield aloud(office, register(office, Round(APPLICANT, homes, _MEETING, first=REJECTED)), heard)
    yield aloud(office, apply_for(office, going), heard)
    yield take_in_again(office, [path for path in workbooks if AGAIN in path.parts])


def _file(office: Office, comers: Sequence[tuple[DemoVillage, Home]]) -> Thread:
    yield _FILED
    for village, home in comers:
        file_home(office, village, home)


def take_in_again(office: Office, paths: Sequence[Path]) -> Thread:
    """Read corrected workbooks in a process of their own and take in only the new rows."""
    yield _CORRECTED
    for _arrival in take_in_files(office.desk(CLERK), paths, YEAR):
        continue
