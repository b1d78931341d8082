"""Delivered files from the folder to the register: read in a child, compared, taken in one by one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from county_desk.intake.comparing.compare import Compared, compared
from county_desk.intake.comparing.comparison import NO_ANSWERS, Answers
from county_desk.intake.comparing.county_corrections import Conflict
from county_desk.intake.comparing.reading_terms import reading_terms
from county_desk.intake.delivery import STORED, Delivery, Verdict
from county_desk.intake.plain import plain_delivery, plain_line
from county_desk.intake.reader import Reader
from county_desk.intake.reading.checks.across_files import across_files
from county_desk.intake.reading.households.questions import shared_by_rows
from county_desk.intake.reading.households.verdicts import asked_of_all, held_back
from county_desk.intake.taking_in.take_in import ANSWERS, TakeIn
from county_desk.progress import Progress, silent
from county_desk.sheets.packing import no_search
from county_desk.workflow.command import Refused, plain
from county_desk.workflow.desk import Desk
from county_desk.workflow.rights import refusal


@dataclass(frozen=True)
class Arrival:
    """The outcome of one file: as read, as compared, and its batch (None when none was made).

    `conflicts` are the facts that differ from the county's own corrections. `found` is the whole comparison,
    as long as the file can be taken in. `refused` is set if none of the rows may go in.
    `fixes` are texts that stand in place of cells, by sheet and cell.
    """

    raw: Delivery
    delivery: Delivery
    batch: int | None = None
    conflicts: tuple[Conflict, ...] = ()
    found: Compared | None = None
    refused: bool = False
    fixes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def sent_back(self) -> Delivery:
        """The delivery with the notes that its sender sees."""
        return replace(self.delivery, taken=self.batch is not None)

    def as_plain(self) -> dict[str, object]:
        """The entry of the file in the JSON of the command line; its rows are made as they are read."""
        conflicts, shared = map(plain, self.conflicts), shared_by_rows(self.delivery)
        return {
            **plain_delivery(self.delivery),
            "batch": self.batch,
            "conflicts": list(conflicts),
            "rows": (plain_line(line, shared) for line in self.delivery.lines),
        }


def look_at_files(
    desk: Desk,
    paths: Iterable[Path],
    year: int | None,
    progress: Progress = silent,
    kinds: Collection[str] = (),
) -> Iterator[Arrival]:
    """Read files and compare them with the register; nothing is written. One warm child reads them all.

    Without a year, each file is of the year that it names.

    All are read before the first is compared: of two that are the same list, one may have to wait.
    """
    terms = desk.read(reading_terms, year, desk.today)
    with Reader() as reader:
        every = list(reader.read_each(paths, terms, progress))
    for raw, said in zip(every, across_files(every), strict=True):
        yield look_at(desk, asked_of_all(raw, said) if said else raw, Answers(tuple(kinds)))


def look_at(desk: Desk, raw: Delivery, answers: Answers = NO_ANSWERS) -> Arrival:
    """A file that was read, compared with the register once some of its questions are answered."""
    found = desk.read(compared, raw, desk.policy, answers, today=desk.today)
    return Arrival(raw, found.delivery, conflicts=found.conflicts, found=found)


def look_again(desk: Desk, arrival: Arrival, answers: Answers = NO_ANSWERS) -> Arrival:
    """The same, of a file that may have been compared before: not again where nothing can have changed."""
    if arrival.found is not None and desk.read(arrival.found.holds, answers):
        return arrival
    return look_at(desk, arrival.raw, answers)


def take_in_files(
    desk: Desk,
    paths: Iterable[Path],
    year: int | None,
    progress: Progress = silent,
    kinds: Collection[str] = (),
) -> Iterator[Arrival]:
    """Take in files, each as one batch; a file from which nothing can go in makes none."""
    for arrival in look_at_files(desk, paths, year, progress, kinds):
        yield take_in(desk, arrival, kinds)


def take_in(
    desk: Desk,
    arrival: Arrival,
    kinds: Collection[str] = (),
    progress: Progress = silent,
) -> Arrival:
    """Take in one file that was looked at."""
    if not _may_go_in(arrival):
        return arrival
    asked = TakeIn(
        delivery=arrival.raw,
        kinds=tuple(kinds),
        found=arrival.found,
        fixes=arrival.fixes,
    )
    try:
        with no_search():
            change = desk.do(asked, progress)
    except Refused as trouble:
        return _refused(arrival, trouble.problems)
    return replace(arrival, batch=change.id, found=None)


def foretold(desk: Desk, arrival: Arrival, kinds: Collection[str] = ()) -> Arrival:
    """One file that was looked at as taking it in would leave it; as it is for who may take in none."""
    if not _may_go_in(arrival) or refusal(desk.actor, TakeIn.permission):
        return arrival
    asked = TakeIn(delivery=arrival.raw, kinds=tuple(kinds), found=arrival.found, fixes=arrival.fixes)
    return _refused(arrival, desk.problems(asked))


def _may_go_in(arrival: Arrival) -> bool:
    """Whether a row is ready, or waits for an answer: then something else may be in the way of it."""
    counts = arrival.delivery.counts
    return any(counts[verdict] for verdict in (*STORED, Verdict.ASK))


def _refused(arrival: Arrival, problems: Mapping[str, str]) -> Arrival:
    """The file with the reason for which none of it goes in, unless that is what its rows ask."""
    reasons = {field: words for field, words in problems.items() if field != ANSWERS}
    if not reasons:
        return arrival
    reason = str(Refused(reasons))
    return replace(arrival, delivery=held_back(arrival.delivery, reason), found=None, refused=True)
