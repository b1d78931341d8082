"""Reading files and comparing them with the register, off the window's thread; nothing is written."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from county_desk.intake.comparing.comparison import NO_ANSWERS, Answers
from county_desk.intake.comparing.reading_terms import reading_terms
from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import Delivery, Problem, ReadingTerms
from county_desk.intake.reader import Reader
from county_desk.intake.reading.checks.across_files import across_files
from county_desk.intake.reading.households.verdicts import asked_of_all
from county_desk.intake.reading.villages.row_village import placed
from county_desk.intake.taking_in.act_rows import with_act_lists
from county_desk.intake.taking_in.arrivals import Arrival, commands_of, look_again, look_at
from county_desk.intake.taking_in.take_in import ALL_OR_NONE
from county_desk.progress import Cancelled, Progress
from county_desk.tables.listing import Query, page
from county_desk.tables.office import BATCHES_LISTING
from county_desk.text import _, _n
from county_desk.views.importing.file_fixes import Fix, applicable_fixes, texts_of, without_fixes
from county_desk.views.importing.import_files import NOT_NOW, FileRow, FileState, file_row
from county_desk.views.importing.import_words import village_words
from county_desk.views.types import Desk
from county_desk.views.widgets.text_format import sentences
from county_desk.workflow.audit import head_seal
from county_desk.workflow.command import Command


@dataclass(frozen=True)
class Wanted:
    """A file to read, with the answers of a person so far, and the row `before` that they are about.

    `year` is the year that a person chose for this file alone; 0 for none.
    """

    path: Path
    place_id: int | None = None
    answers: Answers = NO_ANSWERS
    fixes: tuple[Fix, ...] = ()
    aside: tuple[Fix, ...] = ()
    before: Delivery | None = None
    year: int = 0


def wanted_again(row: FileRow) -> Wanted:
    """Return a request to read a file again with all answers about it."""
    return Wanted(row.path, row.place_id, row.answers, row.fixes, row.aside, row.arrival.raw, row.year)


@dataclass
class Reading:
    """Files to be read and those that were: the window fills the one and empties the other meanwhile.

    Files to be read again come first, because a person waits for them. `done` of `total` files are read, `at`
    is the one that is being read. `known` are all files of the list as they were read last. `year` is 0 where
    each file is of the year that it names.
    """

    year: int
    fresh: deque[Wanted] = field(default_factory=deque)
    again: deque[Wanted] = field(default_factory=deque)
    found: deque[FileRow] = field(default_factory=deque)
    at: Wanted | None = None
    known: dict[Path, FileRow] = field(default_factory=dict)
    name: str = ""
    rows: int = 0
    done: int = 0
    total: int = 0
    _terms: dict[int, ReadingTerms] = field(default_factory=dict)
    _seal: str = ""

    def terms_on(self, desk: Desk, year: int) -> ReadingTerms:
        """The terms on which files of a year are read; the same as long as nothing is written."""
        if (seal := desk.read(head_seal)) != self._seal:
            self._terms, self._seal = {}, seal
        if year not in self._terms:
            self._terms[year] = desk.read(reading_terms, year or None, desk.today)
        return self._terms[year]

    @property
    def title(self) -> str:
        """The name of the job."""
        return _n("Reading {count} file", "Reading {count} files", self.total).format(count=self.total)

    @property
    def counts(self) -> tuple[int, int, int]:
        """The files that are read, their total, and the rows that are read."""
        return self.done, self.total, self.rows

    def words(self, pace: int) -> str:
        """The progress, at a pace of rows a second."""
        return _("File {done} of {total}: {name} · {rows} rows, {pace} a second").format(
            done=min(self.done + 1, self.total),
            total=self.total,
            name=self.name,
            rows=f"{self.rows:,}",
            pace=f"{pace:,}",
        )

    @property
    def left(self) -> int:
        """The number of files that the reader has not begun."""
        return len(self.fresh) + len(self.again)

    def rest(self) -> list[Wanted]:
        """All that is not read yet, the file that is being read first."""
        waiting = [*([self.at] if self.at else []), *self.again, *self.fresh]
        return list({wanted.path: wanted for wanted in waiting}.values())

    def take(self) -> Wanted | None:
        """The next file to be read."""
        for queue in (self.again, self.fresh):
            if queue:
                return queue.popleft()
        return None


def found_files(given: Iterable[Path]) -> list[Path]:
    """The files that were named, and every file of the folders that were; hidden ones are left alone."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            found += sorted(folder / name for folder, _folders, names in path.walk() for name in names)
        elif path.is_file():
            found.append(path)
    return [path for path in dict.fromkeys(found) if not path.name.startswith((".", "~$"))]


def read_waiting_files(desk: Desk, reader: Reader, reading: Reading, progress: Progress) -> None:
    """Read every file that waits, in one warm child, and compare each with the register."""
    names = {place.id: place.name for place in desk.read(villages)}
    while (wanted := reading.take()) is not None:
        reading.at, reading.name, before = wanted, wanted.path.name, reading.rows

        def by_row(done: int, _total: int, before: int = before) -> None:
            reading.rows = before + done
            progress(reading.done, reading.total)

        try:
            progress(reading.done, reading.total)
            terms = reading.terms_on(desk, wanted.year or reading.year)
            row = read_one(desk, reader, wanted, terms, names, by_row)
        except Cancelled:
            reading.fresh.appendleft(wanted)
            reading.found.extend(compared_with_others(desk, reading.known))
            raise
        reading.rows = before + len(row.arrival.raw.lines)
        reading.done += 1
        reading.at = None
        reading.known[row.path] = row
        reading.found.append(row)
        progress(reading.done, reading.total)
    reading.found.extend(compared_with_others(desk, reading.known))


def compared_with_others(desk: Desk, known: Mapping[Path, FileRow]) -> Iterator[FileRow]:
    """Yield the files with new problems beside the others: a list sent twice, or a newer one.

    A file that went in, or waits to be read again, is left alone.
    """
    rows = list(known.values())
    every = across_files([row.arrival.raw for row in rows])
    for row, said in zip(rows, every, strict=True):
        if row.state in (FileState.TAKEN, FileState.AGAIN):
            continue
        if new := _new_problems(row.arrival.raw, said):
            asked = asked_of_all(row.arrival.raw, new)
            yield compared_again(desk, replace(row, arrival=Arrival(asked, asked)))


def _new_problems(raw: Delivery, said: Iterable[Problem]) -> list[Problem]:
    """The problems that a file did not have before."""
    if not (said := list(said)):
        return []
    rows = (problem for line in raw.lines for problem in line.problems)
    before = {(problem.cell, problem.message) for problem in (*raw.problems, *rows)}
    return [problem for problem in said if (problem.cell, problem.message) not in before]


def read_one(
    desk: Desk,
    reader: Reader,
    wanted: Wanted,
    terms: ReadingTerms,
    names: dict[int, str],
    progress: Progress,
) -> FileRow:
    """One file as it is now.

    If the file has changed since, corrections that no longer fit the text that they corrected are put aside.
    """
    stamp = stamp_of(wanted.path)
    before, fixes, aside = wanted.before, wanted.fixes, wanted.aside
    if wanted.place_id is not None:
        terms = replace(terms, place_id=wanted.place_id)
    raw = reader.read(wanted.path, replace(terms, fixes=texts_of(fixes)) if fixes else terms, progress)
    if not raw.digest:  # it is out of reach: what was said of it waits for it
        raw = replace(raw, digest=before.digest) if before else raw
    elif fixes and before and raw.digest != before.digest:
        raw = reader.read(wanted.path, terms, progress)
        if fixes := applicable_fixes(wanted.fixes, before, raw):
            raw = reader.read(wanted.path, replace(terms, fixes=texts_of(fixes)), progress)
        aside = (*aside, *without_fixes(wanted.fixes, fixes))
    if wanted.place_id is not None and raw.place_id != wanted.place_id:
        raw = placed(raw, wanted.place_id)
    raw = with_act_lists(raw, wanted.answers)
    row = file_row(wanted.path, look_at(desk, raw, wanted.answers), village_words(raw, names))
    said = replace(row, answers=wanted.answers, fixes=fixes, place_id=wanted.place_id, year=wanted.year)
    return replace(said, aside=without_fixes(aside, fixes), stamp=stamp)


def stamp_of(path: Path) -> tuple[int, int] | None:
    """The size of a file on the disk and the time of its writing; None when it is out of reach."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def compared_again(desk: Desk, row: FileRow) -> FileRow:
    """A file compared with the register as it is now, with its questions answered as they were."""
    fresh = file_row(row.path, look_again(desk, row.arrival, row.answers), row.village)
    said = replace(fresh, answers=row.answers, fixes=row.fixes, place_id=row.place_id, year=row.year)
    return replace(said, aside=row.aside, stamp=row.stamp)


def with_answers(desk: Desk, row: FileRow, answers: Answers) -> FileRow:
    """The file once a person has answered some of its questions."""
    return compared_again(desk, replace(row, answers=answers))


def with_village(desk: Desk, row: FileRow, place_id: int) -> FileRow:
    """The file as that of a village which a person chose."""
    name = next((place.name for place in desk.read(villages) if place.id == place_id), "")
    raw = placed(row.arrival.raw, place_id)
    return compared_again(desk, replace(row, arrival=Arrival(raw, raw), village=name, place_id=place_id))


def whole_files_only(desk: Desk) -> bool:
    """Whether the county has set that a file goes in only as a whole."""
    return bool(desk.policy.terms(desk.today)[ALL_OR_NONE].flag)


def intake_commands(row: FileRow) -> Sequence[Command]:
    """The acts that take in a file as it is shown, see `commands_of`."""
    arrival = replace(row.arrival, fixes=texts_of(row.fixes))
    return tuple(commands_of(arrival, row.answers, row.path))


def intake_trouble(desk: Desk, row: FileRow) -> str:
    """The reason against taking in a file now; empty without one."""
    found = [desk.problems(command) for command in intake_commands(row)]
    if not found:
        return _("No row can go in; those that are not on record wait for an answer or a correction.")
    return sentences(next(filter(None, found), {}).values())


def taken_words(row: FileRow) -> str:
    """The words for the way in which a file was taken in."""
    return _("Taken in as batch {number}.").format(number=row.arrival.batch)


@dataclass(frozen=True)
class Elsewhere:
    """Files with an undone batch, each as it was and as it is now, and those to be read again."""

    undone: Sequence[tuple[FileRow, FileRow]]
    stale: Sequence[FileRow]


def changes_elsewhere(desk: Desk, batches: Mapping[int, Path], rows: Sequence[FileRow]) -> Elsewhere:
    """Return the changes from elsewhere to some files; `batches` are those made of them.

    Stale are files that are not settled and were changed on the disk, are gone from it, or are there again.
    """
    stale = [row for row in rows if is_waiting(row) and stamp_of(row.path) != row.stamp]
    return Elsewhere(_undone(desk, batches, rows), stale)


def _undone(
    desk: Desk, batches: Mapping[int, Path], rows: Sequence[FileRow]
) -> list[tuple[FileRow, FileRow]]:
    """Files with an undone batch, and copies of them."""
    if not batches:
        return []
    found = desk.read(page, BATCHES_LISTING, Query(where={"id": tuple(batches)}))
    paths = {batches[batch.id] for batch in found if batch.undone_on is not None}
    digests = {row.arrival.raw.digest for row in rows if row.path in paths}
    of = [row for row in rows if row.path in paths or (is_waiting(row) and row.arrival.raw.digest in digests)]
    return [(row, compared_again(desk, row)) for row in of if row.state is not FileState.AGAIN]


def is_waiting(row: FileRow) -> bool:
    """Whether a file is still to be taken in, and not being read again."""
    return row.state not in NOT_NOW


def is_same(row: FileRow | None, before: FileRow) -> bool:
    """Whether a file has no new answers or acts; it may have been compared again."""
    if row is None or row.state is FileState.AGAIN or row.arrival.batch != before.arrival.batch:
        return False
    said = [(each.answers, each.fixes, each.place_id) for each in (row, before)]
    return row.arrival.raw is before.arrival.raw and said[0] == said[1]
