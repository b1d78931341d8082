"""What is claimed in a case, held against what the office knows."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.models.household import HouseholdYear, Member
from county_desk.tables.cases.case_detail import case_detail
from county_desk.tables.cases.evidence import evidence_of
from county_desk.tables.cases.evidence_lines import EvidenceVerdict, compared
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.cases.village_filing import FileVillage
from tests.build import TOWNSHIP, a_household, a_visit, case_of, post, walk


def lines(office, case):
    """The evidence of a case by item."""
    detail = office.read(lambda session: case_detail(session, case))
    procedure = office.policy.procedures.version(detail.row.procedure)
    return {line.item: line for line in evidence_of(detail, procedure)}


def year_of(session, case):
    household = session.get_one(Case, case).household_id
    return session.query(HouseholdYear).filter_by(household_id=household).one()


def test_fewer_people_listed_than_claimed_differ(guizhou):
    line = lines(guizhou, a_household(guizhou, persons=3))["Members"]
    assert (line.claimed, line.checked, line.verdict) == ("3", "1 person listed", EvidenceVerdict.DIFFERS)


def test_a_number_with_a_wrong_digit_differs_and_a_missing_one_is_not_known(guizhou):
    case = a_household(guizhou)
    assert lines(guizhou, case)["Identity numbers"].verdict is EvidenceVerdict.AGREES
    with guizhou.sessions.begin() as session:
        member = session.query(Member).one()
        member.id_number = member.id_number[:17] + ("0" if member.id_number[17] != "0" else "1")
    wrong = lines(guizhou, case)["Identity numbers"]
    assert wrong.verdict is EvidenceVerdict.DIFFERS
    assert "张大有: Place 18" in wrong.checked
    with guizhou.sessions.begin() as session:
        session.query(Member).one().id_number = ""
    missing = lines(guizhou, case)["Identity numbers"]
    assert (missing.checked, missing.verdict) == ("None given for 张大有", EvidenceVerdict.UNKNOWN)


def test_an_income_is_held_against_its_ledger_and_its_sum(guizhou):
    case = a_household(guizhou, net_income=Decimal("3000.00"), persons=2)
    assert lines(guizhou, case)["Net income (yuan a year)"].verdict is EvidenceVerdict.UNCHECKED
    with guizhou.sessions.begin() as session:
        year = year_of(session, case)
        year.wage, year.transfer, year.expense = Decimal(2500), Decimal(900), Decimal(300)
        year.income_per_head = Decimal(1600)
    found = lines(guizhou, case)
    net = found["Net income (yuan a year)"]
    assert net.source == "wages 2,500.00 + transfers 900.00 − costs 300.00"
    assert (net.claimed, net.checked) == ("3,000.00", "3,100.00")
    assert net.verdict is EvidenceVerdict.DIFFERS
    head = found["Net income a head (yuan)"]
    assert (head.checked, head.source) == ("1,500.00", "3,000.00 ÷ 2")
    assert head.verdict is EvidenceVerdict.DIFFERS


def test_a_visit_is_what_a_claim_is_held_against(guizhou):
    case = a_household(guizhou)
    with guizhou.sessions.begin() as session:
        year_of(session, case).safe_water = True
        year_of(session, case).dropouts = 0
    day = walk(guizhou, (case,), to="verification")
    guizhou.at(day).do(a_visit((case,), day, safe_water=False, dropouts=0, all_insured=None))
    found = lines(guizhou, case)
    water, school = found["Safe drinking water"], found["School dropouts"]
    assert (water.claimed, water.checked, water.source) == ("Yes", "No", f"Visit of {day}")
    assert water.verdict is EvidenceVerdict.DIFFERS
    assert school.verdict is EvidenceVerdict.AGREES
    assert found["Housing grade (A to D)"].verdict is EvidenceVerdict.UNKNOWN
    assert found["Everyone has medical insurance"].source == "Not looked at on a visit"


def test_only_what_the_rule_asks_for_is_listed(guizhou):
    found = lines(guizhou, a_household(guizhou))
    assert "Whether a ground for exclusion exists" in found
    assert "Enough food" not in found


def test_every_step_before_the_decision_has_its_line(guizhou):
    case = a_household(guizhou)
    walk(guizhou, (case,), to="township_review")
    found = lines(guizhou, case)
    meeting = found["Democratic review by the villagers' representatives"]
    assert meeting.checked == "31 of 36 attended, 29 in favour"
    posted = found["First disclosure"]
    assert (posted.checked, posted.source.split(" · ")[0]) == ("No objection", "大河村")
    assert found["Review by the township"].verdict is EvidenceVerdict.NOT_YET
    assert found["Second disclosure"].verdict is EvidenceVerdict.NOT_YET


def test_a_returned_case_has_its_steps_before_it_again(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="township_review")
    guizhou.at(day, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=day, reason="缺照片"))
    found = lines(guizhou, case)
    assert found["Democratic review by the villagers' representatives"].verdict is EvidenceVerdict.NOT_YET
    assert found["First disclosure"].verdict is EvidenceVerdict.NOT_YET


def test_an_objection_stands_beside_its_disclosure(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="first_disclosure")
    posted = post(guizhou, (case,), day).id
    objection = RecordObjection(
        disclosure=posted, received_on=day, channel=Channel.LETTER, words="有一辆货车", case=case
    )
    number = guizhou.at(day).do(objection).id
    assert lines(guizhou, case)["First disclosure"].checked.endswith("有一辆货车 (not settled)")
    settle = SettleObjection(
        objection=number,
        settled_on=day,
        finding=ObjectionFinding.UPHELD,
        investigators="陈平、林丽",
        reply="属实",
    )
    guizhou.at(day).do(settle)
    line = lines(guizhou, case)["First disclosure"]
    assert line.verdict is EvidenceVerdict.DIFFERS
    assert line.checked.endswith("有一辆货车 (Upheld)")


def test_a_household_from_a_workbook_names_its_rows(guizhou):
    case = a_household(guizhou)
    with guizhou.sessions.begin() as session:
        household = session.get_one(Case, case).household_id
        rows = {"household": [[household, "花名册", "6"], [99, "花名册", "7"]]}
        batch = Batch(
            file_name="大河村花名册.xlsx",
            digest="0" * 64,
            year=2016,
            taken_at=guizhou.at(date(2016, 10, 8)).now(),
            taken_by=1,
            counts={},
            report={"where": rows},
        )
        session.add(batch)
        session.flush()
        session.get_one(Case, case).batch_id = batch.id
    source = lines(guizhou, case)["Application"].source
    assert source == "大河村花名册.xlsx (batch 1): 花名册 row 6 · 2016-10-08"


def test_a_villages_figures_are_held_against_its_household_records(guizhou):
    a_household(guizhou)
    command = FileVillage(
        village=guizhou.place("大河村"),
        kind="village_registration",
        year=2016,
        received_on=date(2016, 10, 8),
        persons=400,
        poor_persons=100,
        poor_households=1,
        income_per_head=Decimal(2100),
    )
    case = guizhou.at(date(2016, 10, 8)).do(command).id
    found = lines(guizhou, case)
    assert found["Poor households"].verdict is EvidenceVerdict.AGREES
    assert (found["Poor persons"].checked, found["Poor persons"].source) == ("1", "Household records")
    assert found["Poor persons"].verdict is EvidenceVerdict.DIFFERS
    assert found["Rural population"].verdict is EvidenceVerdict.UNCHECKED
    assert found["Incidence of poverty"].claimed == "25.00%"
    assert "Collective income (yuan)" not in found


@pytest.mark.parametrize(
    ("claimed", "found", "verdict"),
    [
        (1, 1, EvidenceVerdict.AGREES),
        (1, 2, EvidenceVerdict.DIFFERS),
        (False, 0, EvidenceVerdict.AGREES),
        (1, None, EvidenceVerdict.UNCHECKED),
        (None, None, EvidenceVerdict.UNKNOWN),
        (None, 1, EvidenceVerdict.ON_RECORD),
    ],
)
def test_a_claim_is_compared_with_what_was_found(claimed, found, verdict):
    assert compared(claimed, found) is verdict


def test_a_case_that_was_undone_has_no_detail(guizhou):
    case = a_household(guizhou)
    with guizhou.sessions.begin() as session:
        session.get_one(Case, case).withdrawn_on = date(2016, 10, 9)
    assert guizhou.read(lambda session: case_detail(session, case)) is None
    assert case_of(guizhou, case).id == case
