"""Signals of monitoring: a household that is worse off than in the year before, or that a list names.

A list of another department speaks of a member by identity number; the words of the check say which lists.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import NOTHING, HouseholdFacts
from county_desk.rules.checks.signal_facts import Listed


@check("M20", Of.HOUSEHOLD)
def income_fell(household: HouseholdFacts, n: Numbers) -> Hits:
    """The income a head fell by a share against the year before."""
    before, now, share = _before(household, "income_per_head"), household.income_per_head, n["share"]
    if now is None or share is None or not before:
        return NONE
    if before < 0 or now > before * (1 - share):
        return NONE
    return one("人均纯收入", amount=now, before=before, fell=f"{(1 - now / before) * 100:.0f}")


@check("M21", Of.HOUSEHOLD)
def pupil_gone(household: HouseholdFacts, n: Numbers) -> Hits:
    """A child of the compulsory years was at school in the year before and is not now, or is listed so."""
    pupils = household.before.pupils if household.before else frozenset()
    return _named(household, n, "在校生状况") or tuple(
        Hit("在校生状况", {"name": person.name, "age": person.age}, person=place)
        for place, person in enumerate(household.people)
        if person.id in pupils
        and person.schooling
        and not person.at_school
        and person.age is not None
        and person.age < n["below"]
    )


@check("M22", Of.HOUSEHOLD)
def insurance_lost(household: HouseholdFacts, n: Numbers) -> Hits:
    """A person had medical insurance in the year before and has none now, or is listed so."""
    insured = household.before.insured if household.before else frozenset()
    return _named(household, n, "参加新农合") or tuple(
        Hit("参加新农合", {"name": person.name}, person=place)
        for place, person in enumerate(household.people)
        if person.id in insured and person.insured is False and person.employee_insured is not True
    )


@check("M23", Of.HOUSEHOLD)
def house_regraded(household: HouseholdFacts, n: Numbers) -> Hits:
    """The house was safe in the year before and is dangerous now, or is listed so."""
    before = _before(household, "housing_grade") or ""
    if not before or before in n["dangerous"] or household.housing_grade not in n["dangerous"]:
        return NONE if before in n["dangerous"] else _named(household, n, "危房等级")
    return one("危房等级", before=before, grade=household.housing_grade)


@check("M24", Of.HOUSEHOLD)
def illness_expense(household: HouseholdFacts, n: Numbers) -> Hits:
    """Illness or other hard spending cost the household the amount or more."""
    beside, least = household.signal, n["amount"]
    if beside is None or least is None:
        return NONE
    entries = [entry for entry in _of_sort(household, n) if entry.amount is not None]
    paid = sum((entry.amount or Decimal(0) for entry in entries), Decimal(0))
    if entries and paid >= least:
        return one("合规自付支出", "list", amount=paid, most=least, list=entries[0].list)
    spent = beside.hard_spending
    return one("合规自付支出", amount=spent, most=least) if spent is not None and spent >= least else NONE


@check("M25", Of.HOUSEHOLD)
@check("M26", Of.HOUSEHOLD)
@check("M30", Of.HOUSEHOLD)
def on_a_list(household: HouseholdFacts, n: Numbers) -> Hits:
    """A member is on a list of those hit by a disaster or an accident, or of overdue loans."""
    return _named(household, n, "致贫返贫风险1")


@check("M27", Of.HOUSEHOLD)
def work_lost(household: HouseholdFacts, n: Numbers) -> Hits:
    """A person worked away for months in the year before and not at all now, or is listed so."""
    months = household.before.months if household.before else {}
    least, named = n["months"], _named(household, n, "务工时间")
    if named or least is None:
        return named
    return tuple(
        Hit("务工时间", {"name": person.name, "before": before}, person=place)
        for place, person in enumerate(household.people)
        if person.work_months == 0 and (before := months.get(person.id or 0, 0)) >= least
    )


@check("M28", Of.HOUSEHOLD)
def allowance_ended(household: HouseholdFacts, n: Numbers) -> Hits:
    """A person had the allowance in the year before, by the year or by a list, and has none now."""
    allowed = household.before.allowed if household.before else frozenset()
    beside = household.signal
    gone: dict[int, str] = {}
    if beside is not None and beside.has_list(n["words"]):
        still = {entry.member for entry in beside.listed if entry.of_sort(n["words"])}
        gone = {entry.member: entry.list for entry in beside.listed_before if entry.of_sort(n["words"])}
        gone = {member: name for member, name in gone.items() if member not in still}
    found = []
    for place, person in enumerate(household.people):
        if person.id in allowed and person.allowance and person.allowance in NOTHING:
            found.append(Hit("享受低保", {"name": person.name}, person=place))
        elif person.id in gone and (not person.allowance or person.allowance in NOTHING):
            values = {"name": person.name, "list": gone[person.id]}
            found.append(Hit("享受低保", values, "list", person=place))
    return tuple(found)


@check("M29", Of.HOUSEHOLD)
def water_lost(household: HouseholdFacts, n: Numbers) -> Hits:
    """The water was safe in the year before, and is not now."""
    was_safe = _before(household, "safe_water") is True
    return one("饮水安全") if was_safe and household.safe_water is False else NONE


def _before(household: HouseholdFacts, fact: str) -> Any:
    """Return a fact of the household in the year before; None while it is unknown."""
    return household.before.facts.get(fact) if household.before else None


def _of_sort(household: HouseholdFacts, n: Numbers) -> Iterator[Listed]:
    """The entries of the year's lists that the words of the check name."""
    if household.signal is not None:
        yield from (entry for entry in household.signal.listed if entry.of_sort(n["words"]))


def _named(household: HouseholdFacts, n: Numbers, title: str) -> Hits:
    """A hit for each member on a list of the check's sort, once for each list."""
    places = {person.id: place for place, person in enumerate(household.people)}
    entries = {(entry.member, entry.list): entry for entry in _of_sort(household, n)}
    return tuple(
        Hit(title, {"name": entry.name, "list": entry.list}, "list", person=places.get(entry.member))
        for entry in entries.values()
    )
