"""The page of people: accounts with their state, posts changed, and one-time passwords handed out."""

import re

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from county_desk.models.user import Role
from county_desk.text import language
from county_desk.views.administration.people_pages import PeoplePage
from county_desk.views.administration.proposals_page import ProposalsPage
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.views.pasting.paste_dialog import PasteDialog
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.offers import offers
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.slips import RecoveryCodeDialog, SlipsDialog
from county_desk.workflow.accounts.people import AddUser, CloseAccount, ResetPassword
from county_desk.workflow.accounts.recovery import MakeRecoveryCode, digest_of, recovery_code
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.guarded import prove_guarded
from tests.accounts import (
    ADMINISTRATOR,
    CLERK,
    INSPECTOR,
    OWN,
    PEOPLE,
    REVIEWER,
    a_real_register,
    put_in_force,
    set_own_password,
)
from tests.views.made_up import made_up
from tests.views.showing import choose, said, shown


@pytest.fixture
def made(tmp_path):
    """A register of real people; administrator and inspector have passwords of their own."""
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk")
    for name in (ADMINISTRATOR, INSPECTOR, REVIEWER):
        set_own_password(opened, name, passwords[name])
    yield opened
    opened.close()


@pytest.fixture
def alone(tmp_path, jobs, qtbot):
    """The page of an administrator in a register of real people without a reviewer."""
    people = [person for person in PEOPLE if person.name != REVIEWER]
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk", people)
    yield shown(PeoplePage(set_own_password(opened, ADMINISTRATOR, passwords[ADMINISTRATOR]), jobs), qtbot)
    opened.close()


@pytest.fixture
def open_page(made, jobs, qtbot):
    return lambda who=ADMINISTRATOR: shown(PeoplePage(sit_down(made, who, password=OWN), jobs), qtbot)


def button(page, words):
    return next(each for each in page.pane.findChildren(Button) if each.text() == words)


def row_of(page, name):
    rows = (page.list.model.row_at(place) for place in range(page.list.model.rowCount()))
    return next((row for row in rows if row.name == name), None)


def test_each_account_says_whether_its_first_password_was_replaced_and_when_it_was_used(open_page):
    page = open_page()
    assert row_of(page, CLERK).one_time is True
    assert row_of(page, CLERK).signed_in_at is None
    assert row_of(page, ADMINISTRATOR).one_time is None
    assert row_of(page, ADMINISTRATOR).signed_in_at is not None


def test_the_pane_says_what_a_post_may_do(open_page):
    page = open_page()
    choose(page, lambda row: row.role is Role.REVIEWER)
    words = said(page.pane, QLabel)
    assert "May read the register, review cases and late entries, decide cases" in words
    assert "May not decide what this person entered or handled." in words


def test_a_person_is_added_and_the_password_handed_out_over_the_window(alone):
    page = alone
    page.new_button.click()
    form = page.pane.panel.form
    form.editors["name"].set_value("吴桐")
    form.editors["role"].set_value(Role.COUNTY_CLERK)
    page.pane.panel.do_button.click()
    assert "No other person can put it in force yet" in page.pane.panel.step.effect.words.text()
    page.pane.panel.step.confirm_button.click()
    (dialog,) = page.findChildren(SlipsDialog)
    assert dialog.isVisible()
    choose(page, lambda row: row.name == CLERK)  # another row does not take the password away
    name, _post, password = (dialog.card.table.item(0, column).text() for column in range(3))
    assert (name, row_of(page, "吴桐").one_time) == ("吴桐", True)
    assert set_own_password(open_register(page.desk.place), "吴桐", password).actor.role is Role.COUNTY_CLERK
    dialog.card.close_button.click()
    assert not dialog.isVisible()


def test_who_puts_an_account_in_force_hands_the_password_out(made, jobs, qtbot):
    adding = AddUser(name="吴桐", role=Role.COUNTY_CLERK)
    number = sit_down(made, ADMINISTRATOR, password=OWN).do(adding).id
    page = shown(ProposalsPage(sit_down(made, REVIEWER, password=OWN), jobs), qtbot)
    page.ask(PutInForce, proposal=number)
    page.pane.panel.do_button.click()
    page.pane.panel.step.confirm_button.click()
    (dialog,) = page.findChildren(SlipsDialog)
    assert dialog.card.table.item(0, 0).text() == "吴桐"


def test_a_post_is_proposed_from_the_pane_and_changed_by_a_second_person(made, open_page, qtbot):
    page = open_page()
    choose(page, lambda row: row.name == CLERK)
    button(page, "Change a post…").click()
    panel = page.pane.panel
    assert panel.form.editors["role"].value() is Role.COUNTY_CLERK
    panel.form.editors["role"].set_value(Role.REVIEWER)
    changes = []
    page.done.connect(changes.append)
    panel.do_button.click()
    panel.step.confirm_button.click()
    assert row_of(page, CLERK).role is Role.COUNTY_CLERK
    put_in_force(made, changes[0])
    page.refresh()
    assert row_of(page, CLERK).role is Role.REVIEWER


def test_an_act_that_would_be_refused_is_not_offered_and_says_why(open_page):
    page = open_page()
    choose(page, lambda row: row.name == ADMINISTRATOR)
    close, reset = button(page, "Close an account…"), button(page, "Reset a password…")
    assert not close.isEnabled()
    assert close.toolTip().startswith("This is an account of 周平; another person does this")
    assert "an administrator opens an account for one" in close.toolTip()
    assert "change your own password" in reset.toolTip()


def test_a_closed_account_stays_on_the_list_and_offers_nothing(made, open_page):
    clerk = next(person for person in made.people if person.name == CLERK)
    put_in_force(made, sit_down(made, ADMINISTRATOR, password=OWN).do(CloseAccount(user=clerk.id)))
    page = open_page()
    choose(page, lambda row: row.name == CLERK)
    assert row_of(page, CLERK).closed_on is not None
    assert "Account closed on" in said(page.pane, QLabel)
    close = button(page, "Close an account…")
    assert (close.isEnabled(), close.toolTip()[:27]) == (False, "The account was closed on 2")
    page.begin(ResetPassword, {})
    offered = [words for _number, words in offers(page.desk, "users")]
    assert not any(CLERK in words for words in offered)


def test_a_page_with_one_who_decides_says_what_then_cannot_be_done(open_page):
    page = open_page()
    assert any("Only 李强 can decide cases." in each.words.text() for each in page.findChildren(Banner))


def test_people_are_pasted_with_post_and_place_and_their_passwords_handed_out(alone, qtbot):
    page, made = alone, open_register(alone.desk.place)
    done = []
    rows = (
        "姓名\t岗位\t单位",
        "吴桐\t村级经办员\t城关镇柳湾村",
        "陆舟\t审核员\t",
        "林夏\t乡镇经办员\t青山镇",
    )
    with language("zh"):
        QGuiApplication.clipboard().setText("\n".join(rows))
        page.paste_button.click()
        (dialog,) = page.findChildren(PasteDialog)
        qtbot.waitUntil(lambda: dialog.block is not None)
        assert [row.trouble for row in dialog.block.rows] == ["", "", ""]
        page.done.connect(done.append)
        dialog.take.click()
    (slips,) = page.findChildren(SlipsDialog)
    given = {slip.name: slip.password for slip in slips.card.slips}
    assert list(given) == ["吴桐", "陆舟", "林夏"]
    actor = set_own_password(made, "吴桐", given["吴桐"]).actor
    set_own_password(made, "陆舟", given["陆舟"])
    assert (actor.role, row_of(page, "吴桐").place) == (Role.VILLAGE_CLERK, "柳湾村")
    desk = page.desk
    assert desk.read(prove_guarded).trouble == "", "the accounts of a list are guarded as any other"
    alone = desk.do(done[0].undo).summary
    assert "counts at once" in alone, "the only other person who may is on the list"
    page.refresh()
    assert row_of(page, "林夏").closed_on is not None


def test_a_pasted_person_without_a_place_that_exists_is_named(open_page, qtbot):
    page = open_page()
    rows = (
        "姓名\t岗位\t单位",
        "吴桐\tvillage_clerk\t柳湾村",
        "陆舟\tReviewer\t无名镇",
        "林夏\tvillage_clerk\t",
    )
    QGuiApplication.clipboard().setText("\n".join(rows))
    page.paste_button.click()
    (dialog,) = page.findChildren(PasteDialog)
    qtbot.waitUntil(lambda: dialog.block is not None)
    said_of = [[cell.trouble for cell in row.cells] for row in dialog.block.rows]
    assert said_of[0][2] == "2 places are called 柳湾村; write the township before it."
    assert said_of[1][2] == "No place of the county is called 无名镇."
    assert said_of[2][2] == "Name the village that this person acts for"


def test_without_the_right_the_people_can_only_be_looked_at(open_page):
    page = open_page(INSPECTOR)
    assert "This is for: Administrator" in page.new_button.toolTip()
    choose(page, lambda row: row.name == CLERK)
    acts = [each for each in page.pane.findChildren(Button) if each.text().endswith("…")]
    acts = [each for each in acts if each is not page.paste_button]
    assert len(acts) == 4
    assert not any(each.isEnabled() for each in acts)


def test_an_account_can_be_opened_by_its_act_as_the_menu_does(open_page):
    page = open_page()
    page.begin(ResetPassword, {})
    assert list(page.pane.panel.form.editors) == ["user"]


def test_a_page_without_a_recovery_code_warns_until_one_was_made(open_page):
    page = open_page()
    banner = page.findChildren(Banner)[-1]
    assert banner.words.text().startswith("No recovery code was made.")
    page.code_button.click()
    assert "A code that was made before serves no more." in said(page.pane.panel, QLabel)
    page.pane.panel.do_button.click()
    (dialog,) = page.findChildren(RecoveryCodeDialog)
    assert re.fullmatch(r"([A-Z2-9]{5}-){4}[A-Z2-9]{5}", dialog.field.text())
    assert dialog.field.text() in dialog.document().toPlainText()
    dialog.close_button.click()
    left = [each.words.text() for each in page.findChildren(Banner) if each.isVisibleTo(page)]
    assert not any("recovery code" in words for words in left)


def test_the_sign_in_page_takes_the_recovery_code_and_then_a_password_of_ones_own(made, jobs, qtbot):
    code = recovery_code()
    sit_down(made, ADMINISTRATOR, password=OWN).do(MakeRecoveryCode(digest=digest_of(code)))
    window = MainWindow(jobs, Opener(remembers=False), made_up)
    qtbot.addWidget(window)
    window.show()
    window.entrance.open_place(made.place)
    page = window.entrance.sign_in
    page.name.set_value(ADMINISTRATOR)
    page.code_button.click()
    assert page.label.text() == "Recovery code"
    page.password.setText(recovery_code())
    page.button.click()
    assert page.problem.text() == "■ The name or the recovery code is wrong"
    page.password.setText(code.lower())
    page.button.click()
    assert page.own.isVisibleTo(page)
    assert not page.code_button.isVisibleTo(page)
    page.own.password.setText("雪岭松涛-2027-04")
    page.own.again.setText("雪岭松涛-2027-04")
    page.button.click()
    assert window.desk.actor.name == ADMINISTRATOR
