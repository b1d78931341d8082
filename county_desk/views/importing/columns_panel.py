"""The step of matching columns, which is only there when a file has columns that are not understood."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from county_desk.models.user import Permission
from county_desk.text import _, _n
from county_desk.views.importing.column_questions import OpenColumn, list_name, meanings_for
from county_desk.views.importing.importing import Importing
from county_desk.views.page import Page
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import bare, heading, line
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import without_mnemonic
from county_desk.workflow.rights import refusal

PASSED = ""  # the meaning of a column that is passed over


class ColumnsPanel(QWidget):
    """Each open column with its letter, its title, some of its values, and its possible meanings.

    `closed()` is emitted to show the rows instead.
    """

    closed = Signal()

    def __init__(self, page: Page, importing: Importing) -> None:
        super().__init__(page)
        self.page, self.importing = page, importing
        self.choices: dict[tuple[str, str], ChoiceEditor] = {}
        self.heading: QLabel | None = None
        self._columns: Sequence[OpenColumn] = ()
        self.use = PrimaryButton(_("Use, and remember"), self)
        self.use.setToolTip("Ctrl+Enter")
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut  # elsewhere on the page it is the import's
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.settle).setContext(inside)
        self.rows = Button(_("Look at the rows"), self)
        self._area = QScrollArea(self, widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its boxes have it, and bring themselves into view
        self._area.setAccessibleName(_("Columns to be told"))
        foot = QHBoxLayout()
        foot.addWidget(self.rows)
        foot.addStretch(1)
        foot.addWidget(self.use)
        box = bare(QVBoxLayout(self), 0.4)
        box.addWidget(self._area, 1)
        box.addLayout(foot)
        self.refusal = refusal(page.desk.actor, Permission.IMPORT)
        page.permit(self.use, Permission.IMPORT)
        self.use.clicked.connect(lambda _checked: self.settle())
        self.rows.clicked.connect(self.closed)

    def show_columns(self, columns: Sequence[OpenColumn], *, same: bool) -> None:
        """Show questions about these columns.

        Choices made so far stay when the columns are of the `same` file. So does a box with text in it, as
        long as its question is the same.
        """
        if list(columns) == list(self._columns) and (same or not columns):
            return
        self._columns = columns
        before = {key: choice.value() for key, choice in self.choices.items()} if same else {}
        self.choices = {}
        inside = QWidget(self._area)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, em(0.4), 0)
        grid.setHorizontalSpacing(em(0.8))
        grid.setVerticalSpacing(em(0.4))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._say_what_for(grid, inside)
        sheet = None
        for column in columns:
            if column.sheet != sheet:
                sheet = column.sheet
                self._begin_sheet(grid, column, inside)
            self._ask(grid, column, before.get(column.key), inside)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(inside)
        self._update_heading()

    @property
    def first(self) -> QWidget:
        """The part that takes the focus."""
        return next((choice for choice in self.choices.values() if choice.isEnabled()), self.rows)

    def told(self) -> Mapping[tuple[str, str], str]:
        """The choices made so far, by sheet and letter."""
        chosen = ((key, choice.value()) for key, choice in self.choices.items())
        return {key: meaning for key, meaning in chosen if meaning is not None}

    def recall(self, told: Mapping[tuple[str, str], str]) -> None:
        """Show the choices from before the window was built anew."""
        for key, meaning in told.items():
            if (choice := self.choices.get(key)) is not None:
                choice.set_value(meaning)
        self._update_heading()

    def settle(self) -> None:
        """Settle the chosen meanings, with the words that were typed last."""
        if (choice := next((each for each in self.choices.values() if each.hasFocus()), None)) is not None:
            choice.clearFocus()
            choice.setFocus()
        if self.use.isEnabled():
            self.importing.settle(self.told())

    def _say_what_for(self, grid: QGridLayout, parent: QWidget) -> None:
        self.heading = heading("", parent)
        grid.addWidget(self.heading, 0, 0, 1, 3)
        told = _("No row waits for it: the cells are kept with their rows. An answer is remembered.")
        if any(column.awaited for column in self._columns):
            told = _("Its rows wait until then. An answer is remembered.")
        grid.addWidget(line(told, parent, muted=True), 1, 0, 1, 3)
        if self.refusal:
            grid.addWidget(line(self.refusal, parent), 2, 0, 1, 3)

    def _begin_sheet(self, grid: QGridLayout, column: OpenColumn, parent: QWidget) -> None:
        name, listed = column.sheet.name or _("Table"), list_name(column.sheet)
        words = _("{sheet}: {list}").format(sheet=name, list=listed) if listed else name
        label = heading(words, parent, 1.0)
        grid.addWidget(label, grid.rowCount(), 0, 1, 3)

    def _ask(self, grid: QGridLayout, column: OpenColumn, before: str | None, parent: QWidget) -> None:
        place = grid.rowCount()
        words = _("{letter} “{title}”").format(letter=column.letter, title=column.text)
        if column.text == f"({column.letter})":
            words = _("{letter} (no title)").format(letter=column.letter)
        label = QLabel(without_mnemonic(words), parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        samples = _("; ").join(column.samples) or _("blank in all rows looked at")
        offers = [(PASSED, _("Pass over (kept with the row)"))]
        offers += meanings_for(column)
        choice = ChoiceEditor(offers, _("To be told…"), parent)
        choice.setMinimumContentsLength(14)
        choice.setAccessibleName(_("Meaning of column {letter}").format(letter=column.letter))
        choice.setAccessibleDescription("\n".join(filter(None, (samples, column.why))))
        told = column.seeming if column.settled else column.seeming or None
        choice.set_value(before if before is not None else told)
        choice.changed.connect(self._update_heading)
        if self.refusal:
            choice.setEnabled(False)
            choice.setToolTip(self.refusal)
            choice.setAccessibleDescription("\n".join(filter(None, (samples, column.why, self.refusal))))
        label.setBuddy(choice)
        grid.addWidget(label, place, 0)
        grid.addWidget(line(samples, parent, muted=True), place, 1)
        grid.addWidget(choice, place, 2)
        if column.settled:
            grid.addWidget(self._withdraw_button(column, parent), place, 3)
        if column.why:
            grid.addWidget(line(column.why, parent, muted=True), place + 1, 0, 1, 3)
        self.choices[column.key] = choice

    def _withdraw_button(self, column: OpenColumn, parent: QWidget) -> Button:
        """The button that forgets the answer about a column in every form."""
        button = Button(_("Withdraw"), parent)
        button.setToolTip(_("Forget this answer in every form of the list; the column is asked about again"))
        button.setAccessibleName(_("Withdraw the answer about column {letter}").format(letter=column.letter))
        button.clicked.connect(lambda _checked: self.importing.withdraw(column))
        self.page.permit(button, Permission.IMPORT)
        return button

    def _open_columns_words(self) -> str:
        """The number of columns without a chosen meaning, in words."""
        if self._columns and all(column.settled for column in self._columns):
            return _("Columns as answered before")
        count = sum(choice.value() is None for choice in self.choices.values())
        if not count:
            return _("Every column has a meaning; use it, and the rows are read again")
        words = _n("{count} column has to be told", "{count} columns have to be told", count)
        return words.format(count=count)

    def _update_heading(self) -> None:
        if self.heading is not None:
            self.heading.setText(self._open_columns_words())
        if not self.refusal:
            self.use.setEnabled(bool(self.told()))
