"""Requests to departments: asked, written into a workbook for each, and answered."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.progress import Progress
from county_desk.tables.county import county_name
from county_desk.tables.departments.requests import (
    ASKED_LISTING,
    REQUESTS,
    REQUESTS_LISTING,
    RequestRow,
    RequestState,
)
from county_desk.tables.listing import Query, count, page
from county_desk.text import _
from county_desk.views.acts_page import RowAct
from county_desk.views.departments.part import PARTS, DepartmentPart
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, save_file
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.views.widgets.saving import save
from county_desk.ways import RevealWay
from county_desk.workflow.departments import AnswerRequest, AskDepartments, WithdrawRequest
from county_desk.workflow.revealing import own_rows, reveal

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class RequestsPage(DepartmentPart[RequestRow]):
    """The newest request stands first; its workbook holds full numbers, and each copy is recorded."""

    key: ClassVar = "requests"
    title: ClassVar = PARTS["requests"]
    icon: ClassVar = Icon.EXCHANGE
    listing = REQUESTS_LISTING
    filters: ClassVar = ("state", "department")
    chips: ClassVar = {
        "state": {RequestState.OPEN: Shape.UNDERWAY, RequestState.ANSWERED: Shape.FINE},
    }

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        words = _("No department was asked yet. The workbook of a request goes to it with the persons.")
        self.add_new(AskDepartments, words, place=desk.actor.place_id)

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many requests wait for an answer."""
        return desk.read(count, REQUESTS_LISTING, Query(where={"state": RequestState.OPEN}))

    def show_row(self, row: RequestRow) -> QWidget | None:
        """The request in full; under its heading, that the answer is overdue."""
        holder = super().show_row(row)
        late = row.state is RequestState.OPEN and row.due_on is not None and row.due_on < self.desk.today
        if late and holder is not None and isinstance(box := holder.layout(), QVBoxLayout):
            words = _("The answer was due by {day} and has not come; remind the department.")
            box.insertWidget(1, Banner("warn", words.format(day=row.due_on), holder))
        return holder

    def acts(self, row: RequestRow) -> Iterable[RowAct]:
        """Take a list as the answer, or withdraw the request."""
        yield RowAct(AnswerRequest, fixed={"request": row.id})
        if row.state is RequestState.OPEN:
            yield RowAct(WithdrawRequest, fixed={"request": row.id})

    def links(self, row: RequestRow) -> Iterable[Button]:
        """The workbook for the department, and the case that it serves."""
        workbook = Button(_("Save the workbook to send…"), self)
        if self.permit(workbook, ASKED_LISTING.reveals):
            workbook.clicked.connect(lambda _checked: self.ask_purpose(row))
        yield workbook
        if row.case_id is not None:
            yield self.link(_("Go to the case"), "applications", row.case_id)

    def name_of(self, row: RequestRow) -> str:
        """The number and the department."""
        words = _("Request {number}: {department}")
        return words.format(number=row.id, department=REQUESTS["department"].shown(row))

    def ask_purpose(self, row: RequestRow) -> None:
        """Ask what the full numbers are needed for, then where the workbook goes."""
        dialog = PurposeDialog(_("Workbook with full numbers"), self, saved=True)
        dialog.given.connect(lambda purpose: self._choose_file(row, purpose))
        dialog.open()

    def _choose_file(self, row: RequestRow, purpose: str) -> None:
        from county_desk.reports.request_book import book_name

        proposed = book_name(row.id, row.department)
        title = _("Save the workbook for the department")
        if path := save_file(self, Purpose.LIST, title, proposed, WORKBOOK):
            self.save_to(path, row, purpose)

    def save_to(self, path: Path, row: RequestRow, purpose: str) -> None:
        """Write the workbook; the full numbers are recorded before anybody can see the file."""
        desk, words = self.desk, self.name_of(row)

        def work(_progress: Progress) -> None:
            from county_desk.reports.request_book import RequestSheet, write_request

            asked = own_rows(desk, ASKED_LISTING, Query(where={"request_id": row.id}))
            rows = desk.read(page, ASKED_LISTING, asked)
            county = desk.read(county_name)
            sheet = RequestSheet(row.id, row.department, county, row.asked_on, row.due_on, rows)
            key, way = ASKED_LISTING.table.key, RevealWay.XLSX
            write_request(path, sheet, lambda: reveal(desk, key, way, len(rows), purpose, words))

        save(self, work, path, _("Writing the workbook"))
