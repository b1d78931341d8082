"""The form for each act on cases, with its known fields filled in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from county_desk.tables.cases import CaseRow
from county_desk.tables.households import MEMBERS_LISTING
from county_desk.tables.listing import Query, page
from county_desk.views.disclosure.opening_panel import OpeningPanel
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.words import sentences
from county_desk.workflow.announcement import Announce
from county_desk.workflow.command import Change, Command
from county_desk.workflow.confirm_late import ConfirmLate
from county_desk.workflow.disclosure import OpenDisclosure
from county_desk.workflow.postings import waiting_lists
from county_desk.workflow.steps import RecordConsent, StepCommand
from county_desk.workflow.take_back import ReturnCase, TakeBackStep, WithdrawCase

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

PROBE = "?"  # stands for words that a person has still to write
BESIDE: tuple[type[Command], ...] = (
    ConfirmLate,
    ReturnCase,
    TakeBackStep,
    WithdrawCase,
)  # what is no step forward


def panel_for(
    owner: Page,
    command: type[Command],
    rows: Sequence[CaseRow],
    then: Callable[[Change], None] | None = None,
) -> CommandPanel[Any]:
    """The panel that does a command to these cases, which wait for the same step."""
    cases, today = tuple(row.id for row in rows), owner.desk.today
    if command is OpenDisclosure:
        return _opening(owner, rows)
    values: dict[str, object] = {}
    offers = None
    if issubclass(command, StepCommand):
        values["done_on"] = today
    elif command is Announce:
        values["announced_on"] = today
    elif command is ReturnCase:
        values["returned_on"] = today
    if command is RecordConsent and rows[0].household_id and len(rows) == 1:
        people = owner.desk.read(page, MEMBERS_LISTING, Query(where={"household_id": rows[0].household_id}))
        offers = {"signed_by": [(member.name, f"{member.name} · {member.relation}") for member in people]}
    return CommandPanel(owner, command, then=then, offers=offers, values=values, cases=cases)


def full_name(row: CaseRow) -> str:
    """The subject of a case, and where it is."""
    return f"{row.subject} · {row.village if row.household_id else row.township}"


def beside_troubles(desk: "Desk", number: int) -> dict[type[Command], str]:
    """Why a case cannot be confirmed, returned, taken back or withdrawn now; an empty text where it can."""
    probes: tuple[Command, ...] = (
        ConfirmLate(cases=(number,)),
        ReturnCase(cases=(number,), returned_on=desk.today, reason=PROBE),
        TakeBackStep(cases=(number,), reason=PROBE),
        WithdrawCase(cases=(number,), reason=PROBE),
    )
    return {type(probe): sentences(desk.problems(probe).values()) for probe in probes}


def _opening(owner: Page, rows: Sequence[CaseRow]) -> CommandPanel[Any]:
    """The panel of the list that these cases would stand on."""
    numbers = {row.id for row in rows}
    lists = owner.desk.read(waiting_lists, owner.desk.policy.procedures)
    whole = next((each for each in lists if numbers & set(each.cases)), None)
    if whole is None:
        values = {"opened_on": owner.desk.today}
        return CommandPanel(owner, OpenDisclosure, values=values, cases=tuple(numbers))
    return OpeningPanel(owner, replace(whole, rows=tuple(rows)), ())
