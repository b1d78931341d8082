"""The records of a rehearsal by name and place, and the list of those that turn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby
from operator import attrgetter
from typing import Annotated, NamedTuple

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Code, Count, Record, Text, Year
from county_desk.models.among import among
from county_desk.models.case import Case
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.place import Place, PlaceLevel
from county_desk.rules.bilingual import spoken
from county_desk.rules.outcomes import Outcome
from county_desk.rules.rehearsal import RehearsedLine
from county_desk.rules.rehearsal_words import figure_words
from county_desk.rules.rehearsed import Rehearsal, RehearsedKind, RehearsedRule
from county_desk.tables.area import Area
from county_desk.tables.county import county_name
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.many_rows import rows_of
from county_desk.text import N_, _


class _Place(NamedTuple):
    """A place with its township; the village is blank for one that is no village."""

    village: str
    township_id: int
    township: str


_NOWHERE = _Place("", 0, "")


class TurnedRow(ShownRow):
    """One record that turns, with the criteria behind it and its figures; `id` is its place in the list."""

    id: Annotated[int, Shown(label=N_("No."), kind=Record(), hidden=True)]
    kind: Annotated[RehearsedKind, Shown(label=N_("Kind"), kind=Choice(terms=RehearsedKind, width=8))]
    name: Annotated[str, Shown(label=N_("Name"), kind=Text(width=8))]
    criteria: Annotated[str, Shown(label=N_("Criteria that turn"), kind=Text(width=26))]
    before: Annotated[Outcome, Shown(label=N_("Old rule"), kind=Choice(terms=Outcome, width=8))]
    after: Annotated[Outcome, Shown(label=N_("New rule"), kind=Choice(terms=Outcome, width=8))]
    township: Annotated[str, Shown(label=N_("Township"), kind=Text(width=10))]
    village: Annotated[str, Shown(label=N_("Village"), kind=Text(width=10))]
    cause: Annotated[str, Shown(label=N_("Cause of poverty"), kind=Text(width=10))]
    number: Annotated[str, Shown(label=N_("Household number"), kind=Code(width=18))]
    rule: Annotated[str, Shown(label=N_("Rule of policy"), kind=Text(width=16))]
    year: Annotated[int, Shown(label=N_("Year"), kind=Year())]
    record: Annotated[int, Shown(label=N_("Record"), kind=Record())]
    village_id: Annotated[int, Shown(label=N_("Village record"), kind=Record())]


TURNED = table_of("turned", N_("Who would turn"), TurnedRow)


class TurnedCountRow(ShownRow):
    """How many records of a township and a cause turn in one way under a rule."""

    rule: Annotated[str, Shown(label=N_("Rule of policy"), kind=Text(width=20))]
    kind: Annotated[RehearsedKind, Shown(label=N_("Kind"), kind=Choice(terms=RehearsedKind, width=10))]
    year: Annotated[int, Shown(label=N_("Year"), kind=Year())]
    township: Annotated[str, Shown(label=N_("Township"), kind=Text(width=8))]
    cause: Annotated[str, Shown(label=N_("Cause of poverty"), kind=Text(width=8))]
    before: Annotated[Outcome, Shown(label=N_("Old rule"), kind=Choice(terms=Outcome, width=8))]
    after: Annotated[Outcome, Shown(label=N_("New rule"), kind=Choice(terms=Outcome, width=8))]
    count: Annotated[int, Shown(label=N_("Count"), kind=Count(width=6))]


TURNED_COUNTS = table_of("turned_counts", N_("Counts by township and cause"), TurnedCountRow)


@dataclass(frozen=True, slots=True)
class NamedRehearsal:
    """A rehearsal with the names of those who turn, as windows and papers show it.

    `about` says in words which change was rehearsed, `day` is that of the desk.
    """

    about: str
    county: str
    day: date
    rehearsal: Rehearsal
    rows: tuple[TurnedRow, ...]
    counts: tuple[TurnedCountRow, ...]


def named_rehearsal(
    session: Session, rehearsal: Rehearsal, about: str, day: date, area: Area | None
) -> NamedRehearsal:
    """A rehearsal with its names; only those of an area, where one is given."""
    places = _places(session)
    by_rule = [_rows_of(session, rule, places) for rule in rehearsal.rules]
    every = (replace(row, id=number) for number, row in enumerate(chain.from_iterable(by_rule), start=1))
    shown = tuple(row for row in every if area is None or row.village_id in area)
    counts = tuple(chain.from_iterable(map(_counted, by_rule)))
    return NamedRehearsal(about, county_name(session), day, rehearsal, shown, counts)


def _counted(rows: Iterable[TurnedRow]) -> Iterator[TurnedCountRow]:
    """How many of the rows of a rule there are by township, cause and way."""
    for _township, here in groupby(rows, key=attrgetter("township")):
        found = Counter(
            (row.rule, row.kind, row.year, row.township, row.cause, row.before, row.after) for row in here
        )
        yield from (TurnedCountRow(*about, count) for about, count in sorted(found.items()))


def _rows_of(session: Session, rule: RehearsedRule, places: Mapping[int, _Place]) -> list[TurnedRow]:
    """Every record that turns under a rule, by township, village and number."""

    def order(row: TurnedRow) -> tuple[int, int, str]:
        return places.get(row.village_id, _NOWHERE).township_id, row.village_id, row.number

    return sorted(_unsorted(session, rule, places), key=order)


def _unsorted(session: Session, rule: RehearsedRule, places: Mapping[int, _Place]) -> Iterator[TurnedRow]:
    wanted = _NAMED[rule.kind]
    lines = {line.label: line for line in rule.lines}
    for way in rule.turned:
        found = rows_of(session, wanted.where(among(wanted.selected_columns.id, way.numbers)))
        names = {row.id: row for row in found}
        for number, figures in way.records:
            if (named := names.get(number)) is None:
                continue
            place = places.get(named.place_id, _NOWHERE)
            criteria = (
                _criterion(lines.get(label), label, figure)
                for label, figure in zip(way.criteria, figures, strict=True)
            )
            yield TurnedRow(
                id=0,
                kind=rule.kind,
                name=named.name,
                number=named.number,
                township=place.township,
                village=place.village,
                cause=named.cause,
                rule=spoken(rule.title),
                year=rule.year,
                before=way.before,
                after=way.after,
                criteria=_("; ").join(criteria),
                record=number,
                village_id=named.place_id,
            )


def _criterion(line: RehearsedLine | None, label: str, figure: str) -> str:
    """A criterion with the figure of the record."""
    if line is None:
        return label
    figure = figure_words(figure, line.unit)
    title = spoken(line.title)
    return _("{title}: {words}").format(title=title, words=figure) if figure else title


def _places(session: Session) -> dict[int, _Place]:
    """Every place by number, those that are no longer in use among them."""
    rows = session.execute(select(Place.id, Place.level, Place.name, Place.parent_id)).all()
    names = {row.id: row.name for row in rows}
    found = {}
    for row in rows:
        village = row.name if row.level is PlaceLevel.VILLAGE else ""
        above = row.parent_id if village else row.id if row.level is PlaceLevel.TOWNSHIP else 0
        found[row.id] = _Place(village, above or 0, names.get(above, ""))
    return found


def _columns(**sources: object) -> Select[object]:
    """A select of the name, number, place and cause of records."""
    blank = {"number": literal(""), "cause": literal("")}
    return select(*(source.label(name) for name, source in (blank | sources).items()))  # type: ignore[attr-defined]


_OF_HOUSEHOLD = {"place_id": Household.village_id, "cause": Household.cause, "number": Household.number}
_VILLAGE = _columns(id=Place.id, name=Place.name, place_id=Place.id)
_CASE = _columns(
    id=Case.id,
    name=Case.subject,
    number=func.coalesce(Household.number, ""),
    place_id=Case.place_id,
    cause=func.coalesce(Household.cause, ""),
).outerjoin_from(Case, Household, Household.id == Case.household_id)
_NAMED: Mapping[RehearsedKind, Select[object]] = {
    RehearsedKind.HOUSEHOLD: _columns(id=Household.id, name=Household.head, **_OF_HOUSEHOLD),
    RehearsedKind.VILLAGE: _VILLAGE,
    RehearsedKind.COUNTY: _VILLAGE,
    RehearsedKind.CASE: _CASE,
    RehearsedKind.DECIDED: _CASE,
    RehearsedKind.MEASURE: _columns(id=AssistanceMeasure.id, name=Household.head, **_OF_HOUSEHOLD).join_from(
        AssistanceMeasure, Household, Household.id == AssistanceMeasure.household_id
    ),
}
