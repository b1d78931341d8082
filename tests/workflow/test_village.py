"""A village's way into the register and out of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.exit import Exit
from county_desk.models.household import Household, Standing
from county_desk.models.village import Source, VillageRecord, VillageStanding, VillageYear
from county_desk.tables.cases.evidence_lines import EvidenceVerdict
from county_desk.tables.rule_facts import rule_facts
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.desk_case import case_now
from county_desk.workflow.cases.papers import facts_of
from county_desk.workflow.cases.take_back import WithdrawCase
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.cases.village_survey import SurveyVillage
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import (
    DAY,
    ELSEWHERE,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    a_registered_household,
    approval_refused,
    case_of,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.refusals import outside
from tests.second_person import enter, settled

RECEIVED = date(2016, 5, 10)
RULE = "village_registration"
POOR = {
    "persons": 1046,
    "poor_persons": 372,
    "income_per_head": Decimal(2400),
    "collective_income": Decimal(0),
}


def filing(office, village="大河村", kind="village_registration", on=RECEIVED, **figures):
    """A village's application."""
    asked = {"year": on.year, **(POOR | figures)}
    return FileVillage(village=office.place(village), kind=kind, received_on=on, **asked)


def file(office, **about):
    """File an application; gives the number of its case."""
    command = filing(office, **about)
    return office.at(command.received_on).do(command).id


@pytest.fixture
def province(office):
    """What the statistical bureau of the made-up province published."""
    for name, value in (("provincial_incidence", "9%"), ("provincial_rural_income", "6625")):
        figure = {"name": name, "since": date(2014, 1, 1), "value": value, "reference": "统计公报"}
        enter(office, date(2016, 1, 5), **figure)
    return office


def registered(office):
    """A village that was announced as poor; gives the day."""
    return walk(office, (file(office),))


def standing(office, village="大河村"):
    """The standing of a village in the register."""
    wanted = select(VillageRecord.standing).where(VillageRecord.village_id == office.place(village))
    return office.read(lambda session: session.scalar(wanted))


def figures(office, source):
    """A village's figures by source."""
    wanted = select(VillageYear).where(VillageYear.source == source)
    return office.read(lambda session: session.scalars(wanted).one())


def test_a_village_is_registered_after_one_disclosure_and_one_announcement(province):
    case = file(province)
    walk(province, (case,))
    assert [step.step for step in steps_of(province, case)] == [
        "application",
        "township_review",
        "disclosure",
        "disclosure",
        "county_decision",
        "announcement",
    ]
    assert standing(province) is VillageStanding.POOR
    assert (case_of(province, case).subject, case_of(province, case).persons) == ("大河村", 372)


def test_without_the_province_s_own_policy_nobody_can_tell(founded, policy):
    office = founded(replace(policy, province="hunan"))
    case = file(office)
    day = walk(office, (case,), to="county_decision") + DAY
    assert "The parameter “Provincial incidence of poverty” is not set" in approval_refused(office, case, day)
    for name, value in (("provincial_incidence", "9%"), ("provincial_rural_income", "6,625")):
        enter(office, day, name=name, since=date(2014, 1, 1), value=value, reference="统计公报")
    walk(office, (case,))
    assert states(office, case) == [("done", "announcement")]


@pytest.mark.parametrize(
    ("about", "label"),
    [
        ({"poor_persons": 180}, "Incidence of poverty: standard not below 18% (2 times × 9%), actual 17.21%"),
        (
            {"income_per_head": Decimal(3975)},
            "of the village: standard below 3,975 yuan (60% × 6,625 yuan), actual 3,975 yuan",
        ),
        (
            {"collective_income": Decimal(1)},
            "Village collective income: standard not above 0 yuan, actual 1 yuan",
        ),
        ({"income_per_head": None}, "“Net income a head of the village” is missing"),
    ],
)
def test_one_high_one_low_one_none(province, about, label):
    case = file(province, **about)
    day = walk(province, (case,), to="county_decision") + DAY
    assert label in approval_refused(province, case, day)


def test_a_village_leaves_when_few_are_left(province):
    day = registered(province) + DAY
    case = file(province, kind="village_exit", on=day)
    survey(province, day)
    ends = walk(province, (case,))
    assert standing(province) is VillageStanding.EXITED
    left = province.read(lambda session: session.scalars(select(Exit)).one())
    assert (left.village_id, left.household_id, left.exited_on) == (province.place("大河村"), None, ends)
    assert left.grace_until == ends.replace(year=ends.year + 5)


def survey(province, day, **about):
    """A survey of the village that found three poor people."""
    found = {"poor_persons": 3, "explanation": "登记册未导入，逐户核查"} | about
    return province.at(day, TOWNSHIP).do(
        SurveyVillage(village=province.place("大河村"), year=day.year, **found)
    )


def test_where_the_register_holds_nothing_the_incidence_is_unknown_until_a_survey(province):
    day = registered(province) + DAY
    case = file(province, kind="village_exit", on=day)
    day = walk(province, (case,), to="county_decision") + DAY
    assert "the register holds no household of this village" in approval_refused(province, case, day)
    survey(province, day)
    assert "Incidence of poverty" in approval_refused(province, case, day), "it is posted again first"


@pytest.mark.parametrize(
    ("about", "problems"),
    [
        ({"year": 2015}, {"year": "The village gave no figures for 2015; file its application first"}),
        ({"poor_persons": 1047}, {"poor_persons": "1047 poor persons cannot live among 1046"}),
        ({"explanation": " "}, {"explanation": "Explain why the figures differ"}),
    ],
)
def test_a_survey_without_sense_or_reason_is_refused_at_its_field(province, about, problems):
    file(province)
    asked = {"village": province.place("大河村"), "year": 2016, "poor_persons": 3, "explanation": "逐户核查"}
    assert refusal(province.at(RECEIVED, TOWNSHIP), SurveyVillage(**asked | about)) == problems


def test_a_declared_figure_that_differs_from_the_register_leaves_the_incidence_unknown(province):
    a_registered_household(province, "张一", received_on=date(2016, 3, 1))
    day = registered(province) + DAY
    case = file(province, kind="village_exit", on=day, persons=100, poor_persons=15)
    day = walk(province, (case,), to="county_decision") + DAY
    said = approval_refused(province, case, day)
    assert "the village declares 15 persons and the register holds 1 person" in said
    evidence = case_now(province.at(day, REVIEWER), case).evidence
    line = next(line for line in evidence if line.item == "Poor persons who have not left")
    assert (line.claimed, line.checked, line.source) == ("15", "1", "In the register")
    assert line.verdict is EvidenceVerdict.DIFFERS
    survey(province, day, poor_persons=1, explanation="村里误报")
    evidence = case_now(province.at(day, REVIEWER), case).evidence
    line = next(line for line in evidence if line.item == "Poor persons who have not left")
    assert (line.checked, line.source) == ("1; 1", "In the register; Surveyed (村里误报)")


def test_an_exit_counts_the_poor_households_that_have_not_left(province):
    gone = a_registered_household(province, "张一", received_on=date(2016, 3, 1))
    a_registered_household(province, "张二", received_on=date(2016, 3, 1), serial=2)
    day = registered(province) + DAY
    with province.sessions.begin() as session:
        session.get_one(Household, gone).standing = Standing.EXITED
    case = file(province, kind="village_exit", on=day, persons=100, poor_persons=1, poor_households=1)
    evidence = {line.item: line for line in case_now(province.at(day, REVIEWER), case).evidence}
    line = evidence["Poor households"]
    assert (line.checked, line.source) == ("1", "In the register")
    assert line.verdict is EvidenceVerdict.AGREES
    assert evidence["Poor persons who have not left"].checked == "1"
    assert "Poor persons" not in evidence


def test_the_county_group_departs_from_tests_that_hold_in_principle(province):
    case = file(province, collective_income=Decimal(500))
    day = walk(province, (case,), to="county_decision") + DAY
    asked = {
        "cases": (case,),
        "decided_on": day,
        "decision": Decision.APPROVE,
        "opinion": "同意",
    }
    at = province.at(day, REVIEWER)
    assert (
        "Village collective income: standard not above 0 yuan, actual 500 yuan"
        in refusal(at, Decide(**asked))["decision"]
    )
    departing = asked | {"departure": "集体经济仅为一次性补助"}
    assert refusal(at, Decide(**departing)) == {
        "decision": "A departure from the rule rests on the document of the county group; name it"
    }
    proposed = at.do(Decide(**departing, document="青扶组〔2016〕3号"))
    assert states(province, case) == [("open", "county_decision")], "it waits for a second person"
    assert "proposed this" in refusal(at, PutInForce(proposal=proposed.id))[""]
    settled(province, proposed, day, SECOND)
    facts = steps_of(province, case)[-1].facts
    assert facts == {"document": "青扶组〔2016〕3号", "departure": "集体经济仅为一次性补助"}


def test_nobody_departs_from_the_rule_while_a_figure_is_missing(province):
    case = file(province, income_per_head=None)
    day = walk(province, (case,), to="county_decision") + DAY
    about = {"decided_on": day, "opinion": "同意", "document": "青扶组〔2016〕3号", "departure": "村情特殊"}
    departing = Decide(cases=(case,), decision=Decision.APPROVE, **about)
    found = refusal(province.at(day, REVIEWER), departing)["decision"]
    assert "“Net income a head of the village” is missing" in found


def test_indicators_are_entered_by_their_titles(guizhou):
    day = date(2017, 5, 10)
    asked = filing(guizhou, on=day, indicators="主导产业（数值）=2，，Tap water=是\n饮水安全（是或否）=\n")
    guizhou.at(day).do(asked)
    kept = guizhou.read(lambda session: session.scalars(select(VillageYear.indicators)).all())
    assert [list(each) for each in kept if each] == [["lead_industries", "tap_water"]]


def test_a_village_does_not_leave_while_many_stand_in_its_register(province):
    for serial, head in enumerate(("张一", "张二", "张三"), start=1):
        a_registered_household(province, head, serial=serial, received_on=date(2016, 3, 1))
    day = registered(province) + DAY
    case = file(province, kind="village_exit", on=day, persons=100, poor_persons=3)
    day = walk(province, (case,), to="county_decision") + DAY
    assert "Incidence of poverty: standard below 2%, actual 3%" in approval_refused(province, case, day)


def test_the_province_has_indicators_of_its_own(guizhou):
    kind = "village_registration"
    assert refusal(guizhou.at(RECEIVED), filing(guizhou, kind=kind, indicators="road")) == {
        "indicators": "“road” is not of the form title=value"
    }
    assert refusal(guizhou.at(RECEIVED), filing(guizhou, kind=kind, indicators="moon=1"))[
        "indicators"
    ].startswith("There is no indicator moon; there are: ")
    day = date(2017, 5, 10)
    assert refusal(guizhou.at(day), filing(guizhou, on=day, indicators="lead_industries=x")) == {
        "indicators": "“x” is not a value of “Leading industries”"
    }


def test_an_ordinary_village_cannot_leave_and_a_poor_one_not_apply_again(province):
    assert refusal(province.at(RECEIVED), filing(province, kind="village_exit")) == {
        "kind": "The village is Not registered; it cannot apply for this"
    }
    day = registered(province)
    assert refusal(province.at(day), filing(province, on=day)) == {
        "kind": "The village is Registered poor village; it cannot apply for this"
    }


def test_a_village_has_one_application_under_way(province):
    case = file(province)
    assert refusal(province.at(RECEIVED), filing(province)) == {
        "": f"Case {case} of this village is under way"
    }


@pytest.mark.parametrize(
    ("wrong", "problems"),
    [
        ({"poor_persons": 1047}, {"poor_persons": "1047 poor persons cannot live among 1046"}),
        (
            {"households": 300, "poor_households": 301},
            {"poor_households": "301 poor households cannot be among 300"},
        ),
        ({"households": 1047}, {"households": "There cannot be more households than persons"}),
    ],
)
def test_the_part_is_not_larger_than_the_whole(office, wrong, problems):
    assert refusal(office.at(RECEIVED), filing(office, **wrong)) == problems


def test_an_application_is_of_a_village_of_one_s_own(office):
    assert refusal(
        office.at(RECEIVED),
        FileVillage(
            village=office.place("城关镇"),
            kind="village_registration",
            year=2016,
            received_on=RECEIVED,
            **POOR,
        ),
    ) == {"village": f"There is no village {office.place('城关镇')}; choose it from the list"}
    assert refusal(office.at(RECEIVED, ELSEWHERE), filing(office)) == {"": outside()}


def test_an_application_cannot_come_tomorrow_or_before_there_was_a_procedure(office):
    assert refusal(office.at(RECEIVED - DAY), filing(office)) == {
        "received_on": "“Received on” 2016-05-10 has not come yet; today is 2016-05-09"
    }
    early = filing(office, on=date(2014, 3, 31))
    assert refusal(office.at(RECEIVED), early) == {
        "received_on": "“Registration of villages” begins on 2014-04-01"
    }


def test_what_the_household_records_say_is_kept_beside_the_village_s_own_word(office):
    a_registered_household(office, received_on=date(2016, 3, 1), net_income=Decimal(1800))
    file(office)
    declared, counted = figures(office, Source.FORM), figures(office, Source.RECORDS)
    assert (declared.poor_persons, declared.income_per_head) == (372, Decimal("2400.00"))
    assert (counted.poor_households, counted.poor_persons) == (1, 1)
    assert counted.income_per_head == Decimal("1800.00")


def test_the_application_filed_last_is_what_counts(province):
    first = file(province, collective_income=Decimal(9000))
    desk = province.at(RECEIVED + DAY)
    desk.do(WithdrawCase(cases=(first,), reason="数字有误"))
    again = filing(province, on=RECEIVED + DAY, source=Source.WORKBOOK, collective_income=None)
    case = desk.do(replace(again, income_per_head=Decimal(2100))).id
    known = province.read(lambda session: rule_facts(session, RULE, province.place("大河村"), 2016))
    assert (known.income_per_head, known.collective_income) == (Decimal(2100), None)
    walk(province, (case,), to="county_decision")
    third = replace(again, source=Source.FORM, received_on=RECEIVED + 20 * DAY)
    desk = province.at(RECEIVED + 20 * DAY)
    desk.do(WithdrawCase(cases=(case,), reason="数字有误"))
    desk.do(third)
    known = province.read(lambda session: rule_facts(session, RULE, province.place("大河村"), 2016))
    assert (known.income_per_head, known.collective_income) == (Decimal(2400), None)


def test_the_notice_of_a_village_shows_its_figures_and_no_long_number(province):
    case = file(province)
    walk(province, (case,), to="county_decision")
    (row,) = province.read(lambda session: facts_of(session, 1)).rows
    assert (row.persons, row.poor_persons, row.incidence) == (1046, 372, Decimal("0.3556"))
    assert (row.income_per_head, row.collective_income) == (Decimal("2400.00"), Decimal("0.00"))


def test_who_filed_a_village_does_not_survey_it(province):
    file(province)
    asked = {"village": province.place("大河村"), "year": 2016, "poor_persons": 3, "explanation": "逐户核查"}
    own = refusal(province.at(RECEIVED), SurveyVillage(**asked))
    assert "entered the application of this village" in own[""]
    province.at(RECEIVED, TOWNSHIP).do(SurveyVillage(**asked))
