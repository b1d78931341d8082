"""Checks of households under monitoring: risks, measures, and what speaks against a removed risk."""

from collections.abc import Callable
from datetime import date

from county_desk.rules.checks.facts import DISABLED, NOTHING, HouseholdFacts, PersonFacts
from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.monitored import AFTER, RISK, MonitoringFacts
from county_desk.rules.checks.person import WITH_POWER, WITHOUT

MEASURE, REMOVED, REMOVED_ON = "综合保障", "风险是否消除", "风险消除时间"


@check("M01", Of.HOUSEHOLD)
def in_range_and_not_monitored(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that left poverty has an income below the line of monitoring and is not monitored."""
    line, amount = n["line"], household.income_per_head
    if line is None or not household.leaving or household.monitoring or amount is None:
        return NONE
    return one("人均纯收入", amount=amount, line=line) if amount < line else NONE


@check("M02", Of.HOUSEHOLD)
def removed_soon(household: HouseholdFacts, n: Numbers) -> Hits:
    """The risk was removed soon after it was identified."""
    known = household.monitoring
    if known is None or known.identified is None or known.removed_on is None:
        return NONE
    months = _months(known.identified, known.removed_on)
    if months >= n["months"]:
        return NONE
    begun, over = _month(known.identified), _month(known.removed_on)
    case = "before" if over < begun else ""
    return one(REMOVED_ON, case, identified=begun, removed=over, count=max(months, 0))


@check("M03", Of.HOUSEHOLD)
def removed_without_measure(household: HouseholdFacts, n: Numbers) -> Hits:
    """The risk was removed by help, but no measure was taken."""
    known = household.monitoring
    if known is None or "帮扶" not in known.way or known.measures is None or known.measures:
        return NONE
    return one("风险消除方式", way=known.way)


@check("M04", Of.HOUSEHOLD)
def removed_but_in_need(household: HouseholdFacts, n: Numbers) -> Hits:
    """The risk was removed, yet the income is below the line or a guarantee is lacking."""
    known = household.monitoring
    if known is None or not known.removed:
        return NONE
    found = [Hit(REMOVED, {"lacking": name}, "guarantee") for name in known.failing_after]
    line = n["line"]
    if line is not None and known.income_after is not None and known.income_after < line:
        found.append(Hit(f"{AFTER}人均纯收入", {"amount": known.income_after, "line": line}, "income"))
    return tuple(found)


@check("M05", Of.HOUSEHOLD)
def removed_without_labour(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household wholly without labour power is marked as no longer at risk."""
    known = household.monitoring
    return one(REMOVED) if known is not None and known.removed and known.no_labour else NONE


@check("M06", Of.HOUSEHOLD)
def risk_without_measure(household: HouseholdFacts, n: Numbers) -> Hits:
    """A risk has none of the measures that answer it."""
    known = household.monitoring
    if known is None or known.measures is None:
        return NONE
    return tuple(
        Hit(RISK, {"risk": risk, "measures": "、".join(measures)})
        for risk, measures in n["answers"].items()
        if known.has(risk) and not known.measures.intersection(measures)
    )


@check("M07", Of.HOUSEHOLD)
def problem_without_risk(household: HouseholdFacts, n: Numbers) -> Hits:
    """A guarantee is lacking, but the risk that goes with it is not named."""
    known = household.monitoring
    if known is None or not known.risks:
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


@check("M08", Of.HOUSEHOLD)
def lacks_labour_and_has_it(household: HouseholdFacts, n: Numbers) -> Hits:
    """Lack of labour is named as a risk, but much of the household can work."""
    known, people = household.monitoring, household.people
    if known is None or not known.has("缺劳动力") or not _all_labour(people):
        return NONE
    able = _able(people)
    many = len(people) >= n["large"]
    if able < n["half"] * len(people) if many else able <= n["quarter"] * len(people):
        return NONE
    return one(RISK, able=able, persons=len(people))


@check("M09", Of.HOUSEHOLD)
def unstable_work_and_no_worker(household: HouseholdFacts, n: Numbers) -> Hits:
    """Unstable work is named as a risk, but nobody can work, or nobody has."""
    known, people = household.monitoring, household.people
    if known is None or not known.has("务工就业不稳") or not people:
        return NONE
    if _all_labour(people) and not _able(people):
        return one(RISK, "nobody")
    told = all(person.work_months is not None for person in people)
    return one(RISK, "no_work") if told and not any(person.works for person in people) else NONE


@check("M10", Of.HOUSEHOLD)
def ill_without_spending(household: HouseholdFacts, n: Numbers) -> Hits:
    """Illness is named as a risk, but nothing was paid out of pocket."""
    known = household.monitoring
    if known is None or not known.has("因病") or known.out_of_pocket != 0:
        return NONE
    return one("合规自付支出")


@check("M11", Of.HOUSEHOLD)
def no_development(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that can work had no measure of the developing kind for months."""
    known, day = household.monitoring, household.day
    if known is None or known.development is not False or known.identified is None or day is None:
        return NONE
    if known.removed or not _can_work(household, known):
        return NONE
    months = _months(known.identified, day)
    return one("实施开发式帮扶措施情况", count=months) if months >= n["months"] else NONE


@check("M12", Of.HOUSEHOLD)
def only_support(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that can work is given nothing but support."""
    known = household.monitoring
    if known is None or known.measures != frozenset({MEASURE}) or not _can_work(household, known):
        return NONE
    return one(MEASURE)


@check("M13", Of.HOUSEHOLD)
def support_of_nobody(household: HouseholdFacts, n: Numbers) -> Hits:
    """A kind of support is written among the measures, but nobody receives it; or the other way round."""
    known, people = household.monitoring, household.people
    if known is None or not known.measure_words or not people:
        return NONE
    received = {
        "低保": _told(people, "享受低保", lambda person: person.allowance not in NOTHING),
        "特困": _told(people, "特困供养", lambda person: person.extreme_poverty not in NOTHING),
        "残": _told(people, "健康状况", lambda person: bool(person.card) or DISABLED in person.health),
    }
    found = []
    for word, name in (("低保", "低保"), ("特困", "特困供养"), ("残", "残疾人补贴")):
        written, has = word in known.measure_words, received[word]
        if written and has is False:
            found.append(Hit(MEASURE, {"support": name}, "nobody"))
        elif has and not written and word != "残" and MEASURE in known.asked:
            found.append(Hit(MEASURE, {"support": name}, "not_written"))
    return tuple(found)


@check("M14", Of.HOUSEHOLD)
def risk_not_said(household: HouseholdFacts, n: Numbers) -> Hits:
    """Another risk is not described, or a disaster not named."""
    known = household.monitoring
    if known is None:
        return NONE
    if any(risk in ("其他", "因其他") for risk in known.risks) and not known.note:
        return one(RISK, "other")
    detailed = any("灾害" in risk and len(risk) > len("因自然灾害") for risk in known.risks)
    if known.has("自然灾害") and not known.disaster and not detailed:
        return one(RISK, "disaster")
    return NONE


@check("M15", Of.HOUSEHOLD)
def removed_without_contact(household: HouseholdFacts, n: Numbers) -> Hits:
    """The risk was removed, but no contact person is named."""
    known = household.monitoring
    if known is None or not known.removed or known.contact or "监测联系人" not in known.asked:
        return NONE
    return one("监测联系人")


@check("M16", Of.HOUSEHOLD)
def late_relocation(household: HouseholdFacts, n: Numbers) -> Hits:
    """Relocation is a measure for a household that was identified when relocation was over."""
    known = household.monitoring
    if known is None or known.identified is None or "搬迁" not in (known.measures or ()):
        return NONE
    late = known.identified.year > n["last_year"]
    return one("搬迁", identified=_month(known.identified)) if late else NONE


@check("M17", Of.HOUSEHOLD)
def no_labour_no_allowance(household: HouseholdFacts, n: Numbers) -> Hits:
    """Nobody in the household can work, and nobody receives the allowance."""
    known, people = household.monitoring, household.people
    if known is None or not people or not _all_labour(people) or _able(people):
        return NONE
    receives = [
        _told(people, "享受低保", lambda person: person.allowance not in NOTHING),
        _told(people, "特困供养", lambda person: person.extreme_poverty not in NOTHING),
    ]
    return NONE if True in receives or receives[0] is None else one("享受低保", person=0)


@check("M18", Of.HOUSEHOLD)
def day_without_removal(household: HouseholdFacts, n: Numbers) -> Hits:
    """The risk is not removed, but the day of its removal is given."""
    known = household.monitoring
    if known is None or known.removed is not False or known.removed_on is None:
        return NONE
    return one(REMOVED_ON, removed=_month(known.removed_on))


@check("M19", Of.HOUSEHOLD)
def removal_without_day(household: HouseholdFacts, n: Numbers) -> Hits:
    """The risk is removed, and the day of its removal is blank."""
    known = household.monitoring
    if known is None or not known.removed or known.removed_on or REMOVED_ON not in known.asked:
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
    """Whether somebody can work: as the people say, else as the ledger does."""
    if _all_labour(household.people):
        return not all(person.labour in WITHOUT for person in household.people)
    return known.no_labour is False


def _told(people: tuple[PersonFacts, ...], title: str, has: Callable[[PersonFacts], bool]) -> bool | None:
    """Whether somebody has a thing; None where the list has no column for it."""
    if any(has(person) for person in people):
        return True
    return False if all(title in person.asked for person in people) else None
