"""Requests to departments, the lists that came in, and their hits and contradictions."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from county_desk.models.clue import ClueSource
from county_desk.models.user import Permission
from county_desk.progress import Progress
from county_desk.reveal_ways import RevealWay
from county_desk.tables.county import county_name
from county_desk.tables.departments.department_lists import (
    DEPARTMENT_LISTS_LISTING,
    MATCHES_LISTING,
    DepartmentListRow,
    HitState,
    MatchRow,
)
from county_desk.tables.departments.findings import LISTING, Contradiction, ContradictionRow
from county_desk.tables.departments.requests import (
    ASKED_LISTING,
    REQUESTS,
    REQUESTS_LISTING,
    RequestRow,
    RequestState,
)
from county_desk.tables.listing import Query, page
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import IMPORTS
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, save_file
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.views.widgets.record_card import RowAct, RowButton, RowLink, RowOffer
from county_desk.views.widgets.saving import save
from county_desk.workflow.command import Command
from county_desk.workflow.departments import (
    AnswerRequest,
    AskDepartments,
    NameDepartment,
    SeparateAnswer,
    WithdrawRequest,
)
from county_desk.workflow.hit_decisions import DecideHit, ReopenHit
from county_desk.workflow.monitoring.clues import ClueDraft
from county_desk.workflow.revealing import own_rows, reveal


class RequestsPage(ActsPage[RequestRow]):
    """The newest request stands first; its workbook holds full numbers, and each copy is recorded."""

    key: ClassVar = "requests"
    listing = REQUESTS_LISTING
    filters: ClassVar = ("state", "department")
    waits: ClassVar = {Permission.IMPORT: Query({"state": RequestState.OPEN})}
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
            yield RowLink(_("Go to the case"), "case", row.case_id)

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


IMPORT_LIST = (N_("Import a list"), *IMPORTS)


class ComparisonsPage(ActsPage[MatchRow]):
    """Everybody of the register whom a list names; Enter decides."""

    key: ClassVar = "comparisons"
    acts_about: ClassVar = ("hit_decision",)
    listing = MATCHES_LISTING
    filters: ClassVar = ("state", "department", "match", "village")
    waits: ClassVar = {Permission.RECORD: Query({"state": HitState.OPEN})}  # hits to be decided
    empty: ClassVar = N_("No list of a department names anybody of the register.")
    empty_way: ClassVar = IMPORT_LIST

    def acts(self, row: MatchRow) -> Iterable[RowOffer]:
        """Decide, or take the decision back; the household, and a clue about it."""
        fixed = {"entry": row.entry_id, "member": row.member_id, "household": None}
        yield RowAct(ReopenHit if row.outcome else DecideHit, fixed=fixed)
        yield RowLink(_("See the household"), "household", row.household_id)
        yield RowLink(_("Make it a clue"), "clues", _clue(row.household_id, row.list, row.kind))


class ContradictionsPage(ActsPage[ContradictionRow]):
    """Registered without allowance, allowance without registration, and the dead still on the register."""

    key: ClassVar = "department_findings"
    listing = LISTING
    filters: ClassVar = ("finding", "outcome", "village")

    empty: ClassVar = N_(
        "No list contradicts the register. Lists of civil affairs are held against it both ways."
    )

    def acts(self, row: ContradictionRow) -> Iterable[RowOffer]:
        """Decide, or take the decision back."""
        about = {"entry": row.entry_id, "member": row.member_id}
        household = row.household_id if row.finding is Contradiction.REGISTERED_WITHOUT else None
        yield RowAct(ReopenHit if row.outcome else DecideHit, fixed={**about, "household": household})
        if row.household_id is not None:
            yield RowLink(_("See the household"), "household", row.household_id)


class DepartmentListsPage(ActsPage[DepartmentListRow]):
    """The lists that came in; each can be taken as the answer to a request."""

    key: ClassVar = "department_lists"
    listing = DEPARTMENT_LISTS_LISTING
    filters: ClassVar = ("department", "year")

    empty: ClassVar = N_("No list of a department came in yet.")
    empty_way: ClassVar = IMPORT_LIST

    def acts(self, row: DepartmentListRow) -> Iterable[RowOffer]:
        """Name the department or the request, or take the list apart from its request."""
        kinds: tuple[type[Command], ...] = (NameDepartment, AnswerRequest)
        for command in (SeparateAnswer,) if row.request_id else kinds:
            yield RowAct(command, {"department": row.department}, {"list": row.id})


def _clue(household: int, listed: str, kind: str) -> ClueDraft:
    """The clue that a hit proposes."""
    return ClueDraft(
        household, ClueSource.DEPARTMENT, words=_("{list}: {kind}").format(list=listed, kind=kind)
    )
