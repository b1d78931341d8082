"""Asks how a list goes out: its rows, its form, and whether personal numbers are shown in full."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from county_desk.reports.lists.form import ListForm
from county_desk.text import ENGLISH, _, _n, current
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import heading, in_column, in_row
from county_desk.views.widgets.purpose_dialog import purpose_field, recorded_words
from county_desk.views.widgets.style import em

type ViewName = tuple[str, str]  # the key of a list, and the name of a view of it


class Extent(StrEnum):
    """The extent of the rows that go out."""

    CHOSEN = "chosen"
    SHOWN = "shown"
    ALL = "all"


@dataclass(frozen=True)
class RowCounts:
    """The number of rows of each extent, in the area that the person acts for."""

    chosen: int
    shown: int
    every: int

    def of(self, extent: Extent) -> int:
        """The rows of one extent."""
        return {Extent.CHOSEN: self.chosen, Extent.SHOWN: self.shown, Extent.ALL: self.every}[extent]


@dataclass(frozen=True)
class ListWish:
    """The choices of a person for an export; `purpose` is empty while personal numbers are covered.

    `views` are the named views that go out with the list.
    """

    extent: Extent
    form: ListForm
    purpose: str = ""
    views: tuple[ViewName, ...] = ()


class ExportDialog(Dialog):
    """Asks how a list goes out; emits `save(wanted)` or `print(wanted)`.

    `trouble` is the reason why this person may not have full numbers; None where the columns hold none.
    """

    saving = Signal(object)
    printing = Signal(object)

    def __init__(self, title: str, *, trouble: str | None, area: str, parent: QWidget) -> None:
        super().__init__(_("Export or print: {list}").format(list=title), parent)
        self._trouble = trouble
        self.extents = {extent: QRadioButton(self) for extent in Extent}
        self._group = QButtonGroup(self)
        self.form = ChoicesBox(_("Form"), [(form, _(form.label)) for form in ListForm], self)
        self.full = CheckBox(_("With full personal numbers"), self)
        self.purpose = purpose_field(self)
        self.note = QLabel(recorded_words(), self, wordWrap=True)
        words = _("For reading. A list that is to be taken in again must be exported in Chinese.")
        self.reading = QLabel(words, self, wordWrap=True)
        self.area = QLabel(area, self, wordWrap=True)
        self.views: dict[ViewName, CheckBox] = {}
        self.together = QLabel(_("In the same workbook or print"), self)
        self.together.hide()
        self._views = QVBoxLayout()
        self.save_button = PrimaryButton(_("Save…"), self, lambda: self._end(self.saving.emit))
        self.print_button = Button(_("Print…"), self, lambda: self._end(self.printing.emit))
        self.print_button.setIcon(icon(Icon.PRINT))
        self.cancel = Button(_("Cancel"), self, self.reject)
        self._lay_out(title)
        self.full.toggled.connect(lambda _on: self._settle())
        self.form.activated.connect(lambda _place: self._settle())
        self.purpose.textChanged.connect(lambda _text: self._settle())
        for button in self.extents.values():
            button.toggled.connect(lambda _on: self._settle())
        self.show_counts(RowCounts(0, 0, 0))

    def show_counts(self, counts: RowCounts) -> None:
        """Say how many rows each choice has, and propose the chosen ones where there are several."""
        words = {
            Extent.CHOSEN: _n("The chosen row", "The chosen {count} rows", counts.chosen),
            Extent.SHOWN: _n("The row that is shown", "All {count} rows that are shown", counts.shown),
            Extent.ALL: _n("The only row of the list", "All {count} rows of the list", counts.every),
        }
        for extent, button in self.extents.items():
            count = counts.of(extent)
            button.setText(words[extent].format(count=f"{count:,}"))
            button.setEnabled(count > 0)
        self.extents[Extent.ALL].setVisible(counts.every != counts.shown)
        usual = Extent.CHOSEN if counts.chosen > 1 else Extent.SHOWN
        self.extents[usual].setChecked(True)
        self._settle()

    def offer_views(self, views: Sequence[tuple[ViewName, str]]) -> None:
        """Offer named views, of this list and of others, that can go out with it."""
        for name, words in views:
            self.views[name] = box = CheckBox(words, self)
            box.toggled.connect(lambda _on: self._settle())
            self._views.addWidget(box)
        self.together.setVisible(bool(views))

    def wanted(self) -> ListWish:
        """Return the choices of the person."""
        extent = next(extent for extent, button in self.extents.items() if button.isChecked())
        purpose = self.purpose.text().strip() if self.full.isChecked() else ""
        views = tuple(name for name, box in self.views.items() if box.isChecked())
        return ListWish(extent, ListForm.named(self.form.value()), purpose, views)

    def _settle(self) -> None:
        full = self.full.isChecked()
        self.purpose.setEnabled(full)
        for widget in (self.purpose, self.note):
            widget.setVisible(self._trouble is not None and full)
        self.reading.setVisible(current() == ENGLISH and self.form.value() != ListForm.PDF)
        several = any(box.isChecked() for box in self.views.values())
        alone = several and self.form.value() == ListForm.CSV
        chosen = any(button.isChecked() and button.isEnabled() for button in self.extents.values())
        for button in (self.save_button, self.print_button):
            button.setEnabled(chosen and (not full or bool(self.purpose.text().strip())))
        self.save_button.setEnabled(self.save_button.isEnabled() and not alone)
        self.save_button.setToolTip(_("A text table holds one list; choose another form") if alone else "")

    def _end(self, tell: Callable[[ListWish], None]) -> None:
        wanted = self.wanted()
        self.accept()
        tell(wanted)

    def _lay_out(self, title: str) -> None:
        box = in_column(heading(title, self), on=self, gap=0.5)
        for button in self.extents.values():
            self._group.addButton(button)
            box.addWidget(button)
        label = QLabel(_("Form"), self)
        label.setBuddy(self.form)
        box.addLayout(in_row(label, self.form, 1))
        for widget in (self.reading, self.full, self.purpose, self.note, self.area):
            box.addWidget(widget)
        box.addWidget(self.together)
        box.addLayout(self._views)
        self.area.setVisible(bool(self.area.text()))
        self.full.setVisible(self._trouble is not None)
        self.full.setEnabled(not self._trouble)
        self.full.setToolTip(self._trouble or "")
        box.addLayout(in_row(1, self.cancel, self.print_button, self.save_button))
        self.setMinimumWidth(em(30))
