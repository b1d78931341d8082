"""What the county put right itself is not overwritten unasked: it is asked field by field."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.commands import KNOWN
from county_desk.intake.comparing.county_corrections import OWN_ACTS
from county_desk.intake.delivery import GuaranteesIn, IncomeIn, Level, Verdict
from county_desk.intake.taking_in.arrivals import Arrival
from county_desk.models.audit import Event
from county_desk.models.batch import Batch
from county_desk.models.correction import Correction
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.tables.batch_report import batch_report
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.command import Refused
from county_desk.workflow.correcting import CorrectHousehold
from county_desk.workflow.duplicates import SettleDuplicate
from county_desk.workflow.registry import RecordYear
from tests.build import CLERK, TOWNSHIP, a_household, a_visit, an_id_number, refusal
from tests.intake.register.taking import DAY, held_against, take_in
from tests.workflow.deliveries import SHEET, a_delivery, a_family, a_person

NUMBER = "9901010001"


@pytest.fixture
def deliver(deliver):
    """A file of one household with an income and a house."""

    def made(*people, **about):
        told = {"income": "2500", "grade": "C", "telephone": "13900000001", **about}
        return deliver(a_family(NUMBER, *people, **told))

    return made


def year(office):
    """The household's figures."""
    return office.read(lambda session: session.scalars(select(HouseholdYear)).one())


@pytest.fixture
def corrected(office, deliver):
    """A household that went in, and whose house the township then found to be better."""
    take_in(office, deliver())
    household = office.read(lambda session: session.scalars(select(Household.id)).one())
    office.at(DAY, TOWNSHIP).do(RecordYear(household=household, year=2016, housing_grade="B"))
    return household


def test_a_fact_that_the_county_put_right_is_asked_about_with_both_values(office, deliver, corrected):
    found = held_against(office, deliver(telephone="13900000002"))
    (conflict,) = found.conflicts
    assert (conflict.title, conflict.ours, conflict.theirs) == ("危房等级", "B", "C")
    assert (conflict.by, conflict.on, conflict.household) == (TOWNSHIP, DAY, NUMBER)
    assert (conflict.key, conflict.cell) == (f"{SHEET}!3!危房等级", "K3")
    (line,) = found.delivery.lines
    assert line.verdict is Verdict.ASK
    asked = next(problem for problem in line.problems if problem.kind == "county_corrected")
    assert (asked.level, asked.cell) == (Level.ASK, "K3")
    assert all(word in asked.message for word in ("B", "C", TOWNSHIP, "2016-11-24"))


def test_the_command_line_gets_each_question_with_both_values(office, deliver, corrected):
    found = held_against(office, deliver())
    (asked,) = Arrival(found.delivery, found.delivery, conflicts=found.conflicts).as_plain()["conflicts"]
    assert (asked["title"], asked["ours"], asked["theirs"]) == ("危房等级", "B", "C")


def test_what_a_correction_wrote_or_cleared_is_asked_about(office, deliver):
    take_in(office, deliver())
    household = office.read(lambda session: session.scalars(select(Household.id)).one())
    correction = {"household": household, "reason": "入户核实"}
    office.at(DAY).do(CorrectHousehold(address="柳湾村12号", clear="telephone", **correction))
    found = held_against(office, deliver(address="柳湾村21号", bank="农商行"))
    assert [(each.title, each.ours, each.theirs, each.by) for each in found.conflicts] == [
        ("联系电话", "", "13900000001", CLERK),
        ("家庭住址", "柳湾村12号", "柳湾村21号", CLERK),
    ]


def test_a_correction_that_was_taken_back_is_not_asked_about(office, deliver):
    take_in(office, deliver())
    household = office.read(lambda session: session.scalars(select(Household.id)).one())
    command = CorrectHousehold(household=household, clear="telephone", address="一组", reason="核实")
    change = office.at(DAY).do(command)
    office.at(DAY).do(change.undo)
    assert held_against(office, deliver(address="二组")).conflicts == ()


def test_without_an_answer_the_household_waits_with_all_its_news(office, deliver, corrected):
    with pytest.raises(Refused):
        take_in(office, deliver(telephone="13900000002"))
    assert year(office).housing_grade == "B"


def test_the_registers_value_is_kept_and_the_rest_goes_in(office, deliver, corrected):
    newer = deliver(telephone="13900000002")
    keep = (f"{SHEET}!3!危房等级",)
    found = held_against(office, newer, keep=keep)
    assert [problem.kind for problem in found.delivery.lines[0].problems] == ["changed", "county_kept"]
    take_in(office, newer, keep=keep)
    assert year(office).housing_grade == "B"
    assert office.read(lambda session: session.get_one(Household, corrected).telephone) == "13900000002"
    assert office.read(verify).ok


def test_a_file_of_which_only_kept_facts_differ_changes_nothing(office, deliver, corrected):
    found = held_against(office, deliver(), keep=(f"{SHEET}!3!危房等级",))
    assert found.delivery.lines[0].verdict is Verdict.UNCHANGED


def test_the_files_value_is_taken_where_that_is_the_answer(office, deliver, corrected):
    newer = deliver()
    change = take_in(office, newer, take=(f"{SHEET}!3!危房等级",))
    assert year(office).housing_grade == "C"
    office.at(DAY).do(change.undo)
    assert year(office).housing_grade == "B"
    take_in(office, newer, kinds=("county_corrected",))
    assert year(office).housing_grade == "C"
    assert office.read(verify).ok


def test_one_answer_is_no_answer_to_another_question(office, deliver, corrected):
    office.at(DAY).do(RecordYear(household=corrected, year=2016, net_income=Decimal(9000)))
    found = held_against(office, deliver(), keep=(f"{SHEET}!3!危房等级",))
    assert {conflict.title for conflict in found.conflicts} == {"危房等级", "人均纯收入"}
    assert found.delivery.lines[0].verdict is Verdict.ASK
    both = {"keep": (f"{SHEET}!3!危房等级",), "take": (f"{SHEET}!3!人均纯收入",)}
    take_in(office, deliver(), **both)
    assert (year(office).housing_grade, year(office).income_per_head) == ("B", 2500)


def test_what_a_file_brought_itself_is_not_asked_about(office, deliver):
    take_in(office, deliver())
    take_in(office, deliver(grade="B"))
    assert held_against(office, deliver(grade="C")).conflicts == ()


def test_what_the_county_confirmed_is_asked_about_like_what_it_put_right(office, deliver):
    change = take_in(office, deliver(grade="B"))
    household = office.read(lambda session: session.scalars(select(Household.id)).one())
    office.at(DAY, TOWNSHIP).do(RecordYear(household=household, year=2016, housing_grade="B"))
    (conflict,) = held_against(office, deliver(grade="C")).conflicts
    assert (conflict.title, conflict.ours, conflict.by) == ("危房等级", "B", TOWNSHIP)
    assert "this batch" in refusal(office.at(DAY), change.undo)[""]
    assert office.read(verify).ok


def test_a_visit_that_was_taken_back_confirms_nothing(office, tmp_path):
    case = a_household(office, village="柳湾村")
    household = office.read(lambda session: session.scalars(select(Household.id)).one())
    office.at(DAY).do(RecordAssembly(cases=(case,), done_on=DAY, due=36, present=31, in_favour=29))
    visited = office.at(DAY).do(a_visit((case,), DAY))

    def asked():
        family = replace(a_family(""), guarantees=GuaranteesIn(safe_water=False))
        return held_against(office, a_delivery(tmp_path, office.place("柳湾村"), family)).conflicts

    assert [each.title for each in asked()] == ["饮水安全"]
    office.at(DAY).do(visited.undo)
    assert asked() == ()
    office.at(DAY, TOWNSHIP).do(RecordYear(household=household, year=2016, safe_water=True))
    office.at(DAY).do(office.at(DAY).do(a_visit((case,), DAY)).undo)
    assert [(each.title, each.by) for each in asked()] == [("饮水安全", TOWNSHIP)]


def test_once_the_file_was_taken_over_the_county_nobody_is_asked_again(office, deliver, corrected):
    take_in(office, deliver(grade="D"), kinds=("county_corrected",))
    assert held_against(office, deliver(grade="C")).conflicts == ()


def test_what_the_office_filed_itself_is_asked_about(office, tmp_path):
    a_household(office, village="柳湾村", telephone="13900000009")
    filed = a_family("", a_person(), telephone="13900000001")
    file = a_delivery(tmp_path, office.place("柳湾村"), filed)
    (conflict,) = held_against(office, file).conflicts
    assert (conflict.title, conflict.ours, conflict.by) == ("联系电话", "139****0009", CLERK)


FIX = {SHEET: {"F3": "13900000007"}}


def test_a_correction_in_a_file_is_kept_as_the_countys(office, deliver):
    change = take_in(office, deliver(telephone="13900000007"), fixes=FIX)
    report = office.read(lambda session: batch_report(session, change.id))
    assert [(fix.cell, fix.title, fix.text) for fix in report.fixes] == [("F3", "联系电话", "13900000007")]
    kept = office.read(lambda session: session.scalars(select(Correction)).one())
    assert (kept.kind, kept.field, kept.value, kept.batch_id) == (
        "household",
        "telephone",
        "13900000007",
        change.id,
    )
    assert office.read(verify).ok


def test_the_senders_next_file_does_not_undo_a_correction_unasked(office, deliver):
    take_in(office, deliver(telephone="13900000007"), fixes=FIX)
    (conflict,) = held_against(office, deliver(telephone="1390000")).conflicts
    assert (conflict.title, conflict.ours, conflict.by) == ("联系电话", "139****0007", CLERK)
    assert held_against(office, deliver(telephone="13900000007")).conflicts == ()


CLEARED = {SHEET: {"F3": "【清空】"}}


def test_what_the_county_cleared_is_not_filled_in_again_unasked(office, deliver):
    take_in(office, deliver())
    take_in(office, deliver(telephone="", erase=("联系电话",)), fixes=CLEARED)
    newer = deliver(remark="低保")
    found = held_against(office, newer)
    (conflict,) = found.conflicts
    assert (conflict.title, conflict.ours, conflict.theirs) == ("联系电话", "", "13900000001")
    assert found.delivery.lines[0].verdict is Verdict.ASK
    take_in(office, newer, keep=(conflict.key,))
    assert office.read(lambda session: session.scalars(select(Household)).one().telephone) == ""
    again = deliver(remark="低保")
    assert held_against(office, again, keep=(conflict.key,)).delivery.counts["unchanged"] == 1
    take_in(office, again, kinds=("county_corrected",))
    assert office.read(lambda session: session.scalars(select(Household)).one().telephone) == "13900000001"


def test_a_line_of_the_ledger_follows_a_newer_file(office, deliver):
    for amount in (600, 700):
        delivered = deliver(remark=str(amount))
        (family,) = delivered.households
        grant = IncomeIn(ledger={"计划生育金": Decimal(amount)})
        columns = {**delivered.sheets[0].columns, "计划生育金": "N"}
        sheets = (replace(delivered.sheets[0], columns=columns),)
        take_in(office, replace(delivered, sheets=sheets, households=(replace(family, income=grant),)))
        assert year(office).ledger == {"计划生育金": amount * 100}


def test_a_line_of_the_ledger_that_the_county_cleared_is_asked_about(office, deliver):
    grant = IncomeIn(ledger={"计划生育金": Decimal(600)})
    delivered = deliver()
    (family,) = delivered.households
    columns = {**delivered.sheets[0].columns, "计划生育金": "N"}
    sheets = (replace(delivered.sheets[0], columns=columns),)
    with_grant = replace(delivered, sheets=sheets, households=(replace(family, income=grant),))
    take_in(office, with_grant)
    cleared = replace(family, income=None, erase=("计划生育金",))
    again = deliver(remark="又一份")
    take_in(office, replace(again, sheets=sheets, households=(cleared,)), fixes={SHEET: {"N3": "【清空】"}})
    assert year(office).ledger is None
    asked = office.read(lambda session: session.scalars(select(Event.request).order_by(Event.id)).all()[-1])
    assert json.loads(asked)["fixes"] == 1
    third = deliver(remark="第三份")
    file = replace(third, sheets=sheets, households=with_grant.households)
    (conflict,) = held_against(office, file).conflicts
    assert (conflict.title, conflict.ours, conflict.theirs) == ("计划生育金", "", "600.00")


def test_what_the_office_did_not_know_yet_is_filled_in_unasked(office, tmp_path):
    a_household(office, village="柳湾村")
    filed = a_family("", a_person(ethnicity="苗族"), telephone="13900000001", grade="C")
    found = held_against(office, a_delivery(tmp_path, office.place("柳湾村"), filed))
    assert (found.conflicts, found.delivery.lines[0].kinds) == ((), ("changed",))


def test_what_the_county_keeps_is_not_cleared_by_the_file(office, deliver):
    take_in(office, deliver(telephone="13900000007"), fixes=FIX)
    newer = deliver(telephone="", erase=("联系电话",), grade="D")
    (conflict,) = held_against(office, newer).conflicts
    take_in(office, newer, keep=(conflict.key,))
    assert office.read(lambda session: session.scalars(select(Household)).one().telephone) == "13900000007"


def test_a_correction_of_a_batch_that_was_undone_is_none(office, deliver):
    change = take_in(office, deliver(telephone="13900000007"), fixes=FIX)
    office.at(DAY).do(change.undo)
    take_in(office, deliver(telephone="13900000007"))
    assert held_against(office, deliver(telephone="13900000001")).conflicts == ()


@pytest.mark.parametrize(
    ("cell", "text", "kind", "field"),
    [
        ("H3", "苗族", "member", "ethnicity"),
        ("I3", "健康", "member_year", "health"),
        ("J3", "2500", "household_year", "income_per_head"),
        ("D3", an_id_number(1), "member", "id_number"),
    ],
)
def test_a_correction_is_kept_beside_the_record_that_it_became(office, deliver, cell, text, kind, field):
    take_in(office, deliver(a_person(ethnicity="苗族", health="健康")), fixes={SHEET: {cell: text}})
    kept = office.read(lambda session: session.scalars(select(Correction)).one())
    assert (kept.kind, kept.field) == (kind, field)


def test_a_correction_of_a_row_that_did_not_go_in_stands_in_the_report_alone(office, deliver):
    change = take_in(office, deliver(), fixes={SHEET: {"F99": "13900000007"}})
    report = office.read(lambda session: session.get_one(Batch, change.id).report)
    assert [fix["cell"] for fix in report["fixes"]] == ["F99"]
    assert office.read(lambda session: session.scalars(select(Correction)).all()) == []


def test_the_persons_own_facts_are_asked_about_too(office, deliver):
    take_in(office, deliver(a_person(born_on=date(1965, 3, 12))))
    a_household(office, "张大有", serial=3, village="大河村")
    with office.sessions() as session:
        one, other = session.scalars(select(Member.id).order_by(Member.id)).all()
    ruling = {"same": True, "reason": "同一人", "survives": one, "take": "member.id_number"}
    office.at(DAY).do(SettleDuplicate(one=one, other=other, **ruling))
    newer = deliver(a_person(id_number=f"{an_id_number(3)}44", born_on=date(1965, 3, 12)))
    (conflict,) = held_against(office, newer).conflicts
    assert (conflict.title, conflict.ours) == ("身份证号", "990101**********38")


def test_what_waited_for_an_answer_goes_in_with_the_same_file(office, tmp_path, corrected):
    waiting = a_family(NUMBER, income="2500", grade="C", telephone="13900000003")
    other = a_family("9901010002", a_person("王秀田", 4))
    file = a_delivery(tmp_path, office.place("柳湾村"), waiting, other, name="二户.xlsx")
    take_in(office, file)
    asked = held_against(office, file)
    assert [line.verdict for line in asked.delivery.lines] == [Verdict.ASK, Verdict.UNCHANGED]
    take_in(office, file, keep=(f"{SHEET}!3!危房等级",))
    assert office.read(lambda session: session.get_one(Household, corrected).telephone) == "13900000003"
    assert held_against(office, file).delivery.counts["unchanged"] == 2


def test_another_head_is_asked_about_and_another_name_of_the_head_is_not(office, deliver):
    take_in(office, deliver(a_person(), a_person("李秀英", 2, "配偶", "19680725")))
    renamed = deliver(a_person("张大友"), a_person("李秀英", 2, "配偶", "19680725"))
    assert held_against(office, renamed).delivery.counts["ask"] == 0
    handed = deliver(a_person("李秀英", 2, "户主", "19680725"), a_person(relation="配偶"))
    (line, _other) = held_against(office, handed).delivery.lines
    assert (line.verdict, "head_changed" in line.kinds) == (Verdict.ASK, True)
    take_in(office, handed, kinds=("head_changed",))
    assert office.read(lambda session: session.scalars(select(Household.head)).one()) == "李秀英"


def test_the_acts_that_put_facts_right_are_acts_that_there_are():
    assert set(OWN_ACTS) <= set(KNOWN)
