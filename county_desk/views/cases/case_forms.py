"""The form for each act on cases, with its known fields filled in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from county_desk.models.case import CaseState
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.monitoring_rules import MonitoringEntryFacts, MonitoringReleaseFacts
from county_desk.rules.register_outcomes import HOUSEHOLD, RELEASED
from county_desk.tables.cases.case_list import CaseRow
from county_desk.tables.households import MEMBERS_LISTING
from county_desk.tables.listing import Query, page
from county_desk.text_kinds import PROBE
from county_desk.views.disclosure.posting_panels import OpeningPanel
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.text_format import sentences
from county_desk.workflow.cases.answering import ENDED_NO, AnswerApplicant, Reexamine
from county_desk.workflow.cases.desk_case import CaseNow
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.postings import waiting_lists
from county_desk.workflow.cases.receiving import JudgeByYear
from county_desk.workflow.cases.steps import RecordRiskVisit
from county_desk.workflow.cases.take_back import ReturnCase, TakeBackStep, WithdrawCase
from county_desk.workflow.cases.village_survey import SurveyVillage
from county_desk.workflow.command import Change, Command
from county_desk.workflow.monitoring.income_asked import window_due
from county_desk.workflow.projects.funding_notices import IssueFundingNotice

PEOPLE = {"signed_by": "name", "member": "id"}  # fields for a person of the household, and what they take


def panel_for(
    owner: Page,
    command: type[Command],
    rows: Sequence[CaseRow],
    then: Callable[[Change], None] | None = None,
    fields: Sequence[str] = (),
) -> CommandPanel[Any]:
    """The panel that does a command to these cases, which wait for the same step, or to the subject of one.

    Of the facts that the command records it asks for those in `fields`, where any are named.
    """
    if command is OpenDisclosure:
        return _opening(owner, rows)
    fixed = _fixed(command, rows)
    if not command.takes and fields:
        fixed |= dict.fromkeys(set(command.records.values()) - {*fields, ""})
    offers: Mapping[str, Sequence[Offer]] = {}
    values: dict[str, object] = {}
    if command is IssueFundingNotice:
        fixed = _posted_project(rows[0])
    elif command is RecordRiskVisit:
        unread, values["window_end"] = _of_risks(owner.desk, rows)
        fixed |= dict.fromkeys(unread)
    people = PEOPLE.keys() & command.asks()
    if people and rows[0].household_id and len(rows) == 1:
        known = owner.desk.read(page, MEMBERS_LISTING, Query(where={"household_id": rows[0].household_id}))
        offers = {
            name: [(getattr(each, PEOPLE[name]), f"{each.name} · {each.relation}") for each in known]
            for name in people
        }
    return CommandPanel(owner, command, then=then, offers=offers, values=values, **fixed)


def _fixed(command: type[Command], rows: Sequence[CaseRow]) -> dict[str, Any]:
    """The fields that name these cases, or the subject of one and its year."""
    row = rows[0]
    known = {"case": row.id, "cases": tuple(each.id for each in rows)}
    subject = {"household": row.household_id, "village": row.village_id, "year": row.year}
    asks = command.asks()
    own = {name: value for name, value in known.items() if name in asks}
    return own or {name: value for name, value in subject.items() if name in asks and value}


def _of_risks(desk: Desk, rows: Sequence[CaseRow]) -> tuple[list[str], str | None]:
    """The facts that the rule of these cases does not read, and the last of their twelve months."""
    release = rows[0].kind in desk.policy.procedures.keys(HOUSEHOLD, RELEASED)
    read = {each.name for each in fields_of(MonitoringReleaseFacts if release else MonitoringEntryFacts)}
    months = {window_due(desk.policy.procedures, row.kind, row.received_on) for row in rows}
    unread = [fact.key for fact in RecordRiskVisit.looks_at if fact.key not in read]
    return unread, months.pop() if len(months) == 1 else None


def full_name(row: CaseRow) -> str:
    """The subject of a case, and where it is."""
    return f"{row.subject} · {row.village if row.household_id else row.township}"


def beside_troubles(desk: Desk, now: CaseNow | None) -> dict[type[Command], str]:
    """The reason against each act beside the steps of a case; an empty text for an act that can be done."""
    probes = _probes(desk, now) if now is not None else ()
    return {type(probe): sentences(desk.problems(probe).values()) for probe in probes}


def _probes(desk: Desk, now: CaseNow) -> Iterator[Command]:
    """The acts that are no step forward, as the state of the case has them."""
    row, today = now.detail.row, desk.today
    if row.state is CaseState.OPEN:
        yield JudgeByYear(case=row.id, year=row.year - 1, reason=PROBE, document=PROBE)
        yield ReturnCase(cases=(row.id,), returned_on=today, reason=PROBE)
        yield TakeBackStep(cases=(row.id,), reason=PROBE)
        yield WithdrawCase(cases=(row.id,), reason=PROBE)
    if row.state in ENDED_NO and (row.household_id or row.village_id):
        yield AnswerApplicant(case=row.id, reason=PROBE)
        yield Reexamine(case=row.id, asked_on=today, reason=PROBE)
    if row.project_id is not None and row.state is CaseState.DONE:
        plan = IssueFundingNotice(kind=NoticeKind.FUNDING_PLAN, **_posted_project(row))
        yield replace(plan, kind=NoticeKind.FUNDING_RESULT) if desk.problems(plan) else plan
    if now.under_way and row.village_id is not None:
        yield SurveyVillage(village=row.village_id, year=row.year, poor_persons=0, explanation=PROBE)


def _posted_project(row: CaseRow) -> dict[str, Any]:
    """The fields of a notice of funds and projects that lists the project of a case alone."""
    return {"place": row.place_id, "year": row.year, "projects": (row.project_id,)}


def _opening(owner: Page, rows: Sequence[CaseRow]) -> CommandPanel[Any]:
    """The panel of the list that these cases would stand on."""
    numbers = {row.id for row in rows}
    lists = owner.desk.read(waiting_lists, owner.desk.policy.procedures)
    whole = next((each for each in lists if numbers & set(each.cases)), None)
    if whole is None:
        return CommandPanel(owner, OpenDisclosure, cases=tuple(numbers))
    return OpeningPanel(owner, replace(whole, rows=tuple(rows)), ())
