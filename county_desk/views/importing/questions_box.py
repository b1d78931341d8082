"""The questions that rows of a file put, to be agreed to kind by kind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget, QWidgetAction

from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileQuestion
from county_desk.views.importing.importing import Importing
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import line
from county_desk.views.widgets.style import em

WIDTH = 34  # em


class QuestionsButton(Button):
    """Opens the list of questions of the shown file."""

    def __init__(self, importing: Importing, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.importing = importing
        self.setIcon(icon(Icon.DOWN))
        self.sheet: QuestionSheet | None = None
        self.clicked.connect(lambda _checked: self.drop())

    def show_questions(self, asked: Sequence[FileQuestion]) -> None:
        """Offer the questions of a file, or hide without any."""
        count = len(asked)
        self.setText(_n("{count} question…", "{count} questions…", count).format(count=count))
        self.setVisible(bool(count))

    def drop(self) -> None:
        """Show the questions under the button."""
        if (look := self.importing.state.look) is None:
            return
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        self.sheet = QuestionSheet(look.asked, look.row.kinds)
        holder.setDefaultWidget(self.sheet)
        menu.addAction(holder)
        self.sheet.changed.connect(self.importing.agree)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        if self.sheet.boxes:
            next(iter(self.sheet.boxes.values())).setFocus()


class QuestionSheet(QWidget):
    """One tick for each kind of question that can be answered here; the others are for the sender."""

    changed = Signal(object)

    def __init__(self, asked: Sequence[FileQuestion], on: Sequence[str]) -> None:
        super().__init__()
        self.boxes: dict[str, CheckBox] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.8))
        box.setSpacing(em(0.3))
        self.setFixedWidth(em(WIDTH))
        ours = [question for question in asked if question.ours]
        if ours:
            box.addWidget(line(_("Tick what was looked at; its rows then go in as they stand."), self))
        for question in ours:
            self._offer(question, question.kind in on)
        theirs = [question for question in asked if not question.ours]
        if theirs:
            box.addWidget(line(_("These need a correction, here or by the sender:"), self))
        for question in theirs:
            box.addWidget(_example(question, self))

    def _offer(self, question: FileQuestion, on: bool) -> None:
        words = _n("{count} row", "{count} rows", question.rows).format(count=f"{question.rows:,}")
        tick = self.boxes[question.kind] = CheckBox(_("Take in {rows}").format(rows=words), self)
        tick.setChecked(on)
        tick.setAccessibleDescription(question.example)
        tick.toggled.connect(lambda _on: self.changed.emit(self.kinds()))
        box = self.layout()
        assert box is not None
        box.addWidget(tick)
        box.addWidget(_example(question, self))

    def kinds(self) -> tuple[str, ...]:
        """The kinds that are ticked."""
        return tuple(kind for kind, tick in self.boxes.items() if tick.isChecked())


def _example(question: FileQuestion, parent: QWidget) -> QLabel:
    words = _("Row {number}: {words}").format(number=question.row, words=question.example)
    if question.rows > 1:
        words = _("{words} And {count} more.").format(words=words, count=f"{question.rows - 1:,}")
    label = line(words, parent, muted=True)
    label.setContentsMargins(em(1.6), 0, 0, em(0.3))
    return label
