"""The registry: a household's card shows each fact, and its forms correct what may be edited."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from county_desk.facts import FACTS, facts_of
from county_desk.facts.fact import FactSubject
from county_desk.facts.kinds import YearOrMonth
from county_desk.fields import Choice, IdNumber
from county_desk.models.household import Household, Member
from county_desk.text import CHINESE, ENGLISH, _, speak
from county_desk.views.register.household_card import HouseholdCard
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.register.story_section import StoryTable
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.facts_table import FactsTable
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
    options = () if isinstance(fact.kind, Choice) else fact.kind.options()
    return options[0][0] if options else VALUES.get(fact.type)


def edited(subject, *but):
    """A value for each fact of a record that a form edits."""
    return {fact.key: a_value(fact) for fact in facts_of(subject) if fact.edit and fact.key not in but}


@pytest.fixture
def household(office):
    """A household of which every fact is known."""
    number = case_of(office, a_household(office)).household_id
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
        qtbot.waitUntil(lambda: len(page.findChildren(FactsTable)) >= 3)
        return page

    yield made
    speak(ENGLISH)


def cells(page):
    """All that the tables of the card say."""
    return {
        table.item(row, column).text()
        for table in page.findChild(HouseholdCard).findChildren(FactsTable)
        for row in range(table.rowCount())
        for column in range(table.columnCount())
    } | {
        table.horizontalHeaderItem(column).text()
        for table in page.findChild(HouseholdCard).findChildren(FactsTable)
        for column in range(table.columnCount())
    }


def button(page, words):
    return next(each for each in page.findChildren(QPushButton) if each.text() == words)


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_the_card_shows_every_fact_that_is_known(open_registry, language):
    speak(language)
    said = cells(open_registry())

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


def test_a_correction_is_made_in_the_form_and_seen_on_the_card(office, open_registry, household, qtbot):
    page = open_registry()
    button(page, "Correct…").click()
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
    qtbot.waitUntil(lambda: page.findChild(HouseholdCard) and "柳湾村12号" in cells(page))


def test_who_may_not_correct_sees_why(open_registry):
    page = open_registry(VILLAGE)

    assert not button(page, "Correct…").isEnabled()
    assert button(page, "Correct…").toolTip()


def test_each_person_of_the_household_can_be_corrected(open_registry):
    page = open_registry()
    button(page, "Correct 张大有…").click()

    panel = page.findChild(CommandPanel)
    assert panel.form.editors["name"].value() == "张大有"
    assert panel.form.editors["marital_status"].value()
    assert panel.form.editors["id_number"].value() is None  # covered, so it is typed anew


def test_the_card_tells_the_story_and_a_line_leads_to_its_case(office, open_registry, household, qtbot):
    page = open_registry()
    qtbot.waitUntil(lambda: page.findChild(StoryTable) is not None)
    story, gone = page.findChild(StoryTable), []
    page.go.connect(lambda key, subject: gone.append((key, subject)))

    assert "Registration of households" in story.item(0, 2).text()
    story.setCurrentCell(0, 0)
    qtbot.keyClick(story, Qt.Key.Key_Return)
    assert gone == [("applications", story.lines[0].number)]
