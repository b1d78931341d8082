"""Under the matrix: why the current cell says what it says, and what can be done about that household."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from county_desk.models.user import Permission
from county_desk.text import _
from county_desk.views.exits.explanation import Explanation
from county_desk.views.exits.matrix_rows import MatrixRow
from county_desk.views.page import Page
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import in_column, in_row
from county_desk.workflow.registry import RecordYear


class ExitPane(QWidget):
    """The argument at the left, the acts at the right; emits `facts(row)` and `case(row)` to open them."""

    facts = Signal(object)
    case = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.row: MatrixRow | None = None
        self.argument = Pane(self)
        self.argument.setAccessibleName(_("Explanation"))
        self.facts_button = Button(_(RecordYear.act.title), self, lambda: self.facts.emit(self.row))
        self.case_button = Button(_("Go to the case"), self, lambda: self.case.emit(self.row))
        acts = in_column(self.facts_button, self.case_button, 1, gap=0.5)
        in_row((self.argument, 1), acts, on=self, margins=(0, 0.4, 0, 0))
        self.point(None, "", 0, households=True)

    def point(self, row: MatrixRow | None, label: str, year: int, *, households: bool) -> None:
        """Explain one cell; without a row there is nothing to explain."""
        self.row = row
        part = row.part(label) if row else None
        hint = QLabel(_("Choose a cell to see why it says what it says."), self, wordWrap=True)
        shown = Explanation(row.subject, row.finding, part, self) if row else hint
        hint.setVisible(row is None)
        self.argument.show_widget(shown)
        self.facts_button.setVisible(households)
        if self.page.permit(self.facts_button, Permission.FILE):
            self.facts_button.stop("" if row else hint.text())
        none = _("There is no exit case of {year}.").format(year=year)
        self.case_button.stop("" if row and row.case else none)
