"""Accounts in the window: one's own password, and what an administrator does without a shell."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from county_desk.models.register import RegisterKind
from county_desk.models.user import Role
from county_desk.text import ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.views.navigation import ENTRIES, Navigation, NavRow
from county_desk.views.password_dialog import PasswordDialog
from county_desk.views.widgets.icons import Icon
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.entry import found, sit_down
from county_desk.workflow.founding import Person
from county_desk.workflow.gate.proposals import PutInForce
from tests.accounts import ADMINISTRATOR, CLERK, INSPECTOR, OWN, a_real_register, set_own_password
from tests.build import lines
from tests.views.made_up import PAGES, ROWS, made_up

LOCKS = ["Lock the window", "Lock when idle…"]
HOLIDAYS = "Enter the holidays of a year"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A register of real people; the administrator and the inspector have passwords of their own."""
    opened, passwords = a_real_register(tmp_path_factory.mktemp("real") / "青岚县.cdesk")
    for name in (ADMINISTRATOR, INSPECTOR):
        set_own_password(opened, name, passwords[name])
    yield opened, passwords
    opened.close()


def with_accounts(_desk):
    """The made-up pages, and two of the administration."""
    more = {key: ENTRIES[key] for key in ("people", "working_days")}
    return Navigation((*ROWS, NavRow("Administration", Icon.RULES, tuple(more))), PAGES | more)


@pytest.fixture
def window(jobs, qtbot):
    speak(ENGLISH)
    window = MainWindow(jobs, Opener(remembers=False), with_accounts)
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


def own_password(window):
    """The dialog that sets one's own password."""
    window.acts["set_password"].trigger()
    return window.findChildren(PasswordDialog)[-1]


def led(window, slot):
    """The form of the page to which an entry of the menu leads."""
    window.acts[slot].trigger()
    return window.frame.page.pane.panel


def test_the_account_button_offers_what_the_person_may_do(window, made):
    sign_in(window, made, INSPECTOR)
    assert offered(window) == ["Set my password", *LOCKS, "Sign out"]
    window.sign_out()
    sign_in(window, made, ADMINISTRATOR)
    accounts = ["Add a person", "Reset a password", "Close an account", HOLIDAYS]
    assert offered(window) == ["Set my password", *accounts, *LOCKS, "Sign out"]


def test_a_person_sets_the_own_password_in_the_window(window, made):
    sign_in(window, made, INSPECTOR)
    form = own_password(window).panel
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
    form = own_password(window).panel
    form.form.editors["present"].setText("竹影清风-2016-11")
    form.form.editors["password"].setText(OWN)
    form.do_button.click()


def test_the_entries_of_the_menu_lead_to_the_pages_of_the_administration(window, made):
    sign_in(window, made, ADMINISTRATOR)
    for slot, page, fields in (
        ("add_user", "people", ["name", "role", "place"]),
        ("reset_password", "people", ["user"]),
        ("close_account", "people", ["user"]),
        ("enter_holidays", "working_days", ["holidays", "reference", "workdays"]),
    ):
        assert list(led(window, slot).form.editors) == fields
        assert window.frame.page.key == page


def test_esc_closes_the_form_of_an_account_and_nothing_is_kept_of_a_password(window, made, qtbot):
    sign_in(window, made, INSPECTOR)
    shown = own_password(window)
    shown.panel.form.editors["password"].setText(OWN)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert not window.keeper.drafts


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


def test_an_account_stands_in_the_menu_once_another_person_puts_it_in_force(jobs, qtbot, tmp_path):
    posts = {CLERK: Role.COUNTY_CLERK, ADMINISTRATOR: Role.ADMINISTRATOR, "李强": Role.REVIEWER}
    people = tuple(Person(name, role) for name, role in posts.items())
    kind = RegisterKind.REHEARSAL
    place = tmp_path / "演练.cdesk"
    found(place, name="青岚县", code="990101", places=lines(), people=people, kind=kind).close()
    windows = [MainWindow(jobs, Opener(remembers=False), made_up) for _each in range(2)]
    for window, name in zip(windows, ("李强", CLERK), strict=True):
        qtbot.addWidget(window)
        window.show()
        window.entrance.open_place(str(place), name)
        window.frame.others._gathering.setInterval(0)
    other = sit_down(windows[0].opened, ADMINISTRATOR)
    proposal = other.do(AddUser(name="孙宁", role=Role.INSPECTOR)).id
    page = windows[0].frame.page
    page.renew()
    page.do(PutInForce(proposal=proposal))
    here = "孙宁 · Inspector"
    assert here in offered(windows[0])
    qtbot.waitUntil(lambda: here in offered(windows[1]))
    windows[0].frame.top.person.emit(CLERK)
    qtbot.waitUntil(lambda: windows[0].desk.actor.name == CLERK)
    assert here in offered(windows[0]), "a window that is built anew"
