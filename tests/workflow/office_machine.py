"""The state machine over the whole catalogue: an office that does any act, and cases of every kind."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy import func, select

from county_desk.models.county_exit import EvaluationParameter
from county_desk.models.household import Household, Standing
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.project import Fund, Project, ProjectStanding
from county_desk.models.proposal import Proposal
from county_desk.models.user import User
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.tables.assistance.programme_words import stage_of
from county_desk.workflow.assistance.holders import PostHolders
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.stages import RecordStage
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.filing import FileHousehold, OpenCase
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.cases.village_survey import SurveyVillage
from county_desk.workflow.county_exit import OpenCountyExit, RecordEvaluation
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce, TakeBackProposal
from county_desk.workflow.policy.own_holidays import EnterHolidays
from county_desk.workflow.projects.allocating import AllocateMoney
from county_desk.workflow.projects.asset_acts import RecordAsset, RecordAssetIncome
from county_desk.workflow.projects.money import RecordFund, RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress
from county_desk.workflow.registry import RecordYear
from tests.build import ADMINISTRATOR, CLERK, ELSEWHERE, REVIEWER, ROLES, SECOND, TOWNSHIP, VILLAGE
from tests.workflow.any_order import proposals_waiting
from tests.workflow.case_machine import FEW, WALK, CaseMachine
from tests.workflow.drawn_acts import Drawing, drawable
from tests.workflow.drawn_story import BEGINS, at_work
from tests.workflow.office_laws import Act, broken_by, broken_laws_of_the_office

NUMBER = st.integers(0, 10**9)
PERSON = st.sampled_from((CLERK, CLERK, REVIEWER, ADMINISTRATOR, SECOND, TOWNSHIP, VILLAGE, ELSEWHERE))
SEVERAL = st.lists(NUMBER, min_size=1, max_size=12)
DRAWN = drawable()
NEW_HOUSEHOLDS = {"household_registration": "", "household_missed": "漏报"}  # with why it was missed
LEAVING = ("household_exit", "monitoring_release")


class OfficeMachine(CaseMachine):
    """An office that does any act of the catalogue, and takes up cases of its `kinds`."""

    kinds: ClassVar[tuple[str, ...]]
    document = "青扶组〔2018〕6号"
    begins = BEGINS
    story = staticmethod(at_work)

    def path(self):
        """A case goes to its list, and a measure of each programme through a stage; proposals are settled."""
        self.begin(self.kinds[0], 0, 6)
        for number in range(0, 100, 9):
            self.a_measure_lives(number, 1)
        for number, how in enumerate(("decline", "take back", "put"), 1):
            self.draw(EnterHolidays, number, ADMINISTRATOR)
            self.a_proposal_is_settled(REVIEWER, 0, how)

    def laws(self):
        return [*super().laws(), *self.office.read(broken_laws_of_the_office)]

    def broken_by(self, command, by, change, before):
        act = Act(self.day, by, command, change, before, self.rows)
        self.depth.update(act.came())
        return broken_by(act, self.office.policy.procedures)

    # Acts of the catalogue

    @rule(by=PERSON, numbers=SEVERAL)
    def acts_are_drawn(self, by, numbers):
        for number in numbers:
            self.draw(DRAWN[number % len(DRAWN)], number, by)

    def draw(self, kind, number, by, /, **fixed):
        """Do an act of a kind, by a person or by the first of the county who may."""
        command = Drawing(self.office, self.day, number, fixed).act(kind)
        if command is None:
            return None
        may = [each for each in (by, CLERK, REVIEWER, ADMINISTRATOR) if ROLES[each].may(kind.permission)]
        return next(filter(None, (self.act(command, each) for each in dict.fromkeys(may[:2]))), None)

    def newest(self, mapped, *where):
        """The number of the newest of some records that count; None without one."""
        wanted = select(func.max(mapped.id)).where(mapped.withdrawn_on.is_(None), *where)
        return self.office.read(lambda session: session.scalar(wanted))

    # Cases of every kind

    @initialize(numbers=st.tuples(NUMBER, NUMBER), first=WALK, second=WALK)
    def cases_are_on_their_way(self, numbers, first, second):
        for number, steps in zip(numbers, (first, second), strict=True):
            self.begin(self.kinds[number % len(self.kinds)], number, steps)

    @rule(number=NUMBER, steps=WALK)
    def a_case_of_some_kind_begins(self, number, steps):
        self.begin(self.kinds[number % len(self.kinds)], number, steps)

    def begin(self, kind, number, steps):
        """Open a case of a kind, where that can be, and let it walk some steps."""
        before = self.newest_case()
        match kind.partition("_")[0]:
            case "village":
                self.of_a_village(kind, number)
            case "county":
                self.of_the_county(number)
            case "project":
                self.draw(ProposeProject, number, CLERK, received_on=self.day)
            case _ if kind in NEW_HOUSEHOLDS:
                village = self.office.place("大河村")  # which has a clerk of its own
                about = {"missed": NEW_HOUSEHOLDS[kind], "received_on": self.day, "village": village}
                self.draw(FileHousehold, number, CLERK, net_income=Decimal(2000), **about)
            case _:
                self.of_some_household(kind, number)
        if (case := self.newest_case()) != before:
            self.walk(case, steps)

    def newest_case(self):
        return max((number for number, _state, _household in self.things()["cases"]), default=0)

    def of_a_village(self, kind, number):
        """An application of a village, with a survey where the register holds another figure."""
        village = self.office.place(("大河村", "柳湾村", "上坝村")[number % 3])
        if kind == "village_exit":
            poor = VillageRecord.standing == VillageStanding.POOR
            wanted = select(VillageRecord.village_id).where(poor, VillageRecord.withdrawn_on.is_(None))
            if (found := self.office.read(lambda session: session.scalars(wanted).first())) is None:
                self.begin("village_registration", number, 18)
            village = found or village
        about = {"village": village, "kind": kind, "received_on": self.day}
        if self.draw(FileVillage, number, CLERK, **about) and kind == "village_exit":
            asked = {"year": self.day.year, "poor_persons": 3, "explanation": "逐户核查"}
            self.act(SurveyVillage(village=village, **asked), CLERK)

    def of_the_county(self, number):
        """An application of the county."""
        self.draw(OpenCountyExit, number, CLERK, received_on=self.day)

    def evaluated(self, year):
        """The results of the evaluation of the county, which come before its decision."""
        poor = select(func.sum(Household.persons)).where(
            Household.standing == Standing.REGISTERED, Household.withdrawn_on.is_(None)
        )
        left = self.office.read(lambda session: session.scalar(poor)) or 0
        about = {"year": year, "round": 1, "found_on": self.day, "document": "国评〔2018〕1号"}
        for parameter in EvaluationParameter:
            told = {"numerator": 1, "denominator": 300}
            if parameter is EvaluationParameter.INCIDENCE:
                told = {"numerator": left, "denominator": 9000, "missed": 3, "wrong": 2}
            if parameter is EvaluationParameter.APPROVAL:
                told = {"numerator": 190, "denominator": 200}
            done = self.act(RecordEvaluation(parameter=parameter, **about, **told), CLERK)
        return done

    def of_some_household(self, kind, number):
        """Open a case for the first household for which it can be."""
        households = self.things()["households"]
        for place in range(min(len(households), 6)):
            household = households[(number + place) % len(households)]
            self.facts_for(kind, household, self.day.year)
            for reason in ("", "经核查"):
                asked = OpenCase(household=household, kind=kind, received_on=self.day, reason=reason)
                if self.act(asked, CLERK):
                    return

    def facts_for(self, kind, household, year):
        """The year of a household as the rule of a kind of case wants it."""
        income, grade = (90000, "B") if kind in LEAVING else (2000, "D")
        facts = {"net_income": Decimal(income), "housing_grade": grade, "housing_area": Decimal(60)}
        self.act(RecordYear(household=household, year=year, **facts), CLERK)

    def put_right(self, number):
        """The year of a household as its rule wants it, and the case sent back to be posted so."""
        case = self.case(number)
        if case.household_id is None:
            return self.evaluated(case.year) if case.county_id else None
        self.facts_for(case.kind, case.household_id, case.year)
        asked = {"returned_on": self.day, "reason": "重新公示", "posting": True}
        return self.by_anybody(ReturnCase(cases=(number,), **asked))

    def command(self, step, number, day):
        """What a step is taken with; that of a level above the county names its document."""
        found = super().command(step, number, day)
        return replace(found, document=self.document) if hasattr(found, "document") else found

    def posted(self, number, by, day):
        """A list whose rule is not met is posted with a reason, by two persons."""
        done = super().posted(number, by, day)
        if not done and not self.case(number).household_id:
            done = self.act(OpenDisclosure(cases=(number,), opened_on=day, rule_reason="群众要求公示"), by)
            self.put_in_force()
        return done

    def approved(self, number):
        return super().approved(number) if self.case(number).household_id else []

    # Programmes and money

    @rule(number=NUMBER, steps=WALK)
    def a_measure_lives(self, number, steps):
        """A measure of a programme goes through some stages, each on a later day."""
        begun = self.draw(RecordMeasure, number, CLERK, since=self.day)
        measure = begun.id if begun and not begun.waits else self.newest(AssistanceMeasure)
        for step in range(steps if measure else 0):
            self.day += timedelta(days=8 if step % 3 else 1)
            fixed = {"measure": measure, "done_on": self.day, "late_reason": ""}
            command = Drawing(self.office, self.day, number + step, fixed).act(RecordStage)
            if command is None:
                return
            stage = stage_of(command.stage)
            if stage is not None and stage.notice:
                programme = command.stage.partition("/")[0]
                board = {"board": "村务公开栏", "village": self.village_of(measure)}
                self.by_anybody(PostHolders(programme=programme, **board))
            else:
                self.by_anybody(command)

    def village_of(self, measure):
        with self.office.sessions() as session:
            return session.get_one(AssistanceMeasure, measure).household.village_id

    @rule(number=NUMBER, by=PERSON)
    def money_moves(self, number, by):
        """Money comes in, is released to a project of the library, and is paid; two persons each time."""
        takes = Project.standing.not_in((ProjectStanding.PROPOSED, ProjectStanding.STOPPED))
        project = self.newest(Project, takes)
        if project is None:
            self.begin("project", number, 18)
            return
        today = {"late_reason": "", "project": project}
        if self.newest(Fund) is None or number % 4 == 0:
            self.draw(RecordFund, number, CLERK, received_on=self.day, amount=Decimal(400000))
        if fund := self.newest(Fund):
            asked = {"fund": fund, "released_on": self.day, "amount": Decimal(5000 + number % 9000)}
            self.draw(ReleaseFund, number, by, **asked, **today)
            self.put_in_force()
        kind = (RecordPayment, AllocateMoney)[number % 2]
        self.draw(kind, number, CLERK, paid_on=self.day, amount=Decimal(300 + number % 3000), **today)
        if number % 5:
            self.put_in_force(by)
        for more in (RecordProgress, RecordAsset, RecordAssetIncome):
            self.draw(more, number, CLERK)

    # Proposals

    @rule(by=PERSON, which=FEW, how=st.sampled_from(("put", "put", "put", "decline", "take back")))
    def a_proposal_is_settled(self, by, which, how):
        waiting = self.office.read(proposals_waiting)
        if not waiting:
            return
        number = waiting[-1 - which % len(waiting)]
        proposer = self.proposer(number)
        acts = {
            "put": PutInForce(proposal=number),
            "decline": DeclineProposal(proposal=number, answer="依据不足"),
            "take back": TakeBackProposal(proposal=number),
        }
        for person in (proposer,) if how == "take back" else (proposer, by) if which == 0 else (by,):
            if self.act(acts[how], person) is None:
                self.depth["proposal refused to its proposer"] += how == "put" and person == proposer
                self.depth["proposal of a state that moved"] += "cannot be put in force" in self.refused

    def proposer(self, proposal):
        with self.office.sessions() as session:
            return session.get_one(User, session.get_one(Proposal, proposal).proposed_by).name

    @rule(days=st.sampled_from((30, 200)))
    def months_pass(self, days):
        self.day += timedelta(days=days)
