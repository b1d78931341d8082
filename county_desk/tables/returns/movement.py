"""R6, the dynamic table: the opening figures, arrivals, departures, and closing figures of the register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Column, Count, Table, Text
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.rules.balance import Movement, total
from county_desk.rules.register_outcomes import HOUSEHOLD, RESTORED
from county_desk.rules.return_days import exited_counted
from county_desk.tables.county import County, CountyVillage
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.presence import WHOLE_NATURAL, PersonChange, Presence, presences
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.sums import HOUSEHOLDS, PERSONS, counts_of
from county_desk.tables.words import procedures
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class MovementRow(Movement):
    """The movement of one village, or of a township when no village is named."""

    township: str = ""
    village: str | None = None


MOVEMENT = Table(
    key="movement",
    title=N_("Dynamic table"),
    row=MovementRow,
    columns=(
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        *(Column[MovementRow](field.name, counts_of(field.name), Count()) for field in fields(Movement)),
    ),
)


def movement_page(session: Session, county: County, period: Period) -> ReturnPage[MovementRow]:
    """Every village with its movement, each township after its villages, and the county in the totals."""
    moved = movements(presences(session, exited=exited_counted(period.first)), period)
    for village, household, persons in _restored(session, period):
        moved[village].add("restored", household, persons)
    lines: list[FigureLine[MovementRow]] = []
    for township, villages in groupby(county.villages, key=lambda village: village.township_id):
        of_villages = [_village_line(village, moved.get(village.id, Moved())) for village in villages]
        summed = total(Movement, (line.row for line in of_villages))
        row = MovementRow(**asdict(summed), township=of_villages[0].row.township)
        lines += [*of_villages, FigureLine(row, place=township)]
    whole = total(Movement, (line.row for line in lines if line.row.village is not None))
    return ReturnPage(MOVEMENT, "households", tuple(lines), asdict(whole))


@dataclass
class Moved:
    """The movements of one village: persons by column, and the households behind them."""

    persons: dict[str, int]
    households: dict[str, list[int]]

    def __init__(self) -> None:
        self.persons, self.households = defaultdict(int), defaultdict(list)

    def add(self, what: str, household: int, persons: int) -> None:
        """Count a household and its people under one kind of movement."""
        self.households[what].append(household)
        self.persons[what] += persons


def movements(households: Iterable[Presence], period: Period) -> dict[int, Moved]:
    """The movements of each village in a period."""
    moved: dict[int, Moved] = defaultdict(Moved)
    for household in households:
        for what, persons in _steps(household, period):
            moved[household.village].add(what, household.id, persons)
    return moved


def _restored(session: Session, period: Period) -> Iterator[tuple[int, int, int]]:
    """Yield village, household and persons of each wrong exit that was undone in a period."""
    kinds = procedures().keys(HOUSEHOLD, RESTORED)
    wanted = (
        select(Case.place_id, Case.household_id, Case.persons)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(
            Case.kind.in_(kinds),
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.withdrawn_on.is_(None),
            CaseStep.done_on.between(period.first, period.last),
        )
    )
    yield from ((row.place_id, row.household_id, row.persons) for row in session.execute(wanted))


def _steps(household: Presence, period: Period) -> Iterator[tuple[str, int]]:
    """The movements of one household in a period, with the people concerned.

    Births, deaths and the like are counts_of as they were recorded. Any other change of the number of people
    between one act and the next is natural increase or decrease, too.
    """
    present = household.there(period.eve)
    people = household.persons(period.eve) if present else 0
    if present:
        yield "opening", people
    for event in household.events():
        if not period.holds(event.day):
            continue
        if isinstance(event, PersonChange):
            by = event.by if present else 0
            yield from _natural(0, by if event.natural else 0)
            people += by
            continue
        passing = event.persons if event.persons is not None else household.persons(event.day)
        yield from _natural(people, passing) if present else ()
        yield event.way, passing
        present, people = event.inward, passing if event.inward else 0
    if household.there(period.last):
        now = household.persons(period.last)
        yield from _natural(people, now) if people else ()
        yield "closing", now


def _natural(before: int, after: int) -> Iterator[tuple[str, int]]:
    if after > before:
        yield "natural_increase", after - before
    elif after < before:
        yield "natural_decrease", before - after


def _village_line(village: CountyVillage, moved: Moved) -> FigureLine[MovementRow]:
    counts = {f"{what}{HOUSEHOLDS}": len(ids) for what, ids in moved.households.items()}
    counts |= {f"{what}{PERSONS}": persons for what, persons in moved.persons.items()}
    counts["natural_decrease_persons"] = moved.persons["natural_decrease"] + moved.persons[WHOLE_NATURAL]
    known = {field.name for field in fields(Movement)}
    row = MovementRow(
        **{key: number for key, number in counts.items() if key in known},
        township=village.township,
        village=village.name,
    )
    return FigureLine(row, _records(moved.households, known), village.id)


def _records(households: Mapping[str, list[int]], known: set[str]) -> dict[str, tuple[int, ...]]:
    """The households behind each figure, by column key."""
    records = {
        f"{what}{ending}": tuple(ids)
        for what, ids in households.items()
        for ending in (HOUSEHOLDS, PERSONS)
        if f"{what}{ending}" in known
    }
    decreased = (*households.get("natural_decrease", ()), *households.get(WHOLE_NATURAL, ()))
    return records | ({"natural_decrease_persons": decreased} if decreased else {})


_TITLES = {
    "opening": N_("At the beginning"),
    "new": N_("Increase: newly identified"),
    "returned": N_("Increase: back to poverty"),
    "split": N_("Increase: split"),
    "moved_in": N_("Increase: moved in"),
    "natural_increase": N_("Increase: natural"),
    "exited": N_("Decrease: exited"),
    "wrongly_removed": N_("Decrease: wrongly identified"),
    "whole_natural": N_("Decrease: household gone"),
    "merged": N_("Decrease: merged"),
    "natural_decrease": N_("Decrease: natural"),
    "moved_out": N_("Decrease: moved out"),
    "closing": N_("At the end"),
    "restored": N_("Wrong exits undone"),
}
_BANDS = {column.key: _TITLES[column.key.rpartition("_")[0]] for column in MOVEMENT.columns[2:]}

MOVEMENT_PAGE = PageKind(
    table=MOVEMENT,
    collect=movement_page,
    title=N_("Increase and decrease of registered poor households of {county}, {period}"),
    later=N_("Increase and decrease of registered households out of poverty of {county}, {period}"),
    units=N_("households, persons"),
    bands=_BANDS,
    subtotal="village",
)
