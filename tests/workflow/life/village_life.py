"""Three villages in two townships that live by real commands, some acts at random in each month."""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from county_desk.fields import Sex
from county_desk.models.household import Household, Standing
from county_desk.models.household_change import COMING, LEAVING, ChangeKind
from county_desk.rules.balance import follows, imbalances
from county_desk.rules.kinship import HEAD
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns.movement import movement_page
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.command import Refused
from county_desk.workflow.life.heads import ChangeHead
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.moving import EndHousehold, MoveHousehold
from county_desk.workflow.life.splitting import MergeHouseholds, SplitHousehold
from county_desk.workflow.registry import RecordYear
from tests.build import CLERK, ELSEWHERE, a_household, an_exit, an_id_number, walk

BEGINS = date(2016, 11, 1)
VILLAGES = (("大河村", "城关镇"), ("上坝村", "城关镇"), ("柳湾村", "青山镇"))
PAPER = {"evidence": "证明第1号"}


def named(serial):
    """A made-up name for a serial."""
    return "王李张刘陈杨黄赵吴周"[serial % 10] + "大有秀英建国桂兰志强"[serial // 10 % 10] + "明"


class VillageLife:
    """Some villages, their day, and acts at random."""

    begins = BEGINS
    busiest = 4  # acts of a month, at most one less

    def __init__(self, office, seed):
        self.office, self.dice, self.day = office, random.Random(seed), self.begins
        self.serial, self.done = 0, Counter()
        self.before = None
        self.places = [office.place(*names) for names in VILLAGES]
        for _each in range(3):
            self.register()

    def next_serial(self):
        self.serial += 1
        return self.serial

    def desk(self):
        return self.office.at(self.day)

    def households(self, *standings):
        """The households that stand so, with what acts ask about them."""

        def read(session):
            found = session.query(Household).filter(Household.withdrawn_on.is_(None)).order_by(Household.id)
            return [
                (
                    each.id,
                    each.standing,
                    each.village_id,
                    [(m.id, m.relation == HEAD) for m in each.members if m.withdrawn_on is None],
                )
                for each in found
                if each.standing in standings
            ]

        return self.office.read(read)

    def one(self, *standings):
        found = self.households(*(standings or (Standing.REGISTERED, Standing.EXITED)))
        return self.dice.choice(found) if found else None

    # the life of households

    def joins(self):
        household, _standing, _village, _members = self.one()
        kind, early = self.dice.choice(COMING), self.day - timedelta(days=self.dice.randrange(25))
        born = max(early, self.day.replace(day=1))  # of this month: the last one is told already
        asked = {"kind": kind, "happened_on": born, "name": "新生", "relation": "之子", **PAPER}
        if kind is ChangeKind.BIRTH:
            asked["sex"] = Sex.MALE
        else:
            asked["id_number"] = an_id_number(self.next_serial())
        self.desk().do(JoinMember(household=household, **asked))

    def leaves(self):
        _household, _standing, _village, members = self.one()
        member, is_head = self.dice.choice(members)
        others = [number for number, _head in members if number != member]
        asked = {"kind": self.dice.choice(LEAVING), "happened_on": self.day, **PAPER}
        new_head = others[0] if is_head and others else None
        self.desk().do(LeaveMember(member=member, new_head=new_head, **asked))

    def head(self):
        members = self.one()[3]
        member = self.dice.choice([number for number, is_head in members if not is_head])
        self.desk().do(ChangeHead(member=member, happened_on=self.day, **PAPER))

    def splits(self):
        household, _standing, _village, members = self.one()
        member = self.dice.choice([number for number, is_head in members if not is_head])
        split = {"household": household, "members": (member,), "head": member}
        self.desk().do(SplitHousehold(happened_on=self.day, **split, **PAPER))

    def merges(self):
        household, standing, village, _members = self.one()
        alike = [each for each in self.households(standing) if each[2] == village and each[0] != household]
        into = self.dice.choice(alike)[0]
        merge = MergeHouseholds(
            household=household, into=into, relation="其他", happened_on=self.day, **PAPER
        )
        self.desk().do(merge)

    def moves(self):
        household, _standing, village, _members = self.one()
        there = self.dice.choice([place for place in self.places if place != village])
        self.desk().do(MoveHousehold(household=household, village=there, happened_on=self.day, **PAPER))

    def ends(self):
        kind = self.dice.choice((ChangeKind.DEATH, ChangeKind.LEFT, ChangeKind.MOVED_AWAY))
        self.desk().do(EndHousehold(household=self.one()[0], kind=kind, happened_on=self.day, **PAPER))

    # the procedures

    def register(self):
        serial, (village, township) = self.next_serial(), self.dice.choice(VILLAGES)
        about = {"serial": serial, "village": village, "township": township, "received_on": self.day}
        self.walk(a_household(self.office, named(serial), **about), self.office.place(village, township))

    def walk(self, case, village):
        """Take a case to its end by the people of its township."""
        by = {StepKind.ASSEMBLY: CLERK}
        if village == self.places[-1]:
            by[StepKind.REVIEW] = ELSEWHERE
        self.day = walk(self.office, (case,), by=by)

    def _through(self, kind, *standings, reason=""):
        household, _standing, village, _members = self.one(*standings)
        self.desk().do(RecordYear(household=household, year=self.day.year, net_income=Decimal(2000)))
        about = {"year": self.day.year, "received_on": self.day, "reason": reason}
        self.walk(self.desk().do(OpenCase(household=household, kind=kind, **about)).id, village)

    def exits(self):
        household, _standing, village, _members = self.one(Standing.REGISTERED)
        self.walk(an_exit(self.office, household, received_on=self.day), village)

    def relapses(self):
        self._through("household_relapse", Standing.EXITED)

    def removed(self):
        self._through("household_removal", Standing.REGISTERED, reason="识别不准")

    def restored(self):
        self._through("household_restoration", Standing.EXITED, reason="退出不准")

    def missed(self):
        self._through("household_missed", Standing.REMOVED, reason="漏评")

    def reexamined(self):
        self._through("household_reexamination", *(Standing.REGISTERED, Standing.EXITED), reason="有异议")

    def month(self):
        """Live until the end of a month, and check R6 of each month that passed."""
        first = self.day.replace(day=1)
        for _act in range(self.dice.randrange(1, self.busiest)):
            self.act()
        while first <= self.day.replace(day=1):
            self.check(first)
            first = (first + timedelta(days=32)).replace(day=1)
        self.day = max(self.day, first)

    def act(self):
        acts = (
            [self.joins] * 4
            + [self.leaves] * 2
            + [self.head, self.splits, self.merges, self.moves, self.ends]
        )
        if self.day.year < 2021 and self.dice.random() < 0.4:
            acts = [self.register] * 3 + [self.exits] * 3
            acts += [self.relapses, self.removed, self.restored, self.missed, self.reexamined]
        if not self.households(Standing.REGISTERED, Standing.EXITED):
            acts = [self.register] if self.day.year < 2021 else []
        if not acts:
            return
        act = self.dice.choice(acts)
        try:
            act()
        except (Refused, IndexError, TypeError):  # nothing there for it, or it may not be
            self.done[f"no {act.__name__}"] += 1
        else:
            self.done[act.__name__] += 1

    def check(self, first):
        """R6 of a month balances in each village, follows from the month before, and counts who is there."""
        period = Period.read(f"{first:%Y-%m}")
        if first < self.begins or period.last > self.day + timedelta(days=31):
            return
        rows = self.office.read(lambda s: movement_page(s, county_of(s, period.last), period)).lines
        now = {line.place: line.row for line in rows if line.row.village}
        for village, row in now.items():
            assert imbalances(row) == (), (str(period), village, row)
            if self.before and first != date(2021, 1, 1):  # from then on R6 counts those out of poverty, too
                assert follows(self.before[village], row) == (), (str(period), village)
        self.before = now
