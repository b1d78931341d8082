"""The person's place in the files, kept while windows or files are made anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QTimer
from PySide6.QtWidgets import QScrollBar, QTableView

from county_desk.views.importing.import_reading import Wanted
from county_desk.views.importing.import_state import ImportState
from county_desk.views.importing.sheet_rows import Show, Spot

PATIENCE = 1_000  # ms within which a new table has its size


type Span = tuple[int, int, int, int]  # top, left, bottom and right of some cells


@dataclass(frozen=True)
class View:
    """The selected cells of a table, and its scroll position."""

    spans: tuple[Span, ...] = ()
    down: int = 0
    across: int = 0


@dataclass(frozen=True)
class FilesPosition:
    """The look of the list of files; `height` is set only if a person changed it."""

    view: View = View()
    widths: Mapping[str, int] = field(default_factory=dict)
    height: int = 0


@dataclass(frozen=True)
class SheetPosition:
    """The cell, among which rows of the sheet and how many, and whether all columns are shown."""

    spot: Spot
    choice: Show
    rows: int
    everything: bool
    view: View = View()


@dataclass(frozen=True)
class FilePosition:
    """The step of the shown file, the place in its sheets, and half-answered questions about columns."""

    step: int
    sheet: SheetPosition | None = None
    told: Mapping[tuple[str, str], str] = field(default_factory=dict)
    everything: bool = False


@dataclass(frozen=True)
class Carried:
    """The state that outlives the list when it is put away or the window is built anew.

    It holds the files that are not read yet, too, and the place where the person was.
    """

    state: ImportState
    left: tuple[Wanted, ...]
    language: str
    files: FilesPosition = FilesPosition()
    file: FilePosition | None = None
    at_file: bool = False


def view_of(table: QTableView) -> View:
    """Return the selection and the scroll position of a table."""
    spans = cast("Iterable[QItemSelectionRange]", table.selectionModel().selection())
    places = tuple((each.top(), each.left(), each.bottom(), each.right()) for each in spans)
    return View(places, table.verticalScrollBar().value(), table.horizontalScrollBar().value())


def select(table: QTableView, spans: Iterable[Span]) -> None:
    """Select the cells that are selected in a table of the same rows."""
    model, chosen = table.model(), QItemSelection()
    for top, left, bottom, right in spans:
        chosen.select(model.index(top, left), model.index(bottom, right))
    table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def scroll_to(table: QTableView, view: View) -> None:
    """Scroll a table as far as another was, or as soon as it has its size."""
    for bar, value in ((table.verticalScrollBar(), view.down), (table.horizontalScrollBar(), view.across)):
        bar.setValue(value)
        if bar.value() != value:
            _scroll_later(bar, value)


def _scroll_later(bar: QScrollBar, value: int) -> None:
    def reach(_least: int, most: int) -> None:
        if most >= value:
            give_up()
            bar.setValue(value)

    def give_up() -> None:
        if waiting.isActive():
            waiting.stop()
            bar.rangeChanged.disconnect(reach)

    waiting = QTimer(bar, singleShot=True, interval=PATIENCE)
    waiting.timeout.connect(lambda: bar.rangeChanged.disconnect(reach))
    bar.rangeChanged.connect(reach)
    waiting.start()
