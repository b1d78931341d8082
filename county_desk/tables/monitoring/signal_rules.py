"""The rules by which signals are looked for in a year: thresholds, counts, and rules that lack data."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from county_desk.facts import FACTS
from county_desk.fields import Code, Count, Record, Text
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.rules.bilingual import spoken
from county_desk.rules.checks.catalogue import Check, NamedFigure, catalogue, key_groups, signals
from county_desk.rules.parameters import Terms
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.monitoring.signal_facts import list_sorts
from county_desk.tables.monitoring.signals import SignalState, signal_counts
from county_desk.text import N_, _

EXITED = "M31"  # it reads the exits themselves


class SignalRuleRow(ShownRow):
    """One rule in a year; `lacking` says which data it needs and the register does not hold."""

    id: Annotated[int, Shown(label=N_("Record"), kind=Record())]
    number: Annotated[str, Shown(label=N_("Check"), kind=Code(width=6))]
    title: Annotated[str, Shown(label=N_("Rule"), kind=Text(width=20))]
    threshold: Annotated[str, Shown(label=N_("Threshold"), kind=Text(width=16))]
    lacking: Annotated[str, Shown(label=N_("Data that is missing"), kind=Text(width=34))]
    open: Annotated[int, Shown(label=N_("To look into"), kind=Count(width=8))]
    clues: Annotated[int, Shown(label=N_("Clue recorded"), kind=Count(width=8))]
    dismissed: Annotated[int, Shown(label=N_("Dismissed"), kind=Count(width=8))]
    reference: Annotated[str, Shown(label=N_("Source"), kind=Text(width=30), hidden=True)]
    fix: Annotated[str, Shown(label=N_("What to do"), kind=Text(width=30), hidden=True)]


SIGNAL_RULES = table_of("signal_rules", N_("Rules of the signals"), SignalRuleRow)


def signal_rules(session: Session, policy: Policy, year: int) -> tuple[SignalRuleRow, ...]:
    """Return every rule as it holds at the end of a year, with the signals that it gave."""
    terms, counts = policy.terms(date(year, 12, 31)), signal_counts(session, year)
    lists = list_sorts(session, year)
    return tuple(
        SignalRuleRow(
            id=place,
            number=number,
            title=check.titled(),
            threshold=_threshold(check, terms),
            open=counts.get((number, SignalState.OPEN), 0),
            clues=counts.get((number, SignalState.CLUE), 0),
            dismissed=counts.get((number, SignalState.DISMISSED), 0),
            lacking=_lacking(session, check, year, lists),
            reference=spoken(check.reference),
            fix=spoken(check.fix),
        )
        for place, number in enumerate((*signals(), *key_groups()), 1)
        for check in (catalogue()[number].on(year, policy.province),)
    )


def _threshold(check: Check, terms: Terms) -> str:
    """The figures of policy of a rule with their units; the reason where one is not set."""
    named = (each.parameter for each in check.numbers.values() if isinstance(each, NamedFigure))
    return _("; ").join(_figure(name, terms) for name in named)


def _figure(name: str, terms: Terms) -> str:
    try:
        value = terms[name]
    except WrongFile as error:
        return str(error)
    return value.trouble() if value.missing else value.text()


def _lacking(session: Session, check: Check, year: int, lists: Iterable[str]) -> str:
    """The data that a rule could look at, if the register holds none of it; empty where it holds some."""
    needs = list(_needs(session, check, year, lists))
    if not needs or any(there for there, _words in needs):
        return ""
    return _("Nothing to look at: {lacking}").format(lacking=_("; ").join(words for _there, words in needs))


def _needs(session: Session, check: Check, year: int, lists: Iterable[str]) -> Iterator[tuple[bool, str]]:
    if key := check.compares:
        there = _known(session, key, year) and _known(session, key, year - 1)
        words = _("no “{fact}” of {before} and of {year}")
        yield there, words.format(fact=_(FACTS[key].label), before=year - 1, year=year)
    if key := check.reads:
        words = _("no “{fact}” of {year}").format(fact=_(FACTS[key].label), year=year)
        yield _known(session, key, year), words
    if check.number == EXITED:
        left = exists().where(Household.exited_on.is_not(None), Household.withdrawn_on.is_(None))
        yield bool(session.scalar(select(left))), _("no household that has left")
    if sought := check.numbers.get("words"):
        named = _words(sought)
        there = any(word in name for name in lists for word in named)
        yield there, _("no list of {year} about {words}").format(year=year, words=_(", ").join(named))


def _words(sought: object) -> Sequence[str]:
    return [str(word) for word in sought] if isinstance(sought, Iterable) else []


def _known(session: Session, key: str, year: int) -> bool:
    """Whether a fact of a year, or of a person, is known of anybody."""
    for mapped in (HouseholdYear, MemberYear):
        if key in mapped.__table__.c:
            known = mapped.__table__.c[key].is_not(None)
            return _exists(session, and_(mapped.year == year, known, mapped.withdrawn_on.is_(None)))
    column = Member.__table__.c[key]
    return _exists(session, and_(func.coalesce(column, "") != "", Member.withdrawn_on.is_(None)))


def _exists(session: Session, condition: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(condition))))
