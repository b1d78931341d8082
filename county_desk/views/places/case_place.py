"""The place of work of a case."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from county_desk.tables.cases.case_list import LISTING, CaseRow
from county_desk.tables.cases.disclosures import ENTRIES_LISTING, OBJECTIONS_LISTING
from county_desk.tables.county import county_name
from county_desk.tables.departments.requests import REQUESTS_LISTING
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.text import N_, _
from county_desk.views.cases.case_forms import full_name, panel_for
from county_desk.views.cases.case_view import CaseView
from county_desk.views.finder_answers import InPlace
from county_desk.views.paper_acts import PaperActs, case_paper
from county_desk.views.places.place_head import Crumb
from county_desk.views.places.place_page import PlacePage
from county_desk.views.places.place_tabs import AnyPlace, PlaceList, PlaceTab, TabView
from county_desk.views.places.record_acts import ActSubject
from county_desk.views.widgets.parts import bare
from county_desk.workflow.command import Command


class CaseTab(TabView):
    """The case as the queue shows it: its obstacles, the next act, its steps, facts and finding."""

    def __init__(self, page: AnyPlace) -> None:
        super().__init__(page)
        self.page = page
        self.area = QScrollArea(self, widgetResizable=True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bare(QVBoxLayout(self)).addWidget(self.area)

    def refresh(self) -> None:
        """Read the case again."""
        page = self.page
        assert isinstance(page, CasePlace)
        view = CaseView(page, page.number)
        view.asked.connect(lambda command, row, fields: page.act(command, [row], fields))
        view.reviewed.connect(lambda row: page.go.emit("applications", row))
        self.area.setWidget(view)
        self.setFocusProxy(view)


class CasePlace(PlacePage[CaseRow]):
    """One case in full."""

    key: ClassVar = "case"
    records = LISTING
    chip: ClassVar = "state"
    none: ClassVar = N_("Open a case from any list to work on it here.")
    subject: ClassVar = ActSubject(())  # its acts stand in the view of the case
    hides: ClassVar = ("case_id",)
    tabs: ClassVar = (
        PlaceTab("case", N_("The case"), made=CaseTab),
        PlaceTab(
            "papers",
            N_("Posted lists"),
            (
                PlaceList(ENTRIES_LISTING, "disclosures", by="case_id", subject="disclosure_id"),
                PlaceList(OBJECTIONS_LISTING, "disclosures", by="case_id", subject="disclosure_id"),
            ),
        ),
        PlaceTab(
            "requests",
            N_("Requests for comparison"),
            (PlaceList(REQUESTS_LISTING, "requests", by="case_id"),),
        ),
        PlaceTab("history", N_("History"), (PlaceList(EVENTS_LISTING, "history", by="case"),)),
    )

    def act(self, command: type[Command], rows: Sequence[CaseRow], fields: Sequence[str] = ()) -> None:
        """Open the form of an act beside the case, with the cursor in the first of some fields."""
        if rows[0].id != self.number:
            self.show_subject(rows[0].id)
        panel = panel_for(self, command, rows, fields=fields)
        self.take(panel.opened_by("act", command, rows, fields))
        if fields:
            panel.form.focus_on(fields[0])

    def papers(self, row: CaseRow) -> Iterable[PaperActs]:
        """The file of the case."""
        yield case_paper(self, row.id)

    def crumbs(self, row: CaseRow) -> Sequence[Crumb]:
        """The way down to the household or the village of the case."""
        doors = [Crumb(self.desk.read(county_name), "registry", InPlace({}))]
        if row.township_id is not None and row.township:
            doors.append(Crumb(row.township, "registry", InPlace({"township_id": row.township_id})))
        if row.household_id is not None or row.village_id is not None:
            doors.append(Crumb(row.village, "village", row.village_id or row.place_id))
        if row.household_id is not None:
            words = _("Household of {head}").format(head=row.subject)
            doors.append(Crumb(words, "household", row.household_id))
        return doors

    def name_of(self, row: CaseRow) -> str:
        """The subject and the number of the case."""
        return _("{name} · case {number}").format(name=full_name(row), number=row.id)
