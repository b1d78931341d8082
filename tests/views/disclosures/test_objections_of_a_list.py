"""Objections on the disclosure page, and lists that they or a void notice suspend."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from county_desk.models.case import StepOutcome
from county_desk.models.disclosure import Channel, Disclosure, ObjectionFinding
from county_desk.shapes import Shape
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.views.disclosure.disclosure_page import DisclosurePage
from county_desk.views.disclosure.disclosure_state import states_of
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.objections import RecordObjection
from county_desk.workflow.cases.papers import VoidNotice
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import REVIEWER, TOWNSHIP, an_id_number
from tests.second_person import last_proposal
from tests.views import boards, showing
from tests.views.boards import fill


def test_an_objection_is_recorded_against_an_entry_of_the_list(page, made):
    page.show_subject(made["display"])
    entry = page.pane.card.facts.entries[2]
    page.pane.card.rows[RecordObjection].button.click()
    fill(page.pane.panel, channel=Channel.LETTER, words="家里有一辆货车", case=entry.case_id, objector="刘某")
    (card,) = page.pane.card.objections.cards
    assert card.objection.about == entry.subject
    assert page.tabs.tabText(4) == "With objection 2"


def test_who_objected_is_covered_until_somebody_asks(page, made):
    page.show_subject(made["objection"])
    objections = page.pane.card.objections
    (card,) = objections.cards
    assert card.objector.text() == "Objector: ***"
    objections.unmask.click()
    assert card.objector.text() == "Objector: ***", "nobody is named before the purpose is written"
    dialog = objections.findChild(PurposeDialog)
    dialog.purpose.setText("回复异议人")
    dialog.use.click()
    assert card.objector.text() == "Objector: 刘某"


def test_an_official_complained_of_sees_why_somebody_else_settles(page, made, hall, open_page):
    page.show_subject(made["display"])
    page.pane.card.rows[RecordObjection].button.click()
    fill(page.pane.panel, channel=Channel.LETTER, words="收了烟酒", complained_of="赵敏")
    (card,) = page.pane.card.objections.cards
    assert card.objector.text().splitlines()[-1] == "Official complained of: ***"
    theirs = open_page(hall.at(boards.TODAY, TOWNSHIP))
    theirs.show_subject(made["display"])
    (card,) = theirs.pane.card.objections.cards
    assert (
        card.action.button.toolTip() == "赵敏 is complained of in this objection; another person settles it"
    )


def test_an_upheld_objection_strikes_its_entry_and_the_list_shows_it(page, made):
    page.show_subject(made["objection"])
    page.pane.card.objections.cards[0].action.button.click()
    fill(page.pane.panel, finding=ObjectionFinding.UPHELD, investigators="陈平、林丽", reply="属实")
    words = showing.confirm(page.pane.panel)
    assert "Upheld: 张大有 is struck from the list of 大河村, and case" in words
    assert "The settlement cannot be undone." in words
    struck = [entry.subject for entry in page.pane.card.facts.entries if entry.struck_on]
    assert struck == ["张大有"]
    assert "<s>" in page.pane.card.entries.text()
    assert "struck on 2016-10-18" in page.pane.card.entries.text()


def voided(hall, made, state="display"):
    """Declare the notice of a disclosure void."""
    notice = hall.read(lambda session: session.get_one(Disclosure, made[state]).notice_id)
    hall.at(boards.TODAY).do(VoidNotice(notice=notice, reason="人数有误"))


@pytest.mark.parametrize(
    ("tongue", "words"),
    [(ENGLISH, "Suspended: notice void, to be posted again"), (CHINESE, "中止：公告作废，待重新公示")],
)
def test_a_list_whose_notice_is_void_is_shown_as_suspended(hall, open_page, made, tongue, words):
    voided(hall, made)
    with language(tongue):
        page = open_page(hall.at(boards.TODAY))
        page.show_subject(made["display"])
        assert page.tabs.key == "open"
        row = page.pane.card.facts.row
        assert states_of(row, boards.TODAY) == [(Shape.WATCH, words)]
        assert words in page.timeline.rows.sentence(row)
        assert set(page.pane.card.rows) == {OpenDisclosure}


def test_a_suspended_list_is_posted_again_with_a_period_of_its_own(hall, open_page, made):
    voided(hall, made)
    page = open_page(hall.at(boards.TODAY))
    assert DisclosurePage.waiting(page.desk) == 3
    page.open_button.click()
    chooser = page.pane.panel
    (place,) = [n for n, each in enumerate(page.lists) if each.rows[0].last is StepOutcome.SUSPENDED]
    assert "to be posted again: their notice became void" in showing.said(chooser, QLabel)
    chooser.choices[place].button.click()
    page.pane.panel.form.fill({"rule_reason": "群众要求公示"})
    page.pane.panel.do_button.click()
    showing.confirm(page.pane.panel)
    posted = hall.at(boards.TODAY, REVIEWER).do(PutInForce(proposal=last_proposal(hall))).id
    page.refresh()
    page.show_subject(posted)
    again = page.pane.card.facts.row
    assert (again.opened_on, again.closed_on) == (boards.TODAY, None)
    page.show_subject(made["display"])
    row = page.pane.card.facts.row
    assert states_of(row, boards.TODAY) == [(Shape.FINE, "Suspended: notice void")]


def test_a_suspended_list_leads_to_the_form_that_posts_it_again(hall, open_page, made):
    voided(hall, made)
    page = open_page(hall.at(boards.TODAY))
    page.show_subject(made["display"])
    facts = page.pane.card.facts
    page.pane.card.rows[OpenDisclosure].button.click()
    assert set(page.pane.panel.waiting.cases) == {entry.case_id for entry in facts.entries}


def test_an_upheld_objection_to_the_whole_list_suspends_it(hall, open_page, made):
    objection = boards.objected(hall, made["display"], boards.TODAY)
    page = open_page(hall.at(boards.TODAY))
    page.show_subject(made["display"])
    (card,) = page.pane.card.objections.cards
    assert card.objection.id == objection
    card.action.button.click()
    assert "id_number" not in page.pane.panel.form.editors
    fill(page.pane.panel, finding=ObjectionFinding.PARTLY, investigators="陈平、林丽", reply="部分属实")
    words = "Partly upheld: the notice of the list of 大河村 becomes void. waiting to be posted again"
    assert words in showing.confirm(page.pane.panel)
    assert page.pane.card.facts.row.unposted == len(page.pane.card.facts.entries)


def test_an_omitted_household_is_recorded_and_its_case_is_linked(page, made, qtbot):
    page.show_subject(made["display"])
    page.pane.card.rows[RecordObjection].button.click()
    fill(
        page.pane.panel,
        channel=Channel.VISIT,
        words="漏了我家",
        omitted_head="李四",
        omitted_group="五组",
    )
    (card,) = page.pane.card.objections.cards
    assert "against the omitted household of 李四" in showing.said(card, QLabel)
    card.action.button.click()
    fill(
        page.pane.panel,
        finding=ObjectionFinding.UPHELD,
        investigators="陈平、林丽",
        reply="属实",
        id_number=an_id_number(777),
        persons=4,
    )
    assert "Upheld: 李四 gets a case of its own" in showing.confirm(page.pane.panel)
    (card,) = page.pane.card.objections.cards
    (link,) = [label for label in card.findChildren(QLabel) if label.text().startswith("<a")]
    with qtbot.waitSignal(page.go) as gone:
        link.linkActivated.emit("#")
    assert gone.args == ["case", card.objection.case_id]


def test_an_objection_upheld_strikes_nobody_before_its_effect_was_confirmed(page, made, qtbot):
    page.show_subject(made["objection"])
    page.pane.card.objections.cards[0].action.button.click()
    panel = page.pane.panel
    fill(panel, finding=ObjectionFinding.UPHELD, investigators="陈平、林丽", reply="属实")
    assert panel.form.isHidden()
    assert panel.step.effect.words.hasFocus()
    qtbot.keyClick(panel.step.effect.words, Qt.Key.Key_Return)
    qtbot.keyClick(panel.step.effect.words, Qt.Key.Key_Escape)
    assert page.pane.panel is panel
    assert panel.step is None
    assert panel.form.isVisible()
    assert panel.form.command().reply == "属实"
    assert not any(entry.struck_on for entry in page.pane.card.facts.entries)


def test_an_objection_upheld_in_part_says_that_the_list_stays(page, made):
    page.show_subject(made["objection"])
    page.pane.card.objections.cards[0].action.button.click()
    fill(page.pane.panel, finding=ObjectionFinding.PARTLY, investigators="陈平、林丽", reply="部分属实")
    assert "Partly upheld: the list of 大河村 stays as it was posted." in showing.confirm(page.pane.panel)


def test_an_objection_not_upheld_is_settled_at_once(page, made):
    page.show_subject(made["objection"])
    page.pane.card.objections.cards[0].action.button.click()
    fill(page.pane.panel, finding=ObjectionFinding.REJECTED, investigators="陈平、林丽", reply="不属实")
    assert page.pane.panel is None
    assert page.pane.card.facts.objections[0].settled_on is not None


def test_a_refusal_stands_at_its_field_and_the_form_stays(page, made):
    page.show_subject(made["objection"])
    page.pane.card.objections.cards[0].action.button.click()
    panel = page.pane.panel
    fill(panel, finding=ObjectionFinding.REJECTED, investigators="陈平", reply="不属实")
    assert page.pane.panel is panel
    assert panel.form.notes["investigators"].text().startswith("■ Two people or more investigate")
