"""Comparing a delivery with the register: what is new, what would change, and what clashes."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from county_desk.intake.comparing.assessing_alike import ALIKE, changed_alike, exchanged
from county_desk.intake.comparing.assessing_changes import ListChanges
from county_desk.intake.comparing.assessing_days import FILED, days_of_application
from county_desk.intake.comparing.assessing_figures import (
    COUNT,
    figures_alone,
    says_count,
    with_heads,
    words_of_count,
    words_of_nobody,
)
from county_desk.intake.comparing.assessing_file import about_the_file
from county_desk.intake.comparing.assessing_lists import compare_lists
from county_desk.intake.comparing.assessing_notes import Notes
from county_desk.intake.comparing.assessing_people import (
    NUMBER_CHANGED,
    ON_RECORD,
    another_household,
    other_numbers,
    was_taken_off,
    words_of_removal,
    words_of_renumbering,
    words_of_slip,
)
from county_desk.intake.comparing.assessing_shared import moved, shared
from county_desk.intake.comparing.assessing_words import CHANGED, HEAD_CHANGED, OWN
from county_desk.intake.comparing.assessing_years import MISMATCH, of_another_year
from county_desk.intake.comparing.checks import (
    DIVIDED,
    WEIGHTS,
    divided_hits,
    income_hits,
    policy_checks,
    running,
)
from county_desk.intake.comparing.differences import differences, figures_are_new, people_new
from county_desk.intake.comparing.known import Elsewhere, Known, KnownHousehold, counted_again, left_out
from county_desk.intake.comparing.own import REMOVED, Conflict, Difference, authors
from county_desk.intake.delivery import STORED, Delivery, HouseholdIn, Level, Line, Problem, Verdict
from county_desk.intake.reading.households.judging import agreed, judged
from county_desk.progress import SOME, Progress, each, silent
from county_desk.rules.checks.running import CountedHit, Running
from county_desk.rules.policy import Policy
from county_desk.text import _
from county_desk.workflow.audit import head_seal

_NEWS = (CHANGED, OWN, HEAD_CHANGED)


@dataclass(frozen=True)
class Answers:
    """What a person answered about a file.

    `kinds` are the kinds of questions agreed to for all rows; `keep` and `take` name the conflicts (by
    `Conflict.key`) in which the register's value stays, or that of the file goes in.
    """

    kinds: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    take: tuple[str, ...] = ()


NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Compared:
    """A delivery held against the register, and the facts in it that the county had put right itself.

    `known` is what the register knows of it, None for a file that was not read. `seal` is the head of the
    history at that time, and `answers` are those that were given: what was found holds while they do.
    """

    delivery: Delivery
    conflicts: tuple[Conflict, ...] = ()
    known: Known | None = None
    answers: Answers = NO_ANSWERS
    seal: str = ""

    def holds(self, session: Session, answers: Answers) -> bool:
        """Whether it would be found so again: with the same answers, and nothing was written since."""
        return self.answers == answers and self.seal == head_seal(session)


def compared(
    session: Session,
    delivery: Delivery,
    policy: Policy | None = None,
    answers: Answers = NO_ANSWERS,
    progress: Progress = silent,
) -> Compared:
    """What taking in a delivery would do, once a person has given these answers about it.

    Give it the delivery as it was read, not one compared before. Rows that would change nothing become
    `unchanged`, rows of a newer version name what differs, and clashes with other households are questions.
    With a policy, incomes are held against its line.
    """
    seal = head_seal(session)  # before all else, so that it is never newer than what was found
    if not delivery.read:
        return Compared(delivery, answers=answers, seal=seal)
    if answers.kinds:
        delivery = agreed(delivery, answers.kinds)
    known = Known(session, delivery)
    delivery = with_heads(delivery, known)
    assessor = _Assessor(session, delivery, known, policy, answers)
    if assessor.has_to_look:
        for household in each(delivery.households, progress, every=SOME):
            assessor.look_at(household)
    return replace(assessor.result(), answers=answers, seal=seal)


class _Assessor:
    """Collects what there is to say about each row of one delivery."""

    def __init__(
        self, session: Session, delivery: Delivery, known: Known, policy: Policy | None, answers: Answers
    ) -> None:
        self._session, self._delivery, self._known = session, delivery, known
        self._policy, self._answers = policy, answers
        self._notes = Notes(delivery)
        self._new: set[str] = set()  # the households in which something is new
        self._met: dict[str, KnownHousehold] = {}  # those that the register has
        self._differences: list[Difference] = []
        self._changes = ListChanges(self._notes, self._met, self._new, answers.keep, answers.take)
        self._taken_off: list[tuple[Difference, Elsewhere]] = []  # who was in another household until then

    @property
    def has_to_look(self) -> bool:
        """Whether there is anything on record, or an income, against which households are to be held."""
        households = self._delivery.households
        return self._known.any or any(each.income is not None or figures_alone(each) for each in households)

    @cached_property
    def _checks(self) -> Running | None:
        return policy_checks(self._session, self._delivery, self._policy)

    @cached_property
    def _divided(self) -> Running:
        return running(self._session, self._delivery, DIVIDED)

    def look_at(self, household: HouseholdIn) -> None:
        """Compare one household, also one that waits: its sender hears everything at once."""
        first = self._notes.first(household)
        if first is None:
            return
        known = self._known.households.get(household.key)
        if known is not None and known.settled:
            self._met[household.key] = known
            return
        self._check_income(household)
        if self._known.people or self._known.removed:
            self._check_people(household, first)
        if known is None or known.gone:
            if figures_alone(household):
                self._notes.say(first, "户编号", "household_number", words_of_nobody(household), Level.ASK)
            return
        if trouble := another_household(known, household, self._delivery):
            self._notes.say(first, "户编号", "household_number", trouble, Level.ASK)
            return
        if household.verdict is Verdict.REJECT:
            return  # what could not be read of it would seem to differ
        self._met[household.key] = known
        self._compare(known, household, first)

    def _compare(self, known: KnownHousehold, household: HouseholdIn, first: Line) -> None:
        known.leaving = left_out(known.members, household)
        for member in known.leaving:
            message = _("The register also has {name} ({relation}), who is no longer listed.")
            words = message.format(name=member.name, relation=member.relation)
            self._notes.say(first, COUNT, "member_left", words, Level.ASK)
            self._new.add(household.key)
        if household.number not in ("", known.row.number):
            words = words_of_renumbering(known, household)
            self._notes.say(first, "户编号", "household_renumbered", words, Level.ASK)
            self._new.add(household.key)
        if words := words_of_slip(known, household):
            self._notes.say(first, "身份证号", NUMBER_CHANGED, words, Level.ASK)
            self._new.add(household.key)
        self._check_count(known, household, first)
        fresh = list(people_new(known, household))
        for member in fresh:
            line = self._notes.lines[member.sheet, member.row]
            self._notes.say(line, "姓名", CHANGED, _("{name} is new.").format(name=member.name), Level.NOTE)
            self._new.add(household.key)
        for kind in figures_are_new(known, household):
            message = _("The figures of {year} are new.").format(year=self._delivery.year)
            self._notes.say(self._notes.row(household, kind) or first, "", CHANGED, message, Level.NOTE)
            self._new.add(household.key)
        rows = {kind: self._notes.row(household, kind) or first for kind in ("ledger", "living")}
        differ = list(differences(known, household, {"": first, **rows}, self._notes.lines))
        self._differences += differ
        if fresh or any(each.name in ("name", "id_number", REMOVED) for each in differ):
            for member, message in other_numbers(known, household):
                line = self._notes.lines[member.sheet, member.row]
                self._notes.say(line, "身份证号", NUMBER_CHANGED, message, Level.ASK)

    def _check_count(self, known: KnownHousehold, household: HouseholdIn, first: Line) -> None:
        if words := words_of_count(known, household, first):
            self._notes.say(first, COUNT, "member_count", words, Level.ASK)
        ledger = self._notes.row(household, "ledger")
        if ledger is not None and household.income and figures_alone(household) and not says_count(ledger):
            self._say_hits(ledger, divided_hits(self._divided, household.income, known.row.persons))

    def _check_people(self, household: HouseholdIn, first: Line) -> None:
        for member in household.members:
            line = self._notes.lines.get((member.sheet, member.row), first)
            self._taken_off += was_taken_off(self._known, household, member, line)
            other = self._known.elsewhere(member, household.key)
            if other is None:
                continue
            kind = ON_RECORD[other.name != member.name]
            message = _("On record in {village} as {name}, in household {number} of {head}.").format(
                village=other.village, name=other.name, number=other.number, head=other.head
            )
            self._notes.say(line, "身份证号", kind, message, Level.ASK)

    def _check_income(self, household: HouseholdIn) -> None:
        row = self._notes.row(household, "ledger") or self._notes.first(household)
        if row is None or household.income is None:
            return
        self._say_hits(row, income_hits(self._checks, household))

    def _say_hits(self, line: Line, hits: Iterable[CountedHit]) -> None:
        for found in hits:
            self._notes.say(line, found.hit.title, found.kind, found.message(), WEIGHTS[found.level])

    def result(self) -> Compared:
        """The delivery with all that was found."""
        put_right = authors(self._session, [*self._differences, *(off for off, _where in self._taken_off)])
        self._changes.tell(self._differences, put_right)
        for off, where in self._taken_off:
            if author := put_right.get(off.place):
                self._notes.say(
                    off.line, off.title, ON_RECORD[0], words_of_removal(off, where, author), Level.ASK
                )
        alike = [*self._look_at_columns(), *self._look_at_years()]
        self._look_at_days()
        self._look_at_accounts()
        same = {key for key in self._met if key not in self._new}
        delivery = self._delivery
        if self._notes:
            delivery = judged(delivery, map(self._notes.on, delivery.lines))
            if self._answers.kinds:  # before rows that say nothing new are told
                delivery = agreed(delivery, self._answers.kinds)
        if self._met:
            households = tuple(self._finished(each, same) for each in delivery.households)
            lines = tuple(self._settled(line, same) for line in delivery.lines)
            delivery = replace(delivery, lines=lines, households=households)
        delivery = compare_lists(self._session, delivery, self._known.batch is not None, self._answers.kinds)
        of_the_file = about_the_file(self._session, self._delivery, self._known)
        problems = (*delivery.problems, *alike, *of_the_file)
        return Compared(replace(delivery, problems=problems), tuple(self._changes.conflicts), self._known)

    def _look_at_columns(self) -> Iterator[Problem]:
        """Ask in every row about changes that look like one mistake of a column; tell the file of it."""
        differ = [change for change in self._differences if change.key not in self._answers.keep]
        for words, changed in (*changed_alike(differ), *exchanged(differ)):
            yield Problem("", "", ALIKE, words, Level.WARN)
            for change in changed:
                self._notes.say(change.line, change.title, ALIKE, words, Level.ASK)

    def _look_at_years(self) -> Iterator[Problem]:
        """Ask in the rows of incomes that are those of another year; tell the file of it."""
        for words, households in of_another_year(self._session, self._delivery, self._known):
            yield Problem("", "", MISMATCH, words, Level.WARN)
            for household in households:
                if row := self._notes.row(household, "ledger") or self._notes.first(household):
                    self._notes.say(row, "年纯收入", MISMATCH, words, Level.ASK)

    def _look_at_days(self) -> None:
        for said in days_of_application(
            self._session, self._policy, self._delivery.households, self._known, self._met, self._new
        ):
            if first := self._notes.first(said.household):
                self._notes.say(first, FILED, said.kind, said.sentence, said.level)
                if said.kept:
                    self._notes.stay(first, FILED, said.kept)

    def _look_at_accounts(self) -> None:
        for household, found in shared(self._session, self._delivery, self._known):
            first = self._notes.first(household)
            if first and found.kind not in first.kinds:
                self._say_hits(first, [found])
        for household, title, kind, words, level in moved(self._delivery, self._known):
            if first := self._notes.first(household):
                self._notes.say(first, title, kind, words, level)

    def _finished(self, household: HouseholdIn, same: Collection[str]) -> HouseholdIn:
        """What goes in of a household: nothing where nothing is new, and not what the register keeps."""
        if (kept := self._changes.kept.get(household.key)) is not None:
            persons = counted_again(self._met[household.key], household, kept)
            household = replace(kept, verdict=household.verdict, persons=persons)
        if figures_alone(household) and household.key in self._met:
            household = replace(household, village=self._met[household.key].row.village_id)
        if household.key in same and household.verdict in STORED:
            return replace(household, verdict=Verdict.UNCHANGED)
        return household

    def _settled(self, line: Line, same: Collection[str]) -> Line:
        """A row of a known household that says nothing new and asked nothing here is unchanged."""
        if line.verdict not in STORED or line.household not in self._met:
            return line
        new = any(problem.kind in _NEWS for problem in line.problems)
        new = new or self._notes.asks(line)
        return line if new and line.household not in same else replace(line, verdict=Verdict.UNCHANGED)
