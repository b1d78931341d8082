"""The story of a household on one time line: the events and the help by day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Money
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.clue import Clue
from county_desk.models.household import Household, Member
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.measure import AssistanceMeasure, MeasureStage, Need
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.models.place import Place
from county_desk.models.project import Payment, Project
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.assistance.measure_titles import title_of
from county_desk.tables.assistance.officials import terms_of
from county_desk.tables.assistance.programme_words import ProgrammeName, ProgrammeStageName
from county_desk.tables.procedure_words import ProcedureName, step_title
from county_desk.text import N_, _


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One event of the story. `kind` is the English title of its part, `words` are in the language in force.

    `page` and `number` say where the window shows it in full; `page` is "" where it has no page.
    """

    day: date
    kind: str
    words: str
    page: str = ""
    number: int = 0


type Teller = Callable[[Session, int], Iterator[StoryLine]]


def story_of(session: Session, household: int) -> list[StoryLine]:
    """Return the story of a household, newest event first."""
    lines = [line for teller in TELLERS.values() for line in teller(session, household)]
    return sorted(lines, key=lambda line: line.day, reverse=True)


def _entry(session: Session, household: int) -> Iterator[StoryLine]:
    """Yield its registration and exit, if they come from a delivered file and not from an announcement."""
    found = session.get_one(Household, household)
    announced = (
        select(CaseStep.done_on)
        .join(Case)
        .where(
            Case.household_id == household,
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.withdrawn_on.is_(None),
        )
    )
    ours = set(session.scalars(announced))
    stated = (
        (found.stated_entry_on or found.registered_on, _("Registered, as the file delivered says")),
        (found.stated_exit_on or found.exited_on, _("Left poverty, as the file delivered says")),
        (found.stated_return_on, _("Back in poverty, as the file delivered says")),
    )
    for day, words in stated if found.batch_id else ():
        if day and day not in ours:
            yield StoryLine(day, ENTRY, words)


def _cases(session: Session, household: int) -> Iterator[StoryLine]:
    """Each case with the day on which it was received, and each step that it passed."""
    of_household = (Case.household_id == household, Case.withdrawn_on.is_(None))
    for case in session.scalars(select(Case).where(*of_household).order_by(Case.id.desc())):
        title = ProcedureName().show(case.kind)
        steps = [step for step in case.steps if step.withdrawn_on is None]
        for step in reversed(steps):
            yield StoryLine(step.done_on, CASE, _step_words(title, case, step), "case", case.id)
        if not steps or steps[0].done_on > case.received_on:
            words = _("{case} {number}: received").format(case=title, number=case.id)
            yield StoryLine(case.received_on, CASE, words, "case", case.id)


def _step_words(title: str, case: Case, step: CaseStep) -> str:
    return _("{case} {number}: {step}, {outcome}").format(
        case=title,
        number=case.id,
        step=step_title(case.procedure, case.procedure_digest, step.step),
        outcome=_(step.outcome.label),
    )


def _changes(session: Session, household: int) -> Iterator[StoryLine]:
    """Births, arrivals, departures and deaths; splits, mergers and moves."""
    other = aliased(Household)
    wanted = (
        select(HouseholdChange, Member.name, other.head, Place.name.label("village"))
        .outerjoin(Member, Member.id == HouseholdChange.member_id)
        .outerjoin(other, other.id == HouseholdChange.other_id)
        .outerjoin(Place, Place.id == HouseholdChange.village_before)
        .where(HouseholdChange.household_id == household, HouseholdChange.withdrawn_on.is_(None))
        .order_by(HouseholdChange.id.desc())
    )
    for change, name, head, village in session.execute(wanted):
        parts = [_(change.kind.label), name or head or ""]
        if change.kind is ChangeKind.MOVED and village:
            parts.append(_("from {village}").format(village=village))
        if change.by:
            parts.append(_("now {count} members").format(count=change.persons))
        yield StoryLine(change.happened_on, CHANGE, _(", ").join(filter(None, parts)), "changes", change.id)


def _clues(session: Session, household: int) -> Iterator[StoryLine]:
    """Its clues: found, verified, and how each ended."""
    for clue in _newest(session, Clue, household):
        of = ("clues", clue.id)
        words = _("Clue {number}: {risks}").format(number=clue.id, risks=clue.risks)
        yield StoryLine(clue.found_on, WATCH, words, *of)
        if clue.verified_on:
            words = _("Clue {number} verified").format(number=clue.id)
            yield StoryLine(clue.verified_on, WATCH, words, *of)
        if clue.ended_on:
            words = _("Clue {number}: {state}").format(number=clue.id, state=_(clue.state.label))
            yield StoryLine(clue.ended_on, WATCH, words, *of)


def _watch(session: Session, household: int) -> Iterator[StoryLine]:
    """Its times under monitoring; a ledger that knows only a month gives no day and no line."""
    for watched in _newest(session, Monitored, household):
        of = ("monitored", watched.id)
        if watched.entered_on:
            words = _("Entered monitoring: {kind}, {risks}").format(kind=watched.kind, risks=watched.risks)
            yield StoryLine(watched.entered_on, WATCH, words, *of)
        if watched.released_on:
            way = _(watched.way.label) if watched.way else ""
            words = _("Released: {way}").format(way=way)
            if watched.way is RemovalWay.MISTAKE:
                words = _("Removed from monitoring: it was monitored by mistake")
            yield StoryLine(watched.released_on, WATCH, words, *of)


def _visits(session: Session, household: int) -> Iterator[StoryLine]:
    """Every visit, of any purpose."""
    watched = select(Monitored.id).where(Monitored.household_id == household)
    made = or_(Visit.household_id == household, Visit.monitored_id.in_(watched))
    wanted = select(Visit).where(made, Visit.withdrawn_on.is_(None))
    for visit in session.scalars(wanted.order_by(Visit.id.desc())):
        purpose = _((visit.purpose or VisitPurpose.MONITORING).label)
        words = _("{purpose}, {visitors}: {found}")
        shown = words.format(purpose=purpose, visitors=visit.visitors, found=visit.found)
        yield StoryLine(visit.visited_on, VISIT, shown, "visits", visit.id)


def _officials(session: Session, household: int) -> Iterator[StoryLine]:
    """Its contact officials: each from the day on which they began."""
    for term in terms_of(session, household):
        who = _("{official} ({unit})").format(official=term.official, unit=term.unit)
        words = _("{official} answers for the household").format(official=who)
        yield StoryLine(term.since, OFFICIAL, words, "pairings", household)


def _needs(session: Session, household: int) -> Iterator[StoryLine]:
    """Its needs: found, and how they ended."""
    for need in _newest(session, Need, household):
        of = ("needs", need.id)
        words = _("{kind}: {title}").format(kind=_(need.wants.label), title=need.words)
        yield StoryLine(need.found_on, NEED, words if need.words else _(need.wants.label), *of)
        if need.ended_on and need.ended_as:
            yield StoryLine(need.ended_on, NEED, _(need.ended_as.label), *of)


def _measures(session: Session, household: int) -> Iterator[StoryLine]:
    """The measures: begun, and delivered."""
    for measure in _newest(session, AssistanceMeasure, household):
        of = ("measures", measure.id)
        words = _("{kind}: {title}").format(kind=_(measure.kind.label), title=title_of(measure))
        yield StoryLine(measure.since, MEASURE, words, *of)
        if measure.delivered_on:
            words = _("Delivered: {title}").format(title=title_of(measure))
            yield StoryLine(measure.delivered_on, MEASURE, words, *of)


def _stages(session: Session, household: int) -> Iterator[StoryLine]:
    """The recorded stages of its measures, as a contract or a repayment."""
    wanted = (
        select(MeasureStage, AssistanceMeasure.programme)
        .join(AssistanceMeasure)
        .where(
            AssistanceMeasure.household_id == household,
            AssistanceMeasure.withdrawn_on.is_(None),
            MeasureStage.withdrawn_on.is_(None),
        )
    )
    for stage, programme in session.execute(wanted.order_by(MeasureStage.id.desc())):
        kind, title = ProgrammeName().show(programme), ProgrammeStageName().show(stage.stage)
        words = _("{kind}: {title}").format(kind=kind, title=title)
        yield StoryLine(stage.done_on, MEASURE, words, "measures", stage.measure_id)


def _payments(session: Session, household: int) -> Iterator[StoryLine]:
    """The money that projects paid to it."""
    wanted = select(Payment, Project.title).join(Project).where(Payment.household_id == household)
    for paid, title in session.execute(wanted.where(Payment.withdrawn_on.is_(None)).order_by(Payment.id)):
        words = _("{yuan} yuan from “{title}”").format(yuan=Money().show(paid.amount), title=title)
        yield StoryLine(paid.paid_on, PAYMENT, words, "projects", paid.project_id)


def _newest[T: (Clue, Monitored, Need, AssistanceMeasure)](
    session: Session, mapped: type[T], household: int
) -> Iterator[T]:
    """The records of a table that belong to a household and stand, the newest first."""
    wanted = select(mapped).where(mapped.household_id == household, mapped.withdrawn_on.is_(None))
    yield from session.scalars(wanted.order_by(mapped.id.desc()))


ENTRY, CASE, CHANGE, WATCH = N_("Entry"), N_("Step of a case"), N_("Change"), N_("Monitoring")
VISIT, MEASURE, PAYMENT = N_("Visit"), N_("Measure"), N_("Payment")
OFFICIAL, NEED = N_("Contact official"), N_("Need")
# one function for each part of the story; a new room adds its own here
TELLERS: Mapping[str, Teller] = {
    "entry": _entry,
    "cases": _cases,
    "changes": _changes,
    "clues": _clues,
    "watch": _watch,
    "visits": _visits,
    "needs": _needs,
    "measures": _measures,
    "stages": _stages,
    "officials": _officials,
    "payments": _payments,
}
