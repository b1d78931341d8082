"""The hits of departments' lists, and where they contradict the register: each is explained and decided."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.models.clue import ClueSource
from county_desk.models.user import Permission
from county_desk.tables.departments.department_lists import (
    DEPARTMENT_LISTS_LISTING,
    MATCHES_LISTING,
    DepartmentListRow,
    HitState,
    MatchRow,
)
from county_desk.tables.departments.findings import LISTING, Contradiction, ContradictionRow
from county_desk.tables.listing import Query
from county_desk.text import N_, _
from county_desk.views.departments.department_part import DepartmentPart
from county_desk.views.page import IMPORTS
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.command import Command
from county_desk.workflow.departments import AnswerRequest, NameDepartment, SeparateAnswer
from county_desk.workflow.hit_decisions import DecideHit, ReopenHit
from county_desk.workflow.monitoring.clues import ClueDraft

IMPORT_LIST = (N_("Import a list"), *IMPORTS)


class ComparisonsPage(DepartmentPart[MatchRow]):
    """Everybody of the register whom a list names; Enter decides."""

    key: ClassVar = "comparisons"
    acts_about: ClassVar = ("hit_decision",)
    listing = MATCHES_LISTING
    filters: ClassVar = ("state", "department", "match", "village")
    waits: ClassVar = {Permission.RECORD: Query({"state": HitState.OPEN})}  # hits to be decided
    chips: ClassVar = ("state",)

    empty: ClassVar = N_("No list of a department names anybody of the register.")
    empty_way: ClassVar = IMPORT_LIST

    def acts(self, row: MatchRow) -> Iterable[RowOffer]:
        """Decide, or take the decision back; the household, and a clue about it."""
        fixed = {"entry": row.entry_id, "member": row.member_id, "household": None}
        yield RowAct(ReopenHit if row.outcome else DecideHit, fixed=fixed)
        yield RowLink(_("See the household"), "registry", row.household_id)
        yield RowLink(_("Make it a clue"), "clues", _clue(row.household_id, row.list, row.kind))


class ContradictionsPage(DepartmentPart[ContradictionRow]):
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
            yield RowLink(_("See the household"), "registry", row.household_id)


class DepartmentListsPage(DepartmentPart[DepartmentListRow]):
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
