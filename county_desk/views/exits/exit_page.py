"""Exit checks: who meets which criterion, why, and what can be done about it."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from county_desk.models.user import Permission
from county_desk.rules.register_outcomes import EXITED
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.listing import one
from county_desk.text import N_, _, _n
from county_desk.views.case_openings import joint_opening_refusal
from county_desk.views.command_series import RefusalBanner, SeriesOutcome
from county_desk.views.exits.exit_cases import ExitSubject
from county_desk.views.exits.exit_filters import ExitFilters
from county_desk.views.exits.exit_parts import ExitDrawer, ExitPane, ExitScope
from county_desk.views.exits.matrix_rows import MatrixRow, read_households, read_villages, table_of
from county_desk.views.exits.matrix_stack import MatrixStack
from county_desk.views.page import Page
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import divided, in_row
from county_desk.views.widgets.progress_line import ProgressLine
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import along
from county_desk.workflow.checks import HOUSEHOLD

TABS: tuple[tuple[str, str, Callable[[MatrixRow], bool]], ...] = (
    ("all", N_("All"), lambda _row: True),
    ("ready", N_("Ready"), lambda row: row.ready),
    ("blocked", N_("Blocked"), lambda row: row.failed > 0),
    ("open", N_("Cannot tell"), lambda row: not row.failed and row.unknown > 0),
    ("cases", N_("With an exit case"), lambda row: row.case is not None),
)


class ExitPage(Page):
    """The matrix, the explanation under it, and at the right the form that was asked for."""

    key: ClassVar = "exits"
    synonyms: ClassVar = N_("exit delist")

    def _build(self) -> None:
        super()._build()
        self.rows: list[MatrixRow] | None = None
        self._job = self._wanted = 0
        self.scope = ExitScope(self)
        self.tabs = CountTabs([(key, _(title)) for key, title, _has in TABS], {"blocked": "bad"}, self)
        self.filters = ExitFilters(self)
        self.tick_button = Button(_("Tick all shown"), self, lambda: self.stack.tick_shown())
        self.open_button = PrimaryButton(parent=self)
        self.progress, self.stayed = ProgressLine(self), RefusalBanner(self)
        self.stack = MatrixStack(self)
        self.below, self.drawer = ExitPane(self), ExitDrawer(self)
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Check everybody again; the earlier findings stay until then."""
        if self._job:
            self.jobs.forget(self._job)
        desk, year = self.desk, self.year
        read = read_households if self.scope.households else read_villages
        if self.rows is None:
            self.stack.empty.say(Icon.CLOCK, _("Checking…"))
            self.stack.setCurrentWidget(self.stack.empty)
        self.progress.begin(_("Checking…"))
        self._job = self.jobs.start(
            lambda progress: read(desk, year, progress),
            then=self._show,
            otherwise=self._failed,
            progressed=self.progress.move_on,
        )

    def show_subject(self, subject: Any) -> None:
        """Bring the household or village of an exit case into view."""
        case = self.desk.read(one, CASES, int(subject))
        if case is None:
            return
        households = case.kind == HOUSEHOLD
        self._wanted = (case.household_id if households else case.village_id) or 0
        other = case.year != self.year
        if other:
            self.want_year(case.year)
        if not self.scope.choose(households=households):
            self.refresh() if other else self._narrow()

    def home(self) -> QWidget | None:
        """The matrix, or the words in its place."""
        return self.stack.currentWidget()

    def parts(self) -> list[QWidget]:
        """The tabs, the matrix, the explanation, and the form."""
        shown = (self.tabs, self.stack.currentWidget(), self.below.argument, self.drawer)
        return [part for part in shown if part is not None]

    def fit(self, band: Band) -> None:
        """Give the matrix the room of the title in a low window, and shorter rows in a narrow one."""
        super().fit(band)
        self.heading.setVisible(not band.short)
        self.stack.fit(band)
        self.upright.setSizes([em(15), em(7)] if band.short else [em(24), em(13)])

    def _show(self, rows: list[MatrixRow]) -> None:
        self._end_job()
        self.rows = rows
        table = table_of((row.finding for row in rows), households=self.scope.households)
        self.stack.show_columns(table, rows)
        self.filters.show_matrix(table.columns, rows)
        self.tabs.show_counts({key: sum(map(has, rows)) for key, _title, has in TABS})
        self.clear_notes()
        if ended := joint_opening_refusal(self.desk, self.scope.subject, EXITED):
            self.show_note(Banner("info", ended, self))
        for trouble in _missing(rows):
            self.show_note(Banner("warn", trouble, self))
        self._narrow()

    def _failed(self, error: Exception) -> None:
        self._end_job()
        self.show_error(error)

    def _stop(self) -> None:
        """Stop the check under way; the matrix stays as it was."""
        self.jobs.forget(self._job)
        self._end_job()
        if self.rows is None:
            self.stack.empty.say(Icon.EXIT, _("The check was stopped."), _("Check again"), self.refresh)

    def _end_job(self) -> None:
        self._job = 0
        self.progress.end()

    def _narrow(self) -> None:
        """Show the rows of the tab that the filters let through."""
        if self.rows is None:
            return
        wanted, self._wanted = self._wanted, 0
        if wanted:
            self.filters.clear()
            self.tabs.choose("all")
        has = next(has for key, _title, has in TABS if key == self.tabs.key)
        rows = [row for row in self.rows if has(row) and self.filters.lets(row)]
        self.stack.show_rows(rows, wanted)
        self._count_ticks()
        if not rows:
            self._show_empty()
            self._point(None, "")
        self._show_counts(len(rows))

    def _show_counts(self, shown: int) -> None:
        assert self.rows is not None
        count = len(self.rows)
        words = (
            _n("{count} household checked at {time}", "{count} households checked at {time}", count)
            if self.scope.households
            else _n("{count} village checked at {time}", "{count} villages checked at {time}", count)
        )
        words = words.format(count=f"{count:,}", time=self.desk.now().strftime("%H:%M"))
        if shown != count:
            words += " · " + _("{count} shown").format(count=f"{shown:,}")
        self.tell(words)
        if self.stack.view:
            self.stack.view.setAccessibleName(along(_(self.title), words))

    def _show_empty(self) -> None:
        if self.rows:
            words = _("No records match.")
            self.stack.empty.say(Icon.FILTER, words, _("Clear all filters"), self._clear)
        elif self.scope.households:
            words = _("No household stands in the register yet.")
            self.stack.empty.say(Icon.EXIT, words, _("Go to the applications"), self._applications)
        else:
            words = _("No village stands in the register yet.")
            self.stack.empty.say(Icon.EXIT, words, _("Go to the applications"), self._applications)
        self.stack.setCurrentWidget(self.stack.empty)

    def _clear(self) -> None:
        self.filters.clear()
        self.tabs.choose("all")
        self._narrow()

    def _applications(self) -> None:
        self.go.emit("applications", None)

    def _point(self, row: MatrixRow | None, label: str) -> None:
        self.below.point(row, label, self.year, households=self.scope.households)
        if not self.scope.households:
            self._count_ticks()

    def _count_ticks(self) -> None:
        """Say how many cases the button would open, or why it opens none."""
        households = self.scope.households
        self.tick_button.setVisible(households)
        none = "" if self.stack.beginning() else _("Of those shown, none can begin an exit.")
        self.permit(self.tick_button, Permission.FILE, none)
        ticked = len(self._ticked())
        words = _("Open exit cases ({count})").format(count=ticked) if households else _("Open an exit case")
        self.open_button.setText(words)
        ended = joint_opening_refusal(self.desk, self.scope.subject, EXITED)
        self.permit(self.open_button, Permission.FILE, ended or self._nothing_chosen(ticked))

    def _nothing_chosen(self, ticked: int) -> str:
        if self.scope.households:
            return "" if ticked else _("Tick the households first: with the mouse, or with Space.")
        return "" if self.stack.current() else _("Choose a village first.")

    def _ticked(self) -> list[MatrixRow]:
        return [row for row in self.rows or () if row.id in self.stack.ticked()]

    def _open_cases(self) -> None:
        if self.scope.households:
            subjects = [ExitSubject(row.id, row.subject, row.finding.outcome.value) for row in self._ticked()]
            self.drawer.open_cases(subjects, self.year)
        elif row := self.stack.current():
            self.drawer.file_village(ExitSubject(row.id, row.subject), self.year)

    def _opened(self, told: SeriesOutcome) -> None:
        self.stack.clear_ticks()
        self.stayed.name(_("No case was opened for:"), told)

    def _record_facts(self, row: MatrixRow) -> None:
        self.drawer.record_facts(ExitSubject(row.id, row.subject), self.year)

    def _go_to_case(self, row: MatrixRow) -> None:
        if row.case:
            self.go.emit("case", row.case.id)

    def _focus_matrix(self) -> None:
        if shown := self.stack.currentWidget():
            shown.setFocus()

    def turn_year(self) -> None:
        """Forget the matrix of the other year."""
        self.rows = None
        self.drawer.give_up()
        self.stayed.hide()
        self.stack.clear_ticks()
        self.filters.clear()

    def _switch(self) -> None:
        """Villages instead of households, or households instead: nothing that is shown holds any longer."""
        self.turn_year()
        self.refresh()

    def _lay_out(self) -> None:
        self.header.addWidget(self.scope)
        self.header.addWidget(self.tabs, 1)
        self.upright = divided(self, self.stack, self.below, upright=True)
        across = divided(self, self.upright, self.drawer)
        self.body.addLayout(in_row((self.filters, 1), self.tick_button, self.open_button, gap=0.5))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.stayed)
        self.body.addWidget(across, 1)

    def _wire(self) -> None:
        self.tabs.picked.connect(self._narrow)
        self.filters.changed.connect(self._narrow)
        self.scope.changed.connect(self._switch)
        self.open_button.clicked.connect(self._open_cases)
        self.stack.pointed.connect(self._point)
        self.stack.ticks_changed.connect(self._count_ticks)
        self.stack.asked_filter.connect(self.filters.criterion.drop)
        self.stack.opened.connect(self._go_to_case)
        self.drawer.told.connect(self._opened)
        self.drawer.released.connect(self._focus_matrix)
        self.below.facts.connect(self._record_facts)
        self.below.case.connect(self._go_to_case)
        self.progress.stopped.connect(self._stop)
        QShortcut(QKeySequence("F8"), self, lambda: self.below.setVisible(not self.below.isVisible()))
        QShortcut(QKeySequence("F11"), self, self.stack.cross)


def _missing(rows: Sequence[MatrixRow]) -> list[str]:
    """The parameters that whole columns need and lack."""
    needed = (part.needed for row in rows[:1] for part in row.finding.parts)
    return [value.trouble() for value in needed if value is not None and value.missing]
