"""Places of work: one page each for a household, a person, a village and a case."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from county_desk.models.user import Role
from county_desk.tables.listing import Query, page
from county_desk.text import CHINESE, ENGLISH, _
from county_desk.views import paper_acts
from county_desk.views.jobs import Jobs
from county_desk.views.lists.list_view import ListView
from county_desk.views.navigation import ENTRIES
from county_desk.views.place_ways import PlaceSubject
from tests.build import two_households
from tests.conftest import TODAY
from tests.views.windows import open_window

ALT = Qt.KeyboardModifier.AltModifier
PLACES = {key: entry.load() for key, entry in ENTRIES.items() if entry.of}


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE])
def window(request, policy, files, qapp, tmp_path_factory):
    """The window of a county clerk with two households, opened once for each language."""
    folder = tmp_path_factory.mktemp("places")
    office, engine = files.fresh(policy, folder / "青岚县.cdesk")
    two_households(office)
    with open_window(office.at(TODAY, hour=17), folder, request.param) as window:
        yield window
    engine.dispose()


@pytest.fixture
def frame(window):
    """The frame, with the first household of the registry chosen."""
    window.frame.show_page("registry")
    QApplication.processEvents()
    assert window.frame.page.current() is not None
    return window.frame


def first_of(frame, place):
    """The number of the first record of a kind."""
    return frame.desk.read(page, PLACES[place].records, Query(), 0, 1)[0].id


def test_enter_in_the_registry_opens_the_household_and_back_leads_to_the_list(frame):
    chosen = frame.page.current().id
    QTest.keyClick(frame.page.list.table, Qt.Key.Key_Return)
    assert (frame.page.key, frame.page.number) == ("household", chosen)
    QTest.keyClick(frame.page, Qt.Key.Key_Left, ALT)
    assert (frame.page.key, frame.page.current().id) == ("registry", chosen)
    QTest.keyClick(frame.page, Qt.Key.Key_Right, ALT)
    assert (frame.page.key, frame.page.number) == ("household", chosen)


def test_the_side_buttons_of_a_mouse_lead_back_and_forward(window, frame):
    frame.show_page("household", frame.page.current().id)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.BackButton)
    assert frame.page.key == "registry"
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.ForwardButton)
    assert frame.page.key == "household"


def test_back_leads_to_the_tab_in_front_and_to_the_record_before(frame):
    households = [row.id for row in frame.desk.read(page, PLACES["household"].records)]
    frame.show_page("household", PlaceSubject(households[0], "cases"))
    frame.show_page("household", PlaceSubject(households[1], "visits"))
    frame.trail.go_back()
    assert (frame.page.number, frame.page.bar.key) == (households[0], "cases")
    frame.trail.go_forward()
    assert (frame.page.number, frame.page.bar.key) == (households[1], "visits")


def test_the_buttons_of_the_head_lead_along_the_list_one_came_from(frame):
    QTest.keyClick(frame.page.list.table, Qt.Key.Key_Return)
    place = frame.page
    first, second = place.shown_subject().among[:2]
    frame.show_page("household", PlaceSubject(first, among=(first, second)))
    assert (place.head.before.isEnabled(), place.head.after.isEnabled()) == (False, True)
    place.head.after.click()
    assert place.number == second
    assert (place.head.before.isEnabled(), place.head.after.isEnabled()) == (True, False)


@pytest.mark.parametrize("key", PLACES)
def test_each_list_of_a_tab_has_the_rows_of_the_list_filtered_by_hand(frame, key):
    number = first_of(frame, key)
    frame.show_page(key, number)
    place = frame.page
    for tab in place.tabs:
        place.bar.choose(tab.key)
        QApplication.processEvents()
        shown = {each.listing.table.key: each for each in place.findChildren(ListView)}
        for declared in tab.lists:
            by_hand = frame.desk.read(page, declared.listing, Query(where=place.scope(declared.by)))
            place.stack.currentWidget().bar.choose(declared.listing.table.key)
            shown = {each.listing.table.key: each for each in place.findChildren(ListView)}
            model = shown[declared.listing.table.key].model
            assert [model.row_at(at).id for at in range(model.rowCount())] == [row.id for row in by_hand]


@pytest.mark.parametrize("key", PLACES)
def test_every_breadcrumb_is_a_door(frame, key):
    number = first_of(frame, key)
    frame.show_page(key, number)
    place = frame.page
    doors = [each for each in place.head.findChildren(QLabel) if "<a href" in each.text()]
    assert doors
    for at in range(len(doors)):
        door = [each for each in place.head.findChildren(QLabel) if "<a href" in each.text()][at]
        door.linkActivated.emit("#")
        assert frame.page is not place or place.number != number
        frame.trail.go_back()
        assert (frame.page, place.number) == (place, number)


def test_each_line_at_a_glance_is_a_door_to_its_tab_and_no_record_number_is_shown(frame):
    frame.show_page("household", PlaceSubject(first_of(frame, "household"), "facts"))
    place = frame.page
    doors = place.stack.currentWidget().doors
    assert [tab.key for tab, _door in doors] == [tab.key for tab in place.tabs if tab.glance]
    for tab, door in doors:
        place.bar.choose("facts")
        door.linkActivated.emit("#")
        assert place.bar.key == tab.key
    place.bar.choose("facts")
    shown = {each.text() for each in place.stack.currentWidget().findChildren(QLabel)}
    assert not shown & {_("Village record"), _("Township number")}


def test_a_place_without_a_record_leads_to_its_list(window, frame):
    place = PLACES["household"](frame.desk, frame.jobs)
    seen = []
    place.go.connect(lambda key, _subject: seen.append(key))
    place.refresh()
    assert place.empty.isVisibleTo(place)
    place.empty.button.click()
    assert seen == ["registry"]
    place.deleteLater()


@pytest.mark.parametrize("key", PLACES)
def test_the_name_of_the_record_stays_in_a_short_window(window, frame, key):
    usual = window.size()
    frame.show_page(key, first_of(frame, key))
    window.resize(911, 450)
    QApplication.processEvents()
    shown = frame.page.heading.isVisible()
    window.resize(usual)
    assert shown
    assert frame.page.heading.text() == frame.page.name_of(frame.page.row)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("key", PLACES)
def test_every_tab_opens_for_every_post_and_reads_off_the_thread_of_the_window(frame, key, role, monkeypatch):
    desk = replace(frame.desk, actor=replace(frame.desk.actor, role=role))
    number, late, working = first_of(frame, key), [], []
    jobs = Jobs(inline=True)
    start = jobs.start

    def begin(work, **calls):
        def noted(progress):
            working.append(True)
            try:
                return work(progress)
            finally:
                working.pop()

        return start(noted, **calls)

    monkeypatch.setattr(jobs, "start", begin)
    place = PLACES[key](desk, jobs)
    read = type(desk).read

    def noting(self, query, *given):
        if not working:
            late.append(query)
        return read(self, query, *given)

    monkeypatch.setattr(type(desk), "read", noting)
    place.show_subject(number)
    for tab in place.tabs:
        place.bar.choose(tab.key)
        assert place.row is not None
    assert late == []
    place.deleteLater()


def test_papers_of_a_household_are_saved_from_the_menu_of_its_file(frame, tmp_path, monkeypatch):
    paper = tmp_path / "paper.pdf"
    monkeypatch.setattr(paper_acts, "save_file", lambda *_asked: paper)
    frame.show_page("household", first_of(frame, "household"))
    button = next(each for each in frame.page.acts.buttons if each.text() == _("Print the file"))
    lines = [
        each for each in button.menu().actions() if each.text().startswith(_("Save: {paper}…").split("{")[0])
    ]
    assert len(lines) == 2
    for line in lines:
        line.trigger()
        assert paper.read_bytes().startswith(b"%PDF")
        paper.unlink()
