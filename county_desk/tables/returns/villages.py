"""R3, first sheet: one line a village with its figures of the year and where it stands in the register."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import VILLAGE_FACTS
from county_desk.facts.fields_of import with_facts
from county_desk.fields import Choice, Code, Column, Count, Day, Measure, Rate, Table, Text
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.exit import Exit
from county_desk.models.village import Source, VillageRecord, VillageStanding, VillageYear
from county_desk.rules.register_outcomes import REGISTERED, VILLAGE
from county_desk.tables.county import County, CountyVillage
from county_desk.tables.fact_columns import column_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.procedure_words import procedures
from county_desk.tables.returns.page import PageKind
from county_desk.tables.village_figures import village_figures
from county_desk.text import N_, _n

TEN_THOUSAND = Decimal(10_000)


_GIVEN = tuple(fact for key, fact in VILLAGE_FACTS.items() if key != "collective_income")
SUMMED = tuple(fact.key for fact in _GIVEN if fact.type is int)


@dataclass(frozen=True, slots=True)
@with_facts(_GIVEN)
class VillageLine:
    """One village with the declared facts of its year.

    Collective income is in ten thousand yuan, as the state's form has it.
    """

    position: int
    township: str
    village: str
    code: str | None
    incidence: Decimal | None
    collective_income: Decimal | None
    source: Source | None
    standing: VillageStanding
    since: date | None


VILLAGE_LIST = Table(
    key="village_list",
    title=N_("List of villages"),
    row=VillageLine,
    columns=(
        Column("position", N_("No."), Count(width=5)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=14)),
        Column("code", N_("Code"), Code(width=14)),
        *(column_of(fact) for fact in _GIVEN if fact.key in SUMMED),
        Column("incidence", N_("Incidence of poverty"), Rate()),
        *(column_of(fact) for fact in _GIVEN if fact.key not in SUMMED),
        Column("collective_income", N_("Collective income (10,000 yuan)"), Measure(width=11)),
        Column("source", N_("Figures from"), Choice(terms=Source, width=12)),
        Column("standing", N_("Standing"), Choice(terms=VillageStanding, width=12)),
        Column("since", N_("Standing since"), Day(width=11)),
    ),
)


def village_page(session: Session, county: County, period: Period) -> ReturnPage[VillageLine]:
    """Every village of the county at the end of the year; sums stand only if every village gave a figure."""
    figures, standings = village_figures(session, period.year), _standings(session, period.last)
    lines = []
    for position, village in enumerate(county.villages, start=1):
        known = figures.get(village.id)
        row = _line(position, village, known, *standings.get(village.id, (VillageStanding.ORDINARY, None)))
        lines.append(FigureLine(row, {"village": (village.id,)}, village.id))
    totals: dict[str, int] = {}
    for key in SUMMED:
        given = [getattr(line.row, key) for line in lines]
        if given and None not in given:
            totals[key] = sum(given)
    return ReturnPage(VILLAGE_LIST, "villages", tuple(lines), totals)


def _line(
    position: int,
    village: CountyVillage,
    known: VillageYear | None,
    standing: VillageStanding,
    since: date | None,
) -> VillageLine:
    return VillageLine(
        position=position,
        township=village.township,
        village=village.name,
        code=village.code or None,
        incidence=incidence(known),
        collective_income=ten_thousands(known),
        source=known.source if known else None,
        standing=standing,
        since=since,
        **{fact.key: getattr(known, fact.key, None) for fact in _GIVEN},
    )


def incidence(known: VillageYear | None) -> Decimal | None:
    """Poor persons as a share of the rural population, to four places; None when either is not known."""
    if known is None or known.poor_persons is None or not known.persons:
        return None
    return (Decimal(known.poor_persons) / known.persons).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def ten_thousands(known: VillageYear | None) -> Decimal | None:
    """The collective income in ten thousand yuan, exactly."""
    return (
        None if known is None or known.collective_income is None else known.collective_income / TEN_THOUSAND
    )


def _standings(session: Session, day: date) -> dict[int, tuple[VillageStanding, date | None]]:
    """The standing of each village at the end of a day, and its first day as far as that is on record."""
    found: dict[int, tuple[VillageStanding, date | None]] = {}
    records = session.execute(
        select(
            VillageRecord.village_id, VillageRecord.standing, VillageRecord.listed_on, VillageRecord.exited_on
        )
    ).all()
    announced = select(Case.village_id, CaseStep.done_on).join(Case, Case.id == CaseStep.case_id)
    registered = session.execute(
        announced.where(
            Case.kind.in_(procedures().keys(VILLAGE, REGISTERED)),
            CaseStep.outcome == StepOutcome.ANNOUNCED,
            CaseStep.withdrawn_on.is_(None),
        )
    ).all()
    left = session.execute(
        select(Exit.village_id, Exit.exited_on).where(
            Exit.village_id.is_not(None), Exit.withdrawn_on.is_(None)
        )
    ).all()
    turns = [(row.done_on, VillageStanding.POOR, row.village_id) for row in registered]
    listed = [row for row in records if row.listed_on and (row.exited_on or _poor(row.standing))]
    turns += [(row.listed_on, VillageStanding.POOR, row.village_id) for row in listed]
    turns += [(row.exited_on, VillageStanding.EXITED, row.village_id) for row in records if row.exited_on]
    turns += [(row.exited_on, VillageStanding.EXITED, row.village_id) for row in left]
    dated = {village for _since, _standing, village in turns}
    for record in records:
        if record.village_id not in dated:
            found[record.village_id] = (record.standing, None)
    for since, standing, village in sorted(turns, key=lambda turn: turn[0]):
        if since <= day:
            found[village] = (standing, since)
        elif standing is VillageStanding.EXITED and village not in found:
            found[village] = (VillageStanding.POOR, None)
    return found


def _poor(standing: VillageStanding) -> bool:
    return standing is VillageStanding.POOR


VILLAGE_LIST_PAGE = PageKind(
    table=VILLAGE_LIST,
    collect=village_page,
    title=N_("Villages of {county}, {period}"),
    units=N_("households, persons, yuan (collective income: 10,000 yuan)"),
    counts=("village", lambda count: _n("{count} village", "{count} villages", count)),
)
