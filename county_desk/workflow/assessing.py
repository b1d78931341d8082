"""Comparing a delivery with the register: what is new, what would change, and what clashes."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from county_desk.excel.delivery import STORED, Delivery, HouseholdIn, Level, Line, Problem, Verdict
from county_desk.excel.reading.judging import agreed, judged
from county_desk.models.household import Household
from county_desk.rules.policy import Policy
from county_desk.text import _
from county_desk.workflow.intake_facts import (
    Facts,
    changes,
    household_facts,
    income_facts,
    living_facts,
    member_facts,
    member_year_facts,
    shown,
)
from county_desk.workflow.intake_known import Known, left_out, member_of, year_of_household, year_of_member
from county_desk.workflow.own import own_figures

CHANGED = "changed"
_LEAVING = ("脱贫", "预脱贫")


def prospect(
    session: Session, delivery: Delivery, policy: Policy | None = None, kinds: Collection[str] = ()
) -> Delivery:
    """What taking in a delivery would do, once a person has agreed to the questions of some kinds."""
    return agreed(assess(session, agreed(delivery, kinds), policy), kinds)


def assess(session: Session, delivery: Delivery, policy: Policy | None = None) -> Delivery:
    """The delivery compared with the register; give it the delivery as it was read, not one assessed before.

    Rows that would change nothing become `unchanged`, rows of a newer version name what differs, and
    clashes with other households are questions. With a policy, incomes are held against its line.
    """
    if not delivery.read:
        return delivery
    assessor = _Assessor(session, delivery, _exit_line(session, delivery.year, policy))
    for household in delivery.households:
        if household.verdict in STORED:
            assessor.look_at(household)
    return assessor.result()


def _exit_line(session: Session, year: int, policy: Policy | None) -> Decimal | None:
    if policy is None:
        return None
    terms = policy.with_own(own_figures(session)).terms(date(year, 12, 31))
    return terms["income_line_exit"].number


class _Assessor:
    """Collects what there is to say about each row of one delivery."""

    def __init__(self, session: Session, delivery: Delivery, exit_line: Decimal | None) -> None:
        self._delivery, self._exit_line = delivery, exit_line
        self._known = Known(session, delivery)
        self._said: dict[tuple[str, int], list[Problem]] = defaultdict(list)
        self._count = 0
        self._same: set[str] = set()
        self._columns = {sheet.name: sheet.columns for sheet in delivery.sheets}
        self._lines = {(line.sheet, line.row): line for line in delivery.lines}
        kinds = {sheet.name: sheet.kind for sheet in delivery.sheets}
        self._rows: dict[tuple[str, str], Line] = {}
        for line in delivery.lines:
            if line.verdict is not Verdict.SKIP:
                self._rows.setdefault((line.household, kinds.get(line.sheet, "")), line)

    def look_at(self, household: HouseholdIn) -> None:
        """Compare one household that could go in."""
        first = self._row(household, "heads") or self._row(household, "persons")
        if first is None:
            return
        self._check_income(household)
        self._check_people(household)
        known = self._known.households.get(household.number)
        if known is None or known.withdrawn_on is not None:
            return
        if self._known.batch is not None:
            self._same.add(household.number)
        elif trouble := _another(known, household, self._delivery.place_id):
            self._say(first, "户编号", "household_number", trouble, Level.ASK)
        else:
            self._compare(known, household, first)

    def _compare(self, known: Household, household: HouseholdIn, first: Line) -> None:
        before = self._count
        for member in left_out(known, household):
            message = _("The register also has {name} ({relation}), who is no longer listed.")
            words = message.format(name=member.name, relation=member.relation)
            self._say(first, "家庭人口数", "member_left", words, Level.ASK)
        self._tell(first, known, household_facts(household))
        self._compare_people(known, household)
        year = year_of_household(known, self._delivery.year)
        for kind, facts in (("ledger", income_facts(household)), ("living", living_facts(household))):
            row = self._row(household, kind) or first
            if year is not None:
                self._tell(row, year, facts)
            elif facts:
                message = _("The figures of {year} are new.").format(year=self._delivery.year)
                self._say(row, "", CHANGED, message, Level.NOTE)
        if self._count == before:
            self._same.add(household.number)

    def _compare_people(self, known: Household, household: HouseholdIn) -> None:
        for member in household.members:
            line = self._lines[member.sheet, member.row]
            found = member_of(known, member)
            if found is None or found.withdrawn_on is not None:
                self._say(line, "姓名", CHANGED, _("{name} is new.").format(name=member.name), Level.NOTE)
                continue
            self._tell(line, found, member_facts(member))
            year = year_of_member(found, self._delivery.year)
            if year is not None:
                self._tell(line, year, member_year_facts(member))

    def _check_people(self, household: HouseholdIn) -> None:
        for member in household.members:
            other = self._known.elsewhere(member, household.number)
            if other is None:
                continue
            kind = "duplicate_person" if other.name == member.name else "duplicate_id_other_name"
            message = _("On record in {village} as {name}, in household {number} of {head}.").format(
                village=other.village, name=other.name, number=other.number, head=other.head
            )
            self._say(self._lines[member.sheet, member.row], "身份证号", kind, message, Level.ASK)

    def _check_income(self, household: HouseholdIn) -> None:
        income, row = household.income, self._row(household, "ledger")
        if self._exit_line is None or income is None or income.income_per_head is None or row is None:
            return
        if household.claimed in _LEAVING and income.income_per_head <= self._exit_line:
            message = _("Marked {claimed}, but {income} yuan a head is not above the line of {line}.").format(
                claimed=household.claimed, income=income.income_per_head, line=self._exit_line
            )
            self._say(row, "人均纯收入", "exit_income", message, Level.WARN)

    def _row(self, household: HouseholdIn, kind: str) -> Line | None:
        return self._rows.get((household.number, kind))

    def _tell(self, line: Line, record: object, wanted: Facts) -> None:
        for name, (before, after) in changes(record, wanted).items():
            for title, old, new in shown(name, before, after):
                message = _("{title}: {old} becomes {new}.").format(title=title, old=old or "—", new=new)
                self._say(line, title, CHANGED, message, Level.NOTE)

    def _say(self, line: Line, title: str, kind: str, message: str, level: Level) -> None:
        letter = self._columns.get(line.sheet, {}).get(title, "A")
        problem = Problem(line.sheet, f"{letter}{line.row}", kind, message, level)
        self._said[line.sheet, line.row].append(problem)
        self._count += 1

    def result(self) -> Delivery:
        """The delivery with all that was found."""
        lines = (
            replace(line, problems=(*line.problems, *self._said[line.sheet, line.row]))
            for line in self._delivery.lines
        )
        found = judged(self._delivery, lines)
        finished = tuple(self._settled(line) for line in found.lines)
        households = tuple(
            replace(each, verdict=Verdict.UNCHANGED) if each.number in self._same else each
            for each in found.households
        )
        problems = (*found.problems, *self._about_the_file())
        return replace(found, lines=finished, households=households, problems=problems)

    def _settled(self, line: Line) -> Line:
        """A row of a known household that says nothing new is unchanged."""
        known = self._known.households.get(line.household)
        if line.verdict not in STORED or known is None or known.withdrawn_on is not None:
            return line
        new = any(problem.kind == CHANGED for problem in line.problems)
        return line if new and line.household not in self._same else replace(line, verdict=Verdict.UNCHANGED)

    def _about_the_file(self) -> Iterator[Problem]:
        if self._known.batch is not None:
            message = _("This file was taken in on {day} (batch {number}).").format(
                day=self._known.batch.taken_at.astimezone().date(), number=self._known.batch.id
            )
            yield Problem("", "", "file_duplicate", message, Level.WARN)


def _another(known: Household, household: HouseholdIn, place_id: int | None) -> str:
    """Why the household on record under this number is another one; "" when it is the same."""
    if known.village_id != place_id:
        return _("The register has household {number} in {village}, that of {head}.").format(
            number=household.number, village=known.village.name, head=known.head
        )
    if known.head != household.head and all(member_of(known, one) is None for one in household.members):
        return _("The register has another household under {number}, that of {head}.").format(
            number=household.number, head=known.head
        )
    return ""
