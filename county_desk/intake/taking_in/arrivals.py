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
from county_desk.intake.taking_in.act_rows import ReadList, acts_of, read_lists, with_act_lists, with_rows
from county_desk.intake.taking_in.batch_records import report_of
from county_desk.intake.taking_in.take_in import ANSWERS, TakeIn
from county_desk.intake.taking_in.take_in_rows import TakeInRows
from county_desk.progress import Progress, silent
from county_desk.sheets.packing import no_search
from county_desk.workflow.command import Command, Refused, plain
from county_desk.workflow.desk import Desk
from county_desk.workflow.rights import refusal


@dataclass(frozen=True)
class Arrival:
    """The outcome of one file: as read, as compared, and its batch (None when none was made).

    `conflicts` are the facts that differ from the county's own corrections. `found` is the whole comparison,
    as long as the file can be taken in. `refused` is set if none of the rows may go in.
    `fixes` are texts that stand in place of cells, by sheet and cell. `lists` are its lists of acts.
    """

    raw: Delivery
    delivery: Delivery
    batch: int | None = None
    conflicts: tuple[Conflict, ...] = ()
    found: Compared | None = None
    refused: bool = False
    fixes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lists: tuple[ReadList, ...] = ()

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
        answers = Answers(tuple(kinds))
        every = [with_act_lists(raw, answers) for raw in reader.read_each(paths, terms, progress)]
    for raw, said in zip(every, across_files(every), strict=True):
        yield look_at(desk, asked_of_all(raw, said) if said else raw, answers)


def look_at(desk: Desk, raw: Delivery, answers: Answers = NO_ANSWERS) -> Arrival:
    """A file that was read, compared with the register once some of its questions are answered."""
    found = desk.read(compared, raw, desk.policy, answers, today=desk.today)
    lists = read_lists(desk, raw, answers)
    return Arrival(raw, with_rows(found.delivery, lists), conflicts=found.conflicts, found=found, lists=lists)


def commands_of(arrival: Arrival, answers: Answers, path: Path | None = None) -> Iterator[Command]:
    """The acts that take in a file: one for its rosters and other lists, and one for each list of acts.

    `path` is where the file lies, when not where it was read.
    """
    for key, acts in acts_of(arrival.lists).items():
        yield take_in_rows(arrival, key, acts, path)
    if not arrival.lists or any(line.verdict is not Verdict.SKIP for line in arrival.raw.lines):
        yield TakeIn(
            delivery=arrival.raw,
            kinds=answers.kinds,
            keep=answers.keep,
            take=answers.take,
            fixes=arrival.fixes,
            path=path,
            found=arrival.found,
        )


def take_in_rows(arrival: Arrival, key: str, acts: tuple[Command, ...], path: Path | None) -> TakeInRows:
    """The act that takes in the rows of one list of a file."""
    sheets = {each.table.sheet for each in arrival.lists if each.grid and each.grid.key == key}
    of_list = replace(
        arrival.delivery,
        lines=tuple(line for line in arrival.delivery.lines if line.sheet in sheets),
        sheets=tuple(sheet for sheet in arrival.delivery.sheets if sheet.name in sheets),
    )
    where = path or Path(arrival.raw.file)
    return TakeInRows(
        acts=acts,
        file=str(where),
        name=where.name,
        year=of_list.year,
        counts=of_list.counts,
        report=report_of(of_list),
        place=of_list.place_id,
    )


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
    batch = None
    for command in commands_of(arrival, Answers(tuple(kinds))):
        try:
            with no_search():
                change = desk.do(command, progress)
        except Refused as trouble:
            return _refused(replace(arrival, batch=batch), trouble.problems)
        batch = batch or (None if change.waits else change.id)
    return replace(arrival, batch=batch, found=None)


def foretold(desk: Desk, arrival: Arrival, kinds: Collection[str] = ()) -> Arrival:
    """One file that was looked at as taking it in would leave it; as it is for who may take in none."""
    if not _may_go_in(arrival) or refusal(desk.actor, TakeIn.permission):
        return arrival
    found = (desk.problems(command) for command in commands_of(arrival, Answers(tuple(kinds))))
    return _refused(arrival, next(filter(None, found), {}))


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
