"""Opening exit cases: for the households that are ticked, or for one village."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from county_desk.text import _, _n
from county_desk.views.banner import Banner
from county_desk.views.command_panel import CommandPanel
from county_desk.views.matrix_rows import MatrixRow
from county_desk.views.page import Page
from county_desk.views.series import Told, do_each
from county_desk.workflow.command import Refused
from county_desk.workflow.filing import HouseholdCase, OpenCase
from county_desk.workflow.village_filing import FileVillage, VillageCase


class ExitCases(CommandPanel[OpenCase]):
    """Asks once for the day of receipt, and opens a case for every household; then it says `opened()`."""

    opened = Signal()

    def __init__(self, page: Page, rows: Sequence[MatrixRow], year: int) -> None:
        words = _n("Open {count} exit case", "Open {count} exit cases", len(rows)).format(count=len(rows))
        super().__init__(
            page,
            OpenCase,
            title=words,
            values={"received_on": page.desk.today},
            household=rows[0].id,
            kind=HouseholdCase.EXIT,
            year=year,
        )
        self.rows = tuple(rows)
        self.do_button.setText(words)

    def do(self) -> None:
        """Open them one by one; those that are refused are named."""
        if not self.do_button.isEnabled():
            return
        try:
            first = self.form.command()
        except Refused as refusal:
            self.form.show_problems(refusal.problems)
            return
        self.do_button.setEnabled(False)
        commands = [(row.subject, replace(first, household=row.id)) for row in self.rows]
        do_each(self.page, commands, name=_("Opening exit cases"), summary=_summary, then=self._over)

    def _over(self, told: Told) -> None:
        page = self.page
        self.opened.emit()
        self.closed.emit()
        if told.refused:
            lines = [f"{label}: {reason}" for label, reason in told.refused]
            page.show_note(Banner("warn", "\n".join([_("No case was opened for:"), *lines]), page))


def village_case(page: Page, row: MatrixRow, year: int) -> CommandPanel[FileVillage]:
    """The form that files a village's application for exit."""
    values: dict[str, Any] = {"received_on": page.desk.today}
    title = _("Exit of {village}, {year}").format(village=row.subject, year=year)
    return CommandPanel(
        page, FileVillage, title=title, values=values, village=row.id, kind=VillageCase.EXIT, year=year
    )


def _summary(told: Told) -> str:
    count = len(told.done)
    return _n("{count} exit case opened", "{count} exit cases opened", count).format(count=count)
