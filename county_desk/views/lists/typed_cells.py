"""Typing into the cells of a list: the typed cells wait here until one act saves them all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from county_desk.fields import Column, Table
from county_desk.intake.pasting.typed_cells import (
    CellGrid,
    ListRow,
    ReadCells,
    asks_of,
    cell_grids,
    choices_of,
    read_cells,
)
from county_desk.tables.declared import NumberedRow
from county_desk.text import _, _n
from county_desk.views.types import Desk
from county_desk.views.widgets.drafts import CellDrafts
from county_desk.workflow.command import Change, Refused
from county_desk.workflow.pasting import PasteRows
from county_desk.workflow.rights import refusal
from county_desk.workflow.submission import Submission, begin_submission

if TYPE_CHECKING:
    from county_desk.views.page import Page

type CellPlace = tuple[int, str]  # the number of a row and the key of a column


@dataclass(frozen=True)
class TypedText:
    """A text that was typed into a cell of a row; a word of a fixed list is kept in Chinese."""

    row: NumberedRow
    text: str


type TypedByPlace = dict[CellPlace, TypedText]


class TypedCells(QObject):
    """The typed cells of one list. `changed()` follows each of them, `read()` the check of all.

    `saved()` is emitted when an act has recorded them, `unfit()` when they cannot be saved as they are.
    """

    changed, read, unfit, saved = Signal(), Signal(), Signal(), Signal()

    def __init__(
        self, owner: "Page", table: Table[NumberedRow], grids: Sequence[CellGrid], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.owner, self.table, self.grids = owner, table, grids
        self.cells: TypedByPlace = {}
        self.found = ReadCells()
        self.asks = asks_of(grids)
        self.answers: Callable[[], dict[str, str]] = dict
        self.covers: Callable[[NumberedRow], bool] = lambda _row: True
        self.refusal = ""  # why the last act was refused
        self._steps: list[dict[CellPlace, TypedText | None]] = []
        self._keys = frozenset(key for grid in grids for key in grid.columns)
        self._choices = {key: choices_of(table[key]) for key in self._keys}
        self._submission: Submission | None = None
        self._drafts: CellDrafts = {}
        self._place = ""
        self._saving = False

    def __bool__(self) -> bool:
        return bool(self.cells)

    def may_edit[R: NumberedRow](self, row: R, column: Column[R]) -> bool:
        """Whether a cell can be typed into: a covered number cannot."""
        return column.key in self._keys and not (column.kind.personal and self.covers(row))

    def takes(self, key: str) -> bool:
        """Whether a column holds a fact that can be typed."""
        return key in self._keys

    def words_for(self, key: str) -> list[str]:
        """The words that a column of fixed words takes, as they are shown."""
        return [shown for _chinese, shown in self._choices.get(key, ())]

    def text_of(self, row: NumberedRow, key: str) -> str | None:
        """The typed text of a cell as it is shown; None where nothing was typed."""
        place = (row.id, key)
        if (typed := self.cells.get(place)) is None:
            return None
        read = self.found.cells.get(place)
        if read is not None and read.text == typed.text and not read.trouble:
            return self.table[key].kind.show(read.value)
        return dict(self._choices[key]).get(typed.text, typed.text)

    def trouble_of(self, row: NumberedRow, key: str) -> str:
        """The reason why a typed cell does not fit."""
        read = self.found.cells.get((row.id, key))
        return read.trouble if read is not None else ""

    def words_of(self, row: NumberedRow, key: str) -> list[str]:
        """All words about a typed cell, the value on record at last."""
        read, column = self.found.cells.get((row.id, key)), self.table[key]
        said = [read.trouble, read.note, read.meant] if read is not None else []
        before = column.shown(row, masked=self.covers(row)) or _("blank")
        return [*filter(None, said), _("On record: {value}").format(value=before), _("Not saved yet")]

    def type_cells(self, cells: Sequence[tuple[NumberedRow, str, str]]) -> None:
        """Take texts for cells, as rows and keys; one way back takes all of them away."""
        step: dict[CellPlace, TypedText | None] = {}
        for row, key, text in cells:
            place, kept = (row.id, key), self._chinese(key, text.strip())
            step[place] = self.cells.get(place)
            if kept == self._chinese(key, self.table[key].shown(row)):
                self.cells.pop(place, None)
            else:
                self.cells[place] = TypedText(row, kept)
        self._steps.append(step)
        self._follow()

    def take_back(self) -> None:
        """Take the last cells back that were typed together."""
        for place, before in (self._steps.pop() if self._steps else {}).items():
            if before is None:
                self.cells.pop(place, None)
            else:
                self.cells[place] = before
        self._follow()

    def drop(self, places: Sequence[CellPlace]) -> None:
        """Forget some typed cells; the values on record stand again."""
        held = {place: self.cells.pop(place) for place in places if place in self.cells}
        if held:
            self._steps.append(dict(held))
            self._follow()

    def drop_all(self) -> None:
        """Forget all typed cells, and offer the way back."""
        held, words = dict(self.cells), _("The typed cells were dropped")
        self._forget()

        def back() -> None:
            if isValid(self):
                self.stand(held)

        self.owner.undoable.emit(words, back)

    def share(self, drafts: CellDrafts, place: str) -> None:
        """Keep the cells among the drafts of the person, and have those that were typed before."""
        self._drafts, self._place = drafts, place
        kept = drafts.get(place, {}).items()
        if held := {cell: typed for cell, typed in kept if isinstance(typed, TypedText)}:
            self.stand(held)

    def stand(self, cells: TypedByPlace) -> None:
        """Have these cells as they were typed before."""
        self.cells = dict(cells)
        self._follow()

    def count_words(self) -> str:
        """“3 changes in 2 rows”; empty without any."""
        if not self.cells:
            return ""
        cells, rows = len(self.cells), len({number for number, _key in self.cells})
        return _("{changes} in {rows}").format(
            changes=_n("{count} change", "{count} changes", cells).format(count=f"{cells:,}"),
            rows=_n("{count} row", "{count} rows", rows).format(count=f"{rows:,}"),
        )

    def trouble_words(self) -> str:
        """The reasons against saving the cells, and the persons for whom they will wait."""
        unfit = len(self.found.unfit)
        words = _n("{count} cell does not fit", "{count} cells do not fit", unfit).format(count=f"{unfit:,}")
        said = [words] if unfit else []
        return "\n".join(filter(None, (self.refusal, *said, *self.found.troubles, self.found.waits)))

    def check(self) -> None:
        """Read all typed cells off this thread, and judge their acts."""
        if not self.cells:
            self.found, self._saving = ReadCells(), False
            self.read.emit()
            return
        desk, grids, rows, given = self.owner.desk, self.grids, list(self._rows()), self.answers()
        kept = self._submission

        def work() -> tuple[ReadCells, Submission]:
            seen = kept or desk.read(begin_submission)
            return read_cells(desk, grids, rows, given), seen

        self.owner.look(work, self._take, "typed cells")

    def save(self) -> None:
        """Check all cells once more, and record them in one act if all fit."""
        if self.cells:
            self._saving, self.refusal = True, ""
            self.check()

    def _take(self, found: tuple[ReadCells, Submission]) -> None:
        self.found, self._submission = found
        saving, self._saving = self._saving, False
        self.read.emit()
        fits = not (self.found.unfit or self.found.troubles or self.found.asked)
        if saving and fits and self.found.acts:
            command = PasteRows(acts=self.found.acts)
            self.owner.do(command, then=self._done, refused=self._refused, submission=self._submission)
        elif saving:
            self.unfit.emit()

    def _done(self, _change: Change) -> None:
        if isValid(self):
            self._forget()
            self.saved.emit()

    def _refused(self, refusal: Refused) -> None:
        if isValid(self):
            self.refusal, self._submission = str(refusal), None
            self.check()

    def _forget(self) -> None:
        self.cells, self._steps, self._submission, self.refusal = {}, [], None, ""
        self._follow()

    def _follow(self) -> None:
        self._drafts[self._place] = dict(self.cells)
        self.changed.emit()
        self.check()

    def _rows(self) -> Iterator[ListRow]:
        """The typed texts of each row."""
        rows: dict[int, tuple[NumberedRow, dict[str, str]]] = {}
        for (number, key), typed in self.cells.items():
            rows.setdefault(number, (typed.row, {}))[1][key] = typed.text
        return (ListRow(row, texts) for row, texts in rows.values())

    def _chinese(self, key: str, text: str) -> str:
        """A text with the Chinese word where it is one of the fixed words of the column."""
        return next((chinese for chinese, shown in self._choices[key] if text == shown), text)


def typing_of(owner: "Page", table: Table[NumberedRow], parent: QObject) -> TypedCells | None:
    """Return the typing into a list; None where this person records none of its facts."""
    grids = [grid for grid in cell_grids(table) if _may(owner.desk, grid)]
    return TypedCells(owner, table, grids, parent) if grids else None


def _may(desk: Desk, grid: CellGrid) -> bool:
    return not (desk.actor.barred or refusal(desk.actor, grid.grid.act.permission))
