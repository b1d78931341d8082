"""A chapter of the made-up county: a register of its own, made by playing the acts between two days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from county_desk.demo.office import Clock, Office, Thread, play
from county_desk.demo.places import CLERK, CODE, COUNTY, REGION, offices, people, place_lines
from county_desk.models.register import RegisterKind
from county_desk.progress import Progress, silent
from county_desk.rules.regimes import founded_under
from county_desk.text import CHINESE, language
from county_desk.workflow.entry import Opened, found, open_register, remove_file
from county_desk.workflow.registry import SetContact


@dataclass(frozen=True)
class Chapter:
    """One chapter. `file` is the name of its register; `threads` are the parts of its story, in no order.

    The register is founded on `founded`, and the story ends on `today`.
    """

    file: str
    uid: UUID
    founded: date
    today: date
    threads: Callable[[Office], Sequence[Thread]]


def nothing_else(_office: Office) -> tuple[Thread, ...]:
    """The story alone."""
    return ()


def make_demo(
    chapter: Chapter,
    path: Path,
    *,
    progress: Progress = silent,
    today: date | None = None,
    also: Callable[[Office], Iterable[Thread]] = nothing_else,
) -> Opened:
    """Make the register of a chapter and open it; one computer makes the same register every time.

    The story ends on the last day of the chapter, or earlier on `today`. `also` adds threads to the story.
    The history is in Chinese in every language of the program. Raises `Refused` when `path` exists. A
    cancelled run leaves no file.
    """
    with language(CHINESE):
        clock = Clock(chapter.founded)
        opened = found(
            path,
            name=COUNTY,
            code=CODE,
            places=place_lines(),
            people=people(),
            kind=RegisterKind.DEMO,
            region=REGION,
            now=clock,
            uid=str(chapter.uid),
        )
        try:
            office = Office(opened, clock)
            threads = (_contacts(office, chapter.founded), *chapter.threads(office), *also(office))
            play(office, threads, today or chapter.today, progress)
        except BaseException:
            opened.close()
            remove_file(path)
            raise
    opened.close()
    return open_register(path)


def _contacts(office: Office, day: date) -> Thread:
    """Set the contact of each place."""
    yield day
    for each in offices():
        known = SetContact(
            place=office.place(each.place),
            telephone=each.telephone,
            contact=each.contact,
            address=each.address,
            agency_code=each.agency_codes.get(founded_under(day).key),
        )
        office.do(CLERK, known)
