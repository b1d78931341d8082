"""R7, the ledger of monitored households: one row for each, with its risks, its measures and its end."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from county_desk.facts.kinds import Word, WordText
from county_desk.fields import Choice, Column, Count, Day, Money, Table, Text, YesNo
from county_desk.models.monitored import RemovalWay
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.monitoring.ledger_facts import LedgerFacts, ledger_facts
from county_desk.tables.monitoring.monitored_spells import Spell, spells
from county_desk.tables.period import Period
from county_desk.tables.presence import ONE_DAY
from county_desk.tables.returns.page import IN_VILLAGE, OF_HOUSEHOLD, PageKind, households
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One monitored household; None where neither the register nor a ledger says it."""

    position: int
    township: str
    village: str
    number: str
    head: str
    persons: int
    kind: str | None
    risks: str | None
    identified_on: str
    income_at: Decimal | None
    out_of_pocket: Decimal | None
    no_labour: bool | None
    measures: str | None
    delivered: int
    visited_on: date | None
    contact: str | None
    removed: bool
    removed_on: str | None
    way: RemovalWay | None
    gone_on: date | None


_MONTH = re.compile(r"\d{4}\D?(0?[1-9]|1[0-2])月?")  # 2025-03, 202503, 2025年3月

LEDGER = Table(
    key="monitoring_ledger",
    title=N_("Ledger of monitored households"),
    row=LedgerRow,
    columns=(
        *IN_VILLAGE,
        *OF_HOUSEHOLD,
        Column("persons", N_("Persons"), Count(width=6)),
        Column("kind", N_("Kind of monitoring"), Word(title="监测对象类别", width=14)),
        Column("risks", N_("Risks"), WordText(title="致贫返贫风险1", width=18)),
        Column("identified_on", N_("Identified"), Text(width=11)),
        Column("income_at", N_("Net income a head when identified (yuan)"), Money()),
        Column("out_of_pocket", N_("Paid out of pocket (yuan)"), Money()),
        Column("no_labour", N_("Wholly without labour power"), YesNo(width=8)),
        Column("measures", N_("Measures"), WordText(title="帮扶措施", width=22)),
        Column("delivered", N_("Measures delivered"), Count(width=8)),
        Column("visited_on", N_("Last visit"), Day(width=11)),
        Column("contact", N_("Contact official"), Text(width=10)),
        Column("removed", N_("Risk is removed"), YesNo(width=8)),
        Column("removed_on", N_("Risk removed"), Text(width=11)),
        Column("way", N_("How the risk went"), Choice(terms=RemovalWay)),
        Column("gone_on", N_("Household gone"), Day(width=11)),
    ),
)


def ledger_page(session: Session, county: County, period: Period) -> ReturnPage[LedgerRow]:
    """Every household identified up to the end of the period, by village and record."""
    known = [spell for spell in spells(session, period.year) if spell.entered <= period.last]
    known.sort(key=lambda spell: spell.record.id)
    facts = ledger_facts(session, period.last)
    lines = []
    for position, village, spell in county.by_village(known, lambda spell: spell.life.village(period.last)):
        number = spell.record.household_id
        row = _row((position, village.township, village.name), spell, period.last, facts)
        lines.append(FigureLine(row, {"number": (number,)} if number is not None else {}))
    persons = sum(line.row.persons for line in lines)
    return ReturnPage(LEDGER, "households", tuple(lines), {"persons": persons})


def _row(where: tuple[int, str, str], spell: Spell, last: date, facts: LedgerFacts) -> LedgerRow:
    record, ledger = spell.record, spell.ledger
    (position, township, village), household = where, record.household_id or 0
    income = facts.incomes.get(record.id, ledger.income_at)
    over = spell.over <= last
    removed = over and spell.removed
    dated = removed and spell.removed_on is not None and spell.removed_on.year > 1
    measures = dict.fromkeys(each.kind.value for each in spell.measures if each.since <= last)
    named = [*measures, *(each for each in sorted(ledger.measures or ()) if each not in measures)]
    return LedgerRow(
        position=position,
        township=township,
        village=village,
        number=record.number,
        head=record.head,
        persons=spell.life.persons(min(last, (spell.life.gone_on or date.max) - ONE_DAY)),
        kind=record.kind or None,
        risks=record.risks or None,
        identified_on=_known(record.identified, spell.entered),
        income_at=income,
        out_of_pocket=ledger.out_of_pocket,
        no_labour=True if spell.no_labour else ledger.no_labour,
        measures="、".join(named) or None,
        delivered=sum(each.delivered_on is not None and each.delivered_on <= last for each in spell.measures),
        visited_on=facts.visited.get(record.id),
        contact=facts.officials.get(household) or ledger.contact or None,
        removed=removed,
        removed_on=_known(record.removed, spell.removed_on) if spell.removed_on and dated else None,
        way=record.way if removed else None,
        gone_on=spell.over if over and not removed else None,
    )


LEDGER_PAGE = PageKind(
    table=LEDGER,
    collect=ledger_page,
    title=N_("Ledger of monitored households of {county}, {period}"),
    units=N_("persons, yuan"),
    counts=("head", households),
)


def _known(said: str, day: date) -> str:
    """A day as it is known: only its month where the ledger gives no more."""
    return day.isoformat()[:7] if _MONTH.fullmatch(said.strip()) else day.isoformat()
