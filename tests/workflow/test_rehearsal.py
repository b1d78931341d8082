"""Who would turn under a rule: on the register of a made-up county, and with each proposal."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.measure_classes import MeasureClass
from county_desk.models.proposal import Proposal
from county_desk.progress import Cancelled
from county_desk.rules.rehearsal_words import summary
from county_desk.rules.rehearsed import Rehearsal, RehearsedKind
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.listing import count
from county_desk.tables.proposals import LISTING as PROPOSALS
from county_desk.text import CHINESE, language
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.gate.law import OF_RULES
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.pasting import PasteRows
from county_desk.workflow.policy.county_files import ImportPolicyFile, WithdrawPolicyFile
from county_desk.workflow.policy.own_figures import SetParameter, WithdrawParameter
from county_desk.workflow.policy.what_if import rehearsal_of, what_if
from county_desk.workflow.registry import RecordYear
from tests.build import (
    ADMINISTRATOR,
    CLERK,
    DAY,
    ELSEWHERE,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    walk,
)
from tests.second_person import settled
from tests.workflow.policy_files import CRITERIA, NAMES, PROCEDURE, WORDING, importing
from tests.workflow.policy_files import take as imported
from tests.workflow.test_village import filing
from tests.workflow.watching import a_case, look, set_line

TODAY = date(2017, 11, 24)
LINE = {"name": "income_line_exit", "since": TODAY, "reference": "青政发〔2017〕9号"}
GOOD = {
    "income_stable": True,
    "enough_food": True,
    "enough_clothing": True,
    "dropouts": 0,
    "all_insured": True,
    "housing_grade": "B",
    "housing_area": Decimal(80),
    "safe_water": True,
}


def a_line(value="5500", **about):
    return SetParameter(**(LINE | {"value": value} | about))


def in_force(office, command, day=TODAY):
    """Do an act as the administrator; a proposal is put in force by another person."""
    change = office.at(day, ADMINISTRATOR).do(command)
    return settled(office, change, day) if Proposal in change.touched else change


@pytest.fixture
def two(office):
    """Two registered households of two villages that could leave in 2017, with 5,000 and 6,000 yuan."""
    one = a_registered_household(office, "张大有", persons=1)
    other = a_registered_household(office, "王秀田", serial=2, village="上坝村")
    for household, income in ((one, 5000), (other, 6000)):
        facts = RecordYear(household=household, year=2017, net_income=Decimal(income), **GOOD)
        office.at(TODAY).do(facts)
    return one, other


def rule_of(found, kind=RehearsedKind.HOUSEHOLD, rule="household_exit"):
    return next(each for each in found.rehearsal.rules if (each.kind, each.rule) == (kind, rule))


def names(found):
    return [(row.name, row.before.value, row.after.value, row.criteria) for row in found.rows]


def test_a_figure_names_every_household_that_would_turn(office, two):
    found = what_if(office.at(TODAY), a_line())
    assert names(found) == [("张大有", "met", "not_met", "Net income a head: 5,000 yuan")]
    rule = rule_of(found)
    assert (rule.judged, rule.numbers, rule.day, rule.year) == (2, (two[0],), TODAY, 2017)
    assert [(each.township, each.cause, each.count) for each in found.counts] == [("城关镇", "", 1)]
    assert list(summary(found.rehearsal)) == [
        "“Exit of the household”, by the law of 2017-11-24 with the facts of 2017: 2 households judged. "
        "The result changes for 1 household (met → not met 1)",
        "Net income a head: > 3,335 yuan → > 5,500 yuan",
    ]
    with language(CHINESE):
        assert next(summary(found.rehearsal)) == (
            "“贫困户退出”：按2017-11-24的规定和2017年数据，共判定 2 户。1 户结果改变（满足 → 不满足 1）"
        )


def test_a_rehearsal_changes_nothing(office, two):
    before = office.read(verify)
    what_if(office.at(TODAY), a_line())
    assert office.at(TODAY).policy.terms(TODAY)["income_line_exit"].number == 3335
    assert office.read(verify).head == before.head


def test_everybody_reads_the_names_of_the_own_place(office, two):
    found = what_if(office.at(TODAY, VILLAGE), a_line("7000"))
    assert [row.name for row in found.rows] == ["张大有"]
    assert rule_of(found).count == 2
    assert len(what_if(office.at(TODAY, TOWNSHIP), a_line("7000")).rows) == 2
    assert what_if(office.at(TODAY, ELSEWHERE), a_line("7000")).rows == ()


def test_a_withdrawn_figure_is_rehearsed(office, two):
    in_force(office, a_line())
    back = WithdrawParameter(name="income_line_exit", since=TODAY)
    found = what_if(office.at(TODAY + DAY), back)
    assert names(found) == [("张大有", "not_met", "met", "Net income a head: 5,000 yuan")]


def test_a_file_of_criteria_and_its_withdrawal_are_rehearsed(office, two):
    office.at(TODAY).do(RecordYear(household=two[0], year=2017, electricity=False))
    found = what_if(office.at(TODAY), importing("criteria", CRITERIA))
    ways = {(row.name, row.after.value, row.criteria) for row in found.rows}
    assert ways == {
        ("张大有", "not_met", "Electricity of the household: No"),
        ("王秀田", "unknown", "Electricity of the household"),
    }
    imported(office, "criteria", CRITERIA, TODAY)
    back = what_if(office.at(TODAY), WithdrawPolicyFile(file="criteria/household_exit"))
    assert {(row.name, row.after.value) for row in back.rows} == {("张大有", "met"), ("王秀田", "met")}


def test_an_open_case_would_be_decided_otherwise_by_the_law_of_its_year(office, two):
    case = an_exit(office, two[0], received_on=TODAY, able=False)
    walk(office, (case,), to="county_decision")
    found = what_if(office.at(TODAY), a_line())
    rule = rule_of(found, RehearsedKind.CASE)
    assert (rule.numbers, rule.year, rule.judged) == ((case,), 2017, 1)
    (cases,) = found.rehearsal.cases
    assert (cases.open, cases.decided, cases.turn) == (1, 0, 1)
    listed = [paper.kind for paper in found.rehearsal.papers if paper.listed]
    assert listed == ["household_exit_announcement"]
    later = what_if(office.at(TODAY), a_line(since=date(2018, 1, 1)))
    assert RehearsedKind.CASE not in {each.kind for each in later.rehearsal.rules}
    assert later.rehearsal.cases == ()


def test_a_decided_case_stays_as_it_was_decided(office, two):
    case = an_exit(office, two[0], received_on=date(2017, 6, 1), able=False)
    walk(office, (case,), to="announcement")
    found = what_if(office.at(TODAY), a_line())
    (cases,) = found.rehearsal.cases
    assert (cases.open, cases.decided, cases.turn) == (0, 1, 0)


def test_days_of_disclosure_change_the_steps_still_before_a_case(office):
    a_household(office, received_on=TODAY)
    days = a_line("9", name="household_disclosure_days_first")
    found = what_if(office.at(TODAY), days)
    assert found.rehearsal.rules == ()
    (cases,) = found.rehearsal.cases
    assert [(each.before, each.after) for each in cases.figures] == [("7", "9")]
    papers = {paper.kind: paper for paper in found.rehearsal.papers}
    assert (papers["household_first_disclosure"].waiting, papers["household_first_disclosure"].listed) == (
        1,
        0,
    )


def test_a_procedure_says_that_cases_under_way_keep_theirs(office, two):
    found = what_if(office.at(TODAY), importing("procedure", PROCEDURE))
    assert found.rehearsal.rules == ()
    kinds = {paper.kind for paper in found.rehearsal.papers if paper.worded}
    assert kinds == {"household_removal_disclosure", "household_removal_announcement"}


def test_a_wording_changes_its_paper_alone(office):
    a_household(office, received_on=TODAY)
    found = what_if(office.at(TODAY), importing("wording", WORDING))
    (paper,) = found.rehearsal.papers
    assert (paper.kind, paper.worded, paper.waiting) == ("household_first_disclosure", True, 1)


def test_a_village_turns_by_its_incidence(office):
    case = office.at(date(2017, 5, 10)).do(filing(office, on=date(2017, 5, 10))).id
    figure = a_line("1.5", name="village_incidence_factor")
    found = what_if(office.at(TODAY), figure)
    kinds = {(each.kind, each.rule) for each in found.rehearsal.rules}
    assert (RehearsedKind.VILLAGE, "village_registration") in kinds
    assert rule_of(found, RehearsedKind.CASE, "village_registration").judged == 1
    assert case


def test_a_line_of_monitoring_turns_households_and_their_cases(office):
    set_line(office)
    case = a_case(office)
    look(office, case, date(2024, 6, 10))
    day = date(2024, 9, 1)
    moved = SetParameter(name="monitor_line", since=day, value="100", reference="青农发〔2024〕3号")
    found = what_if(office.at(day), moved)
    turned = {row.kind: (row.before.value, row.after.value) for row in found.rows}
    assert turned[RehearsedKind.CASE][1] == "not_met"
    assert rule_of(found, RehearsedKind.CASE, "monitoring").numbers == (case,)


def test_a_measure_of_a_programme_is_judged_by_its_rule(office, two):
    loan = RecordMeasure(
        household=two[0],
        programme="small_loan",
        kind=MeasureClass.FINANCE,
        since=TODAY,
        amount=Decimal(40_000),
        months=24,
        member=1,
    )
    measure = office.at(TODAY).do(loan).id
    found = what_if(office.at(TODAY), a_line("30000", name="small_loan_most"))
    rule = rule_of(found, RehearsedKind.MEASURE, "small_loan")
    assert (rule.judged, rule.numbers) == (1, (measure,))
    (row,) = found.rows
    assert (row.name, row.after.value) == ("张大有", "not_met")


def test_the_facts_of_last_year_count_until_those_of_this_year_are_in(office, two):
    january = date(2018, 1, 10)
    line = a_line(since=january)
    assert [row.name for row in what_if(office.at(january), line).rows] == ["张大有"]
    assert rule_of(what_if(office.at(january), line)).year == 2017
    for household in two:
        facts = RecordYear(household=household, year=2018, net_income=Decimal(9000), **GOOD)
        office.at(january).do(facts)
    assert rule_of(what_if(office.at(january), line)).year == 2018


def test_a_past_day_has_the_records_and_the_rules_of_then(office, two):
    office.at(TODAY + 2 * DAY).do(RecordYear(household=two[0], year=2017, net_income=Decimal(9000)))
    desk = office.at(TODAY + 3 * DAY)
    assert what_if(desk, a_line()).rows == ()
    then = what_if(desk, a_line(), as_of=TODAY)
    assert [row.name for row in then.rows] == ["张大有"]
    assert then.rehearsal.on == TODAY
    with pytest.raises(Refused):
        what_if(desk, a_line(), as_of=TODAY + 3 * DAY)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (a_line("much"), "value"),
        (a_line(name="moon"), "name"),
        (WithdrawPolicyFile(file="parameters/moon"), "file"),
        (importing("criteria", CRITERIA.replace("electricity", "moon")), "file_name"),
        (ImportPolicyFile(file_name="x.toml", text="key = ", reference=""), "file_name"),
        (RecordYear(household=1, year=2017), ""),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(office, command, field):
    with pytest.raises(Refused) as refused:
        what_if(office.at(TODAY), command)
    assert set(refused.value.problems) == {field}


def test_a_rehearsal_reports_its_progress_and_can_be_stopped(office, two):
    told = []
    what_if(office.at(TODAY), a_line(), progress=lambda *far: told.append(far))
    assert told[-1] == (2, 2)

    def stop(*_far):
        raise Cancelled

    with pytest.raises(Cancelled):
        what_if(office.at(TODAY), a_line(), progress=stop)


@pytest.fixture
def of_rules(monkeypatch):
    """Figures that need a second person."""
    monkeypatch.setattr(SetParameter, "law", OF_RULES)


@pytest.mark.usefixtures("of_rules")
def test_a_proposal_keeps_its_rehearsal(office, two):
    number = office.at(TODAY, ADMINISTRATOR).do(a_line()).id
    kept = office.read(lambda session: session.get_one(Proposal, number).rehearsal)
    assert Rehearsal.from_plain(kept).count == 1
    found = rehearsal_of(office.at(TODAY, REVIEWER), number)
    assert [row.name for row in found.rows] == ["张大有"]
    assert "5,500 yuan" in found.about
    words = office.at(TODAY, REVIEWER).effects([PutInForce(proposal=number)])[0]
    assert "Rehearsed by the records of 2017-11-24:" in words
    assert "The result changes for 1 household" in words
    office.at(TODAY, REVIEWER).do(PutInForce(proposal=number))
    assert office.at(TODAY + DAY).policy.terms(TODAY)["income_line_exit"].number == 5500
    assert office.read(verify).ok


@pytest.mark.usefixtures("of_rules")
def test_who_proposes_reads_who_would_turn_first(office, two):
    (words,) = office.at(TODAY, ADMINISTRATOR).effects([a_line()])
    assert "It changes a rule" in words
    assert "The result changes for 1 household" in words
    assert "> 3,335 yuan → > 5,500 yuan" in words


def test_pasted_figures_are_rehearsed_together(office, two):
    rows = PasteRows(acts=(a_line(), a_line("20", name="exit_housing_area", since=TODAY)))
    found = what_if(office.at(TODAY), rows)
    assert [row.name for row in found.rows] == ["张大有"]
    judged = office.at(TODAY, ADMINISTRATOR).judge_rows(rows)
    assert "turn" not in " ".join(judged[1].values())


@pytest.mark.usefixtures("of_rules")
def test_a_proposal_that_is_stopped_leaves_nothing(office, two):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        office.at(TODAY, ADMINISTRATOR).do(a_line(), progress=stop)
    assert office.at(TODAY).read(count, PROPOSALS) == 0


def test_a_proposal_without_a_rule_has_no_rehearsal(office):
    assert rehearsal_of(office.at(TODAY, CLERK), 1) is None
    assert office.at(TODAY).read(count, CASES) == 0
    assert NAMES["criteria"] == "exit.toml"
