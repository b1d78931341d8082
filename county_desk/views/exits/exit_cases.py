"""Opening exit cases: for the households that are ticked, or for one village."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import Signal

from county_desk.facts import VILLAGE_FACTS
from county_desk.rules.findings import Outcome
from county_desk.tables.rule_facts import figures_from_records, village_year
from county_desk.text import _, _n
from county_desk.views.command_series import SeriesOutcome, do_each
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.offers import label
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.cases.filing import EXIT, OpenCase
from county_desk.workflow.cases.village_filing import EXIT as VILLAGE_EXIT
from county_desk.workflow.cases.village_filing import FileVillage

NAMED = 4  # households that the form names, so that an effect stays in view


class ExitSubject(NamedTuple):
    """A household or a village by its record number, the name it goes by, and what its exit check found."""

    id: int
    name: str
    outcome: str = Outcome.UNKNOWN.value


class ExitCases(CommandPanel[OpenCase]):
    """Asks once for the day of receipt, and opens a case for every household.

    One signal brings the outcome of the series.
    """

    told = Signal(object)  # the outcome of the series

    def __init__(self, page: Page, rows: Sequence[ExitSubject], year: int) -> None:
        words = _n("Open {count} exit case", "Open {count} exit cases", len(rows)).format(count=len(rows))
        super().__init__(
            page,
            OpenCase,
            act=words,
            household=rows[0].id,
            kind=EXIT,
            year=year,
            reason="",
        )
        self.rows = tuple(rows)
        households = label(page.desk, "households", [row.id for row in rows], NAMED)
        self.objects.setText(f"{households} · {titled(_(OpenCase.asks()['year'].title), str(year))}")

    def commands(self) -> Sequence[OpenCase]:
        """One for each household."""
        first = self.form.command()
        return [replace(first, household=row.id) for row in self.rows]

    def _ask_effects(self, commands: Sequence[OpenCase], effects: Sequence[str]) -> None:
        """Above what stands against each, say how many the check found fit, unfit, or without a result."""
        super()._ask_effects(commands, [self._counts(), *effects] if effects else [])

    def _counts(self) -> str:
        found = Counter(row.outcome for row in self.rows)
        words = _n(
            "{count} household: {met} can exit, {not_met} not met, {unknown} cannot be told",
            "{count} households: {met} can exit, {not_met} not met, {unknown} cannot be told",
            len(self.rows),
        )
        return words.format(count=len(self.rows), **{each.value: found[each.value] for each in Outcome})

    def carry_out(self, commands: Sequence[OpenCase]) -> None:
        """Open them one by one; those that are refused are named."""
        self.do_button.setEnabled(False)
        named = [(row.name, command) for row, command in zip(self.rows, commands, strict=True)]
        do_each(self.page, named, name=_("Opening exit cases"), summary=_summary, then=self._close_with)

    def _close_with(self, told: SeriesOutcome) -> None:
        self.settle()
        self.told.emit(told)
        self.closed.emit()


def village_case(page: Page, row: ExitSubject, year: int) -> CommandPanel[FileVillage]:
    """The form that files a village's application for exit, with the figures that are known filled in."""
    values = page.desk.read(known_policy, row.id, year)
    title = _("Exit of {village}, {year}").format(village=row.name, year=year)
    return CommandPanel(
        page,
        FileVillage,
        title=title,
        act=_("Open an exit case"),
        values=values,
        village=row.id,
        kind=VILLAGE_EXIT,
        year=year,
    )


def known_policy(session: Any, village: int, year: int) -> dict[str, object]:
    """A village's figures of the year: as the village gave them, else as its household records do."""
    given = village_year(session, village, year)
    counted = figures_from_records(session, village, year)
    if given is not None:
        counted |= {name: value for name in VILLAGE_FACTS if (value := getattr(given, name)) is not None}
    return {name: value for name, value in counted.items() if name in VILLAGE_FACTS}


def _summary(told: SeriesOutcome) -> str:
    count = len(told.done)
    return _n("{count} exit case opened", "{count} exit cases opened", count).format(count=count)
