"""The versions of the procedures that a county follows, and the steps of each with their figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from county_desk.fields import Choice, Code, Count, Day, Record, Term, Text
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.bilingual import spoken
from county_desk.rules.parameters import Terms
from county_desk.rules.places import NATIONAL, OWN, names
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import ActorLevel, Procedure, Step
from county_desk.shapes import Shape
from county_desk.tables.computed import computed
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.listing import Listing
from county_desk.tables.policy.figures import Sureness, figure_words, sureness
from county_desk.text import N_, _


class VersionState(Term):
    """The state of a version of a procedure on a day."""

    HOLDS = "holds", N_("In use"), Shape.FINE
    LATER = "later", N_("Not in force yet"), Shape.WATCH
    REPLACED = "replaced", N_("Replaced"), Shape.NONE
    OVER = "over", N_("No new cases"), Shape.NONE


class ProcedureRow(ShownRow):
    """One version of a procedure; `version` is its name in the register."""

    id: Annotated[int, Shown(label=N_("Procedure record"), kind=Record())]
    title: Annotated[str, Shown(label=N_("Procedure"), kind=Text(width=16))]
    state: Annotated[VersionState, Shown(label=N_("State"), kind=Choice(terms=VersionState, width=16))]
    place: Annotated[str, Shown(label=N_("Policy of"), kind=Text(width=8))]
    since: Annotated[date, Shown(label=N_("In force from"), kind=Day())]
    until: Annotated[date | None, Shown(label=N_("Last day"), kind=Day())]
    sure: Annotated[Sureness, Shown(label=N_("How sure"), kind=Choice(terms=Sureness, width=14))]
    source: Annotated[str, Shown(label=N_("Document"), kind=Text(width=34))]
    version: Annotated[str, Shown(label=N_("Name of the version"), kind=Code(width=30), hidden=True)]
    urgency: Annotated[int, Shown(label=N_("Urgency"), kind=Count(), hidden=True)]


PROCEDURES = table_of("procedures", N_("Procedures"), ProcedureRow)


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step as it is drawn: who acts, which kind of step, and its conditions in words."""

    title: str
    kind: str
    level: ActorLevel
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnProcedure:
    """A version with its steps; the figures are those of `day`. `rule` is the key of its rule, or ""."""

    title: str
    rule: str
    source: str
    sure: Sureness
    day: date
    steps: tuple[DrawnStep, ...]


def procedures_listing(read: Callable[[], Sequence[ProcedureRow]]) -> Listing[ProcedureRow]:
    """The list of procedures; `read` gives its rows anew whenever the list is read."""
    return Listing(
        PROCEDURES,
        lambda: computed(PROCEDURES, read()),
        search=("title", "source", "version"),
        order=("urgency", "title", "-since"),
        named=("title", "place", "since"),
    )


def procedures_of(policy: Policy, today: date) -> tuple[ProcedureRow, ...]:
    """Every version that a county of this province can follow, its own among them."""
    places = (OWN, policy.province, NATIONAL)
    known = [each for each in policy.procedures.versions() if each.place in places]
    return tuple(_row(number, each, policy, today) for number, each in enumerate(known, start=1))


def drawn(policy: Policy, version: str, today: date) -> DrawnProcedure:
    """A version with the figures of a day on which it holds. Raises LookupError and `WrongFile`."""
    procedure = policy.procedures.version(version)
    day = min(max(today, procedure.since), procedure.until or date.max)
    terms = policy.terms(day)
    steps = tuple(
        DrawnStep(step.title, _(step.kind.label), step.level, tuple(_gates(step, policy, terms)))
        for step in procedure.steps
    )
    sure = sureness(procedure.sure)
    return DrawnProcedure(procedure.title, procedure.rule, procedure.reference, sure, day, steps)


def _gates(step: Step, policy: Policy, terms: Terms) -> Iterator[str]:
    """The conditions of a step, one each: figures, where its list hangs, its rule, its notice."""
    for name in filter(None, (*step.figures, step.places)):
        value = terms[name]
        shown = figure_words(value) or _("not set")
        words = _("{title}: {words}").format(title=spoken(value.title), words=shown)
        yield words if value.sure not in ("K", "G") else _("{words} (to be confirmed)").format(words=words)
    if step.paper:
        yield _("Paper: {title}").format(title=spoken(step.paper))
    if step.posted:
        yield _("Hangs in: {place}").format(place=_(step.posted.label))
    if step.rule:
        yield _("Rule: {title}").format(title=spoken(policy.book.rule(step.rule).title))
    if step.kind.type.may_refuse:
        yield _("Can refuse")
    if step.notice:
        yield _("Notice: {title}").format(title=_(NoticeKind.named(step.notice).label))


def _row(number: int, procedure: Procedure, policy: Policy, today: date) -> ProcedureRow:
    state = _state(procedure, policy, today)
    return ProcedureRow(
        id=number,
        title=procedure.title,
        state=state,
        place=spoken(names(procedure.place)),
        since=procedure.since,
        until=procedure.until,
        sure=sureness(procedure.sure),
        source=procedure.reference,
        version=procedure.version,
        urgency=tuple(VersionState).index(state),
    )


def _state(procedure: Procedure, policy: Policy, today: date) -> VersionState:
    if procedure.until is not None and procedure.until < today:
        return VersionState.OVER
    if procedure.since > today:
        return VersionState.LATER
    try:
        present = policy.procedure(procedure.key, today)
    except (LookupError, WrongFile):
        return VersionState.REPLACED
    return VersionState.HOLDS if present.version == procedure.version else VersionState.REPLACED
