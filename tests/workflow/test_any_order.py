"""A state machine tries orders of acts and days, and the laws of a case hold after each act.

`COUNTY_DESK_LAWS_MINUTES` makes it run for so many minutes with new seeds instead of once with fixed ones.
Rules that walk a case several steps take whole cases to approval and exit; the depth is counted.
"""

import os
import shutil
import time
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, event, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from county_desk.models.case import Case, CaseState
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.models.household import Household, Standing
from county_desk.rules.procedures import StepKind
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.answering import AnswerApplicant, Reexamine
from county_desk.workflow.cases.confirm_late import ConfirmLate
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure, ReopenDisclosure
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.hanging import ExtendDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.take_back import ReturnCase, TakeBackStep, WithdrawCase
from county_desk.workflow.command import Command, Refused
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import (
    CLERK,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    VILLAGE,
    a_household,
    an_id_number,
    command_for,
    national,
)
from tests.workflow.any_order import as_posted, broken_laws, hanging_of, lists_of, open_things, waiting_on

FEW = st.integers(0, 5)
BACK = st.sampled_from((0, 0, 0, 0, 1, 3, 8, 11, 40))  # days that an act is dated back
PEOPLE = st.sampled_from((CLERK, TOWNSHIP, VILLAGE, REVIEWER, SECOND))
NO = st.sampled_from(("", "", "", "", "", "有车"))
PAIRS = st.sampled_from(("郑宝、赵敏", "郑宝、郑宝"))
YEARS = st.sampled_from((2015, 2016, 2016, 2017))
CHAIN = (VILLAGE, TOWNSHIP, CLERK, REVIEWER, SECOND)
SIGNED = (StepKind.DISCLOSURE, StepKind.DECISION, StepKind.ANNOUNCEMENT)
WALK = st.sampled_from((0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 18))  # steps of a case in a row
KINDS = st.sampled_from(("household_exit", "household_registration"))
INCOMES, GRADES = st.sampled_from((900, 2000, 2952, 9000)), st.sampled_from(("A", "D"))
MINUTES = float(os.environ.get("COUNTY_DESK_LAWS_MINUTES", "0"))


class AnyOrder(RuleBasedStateMachine):
    """Two households and an office that does things in whatever order and on whichever day."""

    fresh: Any = None
    depth: Counter[str] = Counter()  # how often each act was done, and each case came to an end

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.office, self._engine = type(self).fresh(self.folder / "青岚县.cdesk")
        self.day = date(2016, 10, 8)
        for serial, head in enumerate(("张大有", "王秀田"), start=1):
            a_household(self.office, head, serial=serial, received_on=self.day)
        self.last_days: dict[int, date] = {}
        self.births = 10

    def teardown(self) -> None:
        try:
            assert self.office.read(verify).ok
        finally:
            self._engine.dispose()
            shutil.rmtree(self.folder)

    def act(self, command: Command, by: str) -> bool:
        """Do something unless it is refused; the laws hold in either case."""
        try:
            self.office.at(self.day, by).do(command)
        except Refused:
            return False
        self._count(command)
        found = self.office.read(broken_laws)
        last_days = self.office.read(lists_of)
        kept = self.last_days.items()
        found += [f"9.3 list {each} was shortened" for each, day in kept if last_days[each] < day]
        self.last_days = last_days
        assert found == [], f"{self.day} {by} {command}"
        return True

    def _count(self, command: Command) -> None:
        """Count an act that was done, and what came of it."""
        self.depth[type(command).__name__] += 1
        if isinstance(command, Decide | Announce):
            for number in command.cases:
                case = self._case(number)
                ended = f"{case.kind} {case.state.value}"
                self.depth[ended] += 1
                event(ended)

    def _case(self, number: int) -> Case:
        with self.office.sessions() as session:
            return session.get_one(Case, number)

    def things(self) -> dict[str, Any]:
        return self.office.read(open_things)

    def some(self, which: int, *states: CaseState) -> int | None:
        cases = self.things()["cases"]
        found = [number for number, state, _household in cases if not states or state in states]
        return found[which % len(found)] if found else None

    def _step(self, number: int) -> Any:
        with self.office.sessions() as session:
            case = session.get_one(Case, number)
            return self.office.policy.procedures.begun(case.procedure, case.procedure_digest).step(case.step)

    # The next step, by the right person or by anybody, today or some days back.

    @rule(which=FEW, by=PEOPLE, back=BACK, late=st.booleans(), no=NO)
    def a_step(self, which, by, back, late, no):
        number = self.some(which, CaseState.OPEN, CaseState.APPROVED)
        if number is None:
            return
        step = self._step(number)
        if step.kind in SIGNED:
            self._onward(number, step, by, self.day - timedelta(days=back))
            return
        day = self.day - timedelta(days=back)
        command = command_for(self.office, step, (number,), day)
        more = {"late_reason": "补录" if late else "", "against": no}
        self.act(type(command)(**({name: getattr(command, name) for name in command.asks()} | more)), by)

    @initialize(first=WALK, second=WALK, left=st.one_of(st.none(), WALK))
    def the_office_has_worked(self, first, second, left):
        """The cases are on their way when the disorder begins; one household may be leaving."""
        for number, steps in zip((1, 2), (first, second), strict=True):
            self._walk(number, steps)
        if left is not None:
            self._leave(0, left)

    @rule(which=FEW, steps=WALK)
    def a_case_walks_on(self, which, steps):
        """Several right steps by who may take them, so that whole cases come to their end."""
        self._walk(self.some(which, CaseState.OPEN, CaseState.APPROVED), steps)

    @rule(which=FEW, steps=WALK)
    def an_exit_is_begun(self, which, steps):
        self._leave(which, steps)

    @rule(which=FEW)
    def a_case_goes_one_step(self, which):
        """Rules are drawn equally often; one that leads on stands here a second time."""
        self._walk(self.some(which, CaseState.OPEN, CaseState.APPROVED), 1)

    def _walk(self, number: int | None, steps: int) -> None:
        for _each in range(steps):
            if number is None or not self._forward(number):
                return

    def _leave(self, which, steps):
        """A registered household with a good year applies to leave, and walks some steps."""
        with self.office.sessions() as session:
            found = [each.id for each in session.query(Household).filter_by(standing=Standing.REGISTERED)]
        if not found:
            return
        household, self.day = found[which % len(found)], self.day + timedelta(days=30)
        facts = {"net_income": Decimal(90000), "housing_grade": "B", "housing_area": Decimal(60)}
        self.act(RecordYear(household=household, year=self.day.year, **facts), CLERK)
        exit_ = OpenCase(household=household, kind="household_exit", year=self.day.year, received_on=self.day)
        if self.act(exit_, CLERK):
            self._walk(max(number for number, _state, _household in self.things()["cases"]), steps)

    def _forward(self, number: int) -> bool:
        """The next step of a case on the first day it can be taken, after what is in its way is cleared."""
        if self._case(number).state not in (CaseState.OPEN, CaseState.APPROVED):
            return False
        for each in self.office.read(lambda session: waiting_on(session, number)):
            asked = {"investigators": "孙一、孙二", "reply": "经查不属实", "settled_on": self.day}
            self._by_anybody(SettleObjection(objection=each, finding=ObjectionFinding.REJECTED, **asked))
        self._by_anybody(ConfirmLate(cases=(number,)))
        if (hanging := self.office.read(lambda session: hanging_of(session, number))) is not None:
            self.day = max(self.day, hanging.last_day + timedelta(days=1))
            return self._by_anybody(CloseDisclosure(disclosure=hanging.id, closed_on=self.day))
        step = self._step(number)
        for days in (1, 7):  # a gap between two levels
            self.day += timedelta(days=days)
            if any(self._take(number, step, by) for by in CHAIN):
                return True
        return step.kind is StepKind.DECISION and self._put_right(number)

    def _take(self, number: int, step: Any, by: str) -> bool:
        if step.kind in SIGNED:
            return self._onward(number, step, by, self.day)
        return self.act(command_for(self.office, step, (number,), self.day), by)

    def _put_right(self, number: int) -> bool:
        """The year of a case as its rule wants it, and the case sent back to be posted so."""
        case = self._case(number)
        income, grade = (90000, "B") if case.kind == "household_exit" else (2000, "D")
        facts = {"net_income": Decimal(income), "housing_grade": grade, "housing_area": Decimal(60)}
        self.act(RecordYear(household=case.household_id, year=case.year, **facts), CLERK)
        asked = {"returned_on": self.day, "reason": "重新公示", "posting": True}
        return self._by_anybody(ReturnCase(cases=(number,), **asked))

    def _by_anybody(self, command: Command, *first: str) -> bool:
        """Do something by the first who may; tried before by those who perhaps may not."""
        return any(self.act(command, by) for by in (*first, *CHAIN))

    def _onward(self, number: int, step: Any, by: str, day: date) -> bool:
        if step.kind is StepKind.DISCLOSURE:
            return self.act(OpenDisclosure(cases=(number,), opened_on=day), by)
        if step.kind is StepKind.DECISION:
            asked = {"decision": Decision.APPROVE, "opinion": "同意", "late_reason": "补录"}
            done = self.act(Decide(cases=(number,), decided_on=day, **asked), by)
            if done:
                found = self.office.read(lambda session: as_posted(session, number))
                assert found == [], f"case {number}: {found}"
            return done
        command = command_for(self.office, step, (number,), day)
        return self.act(command, by)

    @rule(by=PEOPLE, which=FEW, back=BACK, waits=st.booleans())
    def a_list_is_closed(self, by, which, back, waits):
        hanging = self.things()["hanging"]
        if not hanging:
            return
        number = hanging[which % len(hanging)]
        if waits:
            self.day = max(self.day, self.office.read(lists_of)[number] + timedelta(days=1))
        day = self.day - timedelta(days=0 if waits else back)
        for person in (by, CLERK) if waits else (by,):
            if self.act(CloseDisclosure(disclosure=number, closed_on=day, late_reason="补录"), person):
                return

    @rule(by=PEOPLE, which=FEW, more=st.integers(-3, 4))
    def a_list_is_extended(self, by, which, more):
        lists = self.office.read(lists_of)
        if lists:
            number = sorted(lists, reverse=True)[which % len(lists)]
            last = lists[number] + timedelta(days=more)
            self._by_anybody(ExtendDisclosure(disclosure=number, last_day=last, reason="雨天"), by)

    @rule(by=PEOPLE, which=FEW, back=BACK, whole=st.booleans())
    def somebody_objects(self, by, which, back, whole):
        lists = sorted(self.things()["entries"], reverse=True)
        if lists:
            number, case = lists[which % len(lists)]
            asked = {"channel": Channel.HOTLINE, "words": "家有小汽车", "case": None if whole else case}
            day = self.day - timedelta(days=back)
            self._by_anybody(RecordObjection(disclosure=number, received_on=day, **asked), by)

    @rule(by=PEOPLE, which=FEW, finding=st.sampled_from(tuple(ObjectionFinding)), names=PAIRS)
    def an_objection_is_settled(self, by, which, finding, names):
        waiting = self.things()["objections"]
        if waiting:
            asked = {"investigators": names, "reply": "经查，情况属实", "settled_on": self.day}
            number = waiting[which % len(waiting)]
            self._by_anybody(SettleObjection(objection=number, finding=finding, **asked), by)

    @rule(by=PEOPLE, which=FEW, back=BACK, posting=st.booleans())
    def a_case_is_returned(self, by, which, back, posting):
        number = self.some(which, CaseState.OPEN)
        if number is not None:
            day = self.day - timedelta(days=back)
            asked = {"reason": "缺少签字", "posting": posting, "late_reason": "补录"}
            self._by_anybody(ReturnCase(cases=(number,), returned_on=day, **asked), by)

    @rule(by=PEOPLE, which=FEW)
    def a_step_is_taken_back(self, by, which):
        if (number := self.some(which, CaseState.OPEN, CaseState.APPROVED)) is not None:
            self._by_anybody(TakeBackStep(cases=(number,), reason="录错"), by)

    @rule(by=PEOPLE, which=FEW, sure=st.sampled_from((False, False, False, True)))
    def a_case_is_withdrawn(self, by, which, sure):
        number = self.some(which, CaseState.OPEN)
        if sure and number is not None:
            self._by_anybody(WithdrawCase(cases=(number,), reason="农户撤回"), by)

    @rule(by=PEOPLE, which=FEW)
    def late_entries_are_confirmed(self, by, which):
        if (number := self.some(which)) is not None:
            self._by_anybody(ConfirmLate(cases=(number,)), by)

    @rule(by=PEOPLE, which=FEW)
    def a_case_is_refused(self, by, which):
        if (number := self.some(which, CaseState.OPEN)) is not None:
            asked = {"decision": Decision.REFUSE, "opinion": "证据不足", "decided_on": self.day}
            self._by_anybody(Decide(cases=(number,), **asked), by)

    @rule(by=PEOPLE, which=FEW, back=BACK)
    def a_no_is_answered_and_heard_again(self, by, which, back):
        number = self.some(which, CaseState.REFUSED, CaseState.STRUCK)
        if number is not None and not self._by_anybody(AnswerApplicant(case=number), by):
            day = self.day - timedelta(days=back)
            self._by_anybody(Reexamine(case=number, asked_on=day, reason="有新情况"), by)

    @rule(by=PEOPLE, which=FEW, year=YEARS, back=BACK, kind=KINDS)
    def a_case_is_opened(self, by, which, year, back, kind):
        households = self.things()["households"]
        day = self.day - timedelta(days=back)
        household = households[which % len(households)]
        self._by_anybody(OpenCase(household=household, kind=kind, year=year, received_on=day), by)

    @rule(by=PEOPLE, which=FEW, income=INCOMES, grade=GRADES, year=YEARS)
    def a_year_is_recorded(self, by, which, income, grade, year):
        households = self.things()["households"]
        facts = {"net_income": Decimal(income), "housing_grade": grade, "housing_area": Decimal(60)}
        self.act(RecordYear(household=households[which % len(households)], year=year, **facts), by)

    @rule(by=PEOPLE, which=FEW, sure=st.booleans())
    def a_child_is_listed(self, by, which, sure):
        households = self.things()["households"]
        self.births += 1
        if sure and self.births < 40:
            child = {"name": f"张小{'一二三四'[self.births % 4]}", "relation": "之子"}
            number = an_id_number(self.births, "20120901")
            self.act(AddMember(household=households[which % len(households)], id_number=number, **child), by)

    @rule(by=PEOPLE, which=FEW, follows=st.sampled_from((None, *Follows)), sure=st.booleans())
    def a_notice_is_void(self, by, which, follows, sure):
        notices = self.things()["notices"]
        if sure and notices:
            number = notices[-1 - which % len(notices)]
            self._by_anybody(VoidNotice(notice=number, reason="人数有误", follows=follows), by)

    @rule(by=PEOPLE, which=FEW)
    def a_list_is_reopened(self, by, which):
        lists = self.things()["lists"]
        if lists:
            number = lists[-1 - which % len(lists)]
            self._by_anybody(ReopenDisclosure(disclosure=number, reason="录错"), by)

    @rule(days=st.sampled_from((1, 1, 7, 12, 100)))
    def days_pass(self, days):
        self.day += timedelta(days=days)


def machine(files: Any, policy: Any) -> type[AnyOrder]:
    """The machine on registers of its own, with a count of its own."""

    class Machine(AnyOrder):
        fresh = staticmethod(lambda path: files.fresh(national(policy), path))
        depth = Counter()

    return Machine


def run(made: type[AnyOrder], **about: Any) -> None:
    quiet = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(made, settings=settings(**quiet, **about))


@pytest.mark.timeout(120 + 180 * MINUTES)
def test_the_laws_hold_in_any_order_of_acts_and_days(files, policy):
    if not MINUTES:
        made = machine(files, policy)
        run(made, max_examples=6, stateful_step_count=25, derandomize=True)
        for reached in ("household_registration done", "household_exit done", "RecordObjection"):
            assert made.depth[reached], f"no case came so far: {reached}; {made.depth}"
    ends, number, total = time.monotonic() + 60 * MINUTES, 0, Counter()
    while time.monotonic() < ends:
        number += 1
        made = machine(files, policy)
        try:
            run(seed(number)(made), max_examples=15, stateful_step_count=60)
        finally:
            total += made.depth
            print(f"seed {number}: {sum(total.values())} acts and ends: {dict(total)}", flush=True)
