"""A village's application that came as a workbook: its figures beside those of the household records."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.facts import VILLAGE_FACTS
from county_desk.intake.delivery import Level
from county_desk.models.village import Source
from county_desk.tables.facts import figures_from_records
from county_desk.tables.places import VillageRow
from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileRow
from county_desk.views.importing.import_reading import village_of
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.style import em
from county_desk.workflow.cases.village_filing import REGISTRATION, FileVillage
from county_desk.workflow.command import Change

ASKED = (*VILLAGE_FACTS, "remark")
INCOME = "income_per_head"


class VillageFormPanel(QWidget):
    """The figures of the workbook beside those of the records, and the form that files it.

    `filed(change)` is emitted when the application is filed.
    """

    filed = Signal(object)

    def __init__(self, page: Page, row: FileRow) -> None:
        super().__init__(page)
        self.page, self.row = page, row
        self.panel: CommandPanel[FileVillage] | None = None
        self.table = FactsTable(
            [_("Figure of the village"), _("Workbook"), _("Household records"), _("Compared")],
            self,
            _("Figures of the application"),
        )
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, em(0.4), em(0.6))
        self.box.setSpacing(em(0.5))
        self.table.hide()
        if row.case is not None:
            self._say_filed(row.case)
            return
        form, desk = row.application, page.desk
        assert form is not None

        def work() -> tuple[VillageRow | None, Mapping[str, object]]:
            village = village_of(desk, form)
            found = desk.read(figures_from_records, village.id, form.year) if village else {}
            return village, found

        page.look(work, lambda answer: self._show(*answer), "form")

    def _say_filed(self, case: int) -> None:
        banner = Banner("ok", _("Filed as case {number}.").format(number=case), self)
        banner.offer(_("Open the case"), lambda: self.page.go.emit("applications", case))
        self.box.addWidget(banner)
        self.box.addStretch()

    def _show(self, village: VillageRow | None, records: Mapping[str, object]) -> None:
        form = self.row.application
        if not isValid(self) or form is None:
            return
        if village is None:
            words = _("The form is for a village with the code {code}, which is not in this register.")
            self.box.addWidget(Banner("bad", words.format(code=form.code or "—"), self))
            self.box.addStretch()
            return
        title = _("Application of {village} for {year}").format(village=village.name, year=form.year)
        self.box.addWidget(heading(title, self))
        self._show_problems()
        compared = list(_compared(form, records))
        self.table.show_rows([cells for cells, _differs in compared])
        self.table.show()
        self.box.addWidget(self.table)
        self._say_differences(sum(differs for _cells, differs in compared))
        self.box.addWidget(self._panel(village))
        self.box.addStretch()

    def _show_problems(self) -> None:
        problems = self.row.form.problems if self.row.form else ()
        if not problems:
            return
        wrong = any(problem.level is Level.ERROR for problem in problems)
        lines = [f"{problem.cell} {problem.message}".strip() for problem in problems]
        lines.append(_("Ask the village, and put it right in the form below."))
        self.box.addWidget(Banner("bad" if wrong else "warn", "\n".join(lines), self))

    def _say_differences(self, count: int) -> None:
        if count:
            words = _n(
                "{count} figure differs from the household records. Both are kept; the village's own counts.",
                "{count} figures differ from the household records. Both are kept; the village's own count.",
                count,
            )
            self.box.addWidget(Banner("warn", words.format(count=count), self))
        else:
            self.box.addWidget(line(_("The workbook and the household records agree."), self, muted=True))

    def _panel(self, village: VillageRow) -> CommandPanel[FileVillage]:
        form, today = self.row.application, self.page.desk.today
        assert form is not None
        received = min(form.filed_on or today, today)
        values = {name: getattr(form, name) for name in ASKED} | {"received_on": received}
        kind = form.kind or REGISTRATION
        fixed: dict[str, Any] = {"village": village.id, "kind": kind, "year": form.year}
        if kind == REGISTRATION:
            fixed["indicators"] = ""
        else:
            values["indicators"] = form.indicators
        self.panel = CommandPanel(
            self.page,
            FileVillage,
            title=_("File it"),
            then=self._filed,
            values=values,
            source=Source.WORKBOOK,
            **fixed,
        )
        self.panel.cancel_button.hide()
        return self.panel

    def _filed(self, change: Change) -> None:
        self.filed.emit(change)


def _compared(form: object, records: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], bool]]:
    """Each figure as the workbook and as the records have it, and whether they differ.

    The records hold the income of the poor households alone, so theirs is shown and not held against it.
    """
    for name, fact in VILLAGE_FACTS.items():
        kind, title = fact.kind, _(fact.label)
        ours, theirs = getattr(form, name), records.get(name)
        words = differs = ""
        if name == INCOME and theirs is not None:
            known = records["income_known_of"]
            words = _n("of {count} household on record alone", "of {count} households on record alone", known)
            words = words.format(count=known)
        elif ours is not None and theirs is not None:
            differs = _("■ differs") if ours != theirs else ""
            words = differs or _("agrees")
        held = kind.show(theirs) if theirs is not None else _("not held")
        yield (title, kind.show(ours) or "—", held, words), bool(differs)
