"""A household that a list left out gets a case of its own, at the first step of the same procedure.

From 2021 on no household is registered as poor. An omitted household is then a clue for monitoring, like one
that a list of households to be monitored left out.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.clue import ClueSource
from county_desk.models.disclosure import Channel, Disclosure, Objection
from county_desk.models.household import Household, Member
from county_desk.rules.register_outcomes import HOUSEHOLD, MONITORED
from county_desk.text import _
from county_desk.workflow.cases.common import open_case_of
from county_desk.workflow.cases.filing import REGISTRATION, FileHousehold, OpenCase
from county_desk.workflow.command import Command, Work
from county_desk.workflow.gate.gate import problems_of
from county_desk.workflow.monitoring.clues import RecordClue
from county_desk.workflow.rights import refusal

if TYPE_CHECKING:
    from county_desk.workflow.cases.objections import SettleObjection

FIELDS = {"received_on": "settled_on", "household": "id_number", "kind": "id_number", "head": ""}


OF_CLUE = {"found_on": "settled_on", "household": "id_number", "head": ""}


def becomes_clue(work: Work, settling: "SettleObjection", objection: Objection) -> bool:
    """Whether the rules of the day of the settlement monitor an omitted household and do not register it."""
    disclosure = work.session.get_one(Disclosure, objection.disclosure_id)
    if disclosure.kind in work.policy.procedures.keys(HOUSEHOLD, MONITORED):
        return True
    return bool(work.policy.why_not_received(REGISTRATION, settling.settled_on, work.today))


def clue_problems(work: Work, settling: "SettleObjection", objection: Objection) -> Mapping[str, str]:
    """Check that the clue can be recorded; return problems by field of the settlement."""
    command = _clue(work, settling, objection)
    if trouble := refusal(work.actor, command.permission):
        return {"": trouble}
    found = problems_of(work, command)
    return {OF_CLUE.get(field, field): trouble for field, trouble in found.items()}


def own_clue(work: Work, settling: "SettleObjection", objection: Objection) -> str:
    """Record the clue; returns it in words."""
    return _clue(work, settling, objection).run(work).summary


def _clue(work: Work, settling: "SettleObjection", objection: Objection) -> RecordClue:
    known = _on_record(work, settling, objection)
    disclosure = work.session.get_one(Disclosure, objection.disclosure_id)
    words = _("Objection {number}: left out of the list of {place}")
    return RecordClue(
        household=known,
        village=None if known else settling.village or disclosure.place_id,
        head="" if known else objection.omitted_head or "",
        group_name="" if known else objection.omitted_group or "",
        source=ClueSource.HOTLINE if objection.channel is Channel.HOTLINE else ClueSource.OTHER,
        risks=settling.risks,
        found_on=settling.settled_on,
        words=words.format(number=objection.id, place=disclosure.place.name),
        late_reason=settling.late_reason,
    )


def own_case_problems(work: Work, settling: "SettleObjection", objection: Objection) -> Mapping[str, str]:
    """Check that the case can be opened; return problems by field of the settlement."""
    if not settling.id_number.strip():
        return {"id_number": _("Its own case is opened; write the identity number of the omitted head")}
    if _under_way(work, settling, objection):
        return {}
    command = _application(work, settling, objection)
    if trouble := refusal(work.actor, command.permission):
        return {"": trouble}
    return {FIELDS.get(field, field): trouble for field, trouble in (problems_of(work, command)).items()}


def own_case(work: Work, settling: "SettleObjection", objection: Objection) -> tuple[int | None, str]:
    """Open the case, unless it is under way already; returns its number and a summary."""
    if case := _under_way(work, settling, objection):
        return case.id, _("Case {number} of this household is under way").format(number=case.id)
    change = _application(work, settling, objection).run(work)
    return change.id, change.summary


def _under_way(work: Work, settling: "SettleObjection", objection: Objection) -> Case | None:
    known = _on_record(work, settling, objection)
    return open_case_of(work.session, REGISTRATION, household=known) if known else None


def _application(work: Work, settling: "SettleObjection", objection: Objection) -> Command:
    """The application: of a household on record when its head bears the number, else of a new one."""
    disclosure = work.session.get_one(Disclosure, objection.disclosure_id)
    if known := _on_record(work, settling, objection):
        return OpenCase(
            household=known,
            kind=REGISTRATION,
            received_on=settling.settled_on,
            late_reason=settling.late_reason,
        )
    return FileHousehold(
        village=settling.village or disclosure.place_id,
        head=objection.omitted_head or "",
        id_number=settling.id_number,
        persons=settling.persons or 0,
        received_on=settling.settled_on,
        late_reason=settling.late_reason,
        group_name=objection.omitted_group or "",
    )


def _on_record(work: Work, settling: "SettleObjection", objection: Objection) -> int | None:
    standing = Member.withdrawn_on.is_(None) & Household.withdrawn_on.is_(None)
    bears = Member.id_number == settling.id_number.strip().upper()
    heads = select(Household.id).join(Member).where(Household.head == objection.omitted_head)
    return work.session.scalar(heads.where(standing, bears).limit(1))
