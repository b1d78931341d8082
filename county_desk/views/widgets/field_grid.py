"""The fields of a form: a title over each, and under it a line for its help or its problem."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.style import em, sized, tones

TWO = 31  # em from which on short fields stand side by side
HIGH = 16777215  # no limit, in the words of Qt


class FieldNote(QLabel):
    """The help of a field, or its problem in the same place.

    While the person fills the form in, the place keeps its height: nothing moves under the mouse, and words
    that need more room are cut. They are shown in full once the form is sent.
    """

    def __init__(self, help_text: str, parent: QWidget) -> None:
        super().__init__(parent, wordWrap=True)
        self._help, self.problem, self._filled = help_text, "", False
        sized(self, 0.85, bold=False)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.say("", full=True)

    def say(self, problem: str, *, full: bool = False) -> None:
        """Show a problem, or the help where there is none; `full` gives it the room that it needs."""
        self.problem = problem
        usual = _("Filled in from the register") if self._filled else self._help
        words = f"■ {problem}" if problem else usual
        colours = self.palette()
        colours.setColor(colours.ColorRole.WindowText, tones(self).bad if problem else tones(self).muted)
        self.setPalette(colours)
        self.setToolTip(problem)
        self.setText(words)
        if full or not self.isVisible():
            self.setMinimumHeight(self.fontMetrics().height())
            self.setMaximumHeight(HIGH)
            return
        self.setFixedHeight(self.height())
        if self.heightForWidth(self.width()) > self.height():
            self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width()))

    def mark_filled(self, filled: bool) -> None:
        """Say in place of the help that the value came from the register, or no longer."""
        self._filled = filled
        self.say(self.problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.maximumHeight() < HIGH:
            self.say(self.problem, full=True)


class FieldGrid(QWidget):
    """Fields under each other, short ones side by side where there is room for two columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields: list[tuple[Sequence[QWidget], bool]] = []
        self._columns, self._row, self._column = 1, 0, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em(0.9))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)

    def add(self, title: QLabel, field: QWidget, note: FieldNote, *, whole: bool) -> None:
        """Add a field, perhaps one that needs the whole width."""
        title.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._fields.append(((title, field, note), whole))
        self._place(len(self._fields) - 1)

    def _arrange(self, columns: int) -> None:
        """Put the fields into so many columns, in their order from left to right."""
        if columns != self._columns:
            self._columns = columns
            self._grid.setColumnStretch(1, columns - 1)
            self.settle()

    def settle(self) -> None:
        """Put the shown fields one behind the other; a hidden one leaves no gap."""
        self._row = self._column = 0
        for place in range(len(self._fields)):
            self._place(place)

    def _place(self, place: int) -> None:
        """Put a field behind those before it."""
        parts, whole = self._fields[place]
        if parts[0].isHidden():
            return
        span = self._columns if whole else 1
        if self._column + span > self._columns:
            self._row, self._column = self._row + len(parts), 0
        for line, part in enumerate(parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, self._row + line, self._column, 1, span)
        self._column += span

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for another number of columns."""
        self._arrange(2 if event.size().width() >= em(TWO) else 1)
        super().resizeEvent(event)


class FormFields(QWidget):
    """The fields of a form; those named in `seldom` come behind the button `more`.

    `opened(name)` is emitted with the first of these when the person asks for them.
    """

    opened = Signal(str)

    def __init__(self, seldom: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._seldom = frozenset(seldom)
        self._usual, self._rest = FieldGrid(self), FieldGrid(self)
        self._parts: dict[str, Sequence[QWidget]] = {}
        self.more = Button(parent=self)
        self.more.setVisible(bool(seldom))
        self._rest.hide()
        box = bare(QVBoxLayout(self), 0.3)
        box.addWidget(self._usual)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._rest)
        self.more.clicked.connect(self._open)

    def add(self, name: str, title: QLabel, field: QWidget, note: FieldNote, *, whole: bool) -> None:
        """Add a field, perhaps one that needs the whole width."""
        grid = self._rest if name in self._seldom else self._usual
        grid.add(title, field, note, whole=whole)
        self._parts[name] = (title, field, note)

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show or hide one field; those behind it move up."""
        if self._parts[name][0].isHidden() is not shown:
            return
        for part in self._parts[name]:
            part.setVisible(shown)
        (self._rest if name in self._seldom else self._usual).settle()
        self._count_covered()

    def title(self, name: str, words: str) -> None:
        """Write the title over a field."""
        label = self._parts[name][0]
        assert isinstance(label, QLabel)
        if label.text() != words:
            label.setText(words)
        if name in self._seldom:
            self._count_covered()

    def _count_covered(self) -> None:
        """Say on the button how many fields stand behind it, and their titles."""
        behind = [parts[0] for name, parts in self._parts.items() if name in self._seldom]
        titles = [part.text() for part in behind if isinstance(part, QLabel) and not part.isHidden()]
        self.more.setText(_("More ({count})").format(count=len(titles)))
        self.more.setToolTip("\n".join(titles))
        self.more.setAccessibleDescription(self.more.toolTip())
        self.more.setVisible(bool(titles) and self._rest.isHidden())

    def uncover(self, *names: str) -> None:
        """Show the fields behind the button if one of these is among them."""
        if not self._seldom.isdisjoint(names):
            self.more.hide()
            self._rest.show()

    def _open(self) -> None:
        self.uncover(*self._seldom)
        shown = (name for name in self._parts if name in self._seldom and not self._parts[name][0].isHidden())
        self.opened.emit(next(shown))
