"""A state machine tries orders of acts and days of monitoring, from a clue to the release and back.

It takes the steps of the cases as the machine of all cases does, and asserts their laws and its own.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy import select

from county_desk.models.case import CaseState
from county_desk.models.clue import OPEN, Clue, ClueSource, ClueState
from county_desk.models.household import Household, Member, Standing
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.monitored import Intensity, Monitored
from county_desk.models.signal import FoundSignal
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.rules.monitoring_rules import entry_window, listed_window
from county_desk.rules.procedures import StepKind
from county_desk.workflow.assistance.measures import (
    DeliverMeasure,
    RecordMeasure,
    UndeliverMeasure,
    WithdrawMeasure,
)
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.steps import RecordRiskVisit
from county_desk.workflow.life.moving import EndHousehold, MoveHousehold
from county_desk.workflow.life.splitting import MergeHouseholds
from county_desk.workflow.monitoring.clues import (
    DismissClue,
    DispatchClue,
    RecordClue,
    ReopenClue,
    UnverifyClue,
    VerifyClue,
    WithdrawClue,
)
from county_desk.workflow.monitoring.entering import OpenMonitoring
from county_desk.workflow.monitoring.signals import DismissSignal, LookForSignals, ReopenSignal, TakeUpSignal
from county_desk.workflow.monitoring.visits import (
    RecordHouseholdVisit,
    RecordMonitoringVisit,
    SetIntensity,
    WithdrawVisit,
)
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import CLERK, Office, a_registered_household, an_exit, an_id_number, walk
from tests.workflow.case_machine import BACK, FEW, PEOPLE, WALK, CaseMachine
from tests.workflow.machine_runs import MINUTES, hold
from tests.workflow.monitoring_laws import as_released, broken_laws_of_monitoring, months_later
from tests.workflow.watching import a_case, announced, set_line

RISKS = st.sampled_from(("因学", "因病", "因学、因病"))
HEADS = {"周有粮": 31, "吴小满": 32}  # of households that are not on record, with the serial of the number
VILLAGES = st.sampled_from(("大河村", "柳湾村"))
FINDINGS = st.sampled_from(({}, {}, {"beyond_means": True}, {"window_income": None}, {"new_risk": True}))
SOME = st.sampled_from((True, True, True, False))
LINES = {2024: "8000", 2025: "8300", 2026: "8600"}


def under_watch(office: Office) -> None:
    """One household left poverty and lost income since, another is monitored and helped."""
    exited = a_registered_household(office, received_on=date(2016, 10, 8))
    walk(office, (an_exit(office, exited, received_on=date(2017, 11, 6)),))
    for year, line in LINES.items():
        set_line(office, year, line)
    entered = announced(office, a_case(office, "赵来福", serial=30))
    desk = office.at(entered)
    for year, income, grade in ((2023, 40000, "B"), (2024, 15000, "D")):
        desk.do(RecordYear(household=exited, year=year, net_income=Decimal(income), housing_grade=grade))
    for member in office.read(lambda session: session.scalars(select(Member.id)).all()):
        desk.do(RecordMemberYear(member=member, year=2023, labour="普通劳动力"))


class AnyOrderOfMonitoring(CaseMachine):
    """A household that left poverty, a monitored one, and others that a clue may be about."""

    begins = date(2024, 7, 1)
    story = staticmethod(under_watch)

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, object] = {}  # by the visits of cases, other than what the rules ask for

    def laws(self):
        return [*super().laws(), *self.office.read(broken_laws_of_monitoring)]

    def approved(self, number):
        return [*super().approved(number), *self.office.read(lambda session: as_released(session, number))]

    def command(self, step, number, day):
        if step.kind is not StepKind.RISK_VISIT:
            return super().command(step, number, day)
        case = self.case(number)
        found = {"dropouts": 0, "all_insured": True, "safe_water": True, "beyond_means": False}
        found |= {"hard_spending": Decimal(0), "window_income": Decimal(6000)}
        found |= {"window_end": entry_window(case.received_on)}
        if case.kind == "monitoring_release":
            found |= {"window_income": Decimal(90000), "window_end": listed_window(case.received_on)}
            found |= {"months_above": 7, "risks_gone": True, "new_risk": False}
        visit = {"cases": (number,), "done_on": day, "visitors": "郑宝、王芳"}
        return RecordRiskVisit(**visit, **(found | self.found))

    def numbers(self, mapped, *where):
        """The numbers of the records that count."""
        wanted = select(mapped.id).where(mapped.withdrawn_on.is_(None), *where).order_by(mapped.id)
        return self.office.read(lambda session: list(session.scalars(wanted)))

    def one(self, which, mapped, *where):
        """The number of one of these records, the newest first; 0 without any."""
        found = self.numbers(mapped, *where)
        return found[-1 - which % len(found)] if found else 0

    # Clues

    @rule(by=PEOPLE, which=FEW, risks=RISKS, back=BACK, source=st.sampled_from(tuple(ClueSource)))
    def a_clue_is_about_a_household_on_record(self, by, which, risks, back, source):
        found_on = self.day - timedelta(days=back)
        about = {"household": self.one(which, Household), "risks": risks, "source": source}
        self.clue(RecordClue(found_on=found_on, **about), by)

    @rule(by=PEOPLE, head=st.sampled_from(tuple(HEADS)), village=VILLAGES, risks=RISKS, back=BACK)
    def a_clue_is_about_another_household(self, by, head, village, risks, back):
        found_on = self.day - timedelta(days=back)
        about = {"village": self.office.place(village), "head": head, "risks": risks}
        self.clue(RecordClue(found_on=found_on, source=ClueSource.ROUND, **about), by)

    def clue(self, command, by):
        """Record a clue; a dismissed one of the same household comes back with it."""
        whose = Clue.household_id == command.household
        if command.household is None:
            whose = whose & (Clue.head == command.head) & (Clue.village_id == command.village)
        dismissed = self.numbers(Clue, whose, Clue.state == ClueState.DISMISSED)
        if change := self.by_anybody(command, by):
            clue = self.office.read(lambda session: session.get_one(Clue, change.id))
            wanted = (ClueState.AGAIN, dismissed[-1]) if dismissed else (ClueState.NEW, None)
            assert (clue.state, clue.earlier_id) == wanted, f"10.2 {command}"

    @rule(by=PEOPLE, which=FEW, back=BACK, days=st.integers(-3, 10))
    def a_clue_is_dispatched(self, by, which, back, days):
        due = self.day + timedelta(days=days)
        number = self.one(which, Clue, Clue.state.in_(OPEN))
        self.by_anybody(DispatchClue(clue=number, assigned_to="郑宝", due_on=due), by)

    @rule(by=PEOPLE, which=FEW, back=BACK, authorised=SOME)
    def a_clue_is_verified(self, by, which, back, authorised):
        number = self.one(which, Clue, Clue.state.in_(OPEN))
        about = {"visitors": "郑宝、王芳", "authorised": authorised, "finding": "学费负担重"}
        self.by_anybody(VerifyClue(clue=number, verified_on=self.day - timedelta(days=back), **about), by)

    @rule(by=PEOPLE, which=FEW, act=st.sampled_from((DismissClue, DismissClue, UnverifyClue, WithdrawClue)))
    def a_clue_goes_back(self, by, which, act):
        number = self.one(which, Clue, Clue.state.in_(OPEN))
        self.by_anybody(act(clue=number, reason="核实无风险"), by)

    @rule(by=PEOPLE, which=FEW)
    def a_dismissed_clue_is_taken_up(self, by, which):
        number = self.one(which, Clue, Clue.state == ClueState.DISMISSED)
        self.by_anybody(ReopenClue(clue=number, reason="又有新情况"), by)

    def path(self):
        """A monitored household is released, and another enters in spite of an objection."""
        self._leave(0, 6, 0, 18, given=True, able=True)
        self.clue(self.a_clue_about_somebody(), CLERK)
        self._enter(0, HEADS["周有粮"], 5)
        self.somebody_objects(CLERK, 0, 0, whole=False)
        self.walk(self.some(0, CaseState.OPEN), 18)

    def a_clue_about_somebody(self):
        """A clue about a household that was never registered."""
        about = {"village": self.office.place("大河村"), "head": "周有粮", "risks": "因学"}
        return RecordClue(source=ClueSource.HOUSEHOLD, found_on=self.day, **about)

    # The case of an entry, and of a release

    @initialize(steps=WALK, left=st.one_of(st.none(), WALK))
    def the_office_has_worked(self, steps, left):
        """A household that was never registered is on its way into monitoring; one may be on its way out."""
        if left is not None:
            self._leave(0, 6, 0, left, given=True, able=True)
        self.clue(self.a_clue_about_somebody(), CLERK)
        self._enter(0, HEADS["周有粮"], steps)

    @rule(which=FEW, serial=st.sampled_from((None, *HEADS.values())), steps=WALK)
    def monitoring_is_opened(self, which, serial, steps):
        self._enter(which, serial, steps)

    def _enter(self, which, serial, steps):
        """The clue is verified, where that can be, and its case walks some steps."""
        number = self.one(which, Clue, Clue.state.in_(OPEN))
        visit = {"visitors": "郑宝、王芳", "authorised": True, "finding": "学费负担重"}
        self.by_anybody(VerifyClue(clue=number, verified_on=self.day, **visit))
        head = self.office.read(lambda session: clue.head if (clue := session.get(Clue, number)) else "")
        about = {"id_number": an_id_number(serial or HEADS.get(head, 30)), "persons": 1}
        if change := self.by_anybody(OpenMonitoring(clue=number, **about)):
            self.walk(change.id, steps)

    @rule(which=FEW, months=st.sampled_from((0, 3, 5, 6, 6, 7)), short=FEW, steps=WALK, given=SOME, able=SOME)
    def a_release_is_asked(self, which, months, short, steps, given, able):
        self._leave(which, months, short, steps, given=given, able=able)

    def _leave(self, which, months, short, steps, *, given, able):
        """Ask after some months, perhaps some days short of them; perhaps helped, and able to work."""
        number = self.one(which, Monitored, Monitored.removed == "")
        if not number:
            return
        watched = self.office.read(lambda session: session.get_one(Monitored, number))
        assert watched.entered_on is not None
        months_on = months_later(watched.entered_on, months)
        self.day = max(self.day, months_on - timedelta(days=short if short < 3 else 0))
        household = watched.household_id
        if given:
            self._help(household, delivered=True)
        for member in self.numbers(Member, Member.household_id == household) if able else ():
            self.act(RecordMemberYear(member=member, year=self.day.year, labour="普通劳动力"), CLERK)
        self.act(RecordYear(household=household, year=self.day.year, housing_grade="B"), CLERK)
        about = {"kind": "monitoring_release", "year": self.day.year, "received_on": self.day}
        if change := self.act(OpenCase(household=household, **about), CLERK):
            self.walk(change.id, steps)

    @rule(
        found=st.sampled_from(({}, {}, {"beyond_means": True}, {"window_income": None}, {"new_risk": True}))
    )
    def visitors_find_something_else(self, found):
        """From now on the visits of cases find this, and nothing of what is None."""
        self.found = found

    # Help, visits, and the people

    def _help(self, household, *, delivered):
        about = {"kind": "教育帮扶", "content": "雨露计划补助", "risk": "因学", "since": self.day}
        change = self.act(RecordMeasure(household=household, **about), CLERK)
        if change and delivered:
            self.act(DeliverMeasure(measure=change.id, delivered_on=self.day), CLERK)

    @rule(which=FEW, delivered=st.booleans())
    def a_household_is_helped(self, which, delivered):
        self._help(self.one(which, Household), delivered=delivered)

    @rule(by=PEOPLE, which=FEW, back=BACK, act=st.sampled_from(("deliver", "take back", "withdraw")))
    def a_measure_goes_on_or_back(self, by, which, back, act):
        number = self.one(which, AssistanceMeasure)
        acts = {
            "deliver": DeliverMeasure(measure=number, delivered_on=self.day - timedelta(days=back)),
            "take back": UndeliverMeasure(measure=number, reason="录错"),
            "withdraw": WithdrawMeasure(measure=number, reason="录错"),
        }
        self.by_anybody(acts[act], by)

    @rule(by=PEOPLE, which=FEW, back=BACK, purpose=st.sampled_from((None, *VisitPurpose)))
    def a_household_is_visited(self, by, which, back, purpose):
        visit = {"visited_on": self.day - timedelta(days=back), "visitors": "郑宝", "found": "稳定"}
        command = RecordMonitoringVisit(monitored=self.one(which, Monitored), **visit)
        if purpose is not None:
            household = self.one(which, Household)
            command = RecordHouseholdVisit(household=household, purpose=purpose, **visit)
        self.by_anybody(command, by)

    @rule(by=PEOPLE, which=FEW)
    def a_visit_is_taken_back(self, by, which):
        self.by_anybody(WithdrawVisit(visit=self.one(which, Visit), reason="录错"), by)

    @rule(by=PEOPLE, which=FEW, intensity=st.sampled_from(tuple(Intensity)))
    def the_intensity_is_set(self, by, which, intensity):
        number = self.one(which, Monitored)
        self.by_anybody(SetIntensity(monitored=number, intensity=intensity), by)

    @rule(which=FEW, labour=st.sampled_from(("普通劳动力", "丧失劳动力")), years=st.integers(0, 1))
    def a_member_can_work_or_cannot(self, which, labour, years):
        member = self.one(which, Member)
        self.act(RecordMemberYear(member=member, year=self.day.year - years, labour=labour), CLERK)

    @rule(which=FEW, income=st.sampled_from((3000, 40000)), grade=st.sampled_from(("B", "D")))
    def a_year_is_recorded(self, which, income, grade):
        facts = {"net_income": Decimal(income), "housing_grade": grade}
        self.act(RecordYear(household=self.one(which, Household), year=self.day.year, **facts), CLERK)

    @rule(which=FEW, village=VILLAGES, how=st.sampled_from(("moves", "moves", "ends", "merges")), other=FEW)
    def a_household_changes_as_a_whole(self, which, village, how, other):
        number = self.one(which, Household)
        about = {"household": number, "happened_on": self.day, "evidence": "青扶办〔2024〕8号"}
        into = self.one(other, Household, Household.standing == Standing.ORDINARY)
        acts = {
            "moves": MoveHousehold(village=self.office.place(village), **about),
            "ends": EndHousehold(kind=ChangeKind.LEFT, **about),
            "merges": MergeHouseholds(into=into, relation="其他", **about),
        }
        self.act(acts[how], CLERK)

    # Signals

    @rule(by=PEOPLE, years=st.integers(0, 1))
    def signals_are_looked_for(self, by, years):
        self.by_anybody(LookForSignals(year=self.day.year - years), by)

    @rule(by=PEOPLE, which=FEW, act=st.sampled_from(("take up", "dismiss", "reopen")))
    def a_signal_is_settled(self, by, which, act):
        number = self.one(which, FoundSignal)
        acts = {
            "take up": TakeUpSignal(signal=number),
            "dismiss": DismissSignal(signals=(number,), reason="已核实"),
            "reopen": ReopenSignal(signals=(number,), reason="又有新情况"),
        }
        self.by_anybody(acts[act], by)

    @rule(days=st.sampled_from((20, 60, 180)))
    def months_pass(self, days):
        self.day += timedelta(days=days)


@pytest.mark.slow
@pytest.mark.timeout(240 + 180 * MINUTES)
def test_the_laws_of_monitoring_hold_in_any_order_of_acts_and_days(files, policy):
    reached = ("monitoring done", "monitoring_release done", "RecordObjection")
    hold(AnyOrderOfMonitoring, files, policy, reached, max_examples=3, stateful_step_count=15)
