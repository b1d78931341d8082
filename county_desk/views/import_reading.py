"""Reading files and comparing them with the register, off the window's thread; nothing is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from county_desk.excel.reading.placing import placed
from county_desk.excel.village_fields import VillageForm
from county_desk.excel.village_form import read_village_form
from county_desk.progress import Progress
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING, VillageRow
from county_desk.text import _
from county_desk.views.import_files import FileRow, file_row, form_row
from county_desk.workflow.arrivals import Arrival, look_at_files
from county_desk.workflow.assessing import prospect
from county_desk.workflow.intake import TakeIn
from county_desk.workflow.intake_known import villages

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


@dataclass
class Tally:
    """How far a reading has come; written by the worker, read by the window."""

    files: int = 0
    rows: int = 0
    name: str = ""
    began: float = field(default_factory=monotonic)

    @property
    def pace(self) -> int:
        """Rows a second so far."""
        return round(self.rows / max(monotonic() - self.began, 0.001))


def found_files(given: Iterable[Path]) -> list[Path]:
    """The files that were named, and every file of the folders that were; hidden ones are left alone."""
    found: list[Path] = []
    for path in given:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [each for each in inside if each.is_file() and not each.name.startswith((".", "~$"))]
    return list(dict.fromkeys(found))


def read_files(
    desk: "Desk", paths: Sequence[Path], year: int, tally: Tally, progress: Progress
) -> list[FileRow]:
    """Read every file in one warm child, each compared with the register."""
    names = {place.id: place.name for place in desk.read(villages)}
    before = 0

    def by_row(done: int, _total: int) -> None:
        tally.rows = before + done
        progress(tally.files, len(paths))

    found = []
    tally.name = paths[0].name if paths else ""
    for number, arrival in enumerate(look_at_files(desk, paths, year, by_row), start=1):
        found.append(_row(desk, paths[number - 1], arrival, names))
        before += len(arrival.raw.lines)
        tally.files, tally.rows = number, before
        tally.name = paths[number].name if number < len(paths) else ""
        progress(number, len(paths))
    return found


def _row(desk: "Desk", path: Path, arrival: Arrival, names: dict[int, str]) -> FileRow:
    raw = arrival.raw
    if raw.read and not any(line.household for line in raw.lines):
        reading = read_village_form(path)
        if reading.form is not None:
            village = village_of(desk, reading.form)
            return form_row(path, arrival, village.name if village else "", reading)
    return file_row(path, arrival, names.get(raw.place_id or 0, ""))


def village_of(desk: "Desk", form: VillageForm) -> VillageRow | None:
    """The village of a form: by its code, because the numbers of another register are not ours."""
    rows = desk.read(page, VILLAGES_LISTING, Query(where={"code": form.code}), 0, 1) if form.code else []
    return rows[0] if rows else None


def looked_again(desk: "Desk", row: FileRow) -> FileRow:
    """A file compared with the register as it is now, with its questions answered as they were."""
    raw = row.arrival.raw
    again = Arrival(raw, desk.read(prospect, raw, desk.policy, row.kinds))
    return file_row(row.path, again, row.village, row.kinds)


def answered(desk: "Desk", row: FileRow, kinds: Sequence[str]) -> FileRow:
    """The file once a person has agreed to the questions of some kinds."""
    return looked_again(desk, replace(row, kinds=tuple(kinds)))


def of_village(desk: "Desk", row: FileRow, place_id: int) -> FileRow:
    """The file as that of a village which a person chose."""
    name = next((place.name for place in desk.read(villages) if place.id == place_id), "")
    raw = placed(row.arrival.raw, place_id)
    return looked_again(desk, replace(row, arrival=Arrival(raw, raw), village=name))


def command_of(row: FileRow, *, all_or_none: bool) -> TakeIn:
    """The act of taking in a file as it is shown."""
    return TakeIn(delivery=row.arrival.raw, kinds=row.kinds, all_or_none=all_or_none)


def trouble_with(desk: "Desk", row: FileRow, *, all_or_none: bool) -> str:
    """Why a file cannot be taken in now; empty when it can."""
    return " ".join(desk.problems(command_of(row, all_or_none=all_or_none)).values())


def taken_words(row: FileRow) -> str:
    """As what a file was taken in."""
    return _("Taken in as batch {number}.").format(number=row.arrival.batch)
