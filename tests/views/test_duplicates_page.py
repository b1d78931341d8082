"""Records that may be one person: pairs side by side, the more complete preselected, rulings and undo."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from county_desk.models.household import Household, Member, MemberYear, Standing
from county_desk.views.register.duplicates_page import DuplicatesPage
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.widgets.painted import Button
from county_desk.workflow.duplicates import ReopenDuplicate
from tests.build import INSPECTOR
from tests.registers import a_household, village
from tests.views.showing import choose, said, shown

TODAY = date(2016, 11, 24)


@pytest.fixture
def pair(office):
    """One identity number in two households; more is known of the second."""
    with office.sessions.begin() as session:
        one = a_household(session, head="张大有")
        other = a_household(session, village(session, "柳湾"), head="张大友", standing=Standing.APPLICANT)
        person = other.members[0]
        person.ethnicity, person.born_on = "汉族", date(1965, 3, 12)
        person.years.append(MemberYear(year=2016, insured=True))
        session.flush()
        return one.members[0].id, person.id, one.id, other.id


@pytest.fixture
def open_page(office, jobs, qtbot):
    return lambda *who: shown(DuplicatesPage(office.at(TODAY, *who), jobs), qtbot)


@pytest.fixture
def page(open_page, pair):
    return open_page()


def facts(card):
    """The facts that are shown, by what they are."""
    table = card.table
    return {
        table.item(place, 0).text(): [table.item(place, column).text() for column in (1, 2)]
        for place in range(table.rowCount())
    }


def standing(office, number):
    return office.read(lambda session: session.get_one(Household, number).standing)


def withdrawn(office, number):
    return office.read(lambda session: session.get_one(Member, number).withdrawn_on)


def rule(page, button, reason="经核实"):
    """Give a ruling with its reason."""
    button.click()
    page.pane.panel.form.editors["reason"].set_value(reason)
    page.pane.panel.do_button.click()


def test_a_pair_stands_side_by_side_with_what_differs_marked(page):
    card = page.card
    shown_facts = facts(card)
    assert shown_facts["≠ The person: Name"] == ["张大有", "张大友"]
    assert shown_facts["The person: Ethnic group"] == ["—", "Han"]
    assert not any("Identity number" in what for what in shown_facts)
    card.every.click()
    assert any("Identity number" in what for what in facts(card))
    assert "Nobody loses standing while this is open" in said(card, QLabel)


def test_the_more_complete_record_is_preselected(page, pair):
    assert page.card.survivor == pair[1]


def test_one_person_goes_on_in_one_record_and_the_ruling_can_be_undone(page, office, pair):
    one, other, here, there = pair
    changes = []
    page.done.connect(changes.append)
    before = standing(office, here), standing(office, there)
    rule(page, page.card.same)
    assert (withdrawn(office, one), withdrawn(office, other)) == (TODAY, None)
    assert (standing(office, here), standing(office, there)) == before
    assert page.list.model.rowCount() == 0
    assert "Nobody is on record twice" in page.list.empty.words.text()
    assert isinstance(changes[0].undo, ReopenDuplicate)
    page.do(changes[0].undo)
    assert withdrawn(office, one) is None
    assert page.list.model.rowCount() == 1


def test_a_fact_that_differs_can_be_taken_over(page, office, pair):
    card = page.card
    assert list(card.ticks) == ["member.name"]
    card.ticks["member.name"].click()
    assert card.take == "*,member.name"
    rule(page, card.same)
    assert office.read(lambda session: session.scalar(select(Member.name).where(Member.id == pair[1]))) == (
        "张大有"
    )


def test_the_facts_to_be_taken_follow_the_record_that_goes_on(page, pair):
    card = page.card
    assert "take “张大有” in place of “张大友”" in card.ticks["member.name"].text()
    card.survives.set_value(pair[0])
    card.survives.activated.emit(0)
    assert "take “张大友” in place of “张大有”" in card.ticks["member.name"].text()


def test_different_persons_do_not_come_back(page, office, pair):
    rule(page, page.card.different, "不是同一人，号码抄错")
    assert withdrawn(office, pair[0]) is None
    assert page.list.model.rowCount() == 0


def test_a_ruling_needs_its_reason(page):
    page.card.same.click()
    page.pane.panel.do_button.click()
    assert page.pane.panel.form.summary.isVisible()
    assert page.list.model.rowCount() == 1


def test_somebody_without_the_right_sees_the_pair_and_who_may_rule(open_page, pair):
    page = open_page(INSPECTOR)
    assert not page.card.same.isEnabled()
    assert not page.card.different.isEnabled()
    assert page.card.same.toolTip()


def test_how_many_pairs_wait_is_counted(office, pair):
    assert DuplicatesPage.waiting(office.at(TODAY)) == 1


def test_the_registry_leads_to_the_pair(office, jobs, qtbot, pair):
    registry = shown(RegistryPage(office.at(TODAY), jobs), qtbot)
    choose(registry, lambda row: row.id == pair[2])
    gone = []
    registry.go.connect(lambda key, subject: gone.append((key, subject)))
    compare = next(b for b in registry.pane.findChildren(Button) if b.text() == "Compare…")
    compare.click()
    assert gone == [("duplicates", (pair[0], pair[1]))]
    page = shown(DuplicatesPage(office.at(TODAY), jobs), qtbot)
    page.show_subject(gone[0][1])
    assert (page.current().one_id, page.current().other_id) == pair[:2]


def test_a_household_is_found_in_the_registry_wherever_it_stands(office, jobs, qtbot, pair):
    registry = shown(RegistryPage(office.at(TODAY), jobs), qtbot)
    registry.show_subject(pair[3])
    assert registry.current().id == pair[3]
    registry.list.search.setText("张大有")
    registry.list.refresh()
    registry.show_subject(pair[3])
    assert registry.current().id == pair[3]
