"""Verbs for delivered workbooks: reporting on them, and taking them in."""

import gc
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from county_desk.cli.opening import desk
from county_desk.cli.output import Speaker
from county_desk.facts.word_lists import listed_words
from county_desk.intake.comparing.cases import STATUS
from county_desk.intake.delivery import Level, Verdict
from county_desk.intake.marking.annotate import MEMORY, annotate
from county_desk.intake.marking.sending import MarkedNames
from county_desk.intake.reader import Reader
from county_desk.intake.reading.checks.year_of_file import UNKNOWN as YEAR_UNKNOWN
from county_desk.intake.reading.households.verdicts import HELD, OPENING, agreeable
from county_desk.intake.taking_in.arrivals import Arrival, foretold, look_at_files, take_in
from county_desk.intake.taking_in.opening_lists import by_standing, opening_preview
from county_desk.intake.taking_in.originals import hand_out
from county_desk.intake.taking_in.status_words import meanings_of, read_with_meanings, strange_words
from county_desk.models.user import Permission
from county_desk.progress import Progress
from county_desk.sheets.writing.saving import CannotWrite, whole
from county_desk.tables.opening_counts import OpeningCount
from county_desk.text import _, _n
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk

type Entry = dict[str, Any]  # of a file, as JSON carries it

_CIRCLES = 100_000  # new things before the next search for garbage: a large file is hundreds of thousands


def check(given: Namespace, speaker: Speaker) -> int:
    """Read workbooks and report what an import would do; faults in them are no failure."""
    reports = _reports(desk(given), given, speaker, write=False)
    speaker.answer_each((entry, _lines(entry)) for entry, _stays_out in reports)
    return 0


def take_in_all(given: Namespace, speaker: Speaker) -> int:
    """Take in the good rows, one batch a file; 1 when every file was refused.

    Refused is a file that has no row but wrong ones, and one that had to stay out as a whole. One with rows
    that wait for answers or are on record already is not.
    """
    at = desk(given, needs=Permission.IMPORT)
    entries: list[Entry] = []
    refused: list[bool] = []
    speaker.answer_each(_taken_in(at, given, speaker, entries, refused))
    _note_agreeable_kinds(entries, speaker)
    _note_missing_years(entries, speaker)
    return 1 if all(refused) else 0


def _taken_in(
    at: Desk, given: Namespace, speaker: Speaker, entries: list[Entry], refused: list[bool]
) -> Iterator[tuple[Entry, Iterable[str]]]:
    """The answers of files; keeps the `entries` without their rows, and which files were `refused`."""
    for entry, stays_out in _reports(at, given, speaker, write=True):
        entries.append({**entry, "rows": ()})
        refused.append(stays_out or entry["verdict"].startswith("reject"))
        held = [each["message"] for each in entry["questions"] if each["kind"] == HELD]
        speaker.note(": ".join((Path(entry["file"]).name, entry["verdict"], *held)))
        yield entry, _lines(entry)


def _note_agreeable_kinds(entries: Iterable[Entry], speaker: Speaker) -> None:
    """Say how to answer the questions that a person here can answer; all others go back to the sender."""
    asked = [entry.get("questions", ()) for entry in entries]
    able = [each for each in asked if all(question["kind"] != HELD for question in each)]
    waiting = (question for each in able for question in each if question["rows"])
    kinds = sorted(
        {each["kind"] for each in waiting if each["level"] == Level.ASK and agreeable(each["kind"])}
    )
    if kinds:
        message = _("To take in rows that wait as they stand, repeat with: {options}")
        options = ("--opening" if kind == OPENING else f"--agree {kind}" for kind in kinds)
        speaker.note(message.format(options=" ".join(options)))


def _note_missing_years(entries: Iterable[Entry], speaker: Speaker) -> None:
    """Say how to give the year of files without one."""
    if unsure := [Path(entry["file"]).name for entry in entries if YEAR_UNKNOWN in entry["kinds"]]:
        message = _("Give the year of the figures with --year; these files do not say it: {files}")
        speaker.note(message.format(files=_(", ").join(unsure)))


def original(given: Namespace, speaker: Speaker) -> int:
    """Write the file of a batch as it was delivered, byte for byte, for a purpose that is recorded."""
    at = desk(given, needs=Permission.FULL_NUMBERS)
    found = hand_out(at, given.batch, given.purpose or "")
    if found is None:
        raise Refused({"batch": _("No file is kept of a batch {number}").format(number=given.batch)})
    with whole(given.out) as file:
        file.write(found.content)
    plain = {"original": str(given.out), "name": found.name, "digest": found.digest}
    speaker.answer({**plain, "size": len(found.content)}, str(given.out))
    return 0


def files_of(given: Iterable[Path]) -> list[Path]:
    """The files that were named, and every file of the folders that were; hidden ones are left alone."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            files = sorted(each for each in path.rglob("*") if each.is_file())
            inside = [each for each in files if not each.name.startswith((".", "~$"))]
            if not inside:
                raise Refused({"files": _("There are no files in {path}.").format(path=path)})
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise Refused({"files": _("There is no file {path}.").format(path=path)})
    return found


def _reports(at: Desk, given: Namespace, speaker: Speaker, *, write: bool) -> Iterator[tuple[Entry, bool]]:
    """The entry of every file, in order, and whether it stays out as a whole."""
    gc.set_threshold(_CIRCLES)
    agreed = [*getattr(given, "agree", ()), *([OPENING] if given.opening else ())]
    files = files_of(given.files)
    watch = _Watch(files, speaker)
    marking = _Marking(at, given, files, speaker) if write and given.annotate else None
    reader = given.closing.enter_context(Reader())
    found = look_at_files(at, watch.each(), given.year, watch.rows, agreed)
    meanings = meanings_of(given.means)
    for arrival in found:
        path = Path(arrival.raw.file)
        arrival = read_with_meanings(at, reader, arrival, given.year, meanings, agreed)
        if write:
            arrival = take_in(at, arrival, agreed, watch.storing(path))
        else:
            arrival = foretold(at, arrival, agreed)
        if marking is not None:
            marking.mark(path, arrival)
        plain = arrival.as_plain()
        yield plain | ({"opening": _opening(at, arrival, speaker)} if given.opening else {}), arrival.refused


def _opening(at: Desk, arrival: Arrival, speaker: Speaker) -> dict[str, dict[str, object]]:
    """The counts of an opening balance by standing and township, also as a line on the terminal."""
    counts = at.read(opening_preview, arrival.delivery)
    name = Path(arrival.raw.file).name
    told = _("; ").join(map(_counted, by_standing(counts))) or _("nothing to take in")
    speaker.note(": ".join((name, told)))
    if strange := strange_words(arrival.raw):
        options = " ".join(f"--means {word}={_('STATUS')}" for word in strange)
        words = _("{file}: say once what these status words mean: {options}; a status is one of: {known}")
        speaker.note(words.format(file=name, options=options, known="、".join(listed_words(STATUS))))
    return {
        each.standing.value: {
            "households": each.count,
            "persons": each.persons,
            "townships": {some.township: some.count for some in counts if some.standing is each.standing},
        }
        for each in by_standing(counts)
    }


def _counted(each: OpeningCount) -> str:
    """The households or villages of one standing, in words."""
    if each.persons is None:
        return _("{standing}: {count}").format(standing=_(each.standing.label), count=f"{each.count:,}")
    words = _("{standing}: {households} households, {persons} persons")
    numbers = {"households": f"{each.count:,}", "persons": f"{each.persons:,}"}
    return words.format(standing=_(each.standing.label), **numbers)


class _Watch:
    """Shows on a terminal the file that is read or taken in, and the progress of a large one."""

    def __init__(self, files: Sequence[Path], speaker: Speaker) -> None:
        self._files, self._speaker, self._words = files, speaker, ""

    def each(self) -> Iterator[Path]:
        """The files, each shown when the reader asks for it."""
        for number, path in enumerate(self._files, 1):
            self._words = _("File {done} of {total}: {name}").format(
                done=number, total=len(self._files), name=path.name
            )
            self._speaker.under_way(self._words)
            yield path

    def rows(self, done: int, total: int) -> None:
        """Show the number of rows read so far, once the total is known."""
        if not total:
            return
        rows = _("{done} of {total} rows").format(done=f"{done:,}", total=f"{total:,}")
        self._speaker.under_way(_("{file} · {rows}").format(file=self._words, rows=rows))

    def storing(self, path: Path) -> Progress:
        """The progress of a file that is being taken in."""

        def told(done: int, total: int) -> None:
            share = done * 100 // total if total else 0
            words = _("{name} is taken in: {share} %").format(name=path.name, share=share)
            self._speaker.under_way(words)

        return told


class _Marking:
    """Writes each sender's workbook back with its problems marked; names and skips one that fails."""

    def __init__(self, at: Desk, given: Namespace, files: Sequence[Path], speaker: Speaker) -> None:
        given.annotate.mkdir(parents=True, exist_ok=True)  # while nothing is stored yet
        self._reader = given.closing.enter_context(Reader(memory=MEMORY))
        self._names, self._day = MarkedNames(given.annotate, files, at.today), at.today
        self._speaker = speaker

    def mark(self, path: Path, arrival: Arrival) -> None:
        """Write one workbook."""
        delivery = arrival.sent_back
        if not delivery.read:
            return
        try:
            out = self._names.place_of(path, delivery)
            annotate(path, delivery, out, day=self._day, reader=self._reader)
        except CannotWrite as trouble:
            self._speaker.note(str(trouble))


def _lines(entry: Entry) -> Iterator[str]:
    """An entry for people: each question of a file once, then how often there is a remark of each kind."""
    numbers = {**entry["counts"], "waiting": entry.get("waiting", 0)}
    counts = " ".join(f"{name}={count}" for name, count in numbers.items() if count)
    yield f"{Path(entry['file']).name}: {entry['verdict']} {counts}".rstrip()
    for each in entry.get("questions", ()):
        rows = _n("{count} row", "{count} rows", each["rows"]).format(count=f"{each['rows']:,}")
        behind = f" ({rows})" if each["rows"] > 1 else ""
        place = f"{each['sheet']}!{each['cell']} " if each["cell"] else ""
        yield f"  {place}{each['level']} {each['kind']}: {each['message']}{behind}"
    yield from _remarks(entry)


def _remarks(entry: Entry) -> Iterator[str]:
    asked = {(each["kind"], each["message"]) for each in entry.get("questions", ())}
    rows = [row for row in entry["rows"] if row["verdict"] != Verdict.SKIP]
    every = [*entry["problems"], *(each for row in rows for each in row["problems"])]
    quiet = [each for each in every if each.get("level") not in ("ask", "error")]
    kinds: dict[str, list[str]] = {}
    for each in quiet:
        if (each["kind"], each["message"]) not in asked:
            kinds.setdefault(each["kind"], []).append(each["message"])
    for kind, messages in kinds.items():
        times = f" (×{len(messages):,})" if len(messages) > 1 else ""
        yield f"  {kind}: {messages[0]}{times}"


VERBS = {"check": check, "import": take_in_all, "original": original}
