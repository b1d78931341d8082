"""Random histories of one register: whatever is done to it in whatever order, these things hold."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from county_desk.intake.comparing.comparison import Answers
from county_desk.models.case import CaseState
from county_desk.rules.policy import Policy
from county_desk.rules.procedures import StepKind
from county_desk.tables.duplicates import LISTING as PAIRS
from county_desk.tables.listing import Query, page
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.cases.take_back import TakeBackStep, WithdrawCase
from county_desk.workflow.command import Refused
from county_desk.workflow.duplicates import ReopenDuplicate, SettleDuplicate
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import CLERK, TOWNSHIP, command_for, leaving, national, walk
from tests.databases import Files
from tests.workflow.office_life import Life
from tests.workflow.standing_facts import of, standing
from tests.workflow.village_papers import (
    FACTS,
    FORMS,
    NATIONAL,
    OF_PERSON,
    PEOPLE,
    VILLAGES,
    Family,
    copied,
    families,
    person,
    say,
    say_of,
    write,
)

FEW = st.integers(0, 7)
VILLAGE = st.integers(0, 1)
QUIET = (StepKind.ASSEMBLY, StepKind.GROUP_REVIEW, StepKind.VISIT, StepKind.COMPARISON, StepKind.CONSENT)
KINDS = (
    *("duplicate_person", "duplicate_id_other_name", "member_left", "head_changed", "identity_changed"),
    *("household_renumbered", "county_corrected", "member_count", "id_missing", "relation_odd", "income_sum"),
)


def chosen(some: Any, number: int) -> Any:
    """One of some, whatever the number is."""
    return some[number % len(some)]


class Histories(RuleBasedStateMachine):
    """Two villages that send files, and the county that corrects, rules, decides and undoes."""

    fresh: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.life = Life(type(self).fresh)
        self.kept = [families(village) for village in (0, 1)]
        self.files: list[Any] = []

    def teardown(self) -> None:
        self.life.close()

    # The villages change what they keep.

    @rule(village=VILLAGE, which=FEW, name=st.sampled_from(sorted(FACTS)), choice=st.integers(0, 3))
    def writes_of_a_household(self, village, which, name, choice):
        if self.kept[village]:
            say(chosen(self.kept[village], which), name, choice)

    @rule(
        village=VILLAGE,
        which=FEW,
        place=FEW,
        name=st.sampled_from(sorted(OF_PERSON)),
        choice=st.integers(0, 3),
    )
    def writes_of_a_person(self, village, which, place, name, choice):
        if self.kept[village]:
            say_of(chosen(chosen(self.kept[village], which).people, place), name, choice)

    @rule(village=VILLAGE, which=FEW, who=FEW)
    def lists_somebody_more(self, village, which, who):
        if self.kept[village]:
            family = chosen(self.kept[village], which)
            if PEOPLE[who] not in [one.who for each in self.kept[village] for one in each.people]:
                family.people.append(person(PEOPLE[who]))
                family.persons = str(len(family.people))

    @rule(village=VILLAGE, which=FEW, place=FEW)
    def lists_somebody_no_more(self, village, which, place):
        if self.kept[village]:
            family = chosen(self.kept[village], which)
            if len(family.people) > 1:
                del family.people[place % len(family.people)]
                family.people[0].relation = "户主"
                family.persons = str(len(family.people))

    @rule(village=VILLAGE, which=FEW)
    def another_is_the_head(self, village, which):
        if self.kept[village]:
            people = chosen(self.kept[village], which).people
            people[0].relation = people[0].who.kin
            people.append(people.pop(0))
            people[0].relation = "户主"

    @rule(village=VILLAGE, which=FEW)
    def two_numbers_are_exchanged(self, village, which):
        if self.kept[village]:
            people = chosen(self.kept[village], which).people
            people[0].number, people[-1].number = people[-1].number, people[0].number

    @rule(village=VILLAGE, which=FEW)
    def a_household_is_sent_no_more(self, village, which):
        if len(self.kept[village]) > 1:
            del self.kept[village][which % len(self.kept[village])]

    @rule(village=VILLAGE, who=FEW, number=st.sampled_from(("", *NATIONAL)))
    def a_household_is_new(self, village, who, number):
        known = [one.who for each in self.kept[village] for one in each.people]
        numbers = [each.number for each in self.kept[village]]
        if PEOPLE[who] not in known and number not in numbers and len(self.kept[village]) < 4:
            self.kept[village].append(Family(number, [person(PEOPLE[who], "户主")], "1"))

    # Files come, and come again.

    @rule(
        village=VILLAGE,
        year=st.sampled_from((2016, 2016, 2015)),
        form=st.sampled_from(FORMS),
        agrees=st.sampled_from(("all", "all", "none", "some")),
        answer=st.sampled_from(("keep", "take", "kinds", "mixed", "none")),
        fix=st.sampled_from(("", "", "13900000009", "【清空】")),
        only=st.sets(st.sampled_from(KINDS)),
        again=st.booleans(),
    )
    def a_file_comes(self, village, year, form, agrees, answer, fix, only, again):
        if not self.kept[village]:
            return
        number = len(self.files)
        file = write(self.life.folder, number, village, year, form, copied(self.kept[village]))
        self.files.append(file)
        self._take_in(file, agrees, answer, fix, only, again)

    @precondition(lambda self: self.files)
    @rule(
        which=FEW,
        agrees=st.sampled_from(("all", "none")),
        answer=st.sampled_from(("keep", "take", "none")),
        again=st.booleans(),
    )
    def an_old_file_comes(self, which, agrees, answer, again):
        self._take_in(self.files[-1 - which % len(self.files)], agrees, answer, "", set(), again)

    def _take_in(self, file, agrees, answer, fix, only, again):
        fixes = {"": {"K2": fix}} if fix and file.form == "roster" else {}
        first = self.life.look(file, Answers(), fixes)
        keys = tuple(each.key for each in first.conflicts)
        asked = self.life.questions(first)
        kinds = {"all": asked, "none": (), "some": tuple(sorted(only))}[agrees]
        if answer != "kinds":
            kinds = tuple(kind for kind in kinds if kind != "county_corrected")
        keep = {"keep": keys, "mixed": keys[::2]}.get(answer, ())
        answers = Answers(kinds, keep, {"take": keys, "mixed": keys[1::2]}.get(answer, ()))
        self.life.take_in(file, answers, fixes, again=again)

    @precondition(lambda self: self.life.taken)
    @rule(which=FEW)
    def a_batch_is_undone(self, which):
        standing_ones = [each for each in self.life.taken if not each.undone]
        if standing_ones:
            self.life.undo(standing_ones[-1 - which % len(standing_ones)])

    # The county puts right.

    def _one(self, table, which):
        found = of(self.life.facts, table)
        return chosen(found, which)["id"] if found else 0

    @rule(which=FEW, who=FEW, certificate=st.booleans())
    def the_county_adds_somebody(self, which, who, certificate):
        one = PEOPLE[who]
        number = one.number + ("44" if certificate else "")
        about = {"name": one.name, "relation": one.kin, "id_number": number}
        self.life.act(AddMember(household=self._one("household", which), **about))

    @rule(which=FEW)
    def the_county_takes_somebody_off(self, which):
        self.life.act(leaving(self._one("member", which), self.life.day), TOWNSHIP)

    @rule(
        which=FEW,
        year=st.sampled_from((2015, 2016)),
        grade=st.sampled_from(("A", "B", None)),
        water=st.booleans(),
    )
    def the_county_records_a_year(self, which, year, grade, water):
        about = {"housing_grade": grade} if grade else {"safe_water": water, "net_income": Decimal(9000)}
        self.life.act(RecordYear(household=self._one("household", which), year=year, **about), TOWNSHIP)

    @rule(village=VILLAGE, who=FEW, persons=st.integers(1, 2))
    def somebody_applies_at_the_office(self, village, who, persons):
        one = PEOPLE[who]
        about = {"head": one.name, "id_number": one.number, "persons": persons, "year": 2016}
        place = self.life.office.place(VILLAGES[village])
        self.life.act(
            FileHousehold(village=place, received_on=self.life.day, telephone="13900000008", **about)
        )

    @rule(
        which=FEW,
        same=st.booleans(),
        first=st.booleans(),
        take=st.sampled_from(("*", "", "member.name,member.id_number")),
    )
    def somebody_rules_on_a_pair(self, which, same, first, take):
        pairs = self.life.office.read(lambda session: page(session, PAIRS, Query()))
        if pairs:
            pair = chosen(pairs, which)
            survives = (pair.one_id if first else pair.other_id) if same else None
            about = {"one": pair.one_id, "other": pair.other_id, "same": same, "survives": survives}
            self.life.act(SettleDuplicate(reason="核实", take=take, **about))

    @rule(which=FEW)
    def a_ruling_is_taken_back(self, which):
        ruling = self._one("duplicate_ruling", which)
        self.life.act(ReopenDuplicate(ruling=ruling, reason="弄错"), twice=True)

    @precondition(lambda self: self.life.back)
    @rule()
    def the_last_act_is_undone(self):
        undo, before, after = self.life.back
        if type(undo).__name__ != "UndoBatch" and self.life.facts == after and undo is not None:
            by = CLERK
            if self.life.act(undo, by, twice=True):
                assert self.life.facts == before or type(undo).__name__ == "TakeBackStep"

    # Cases go on.

    @rule(which=FEW)
    def a_case_passes_a_step(self, which):
        found = of(self.life.facts, "case", state=CaseState.OPEN)
        if found:
            case = chosen(found, which)
            procedure = self.life.office.policy.procedures.version(case["procedure"])
            step = procedure.step(case["step"])
            if step.kind in QUIET:
                self.life.act(command_for(self.life.office, step, (case["id"],), self.life.day))

    @rule(which=FEW)
    def a_step_is_taken_back(self, which):
        self.life.act(TakeBackStep(cases=(self._one("case", which),), reason="记错"))

    @rule(which=FEW, day=st.booleans())
    def a_case_is_withdrawn(self, which, day):
        self.life.act(WithdrawCase(cases=(self._one("case", which),), reason="放弃"))

    @rule(which=FEW)
    def a_case_goes_through(self, which):
        found = of(self.life.facts, "case", state=CaseState.OPEN)
        if not found:
            return
        case = chosen(found, which)["id"]
        try:
            day = walk(self.life.office, (case,))
        except Refused:
            day = self.life.day
        self.life.back = None
        self.life.facts = standing(self.life.office)
        self.life.day = max(self.life.day, day) + timedelta(days=40)

    @rule()
    def a_day_passes(self):
        self.life.tomorrow()


def machine(files: Files, policy: Policy) -> type[Histories]:
    """The machine on registers of its own."""

    class Machine(Histories):
        fresh = staticmethod(lambda path: files.fresh(national(policy), path))

    return Machine


@pytest.mark.slow
def test_whatever_is_done_to_a_register_these_things_hold(files, policy):
    run_state_machine_as_test(
        machine(files, policy),
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
