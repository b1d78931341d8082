"""Accounts in the window: one's own password, and what an administrator does without a shell."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from county_desk.models.register import RegisterKind
from county_desk.models.user import Role
from county_desk.text import ENGLISH, speak
from county_desk.views.command_dialog import CommandDialog
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.workflow.entry import found, sit_down
from county_desk.workflow.founding import Person
from county_desk.workflow.own import own_policy
from tests.accounts import ADMINISTRATOR, CLERK, INSPECTOR, OWN, a_real_register, set_own_password
from tests.build import lines
from tests.views.made_up import KINDS

HOLIDAYS = "Enter the holidays of a year"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A register of real people; the administrator and the inspector have passwords of their own."""
    opened, passwords = a_real_register(tmp_path_factory.mktemp("real") / "青岚县.cdesk")
    for name in (ADMINISTRATOR, INSPECTOR):
        set_own_password(opened, name, passwords[name])
    yield opened, passwords
    opened.close()


@pytest.fixture
def window(jobs, qtbot):
    speak(ENGLISH)
    window = MainWindow(jobs, Opener(remembers=False), KINDS)
    qtbot.addWidget(window)
    window.show()
    yield window
    speak(ENGLISH)


def sign_in(window, made, name, password=OWN):
    window.entrance.open_place(made[0].place)
    page = window.entrance.sign_in
    page.name.set_value(name)
    page.password.setText(password)
    page.button.click()


def offered(window):
    """What the button of the person at the desk offers."""
    return [act.text() for act in window.frame.top.who.menu().actions() if act.text()]


def dialog(window, slot):
    window.acts[slot].trigger()
    return window.findChildren(CommandDialog)[-1]


def test_the_account_button_offers_what_the_person_may_do(window, made):
    sign_in(window, made, INSPECTOR)
    assert offered(window) == ["Set my password", "Sign out"]
    window.sign_out()
    sign_in(window, made, ADMINISTRATOR)
    accounts = ["Add a person", "Reset a password", "Close an account", HOLIDAYS]
    assert offered(window) == ["Set my password", *accounts, "Sign out"]


def test_a_person_sets_the_own_password_in_the_window(window, made):
    sign_in(window, made, INSPECTOR)
    form = dialog(window, "set_password").panel
    assert [form.form.editors[name].echoMode() for name in ("present", "password")] == [
        QLineEdit.EchoMode.Password
    ] * 2
    form.form.editors["present"].setText("guessed")
    form.form.editors["password"].setText("竹影清风-2016-11")
    form.do_button.click()
    assert form.form.notes["present"].text() == "■ This is not your present password"
    form.form.editors["present"].setText(OWN)
    form.form.editors["password"].setText("1234567890")
    form.do_button.click()
    assert form.form.notes["password"].text().startswith("■ This is a top-100 common password.")
    form.form.editors["password"].setText("竹影清风-2016-11")
    form.do_button.click()
    assert sit_down(made[0], INSPECTOR, password="竹影清风-2016-11").actor.name == INSPECTOR
    form = dialog(window, "set_password").panel
    form.form.editors["present"].setText("竹影清风-2016-11")
    form.form.editors["password"].setText(OWN)
    form.do_button.click()


def test_the_administrator_adds_a_person_and_sees_the_password_once(window, made, qtbot):
    sign_in(window, made, ADMINISTRATOR)
    shown = dialog(window, "add_user")
    shown.panel.form.editors["name"].setText("吴桐")
    shown.panel.form.editors["role"].set_value(Role.REVIEWER)
    shown.panel.do_button.click()
    assert shown.slips.isVisible()
    assert not shown.panel.isVisible()
    name, _post, password = (shown.slips.table.item(0, column).text() for column in range(3))
    assert name == "吴桐"
    assert set_own_password(made[0], "吴桐", password).actor.name == "吴桐"
    shown.slips.close_button.click()
    assert not shown.isVisible()


def test_the_administrator_resets_a_forgotten_password_in_the_window(window, made):
    sign_in(window, made, ADMINISTRATOR)
    clerk = next(person.id for person in made[0].people if person.name == CLERK)
    shown = dialog(window, "reset_password")
    shown.panel.form.editors["user"].set_value(clerk)
    shown.panel.do_button.click()
    password = shown.slips.table.item(0, 2).text()
    assert set_own_password(made[0], CLERK, password).actor.name == CLERK


def test_esc_closes_the_form_of_an_account_and_nothing_is_kept_of_a_password(window, made, qtbot):
    sign_in(window, made, INSPECTOR)
    shown = dialog(window, "set_password")
    shown.panel.form.editors["password"].setText(OWN)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert not window.drafts


def test_a_rehearsal_has_accounts_but_no_passwords(window, tmp_path):
    people = (Person(CLERK, Role.COUNTY_CLERK), Person(ADMINISTRATOR, Role.ADMINISTRATOR))
    kind = RegisterKind.REHEARSAL
    place = tmp_path / "演练.cdesk"
    found(place, name="青岚县", code="990101", places=lines(), people=people, kind=kind).close()
    window.entrance.open_place(str(place))
    assert [words for words in offered(window) if "·" not in words] == []
    window.entrance.open_place(str(place), ADMINISTRATOR)
    assert [words for words in offered(window) if "·" not in words] == [
        "Add a person",
        "Close an account",
        HOLIDAYS,
    ]


def test_signing_out_leads_to_the_sign_in_page_of_the_same_register(window, made):
    sign_in(window, made, INSPECTOR)
    window.acts["sign_out"].trigger()
    assert window.desk is None
    assert INSPECTOR in [person.name for person in made[0].people]
    assert window.entrance.currentWidget() is window.entrance.sign_in


def test_the_administrator_enters_the_holidays_of_a_year(window, made):
    sign_in(window, made, ADMINISTRATOR)
    assert HOLIDAYS in offered(window)
    form = dialog(window, "enter_holidays").panel.form
    form.editors["year"].set_value(2027)
    form.editors["holidays"].set_value("元旦 1月1日至3日")
    form.editors["reference"].set_value("国办发明电〔2026〕9号")
    form.submitted.emit()
    years = window.desk.read(own_policy).years
    assert [year.year for year in years] == [2027]
