"""The files on the import page: the kind of each, how many of its rows can go in, and its outcome."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from county_desk.fields import Choice, Column, Measure, Table, Tally, Term, Text
from county_desk.intake.comparing.comparison import NO_ANSWERS, Answers
from county_desk.intake.comparing.county_corrections import OWN
from county_desk.intake.delivery import STORED, FileVerdict, Level, Verdict
from county_desk.intake.reading.checks.year_of_file import UNKNOWN as YEAR_UNKNOWN
from county_desk.intake.reading.households.questions import count_waiting
from county_desk.intake.reading.households.verdicts import OPENING, WAITS, agreeable
from county_desk.intake.taking_in.arrivals import Arrival
from county_desk.shapes import Shape
from county_desk.text import N_
from county_desk.views.importing.file_fixes import Fix


class FileState(Term):
    """The state of a file: the act that is possible or was done."""

    READY = "ready", N_("Can go in"), Shape.FINE
    PARTLY = "partly", N_("In part"), Shape.WATCH
    ASK = "ask", N_("To be decided"), Shape.WATCH
    NOTHING = "nothing", N_("Nothing can go in"), Shape.MUST
    SAME = "same", N_("Nothing new"), Shape.NONE
    UNREAD = "unread", N_("Not read"), Shape.MUST
    TAKEN = "taken", N_("Taken in"), Shape.FINE
    AGAIN = "again", N_("Being read again"), Shape.UNDERWAY


_STATES = {
    FileVerdict.ACCEPT: FileState.READY,
    FileVerdict.PARTIAL: FileState.PARTLY,
    FileVerdict.ASK: FileState.ASK,
    FileVerdict.REJECT: FileState.NOTHING,
    FileVerdict.REJECT_FILE: FileState.UNREAD,
}


@dataclass(frozen=True)
class FileRow:
    """One file as listed.

    `waiting` are the rows that wait only for another row of their household. `answers` are those to its
    questions. `fixes` are the county's corrections; `aside` are those that a change of the file made void.
    `place_id` and `year` are the village and year that a person chose (0: none). `stamp` is the state of the
    file on the disk when it was read.
    """

    path: Path
    arrival: Arrival
    village: str
    state: FileState
    ready: int
    wrong: int
    asked: int
    unchanged: int
    seconds: Decimal
    waiting: int = 0
    answers: Answers = NO_ANSWERS
    fixes: tuple[Fix, ...] = ()
    aside: tuple[Fix, ...] = ()
    place_id: int | None = None
    year: int = 0
    stamp: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.path.name

    @property
    def folder(self) -> str:
        """The folder of the file, which distinguishes files of one name."""
        return self.path.parent.name

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of questions that a person answered with yes."""
        return self.answers.kinds

    @property
    def asks_opening(self) -> bool:
        """Whether households wait for the answer that the file is an opening balance."""
        return any(problem.kind == OPENING for problem in self.arrival.delivery.problems)

    @property
    def held(self) -> int:
        """The number of rows that go back to the sender."""
        return self.wrong + self.asked + self.waiting

    @property
    def can_go_in(self) -> bool:
        """Whether rows of it can be taken in now."""
        return bool(self.ready) and self.state not in NOT_NOW


ELSEWHERE = (WAITS, OWN, "header_unknown", YEAR_UNKNOWN)  # questions that are answered in another place
NOT_NOW = (FileState.TAKEN, FileState.AGAIN)

FILES = Table(
    key="files",
    title=N_("Files"),
    row=FileRow,
    columns=(
        Column("name", N_("File"), Text(width=32)),
        Column("folder", N_("Folder"), Text(width=12)),
        Column("village", N_("Village"), Text(width=12)),
        Column("state", N_("Result"), Choice(terms=FileState, width=19)),
        Column("ready", N_("Go in"), Tally(width=7)),
        Column("wrong", N_("With errors"), Tally(width=7)),
        Column("asked", N_("To check"), Tally(width=7)),
        Column("waiting", N_("Waiting"), Tally(width=7)),
        Column("unchanged", N_("Unchanged"), Tally(width=7)),
        Column("seconds", N_("Seconds"), Measure(width=6)),
    ),
)


def file_row(path: Path, arrival: Arrival, village: str) -> FileRow:
    """The row of a file that was read and compared."""
    delivery = arrival.delivery
    counts = delivery.counts
    ready = sum(counts[verdict] for verdict in STORED)
    held = counts[Verdict.REJECT] + counts[Verdict.ASK]
    waiting = count_waiting(delivery)
    same = bool(counts[Verdict.UNCHANGED]) and not ready and not held
    return FileRow(
        path,
        arrival,
        village,
        FileState.SAME if same else _state(delivery.verdict, ready, counts[Verdict.ASK]),
        ready,
        counts[Verdict.REJECT],
        counts[Verdict.ASK] - waiting,
        counts[Verdict.UNCHANGED],
        Decimal(str(round(delivery.seconds, 2))),
        waiting=waiting,
    )


def _state(verdict: FileVerdict, ready: int, asked: int) -> FileState:
    """The state by the verdict; a file with nothing ready waits for its questions."""
    if verdict in (FileVerdict.PARTIAL, FileVerdict.REJECT) and not ready:
        return FileState.ASK if asked else FileState.NOTHING
    return _STATES[verdict]


@dataclass(frozen=True)
class FileQuestion:
    """One kind of question that some rows put: how many, one of them in words, and who can answer it."""

    kind: str
    rows: int
    example: str
    row: int
    ours: bool


def questions(row: FileRow) -> tuple[FileQuestion, ...]:
    """Return the questions of a file, first those that a person here can answer; answered ones stay."""
    found: dict[str, FileQuestion] = {}
    for line in row.arrival.delivery.lines:
        for kind in dict.fromkeys(each.kind for each in line.problems if _asks(each.kind, each.level, row)):
            message = next(each.message for each in line.problems if each.kind == kind)
            seen = found.get(kind) or FileQuestion(kind, 0, message, line.row, agreeable(kind))
            found[kind] = replace(seen, rows=seen.rows + 1)
    return tuple(sorted(found.values(), key=lambda question: not question.ours))


def _asks(kind: str, level: Level, row: FileRow) -> bool:
    return kind not in ELSEWHERE and (level is Level.ASK or kind in row.kinds)


def totals(rows: Iterable[FileRow]) -> tuple[int, int]:
    """The numbers of rows of some files that go in, and that go back."""
    listed = list(rows)
    return sum(row.ready for row in listed), sum(row.held for row in listed)
