"""Checks of households under monitoring: risks, measures, and what speaks against a removed risk."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from county_desk.facts.word_lists import RISK
from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import DISABLED, NOTHING, HouseholdFacts, PersonFacts
from county_desk.rules.checks.monitoring_facts import AFTER, MonitoringFacts
from county_desk.rules.checks.person import WITH_POWER, WITHOUT

type OfMonitored = Callable[[HouseholdFacts, MonitoringFacts, Numbers], Hits]

MEASURE, REMOVED, REMOVED_ON = "综合保障", "风险是否消除", "风险消除时间"


def monitored(number: str) -> Callable[[OfMonitored], OfMonitored]:
    """Name the check that a function carries out on households with facts of monitoring."""

    def named(function: OfMonitored) -> OfMonitored:
        @check(number, Of.HOUSEHOLD)
        @wraps(function)
        def of_household(household: HouseholdFacts, n: Numbers) -> Hits:
            known = household.monitoring
            return NONE if known is None else function(household, known, n)

        return function

    return named


@check("M01", Of.HOUSEHOLD)
def in_range_and_not_monitored(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that left poverty has an income below the line of monitoring and is not monitored."""
    line, amount = n["line"], household.income_per_head
    if line is None or not household.leaving or household.monitoring or amount is None:
        return NONE
    return one("人均纯收入", amount=amount, line=line) if amount < line else NONE


@monitored("M02")
def removed_soon(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """The risk was removed soon after it was identified."""
    if known.identified is None or known.removed_on is None:
        return NONE
    months = _months(known.identified, known.removed_on)
    if months >= n["months"]:
        return NONE
    begun, over = _month(known.identified), _month(known.removed_on)
    case = "before" if over < begun else ""
    return one(REMOVED_ON, case, identified=begun, removed=over, count=max(months, 0))


@monitored("M03")
def removed_without_measure(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """The risk was removed by help, but no measure was taken."""
    if "帮扶" not in known.way or known.measures is None or known.measures:
        return NONE
    return one("风险消除方式", way=known.way)


@monitored("M04")
def removed_but_in_need(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """The risk was removed, yet the income is below the line or a guarantee is lacking."""
    if not known.removed:
        return NONE
    found = [Hit(REMOVED, {"lacking": name}, "guarantee") for name in known.failing_after]
    line = n["line"]
    if line is not None and known.income_after is not None and known.income_after < line:
        found.append(Hit(f"{AFTER}人均纯收入", {"amount": known.income_after, "line": line}, "income"))
    return tuple(found)


@monitored("M05")
def removed_without_labour(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """A household wholly without labour power is marked as no longer at risk."""
    return one(REMOVED) if known.removed and known.no_labour else NONE


@monitored("M06")
def risk_without_measure(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """A risk has none of the measures that answer it."""
    if known.measures is None:
        return NONE
    return tuple(
        Hit(RISK, {"risk": risk, "measures": "、".join(measures)})
        for risk, measures in n["answers"].items()
        if known.has(risk) and not known.measures.intersection(measures)
    )


@monitored("M07")
def problem_without_risk(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """A guarantee is lacking, but the risk that goes with it is not named."""
    if not known.risks:
        return NONE
    lacking = set(known.failing)
    if household.safe_water is False:
        lacking.add("饮水")
    if household.housing_grade in n["dangerous"] or household.dangerous:
        lacking.add("住房")
    if any(person.insured is False for person in household.people):
        lacking.add("医疗")
    return tuple(
        Hit(RISK, {"lacking": name, "risk": risk})
        for name, risk in n["risks"].items()
        if name in lacking and not known.has(risk)
    )


@monitored("M08")
def lacks_labour_and_has_it(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """Lack of labour is named as a risk, but much of the household can work."""
    people = household.people
    if not known.has("缺劳动力") or not _all_labour(people):
        return NONE
    able = _able(people)
    many = len(people) >= n["large"]
    if able < n["half"] * len(people) if many else able <= n["quarter"] * len(people):
        return NONE
    return one(RISK, able=able, persons=len(people))


@monitored("M09")
def unstable_work_and_no_worker(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """Unstable work is named as a risk, but no member can work, or none has."""
    people = household.people
    if not known.has("务工就业不稳") or not people:
        return NONE
    if _all_labour(people) and not _able(people):
        return one(RISK, "nobody")
    told = all(person.work_months is not None for person in people)
    return one(RISK, "no_work") if told and not any(person.works for person in people) else NONE


@monitored("M10")
def ill_without_spending(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """Illness is named as a risk, but nothing was paid out of pocket."""
    if not known.has("因病") or known.out_of_pocket != 0:
        return NONE
    return one("合规自付支出")


@monitored("M11")
def no_development(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """A household that can work had no measure of the developing kind for months."""
    day = household.day
    if known.development is not False or known.identified is None or day is None:
        return NONE
    if known.removed or not _can_work(household, known):
        return NONE
    months = _months(known.identified, day)
    return one("实施开发式帮扶措施情况", count=months) if months >= n["months"] else NONE


@monitored("M12")
def only_support(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """A household that can work is given nothing but support."""
    if known.measures != frozenset({MEASURE}) or not _can_work(household, known):
        return NONE
    return one(MEASURE)


@monitored("M13")
def support_of_nobody(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """A kind of support is written among the measures, but no member receives it; or the other way round."""
    people = household.people
    if not known.measure_words or not people:
        return NONE
    received = {
        "低保": _any_has(people, "享受低保", lambda person: person.allowance not in NOTHING),
        "特困": _any_has(people, "特困供养", lambda person: person.extreme_poverty not in NOTHING),
        "残": _any_has(people, "健康状况", lambda person: bool(person.card) or DISABLED in person.health),
    }
    found = []
    for word, name in (("低保", "低保"), ("特困", "特困供养"), ("残", "残疾人补贴")):
        written, has = word in known.measure_words, received[word]
        if written and has is False:
            found.append(Hit(MEASURE, {"support": name}, "nobody"))
        elif has and not written and word != "残" and MEASURE in known.asked:
            found.append(Hit(MEASURE, {"support": name}, "not_written"))
    return tuple(found)


@monitored("M14")
def risk_not_said(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """Another risk is not described, or a disaster not named."""
    if any(risk in ("其他", "因其他") for risk in known.risks) and not known.note:
        return one(RISK, "other")
    detailed = any("灾害" in risk and len(risk) > len("因自然灾害") for risk in known.risks)
    if known.has("自然灾害") and not known.disaster and not detailed:
        return one(RISK, "disaster")
    return NONE


@monitored("M15")
def removed_without_contact(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """The risk was removed, but no contact person is named."""
    if not known.removed or known.contact or "监测联系人" not in known.asked:
        return NONE
    return one("监测联系人")


@monitored("M16")
def late_relocation(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """Relocation is a measure for a household that was identified when relocation was over."""
    if known.identified is None or "搬迁" not in (known.measures or ()):
        return NONE
    late = known.identified.year > n["last_year"]
    return one("搬迁", identified=_month(known.identified)) if late else NONE


@monitored("M17")
def no_labour_no_allowance(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """No member of the household can work, and none receives the allowance."""
    people = household.people
    if not people or not _all_labour(people) or _able(people):
        return NONE
    receives = [
        _any_has(people, "享受低保", lambda person: person.allowance not in NOTHING),
        _any_has(people, "特困供养", lambda person: person.extreme_poverty not in NOTHING),
    ]
    return NONE if True in receives or receives[0] is None else one("享受低保", person=0)


@monitored("M18")
def day_without_removal(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """The risk is not removed, but the day of its removal is given."""
    if known.removed is not False or known.removed_on is None:
        return NONE
    return one(REMOVED_ON, removed=_month(known.removed_on))


@monitored("M19")
def removal_without_day(household: HouseholdFacts, known: MonitoringFacts, n: Numbers) -> Hits:
    """The risk is removed, and the day of its removal is blank."""
    if not known.removed or known.removed_on or REMOVED_ON not in known.asked:
        return NONE
    return one(REMOVED_ON)


def _month(day: date) -> str:
    """A month as ledgers write it: most of them give no day."""
    return f"{day:%Y-%m}"


def _months(begun: date, over: date) -> int:
    """Whole months from one day to another."""
    return (over.year - begun.year) * 12 + over.month - begun.month - (over.day < begun.day)


def _all_labour(people: tuple[PersonFacts, ...]) -> bool:
    return bool(people) and all(person.labour for person in people)


def _able(people: tuple[PersonFacts, ...]) -> int:
    return sum(person.labour in WITH_POWER for person in people)


def _can_work(household: HouseholdFacts, known: MonitoringFacts) -> bool:
    """Whether a member can work: by the facts of the people, else by the ledger."""
    if _all_labour(household.people):
        return not all(person.labour in WITHOUT for person in household.people)
    return known.no_labour is False


def _any_has(people: tuple[PersonFacts, ...], title: str, has: Callable[[PersonFacts], bool]) -> bool | None:
    """Whether a member has a thing; None where the list has no column for it."""
    if any(has(person) for person in people):
        return True
    return False if all(title in person.asked for person in people) else None
