"""The parts around the exit matrix: its scope, the reasons for a cell, and the form that was asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QHBoxLayout, QLabel, QWidget

from county_desk.models.user import Permission
from county_desk.rules.bilingual import spoken
from county_desk.rules.figures import Value
from county_desk.rules.findings import Finding
from county_desk.rules.register_outcomes import HOUSEHOLD, VILLAGE
from county_desk.text import N_, _
from county_desk.views.exits.exit_cases import ExitCases, ExitSubject, village_case
from county_desk.views.exits.matrix_rows import MatrixRow
from county_desk.views.page import Page
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import bare, in_column, in_row, line
from county_desk.views.widgets.style import em, sized
from county_desk.workflow.registry import RecordYear


class ExitScope(QWidget):
    """The two buttons; emits `changed()` when the shown results are out of date."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.household_button = Button(_("Household"), self)
        self.village_button = Button(_("Village"), self)
        kinds = QButtonGroup(self)
        row = bare(QHBoxLayout(self), 0.5)
        for button in (self.household_button, self.village_button):
            button.setCheckable(True)
            kinds.addButton(button)
            row.addWidget(button)
        self.household_button.setChecked(True)
        self.household_button.toggled.connect(lambda _on: self.changed.emit())

    @property
    def households(self) -> bool:
        """Whether households are checked, rather than villages."""
        return self.household_button.isChecked()

    @property
    def subject(self) -> str:
        """The subject of the procedures of exit."""
        return HOUSEHOLD if self.households else VILLAGE

    def choose(self, *, households: bool) -> bool:
        """Choose households or villages; returns whether the choice is another."""
        changes = households != self.households
        (self.household_button if households else self.village_button).setChecked(True)
        return changes


SURE = {
    "K+": N_("near certain"),
    "K": N_("probably right, to be checked"),
    "G": N_("a proposal, to be replaced by the county's own figure"),
}


class Explanation(QWidget):
    """One criterion of one subject; or the argument of a group, or of the whole rule."""

    def __init__(self, subject: str, finding: Finding, part: Finding | None, parent: QWidget) -> None:
        super().__init__(parent)
        box = in_column(on=self, gap=0.4, margins=(0.3, 0, 0.3, 0))
        if part is None or part.parts:
            argument = part or finding
            view = FindingView(argument, self)
            view.setAccessibleName(argument.sentence())
            box.addWidget(view)
            return
        title = QLabel(f"{subject} · {part.title()}", self)
        sized(title, 1.0)
        box.addLayout(in_row(title, Chip(part.outcome.shape, _(part.outcome.label), self), 1))
        box.addWidget(line(part.sentence(), self))
        if change := part.would_change():
            box.addWidget(line(change, self))
        if part.needed:
            box.addLayout(self._figures(part, part.needed))

    def _figures(self, part: Finding, needed: Value) -> QFormLayout:
        """The figures one by one, for the person who has to defend them."""
        rows = QFormLayout()
        rows.setVerticalSpacing(em(0.2))
        rows.setHorizontalSpacing(em(1))
        for words, value in (
            (N_("On record"), part.shown() or _("not known")),
            (
                N_("Needed"),
                f"{part.sign} {needed.text()}".strip() if not needed.missing else needed.trouble(),
            ),
            (N_("Parameter"), spoken(needed.title) if needed.title else ""),
            (N_("In force from"), needed.since.isoformat() if needed.since else ""),
            (N_("Written in"), needed.reference),
            (N_("How sure"), _(SURE[needed.sure]) if needed.sure in SURE else ""),
        ):
            if value:
                rows.addRow(QLabel(_(words), self), line(value, self))
        return rows


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


class ExitDrawer(Pane):
    """Hidden without a form; one signal brings the outcome of a series."""

    told = Signal(object)  # the outcome of a series

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.hide()
        self.released.connect(self.hide)

    def open_cases(self, rows: Sequence[ExitSubject], year: int) -> None:
        """Show the form that opens these households' exit cases."""
        subjects = [ExitSubject(*row) for row in rows]
        panel = ExitCases(self.page, subjects, year)
        panel.told.connect(self.told)
        self.take(panel.opened_by("drawer.open_cases", subjects, year))

    def file_village(self, row: ExitSubject, year: int) -> None:
        """Ask for a village's application."""
        panel = village_case(self.page, ExitSubject(*row), year)
        self.take(panel.opened_by("drawer.file_village", row, year))

    def record_facts(self, row: ExitSubject, year: int) -> None:
        """Ask for the facts of a household."""
        panel = CommandPanel(self.page, RecordYear, household=row[0], year=year)
        self.take(panel.opened_by("drawer.record_facts", row, year))
