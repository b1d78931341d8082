"""Households that the register does not have: those of an existing register, and those that may not apply."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from county_desk.facts.word_lists import listed_words
from county_desk.intake.comparing.cases import (
    ABOUT_TO_LEAVE,
    APPLYING,
    EXIT,
    STATUS,
    case_kind,
    cases_of,
    claim_of,
    opens_exit,
    says_standing,
)
from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.comparing.rules.figures import figures_alone
from county_desk.intake.comparing.rules.other_lists import some_of
from county_desk.intake.delivery import HouseholdIn, Verdict
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check
from county_desk.text import _

type _Reason = tuple[str, str]  # the wording, and what the procedure says or the unknown word is


@check("R29", Of.DELIVERY)
def may_enter(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """One question for all households that are kept out for the same reason, at each of them."""
    kept_out: dict[_Reason, list[HouseholdIn]] = {}
    for household in comparison.delivery.households:
        if reason := _reason(comparison, household):
            kept_out.setdefault(reason, []).append(household)
    for (case, why), households in kept_out.items():
        said = Counter(map(claim_of, households))
        values = {
            "count": len(households),
            "named": some_of([" ".join(filter(None, (each.head, each.number))) for each in households]),
            "said": "、".join(f"{word} {count}" for word, count in said.items()),
            "why": why,
        }
        yield RowHit(None, "", values, case)
        for row in filter(None, map(comparison.notes.first, households)):
            yield RowHit(row, STATUS, values, case)


def _reason(comparison: FileComparison, household: HouseholdIn) -> _Reason | None:
    """The reason against taking a household in as it is; None without one."""
    known = comparison.register.households.get(household.key)
    if household.verdict is Verdict.REJECT or figures_alone(household):
        return None
    if known is not None and not known.gone:
        return _reason_of_exit(comparison, household)
    claim = claim_of(household)
    if comparison.opening and claim != APPLYING:
        return None if claim in listed_words(STATUS) else ("word", claim)
    if says_standing(household):
        return "stated", ""
    if claim == ABOUT_TO_LEAVE and not household.identified:
        return "no_day", ""
    if why := _trouble_of_case(comparison, case_kind(household), household.filed_on):
        return "applying" if claim == APPLYING else "ended", why
    return None


def _reason_of_exit(comparison: FileComparison, household: HouseholdIn) -> _Reason | None:
    """The reason against the exit that a household on record would begin; None where it begins none."""
    known = comparison.met.get(household.key)
    changed = household.key in comparison.changed and not comparison.opening
    if known is None or known.settled or not changed or household.claimed != ABOUT_TO_LEAVE:
        return None
    cases = cases_of(comparison.session, [known.row.id]).get(known.row.id, [])
    if not opens_exit(known, household, cases):
        return None
    why = _trouble_of_case(comparison, EXIT, household.filed_on)
    return ("applying", why) if why else None


def _trouble_of_case(comparison: FileComparison, kind: str, filed_on: date | None) -> str:
    """The reason against a case of a kind on the day of a row, or today where the row gives none.

    R20 speaks of days before any procedure.
    """
    day, today, policy = filed_on or comparison.today, comparison.today, comparison.policy
    if policy is None or day is None or (filed_on and filed_on < policy.first_procedure(kind).since):
        return ""
    if today is not None and day > today:
        return _("{day} has not come yet; today is {today}").format(day=day, today=today)
    return policy.why_not_received(kind, day, today or day)
