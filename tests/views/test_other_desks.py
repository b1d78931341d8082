"""What a window hears of other desks at one server."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import text

from county_desk.storage.engine import connect
from county_desk.storage.server_line import NO_UPGRADE, UPGRADE, LineState
from county_desk.views.other_desks import OtherDesks
from county_desk.workflow.registry import SetContact
from tests.build import CLERK, TOWNSHIP
from tests.databases import SERVER

TODAY = date(2016, 11, 1)


@pytest.fixture
def others(window):
    """What the window says of other desks; it does not wait to gather them."""
    others = window.frame.others
    others._gathering.setInterval(0)
    return others


def test_an_act_of_another_desk_has_the_page_look_again(window, others, qtbot, monkeypatch):
    looked = []
    monkeypatch.setattr(window.frame.page, "refresh", lambda: looked.append(1))
    others._show_news("seal of another desk")
    qtbot.waitUntil(lambda: looked == [1])
    window.desk.own.add("own seal")
    others._show_news("own seal")
    qtbot.wait(50)
    assert looked == [1]


def test_nothing_moves_under_somebody_who_types(window, others, qtbot, monkeypatch):
    looked = []
    page = window.frame.page
    monkeypatch.setattr(page, "refresh", lambda: looked.append(1))
    field = QLineEdit(page)
    field.show()
    window.show()
    monkeypatch.setattr("county_desk.views.frame.QApplication.focusWidget", lambda: field)
    others._show_news("seal of another desk")
    qtbot.waitUntil(lambda: "Another desk" in window.frame.toast.words.text())
    others._show_news(LineState.BACK)
    assert "holds again" in window.frame.toast.words.text()
    assert looked == []


def test_a_cut_line_is_named_until_it_holds_again(window, others):
    assert others.isHidden()
    others._show_news(LineState.LOST)
    assert not others.isHidden()
    assert "cut" in others.words.text()
    assert not others.again_button.isHidden()
    others.again_button.click()
    assert others._again.is_set()
    others._show_news(LineState.BACK)
    assert others.isHidden()
    others._show_news(UPGRADE)
    assert "upgrades" in others.words.text()
    assert others.again_button.isHidden()
    others._show_news(NO_UPGRADE)
    assert others.isHidden()


@pytest.mark.slow
def test_two_windows_at_one_file_hear_of_each_other(office, qtbot):
    desk = office.at(TODAY, CLERK)
    first = OtherDesks(desk)
    qtbot.addWidget(first)
    act = SetContact(place=office.place("柳湾村"), telephone="12001", contact="某")
    with qtbot.waitSignal(first.changed, timeout=20_000):
        office.at(TODAY, CLERK).do(act)
    desk.do(SetContact(place=office.place("柳湾村"), telephone="12002", contact="某"))
    with qtbot.assertNotEmitted(first.changed, wait=2500):  # an own act is shown already
        pass
    first.leave()
    assert not first._thread.is_alive()


@pytest.mark.skipif(not SERVER, reason="COUNTY_DESK_TEST_POSTGRES names no server")
class TestOnAServer:
    @pytest.fixture
    def database(self):
        return "postgresql"

    def test_two_desks_see_each_other_and_a_cut_line_comes_back(self, office, qtbot):
        first = OtherDesks(office.at(TODAY, CLERK))
        qtbot.addWidget(first)
        second = office.at(TODAY, TOWNSHIP)
        act = SetContact(place=office.place("柳湾村"), telephone="12001", contact="某")
        qtbot.wait(1000)  # until it listens
        with qtbot.waitSignal(first.changed, timeout=20_000):
            second.do(act)
        admin = connect(SERVER)
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN county_desk'"
        with admin.connect() as connection:
            connection.execute(text(cut))
        qtbot.waitUntil(lambda: not first.isHidden(), timeout=20_000)
        with qtbot.waitSignal(first.changed, timeout=20_000):
            first.again_button.click()
        assert first.isHidden()
        first.leave()
        admin.dispose()
