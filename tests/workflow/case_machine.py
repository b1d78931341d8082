"""The state machine over cases: whatever is done in whatever order, and the laws hold after each act."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import currently_in_test_context, event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from county_desk.models.case import Case, CaseState
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.models.user import Permission
from county_desk.rules.procedures import StepKind
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.answering import AnswerApplicant, Reexamine
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure, ReopenDisclosure
from county_desk.workflow.cases.hanging_lists import ExtendDisclosure
from county_desk.workflow.cases.next_steps import step_commands
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.take_back import ReturnCase, TakeBackStep, WithdrawCase
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.submission import Submission, begin_submission
from tests.build import CLERK, ELSEWHERE, REVIEWER, ROLES, SECOND, TOWNSHIP, VILLAGE, Office, command_for
from tests.workflow.any_order import (
    as_posted,
    broken_laws,
    hanging_of,
    lists_of,
    open_things,
    proposals_waiting,
    too_short,
    waiting_on,
)
from tests.workflow.undoing import Done, Rows, differing, lost, rows_of

FEW = st.integers(0, 5)
BACK = st.sampled_from((0, 0, 0, 0, 1, 3, 8, 11, 40))  # days that an act is dated back
PEOPLE = st.sampled_from((CLERK, TOWNSHIP, VILLAGE, REVIEWER, SECOND))
NO = st.sampled_from(("", "", "", "", "", "有车"))
PAIRS = st.sampled_from(("郑宝、赵敏", "郑宝、郑宝"))
CHAIN = (VILLAGE, TOWNSHIP, ELSEWHERE, CLERK, REVIEWER, SECOND)
SIGNED = (StepKind.DISCLOSURE, StepKind.DECISION, StepKind.ANNOUNCEMENT)
PROPOSAL = "('proposal',"
WALK = st.sampled_from((0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 18))  # steps of a case in a row


class CaseMachine(RuleBasedStateMachine):
    """An office that takes the steps of cases in whatever order and on whichever day.

    A machine of its own kind of cases says how they begin, and which other laws hold.
    """

    fresh: Callable[[Path], tuple[Office, Any]]
    depth: Counter[str]  # how often each act was done, and each case came to an end
    story: Callable[[Office], None]  # what the office did before
    document = ""  # of a decision
    begins: date

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        file = self.folder / "青岚县.cdesk"
        self.office, self._engine = type(self).fresh(file)
        self._watch = sqlite3.connect(file)
        self.day = self.begins
        self.done: list[Done] = []
        self.mine: dict[str, Rows] = {}  # after the last act of each person
        self.rows = rows_of(self._watch)
        self._version = 0
        self.refused = ""  # the reason of the last refusal

    def teardown(self) -> None:
        try:
            assert self.office.read(verify).ok
        finally:
            self._watch.close()
            self._engine.dispose()
            shutil.rmtree(self.folder)

    def path(self) -> None:
        """The acts that lead to what the short run has to reach; the laws hold after each of them, too."""
        raise NotImplementedError

    def laws(self) -> list[str]:
        """Each law that does not hold now."""
        return self.office.read(broken_laws)

    def broken_by(self, command: Command, by: str, change: Change, before: Rows) -> list[str]:
        """Each law that an act broke, by the rows before it and now."""
        return []

    def act(self, command: Command, by: str, submission: Submission | None = None) -> Change | None:
        """Do something unless it is refused, which changes nothing; the laws hold after it."""
        before = self.rows
        try:
            change = self.office.at(self.day, by).do(command, submission=submission)
        except Refused as refused:
            self.refused = str(refused)
            if self._was_written():
                found = differing(before, rows_of(self._watch))
                assert found == [], f"{found} by {self.day} {by} {command}, which was refused"
            return None
        self._was_written()
        self.rows = self.mine[by] = rows_of(self._watch)
        self._count(command)
        found = [f"9.3 list {each} hangs too short" for each in self.office.read(too_short)]
        found += [*self.broken_by(command, by, change, before), *self.laws()]
        assert found == [], f"{found} after {self.day} {by} {command}"
        if change.undo is not None:
            self.done.append(Done(change.undo, by, self.office.read(begin_submission), before, self.rows))
        return change

    def _was_written(self) -> bool:
        """Whether somebody wrote to the register since this was asked last."""
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        self._version, before = version, self._version
        return bool(version != before)

    @rule(which=st.sampled_from((0, 0, 0, 1, 2, 5)))
    def an_act_is_undone(self, which):
        """The way back restores what was, and leaves what somebody did since."""
        if which >= len(self.done):
            return
        done = self.done.pop(-1 - which)
        now, mine = self.rows, self.mine[done.by]
        change = self.act(done.undo, done.by, done.seen)
        if change is not None and not change.waits:
            found = lost(mine, now, self.rows) if now != done.after else differing(done.before, self.rows)
            found = [each for each in found if not each.startswith(PROPOSAL)]  # it stays settled
            assert found == [], f"{found} after {self.day} {done.undo}"

    def _count(self, command: Command) -> None:
        """Count an act that was done, and what came of it."""
        self.depth["acts"] += 1
        self.depth[type(command).__name__] += 1
        if isinstance(command, Decide | Announce):
            for number in command.cases:
                case = self.case(number)
                ended = f"{case.kind} {case.state.value}"
                self.depth[ended] += 1
                if currently_in_test_context():
                    event(ended)

    def case(self, number: int) -> Case:
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
        command = self.command(step, number, day)
        more = {"late_reason": "补录" if late else "", "against": no}
        self.act(type(command)(**({name: getattr(command, name) for name in command.asks()} | more)), by)

    @rule(which=FEW, steps=WALK)
    def a_case_walks_on(self, which, steps):
        """Several right steps by who may take them, so that whole cases come to their end."""
        self.walk(self.some(which, CaseState.OPEN, CaseState.APPROVED), steps)

    @rule(which=FEW)
    def a_case_goes_one_step(self, which):
        """Rules are drawn equally often; one that leads on stands here a second time."""
        self.walk(self.some(which, CaseState.OPEN, CaseState.APPROVED), 1)

    def walk(self, number: int | None, steps: int) -> None:
        for _each in range(steps):
            if number is None or not self._forward(number):
                return

    def _forward(self, number: int) -> bool:
        """The next step of a case on the first day it can be taken, after what is in its way is cleared."""
        if self.case(number).state not in (CaseState.OPEN, CaseState.APPROVED):
            return False
        for each in self.office.read(lambda session: waiting_on(session, number)):
            asked = {"investigators": "孙一、孙二", "reply": "经查不属实", "settled_on": self.day}
            self.by_anybody(SettleObjection(objection=each, finding=ObjectionFinding.REJECTED, **asked))
        self.put_in_force()
        if (hanging := self.office.read(lambda session: hanging_of(session, number))) is not None:
            self.day = max(self.day, hanging.last_day + timedelta(days=1))
            return self.by_anybody(CloseDisclosure(disclosure=hanging.id, closed_on=self.day))
        step = self._step(number)
        for days in (1, 7):  # a gap between two levels
            self.day += timedelta(days=days)
            if any(
                self._take(number, step, by) for by in self.who_may(step_commands()[step.kind].permission)
            ):
                return True
        return step.kind is StepKind.DECISION and self.put_right(number)

    def command(self, step: Any, number: int, day: date) -> Command:
        """What a step is taken with."""
        return command_for(self.office, step, (number,), day)

    def put_right(self, number: int) -> bool:
        """The facts of a case as its rule wants them, and the case sent back, where that can be."""
        return False

    def approved(self, number: int) -> list[str]:
        """Each law that the approval of a case broke just now."""
        return self.office.read(lambda session: as_posted(session, number))

    def _take(self, number: int, step: Any, by: str) -> Change | None:
        if step.kind in SIGNED:
            return self._onward(number, step, by, self.day)
        return self.act(self.command(step, number, self.day), by)

    def by_anybody(self, command: Command, *first: str) -> Change | None:
        """Do something by the first who may; tried before by those who perhaps may not."""
        changes = (self.act(command, by) for by in (*first, *self.who_may(command.permission)))
        return next(filter(None, changes), None)

    def who_may(self, permission: Permission) -> list[str]:
        """The people of the office whose posts have a right, those nearest to a household first."""
        return [name for name in CHAIN if ROLES[name].may(permission)]

    def put_in_force(self, *first: str) -> None:
        """Put every waiting proposal in force by the first who may."""
        for each in self.office.read(proposals_waiting):
            self.by_anybody(PutInForce(proposal=each), *first)

    @rule(by=PEOPLE)
    def proposals_are_put_in_force(self, by):
        self.put_in_force(by)

    def posted(self, number: int, by: str, day: date) -> Change | None:
        """The posting of a case, where it can be."""
        return self.act(OpenDisclosure(cases=(number,), opened_on=day), by)

    def _onward(self, number: int, step: Any, by: str, day: date) -> Change | None:
        if step.kind is StepKind.DISCLOSURE:
            return self.posted(number, by, day)
        if step.kind is StepKind.DECISION:
            asked = {"decision": Decision.APPROVE, "checked": 1, "opinion": "同意", "late_reason": "补录"}
            asked |= {"document": self.document}
            done = self.act(Decide(cases=(number,), decided_on=day, **asked), by)
            if done:
                found = self.approved(number)
                assert found == [], f"case {number}: {found}"
            return done
        return self.act(self.command(step, number, day), by)

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
            self.by_anybody(ExtendDisclosure(disclosure=number, last_day=last, reason="雨天"), by)

    @rule(by=PEOPLE, which=FEW, back=BACK, whole=st.booleans())
    def somebody_objects(self, by, which, back, whole):
        lists = sorted(self.things()["entries"], reverse=True)
        if lists:
            number, case = lists[which % len(lists)]
            asked = {"channel": Channel.HOTLINE, "words": "家有小汽车", "case": None if whole else case}
            day = self.day - timedelta(days=back)
            self.by_anybody(RecordObjection(disclosure=number, received_on=day, **asked), by)

    @rule(by=PEOPLE, which=FEW, finding=st.sampled_from(tuple(ObjectionFinding)), names=PAIRS)
    def an_objection_is_settled(self, by, which, finding, names):
        waiting = self.things()["objections"]
        if waiting:
            asked = {"investigators": names, "reply": "经查，情况属实", "settled_on": self.day}
            number = waiting[which % len(waiting)]
            self.by_anybody(SettleObjection(objection=number, finding=finding, **asked), by)

    @rule(by=PEOPLE, which=FEW, back=BACK, posting=st.booleans())
    def a_case_is_returned(self, by, which, back, posting):
        number = self.some(which, CaseState.OPEN)
        if number is not None:
            day = self.day - timedelta(days=back)
            asked = {"reason": "缺少签字", "posting": posting, "late_reason": "补录"}
            self.by_anybody(ReturnCase(cases=(number,), returned_on=day, **asked), by)

    @rule(by=PEOPLE, which=FEW)
    def a_step_is_taken_back(self, by, which):
        if (number := self.some(which, CaseState.OPEN, CaseState.APPROVED)) is not None:
            self.by_anybody(TakeBackStep(cases=(number,), reason="录错"), by)

    @rule(by=PEOPLE, which=FEW, sure=st.sampled_from((False, False, False, True)))
    def a_case_is_withdrawn(self, by, which, sure):
        number = self.some(which, CaseState.OPEN)
        if sure and number is not None:
            self.by_anybody(WithdrawCase(cases=(number,), reason="农户撤回"), by)

    @rule(by=PEOPLE, which=FEW)
    def a_case_is_refused(self, by, which):
        if (number := self.some(which, CaseState.OPEN)) is not None:
            asked = {"decision": Decision.REFUSE, "opinion": "证据不足", "decided_on": self.day}
            self.by_anybody(Decide(cases=(number,), **asked), by)

    @rule(by=PEOPLE, which=FEW, back=BACK)
    def a_no_is_answered_and_heard_again(self, by, which, back):
        number = self.some(which, CaseState.REFUSED, CaseState.STRUCK)
        if number is not None and not self.by_anybody(AnswerApplicant(case=number), by):
            day = self.day - timedelta(days=back)
            self.by_anybody(Reexamine(case=number, asked_on=day, reason="有新情况"), by)

    @rule(by=PEOPLE, which=FEW, follows=st.sampled_from((None, *Follows)), sure=st.booleans())
    def a_notice_is_void(self, by, which, follows, sure):
        notices = self.things()["notices"]
        if sure and notices:
            number = notices[-1 - which % len(notices)]
            self.by_anybody(VoidNotice(notice=number, reason="人数有误", follows=follows), by)

    @rule(by=PEOPLE, which=FEW)
    def a_list_is_reopened(self, by, which):
        lists = self.things()["lists"]
        if lists:
            number = lists[-1 - which % len(lists)]
            self.by_anybody(ReopenDisclosure(disclosure=number, reason="录错"), by)

    @rule(days=st.sampled_from((1, 1, 7, 12, 100)))
    def days_pass(self, days):
        self.day += timedelta(days=days)
