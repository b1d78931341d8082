"""R6, the dynamic table: the opening figures, arrivals, departures, and closing figures of the register."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Column, Count, Table, Text
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.rules.balance import Movement
from county_desk.rules.regimes import exited_counted
from county_desk.rules.register_outcomes import HOUSEHOLD, RESTORED
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.presence import CountedStep, presences
from county_desk.tables.procedure_words import procedures
from county_desk.tables.returns.counted import (
    Counted,
    StepsByVillage,
    counts_of,
    made_of,
    steps_by_village,
)
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.register_notes import register_notes
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
_OWN = made_of(Movement)


def movement_page(session: Session, county: County, period: Period) -> ReturnPage[MovementRow]:
    """Every village with its movement, each township after its villages, and the county in the totals."""
    moved = register_steps(session, period)
    lines: list[FigureLine[MovementRow]] = []
    for township, villages in groupby(county.villages, key=lambda village: village.township_id):
        inside = list(villages)
        for village in inside:
            counted = Counted.of(moved, (village.id,))
            row = MovementRow(**counted.figures(_OWN), township=village.township, village=village.name)
            lines.append(FigureLine(row, counted.behind(_OWN), village.id))
        figures = Counted.of(moved, [village.id for village in inside]).figures(_OWN)
        row = MovementRow(**figures, township=inside[0].township, village=None)
        lines.append(FigureLine(row, place=township))
    whole = Counted.of(moved, [village.id for village in county.villages]).figures(_OWN)
    return ReturnPage(MOVEMENT, "households", tuple(lines), whole, register_notes(session, period))


def register_steps(session: Session, period: Period) -> StepsByVillage:
    """The steps of the households of the register in a period, by village."""
    steps = steps_by_village(presences(session, exited=exited_counted(period.first)), period)
    for household, step in _restored(session, period):
        steps[step.village].append((household, step))
    return steps


def _restored(session: Session, period: Period) -> Iterator[tuple[int, CountedStep]]:
    """Yield each wrong exit that was undone in a period, with the number of its household."""
    wanted = (
        select(Case.household_id, CaseStep.done_on, Case.place_id, Case.persons)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(
            Case.kind.in_(procedures().keys(HOUSEHOLD, RESTORED)),
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.withdrawn_on.is_(None),
            CaseStep.done_on.between(period.first, period.last),
        )
    )
    for household, day, village, persons in session.execute(wanted):
        yield household or 0, CountedStep(day, village, "restored", persons)


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
