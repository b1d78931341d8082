"""The register of a server, in the window: opened from the start page, and looked at by its administrator."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy.engine import make_url

from county_desk import server_passwords
from county_desk.storage.engine import keyring_name
from county_desk.storage.server import ServerFinding
from county_desk.views.administration.server_page import ServerPage
from county_desk.views.entrance import opener
from county_desk.views.entrance.server_dialogs import ServerDialog
from county_desk.views.widgets.banner import Banner


@pytest.fixture
def behind(qtbot):
    """The window behind the dialog, kept for as long as the test runs."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(behind):
    dialog = ServerDialog(behind)
    dialog.show()
    return dialog


def test_the_dialog_asks_for_each_part_and_gives_a_url_without_the_password(dialog, qtbot):
    asked = []
    dialog.asked.connect(lambda *words: asked.append(words))
    dialog.fields.host.setText("10.1.2.3")
    dialog.button.click()
    assert asked == []
    assert "Database" in dialog.problem.text()
    dialog.fields.name.setText("qinglan")
    dialog.fields.role.setText("qinglan_desk")
    dialog.fields.password.setText("a b@c")
    dialog.button.click()
    assert asked == [("postgresql://qinglan_desk@10.1.2.3:5432/qinglan", "a b@c", True)]


def test_the_dialog_takes_a_second_server_that_stands_by(dialog):
    asked = []
    dialog.asked.connect(lambda *words: asked.append(words[0]))
    for field, words in (
        (dialog.fields.host, "10.1.2.3，10.1.2.4:5433"),
        (dialog.fields.name, "q"),
        (dialog.fields.role, "d"),
    ):
        field.setText(words)
    dialog.button.click()
    assert asked == ["postgresql://d@10.1.2.3:5432,10.1.2.4:5433/q"]


def test_a_password_that_proved_right_goes_to_the_keyring_if_asked_to(monkeypatch):
    kept, opened = {}, []
    monkeypatch.setattr(server_passwords, "keep_password", lambda place, word: kept.update({place: word}))
    monkeypatch.setattr("county_desk.workflow.entry.open_register", lambda place: opened.append(place))
    url = "postgresql://desk@host/county"
    opener.Opener(remembers=False).open_server(url, "a b@c", keep=False)
    assert kept == {}
    opener.Opener(remembers=False).open_server(url, "a b@c", keep=True)
    assert kept == {keyring_name(url): "a b@c"}
    assert {make_url(place).password for place in opened} == {"a b@c"}


def test_the_page_of_a_file_says_what_a_server_is_for(desk, jobs, qtbot):
    page = ServerPage(desk, jobs)
    qtbot.addWidget(page)
    page.refresh()
    (banner,) = page.area.findChildren(Banner)
    assert "file of this computer" in banner.words.text()


def test_the_page_of_a_server_shows_each_finding_in_its_tone(desk, jobs, qtbot):
    page = ServerPage(desk, jobs)
    qtbot.addWidget(page)
    page.show_findings([ServerFinding(True, "right"), ServerFinding(False, "wrong")])
    assert [(banner.tone, banner.words.text()) for banner in page.area.findChildren(Banner)] == [
        ("ok", "right"),
        ("bad", "wrong"),
    ]
    assert any("sqlite" in label.text() for label in page.area.findChildren(QLabel))
