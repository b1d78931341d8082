"""Requests to departments: asked, written into a workbook for each, and answered."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from county_desk.models.user import Permission
from county_desk.progress import Progress
from county_desk.reveal_ways import RevealWay
from county_desk.tables.county import county_name
from county_desk.tables.departments.requests import (
    ASKED_LISTING,
    REQUESTS,
    REQUESTS_LISTING,
    RequestRow,
    RequestState,
)
from county_desk.tables.listing import Query, page
from county_desk.text import N_, _
from county_desk.views.departments.department_part import DepartmentPart
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, save_file
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.views.widgets.record_card import RowAct, RowButton, RowLink, RowOffer
from county_desk.views.widgets.saving import save
from county_desk.workflow.departments import AnswerRequest, AskDepartments, WithdrawRequest
from county_desk.workflow.revealing import own_rows, reveal


class RequestsPage(DepartmentPart[RequestRow]):
    """The newest request stands first; its workbook holds full numbers, and each copy is recorded."""

    key: ClassVar = "requests"
    listing = REQUESTS_LISTING
    filters: ClassVar = ("state", "department")
    waits: ClassVar = {Permission.IMPORT: Query({"state": RequestState.OPEN})}
    chips: ClassVar = ("state",)

    made: ClassVar = AskDepartments
    empty: ClassVar = N_(
        "No department was asked yet. The workbook of a request goes to it with the persons."
    )

    def made_values(self) -> Mapping[str, object]:
        """The place of the person."""
        return {"place": self.desk.actor.place_id}

    def warning_of(self, row: RequestRow) -> str:
        """The day by which an answer was due that has not come."""
        if row.state is not RequestState.OPEN or row.due_on is None or row.due_on >= self.desk.today:
            return ""
        words = _("The answer was due by {day} and has not come; remind the department.")
        return words.format(day=row.due_on)

    def acts(self, row: RequestRow) -> Iterable[RowOffer]:
        """Take a list as the answer, or withdraw the request; save its workbook, and go to its case."""
        yield RowAct(AnswerRequest, fixed={"request": row.id})
        if row.state is RequestState.OPEN:
            yield RowAct(WithdrawRequest, fixed={"request": row.id})
        words = _("Save the workbook to send…")
        yield RowButton(words, lambda: self.ask_purpose(row), ASKED_LISTING.reveals)
        if row.case_id is not None:
            yield RowLink(_("Go to the case"), "applications", row.case_id)

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
