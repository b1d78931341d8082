"""The laws of a case, looked at after every act, whoever did what on whichever day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import SENDS_BACK, Case, CaseState, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, Entry, Objection
from county_desk.models.household import Household, Standing
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.notice import Notice
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import Role, User
from county_desk.workflow.cases.posted import standing_posting
from county_desk.workflow.gate.levels import REACH
from tests.build import CHINA

UNRULED = (
    *("household_removal", "household_restoration", "household_reexamination"),
    *("monitoring_removal", "project"),
)
GIVES = {
    **dict.fromkeys(
        ("household_registration", "household_missed", "household_relapse"), (Standing.REGISTERED,)
    ),
    "household_reexamination": (Standing.REGISTERED,),
    "household_exit": (Standing.EXITED,),
    "household_restoration": (Standing.REGISTERED, Standing.EXITED),  # what it had before its removal
}
LIMIT = 10  # days after which an entry is late, as shipped
ENDED_NO = (CaseState.REFUSED, CaseState.STRUCK)


def broken_laws(session: Session) -> list[str]:
    """Each law that does not hold now, with the case."""
    users = {user.id: user for user in session.scalars(select(User))}
    found: list[str] = []
    for case in session.scalars(select(Case)):
        steps = [step for step in case.steps if step.withdrawn_on is None]
        found += [f"case {case.id}: {law}" for law in _of_case(session, case, steps, users)]
    for notice in session.scalars(select(Notice)):
        if notice.issued_on != notice.issued_at.astimezone(CHINA).date():
            found.append(f"notice {notice.number}: dated {notice.issued_on}, issued {notice.issued_at}")
    for disclosure in session.scalars(select(Disclosure)):
        found += [f"disclosure {disclosure.id}: {law}" for law in _of_list(session, disclosure, users)]
    return found + _of_register(session)


def _of_case(session: Session, case: Case, steps: list[CaseStep], users: dict[int, User]) -> Iterable[str]:
    yield from _days(case, steps)
    yield from _late(case, steps)
    deciding = next((step for step in reversed(steps) if step.outcome is StepOutcome.APPROVED), None)
    if deciding is not None and case.state in (CaseState.APPROVED, CaseState.DONE):
        handling = [step for step in case.steps if step.outcome not in SENDS_BACK and not _fallen(step)]
        before = {step.actor_id for step in handling if step.id < deciding.id}
        if deciding.actor_id in before | {case.entered_by}:
            yield f"7.2 decided by {users[deciding.actor_id].name}, who handled it"
        if standing_posting(case) is None:
            yield "2.1 approved without a standing posting"
        ruled = case.kind not in UNRULED
        if (
            ruled
            and (deciding.finding or {}).get("outcome") != "met"
            and "departure" not in (deciding.facts or {})
        ):
            yield "approved although the rule is not met"
    if case.state in (CaseState.OPEN, CaseState.APPROVED):
        yield from _stopped(session, case, steps)
    if case.state in ENDED_NO:
        no = (StepOutcome.NOT_PASSED, StepOutcome.REFUSED, StepOutcome.STRUCK)
        if not any(step.outcome in no for step in steps):
            yield "5 ended with no, and no step says it"


def _fallen(step: CaseStep) -> bool:
    """Whether a step is a decision that fell with its list."""
    return step.outcome is StepOutcome.APPROVED and step.withdrawn_on is not None


def _stopped(session: Session, case: Case, steps: list[CaseStep]) -> Iterable[str]:
    """An open case goes on from no list that an upheld objection to the whole list has stopped."""
    since = [place for place, step in enumerate(steps) if step.outcome in SENDS_BACK]
    for step in steps[since[-1] if since else 0 :]:
        disclosure = session.get(Disclosure, step.disclosure_id) if step.disclosure_id else None
        if disclosure is not None and any(each.holds for each in disclosure.objections):
            yield f"5.9 stands on list {disclosure.id}, to which an objection was upheld"


def _days(case: Case, steps: list[CaseStep]) -> Iterable[str]:
    if case.year > case.received_on.year:
        yield f"1.2 of {case.year}, received {case.received_on}"
    household = case.household
    if household is not None and case.kind == "household_exit":
        if household.registered_on and case.received_on < household.registered_on:
            yield f"1.1 received {case.received_on}, registered {household.registered_on}"
        if household.identified[:4].isdigit() and case.year < int(household.identified[:4]):
            yield f"1.3 of {case.year}, identified {household.identified}"
    days = [step.done_on for step in steps]
    if days != sorted(days):
        yield f"its steps are out of order: {days}"


def _late(case: Case, steps: list[CaseStep]) -> Iterable[str]:
    for place, step in enumerate(steps):
        recorded = step.recorded_at.astimezone(CHINA).date()
        days = (recorded - step.done_on).days  # fewer where somebody proposed it before
        if not 0 <= step.late_days <= days or (step.confirmed_by is None and step.late_days != days):
            yield f"3.1 done {step.done_on}, recorded {recorded}, late {step.late_days}"
        if step.late_days > LIMIT and not step.late_reason and place:
            yield f"3.2 {step.step} is late by {step.late_days} days without a reason"
        if not step.late_reason:
            continue
        if step.confirmed_by == step.actor_id:
            yield f"3.3 {step.step} confirmed by who recorded it"
        later = [each for each in steps[place + 1 :] if each.outcome is not StepOutcome.STRUCK]
        onward = [each for each in later if each.outcome not in (*SENDS_BACK, StepOutcome.WITHDRAWN)]
        if step.confirmed_by is None and onward:
            yield f"3.3 {step.step} is not confirmed, and {onward[0].step} followed"


def _of_list(session: Session, disclosure: Disclosure, users: dict[int, User]) -> Iterable[str]:
    notice = session.get_one(Notice, disclosure.notice_id)
    if disclosure.opened_on != notice.issued_on:
        yield f"3.5 posted {disclosure.opened_on}, its paper is of {notice.issued_on}"
    level = notice.place.level.value
    for number in filter(None, [disclosure.closed_by if not disclosure.suspended else None]):
        if level not in REACH.get(users[number].role, ()):
            yield f"7.1 closed by {users[number].name}, posted by the {level}"
    for objection in disclosure.objections:
        if objection.settled_by and level not in REACH.get(users[objection.settled_by].role, ()):
            yield f"7.1 settled by {users[objection.settled_by].name}, posted by the {level}"
        if objection.settled_on and len(set(objection.investigators.split("、"))) < 2:
            yield "two investigate"
    if any(entry.frozen is None for entry in disclosure.entries):
        yield "2.1 an entry is not frozen"


def _of_register(session: Session) -> Iterable[str]:
    ended = session.scalars(select(Case).where(Case.state == CaseState.DONE))
    done = {(case.household_id, standing) for case in ended for standing in GIVES.get(case.kind, ())}
    made = HouseholdChange.kind == ChangeKind.SPLIT_NEW  # it has the standing of the one before
    split = set(session.scalars(select(HouseholdChange.household_id).where(made)))
    return [
        f"household {household.id} is {household.standing} without a case that ended so"
        for household in session.scalars(select(Household).where(Household.withdrawn_on.is_(None)))
        if household.standing in (Standing.REGISTERED, Standing.EXITED) and household.id not in split
        if (household.id, household.standing) not in done
    ]


def as_posted(session: Session, number: int) -> list[str]:
    """Why a case that is approved just now was not decided as it was posted."""
    case = session.get_one(Case, number)
    step = standing_posting(case)
    if step is None:
        return ["2.1 approved without a posting"]
    entry = session.scalars(
        select(Entry).where(Entry.case_id == number, Entry.disclosure_id == step.disclosure_id)
    ).one()
    household = case.household
    assert household is not None
    assert entry.frozen is not None
    printed = {name: getattr(household, name) for name in ("head", "group_name", "persons")}
    posted = entry.frozen["printed"]
    found = [] if posted == printed else [f"2.1 {posted} was posted, {printed} decided"]
    if case.kind not in UNRULED and entry.frozen["finding"]["outcome"] != "met":
        found.append(f"2.1 posted as {entry.frozen['finding']['outcome']}, approved")
    waiting = select(Objection.id).join(Disclosure).join(Entry, Entry.disclosure_id == Disclosure.id)
    waiting = waiting.where(
        Entry.case_id == number,
        (Objection.entry_id == Entry.id) | Objection.against_list(),
        Objection.settled_on.is_(None),
        Objection.withdrawn_on.is_(None),
    )
    return found + [f"5.8 objection {each} is open" for each in session.scalars(waiting)]


def hanging_of(session: Session, number: int) -> Disclosure | None:
    """The list on which a case hangs now; None where it hangs on none."""
    wanted = select(Disclosure).join(Entry, Entry.disclosure_id == Disclosure.id)
    wanted = wanted.where(Entry.case_id == number, Disclosure.closed_on.is_(None))
    return session.scalars(wanted.order_by(Disclosure.id.desc())).first()


def waiting_on(session: Session, number: int) -> list[int]:
    """The objections to a case or to a list it stands on that nobody has settled."""
    wanted = select(Objection.id).join(Entry, Entry.disclosure_id == Objection.disclosure_id)
    wanted = wanted.where(
        Entry.case_id == number, Objection.settled_on.is_(None), Objection.withdrawn_on.is_(None)
    )
    return list(session.scalars(wanted))


def proposals_waiting(session: Session) -> list[int]:
    """The proposals that wait for a second person."""
    return list(session.scalars(select(Proposal.id).where(Proposal.state == ProposalState.WAITING)))


def lists_of(session: Session) -> dict[int, date]:
    """The last day of every list."""
    return {each.id: each.last_day for each in session.scalars(select(Disclosure))}


def too_short(session: Session) -> list[int]:
    """The lists with a last day before the one that their notice names."""
    lists = session.execute(select(Disclosure, Notice).join(Notice, Notice.id == Disclosure.notice_id))
    return [each.id for each, notice in lists if each.last_day.isoformat() < notice.facts["last_day"]]


def open_things(session: Session) -> dict[str, Any]:
    """The cases by state, the lists that hang, and the objections that are not settled."""
    cases = list(session.scalars(select(Case).order_by(Case.id)))
    objections = select(Objection.id).where(Objection.settled_on.is_(None), Objection.withdrawn_on.is_(None))
    return {
        "cases": [(case.id, case.state, case.household_id) for case in cases],
        "hanging": list(session.scalars(select(Disclosure.id).where(Disclosure.closed_on.is_(None)))),
        "entries": [(each.disclosure_id, each.case_id) for each in session.scalars(select(Entry))],
        "lists": list(session.scalars(select(Disclosure.id))),
        "objections": list(session.scalars(objections)),
        "households": list(session.scalars(select(Household.id))),
        "notices": list(session.scalars(select(Notice.id).where(Notice.voided_on.is_(None)))),
        "people": [user.name for user in session.scalars(select(User)) if user.role is not Role.INSPECTOR],
    }
