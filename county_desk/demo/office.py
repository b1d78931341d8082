"""The county office at work on the days of a story, by the same commands as every office."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from typing import Any

from county_desk.demo.places import REVIEWER, SECOND_REVIEWER, DemoVillage, town_clerk
from county_desk.progress import Progress
from county_desk.rules.policy import Policy
from county_desk.tables import places
from county_desk.tables.cases import case_list as cases
from county_desk.tables.listing import one, page
from county_desk.workflow.command import Change, Command
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened
from county_desk.workflow.gate.proposals import PutInForce, TakeBackProposal

_OPENS, _PAUSE = time(8, 30), timedelta(seconds=40)

type Thread = Iterator[date]  # part of a story: it yields the day on which it goes on
type Heard = Callable[[str, Command], None]  # who did what


class Clock:
    """A clock of the story, in the zone of this computer: each look at it is a little later on that day."""

    def __init__(self, day: date) -> None:
        self._now = datetime.combine(day, _OPENS)

    def __call__(self) -> datetime:
        """The next moment of the day."""
        self._now += _PAUSE
        return self._now.astimezone()

    def still(self) -> datetime:
        """The moment of the last look, which does not go on."""
        return self._now.astimezone()

    def turn(self, day: date) -> None:
        """Begin another day, unless it is that day already."""
        if day != self.day:
            self._now = datetime.combine(day, _OPENS)

    @property
    def day(self) -> date:
        """The day that the story has come to."""
        return self._now.date()


class Office:
    """The staff of the office at one register; `heard`, when set, receives every act."""

    def __init__(self, opened: Opened, clock: Clock) -> None:
        self.opened, self.clock = opened, clock
        self.heard: Heard | None = None
        policy = Policy.load(opened.province, opened.region)
        self._desks = {
            person.name: Desk(opened.sessions, person, policy, clock, chance=lambda: f"{clock():%Y%m%d}")
            for person in opened.people
        }
        rows = self.read(page, places.PLACES_LISTING)
        self._places = {row.code: row.id for row in rows}

    @property
    def today(self) -> date:
        """The day that the story has come to."""
        return self.clock.day

    def desk(self, who: str) -> Desk:
        """The desk of one person."""
        return self._desks[who]

    def reader(self, who: str) -> Desk:
        """The desk of one person for reading only, which takes no time."""
        return replace(self._desks[who], now=self.clock.still)

    def do(self, who: str, command: Command) -> Change:
        """Let a person do one thing today; a reviewer puts it in force where it needs a second person.

        Raises `Refused` as for everybody.
        """
        change = self._desks[who].do(command)
        if self.heard:
            self.heard(who, command)
        if isinstance(change.undo, TakeBackProposal):
            second = REVIEWER if who != REVIEWER else SECOND_REVIEWER
            return self._desks[second].do(PutInForce(proposal=change.undo.proposal))
        return change

    def made(self, who: str, command: Command) -> int:
        """The same, for a command that makes a record; its number."""
        number = self.do(who, command).id
        assert number is not None
        return number

    def read(self, query: Callable[..., object], *given: object) -> Any:
        """Run one query on the register."""
        with self.opened.sessions() as session:
            return query(session, *given)

    def place(self, code: str) -> int:
        """The record number of a place by its code."""
        return int(self._places[code])

    def clerk(self, village: DemoVillage) -> str:
        """The clerk who records for a village: its own, or else that of its township."""
        clerks = {person.place_id: person.name for person in self.opened.people if person.place_id}
        return clerks.get(self.place(village.code), town_clerk(village.town))

    def household_of(self, case: int) -> int:
        """The household of a case, by number."""
        row = self.read(one, cases.LISTING, case)
        return int(row.household_id)


def aloud(office: Office, thread: Thread, heard: Heard) -> Thread:
    """The same thread, reporting each of its acts to `heard`."""
    while True:
        office.heard = heard
        day = next(thread, None)
        office.heard = None
        if day is None:
            return
        yield day


def play(office: Office, threads: Sequence[Thread], today: date, progress: Progress) -> None:
    """Let the threads go on day by day until today has been played; later acts are left out."""
    waiting = [(next(thread), number, thread) for number, thread in enumerate(threads)]
    heapify(waiting)
    begun = waiting[0][0]
    while waiting and waiting[0][0] <= today:
        day, number, thread = heappop(waiting)
        office.clock.turn(day)
        progress((day - begun).days, (today - begun).days)
        following = next(thread, None)
        if following is not None:
            heappush(waiting, (following, number, thread))
    office.clock.turn(today)
