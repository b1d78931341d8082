"""R8, the report on monitoring: opening, entries, removals and closing by township and kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from county_desk.facts.kinds import Word
from county_desk.fields import Column, Count, Table, Text
from county_desk.models.monitored import RemovalWay
from county_desk.rules.balance import total
from county_desk.rules.monitoring import SUDDEN, UNSTABLE, VERGE
from county_desk.rules.monitoring_balance import MonitoringMovement
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.monitoring.monitored_spells import Spell, spells
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.sums import counts_of
from county_desk.text import N_

KINDS = (UNSTABLE, VERGE, SUDDEN)  # those of 2021 to 2025; others follow where a record names them


@dataclass(frozen=True, slots=True)
class MonitoringRow(MonitoringMovement):
    """One kind in one township; `kind` is None for the sum of all kinds."""

    township: str = ""
    kind: str | None = None


MONITORING = Table(
    key="monitoring_report",
    title=N_("Report on monitoring"),
    row=MonitoringRow,
    columns=(
        Column("township", N_("Township"), Text(width=10)),
        Column("kind", N_("Kind of monitoring"), Word(title="监测对象类别", width=14)),
        *(
            Column[MonitoringRow](field.name, counts_of(field.name), Count())
            for field in fields(MonitoringMovement)
        ),
    ),
)


def monitoring_page(session: Session, county: County, period: Period) -> ReturnPage[MonitoringRow]:
    """Every township with its kinds and their sum, and the county in the totals."""
    found: dict[tuple[int, str], list[Spell]] = defaultdict(list)
    township_of = {village.id: village.township_id for village in county.villages}
    for spell in spells(session, period.year):
        if (township := township_of.get(spell.record.village_id)) is not None:
            found[township, spell.record.kind].append(spell)
    lines: list[FigureLine[MonitoringRow]] = []
    for township, villages in groupby(county.villages, key=lambda village: village.township_id):
        name = next(iter(villages)).township
        others = sorted({kind for where, kind in found if where == township} - set(KINDS))
        inside = [_line(found[township, kind], period, name, kind) for kind in (*KINDS, *others)]
        summed = total(MonitoringMovement, (line.row for line in inside))
        row = MonitoringRow(**asdict(summed), township=name)
        lines += [*inside, FigureLine(row, place=township)]
    whole = total(MonitoringMovement, (line.row for line in lines if line.row.kind is None))
    return ReturnPage(MONITORING, "households", tuple(lines), asdict(whole))


def _line(every: list[Spell], period: Period, township: str, kind: str) -> FigureLine[MonitoringRow]:
    """One kind of a township, with the households behind each figure."""
    counts: dict[str, int] = defaultdict(int)
    records: dict[str, list[int]] = defaultdict(list)
    for spell in every:
        for what, persons in _steps(spell, period):
            counts[f"{what}_persons"] += persons
            if what != "natural":
                counts[f"{what}_households"] += 1
            if spell.record.household_id is not None:
                records[f"{what}_households"].append(spell.record.household_id)
    known = {field.name for field in fields(MonitoringMovement)}
    row = MonitoringRow(
        **{key: count for key, count in counts.items() if key in known}, township=township, kind=kind
    )
    return FigureLine(row, _numbers(records, known))


def _numbers(records: Mapping[str, list[int]], known: set[str]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(numbers) for key, numbers in records.items() if key in known}


def _steps(spell: Spell, period: Period) -> Iterator[tuple[str, int]]:
    """The figures in which one record counts, each with the people concerned."""
    eve, last = period.eve, period.last
    if spell.entered > last:
        return
    yield "identified", 0
    over = min((day for day in (spell.removed_on, spell.gone_on) if day is not None), default=None)
    since, until = spell.entered, last
    if spell.stands(eve):
        since = eve
        yield "opening", spell.persons(eve)
    elif period.holds(spell.entered):
        yield "again" if spell.again else "new", spell.persons(spell.entered)
    if over is not None and over <= last:
        removed = spell.removed_on == over
        way = _WAYS[spell.way] if removed else "gone"
        yield _IN_ALL.get(way, "removed"), 0
        if over < period.first:
            return
        until = over if removed else over - timedelta(days=1)
        yield way, spell.persons(until)
    yield "natural", spell.natural(since, until)
    if spell.stands(last):
        yield "closing", spell.persons(last)
        yield "measured" if spell.measured(last) else "unmeasured", 0
        if spell.no_labour:
            yield "no_labour", spell.persons(last)


_WAYS = {RemovalWay.HELP: "helped", RemovalWay.ITSELF: "by_itself", RemovalWay.MISTAKE: "mistaken"}
_IN_ALL = {"gone": "all_gone", "mistaken": "all_mistaken"}
_TITLES = {
    "opening": N_("At the beginning"),
    "new": N_("Newly identified"),
    "again": N_("Identified again"),
    "natural": N_("Natural change"),
    "helped": N_("Removed by help"),
    "by_itself": N_("Gone by itself"),
    "mistaken": N_("Wrongly monitored"),
    "gone": N_("Household gone"),
    "closing": N_("Not removed at the end"),
    "no_labour": N_("Of these without labour power"),
    "measured": N_("Of these with a measure"),
    "unmeasured": N_("Of these without a measure"),
    "identified": N_("Identified in all"),
    "removed": N_("Removed in all"),
    "all_gone": N_("Gone in all"),
    "all_mistaken": N_("Wrongly monitored in all"),
}
_BANDS = {column.key: _TITLES[column.key.rpartition("_")[0]] for column in MONITORING.columns[2:]}

MONITORING_PAGE = PageKind(
    table=MONITORING,
    collect=monitoring_page,
    title=N_("Report on monitoring against return to poverty of {county}, {period}"),
    units=N_("households, persons"),
    bands=_BANDS,
    subtotal="kind",
)
