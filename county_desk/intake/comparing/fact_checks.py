"""The checks of facts that need a figure of policy, or the register, beside the delivered household.

The reader of files knows neither, so that they run when a delivery is compared with the register.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from sqlalchemy import select, union_all

from county_desk.intake.comparing.comparison import FileComparison, Matched, Pair
from county_desk.intake.comparing.rules.figures import figures_alone, has_count
from county_desk.intake.comparing.snapshot import KnownHousehold
from county_desk.intake.delivery import HouseholdIn, Line
from county_desk.models.among import among, listed
from county_desk.models.household import Household, Standing
from county_desk.rules.checks.building import LEAVING
from county_desk.rules.checks.catalogue import OF_FACTS, NamedFigure, catalogue
from county_desk.rules.checks.household_facts import HouseholdFacts
from county_desk.rules.checks.running import CountedHit, Figure, Running, in_force, unset

_DIVIDED = ("D59",)  # the income per head against the net income and the number of people
_SHARED = ("D09", "D91")  # telephones and accounts of several households
_ACCOUNT = "银行卡号"
_H = Household.__table__.c
_ROW = select(_H.id, _H.number, _H.head, _H.telephone, _H.account).where(
    _H.withdrawn_on.is_(None), _H.standing != Standing.REMOVED
)
# two searches, each along its own index; asked for every delivered file, so they are made once
_OTHERS = union_all(_ROW.where(among(_H.account, "accounts")), _ROW.where(among(_H.telephone, "telephones")))


def running(
    comparison: FileComparison,
    *,
    groups: str = OF_FACTS,
    only: Iterable[str] = (),
    province: str = "",
    figure: Figure = unset,
) -> Running:
    """Some checks as they hold for the year of a delivery, with the levels that the county set itself."""
    return in_force(
        catalogue(),
        comparison.delivery.year,
        province=province,
        switches=comparison.switches,
        figure=figure,
        groups=groups,
        only=only,
        lists=True,
    )


class FactChecks:
    """These checks for one comparison; each set is made ready when the first household needs it."""

    def __init__(self, comparison: FileComparison) -> None:
        self._comparison = comparison

    def of_income(self, pair: Pair) -> Iterator[CountedHit]:
        """The hits of a household's income against the figures of policy."""
        household = pair.household
        if self._policy is not None and household.income is not None:
            leaving, a_head = household.claimed in LEAVING, household.income.income_per_head
            yield from self._policy.household(HouseholdFacts(leaving=leaving, income_per_head=a_head))

    def of_count(self, pair: Matched) -> Iterator[CountedHit]:
        """The hits of figures without a count of people against the count on record."""
        household, ledger = pair.household, self._comparison.notes.row(pair.household, "ledger")
        income = household.income
        if ledger is None or income is None or not figures_alone(household) or has_count(ledger):
            return
        persons = pair.known.row.persons
        facts = HouseholdFacts(
            counted=persons, net_income=income.net_income, income_per_head=income.income_per_head
        )
        yield from self._divided.household(facts)

    def between(self) -> Iterator[tuple[Line, CountedHit]]:
        """The hits of accounts and telephones that are new here, and that others have on record.

        Those within the file were noted when it was read.
        """
        known = self._comparison.register.households
        new = [each for each in self._comparison.delivery.households if _is_new(each, known.get(each.key))]
        others = self._on_record(new, {each.row.id for each in known.values() if not each.gone})
        if not others:
            return
        taken = {name: {getattr(each, name) for each in others} for name in ("account", "telephone")}
        checks = running(self._comparison, only=_SHARED)
        for found in checks.together([*map(_facts, new), *others]):
            place = found.hit.household
            assert place is not None
            name = "account" if found.hit.title == _ACCOUNT else "telephone"
            if place < len(new) and getattr(new[place], name) in taken[name]:
                first = self._comparison.notes.first(new[place])
                if first and found.kind not in first.kinds:
                    yield first, found

    @cached_property
    def _policy(self) -> Running | None:
        """The checks with a figure of policy; None without a policy."""
        comparison = self._comparison
        if (policy := comparison.policy) is None:
            return None
        terms = policy.terms(date(comparison.delivery.year, 12, 31))
        named = [
            check.number
            for check in catalogue().checks.values()
            if any(isinstance(value, NamedFigure) for value in check.numbers.values())
        ]
        return running(
            comparison, only=named, province=policy.province, figure=lambda name: terms[name].number
        )

    @cached_property
    def _divided(self) -> Running:
        return running(self._comparison, only=_DIVIDED)

    def _on_record(self, new: Sequence[HouseholdIn], own: set[int]) -> list[HouseholdFacts]:
        """The households on record with one of these accounts or telephones, but those of the file."""
        if not new:
            return []
        asked: dict[str, object] = {
            "accounts": listed({each.account for each in new if each.account}),
            "telephones": listed({each.telephone for each in new if each.telephone}),
        }
        rows = self._comparison.session.execute(_OTHERS, asked)
        found = {row.id: row for row in rows if row.id not in own}
        return [
            HouseholdFacts(number=row.number, head=row.head, telephone=row.telephone, account=row.account)
            for row in found.values()
        ]


def _is_new(household: HouseholdIn, known: KnownHousehold | None) -> bool:
    """Whether a household brings an account or a telephone that the register does not have with it."""
    if known is None or known.gone:
        return bool(household.account or household.telephone)
    if known.settled:
        return False
    row = known.row
    return household.account not in ("", row.account) or household.telephone not in ("", row.telephone)


def _facts(household: HouseholdIn) -> HouseholdFacts:
    return HouseholdFacts(
        number=household.number or household.where,
        head=household.head,
        telephone=household.telephone,
        account=household.account,
    )
