"""Criteria, holidays and procedures of a county's own: each lies over what the program ships."""

from datetime import date
from pathlib import Path

import pytest

from county_desk.fields import Invalid
from county_desk.models.household import Standing
from county_desk.tables.listing import page
from county_desk.tables.procedure_words import CaseKind, StepName, follow
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.desk_case import case_now
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.checks import household_check
from county_desk.workflow.policy.check import check_files
from county_desk.workflow.policy.county_files import WithdrawPolicyFile
from county_desk.workflow.policy.own_holidays import EnterHolidays
from tests.build import (
    ADMINISTRATOR,
    FOUNDED,
    TOWNSHIP,
    a_household,
    a_registered_household,
    case_of,
    household_of,
    refusal,
    walk,
)
from tests.plans import MINE
from tests.second_person import in_force
from tests.workflow.policy_files import CALENDAR, CRITERIA, FIGURE, PROCEDURE, importing, preview, take

DAY, RECEIVED = date(2016, 12, 20), date(2016, 12, 1)
REMOVAL = "procedures/own/household_removal-2016.toml"
MOON = (
    PROCEDURE.replace("household_removal", "household_moon", 1)
    .replace("青岚县识别不准户清退", "月亮户清退")
    .replace("Removal in Qinglan", "Removal of the moon")
    .replace('days = "household_exit_disclosure_days"', 'days = "county_water_days"')
)


@pytest.fixture(autouse=True)
def shown_as_shipped():
    """Titles of other registers are shown again in other tests."""
    yield
    follow(None)


def removal(household, **changes):
    """The opening of a removal case."""
    asked = {"kind": "household_removal", "year": 2016, "received_on": RECEIVED, "reason": "有商品房"}
    return OpenCase(household=household, **(asked | changes))


def keys(office, day=DAY):
    """The criteria of household exit in force on a day, by their keys."""
    return [each.key for each in office.at(DAY).policy.terms(day).criteria("household_exit")]


def test_criteria_of_the_county_add_replace_and_drop(office):
    before = keys(office)
    take(office, "criteria", CRITERIA)
    after = keys(office)
    assert after.index("Wider house") == before.index("Area of the house") - 1, "one before it was dropped"
    assert set(after) - set(before) == {"Wider house", "Electricity of the household"}
    assert set(before) - set(after) == {"Area of the house", "Enough clothing"}
    assert keys(office, date(2016, 9, 30)) == before, "the file holds from its day"
    household = a_registered_household(office)
    check = household_check(office.at(DAY), household, 2016)
    assert "Electricity of the household" in {part.label for part in check.finding.parts}


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ('fact = "electricity"', 'fact = "electricty"', "line 9: fact “electricty” is none of"),
        ('fact = "electricity"', 'fact = "electricty"', "did you mean “electricity”?"),
        ('Area of the house"\ntitle', 'Area of a house"\ntitle', "replaces “Area of a house” is none of"),
        ('["Enough clothing"]', '["Enough cloth"]', "keys “Enough cloth” is none of"),
        ('rule = "household_exit"', 'rule = "household_exi"', "did you mean “household_exit”?"),
        ('"exit_housing_area"', '"exit_area"', "there is no figure “exit_area”"),
        ("since = 2016-10-01", 'since = 2016-10-01\nplace = "guizhou"', "the place “guizhou” is not known"),
        ("since = 2016-10-01", 'since = 2016-10-01\nmet_when = "any"', "the key “met_when” is not known"),
    ],
)
def test_wrong_criteria_are_refused_in_words(office, good, bad, words):
    assert good in CRITERIA
    wrong = importing("criteria", CRITERIA.replace(good, bad))
    assert words in refusal(office.at(DAY, ADMINISTRATOR), wrong)["file_name"]


GROUP = """
[[group]]
key = "Home supplies"
title = { zh = "用水用电", en = "Water or electricity" }
met_when = "any"
"""


def grouped(key, fact, group="Home supplies"):
    """A criterion in a group."""
    title = f'{{ zh = "{key}", en = "{key}" }}'
    return (
        f'[[criterion]]\nkey = "{key}"\ntitle = {title}\nfact = "{fact}"\n'
        f'comparison = "is_true"\ngroup = "{group}"\n'
    )


def test_the_preview_of_a_group_says_how_many_of_its_criteria_must_be_met(office):
    head = CRITERIA[: CRITERIA.index("[[criterion]]")]
    text = head + GROUP + grouped("Tap", "safe_water") + grouped("Power", "electricity")
    last = preview(office, importing("criteria", text), DAY)[-1]
    assert last == "“Water or electricity”: at least 1 of these must be met: Tap, Power."
    wrong = importing("criteria", text.replace('group = "Home supplies"', 'group = "Home supply"'))
    refused = refusal(office.at(DAY, ADMINISTRATOR), wrong)["file_name"]
    assert "no criterion is in the group “Home supplies”" in refused
    wrong = importing("criteria", text + grouped("Light", "electricity", "Home supply"))
    refused = refusal(office.at(DAY, ADMINISTRATOR), wrong)["file_name"]
    assert "there is no group “Home supply”; did you mean “Home supplies”?" in refused


def test_the_preview_of_criteria_says_them_and_counts_the_cases_under_way(office):
    household = a_registered_household(office)
    office.at(DAY).do(OpenCase(household=household, kind="household_exit", year=2016, received_on=DAY))
    assert preview(office, importing("criteria", CRITERIA), DAY) == [
        "From 2016-10-01, “Exit of the household” also asks for: “Electricity of the household”.",
        "From 2016-10-01, “Exit of the household”: “Area of the house by county standard” stands in the "
        "place of “Area of the house”.",
        "From 2016-10-01, “Exit of the household” no longer asks for: “Enough clothing”.",
        "1 case under way will be decided by it.",
    ]
    with language(CHINESE):
        lines = preview(office, importing("criteria", CRITERIA), DAY)
    assert any("“贫困户退出”增加一项：“户通生活用电”。" in line for line in lines)


def test_holidays_of_the_county_count(office):
    take(office, "calendar", CALENDAR)
    calendar = office.at(DAY).policy.calendar
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_workday(date(2027, 1, 3))
    newer = CALENDAR.replace('2027-01-03 = "元旦"', "")
    assert preview(office, importing("calendar", newer), DAY) == [
        "calendar/2027.toml takes the place of the file of that name.",
        "Holidays of 2027: 1 days off, 0 make-up working days",
        "1 day differs from the calendar in force until now.",
    ]


def test_a_year_that_a_form_entered_is_withdrawn_first(office):
    desk = office.at(DAY, ADMINISTRATOR)
    entered = EnterHolidays(year=2017, holidays="元旦 1月1日", reference="国办发明电〔2026〕9号")
    in_force(office, entered, DAY)
    words = "The holidays of 2017 are entered already; withdraw them first"
    calendar = importing("2017.toml", CALENDAR.replace("2027", "2017"))
    assert refusal(desk, calendar) == {"file_name": words}


def test_a_procedure_of_the_county_is_walked_from_form_to_announcement(office):
    household = a_registered_household(office)
    change = take(office, "procedure", PROCEDURE)
    assert f"Policy file {REMOVAL} imported" in change.summary
    case = office.at(RECEIVED).do(removal(household)).id
    assert case_of(office, case).procedure == "own/household_removal-2016"
    assert case_of(office, case).step == "town_check"
    rows = office.at(DAY, TOWNSHIP).read(page, plan(office.at(DAY, TOWNSHIP)), MINE)
    assert [(row.record, row.task) for row in rows] == [(case, "review")]
    assert StepName().show("town_check") == "Check by the township"
    walk(office, (case,))
    assert household_of(office, household).standing is Standing.REMOVED
    assert office.read(verify).ok


def test_a_case_goes_on_after_its_file_was_withdrawn(office):
    household = a_registered_household(office)
    take(office, "procedure", PROCEDURE)
    case = office.at(RECEIVED).do(removal(household)).id
    in_force(office, WithdrawPolicyFile(file=REMOVAL), RECEIVED)
    assert office.at(RECEIVED).policy.procedure("household_removal", DAY).place == "national"
    walk(office, (case,))
    assert household_of(office, household).standing is Standing.REMOVED
    assert office.read(verify).ok


def test_a_desk_that_stays_knows_the_text_of_a_case_after_its_file_was_withdrawn(office):
    household, desk = a_registered_household(office), office.at(RECEIVED)
    shipped = desk.policy
    take(office, "procedure", PROCEDURE)
    assert desk.policy.procedures.version("own/household_removal-2016").place == "own"
    case = case_of(office, desk.do(removal(household)).id)
    in_force(office, WithdrawPolicyFile(file=REMOVAL), RECEIVED)
    assert desk.policy.procedures.versions() == shipped.procedures.versions()
    assert desk.policy.procedures.begun(case.procedure, case.procedure_digest).place == "own"


def test_a_new_procedure_needs_a_figure_that_another_file_declares(office):
    household = a_registered_household(office)
    desk = office.at(RECEIVED, ADMINISTRATOR)
    found = refusal(desk, importing("procedure", MOON))["file_name"]
    assert "household_moon-2016.toml" in found
    assert "there is no figure “county_water_days”" in found
    take(office, "figure", FIGURE)
    take(office, "procedure", MOON)
    office.at(DAY).policy  # noqa: B018  # what the window does before it shows a form
    assert CaseKind(subject="household").parse("Removal of the moon") == "household_moon"
    case = office.at(RECEIVED).do(removal(household, kind="household_moon")).id
    words = refusal(desk, WithdrawPolicyFile(file="parameters/county_water_days"))["file"]
    assert words.startswith("Another file could then not be used: procedures/own/household_moon-2016.toml")
    in_force(office, WithdrawPolicyFile(file="procedures/own/household_moon-2016"), RECEIVED)
    words = refusal(desk, WithdrawPolicyFile(file="parameters/county_water_days"))["file"]
    assert "could then not be used: procedures/own/household_moon-2016.toml" in words, "a case follows it"
    walk(office, (case,))
    assert household_of(office, household).standing is Standing.REMOVED


def test_a_procedure_of_one_register_is_not_offered_in_another(office, founded, policy):
    take(office, "figure", FIGURE)
    take(office, "procedure", MOON)
    kinds = office.at(DAY).policy.procedures.keys("household")
    assert "household_moon" in kinds
    follow(None)
    with pytest.raises(Invalid):
        CaseKind(subject="household").parse("household_moon")


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ('place = "own"', 'place = "guizhou"', "household_removal-2016.toml is a file of the program"),
        ('kind = "review"', 'kind = "reviw"', "did you mean “review”?"),
        ("basis = []", "", "basis is missing"),
        ("since = 2016-02-01", 'since = "2016"', "since is not a day"),
    ],
)
def test_a_wrong_procedure_is_refused_in_words(office, good, bad, words):
    assert good in PROCEDURE
    wrong = importing("procedure", PROCEDURE.replace(good, bad))
    assert words in refusal(office.at(DAY, ADMINISTRATOR), wrong)["file_name"]


def test_the_preview_of_a_procedure_names_its_steps(office):
    household = a_registered_household(office)
    office.at(RECEIVED).do(removal(household))
    first, second = preview(office, importing("procedure", PROCEDURE), DAY)
    assert first.startswith(
        "Cases received from 2016-02-01 on follow “Removal in Qinglan”: Proposal of removal → Check by the"
    )
    assert second == "1 case under way keeps the procedure under which it began."


def test_the_page_of_a_case_says_when_its_procedure_is_another_than_now(office):
    household = a_registered_household(office)
    take(office, "procedure", PROCEDURE)
    case = office.at(RECEIVED).do(removal(household)).id
    assert case_now(office.at(DAY), case).procedure_note == ""
    changed = PROCEDURE.replace('zh = "乡镇核查"', 'zh = "乡镇复核"')
    take(office, "procedure", changed, day=RECEIVED)
    note = case_now(office.at(DAY), case).procedure_note
    assert note == "This case follows the procedure under which it began; the present one reads otherwise."
    with language(CHINESE):
        assert case_now(office.at(DAY), case).procedure_note.startswith("本件按受理时的程序办理")
        assert case_now(office.at(DAY), case).step.title == "乡镇核查", "the case's own text counts"
    other = office.at(RECEIVED).do(removal(a_registered_household(office, "王秀田", serial=2))).id
    with language(CHINESE):
        assert case_now(office.at(DAY), other).step.title == "乡镇复核"
    walk(office, (case,))
    assert household_of(office, household).standing is Standing.REMOVED


def test_a_changed_comment_is_no_other_procedure(office):
    household = a_registered_household(office)
    take(office, "procedure", PROCEDURE)
    case = office.at(RECEIVED).do(removal(household)).id
    take(office, "procedure", "# 校对稿\n" + PROCEDURE, day=RECEIVED)
    assert case_now(office.at(DAY), case).procedure_note == ""


def test_two_texts_of_a_version_wait_in_one_queue(office):
    first, second = (
        a_registered_household(office, name, serial=n) for n, name in enumerate(("张大有", "王秀田"), 1)
    )
    take(office, "procedure", PROCEDURE)
    one = office.at(RECEIVED).do(removal(first)).id
    later = PROCEDURE.replace('key = "town_check"\nkind = "review"', 'key = "town_check"\nkind = "visit"')
    take(office, "procedure", later.replace('"town_check"', '"town_visit"'), day=RECEIVED)
    two = office.at(RECEIVED).do(removal(second)).id
    desk = office.at(DAY, TOWNSHIP)
    rows = {row.record: row.task for row in desk.read(page, plan(desk), MINE)}
    assert rows == {one: "review", two: "visit"}


def test_an_applicant_s_case_keeps_the_shipped_text(office):
    case = a_household(office, received_on=date(2016, 10, 8))
    found = case_of(office, case)
    shipped = office.policy.procedures.version(found.procedure)
    assert found.procedure_digest == shipped.digest
    assert FOUNDED < RECEIVED


def test_the_examples_of_the_guide_are_right(office):
    guide = (Path(__file__).parents[2] / "docs" / "policy_files.md").read_text("utf8")
    examples = [block.removeprefix("toml\n") for block in guide.split("```") if block.startswith("toml\n")]
    names = ("grace_years.toml", *(f"{number}.toml" for number in range(len(examples) - 1)))
    found = check_files([(name, text.encode()) for name, text in zip(names, examples, strict=True)])
    assert [each.trouble for each in found] == [""] * 4
    assert [each.kind for each in found] == ["parameters", "criteria", "calendar", "notices"]
