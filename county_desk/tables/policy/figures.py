"""The figures of policy as they hold in a year, beside those of another year."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

from county_desk.fields import Choice, Code, Count, Day, Record, Term, Text
from county_desk.rules.amounts import Amount, written
from county_desk.rules.bilingual import spoken
from county_desk.rules.calendar import Counting
from county_desk.rules.confirmed import plain_value
from county_desk.rules.figures import FigureEntry, Parameter, Value
from county_desk.rules.places import OWN, names
from county_desk.rules.policy import Policy
from county_desk.rules.windows import Waits
from county_desk.shapes import Shape
from county_desk.tables.computed import computed
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.listing import Listing
from county_desk.text import N_, _

_CHOICES: tuple[type[Term], ...] = (Counting, Waits)
SOON = timedelta(days=60)  # before its last day a figure is named as ending


class FigureState(Term):
    """The state of a figure on a day."""

    PROPOSED = "proposed", N_("Awaits another"), Shape.UNDERWAY
    ENDED = "ended", N_("Expired"), Shape.MUST
    MISSING = "missing", N_("Not set"), Shape.NONE
    ENDING = "ending", N_("Ends soon"), Shape.WATCH
    RECALLED = "recalled", N_("To be confirmed"), Shape.WATCH
    HOLDS = "holds", N_("In force"), Shape.FINE


class Sureness(Term):
    """How sure a figure is."""

    READ = "S", N_("Read in the source")
    NEAR = "K+", N_("Near certain")
    RECALLED = "K", N_("Source not checked")
    PROPOSAL = "G", N_("A proposal")
    NONE = "none", N_("No figure")


class FigureRow(ShownRow):
    """One figure on the day of a year; `compared` is its value on the day of another year."""

    id: Annotated[int, Shown(label=N_("Figure record"), kind=Record())]
    title: Annotated[str, Shown(label=N_("Figure"), kind=Text(width=24))]
    state: Annotated[FigureState, Shown(label=N_("State"), kind=Choice(terms=FigureState, width=16))]
    value: Annotated[str, Shown(label=N_("Value"), kind=Text(width=14))]
    compared: Annotated[str, Shown(label=N_("In the other year"), kind=Text(width=14))]
    place: Annotated[str, Shown(label=N_("Set for"), kind=Text(width=8))]
    since: Annotated[date | None, Shown(label=N_("In force from"), kind=Day())]
    until: Annotated[date | None, Shown(label=N_("Last day"), kind=Day())]
    sure: Annotated[Sureness, Shown(label=N_("How sure"), kind=Choice(terms=Sureness, width=14))]
    source: Annotated[str, Shown(label=N_("Document"), kind=Text(width=34))]
    name: Annotated[str, Shown(label=N_("Name of the figure"), kind=Code(width=24), hidden=True)]
    urgency: Annotated[int, Shown(label=N_("Urgency"), kind=Count(), hidden=True)]


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One figure of the series of a place, with its last day where that is known."""

    since: date
    until: date | None
    value: str
    place: str
    sure: Sureness
    source: str
    own: bool


FIGURES = table_of("figures", N_("Figures of policy"), FigureRow)


def figures_listing(read: Callable[[], Sequence[FigureRow]]) -> Listing[FigureRow]:
    """The list of figures; `read` gives its rows anew whenever the list is read."""
    return Listing(
        FIGURES,
        lambda: computed(FIGURES, read()),
        search=("title", "source", "name"),
        order=("urgency", "title"),
        named=("title", "value"),
    )


def figures_of(
    policy: Policy, year: int, other: int, today: date, proposed: Collection[str] = ()
) -> tuple[FigureRow, ...]:
    """Every figure as it holds on the day of a year: today in the present one, else its last day.

    `proposed` are the names of figures that wait for a second person.
    """
    day, then = day_of(year, today), day_of(other, today)
    known = [policy.book[name] for name in policy.book.names() if name not in policy.book.broken]
    rows = (_row(number, each, policy, day, then) for number, each in enumerate(known, start=1))
    return tuple(_proposed(row) if row.name in proposed else row for row in rows)


def series_of(policy: Policy, name: str) -> tuple[SeriesLine, ...]:
    """The figures of a parameter through time for this county: its own first, then the nearest place."""
    parameter = policy.book[name]
    entered = {(figure.since, figure.reference) for figure in policy.entered.figures if figure.name == name}
    found = parameter.through_time(policy.province, policy.region, policy.entered.figures)
    return tuple(
        SeriesLine(
            entry.since,
            entry.until,
            amount_words(entry.value, parameter.unit),
            spoken(names(place)),
            sureness(entry.sure),
            spoken(entry.source),
            place == OWN and (entry.since, entry.source) in entered,
        )
        for place, entry in found
    )


def day_of(year: int, today: date) -> date:
    """The day for which the figures of a year are shown."""
    return today if year == today.year else date(year, 12, 31)


def _row(number: int, parameter: Parameter, policy: Policy, day: date, other: date) -> FigureRow:
    value = policy.terms(day)[parameter.name]
    found = parameter.entry_on(day, policy.province, policy.region, policy.entered.figures)
    place, entry = found or ("", None)
    state = _state(value, entry, day)
    confirmed = {each[:-1] for each in policy.entered.confirmed}
    if (value.name, value.place, value.since, plain_value(value.value)) in confirmed:
        state = FigureState.HOLDS if state is FigureState.RECALLED else state
    return FigureRow(
        id=number,
        title=spoken(parameter.title),
        state=state,
        value=figure_words(value),
        compared=figure_words(policy.terms(other)[parameter.name]),
        place=spoken(names(place)) if place else "",
        since=entry.since if entry else None,
        until=entry.until if entry else None,
        sure=sureness(value.sure),
        source=spoken(entry.source) if entry else "",
        name=parameter.name,
        urgency=tuple(FigureState).index(state),
    )


def figure_words(value: Value) -> str:
    """A figure with its unit, as `amount_words`; empty when it is missing."""
    return amount_words(value.value, value.unit)


def amount_words(amount: Amount | None, unit: str) -> str:
    """A value of a figure with its unit; one that is a choice, such as a way of counting, in words."""
    chosen = next((term for kind in _CHOICES for term in kind if term.value == amount), None)
    return _(chosen.label) if chosen else written(amount, unit)


def sureness(written: str) -> Sureness:
    """How sure a policy file says that it is."""
    return next((each for each in Sureness if each.value == written), Sureness.NONE)


def _proposed(row: FigureRow) -> FigureRow:
    return replace(row, state=FigureState.PROPOSED, urgency=0)


def _state(value: Value, entry: FigureEntry | None, day: date) -> FigureState:
    if value.ended:
        return FigureState.ENDED
    if value.missing or entry is None:
        return FigureState.MISSING
    if entry.until is not None and entry.until - day <= SOON:
        return FigureState.ENDING
    return FigureState.RECALLED if value.sure in ("K", "G") else FigureState.HOLDS
