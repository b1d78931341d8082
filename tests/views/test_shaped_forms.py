"""Forms that follow a choice: only its fields are shown, those it needs are starred, all gaps are named."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.county_exit import EvaluationParameter
from county_desk.models.household import Member
from county_desk.models.measure import MeasureClass
from county_desk.models.project import ProjectStanding
from county_desk.models.register import Register
from county_desk.views.widgets.form import CommandForm
from county_desk.workflow.assistance import measures, needs
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.assistance.officials import AssignOfficial, HandOverHousehold
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.steps import RecordReview, RecordVisit
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.command import Refused
from county_desk.workflow.county_exit import OpenCountyExit, RecordEvaluation
from county_desk.workflow.life.members import LeaveMember
from county_desk.workflow.life.splitting import SplitHousehold
from county_desk.workflow.monitoring.clues import RecordClue
from county_desk.workflow.projects.money import RecordPayment
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress
from county_desk.workflow.registry import AddMember, SetContact
from tests.build import CLERK, a_household, a_registered_household, an_id_number, case_of, walk

DAY = date(2017, 6, 1)
APPLIED = date(2018, 6, 4)
RISKS = {1: ("因病",), 2: ("因病", "因学")}


@pytest.fixture
def form(desk, qtbot):
    """The form of a command, shown."""

    def open_(command, **fixed):
        made = CommandForm(command, desk, **fixed)
        qtbot.addWidget(made)
        made.resize(700, 700)
        made.show()
        return made

    return open_


def shown(form):
    """The fields that the form shows or has behind its button, with a star after those it needs."""
    parts = form.fields._parts
    titles = {name: parts[name][0] for name in parts if not parts[name][0].isHidden()}
    return {name: title.text().endswith("*") for name, title in titles.items()}


def test_a_tender_is_asked_for_its_papers_and_a_stop_for_its_reason(form):
    made = form(RecordProgress, project=1)
    made.put_in({"standing": ProjectStanding.TENDERED})
    assert {"tender_document", "contractor"} <= shown(made).keys()
    made.put_in({"contractor": "青岚建筑公司", "standing": ProjectStanding.STOPPED})
    assert {"tender_document", "contractor"} & shown(made).keys() == set()
    assert shown(made)["remark"], "the reason is starred, and no longer behind the button"
    made.put_in({"remark": "资金调整"})
    assert made.command().contractor == "", "words of another choice are not sent"
    made.put_in({"standing": ProjectStanding.TENDERED})
    assert made.editors["contractor"].value() == "青岚建筑公司", "they are kept for it"


def test_a_programme_names_all_that_it_needs_at_once(form, guizhou):
    household = a_registered_household(guizhou)
    made = form(RecordMeasure, household=household)
    assert shown(made)["content"], "help of no programme is described"
    assert "departure" not in shown(made)
    made.put_in({"programme": "small_loan"})
    stars = {name for name, needed in shown(made).items() if needed}
    assert {"member", "amount", "months"} <= stars
    assert "content" not in stars
    with pytest.raises(Refused) as refused:
        made.command()
    assert {"member", "amount", "months"} <= refused.value.problems.keys()


def test_a_clue_asks_for_village_and_head_only_without_a_household(form, guizhou):
    household = a_registered_household(guizhou)
    made = form(RecordClue)
    assert (shown(made)["village"], shown(made)["head"]) == (True, True)
    made.put_in({"household": household})
    assert {"village", "head", "group_name"} & shown(made).keys() == set()


def test_only_the_incidence_adds_missed_and_wrong_persons(form):
    made = form(RecordEvaluation, year=2018)
    assert {"missed", "wrong"} & shown(made).keys() == set()
    made.put_in({"parameter": EvaluationParameter.INCIDENCE})
    assert {"missed", "wrong"} <= shown(made).keys()


def test_the_next_rate_begins_with_the_round_the_day_and_the_document_of_the_last(form, guizhou):
    first = {"round": 2, "found_on": DAY, "document": "省评〔2018〕1号"}
    guizhou.at(DAY).do(
        RecordEvaluation(
            year=2016, parameter=EvaluationParameter.INCIDENCE, numerator=1, denominator=1000, **first
        )
    )
    made = form(RecordEvaluation)
    made.put_in({"year": 2016})
    assert {name: made.editors[name].value() for name in first} == first
    offered = [value for value, _words in made.editors["parameter"].offers()]
    assert offered == [each for each in EvaluationParameter if each is not EvaluationParameter.INCIDENCE]


def test_a_project_lies_in_the_county_and_begins_with_the_office_of_its_place(form, guizhou):
    made = form(ProposeProject)
    places = [words for _number, words in made.editors["place"].offers()]
    assert places
    assert not [words for words in places if words.startswith(("Province", "Prefecture"))]
    made.put_in({"place": guizhou.place("大河村")})
    assert made.editors["unit"].value() == "大河村村民委员会"


def test_a_payment_asks_for_a_household_or_another_payee(form, guizhou):
    household = a_registered_household(guizhou)
    made = form(RecordPayment)
    assert "household" in shown(made)
    made.put_in({"payee": "岚州市宏远建设有限公司"})
    assert "household" not in shown(made)
    made.put_in({"payee": None})
    made.put_in({"household": household})
    made.put_in({"payee": "李秀英"})
    assert {"household", "payee"} <= shown(made).keys()


def test_the_records_fill_in_the_only_risk_and_the_class_until_they_are_touched(form, guizhou, monkeypatch):
    for serial in RISKS:
        a_registered_household(guizhou, serial=serial)
    monkeypatch.setattr(measures, "risks_on_record", lambda _session, household: RISKS[household])
    made = form(RecordMeasure)
    made.put_in({"household": 1, "programme": "small_loan"})
    assert (made.editors["risk"].value(), made.editors["kind"].value()) == ("因病", MeasureClass.FINANCE)
    assert made.notes["risk"].text() == "Filled in from the register"
    made.put_in({"household": 2})
    assert made.editors["risk"].value() is None, "of two risks none is chosen"
    assert [value for value, _words in made.editors["risk"].offers()] == ["因病", "因学"]
    made.put_in({"household": 1})
    made.put_in({"risk": "因病"})
    assert made.notes["risk"].text() != "Filled in from the register"


def test_an_official_of_the_roster_brings_unit_and_post(form, guizhou):
    household = a_registered_household(guizhou)
    named = {"official": "王建国", "official_unit": "县农业农村局", "official_post": "科员"}
    guizhou.at(DAY).do(AssignOfficial(household=household, since=DAY, **named))
    made = form(HandOverHousehold, household=household)
    made.put_in({"official": "王建国"})
    unit, post = made.editors["official_unit"], made.editors["official_post"]
    assert (unit.value(), post.value()) == ("县农业农村局", "科员")
    made.put_in({"official": "王建"})
    assert unit.value() is None, "what was filled in goes with the name"


def found(field, typed):
    """The names that a field drops down for the typed text, each as the whole text that it would make."""
    completer = field.completer()
    field.setText(typed)
    completer.setCompletionPrefix(typed)
    model = completer.model()
    return [completer.pathFromIndex(model.index(row, 0)) for row in range(model.rowCount())]


def test_colleagues_are_offered_by_sound_and_bring_their_unit(form, guizhou):
    household = a_registered_household(guizhou)
    named = {"official": "王建国", "official_unit": "县农业农村局"}
    guizhou.at(DAY).do(AssignOfficial(household=household, since=DAY, **named))
    made = form(RecordMeasure, household=household)
    field = made.editors["responsible"]
    assert found(field, "wjg") == ["王建国"]
    field.setText("王建国")
    field.completer().activated.emit("王建国")
    assert made.editors["unit"].value() == "县农业农村局"
    field.setText("外请专家")
    field.textEdited.emit("外请专家")
    assert made.editors["unit"].value() is None, "nobody else has that unit"
    assert field.value() == "外请专家", "other names can be written"


def test_the_last_of_several_visitors_is_completed(form, guizhou):
    household = a_registered_household(guizhou)
    guizhou.at(DAY).do(
        AssignOfficial(household=household, since=DAY, official="王建国", official_unit="县农业农村局")
    )
    field = form(RecordVisit).editors["visitors"]
    assert found(field, "周远帆、wangjian") == ["周远帆、王建国"]
    assert set(found(field, "")) >= {"王建国", CLERK}, "accounts are colleagues, too"


def test_a_need_begins_with_the_only_risk_of_the_household(form, guizhou, monkeypatch):
    household = a_registered_household(guizhou)
    monkeypatch.setattr(needs, "risks_on_record", lambda _session, household: RISKS[household])
    assert form(RecordNeed, household=household).editors["risk"].value() == "因病"


def test_only_those_who_stay_can_become_the_head(form, guizhou):
    case = a_household(guizhou, persons=2)
    household = case_of(guizhou, case).household_id
    son = {"name": "张小有", "relation": "之子", "id_number": an_id_number(7, "20010901")}
    guizhou.at(DAY).do(AddMember(household=household, **son))
    head, son = guizhou.read(lambda session: sorted(session.scalars(select(Member.id))))
    made = form(LeaveMember)
    assert made.editors["new_head"].offers() == [], "the county is not listed"
    made.put_in({"member": head})
    assert [value for value, _words in made.editors["new_head"].offers()] == [son]
    split = form(SplitHousehold)
    split.put_in({"household": household})
    assert split.editors["members"].count() == 2


def test_a_review_above_the_county_needs_its_document(form, guizhou):
    a_registered_household(guizhou)
    county = guizhou.read(lambda session: session.get_one(Register, 1).county_id)
    guizhou.at(APPLIED).do(
        SetContact(place=county, contact="周平", telephone="0999-1234567", address="县政府院内")
    )
    opened = OpenCountyExit(year=2018, received_on=APPLIED, document="青政〔2018〕9号")
    made = form(RecordReview, cases=(guizhou.at(APPLIED).do(opened).id,))
    assert shown(made)["document"], "it is starred"
    assert not made.fields._parts["document"][1].isHidden(), "it is not behind the button"
    with pytest.raises(Refused) as refused:
        made.command()
    assert "document" in refused.value.problems


def test_a_review_of_the_township_asks_for_no_document(form, guizhou):
    case = a_household(guizhou)
    walk(guizhou, (case,), to="township_review")
    assert not shown(form(RecordReview, cases=(case,)))["document"]


def test_the_opening_of_a_case_asks_for_a_reason_where_the_procedure_keeps_one(form):
    made = form(OpenCase)
    made.put_in({"kind": "household_removal"})
    assert shown(made)["reason"]
    made.put_in({"kind": "household_exit"})
    assert "reason" not in shown(made)


def test_a_return_offers_the_posting_only_after_one(form, guizhou):
    case = a_household(guizhou)
    assert "posting" not in shown(form(ReturnCase, cases=(case,)))
    walk(guizhou, (case,), to="township_review")
    assert "posting" in shown(form(ReturnCase, cases=(case,)))
