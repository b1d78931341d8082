"""Consistency checks: the catalogue with its hits, what a check found, and how the county takes it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from county_desk.models.user import Permission
from county_desk.progress import Progress
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.sheets.writing.saving import safe_name
from county_desk.tables.checks.checks_and_hits import CHECKS, HITS, CheckRow
from county_desk.text import N_, _, _n
from county_desk.views.garbage_collection import collection_suspended, resume_full_collection
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.page import Page
from county_desk.views.register.checks_hits import ChecksHits
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, save_file
from county_desk.views.widgets.form_ways import Gone
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import divided, in_row
from county_desk.views.widgets.progress_line import ProgressLine
from county_desk.views.widgets.saving import save
from county_desk.views.widgets.style import em
from county_desk.workflow.consistency import CheckReport, check_register, list_checks
from county_desk.workflow.consistency_settings import SetCheck, WithdrawCheck

TABS: tuple[tuple[str, str, Callable[[CheckRow], bool]], ...] = (
    ("all", N_("All"), lambda _row: True),
    ("hits", N_("With hits"), lambda row: bool(row.hits)),
    ("errors", N_("Errors"), lambda row: bool(row.hits) and row.level is CheckLevel.ERROR),
    ("off", N_("Off"), lambda row: row.level is CheckLevel.OFF),
)


class ChecksPage(Page):
    """The checks above, the hits of the chosen one below, and at the right the form that was asked for."""

    key: ClassVar = "checks"
    synonyms: ClassVar = N_("quality errors")
    acts_about: ClassVar = ("check_setting",)

    def _build(self) -> None:
        super()._build()
        self.report: CheckReport | None = None
        self.rows: tuple[CheckRow, ...] = ()
        self._job = 0
        self.place_box = ChoicesBox(_("Place"), [("", _("Whole county"))], self)
        self.tabs = CountTabs([(key, _(title)) for key, title, _has in TABS], {"errors": "bad"}, self)
        self.save_button = Button(_("Save the hits…"), self, self._save)
        self.run_button = PrimaryButton(_("Run the checks"), self, self.run)
        self.progress = ProgressLine(self)
        self.model: TableModel[CheckRow] = TableModel(CHECKS, self)
        self.table = TableView(self.model, self)
        self.table.setMinimumHeight(em(5))
        self.hits = ChecksHits(self)
        self.drawer = Pane(self)
        self.drawer.hide()
        self.drawer.released.connect(self._close_drawer)
        self._lay_out()
        self._wire()

    def home(self) -> QWidget:
        """The catalogue."""
        return self.table

    def refresh(self) -> None:
        """Read the catalogue as it holds for the year; hits that were found stay until the next run."""
        desk, year = self.desk, self.year
        self.look(lambda: desk.read(list_checks, year, desk.policy.province), self._take, "checks")

    def run(self) -> None:
        """Run all checks over the register, off the window's thread."""
        if self._job:
            return
        desk, year = self.desk, self.year

        def work(progress: Progress) -> CheckReport:
            with collection_suspended():
                return desk.read(check_register, desk.policy, year, desk.today, progress=progress)

        resume_full_collection()
        self.run_button.setEnabled(False)
        self.progress.begin(_("Checking…"))
        self._job = -1  # an inline job is over before it has a number
        job = self.jobs.start(
            work,
            then=self._show,
            otherwise=self._failed,
            progressed=self.progress.move_on,
        )
        if self._job:
            self._job = job

    def save_to(self, path: Path) -> None:
        """Write the hits of the place that is shown as the register of problems to put right."""
        report, day, place = self.report, self.desk.today, self._place()
        if report is None:
            return
        facts = (_("Figures of {year}").format(year=report.year), self.place_box.currentText())

        def work(progress: Progress) -> None:
            from county_desk.sheets.writing.writer import write

            write(path, HITS, report.within(*place), facts=facts, day=day, progress=progress)

        save(self, work, path, _("Writing the list"))

    def fit(self, band: Band) -> None:
        """Keep a few rows of both tables in a low window."""
        super().fit(band)
        self.heading.setVisible(not band.short)
        self.hits.fit(band)
        self.upright.setSizes([em(8), em(14)] if band.short else [em(18), em(20)])

    def _take(self, rows: tuple[CheckRow, ...]) -> None:
        self.rows = rows
        self._narrow()

    def _show(self, report: CheckReport) -> None:
        self._end_job()
        self.clear_notes()
        self.report, self.rows = report, report.checks
        if gaps := report.gaps():
            self.show_note(Banner("warn", "\n".join(gaps), self))
        self._offer_places(report)
        if report.hits and self.tabs.key == "all":
            self.tabs.choose("hits")
        self._narrow()

    def _failed(self, error: Exception) -> None:
        self._end_job()
        self.show_error(error)

    def _stop(self) -> None:
        """Stop the run under way; earlier findings stay."""
        self.jobs.forget(self._job)
        self._end_job()
        self.tell(_("The check was stopped."))

    def _end_job(self) -> None:
        self._job = 0
        self.progress.end()
        self.run_button.setEnabled(True)

    def _offer_places(self, report: CheckReport) -> None:
        """Offer the townships and villages that have hits, with how many."""
        chosen = self.place_box.value()
        count: dict[tuple[str, str], int] = {}
        for (_number, town, village), hits in report.counts.items():
            for place in ((town, ""), (town, village)):
                count[place] = count.get(place, 0) + hits
        places = [
            (f"{town}/{village}", f"{'　' if village else ''}{village or town}  {number:,}")
            for (town, village), number in sorted(count.items())
            if town
        ]
        self.place_box.offer([("", _("Whole county")), *places])
        self.place_box.set_value(chosen)

    def _place(self) -> tuple[str, str]:
        """The township and village that are chosen; blanks for the whole county."""
        town, _slash, village = str(self.place_box.value() or "").partition("/")
        return town, village

    def _counts(self) -> dict[str, int]:
        """The number of hits of each check in the chosen place."""
        town, village = self._place()
        found: dict[str, int] = {}
        for (number, where, place), hits in (self.report.counts if self.report else {}).items():
            if (not town or where == town) and (not village or place == village):
                found[number] = found.get(number, 0) + hits
        return found

    def _narrow(self) -> None:
        """Show the checks of the tab with the hits of the place."""
        found = self._counts()
        ran = {row.number for row in self.report.checks if row.hits is not None} if self.report else set()
        rows = [
            replace(row, hits=found.get(row.number, 0) if row.number in ran else None) for row in self.rows
        ]
        self.tabs.show_counts({key: sum(map(has, rows)) for key, _title, has in TABS})
        has = next(has for key, _title, has in TABS if key == self.tabs.key)
        self._fill([row for row in rows if has(row)])
        self.permit(self.save_button, Permission.READ, "" if found else _("There are no hits to save."))
        self._show_counts(found)

    def _fill(self, rows: Sequence[CheckRow]) -> None:
        current = self.table.current()
        self.model.show_rows(rows)
        place = next((at for at, row in enumerate(rows) if current and row.number == current.number), 0)
        if rows:
            self.table.setCurrentIndex(self.model.index(place, 1))
            self.table.scrollTo(self.model.index(place, 1))
        self._point(rows[place] if rows else None)

    def _point(self, row: CheckRow | None) -> None:
        hits = self.report.of(row.number, *self._place()) if self.report and row else ()
        self.hits.show_check(row, hits, ran=self.report is not None)
        self.hits.set_button.setVisible(row is not None)
        fixed = _("Always holds; the county cannot change it.") if row and row.fixed else ""
        self.permit(self.hits.set_button, SetCheck.permission, fixed)

    def _show_counts(self, found: dict[str, int]) -> None:
        if self.report is None:
            count, words = len(self.rows), _("The checks have not been run yet.")
            told = _n("{count} row", "{count} rows", count).format(count=count)
            self.tell(f"{told} · {words}")
            return
        levels = {row.number: row.level for row in self.report.checks}
        errors = sum(count for number, count in found.items() if levels.get(number) is CheckLevel.ERROR)
        words = _("{households} households, {persons} persons").format(
            households=f"{self.report.households:,}", persons=f"{self.report.persons:,}"
        )
        counts = _("{errors} errors, {warnings} warnings").format(
            errors=f"{errors:,}", warnings=f"{sum(found.values()) - errors:,}"
        )
        self.tell(f"{words} · {counts}")

    def turn_year(self) -> None:
        """Drop the findings, which hold for one year only."""
        self.report = None
        self.drawer.give_up()
        self.place_box.offer([("", _("Whole county"))])
        self.tabs.choose("all")

    def _ask_level(self) -> None:
        """Ask how the county takes the check; one that it set already can be taken back here too."""
        if (row := self.table.current()) is not None:
            self._ask_level_of(row, self.year)

    def _ask_level_of(self, row: CheckRow, year: int) -> None:
        title = _("{check} {title}, {year}").format(check=row.number, title=row.title, year=year)
        panel: CommandPanel[Any] = CommandPanel(self, SetCheck, title=title, check=row.number, year=year)
        if row.own:
            panel.foot.addWidget(self._way_back(panel, row, year))
        self.drawer.take(panel.opened_by("ask_level_again", row.number, year))

    def ask_level_again(self, number: str, year: int) -> None:
        """Ask how the county takes a check in a year. Raises `Gone` when there is no such check."""
        checks = self.desk.read(list_checks, year, self.desk.policy.province)
        row = next((each for each in checks if each.number == number), None)
        if row is None:
            raise Gone
        self._ask_level_of(row, year)

    def _way_back(self, panel: QWidget, row: CheckRow, year: int) -> Button:
        """The button that takes the county's setting away."""
        words, take_back = _("As the catalogue says"), partial(self._take_back, row.number, year)
        return self.button(words, WithdrawCheck.permission, take_back)

    def _take_back(self, number: str, year: int) -> None:
        self.drawer.give_up()
        self.do(WithdrawCheck(check=number, year=year))

    def _close_drawer(self) -> None:
        self.drawer.hide()
        self.table.setFocus()

    def _save(self) -> None:
        stem = f"{_(HITS.title)}_{self.desk.today:%Y%m%d}"
        title, proposed = _("Save the list"), safe_name(stem, ".xlsx")
        if path := save_file(self, Purpose.LIST, title, proposed, WORKBOOK):
            self.save_to(path)

    def _lay_out(self) -> None:
        self.header.addWidget(self.place_box)
        self.header.addStretch(1)
        self.upright = divided(self, self.table, self.hits, shares=(), upright=True)
        across = divided(self, self.upright, self.drawer)
        self.body.addLayout(in_row((self.tabs, 1), self.save_button, self.run_button, gap=0.5))
        self.body.addWidget(self.progress)
        self.body.addWidget(across, 1)

    def _wire(self) -> None:
        self.tabs.picked.connect(lambda _key: self._narrow())
        self.place_box.activated.connect(lambda _place: self._narrow())
        self.progress.stopped.connect(self._stop)
        self.table.chosen.connect(self._point)
        self.hits.set_wanted.connect(self._ask_level)
        self.hits.run_wanted.connect(self.run)
        self.hits.wanted.connect(self.go)
        QShortcut(QKeySequence("F8"), self, lambda: self.hits.setVisible(not self.hits.isVisible()))
