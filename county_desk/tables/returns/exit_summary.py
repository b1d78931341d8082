"""R5, first sheet: by township, who had not left, who left in the period and who is still to leave."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Annotated

from sqlalchemy.orm import Session

from county_desk.fields import Count, Rate, Text
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, FigureNote, NoteWords, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.returns.counted import Counted, HouseholdCount, MadeOf, PersonCount
from county_desk.tables.returns.movement import register_steps
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.register_notes import register_notes
from county_desk.tables.village_figures import village_figures
from county_desk.text import N_

PLACES_OF_A_RATE = Decimal("0.0001")

# which figures of the dynamic table each figure of the summary is the sum of
MADE_OF: MadeOf = {
    "opening_households": ("opening_households",),
    "opening_persons": ("opening_persons",),
    "came_households": ("new_households", "returned_households", "split_households", "moved_in_households"),
    "came_persons": ("new_persons", "returned_persons", "moved_in_persons", "natural_increase_persons"),
    "exited_households": ("exited_households",),
    "exited_persons": ("exited_persons",),
    "other_households": (
        "wrongly_removed_households",
        "whole_natural_households",
        "merged_households",
        "moved_out_households",
    ),
    "other_persons": ("wrongly_removed_persons", "natural_decrease_persons", "moved_out_persons"),
    "closing_households": ("closing_households",),
    "closing_persons": ("closing_persons",),
}


class ExitSummaryRow(ShownRow):
    """One township. Without the population of each village, `population` and `incidence` are None."""

    township: Annotated[str, Shown(label=N_("Township"), kind=Text(width=12))]
    opening_households: HouseholdCount
    opening_persons: PersonCount
    came_households: HouseholdCount
    came_persons: PersonCount
    exited_households: HouseholdCount
    exited_persons: PersonCount
    other_households: HouseholdCount
    other_persons: PersonCount
    closing_households: HouseholdCount
    closing_persons: PersonCount
    population: Annotated[int | None, Shown(label=N_("Rural population"), kind=Count(width=10))]
    incidence: Annotated[Decimal | None, Shown(label=N_("Incidence of poverty"), kind=Rate(width=10))]


SUMMARY = table_of("exit_summary", N_("Summary of exits"), ExitSummaryRow)


def summary_page(session: Session, county: County, period: Period) -> ReturnPage[ExitSummaryRow]:
    """One line a township; its figures follow from the dynamic table of the same period."""
    moved = register_steps(session, period)
    people = {village: row.persons for village, row in village_figures(session, period.year).items()}
    lines = []
    for township, villages in groupby(county.villages, key=lambda village: village.township_id):
        inside = list(villages)
        counted = Counted.of(moved, [village.id for village in inside])
        row = _summary(inside[0].township, counted, [people.get(village.id) for village in inside])
        lines.append(FigureLine(row, counted.behind(MADE_OF), township))
    whole = Counted.of(moved, [village.id for village in county.villages])
    everyone = [people.get(village.id) for village in county.villages]
    totals = _summary("", whole, everyone)
    keys = (*MADE_OF, "population", "incidence")
    return ReturnPage(
        SUMMARY,
        "households",
        tuple(lines),
        {key: getattr(totals, key) for key in keys},
        notes=(*_without_population(everyone, period.year), *register_notes(session, period)),
    )


def _without_population(people: list[int | None], year: int) -> tuple[FigureNote, ...]:
    """The note that says why rates are blank; nothing where every village gave its population."""
    missing = people.count(None)
    if not missing:
        return ()
    return (FigureNote(NoteWords.NO_POPULATION, {"count": missing, "all": len(people), "year": year}),)


def _summary(township: str, counted: Counted, people: list[int | None]) -> ExitSummaryRow:
    figures = counted.figures(MADE_OF)
    known = [number for number in people if number is not None]
    population = sum(known) if len(known) == len(people) else None
    incidence = None
    if population:
        poor = Decimal(figures["closing_persons"])
        incidence = (poor / population).quantize(PLACES_OF_A_RATE, ROUND_HALF_UP)
    return ExitSummaryRow(township, **figures, population=population, incidence=incidence)


_TITLES = {
    "opening": N_("Not exited at the beginning"),
    "came": N_("Increase"),
    "exited": N_("Exited in the period"),
    "other": N_("Other decrease"),
    "closing": N_("Not exited at the end"),
}
_BANDS = {key: _TITLES[key.partition("_")[0]] for key in MADE_OF}

SUMMARY_PAGE = PageKind(
    table=SUMMARY,
    collect=summary_page,
    title=N_("Summary of households that left the register of {county}, {period}"),
    units=N_("households, persons"),
    bands=_BANDS,
)
