"""R7, the ledger of monitored households: one row for each, with its risks, its measures and its end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts.kinds import Word, WordText
from county_desk.facts.word_lists import MONITORED_KIND, RISK
from county_desk.fields import Choice, Count, Day, Money, Text, YesNo
from county_desk.models.case import Case, CaseStep
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.models.official import Official, Pairing
from county_desk.models.visit import Visit
from county_desk.rules.shares import a_head
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.monitoring.monitored_spells import Spell, spells
from county_desk.tables.period import Period
from county_desk.tables.presence import ONE_DAY
from county_desk.tables.returns.page import PageKind, households
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, LineNumber, TownshipName, VillageName
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The facts by record of monitoring; `officials` by household.

    `visited` holds the last visit up to the day, `incomes` the yuan a head that the visit of the entry found.
    """

    visited: Mapping[int, date]
    officials: Mapping[int, str]
    incomes: Mapping[int, Decimal]


def ledger_facts(session: Session, last: date) -> LedgerFacts:
    """The facts as they stood at the end of a day."""
    return LedgerFacts(_visited(session, last), _officials(session, last), _incomes(session))


def _visited(session: Session, last: date) -> Mapping[int, date]:
    wanted = (
        select(Visit.monitored_id, Visit.visited_on)
        .where(Visit.monitored_id.is_not(None), Visit.visited_on <= last, Visit.withdrawn_on.is_(None))
        .order_by(Visit.visited_on)
    )
    return {number: day for number, day in session.execute(wanted) if number is not None}


def _officials(session: Session, last: date) -> Mapping[int, str]:
    wanted = (
        select(Pairing.household_id, Official.name)
        .join(Official, Official.id == Pairing.official_id)
        .where(
            Pairing.withdrawn_on.is_(None),
            Pairing.since <= last,
            Pairing.until.is_(None) | (Pairing.until >= last),
        )
        .order_by(Pairing.since)
    )
    return {number: name for number, name in session.execute(wanted)}


def _incomes(session: Session) -> Mapping[int, Decimal]:
    wanted = (
        select(Monitored.id, Case.persons, CaseStep.facts)
        .join(Case, Case.id == Monitored.entry_case_id)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(CaseStep.withdrawn_on.is_(None), CaseStep.facts.is_not(None))
        .order_by(CaseStep.id)
    )
    return {
        number: a_head(Decimal(str(facts["window_income"])), persons)
        for number, persons, facts in session.execute(wanted)
        if persons and isinstance(facts, dict) and facts.get("window_income") is not None
    }


class LedgerRow(ShownRow):
    """One monitored household; None where neither the register nor a ledger says it."""

    position: LineNumber
    township: TownshipName
    village: VillageName
    number: HouseholdNumber
    head: HeadName
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count(width=6))]
    kind: Annotated[
        str | None, Shown(label=N_("Kind of monitoring"), kind=Word(title=MONITORED_KIND, width=14))
    ]
    risks: Annotated[str | None, Shown(label=N_("Risks"), kind=WordText(title=RISK, width=18))]
    identified_on: Annotated[str, Shown(label=N_("Identified"), kind=Text(width=11))]
    income_at: Annotated[
        Decimal | None, Shown(label=N_("Net income a head when identified (yuan)"), kind=Money())
    ]
    out_of_pocket: Annotated[Decimal | None, Shown(label=N_("Paid out of pocket (yuan)"), kind=Money())]
    no_labour: Annotated[bool | None, Shown(label=N_("Wholly without labour power"), kind=YesNo(width=8))]
    measures: Annotated[str | None, Shown(label=N_("Measures"), kind=WordText(title="帮扶措施", width=22))]
    delivered: Annotated[int, Shown(label=N_("Measures delivered"), kind=Count(width=8))]
    visited_on: Annotated[date | None, Shown(label=N_("Last visit"), kind=Day(width=11))]
    contact: Annotated[str | None, Shown(label=N_("Contact official"), kind=Text(width=10))]
    removed: Annotated[bool, Shown(label=N_("Risk is removed"), kind=YesNo(width=8))]
    removed_on: Annotated[str | None, Shown(label=N_("Risk removed"), kind=Text(width=11))]
    way: Annotated[RemovalWay | None, Shown(label=N_("How the risk went"), kind=Choice(terms=RemovalWay))]
    gone_on: Annotated[date | None, Shown(label=N_("Household gone"), kind=Day(width=11))]


_MONTH = re.compile(r"\d{4}\D?(0?[1-9]|1[0-2])月?")  # 2025-03, 202503, 2025年3月

LEDGER = table_of("monitoring_ledger", N_("Ledger of monitored households"), LedgerRow)


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
        identified_on=_day_words(record.identified, spell.entered),
        income_at=income,
        out_of_pocket=ledger.out_of_pocket,
        no_labour=True if spell.no_labour else ledger.no_labour,
        measures="、".join(named) or None,
        delivered=sum(each.delivered_on is not None and each.delivered_on <= last for each in spell.measures),
        visited_on=facts.visited.get(record.id),
        contact=facts.officials.get(household) or ledger.contact or None,
        removed=removed,
        removed_on=_day_words(record.removed, spell.removed_on) if spell.removed_on and dated else None,
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


def _day_words(given: str, day: date) -> str:
    """A day in words: only its month where the ledger gives no day."""
    return day.isoformat()[:7] if _MONTH.fullmatch(given.strip()) else day.isoformat()
