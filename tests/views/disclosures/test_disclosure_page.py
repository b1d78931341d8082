"""The disclosure register: tabs, bars, the pane, opening and closing."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from county_desk.shapes import Shape
from county_desk.tables.cases.disclosures import LISTING
from county_desk.tables.cases.queue_words import QueueTask, Urgency
from county_desk.tables.listing import one
from county_desk.tables.listing import page as read_page
from county_desk.views.disclosure import timeline_bar
from county_desk.views.disclosure.disclosure_page import DisclosurePage
from county_desk.views.disclosure.disclosure_state import shape_of, state_of
from county_desk.views.disclosure.picture_dialog import PictureDialog
from county_desk.views.widgets.bands import Band
from county_desk.workflow.cases.disclosure import CloseDisclosure, ReopenDisclosure
from county_desk.workflow.cases.hanging_lists import ExtendDisclosure, RecordPosting
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import INSPECTOR, REVIEWER, TOWNSHIP
from tests.plans import MINE
from tests.refusals import outside
from tests.second_person import enter, last_proposal
from tests.views import boards, showing
from tests.views.boards import fill


def shown(page):
    return [row.id for row in page.timeline.rows.rows]


def test_the_tabs_count_what_is_under_them(page):
    words = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert words == [
        "Not closed 4",
        "On display 3",
        "Ends today 1",
        "Result due 1",
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


@pytest.mark.parametrize(
    ("after", "words", "shape", "urgency"),
    [
        (1, "Result due today", Shape.WATCH, Urgency.TODAY),
        (2, "Result 1 day late", Shape.MUST, Urgency.LATE),
    ],
)
def test_the_page_and_the_queue_agree_when_a_result_is_due(hall, made, after, words, shape, urgency):
    listed = hall.read(lambda session: one(session, LISTING, made["late"]))
    today = listed.last_day + timedelta(days=after)
    assert (state_of(listed, today), shape_of(listed, today)) == (words, shape)
    desk = hall.at(today)
    closing = [row for row in desk.read(read_page, plan(desk), MINE) if row.task == QueueTask.CLOSE]
    (row,) = [row for row in closing if row.record == made["late"]]
    assert (row.urgency, row.due_in) == (urgency, 1 - after)


def test_a_bar_says_in_words_what_it_shows(page, made):
    page.timeline.choose(made["late"])
    index = page.timeline.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "上坝村, 城关镇 · First disclosure · 9 entries · Registration of households: "
        "Result 3 days late (2016-10-08 to 2016-10-14)"
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
    button = card.rows[CloseDisclosure].button
    assert not button.isEnabled()
    assert button.toolTip() == (
        "The last day of this disclosure, 2016-10-20, has not ended; it can be closed from 2016-10-21 on"
    )
    assert button.accessibleDescription() == button.toolTip()


def test_a_disclosure_is_closed_from_the_pane_and_reopened(page, made):
    page.show_subject(made["late"])
    page.pane.card.rows[CloseDisclosure].button.click()
    page.pane.panel.do_button.click()
    assert page.tabs.tabText(5) == "Closed 2"
    page.show_subject(made["late"])
    assert page.tabs.key == "closed"
    page.pane.card.rows[ReopenDisclosure].button.click()
    fill(page.pane.panel, reason="结果录错")
    assert page.tabs.tabText(5) == "Closed 1"


def test_a_list_is_extended_and_its_places_are_recorded_from_the_pane(page, made):
    page.show_subject(made["display"])
    page.pane.card.rows[RecordPosting].button.click()
    fill(page.pane.panel, hung_at="村部公示栏", picture="IMG_0001.jpg")
    words = showing.said(page.pane, QLabel)
    assert "Hangs at 村部公示栏 since 2016-10-18, picture IMG_0001.jpg (王芳)" in words
    page.pane.card.rows[ExtendDisclosure].button.click()
    assert page.pane.panel.form.editors["last_day"].value() == date(2016, 10, 21)
    fill(page.pane.panel, last_day=date(2016, 10, 24), reason="雨天")
    words = showing.said(page.pane, QLabel)
    assert "2016-10-20 → 2016-10-24: 雨天" in words
    assert "From 2016-10-14 until 2016-10-24, extended" in words


def test_a_picture_is_chosen_kept_and_shown(page, made, tmp_path, monkeypatch, qtbot):
    picture = tmp_path / "公示照片.png"
    shot = QPixmap(40, 30)
    shot.fill(Qt.GlobalColor.red)
    shot.save(str(picture))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(picture), ""))
    page.show_subject(made["display"])
    page.pane.card.rows[RecordPosting].button.click()
    page.pane.panel.form.editors["scan"].button.click()
    fill(page.pane.panel, hung_at="村部公示栏")
    (hung,) = page.pane.card.facts.hung
    page.pane.card.show_picture(hung.scan)
    (dialog,) = page.findChildren(PictureDialog)
    assert (dialog.windowTitle(), dialog.picture.pixmap().width()) == ("公示照片.png", 40)
    dialog.save_to(tmp_path / "copy.png")
    qtbot.waitUntil((tmp_path / "copy.png").exists)
    assert (tmp_path / "copy.png").read_bytes() == picture.read_bytes()


def test_what_cannot_be_extended_or_hung_says_why(page, made, hall, open_page):
    page.show_subject(made["late"])
    assert "has ended; close the disclosure" in page.pane.card.rows[ExtendDisclosure].button.toolTip()
    page.show_subject(made["closed"])
    assert ExtendDisclosure not in page.pane.card.rows
    reading = open_page(hall.at(boards.TODAY, INSPECTOR))
    reading.show_subject(made["display"])
    for act in (RecordPosting, ExtendDisclosure):
        assert "This is for:" in reading.pane.card.rows[act].button.toolTip()


def test_a_waiting_list_is_posted_after_a_rehearsal_of_its_days(page, made, hall):
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
    assert "All members listed: standard “Yes”, actual “No”" in showing.confirm(panel)
    assert page.open_button.isEnabled(), "the list waits for a second person"
    posted = hall.at(boards.TODAY, REVIEWER).do(PutInForce(proposal=last_proposal(hall))).id
    page.refresh()
    page.show_subject(posted)
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
    enter(hall, date(2026, 12, 28), **mode, reference="青办发〔2026〕1号")
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
    assert staying == {made["objection"]: outside("赵敏", "城关镇", "青山镇大河村")}


def test_the_page_goes_to_the_next_list_that_the_person_may_close(hall, open_page, made):
    page = open_page(hall.at(date(2016, 10, 25), TOWNSHIP))
    first = page.pane.number
    page.list_button.setChecked(True)
    assert page.list.table.current().id == page.pane.number == first
    page.pane.card.rows[CloseDisclosure].button.click()
    page.pane.panel.do_button.click()
    assert page.pane.number in {made["late"], made["today"], made["display"]} - {first}
    assert page.pane.card.rows[CloseDisclosure].button.isEnabled()
    page.pane.card.rows[CloseDisclosure].button.click()
    page.pane.panel.do_button.click()
    assert page.pane.card.rows[CloseDisclosure].button.isEnabled()


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
    assert gone.args == ["case", entry.case_id]


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
