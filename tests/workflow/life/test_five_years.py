"""Five years of a small county lived by the machine; every identity of its returns holds in each year.

The years go over the turn of 2020, when exits end and monitoring begins. With `COUNTY_DESK_LAWS_YEARS` so
many years are lived besides, with a new seed or that of `COUNTY_DESK_LAWS_SEED`.
"""

import os
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.models.case import Case
from county_desk.models.clue import ClueSource
from county_desk.models.household import Household, Member, Standing
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.monitored import Monitored
from county_desk.models.plan import PlanKind
from county_desk.models.project import ProjectClass
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.monitoring_rules import listed_window
from county_desk.workflow.assistance.holders import PostHolders
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.assistance.plans import SetPlan
from county_desk.workflow.assistance.stages import RecordStage
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.command import Refused
from county_desk.workflow.monitoring.clues import RecordClue
from county_desk.workflow.monitoring.entering import OpenMonitoring
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.project_acts import ProposeProject
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import DAY, VILLAGE, an_id_number
from tests.second_person import confirm_opening
from tests.workflow.deliveries import a_delivery, a_family, a_person
from tests.workflow.life.returns_of_years import broken, returns_of, told
from tests.workflow.life.village_life import VILLAGES, VillageLife, named
from tests.workflow.watching import look, set_line, verified

YEARS = int(os.environ.get("COUNTY_DESK_LAWS_YEARS", "0"))
OPENED = (
    {"claimed": "未脱贫", "identified": "2014-04"},
    {"claimed": "脱贫", "identified": "2014-04", "exit_year": "2016"},
    {"claimed": "脱贫", "identified": "2014-04"},  # nobody knows when it left
    {"claimed": "脱贫"},
    {"claimed": "返贫", "identified": "2014", "exit_year": "2015", "relapsed": "2016-03"},
)


class CountyLife(VillageLife):
    """The same villages with an opening balance, plans, help, posts, funds, and monitoring since 2021."""

    begins = date(2018, 1, 8)
    busiest = 6

    def __init__(self, office, seed, folder):
        self.returns = {}
        self.open(office, folder)
        super().__init__(office, seed)
        self.serial = 20
        for year in range(2021, 2021 + 20):
            set_line(office, year, "8000")
        self.project()

    def open(self, office, folder):
        """Take in an opening balance of households that came and went before."""
        families = [
            a_family(
                f"990101100001{serial:04}",
                a_person(f"周{named(serial)[1:]}", serial + 900, born="19700101"),
                a_person(f"吴{named(serial)[1:]}", serial + 950, "配偶", born="19720101"),
                **claim,
            )
            for serial, claim in enumerate(OPENED, 1)
        ]
        delivery = a_delivery(folder, office.place("大河村"), *families, year=2018)
        batch = office.at(self.begins).do(TakeIn(delivery=delivery, kinds=(OPENING,))).id
        confirm_opening(office, batch, self.begins)

    def project(self):
        """A project in the library, for notices of funds."""
        proposal = ProposeProject(
            place=self.places[0],
            project="产业路硬化",
            purpose=ProjectClass.INFRASTRUCTURE,
            content="硬化产业路1.2公里",
            unit="城关镇人民政府",
            begins_on=date(2018, 5, 1),
            ends_on=date(2018, 10, 31),
            budget=Decimal(360000),
            year=2018,
            received_on=self.day,
        )
        number = self.desk().do(proposal).id
        self.walk(self.numbers(Case, Case.project_id == number)[0], self.places[0])

    def numbers(self, mapped, *where):
        wanted = select(mapped.id).where(mapped.withdrawn_on.is_(None), *where).order_by(mapped.id)
        return self.office.read(lambda session: list(session.scalars(wanted)))

    # help

    def gives(self):
        amount = Decimal(self.dice.randrange(100, 90_000)) / 100
        given = {"kind": MeasureClass.EDUCATION, "content": "补助", "since": self.day, "amount": amount}
        self.desk().do(RecordMeasure(household=self.one()[0], **given))

    def delivers(self):
        waiting = self.numbers(
            AssistanceMeasure, AssistanceMeasure.delivered_on.is_(None), AssistanceMeasure.programme.is_(None)
        )
        measure = self.dice.choice(waiting)
        self.desk().do(DeliverMeasure(measure=measure, delivered_on=self.day))

    def posts(self):
        """Somebody is proposed for a post, and the list hangs."""
        household, _standing, village, members = self.one()
        member = members[0][0]
        self.desk().do(RecordMemberYear(member=member, year=self.day.year, labour="普通劳动力"))
        about = {"kind": MeasureClass.POST, "programme": "forest_ranger", "since": self.day, "member": member}
        measure = self.desk().do(RecordMeasure(household=household, **about)).id
        for stage, given in (("applied", {"words": "本人申请"}), ("reviewed", {"document": "镇〔1〕号"})):
            step = RecordStage(measure=measure, stage=f"forest_ranger/{stage}", done_on=self.day, **given)
            self.desk().do(step)
        by = VILLAGE if village == self.places[0] else "王芳"
        posting = PostHolders(programme="forest_ranger", village=village, board="公开栏", measures=(measure,))
        self.office.at(self.day, by).do(posting)

    def funds(self):
        notice = IssueFundingNotice(
            kind=NoticeKind.FUNDING_PLAN, place=self.office.place("青岚县"), year=2018
        )
        self.desk().do(notice)

    def plans(self):
        kind = self.dice.choice(list(PlanKind))
        count = 1 if kind is PlanKind.VILLAGE_EXIT else self.dice.randrange(1, 5)
        due = date(self.day.year, 12, 31)
        about = {"kind": kind, "year": self.day.year, "due_on": due, "persons": count * 2}
        self.desk().do(SetPlan(village=self.dice.choice(self.places), households=count, **about))

    # monitoring

    def watches(self):
        serial, (village, township) = self.next_serial(), self.dice.choice(VILLAGES)
        place = self.office.place(village, township)
        about = {"village": place, "head": named(serial), "risks": "因学", "source": ClueSource.ROUND}
        clue = self.desk().do(RecordClue(found_on=self.day, **about)).id
        self.day += DAY
        verified(self.office, clue, self.day)
        opening = OpenMonitoring(clue=clue, id_number=an_id_number(serial), persons=1)
        case = self.desk().do(opening).id
        look(self.office, case, self.day + 2 * DAY, window_income=Decimal(6000))
        self.walk(case, place)

    def watched(self):
        """The households monitored now, with the day of their entry."""
        wanted = (
            select(Monitored.household_id, Monitored.entered_on, Household.village_id)
            .join(Household, Household.id == Monitored.household_id)
            .where(
                Monitored.withdrawn_on.is_(None), Monitored.removed == "", Household.withdrawn_on.is_(None)
            )
        )
        return self.office.read(lambda session: [tuple(row) for row in session.execute(wanted)])

    def releases(self):
        household, entered, village = self.dice.choice(self.watched())
        self.day = max(self.day, entered + timedelta(days=200))
        desk = self.desk()
        for member in self.numbers(Member, Member.household_id == household):
            desk.do(RecordMemberYear(member=member, year=self.day.year - 1, labour="普通劳动力"))
        desk.do(RecordYear(household=household, year=self.day.year, housing_grade="A"))
        given = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "risk": "因学", "since": self.day}
        measure = desk.do(RecordMeasure(household=household, amount=Decimal(3000), **given)).id
        desk.do(DeliverMeasure(measure=measure, delivered_on=self.day))
        about = {"kind": "monitoring_release", "year": self.day.year, "received_on": self.day}
        case = desk.do(OpenCase(household=household, **about)).id
        found = {"window_income": Decimal(40000), "window_end": listed_window(self.day), "months_above": 7}
        look(self.office, case, self.day + DAY, risks_gone=True, new_risk=False, **found)
        self.walk(case, village)

    def one(self, *standings):
        """A household; since 2021 mostly one that is monitored."""
        watched = [number for number, *_since in self.watched()]
        if not standings and watched and self.dice.random() < 0.6:
            chosen = self.dice.choice(watched)
            return next(each for each in self.households(Standing.ORDINARY, *Standing) if each[0] == chosen)
        return super().one(*standings)

    def act(self):
        if self.dice.random() < 0.5:
            return super().act()
        acts = [self.gives] * 3 + [self.delivers] * 3 + [self.posts, self.funds] + [self.plans] * 3
        if self.day.year >= 2021:
            acts += [self.watches] * 4 + [self.releases] * 2
        act = self.dice.choice(acts)
        try:
            act()
        except (Refused, IndexError, TypeError):
            self.done[f"no {act.__name__}"] += 1
        else:
            self.done[act.__name__] += 1
        return None

    def month(self):
        """A month, and in the first ones of a year the returns of the last."""
        super().month()
        year = self.day.year - 1
        if self.day >= date(year + 1, 2, 1) and year >= self.begins.year and year not in self.returns:
            self.close(year)

    def close(self, year):
        """Make the returns of a year, and check every identity."""

        def check(session):
            made = returns_of(session, year, self.day)
            return made, broken(session, year, made, self.returns.get(year - 1))

        self.returns[year], wrong = self.office.read(check)
        assert wrong == []


def lived(office, folder, seed, until):
    life = CountyLife(office, seed, folder)
    while life.day < until:
        life.month()
    assert office.read(verify).ok
    for year, made in life.returns.items():
        later = office.read(lambda session, year=year: returns_of(session, year, life.day))
        assert told(later) == told(made), f"the returns of {year} differ when they are made again"
    return life


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_every_identity_of_the_returns_holds_in_five_years_of_a_county(office, tmp_path):
    life = lived(office, tmp_path, 3, date(2023, 2, 1))
    assert sorted(life.returns) == [2018, 2019, 2020, 2021, 2022]
    reached = {"delivers", "posts", "funds", "plans", "watches", "releases", "moves", "leaves", "exits"}
    assert reached <= life.done.keys(), life.done


@pytest.mark.skipif(not YEARS, reason="COUNTY_DESK_LAWS_YEARS is not set")
@pytest.mark.timeout(0)
def test_every_identity_holds_in_a_longer_life(office, tmp_path):
    seed = int(os.environ.get("COUNTY_DESK_LAWS_SEED", time.time()))
    lived(office, tmp_path, seed, date(2018 + YEARS, 2, 1))
