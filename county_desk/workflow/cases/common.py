"""Shared parts of every step: finding a case, checking it, recording the step, moving on."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.among import among, listed
from county_desk.models.case import UNDER_WAY, Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.project import Project
from county_desk.rules.calendar import Counting
from county_desk.rules.own_files import PolicyFile
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedure, Step, StepKind
from county_desk.tables.procedure_words import procedures
from county_desk.text import _
from county_desk.workflow.cases.lateness import unconfirmed_trouble
from county_desk.workflow.command import Given, Known, Work
from county_desk.workflow.gate.days import is_late
from county_desk.workflow.policy.texts import keep_text, text_of

_CASES = select(Case).where(among(Case.id, "numbers"))  # made once: it is carried out for every act on a case


def procedure_of(work: Work, case: Case) -> Procedure:
    """The procedure under which the case began, by the text that it keeps."""
    return work.policy.procedures.begun(case.procedure, case.procedure_digest)


def procedure_trouble(policy: Policy, version: str, digest: str | None) -> str:
    """Check that the procedure of a case can be used; return the problem with its file and line, else ""."""
    try:
        policy.procedures.begun(version, digest)
    except WrongFile as error:
        return str(error)
    except LookupError:
        return _("This program has no procedure {version}").format(version=version)
    return ""


def step_of(work: Work, case: Case) -> Step:
    """The step that the case waits for."""
    return procedure_of(work, case).step(case.step)


def find_cases(session: Session, numbers: Iterable[int]) -> list[Case]:
    """The cases by number, in that order; numbers that do not exist are left out.

    Most checks of an act ask for its cases. Those that the session holds are not read again.
    """
    wanted = list(dict.fromkeys(numbers))
    held = (session.identity_map.get(session.identity_key(Case, number)) for number in wanted)
    found = {case.id: case for case in held if case is not None}
    if missing := [number for number in wanted if number not in found]:
        found |= {case.id: case for case in session.scalars(_CASES, {"numbers": listed(missing)})}
    return [found[number] for number in wanted if number in found]


def waiting_for(work: Work, cases: tuple[int, ...]) -> list[Step]:
    """The steps that these cases wait for, each once."""
    steps = [step_of(work, case) for case in find_cases(work.session, cases)]
    return list({step.key: step for step in steps}.values())


def case_problems(
    work: Work, numbers: tuple[int, ...], kinds: Iterable[StepKind], done_on: date, day_field: str
) -> Mapping[str, str]:
    """Check that these cases can take a step of these kinds, or of any, on that day; the problem by field."""
    if not numbers:
        return {"cases": _("Choose at least one case")}
    for case in find_cases(work.session, numbers):
        if trouble := _step_trouble(work, case, set(kinds)):
            return {"": trouble}
        if trouble := day_trouble(work, case, done_on):
            return {day_field: trouble}
    return {}


def _step_trouble(work: Work, case: Case, kinds: set[StepKind]) -> str:
    if case.state is not CaseState.OPEN:
        return _("Case {number} ({subject}) is not in progress: {state}").format(
            number=case.id, subject=case.subject, state=_(case.state.label)
        )
    if trouble := unconfirmed_trouble(case):
        return trouble
    step = step_of(work, case)
    if kinds and step.kind not in kinds:
        return _("Case {number} ({subject}) waits for “{step}”").format(
            number=case.id, subject=case.subject, step=step.title
        )
    return ""


def document_trouble(work: Work, cases: Iterable[Case], document: str) -> Mapping[str, str]:
    """Check that a step of a level above the county has the number of a document."""
    if document.strip():
        return {}
    for case in cases:
        step = step_of(work, case)
        if step.level.above_county:
            words = _("“{step}” is an act of the {level}; give the number of its document")
            return {"document": words.format(step=step.title, level=_(step.level.label))}
    return {}


def _document_wanted(session: Session, given: Given) -> Mapping[str, bool]:
    """The number of the document, for a step of a level above the county."""
    with suppress(LookupError, WrongFile):
        for case in find_cases(session, given.get("cases") or ()):
            followed = procedures().begun(case.procedure, case.procedure_digest)
            if followed.step(case.step).level.above_county:
                return {"document": True}
    return {}


DOCUMENT_OF_LEVEL = Known(("cases",), wants=_document_wanted)


def order_trouble(case: Case, day: date) -> str:
    """Check that a day does not lie before the receipt or the last step of a case."""
    last = last_step(case)
    if last is None and day < case.received_on:
        return _("Case {number} was received on {day}").format(number=case.id, day=case.received_on)
    if last is not None and day < last.done_on:
        return _("Case {number}: the step before was on {day}").format(number=case.id, day=last.done_on)
    return ""


def day_trouble(work: Work, case: Case, done_on: date) -> str:
    """Check the day of the next step: steps follow each other, some with a gap between levels."""
    if trouble := order_trouble(case, done_on):
        return trouble
    signed, gap = signed_below(work, case), gap_of(work, case, done_on)
    if signed and gap and (done_on - signed).days < gap:
        return _(
            "Case {number}: at least {gap} days must lie between the levels; the one below signed on {day}"
        ).format(number=case.id, gap=gap, day=signed)
    return ""


def gap_of(work: Work, case: Case, day: date) -> int | None:
    """The number of days that must lie between the level below and the step that a case waits for."""
    step = step_of(work, case)
    return work.terms(day)[step.gap].whole if step.gap else None


def signed_below(work: Work, case: Case) -> date | None:
    """The day on which the level below signed last, before the step that a case waits for."""
    below = procedure_of(work, case).signed_below(case.step)
    signed = [step for step in case.steps if step.step in below and step.outcome is StepOutcome.PASSED]
    return max((step.done_on for step in signed if step.withdrawn_on is None), default=None)


def ancestor(session: Session, place_id: int, level: str) -> Place:
    """The place of that level which contains a place, or the place itself."""
    place = session.get_one(Place, place_id)
    while place.level is not PlaceLevel.named(level) and place.parent is not None:
        place = place.parent
    return place


def subjects(cases: Sequence[Case]) -> str:
    """The subjects of some cases, in a few words."""
    if len(cases) == 1:
        return cases[0].subject
    return _("{subject} and others, {count} in all").format(subject=cases[0].subject, count=len(cases))


def last_step(case: Case) -> CaseStep | None:
    """The last step that stands."""
    standing = [step for step in case.steps if step.withdrawn_on is None]
    return standing[-1] if standing else None


def pass_step(
    work: Work,
    case: Case,
    outcome: StepOutcome,
    done_on: date,
    *,
    advance: bool = True,
    opinion: str = "",
    facts: dict[str, object] | None = None,
    finding: dict[str, object] | None = None,
    disclosure_id: int | None = None,
    notice_id: int | None = None,
    late_reason: str = "",
) -> CaseStep:
    """Record the step that the case waits for and, with `advance`, move the case to its next step."""
    step = CaseStep(
        case=case,
        step=case.step,
        outcome=outcome,
        done_on=done_on,
        recorded_at=work.now,
        actor_id=work.actor.id,
        opinion=opinion,
        facts=facts,
        finding=finding,
        disclosure_id=disclosure_id,
        notice_id=notice_id,
        late_days=max(0, (work.asked_on - done_on).days),  # a paper bears the day it is issued
        late_reason=late_reason.strip() or None if is_late(work, done_on) else None,
        confirmed_by=work.second.id if work.second else None,
        confirmed_on=work.today if work.second else None,
    )
    work.session.add(step)
    if advance and (following := procedure_of(work, case).after(case.step)):
        case.step = following.key
    return step


def begins_again(work: Work, case: Case) -> Step:
    """The step after the application of a case, where it begins again."""
    procedure = procedure_of(work, case)
    first = procedure.first
    return (procedure.after(first.key) if first.kind is StepKind.APPLICATION else first) or first


def count_anew(cases: Iterable[Case]) -> None:
    """Take head and persons of cases from their households as they stand, for a corrected paper."""
    for case in cases:
        if case.household is not None:
            case.subject, case.persons = case.household.head, case.household.persons


def is_suspended(case: Case) -> bool:
    """Whether the notice of its last step became void, so that the step is to be done again."""
    last = last_step(case)
    return last is not None and last.outcome is StepOutcome.SUSPENDED


@dataclass(frozen=True)
class Opening:
    """The beginning of a case of a procedure: its text, the year that judges it, and the next step.

    `applied` is the step that the application passes; "" where the procedure has none.
    """

    text: PolicyFile
    year: int
    applied: str
    waits_for: str


def opening(work: Work, kind: str, received_on: date) -> Opening:
    """The beginning of a case received that day; LookupError when no procedure was in force."""
    procedure = work.policy.procedure(kind, received_on)
    text, year, first = text_of(work.policy, procedure), procedure.year_of(received_on), procedure.first
    if first.kind is not StepKind.APPLICATION:
        return Opening(text, year, "", first.key)
    following = procedure.after(first.key)
    return Opening(text, year, first.key, following.key if following else first.key)


def open_case(
    work: Work,
    kind: str,
    *,
    received_on: date,
    year: int | None = None,
    household: Household | None = None,
    village: Place | None = None,
    project: Project | None = None,
    county: Place | None = None,
    persons: int = 0,
    batch_id: int | None = None,
    reason: str = "",
    applied_on: date | None = None,
    facts: dict[str, object] | None = None,
) -> Case:
    """Open a case under the version in force when it was received; a project has a `year` of its own."""
    begins = opening(work, kind, received_on)
    keep_text(work.session, begins.text)
    procedure = work.policy.procedure(kind, received_on)
    place_id, subject = _place_and_name(household or village or project or county)
    about = {"kind": kind, "year": year or begins.year, "received_on": received_on, "batch_id": batch_id}
    about |= {"place_id": place_id, "subject": subject, "household": household, "project": project}
    case = Case(
        **about,
        procedure=begins.text.name,
        procedure_digest=begins.text.digest,
        village_id=village.id if village else None,
        county_id=county.id if county else None,
        persons=household.persons if household else persons,
        step=begins.applied or begins.waits_for,
        state=CaseState.OPEN,
        entered_by=work.actor.id,
        due_on=last_day_of(work, procedure, received_on),
    )
    work.session.add(case)
    if begins.applied:
        pass_step(work, case, StepOutcome.PASSED, applied_on or received_on, opinion=reason, facts=facts)
    return case


def last_day_of(work: Work, procedure: Procedure, received_on: date) -> date | None:
    """The last day for the decision of a case; None without a limit, or where it cannot be counted yet."""
    if not procedure.total:
        return None
    terms = work.terms(received_on)
    days, counting = terms[procedure.total].whole, terms[procedure.total_counting].word
    if not days or not counting:
        return None
    last = work.policy.calendar.last_day(received_on, days, Counting.named(counting))
    return last if isinstance(last, date) else None


def _place_and_name(subject: Household | Place | Project | None) -> tuple[int, str]:
    """The number of the place that a case belongs to, and the name of its subject."""
    match subject:
        case Household():
            return subject.village_id, subject.head
        case Place():
            return subject.id, subject.name
        case Project():
            return subject.place_id, subject.title
    raise TypeError("a case has a subject")


def open_case_of(
    session: Session, kind: str = "", *, household: int | None = None, village: int | None = None
) -> Case | None:
    """The case that is under way for a subject, of that kind when one is given."""
    under_way = select(Case).where(Case.state.in_(UNDER_WAY))
    if kind:
        under_way = under_way.where(Case.kind == kind)
    whose = Case.household_id == household if household else Case.village_id == village
    return session.scalar(under_way.where(whose).limit(1))
