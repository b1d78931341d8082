"""The disclosure register: tabs, bars, the pane, objections, opening and closing."""

import shutil
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from county_desk.models.case import StepOutcome
from county_desk.models.disclosure import Channel, Disclosure, ObjectionFinding
from county_desk.storage.engine import connect, sessions_of
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.views.disclosure import timeline_bar
from county_desk.views.disclosure.disclosure_card import CardAction
from county_desk.views.disclosure.disclosure_page import DisclosurePage
from county_desk.views.disclosure.disclosure_state import shape_of, states_of
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.workflow.own import SetParameter
from county_desk.workflow.papers import VoidNotice
from tests.build import ADMINISTRATOR, INSPECTOR, TOWNSHIP, Office, an_id_number
from tests.databases import Files
from tests.views import boards, showing


@pytest.fixture(scope="module")
def posted(tmp_path_factory, policy):
    """A register with a disclosure of every state, made once; and the numbers of the disclosures."""
    folder = tmp_path_factory.mktemp("boards")
    office, engine = Files(folder).fresh(policy, folder / "boards.cdesk")
    made = boards.scene(office)
    engine.dispose()
    return folder / "boards.cdesk", made


@pytest.fixture
def made(posted):
    """The numbers of the disclosures by their state."""
    return posted[1]


@pytest.fixture
def hall(posted, policy, tmp_path):
    """The office, with a copy of that register."""
    shutil.copy(posted[0], tmp_path / "boards.cdesk")
    engine = connect(f"sqlite:///{tmp_path / 'boards.cdesk'}")
    yield Office(sessions_of(engine), policy)
    engine.dispose()


@pytest.fixture
def open_page(jobs, qtbot):
    """Show the page to somebody at a desk."""
    return lambda desk: showing.shown(DisclosurePage(desk, jobs), qtbot)


@pytest.fixture
def page(hall, open_page):
    """The page of a county clerk."""
    return open_page(hall.at(boards.TODAY))


def shown(page):
    return [row.id for row in page.timeline.rows.rows]


def fill(panel, **values):
    panel.form.fill(values)
    panel.do_button.click()


def test_the_tabs_count_what_is_under_them(page):
    words = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert words == [
        "Not closed 4",
        "On display 3",
        "Ends today 1",
        "Result late 1",
        "With objection 1",
        "Closed 1",
    ]


@pytest.mark.parametrize(
    ("tab", "states"),
    [
        ("open", ["late", "today", "objection", "display"]),
        ("display", ["today", "objection", "display"]),
        ("today", ["today"]),
        ("late", ["late"]),
        ("objection", ["objection"]),
        ("closed", ["closed"]),
    ],
)
def test_a_tab_shows_its_own_with_what_ends_first_on_top(page, made, tab, states):
    page.tabs.choose(tab)
    assert shown(page) == [made[state] for state in states]


def test_each_state_has_a_shape_of_its_own(page, made):
    shapes = {row.id: shape_of(row, boards.TODAY) for row in page.rows}
    assert {state: shapes[made[state]] for state in ("late", "today", "objection", "display", "closed")} == {
        "late": Shape.MUST,
        "today": Shape.WATCH,
        "objection": Shape.DISPUTED,
        "display": Shape.UNDERWAY,
        "closed": Shape.FINE,
    }


def test_a_bar_says_in_words_what_it_shows(page, made):
    page.timeline.choose(made["late"])
    index = page.timeline.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "上坝村, 城关镇 · First disclosure · 9 entries · Registration of households: "
        "Result 4 days late (2016-10-08 to 2016-10-14)"
    )
    assert page.timeline.accessibleName() == "Timeline, 4 disclosures"


def test_the_keyboard_walks_the_bars_and_moves_the_days(page, made, qtbot):
    timeline = page.timeline
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_End)
    assert timeline.current().id == made["display"]
    qtbot.keyClick(timeline, Qt.Key.Key_Up)
    assert timeline.current().id == made["objection"]
    assert page.pane.number == made["objection"]
    before = timeline.horizontalScrollBar().value()
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.horizontalScrollBar().value() == before + timeline.days.width
    page.today_button.click()
    assert timeline.horizontalScrollBar().value() == before


def test_the_pane_gives_the_sum_of_the_days_and_says_from_when_it_can_be_closed(page, made):
    page.show_subject(made["display"])
    card = page.pane.card
    assert card.facts.row.id == made["display"]
    button = card.rows[CardAction.CLOSE].button
    assert not button.isEnabled()
    assert button.toolTip() == (
        "The last day of this disclosure, 2016-10-20, has not ended; it can be closed from 2016-10-21 on"
    )
    assert button.accessibleDescription() == button.toolTip()


def test_a_disclosure_is_closed_from_the_pane_and_reopened(page, made):
    page.show_subject(made["late"])
    page.pane.card.rows[CardAction.CLOSE].button.click()
    page.pane.panel.do_button.click()
    assert page.tabs.tabText(5) == "Closed 2"
    page.show_subject(made["late"])
    assert page.tabs.key == "closed"
    page.pane.card.rows[CardAction.REOPEN].button.click()
    fill(page.pane.panel, reason="结果录错")
    assert page.tabs.tabText(5) == "Closed 1"


def test_an_objection_is_recorded_against_an_entry_of_the_list(page, made):
    page.show_subject(made["display"])
    entry = page.pane.card.facts.entries[2]
    page.pane.card.rows[CardAction.OBJECT].button.click()
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
        assert set(page.pane.card.rows) == {CardAction.POST_AGAIN}


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
    page.pane.card.rows[CardAction.POST_AGAIN].button.click()
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
    words = "Partly upheld: the notice becomes void and the list of 大河村 is suspended."
    assert words in showing.confirm(page.pane.panel)
    assert page.pane.card.facts.row.unposted == len(page.pane.card.facts.entries)


def test_an_omitted_household_is_recorded_and_its_case_is_linked(page, made, qtbot):
    page.show_subject(made["display"])
    page.pane.card.rows[CardAction.OBJECT].button.click()
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
    assert gone.args == ["applications", card.objection.case_id]


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


def test_a_waiting_list_is_posted_after_a_rehearsal_of_its_days(page, made):
    page.open_button.click()
    page.pane.panel.choices[0].button.click()
    panel = page.pane.panel
    assert panel.waiting.cases == made["waiting"]
    assert panel.form.editors["telephone"].text() == "0000-1234511"
    assert panel.rehearsal.words.text().startswith(
        "From 2016-10-18, 7 days (Calendar days, the first day counted) → until 2016-10-24"
    )
    panel.do_button.click()
    assert "The rule does not find" in panel.form.notes["rule_reason"].text()
    panel.form.fill({"rule_reason": "群众要求公示"})
    panel.do_button.click()
    assert "All members listed: No" in showing.confirm(panel)
    assert page.pane.card.facts.row.entries == 8
    assert page.timeline.current().id == page.pane.number
    assert not page.open_button.isEnabled()
    assert page.open_button.toolTip() == "No case waits for a disclosure."


def test_the_rehearsal_says_what_the_desk_would_refuse(page):
    page.open_button.click()
    page.pane.panel.choices[0].button.click()
    panel = page.pane.panel
    panel.form.fill({"opened_on": date(2016, 10, 19)})
    panel.rehearse()
    assert "2016-10-19 has not come yet; today is 2016-10-18" in panel.rehearsal.words.text()
    assert panel.rehearsal.tone == "warn"


def test_the_rehearsal_names_no_last_day_by_working_days_in_a_year_without_holidays(page, hall):
    mode = {"name": "counting_mode", "since": date(2014, 1, 1), "value": "working"}
    hall.at(date(2026, 12, 28), ADMINISTRATOR).do(SetParameter(**mode, reference="青办发〔2026〕1号"))
    page.desk = hall.at(date(2026, 12, 28))
    page.open_button.click()
    page.pane.panel.choices[0].button.click()
    words = page.pane.panel.rehearsal.words.text()
    assert "the holidays of 2027 are not known yet" in words
    assert "EnterHolidays" in words


def test_other_lists_that_end_the_same_day_are_counted(page, hall, made):
    page.desk = hall.at(date(2016, 10, 14))
    page.open_button.click()
    page.pane.panel.choices[0].button.click()
    assert "1 other list ends that day." in page.pane.panel.rehearsal.words.text()


def test_what_has_ended_is_closed_and_what_must_wait_is_named(hall, open_page, made):
    page = open_page(hall.at(date(2016, 10, 20)))
    assert page.close_button.text() == "Close what has ended (3)"
    page.close_button.click()
    panel = page.pane.panel
    assert [row.id for row in panel.closing.ready] == [made["today"], made["late"]]
    ((row, reason),) = panel.closing.staying
    assert row.id == made["objection"]
    assert reason == "1 objection is open; settle it first"
    panel.do_button.click()
    assert page.tabs.tabText(5) == "Closed 3"
    assert shown(page) == [made["objection"], made["display"]]


def test_a_township_clerk_closes_only_at_home_and_is_told_so(hall, open_page, made):
    page = open_page(hall.at(date(2016, 10, 25), TOWNSHIP))
    page.close_button.click()
    staying = {row.id: reason for row, reason in page.pane.panel.closing.staying}
    assert staying == {made["objection"]: "赵敏 acts only for 城关镇"}


def test_somebody_without_the_right_sees_who_has_it(hall, open_page, made):
    page = open_page(hall.at(boards.TODAY, INSPECTOR))
    for button in (page.open_button, page.close_button):
        assert not button.isEnabled()
        assert button.toolTip().startswith("孙宁 (Inspector) may not open and close disclosures.")
    page.show_subject(made["objection"])
    assert not any(row.button.isEnabled() for row in page.pane.card.rows.values())
    assert not page.pane.card.objections.unmask.isEnabled()


def test_links_lead_to_the_notice_and_to_the_case(page, made, qtbot):
    page.show_subject(made["late"])
    entry = page.pane.card.facts.entries[0]
    with qtbot.waitSignal(page.go) as gone:
        page.pane.card.entries.linkActivated.emit(str(entry.case_id))
    assert gone.args == ["applications", entry.case_id]


def test_the_list_shows_the_disclosures_of_the_tab(page, made):
    page.list_button.click()
    assert page.stack.currentWidget() is page.list
    assert page.list.model.rowCount() == 4
    page.tabs.choose("late")
    assert [row.id for row in page.list.model.rows(range(9))] == [made["late"]]
    assert page.pane.number == made["late"]


def test_an_empty_tab_says_so_and_leads_back(hall, open_page):
    page = open_page(hall.at(date(2016, 10, 19)))
    page.tabs.choose("today")
    assert page.stack.currentWidget() is page.timeline
    page = open_page(hall.at(date(2016, 10, 17)))
    page.tabs.choose("today")
    assert page.stack.currentWidget() is page.empty
    assert page.empty.words.text() == "Nothing stands under “Ends today”."
    page.empty.button.click()
    assert page.tabs.key == "open"
    assert page.stack.currentWidget() is page.timeline


def test_without_any_disclosure_there_is_one_way_on(desk, open_page, qtbot):
    page = open_page(desk)
    assert page.empty.words.text() == "No list is on display."
    with qtbot.waitSignal(page.go) as gone:
        page.empty.button.click()
    assert gone.args == ["applications", None]


def test_an_error_of_the_reading_is_shown_and_the_rows_stay(page, monkeypatch):
    def broken(*_args):
        raise OSError("disk gone")

    failed = []
    page.failed.connect(failed.append)
    monkeypatch.setattr(type(page.desk), "read", broken)
    page.refresh()
    assert [str(error) for error in failed] == ["disk gone"]
    assert len(shown(page)) == 4


def test_it_counts_what_waits_for_a_result(hall):
    assert DisclosurePage.waiting(hall.at(boards.TODAY)) == 2


def test_it_fits_the_smallest_window(page):
    page.fit(Band.of(911, 450))
    assert page.minimumSizeHint().width() <= 828
    assert page.minimumSizeHint().height() <= 340


def test_of_six_hundred_bars_only_those_that_can_be_seen_are_painted(page, monkeypatch):
    painted = []
    monkeypatch.setattr(timeline_bar, "paint_bar", lambda *about, **_more: painted.append(about[1].top()))
    page.timeline.show_rows(page.rows * 120, boards.TODAY)
    painted.clear()
    page.timeline.grab()
    assert 0 < len(set(painted)) < 40


def test_it_looks_as_last_time(page):
    page.list_button.click()
    kept = page.remembered()
    page.bars_button.click()
    page.recall(kept)
    assert page.list_button.isChecked()
    page.recall({"view": "timeline", "standard": "nonsense"})
    assert page.bars_button.isChecked()
