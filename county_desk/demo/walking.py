"""The cases that the demo job walks besides the story: new workbooks, a village, and some households."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from county_desk.demo.arriving import YEAR, file_home
from county_desk.demo.homes import newcomers
from county_desk.demo.office import Heard, Office, Thread, aloud
from county_desk.demo.places import CLERK, village
from county_desk.demo.row_threads import row_threads
from county_desk.demo.script import script
from county_desk.demo.workbooks import AGAIN
from county_desk.intake.taking_in.arrivals import take_in_files

_FILED, _CORRECTED = date(2016, 10, 26), date(2016, 11, 29)


def walks(office: Office, workbooks: Sequence[Path], heard: Heard) -> Iterator[Thread]:
    """All acts of the job inside the register, reported to `heard`."""
    yield aloud(office, _file(office), heard)
    for told in row_threads(office, script("job")):
        yield aloud(office, told, heard)
    yield take_in_again(office, [path for path in workbooks if AGAIN in path.parts])


def _file(office: Office) -> Thread:
    """File the households of one village that come to the counter themselves."""
    yield _FILED
    for place, home in newcomers(village("新民村", "河口镇").code):
        file_home(office, place, home)


def take_in_again(office: Office, paths: Sequence[Path]) -> Thread:
    """Read corrected workbooks in a process of their own and take in only the new rows."""
    yield _CORRECTED
    for _arrival in take_in_files(office.desk(CLERK), paths, YEAR):
        continue
