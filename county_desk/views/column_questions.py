"""The columns of a file whose meaning a person has to tell, with what stands in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_desk.excel.delivery import Delivery, Line, SheetIn, Verdict
from county_desk.excel.reading.lists import list_of
from county_desk.excel.reading.vocabulary import declared
from county_desk.workflow.layouts import SettleLayout, form_change, settled_layouts
from county_desk.workflow.layouts import list_of as key_of

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

SAMPLES, LOOKED = 3, 400  # values that are shown, and rows that are looked through for them
SORTS: Mapping[str, tuple[str, ...]] = {
    "villages": ("village",),
    "monitoring": ("monitoring", "household", "person"),
    "department": ("department", "person"),
    "ledger": ("income", "household"),
    "living": ("living", "household"),
}
ROSTER = ("person", "household", "income", "living")


@dataclass(frozen=True)
class OpenColumn:
    """One column that is not understood, or only perhaps: `seeming` is the title that it seems to mean."""

    sheet: SheetIn
    letter: str
    text: str
    seeming: str
    samples: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The sheet and the letter, which tell it from others."""
        return self.sheet.name, self.letter


def open_columns(delivery: Delivery) -> tuple[OpenColumn, ...]:
    """Every column of a file that somebody has to tell about, in the order of the file."""
    return tuple(
        OpenColumn(sheet, letter, sheet.texts.get(letter, ""), seeming, _samples(delivery, sheet, letter))
        for sheet in delivery.sheets
        for letter, seeming in sheet.open.items()
    )


def _samples(delivery: Delivery, sheet: SheetIn, letter: str) -> tuple[str, ...]:
    names = (sheet.texts.get(letter, ""), sheet.open[letter])
    rows = (line for line in delivery.lines if line.sheet == sheet.name and line.verdict is not Verdict.SKIP)
    found: dict[str, None] = {}
    for line, _number in zip(rows, range(LOOKED), strict=False):
        if text := _cell(line, names):
            found[text] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _cell(line: Line, names: Iterable[str]) -> str:
    for name in names:
        text = line.original.get(name) or line.values.get(name, "")
        if name and text != "":
            return str(text)
    return ""


def titles_for(sheet: SheetIn) -> list[str]:
    """The standard titles that an open column of a sheet can mean, those of its list first."""
    sorts = SORTS.get(sheet.kind, ROSTER)
    taken = sheet.columns.keys() - set(sheet.open.values())
    known = [(entry["title"], entry["of"]) for entry in declared("columns") if entry["title"] not in taken]
    return [title for title, _of in sorted(known, key=lambda each: _weight(each[1], sorts))]


def _weight(sort: str, sorts: Sequence[str]) -> int:
    return sorts.index(sort) if sort in sorts else len(sorts)


def called(sheet: SheetIn) -> str:
    """What a sheet lists, in the language in force."""
    return list_of(key_of(sheet)).title


def form_changes(desk: "Desk", delivery: Delivery) -> tuple[str, ...]:
    """What changed in each sheet against the form that this sender used before, in words."""
    found = (desk.read(form_change, sheet, delivery.place_id) for sheet in delivery.sheets)
    return tuple(change.sentence() for change in found if change is not None)


def settling(desk: "Desk", delivery: Delivery, told: Mapping[tuple[str, str], str]) -> Iterator[SettleLayout]:
    """The acts that remember what was told of columns, by sheet and letter; what was told before stays."""
    known = {(layout.list, layout.texts): layout.meanings for layout in desk.read(settled_layouts)}
    for sheet in delivery.sheets:
        fresh = {
            sheet.texts.get(letter, ""): meaning
            for (name, letter), meaning in told.items()
            if name == sheet.name and letter in sheet.open
        }
        if fresh:
            key, texts = key_of(sheet), tuple(sheet.texts.values())
            meanings = {**known.get((key, texts), {}), **fresh}
            yield SettleLayout(list=key, texts=texts, meanings=meanings, place=delivery.place_id)
