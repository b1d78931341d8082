"""The step of matching columns, which is only there when a file has columns that are not understood."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from county_desk.models.user import Permission
from county_desk.text import _, _n
from county_desk.views.column_questions import OpenColumn, called, titles_for
from county_desk.views.editors import ChoiceEditor
from county_desk.views.page import Page
from county_desk.views.parts import heading, line
from county_desk.views.style import em
from county_desk.views.widgets import Button, PrimaryButton
from county_desk.views.words import mute

PASSED = ""  # the meaning of a column that is passed over


class ColumnsPanel(QWidget):
    """Each open column with its letter, its title, values that stand in it, and what it can mean.

    `settled(told)` gives the meaning by sheet and letter, `closed()` tells that the rows are wanted instead.
    """

    settled = Signal(object)
    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.choices: dict[tuple[str, str], ChoiceEditor] = {}
        self.use = PrimaryButton(_("Use, and remember for this form"), self)
        self.use.setToolTip("Ctrl+Enter")
        self.rows = Button(_("Look at the rows"), self)
        self._area = QScrollArea(self, widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(_("Columns to be told"))
        foot = QHBoxLayout()
        foot.addWidget(self.rows)
        foot.addStretch(1)
        foot.addWidget(self.use)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(em(0.4))
        box.addWidget(self._area, 1)
        box.addLayout(foot)
        self.may = page.permit(self.use, Permission.IMPORT)
        self.use.clicked.connect(lambda _checked: self.settle())
        self.rows.clicked.connect(self.closed)

    def show_columns(self, columns: Sequence[OpenColumn], *, same: bool) -> None:
        """Ask about these columns; what was chosen so far is kept when they are of the `same` file."""
        before = {key: choice.value() for key, choice in self.choices.items()} if same else {}
        self.choices = {}
        inside = QWidget(self._area)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, em(0.4), 0)
        grid.setHorizontalSpacing(em(0.8))
        grid.setVerticalSpacing(em(0.4))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._say_what_for(grid, columns, inside)
        sheet = None
        for column in columns:
            if column.sheet != sheet:
                sheet = column.sheet
                self._begin_sheet(grid, column, inside)
            self._ask(grid, column, before.get(column.key), inside)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(inside)
        self._weigh()

    def told(self) -> Mapping[tuple[str, str], str]:
        """What was chosen so far, by sheet and letter."""
        chosen = ((key, choice.value()) for key, choice in self.choices.items())
        return {key: meaning for key, meaning in chosen if meaning is not None}

    def settle(self) -> None:
        """Give what was chosen."""
        if self.use.isEnabled():
            self.settled.emit(self.told())

    def _say_what_for(self, grid: QGridLayout, columns: Sequence[OpenColumn], parent: QWidget) -> None:
        count = len(columns)
        words = _n("{count} column has to be told", "{count} columns have to be told", count)
        words = words.format(count=count)
        if columns and all(column.settled for column in columns):
            words = _("Columns as they were told for this form")
        grid.addWidget(heading(words, parent), 0, 0, 1, 3)
        told = _("Its rows wait until then. What is chosen here is remembered for this form of the sender.")
        grid.addWidget(line(told, parent, muted=True), 1, 0, 1, 3)

    def _begin_sheet(self, grid: QGridLayout, column: OpenColumn, parent: QWidget) -> None:
        name, listed = column.sheet.name or _("Table"), called(column.sheet)
        words = _("{sheet}: {list}").format(sheet=name, list=listed) if listed else name
        label = heading(words, parent, 1.0)
        grid.addWidget(label, grid.rowCount(), 0, 1, 3)

    def _ask(self, grid: QGridLayout, column: OpenColumn, before: str | None, parent: QWidget) -> None:
        place = grid.rowCount()
        words = _("{letter} “{title}”").format(letter=column.letter, title=column.text)
        if column.text == f"({column.letter})":
            words = _("{letter} (no title)").format(letter=column.letter)
        label = QLabel(mute(words), parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        samples = _("; ").join(column.samples) or _("blank in all rows looked at")
        offers = [(PASSED, _("Pass over (kept with the row)"))]
        offers += [(title, title) for title in titles_for(column)]
        choice = ChoiceEditor(offers, _("To be told…"), parent)
        choice.setMinimumContentsLength(14)
        choice.setAccessibleName(_("Meaning of column {letter}").format(letter=column.letter))
        choice.setAccessibleDescription(samples)
        told = column.seeming if column.settled else column.seeming or None
        choice.set_value(before if before is not None else told)
        choice.changed.connect(self._weigh)
        label.setBuddy(choice)
        grid.addWidget(label, place, 0)
        grid.addWidget(line(samples, parent, muted=True), place, 1)
        grid.addWidget(choice, place, 2)
        self.choices[column.key] = choice

    def _weigh(self) -> None:
        if self.may:
            self.use.setEnabled(bool(self.told()))
