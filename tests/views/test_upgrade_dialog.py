"""The window asks an administrator before it upgrades the register of a server."""

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy.engine import make_url

from county_desk.storage.engine import file_of
from county_desk.storage.steps import UpgradeNeeded
from county_desk.text import ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.workflow.command import Refused
from tests.views.made_up import made_up


class ServerOpener(Opener):
    """Opens a rehearsal in a file once it was upgraded, as a server's register would be."""

    older, asked, place = True, (), ""

    def open(self, place):
        if self.older:
            raise UpgradeNeeded("An administrator must upgrade it first")
        return super().open(self.place)

    def open_server(self, url, password, *, keep):
        return self.open(url)

    def upgrade(self, place, name, password):
        self.asked = (place, name, password)
        if password != "right":
            raise Refused({"as": "The name or the password is wrong"})
        self.older = False
        return True


@pytest.fixture
def path(office):
    """The file of a rehearsal register."""
    return file_of(str(office.sessions.kw["bind"].url))


@pytest.fixture
def window(jobs, qtbot):
    speak(ENGLISH)
    window = MainWindow(jobs, ServerOpener(remembers=False), made_up)
    qtbot.addWidget(window)
    window.show()
    yield window
    speak(ENGLISH)


def test_an_administrator_upgrades_a_server_in_the_window_after_a_dump(window, path):
    window.opener.place = str(path)
    window.entrance.open_place("postgresql+psycopg://server/county")
    dialog = window.entrance.upgrade_dialog
    assert dialog.isVisible()
    assert not dialog.button.isEnabled(), "a dump comes first"
    dialog.name.setText("周平")
    dialog.password.setText("guessed")
    dialog.dump.setChecked(True)
    dialog.button.click()
    assert dialog.problem.text() == "■ The name or the password is wrong"
    assert dialog.focusWidget() is dialog.password
    assert "county-desk" not in " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.password.setText("right")
    dialog.button.click()
    assert window.opener.asked == ("postgresql+psycopg://server/county", "周平", "right")
    assert window.opened.name == "青岚县"


def test_the_upgrade_of_a_server_uses_the_password_of_the_role_that_was_typed(window, path):
    window.opener.place = str(path)
    window.entrance.choose_server()
    window.entrance.server_dialog.asked.emit("postgresql://owner@server/county", "a b@c", False)
    dialog = window.entrance.upgrade_dialog
    dialog.name.setText("周平")
    dialog.password.setText("right")
    dialog.dump.setChecked(True)
    dialog.button.click()
    place, _name, _password = window.opener.asked
    assert make_url(place).password == "a b@c"
    assert window.opened.name == "青岚县"
