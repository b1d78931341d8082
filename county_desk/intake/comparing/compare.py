"""Comparing a delivery with the register: the register's records, the rules in order, and their notes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from county_desk.intake.comparing.comparison import (
    NO_ANSWERS,
    Answers,
    FileComparison,
    LineHit,
    Matched,
    Pair,
)
from county_desk.intake.comparing.county_corrections import Conflict
from county_desk.intake.comparing.fact_checks import FactChecks, running
from county_desk.intake.comparing.notes import HOUSEHOLD_SHEETS
from county_desk.intake.comparing.rules import MODULES
from county_desk.intake.comparing.rules.figures import figures_alone, with_heads
from county_desk.intake.comparing.rules.people import other_household
from county_desk.intake.comparing.snapshot import RegisterSnapshot, counted_again, left_out
from county_desk.intake.delivery import STORED, Delivery, HouseholdIn, Line, Problem, Verdict
from county_desk.intake.reading.households.verdicts import agreed, judged
from county_desk.intake.row_hits import LEVELS
from county_desk.progress import SOME, Progress, each, silent
from county_desk.rules.checks.catalogue import OF_COMPARISON
from county_desk.rules.checks.hits import Of
from county_desk.rules.checks.running import CountedHit, Ready
from county_desk.rules.policy import Policy
from county_desk.workflow.audit import head_seal

assert MODULES  # bringing them in names the function of each rule

_NEWS = ("changed", "county_corrected", "head_changed")  # notes of rows that bring something new


@dataclass(frozen=True)
class Compared:
    """A delivery with the notes of the comparison, and the facts in it that the county had corrected itself.

    `known` are the register's records of it, None for a file that was not read. `seal` is the head of the
    history at that time, and `answers` are those that were given: the result holds while both are the same.
    At an `opening`, households come in as they stand in an existing register.
    """

    delivery: Delivery
    conflicts: tuple[Conflict, ...] = ()
    known: RegisterSnapshot | None = None
    answers: Answers = NO_ANSWERS
    seal: str = ""
    opening: bool = False

    def holds(self, session: Session, answers: Answers) -> bool:
        """Whether the result still holds: the answers are the same, and nothing was written since."""
        return self.answers == answers and self.seal == head_seal(session)


def compared(
    session: Session,
    delivery: Delivery,
    policy: Policy | None = None,
    answers: Answers = NO_ANSWERS,
    progress: Progress = silent,
    today: date | None = None,
) -> Compared:
    """The delivery as it would go in after these answers, with a note for each hit of a rule.

    Give it the delivery as it was read, not one compared before. Rows that would change nothing become
    `unchanged`. With a policy, incomes are compared with its line, and days with its procedures; an
    application without a day is of `today`.
    """
    seal = head_seal(session)  # before all else, so that it is never newer than the result
    if not delivery.read:
        return Compared(delivery, answers=answers, seal=seal)
    if answers.kinds:
        delivery = agreed(delivery, answers.kinds)
    register = RegisterSnapshot(session, delivery)
    comparison = FileComparison(session, with_heads(delivery, register), register, policy, answers, today)
    problems = list(_Rules(comparison).run(progress))
    result = _with_notes(comparison)
    result = replace(result, problems=(*result.problems, *problems))
    return Compared(result, tuple(comparison.conflicts), register, answers, seal, comparison.opening)


class _Rules:
    """The comparison rules in force, in the order of the catalogue, and the checks that need the register."""

    def __init__(self, comparison: FileComparison) -> None:
        self._comparison, self._notes = comparison, comparison.notes
        self._rules = running(comparison, groups=OF_COMPARISON).ready
        self._checks = FactChecks(comparison)

    def run(self, progress: Progress) -> Iterable[Problem]:
        """Note every hit at its row, and yield those of the file."""
        households = self._comparison.delivery.households
        if self._comparison.register.any or any(one.income or figures_alone(one) for one in households):
            for household in each(households, progress, every=SOME):
                self._look_at(household)
        for rule in self._rules[Of.DELIVERY]:
            for hit in rule.function(self._comparison, rule.numbers):
                if hit.row is None:
                    yield Problem(hit.sheet, "", hit.kind(rule), hit.sentence(rule), hit.level(rule))
                else:
                    self._note(rule, hit)
        for row, found in self._checks.between():
            self._note_check(row, found)

    def _look_at(self, household: HouseholdIn) -> None:
        """Compare one household, also one that waits: its sender reads all questions at once."""
        comparison, first = self._comparison, self._notes.first(household)
        if first is None:
            return
        known = comparison.register.households.get(household.key)
        if known is not None and known.settled:
            comparison.met[household.key] = known
            return
        pair = Pair(comparison, household, first, known)
        for found in self._checks.of_income(pair):
            self._note_check(self._notes.ledger(household) or first, found)
        self._run(Of.DELIVERED, pair)
        if known is None or known.gone or other_household(pair) or household.verdict is Verdict.REJECT:
            return  # nothing on record to compare with, or rows that could not be read
        comparison.met[household.key] = known
        known.leaving = left_out(known.members, household)
        matched = Matched(comparison, household, first, known)
        for found in self._checks.of_count(matched):
            self._note_check(self._notes.ledger(household) or first, found)
        self._run(Of.MATCHED, matched)
        comparison.differences += matched.differences

    def _run(self, of: Of, pair: Pair) -> None:
        for rule in self._rules[of]:
            for hit in rule.function(pair, rule.numbers):
                self._note(rule, hit)

    def _note(self, rule: Ready, hit: LineHit) -> None:
        assert hit.row is not None
        if hit.changes:
            self._comparison.changed.add(hit.row.household)
        self._notes.add(hit.row, hit.title, hit.kind(rule), hit.sentence(rule), hit.level(rule), hit.sent)

    def _note_check(self, row: Line, found: CountedHit) -> None:
        self._notes.add(row, found.hit.title, found.kind, found.message(), LEVELS[found.level])


def _with_notes(comparison: FileComparison) -> Delivery:
    """The delivery with all notes at its rows, and with a verdict that follows from them."""
    delivery, notes = comparison.delivery, comparison.notes
    if notes:
        delivery = judged(delivery, map(notes.on, delivery.lines))
        if comparison.answers.kinds:  # before rows that bring nothing new become unchanged
            delivery = agreed(delivery, comparison.answers.kinds)
    if comparison.met:
        households = tuple(_finished(comparison, household) for household in delivery.households)
        delivery = replace(delivery, households=households)
    if comparison.met or comparison.unchanged_rows:
        delivery = replace(delivery, lines=tuple(_settled(comparison, line) for line in delivery.lines))
    return delivery


def _finished(comparison: FileComparison, household: HouseholdIn) -> HouseholdIn:
    """The household as it goes in: `unchanged` without news, without the facts that the register keeps."""
    known = comparison.met.get(household.key)
    if known is None:
        return household
    if (kept := comparison.kept.get(household.key)) is not None:
        household = replace(kept, verdict=household.verdict, persons=counted_again(known, household, kept))
    if figures_alone(household):
        household = replace(household, village=known.row.village_id)
    if household.key not in comparison.changed and household.verdict in STORED:
        return replace(household, verdict=Verdict.UNCHANGED)
    return household


def _settled(comparison: FileComparison, line: Line) -> Line:
    """The row, `unchanged` where it brings nothing new and no question was noted at it."""
    if line.verdict not in STORED:
        return line
    notes = comparison.notes
    if (line.sheet, line.row) in comparison.unchanged_rows:
        unchanged = not notes.has(line)
    elif line.household in comparison.met and notes.kind(line) in HOUSEHOLD_SHEETS:
        news = any(problem.kind in _NEWS for problem in line.problems) or notes.asks(line)
        unchanged = not news or line.household not in comparison.changed
    else:
        unchanged = False
    return replace(line, verdict=Verdict.UNCHANGED) if unchanged else line
