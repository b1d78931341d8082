"""R8, the report on monitoring: opening, entries, removals and closing by township and kind."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from itertools import groupby

from sqlalchemy.orm import Session

from county_desk.facts.kinds import Word
from county_desk.facts.word_lists import MONITORED_KIND
from county_desk.fields import Column, Count, Table, Text
from county_desk.models.monitored import RemovalWay
from county_desk.rules.balance import total
from county_desk.rules.monitoring_balance import MonitoringMovement
from county_desk.rules.monitoring_rules import SUDDEN, UNSTABLE, VERGE
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.monitoring.monitored_spells import Spell, spells
from county_desk.tables.period import Period
from county_desk.tables.presence import REGROUPED, CountedStep
from county_desk.tables.returns.counted import HOUSEHOLDS, Counted, counts_of, made_of
from county_desk.tables.returns.page import PageKind
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
        Column("kind", N_("Kind of monitoring"), Word(title=MONITORED_KIND, width=14)),
        *(
            Column[MonitoringRow](field.name, counts_of(field.name), Count())
            for field in fields(MonitoringMovement)
        ),
    ),
)


_OWN = made_of(MonitoringMovement)
_BEHIND = {key: parts for key, parts in _OWN.items() if key.endswith(HOUSEHOLDS)}
_NATURAL = {
    "natural_increase": 1,
    "natural_decrease": -1,
    REGROUPED: 1,
}  # whether its people are more or fewer


def monitoring_page(session: Session, county: County, period: Period) -> ReturnPage[MonitoringRow]:
    """Every township with its kinds and their sum, and the county in the totals."""
    found: dict[str, dict[int, list[tuple[int, CountedStep]]]] = defaultdict(lambda: defaultdict(list))
    for spell in spells(session, period.year):
        for step in _steps(spell, period):
            found[spell.record.kind][step.village].append((spell.life.id, step))
    kinds = (*KINDS, *sorted(found.keys() - set(KINDS)))
    lines: list[FigureLine[MonitoringRow]] = []
    for township, villages in groupby(county.villages, key=lambda village: village.township_id):
        within = list(villages)
        inside = [
            FigureLine(
                MonitoringRow(**counted.figures(_OWN), township=within[0].township, kind=kind),
                counted.behind(_BEHIND),
            )
            for kind in kinds
            if (counted := Counted.of(found[kind], [village.id for village in within])).households
            or kind in KINDS
        ]
        summed = total(MonitoringMovement, (line.row for line in inside))
        row = MonitoringRow(**asdict(summed), township=within[0].township)
        lines += [*inside, FigureLine(row, place=township)]
    any_record = [village.id for village in county.villages]
    whole = (MonitoringMovement(**Counted.of(found[kind], any_record).figures(_OWN)) for kind in kinds)
    return ReturnPage(MONITORING, "households", tuple(lines), asdict(total(MonitoringMovement, whole)))


def _steps(spell: Spell, period: Period) -> Iterator[CountedStep]:
    """The figures in which one record counts, each with the people concerned."""
    last, presence = period.last, spell.presence
    if spell.entered > last:
        return
    for step in presence.steps(period):
        sign = _NATURAL.get(step.what)
        yield step._replace(what="natural", persons=sign * step.persons) if sign else step
    closing = CountedStep(last, spell.life.village(last), "identified", 0)
    yield closing
    if spell.over <= last:
        yield closing._replace(what=_IN_ALL.get(spell.way, "removed") if spell.removed else "all_gone")
    if presence.there(last):
        yield closing._replace(what="measured" if spell.measured(last) else "unmeasured")
        if spell.no_labour:
            yield closing._replace(what="no_labour", persons=spell.life.persons(last))


_IN_ALL = {RemovalWay.MISTAKE: "all_mistaken"}
_TITLES = {
    "opening": N_("At the beginning"),
    "new": N_("Newly identified"),
    "again": N_("Identified again"),
    "moved_in": N_("Moved in from another township"),
    "natural": N_("Natural change"),
    "helped": N_("Removed by help"),
    "by_itself": N_("Gone by itself"),
    "mistaken": N_("Wrongly monitored"),
    "gone": N_("Household gone"),
    "moved_out": N_("Moved out to another township"),
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
