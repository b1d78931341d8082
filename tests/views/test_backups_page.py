"""The page of backups: made, listed with what verification found, and restored beside the register."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.tables.backups import BackupState
from county_desk.views.administration import backups_page, restore_card
from county_desk.views.administration.backups_page import BackupsPage
from county_desk.views.administration.restore_card import RestoreCard
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button
from county_desk.workflow.entry import open_register, sit_down
from tests.accounts import ADMINISTRATOR as REAL_ADMINISTRATOR
from tests.accounts import CLERK as WRITER
from tests.accounts import INSPECTOR, OWN, a_real_register, set_own_password
from tests.build import ADMINISTRATOR, CLERK
from tests.views.made_up import made_up
from tests.views.showing import choose, said, shown

TODAY = date(2016, 11, 24)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def open_page(office, jobs, qtbot):
    return lambda who=ADMINISTRATOR: shown(BackupsPage(office.at(TODAY, who), jobs), qtbot)


def rows(page):
    return [page.list.model.row_at(place) for place in range(page.list.model.rowCount())]


def button(page, words):
    return next(each for each in page.pane.findChildren(Button) if each.text() == words)


def test_an_empty_page_warns_of_one_medium_and_one_click_makes_a_verified_backup(open_page):
    page = open_page()
    assert "There is no backup yet." in said(page, QLabel)
    assert any("No second medium is chosen" in each.words.text() for each in page.findChildren(Banner))
    page.make_button.click()
    (row,) = rows(page)
    assert row.state is BackupState.GOOD
    assert row.found.startswith("10 events, head ")


def test_a_second_medium_is_chosen_and_gets_a_copy(open_page, tmp_path, monkeypatch):
    page = open_page()
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(backups_page, "open_folder", lambda *_asked: stick)
    page.medium_button.click()
    page.make_button.click()
    assert [row.medium.value for row in rows(page)] == ["first", "second"]
    assert [
        each for each in page.findChildren(Banner) if each.tone == "warn" and each.isVisibleTo(page)
    ] == []


def test_a_damaged_backup_says_so_when_it_is_verified_again(open_page):
    page = open_page()
    page.make_button.click()
    (row,) = rows(page)
    with Path(row.path).open("r+b") as file:
        file.truncate(5000)
    page.refresh()
    assert rows(page)[0].state is BackupState.UNKNOWN
    choose(page, lambda _row: True)
    button(page, "Verify again").click()
    assert rows(page)[0].state is BackupState.BAD
    choose(page, lambda _row: True)
    assert any(each.tone == "bad" for each in page.pane.findChildren(Banner))


def test_a_backup_is_restored_beside_and_the_loss_named(office, open_page, tmp_path, monkeypatch):
    from county_desk.workflow.registry import SetContact

    page = open_page()
    page.make_button.click()
    office.at(TODAY, CLERK).do(SetContact(place=office.place("大河村"), telephone="0000-1234577"))
    out = tmp_path / "restored.cdesk"
    monkeypatch.setattr(restore_card, "save_file", lambda *_asked, **_more: out)
    choose(page, lambda _row: True)
    button(page, "Restore beside the register…").click()
    card = page.pane.panel
    assert isinstance(card, RestoreCard)
    card.restore_button.click()
    assert "1 later act that the restored one lacks" in said(card, QLabel)
    restored = open_register(out)
    assert restored.name == "青岚县"
    restored.close()
    card.cancel_button.click()
    assert page.pane.panel is None


def test_a_real_register_asks_for_the_password_of_the_backup(tmp_path, jobs, qtbot, monkeypatch):
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk")
    set_own_password(opened, REAL_ADMINISTRATOR, passwords[REAL_ADMINISTRATOR])
    page = shown(BackupsPage(sit_down(opened, REAL_ADMINISTRATOR, password=OWN), jobs), qtbot)
    page.make_button.click()
    out = tmp_path / "restored.cdesk"
    monkeypatch.setattr(restore_card, "save_file", lambda *_asked, **_more: out)
    choose(page, lambda _row: True)
    button(page, "Restore beside the register…").click()
    card = page.pane.panel
    card.password.setText("wrong")
    card.restore_button.click()
    assert "The name or the password is wrong" in said(card, QLabel)
    assert not out.exists()
    card.password.setText(OWN)
    card.restore_button.click()
    assert out.exists()
    opened.close()


def test_without_the_right_nothing_of_the_backups_is_shown(open_page):
    open_page().make_button.click()
    page = open_page(CLERK)
    assert rows(page) == []
    assert "This is for: Administrator" in said(page, QLabel)
    assert not page.make_button.isEnabled()


def test_the_window_makes_the_backup_of_the_day_by_itself_when_a_person_signs_in(tmp_path, jobs, qtbot):
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk")
    set_own_password(opened, WRITER, passwords[WRITER])
    set_own_password(opened, INSPECTOR, passwords[INSPECTOR])
    window = MainWindow(jobs, Opener(), made_up)
    qtbot.addWidget(window)
    window.enter(opened, sit_down(opened, INSPECTOR, password=OWN))
    assert not (tmp_path / "backups").exists(), "who only reads makes none"
    window.enter(opened, sit_down(opened, WRITER, password=OWN))
    assert len(list((tmp_path / "backups").iterdir())) == 1
    window.enter(opened, sit_down(opened, WRITER, password=OWN))
    assert len(list((tmp_path / "backups").iterdir())) == 1
    opened.close()
