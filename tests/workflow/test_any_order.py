"""A state machine tries orders of acts and days, and the laws of a case hold after each act.

`COUNTY_DESK_LAWS_MINUTES` makes it run for so many minutes with new seeds instead of once with fixed ones.
"""

import os
import shutil
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from county_desk.models.case import Case, CaseState
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.rules.procedures import StepKind
from county_desk.workflow.answering import AnswerApplicant, Reexamine
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Command, Refused
from county_desk.workflow.confirm_late import ConfirmLate
from county_desk.workflow.decision import Decide, Decision
from county_desk.workflow.disclosure import CloseDisclosure, OpenDisclosure, ReopenDisclosure
from county_desk.workflow.filing import OpenCase
from county_desk.workflow.hanging import ExtendDisclosure
from county_desk.workflow.objections import RecordObjection, SettleObjection
from county_desk.workflow.papers import Follows, VoidNotice
from county_desk.workflow.registry import AddMember, RecordYear
from county_desk.workflow.take_back import ReturnCase, TakeBackStep, WithdrawCase
from tests.build import CLERK, REVIEWER, TOWNSHIP, VILLAGE, a_household, an_id_number, command_for, national
from tests.workflow.any_order import as_posted, broken_laws, lists_of, open_things

FEW = st.integers(0, 5)
BACK = st.sampled_from((0, 0, 0, 0, 1, 3, 8, 11, 40))  # days that an act is dated back
PEOPLE = st.sampled_from((CLERK, TOWNSHIP, VILLAGE, REVIEWER, "何静"))
NO = st.sampled_from(("", "", "", "", "", "有车"))
PAIRS = st.sampled_from(("郑宝、赵敏", "郑宝、郑宝"))
YEARS = st.sampled_from((2015, 2016, 2016, 2017))
KINDS = st.sampled_from(("household_exit", "household_registration"))
INCOMES, GRADES = st.sampled_from((900, 2000, 2952, 9000)), st.sampled_from(("A", "D"))
MINUTES = float(os.environ.get("COUNTY_DESK_LAWS_MINUTES", "0"))


class AnyOrder(RuleBasedStateMachine):
    """Two households and an office that does things in whatever order and on whichever day."""

    fresh: Any = None

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
        found = self.office.read(broken_laws)
        last_days = self.office.read(lists_of)
        kept = self.last_days.items()
        found += [f"9.3 list {each} was shortened" for each, day in kept if last_days[each] < day]
        self.last_days = last_days
        assert found == [], f"{self.day} {by} {command}"
        return True

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
        if step.kind in (StepKind.DISCLOSURE, StepKind.DECISION, StepKind.ANNOUNCEMENT):
            self._onward(number, step, by, self.day - timedelta(days=back))
            return
        day = self.day - timedelta(days=back)
        command = command_for(self.office, step, (number,), day)
        more = {"late_reason": "补录" if late else "", "against": no}
        self.act(type(command)(**({name: getattr(command, name) for name in command.asks()} | more)), by)

    @rule(which=FEW, days=st.integers(1, 3))
    def the_right_step(self, which, days):
        """A step by who may take it, so that cases come to their end too."""
        number = self.some(which, CaseState.OPEN, CaseState.APPROVED)
        self.day += timedelta(days=days)
        if number is None:
            return
        step = self._step(number)
        for by in (VILLAGE, TOWNSHIP, CLERK, REVIEWER):
            if step.kind in (StepKind.DISCLOSURE, StepKind.DECISION, StepKind.ANNOUNCEMENT):
                if self._onward(number, step, by, self.day):
                    return
            elif self.act(command_for(self.office, step, (number,), self.day), by):
                return

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
            number = sorted(lists)[which % len(lists)]
            last = lists[number] + timedelta(days=more)
            self.act(ExtendDisclosure(disclosure=number, last_day=last, reason="雨天"), by)

    @rule(by=PEOPLE, which=FEW, back=BACK, whole=st.booleans())
    def somebody_objects(self, by, which, back, whole):
        lists, number = self.things()["lists"], self.some(which)
        if lists:
            asked = {"channel": Channel.HOTLINE, "words": "家有小汽车", "case": None if whole else number}
            day = self.day - timedelta(days=back)
            self.act(RecordObjection(disclosure=lists[which % len(lists)], received_on=day, **asked), by)

    @rule(by=PEOPLE, which=FEW, finding=st.sampled_from(tuple(ObjectionFinding)), names=PAIRS)
    def an_objection_is_settled(self, by, which, finding, names):
        waiting = self.things()["objections"]
        if waiting:
            asked = {"investigators": names, "reply": "经查，情况属实", "settled_on": self.day}
            self.act(SettleObjection(objection=waiting[which % len(waiting)], finding=finding, **asked), by)

    @rule(by=PEOPLE, which=FEW, back=BACK, posting=st.booleans())
    def a_case_is_returned(self, by, which, back, posting):
        number = self.some(which, CaseState.OPEN)
        if number is not None:
            day = self.day - timedelta(days=back)
            asked = {"reason": "缺少签字", "posting": posting, "late_reason": "补录"}
            self.act(ReturnCase(cases=(number,), returned_on=day, **asked), by)

    @rule(by=PEOPLE, which=FEW)
    def a_step_is_taken_back(self, by, which):
        if (number := self.some(which)) is not None:
            self.act(TakeBackStep(cases=(number,), reason="录错"), by)

    @rule(by=PEOPLE, which=FEW, sure=st.sampled_from((False, False, False, True)))
    def a_case_is_withdrawn(self, by, which, sure):
        number = self.some(which, CaseState.OPEN)
        if sure and number is not None:
            self.act(WithdrawCase(cases=(number,), reason="农户撤回"), by)

    @rule(by=PEOPLE, which=FEW)
    def late_entries_are_confirmed(self, by, which):
        if (number := self.some(which)) is not None:
            self.act(ConfirmLate(cases=(number,)), by)

    @rule(by=PEOPLE, which=FEW, back=BACK)
    def a_no_is_answered_and_heard_again(self, by, which, back):
        number = self.some(which, CaseState.REFUSED, CaseState.STRUCK)
        if number is not None and not self.act(AnswerApplicant(case=number), by):
            day = self.day - timedelta(days=back)
            self.act(Reexamine(case=number, asked_on=day, reason="有新情况"), by)

    @rule(by=PEOPLE, which=FEW, year=YEARS, back=BACK, kind=KINDS)
    def a_case_is_opened(self, by, which, year, back, kind):
        households = self.things()["households"]
        day = self.day - timedelta(days=back)
        household = households[which % len(households)]
        self.act(OpenCase(household=household, kind=kind, year=year, received_on=day), by)

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
            self.act(VoidNotice(notice=notices[which % len(notices)], reason="人数有误", follows=follows), by)

    @rule(by=PEOPLE, which=FEW)
    def a_list_is_reopened(self, by, which):
        lists = self.things()["lists"]
        if lists:
            self.act(ReopenDisclosure(disclosure=lists[which % len(lists)], reason="录错"), by)

    @rule(days=st.sampled_from((1, 1, 7, 12, 100)))
    def days_pass(self, days):
        self.day += timedelta(days=days)


def machine(files: Any, policy: Any) -> type[AnyOrder]:
    """The machine on registers of its own."""

    class Machine(AnyOrder):
        fresh = staticmethod(lambda path: files.fresh(national(policy), path))

    return Machine


def run(made: type[AnyOrder], **about: Any) -> None:
    quiet = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(made, settings=settings(**quiet, **about))


@pytest.mark.timeout(120 + 180 * MINUTES)
def test_the_laws_hold_in_any_order_of_acts_and_days(files, policy):
    made: Callable[[], AnyOrder] = machine(files, policy)
    if not MINUTES:
        run(made, max_examples=8, stateful_step_count=40, derandomize=True)
    ends, number = time.monotonic() + 60 * MINUTES, 0
    while time.monotonic() < ends:
        number += 1
        run(seed(number)(machine(files, policy)), max_examples=15, stateful_step_count=60)
        print(f"seed {number}: the laws hold", flush=True)
