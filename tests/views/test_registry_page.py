"""The registry: a household's card shows each fact, and its forms correct what may be edited."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import select

from county_desk.facts import FACTS, facts_of
from county_desk.facts.fact import FactSubject
from county_desk.facts.kinds import YearOrMonth
from county_desk.fields import Choice, IdNumber
from county_desk.models.household import Household, Member
from county_desk.text import CHINESE, ENGLISH, _, speak
from county_desk.text_kinds import Digits, Telephone
from county_desk.views.place_ways import PlaceSubject
from county_desk.views.places.household_place import HouseholdPlace, PersonPlace
from county_desk.views.places.record_views import StoryTable
from county_desk.views.register.household_card import HouseholdCard
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.correcting import CorrectHousehold, CorrectMember
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import CLERK, VILLAGE, a_household, an_id_number, case_of
from tests.views.showing import confirm, shown

TODAY = date(2016, 11, 24)
VALUES = {bool: True, int: 2, Decimal: Decimal("3.50"), str: "青山", date: date(2014, 3, 12)}
PROVEN = {"reason": "入户核实", "evidence": "户口簿"}
FORMS = {
    FactSubject.HOUSEHOLD: CorrectHousehold,
    FactSubject.PERSON: CorrectMember,
    FactSubject.HOUSEHOLD_YEAR: RecordYear,
    FactSubject.PERSON_YEAR: RecordMemberYear,
}


def a_value(fact):
    """A value of a fact that no test depends on."""
    if isinstance(fact.kind, YearOrMonth):
        return "2014-03"
    if isinstance(fact.kind, IdNumber):
        return f"{an_id_number(1)}43"
    if isinstance(fact.kind, Telephone):
        return "0000-1234501"
    if isinstance(fact.kind, Digits):
        return "990101000000001"
    options = () if isinstance(fact.kind, Choice) else fact.kind.options()
    return options[0][0] if options else VALUES.get(fact.type)


def edited(subject, *but):
    """A value for each fact of a record that a form edits."""
    return {fact.key: a_value(fact) for fact in facts_of(subject) if fact.edit and fact.key not in but}


@pytest.fixture
def household(office):
    """A household of which every fact is known."""
    number = case_of(office, a_household(office, persons=3)).household_id
    desk = office.at(TODAY)
    desk.do(CorrectHousehold(household=number, **edited(FactSubject.HOUSEHOLD), **PROVEN))
    head = office.read(
        lambda session: session.scalars(select(Member.id).where(Member.household_id == number)).one()
    )
    own = edited(FactSubject.PERSON, "name", "relation", "sex", "id_number", "born_on")
    desk.do(CorrectMember(member=head, **own, **PROVEN))
    desk.do(RecordYear(household=number, year=2016, **edited(FactSubject.HOUSEHOLD_YEAR)))
    desk.do(RecordMemberYear(member=head, year=2016, **edited(FactSubject.PERSON_YEAR)))
    return number


@pytest.fixture
def open_registry(office, household, jobs, qtbot):
    """The registry page before a person, with the household chosen."""

    def made(person=CLERK):
        page = shown(RegistryPage(office.at(TODAY, person), jobs), qtbot, size=(1400, 900))
        qtbot.waitUntil(lambda: page.list.choose(household))
        qtbot.waitUntil(lambda: len(page.findChild(HouseholdCard).acts.buttons) > 1)
        return page

    yield made
    speak(ENGLISH)


@pytest.fixture
def open_place(office, jobs, qtbot):
    """A place of work before a person, with a record of its kind."""

    def made(kind, number, tab="", person=CLERK):
        page = shown(kind(office.at(TODAY, person), jobs), qtbot, size=(1400, 900))
        page.show_subject(PlaceSubject(number, tab))
        qtbot.waitUntil(lambda: page.row is not None)
        return page

    yield made
    speak(ENGLISH)


def cells(widget):
    """All that the tables inside a widget say."""
    tables = widget.findChildren(FactsTable)
    return {
        table.item(row, column).text()
        for table in tables
        for row in range(table.rowCount())
        for column in range(table.columnCount())
    }


def said_in(place, qtbot):
    """All that the tabs of a place say, but its lists."""
    found = set()
    for tab in place.tabs:
        if tab.made:
            place.bar.choose(tab.key)
            qtbot.waitUntil(lambda: not place.reading)
            view = place.stack.currentWidget()
            found |= cells(view) | {label.text() for label in view.findChildren(QLabel)}
    return found


def do_act(page, command):
    """Choose an act from the buttons and menus of a page."""
    words = button_words(command)
    menus = [each.menu() for each in page.findChildren(QPushButton) if each.menu()]
    action = next(each for menu in menus for each in menu.actions() if each.text() == words)
    action.trigger()
    return action


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_the_places_of_work_show_every_fact_that_is_known(office, open_place, household, qtbot, language):
    speak(language)
    member = office.read(lambda session: session.scalar(select(Member.id)))
    said = said_in(open_place(HouseholdPlace, household), qtbot)
    said |= said_in(open_place(PersonPlace, member), qtbot)

    worked_out = {fact.key for fact in FACTS.values() if fact.key in ("head", "claimed")}
    income = {"wage", "business", "property", "transfer", "expense"}
    hidden = [
        key for key, fact in FACTS.items() if key not in worked_out | income and _(fact.label) not in said
    ]
    assert hidden == []
    assert {"青山", "2014-03"} <= said


@pytest.mark.parametrize(("subject", "command"), FORMS.items())
def test_a_form_asks_for_every_fact_that_may_be_edited(subject, command):
    asked = command.asks()

    assert [fact.key for fact in facts_of(subject) if fact.edit and fact.key not in asked] == []
    assert [fact.key for fact in facts_of(subject) if not fact.edit and fact.key in asked] == []


@pytest.mark.parametrize("at", ["registry", "place"])
def test_a_correction_is_made_in_the_form_and_seen(office, open_registry, open_place, household, qtbot, at):
    page = open_registry() if at == "registry" else open_place(HouseholdPlace, household, "facts")
    do_act(page, CorrectHousehold)
    panel = page.findChild(CommandPanel)
    assert panel.form.editors["address"].value() == "青山"
    panel.form.editors["address"].set_value("柳湾村12号")
    panel.form.editors["reason"].set_value("入户核实")
    panel.do()
    qtbot.waitUntil(lambda: panel.step is not None)
    assert "Address: 青山 → 柳湾村12号" in confirm(panel)

    def address():
        return office.read(lambda session: session.get(Household, household).address)

    qtbot.waitUntil(lambda: address() == "柳湾村12号")
    seen = open_place(HouseholdPlace, household, "facts") if at == "registry" else page
    qtbot.waitUntil(lambda: "柳湾村12号" in {label.text() for label in seen.findChildren(QLabel)})


def test_who_may_not_correct_sees_why(open_registry):
    page = open_registry(VILLAGE)
    action = do_act(page, CorrectHousehold)

    assert not action.isEnabled()
    assert action.toolTip()
    assert page.findChild(CommandPanel) is None


def test_a_person_is_corrected_on_the_place_of_work_of_the_person(office, open_place, household):
    member = office.read(lambda session: session.scalar(select(Member.id)))
    page = open_place(PersonPlace, member)
    button = next(each for each in page.acts.buttons if each.text() == button_words(CorrectMember))
    button.click()

    panel = page.findChild(CommandPanel)
    assert panel.form.editors["name"].value() == "张大有"
    assert panel.form.editors["marital_status"].value()
    assert panel.form.editors["id_number"].value() is None  # covered, so it is typed anew


def test_the_time_line_tells_the_story_and_a_line_leads_to_its_case(open_place, household, qtbot):
    page = open_place(HouseholdPlace, household, "story")
    qtbot.waitUntil(lambda: page.findChild(StoryTable) is not None)
    story, gone = page.findChild(StoryTable), []
    page.go.connect(lambda key, subject: gone.append((key, subject)))

    assert "Registration of households" in story.item(0, 2).text()
    story.setCurrentCell(0, 0)
    qtbot.keyClick(story, Qt.Key.Key_Return)
    assert gone == [("case", story.lines[0].number)]
