"""The small parts of the window: findings, chips in lists, toasts and the job corner."""

import threading

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from county_desk.rules.findings import Finding, Outcome
from county_desk.shapes import Shape
from county_desk.views.job_corner import JobCorner
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import Pairs, laid_out_once
from county_desk.views.widgets.style import em
from county_desk.views.widgets.toast import LONG, SHORT, Toast
from tests.views.all_pages import PAGES


def test_a_finding_is_drawn_as_an_argument(qtbot):
    parts = (
        Finding("Safe drinking water", Outcome.MET, True),
        Finding("Safe housing", Outcome.UNKNOWN),
        Finding("Enough food", Outcome.NOT_MET, False),
    )
    view = FindingView(Finding("Household exit", Outcome.NOT_MET, parts=parts))
    qtbot.addWidget(view)
    shapes = [chip.shape for chip in view.findChildren(Chip)]
    assert shapes == [Shape.MUST, Shape.FINE, Shape.WATCH, Shape.MUST]
    words = [label.text() for label in view.findChildren(QLabel)]
    assert len(words) == 4
    assert words[0].startswith("Household exit")


@pytest.mark.parametrize(("undo", "stays"), [(None, SHORT), (lambda: None, LONG)])
def test_a_toast_stays_longer_when_it_can_be_taken_back(qtbot, undo, stays):
    over = Card()
    qtbot.addWidget(over)
    over.resize(600, 400)
    over.show()
    toast = Toast(over)
    toast.say("3 items handed over", undo)
    assert toast.undo.isVisible() == (undo is not None)
    assert toast._timer.interval() == stays
    assert over.rect().contains(toast.geometry())


def test_a_toast_leaves_the_buttons_at_the_foot_of_a_page_free(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    button = PrimaryButton("Import", over)
    box = QVBoxLayout(over)
    box.addStretch()
    box.addWidget(button)
    over.resize(600, 400)
    over.show()
    toast = Toast(over)
    toast.say("1 row is in.\nIt is batch 1.", lambda: None)
    assert not toast.geometry().intersects(button.geometry())


def test_undo_in_a_toast_takes_back_once(qtbot):
    over, undone = Card(), []
    qtbot.addWidget(over)
    over.show()
    toast = Toast(over)
    toast.say("3 items handed over", lambda: undone.append(True))
    toast.undo.click()
    assert undone == [True]
    assert not toast.isVisible()


def test_a_toast_leads_to_the_record_of_the_act(qtbot):
    over, led, undone = Card(), [], []
    qtbot.addWidget(over)
    over.show()
    toast = Toast(over)
    toast.say("Proposed as number 3", lambda: undone.append(True), lead=("See it", lambda: led.append(True)))
    toast.lead.click()
    assert (led, undone) == ([True], [])
    assert not toast.isVisible()
    toast.say("3 items handed over", lambda: undone.append(True))
    assert not toast.lead.isVisible()


def test_a_long_job_is_shown_with_its_progress_and_can_be_stopped(qtbot):
    jobs, go, seen = Jobs(), threading.Event(), []
    corner = JobCorner(jobs)
    qtbot.addWidget(corner)

    def work(progress):
        for done in range(1_000_000):
            progress(done, 1_000_000)
            seen.append(done)
            go.wait(0.001)

    jobs.start(work, then=pytest.fail, otherwise=pytest.fail, name="Checking households")
    qtbot.waitUntil(corner.isVisible)
    qtbot.waitUntil(lambda: "of 1,000,000" in corner.words.text())
    assert corner.words.text().startswith("Checking households: ")
    again = JobCorner(jobs)  # the window was built anew meanwhile
    qtbot.addWidget(again)
    assert again.words.text() == "Checking households"
    corner.stop.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not corner.isVisible()
    assert len(seen) < 1_000_000
    jobs.close()


def test_a_reading_without_a_name_is_not_shown_in_the_corner(qtbot):
    jobs = Jobs(inline=True)
    corner = JobCorner(jobs)
    qtbot.addWidget(corner)
    jobs.start(lambda _progress: None, otherwise=pytest.fail)
    assert corner.words.text() == ""
    jobs.close()


def test_buttons_go_on_in_a_second_line_where_the_first_is_full(qtbot):
    card = Card()
    qtbot.addWidget(card)
    row = FlowLayout(parent=card)
    for _number in range(3):
        row.addWidget(Button("Agree and sign"))
    one_line = row.sizeHint().width()
    assert row.heightForWidth(one_line) < row.heightForWidth(one_line - 20)
    assert row.heightForWidth(row.minimumSize().width()) > 2 * row.heightForWidth(one_line)
    two_lines = row.heightForWidth(one_line - 20)
    row.addWidget(Button("One more that is longer than the others", card))
    assert row.heightForWidth(one_line - 20) > two_lines


def test_a_banner_tells_which_link_was_followed(qtbot):
    banner = Banner("warn", '<a href="votes">Votes</a>')
    qtbot.addWidget(banner)
    with qtbot.waitSignal(banner.chosen) as chosen:
        banner.words.linkActivated.emit("votes")
    assert chosen.args == ["votes"]


class Counting(QVBoxLayout):
    """Counts how often it lays out."""

    laid_out = 0

    def setGeometry(self, rect):
        super().setGeometry(rect)
        self.laid_out += 1


def test_what_comes_into_a_part_at_one_time_is_laid_out_once(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    over.setFixedSize(300, 300)
    box = Counting(over)
    banners = [Banner("info", "word", over) for _number in range(5)]
    for banner in banners:
        box.addWidget(banner)
        banner.hide()
    over.show()
    QApplication.processEvents()
    before = box.laid_out
    with laid_out_once(over):
        for banner in banners:
            banner.show()
    QApplication.processEvents()
    assert box.laid_out == before + 1
    assert banners[0].y() < banners[-1].y()
    assert all(banner.width() > 250 and banner.words.width() > 200 for banner in banners)


def test_a_value_without_a_place_to_break_leaves_the_others_their_height(qtbot):
    pane = Pane()
    qtbot.addWidget(pane)
    path = "/media/office/backups/2026-11-27-0734-after-the-return-of-november.cdesk"
    facts = Pairs([("Village", "柳湾村"), ("File", path), ("Seen", "a long sentence that needs two lines")])
    pane.resize(em(22), em(30))
    pane.show_widget(facts)
    pane.show()
    QApplication.processEvents()
    values = facts.findChildren(QLabel)[1::2]
    assert [each.height() >= each.heightForWidth(each.width()) for each in values] == [True] * 3
    assert [each.toolTip() for each in values] == ["", path, ""]


def test_a_fact_stands_on_one_line_with_its_title_whatever_the_height(qtbot):
    facts = Pairs([("Village", "柳湾村"), ("Since", "2026-09-30")])
    qtbot.addWidget(facts)
    facts.resize(em(30), em(30))
    facts.show()
    labels = facts.findChildren(QLabel)
    assert [title.y() for title in labels[::2]] == [value.y() for value in labels[1::2]]


def test_facts_with_long_titles_leave_their_values_room(qtbot):
    facts = Pairs([("Class of measure that answers it", "Housing aid"), ("Since", "2026-09-30")])
    qtbot.addWidget(facts)
    facts.resize(em(21), em(20))
    facts.show()
    title, value = facts.findChildren(QLabel)[:2]
    assert title.width() <= em(10)
    assert value.width() >= em(9)
    assert title.height() >= title.heightForWidth(title.width()), "the title wraps, and nothing of it is cut"


CHIPPED = [kind for kind in PAGES if getattr(kind, "chips", ()) and hasattr(kind, "listing")]


@pytest.mark.parametrize("kind", CHIPPED, ids=lambda kind: kind.key)
def test_each_column_of_chips_has_terms_that_differ_in_shape(kind):
    for key in kind.chips:
        terms = [term for term, _words in kind.listing.table[key].kind.options()]
        assert len({term.shape for term in terms}) > 1
