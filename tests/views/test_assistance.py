"""The pages of projects, funds and payments."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.models.project import Project, ProjectStanding
from county_desk.tables.assistance.projects import FUNDS_LISTING, PROJECTS_LISTING
from county_desk.tables.listing import page as read_page
from county_desk.text import CHINESE, ENGLISH, _, speak
from county_desk.views.administration.proposals_page import ProposalsPage
from county_desk.views.assistance.project_pages import FundsPage, PaymentsPage, ProjectsPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.proposed_fields import ProposedFields
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from tests.build import CLERK, INSPECTOR, REVIEWER
from tests.views.showing import acts_on, buttons_beside, choose, confirm, put_in_force, said, shown
from tests.workflow.projects.test_projects import fund, paying, project, release, today

__all__ = ["fund", "project", "release", "today"]
PAGES = (ProjectsPage, FundsPage, PaymentsPage)


@pytest.fixture
def open_page(office, today, fund, jobs, qtbot):
    """A page before a person, on the day on which the fund came in."""

    def made(kind, person=CLERK):
        return shown(kind(office.at(today, person), jobs), qtbot, size=(1400, 900))

    yield made
    speak(ENGLISH)


def press(page, words):
    next(one for one in page.findChildren(QPushButton) if one.text() == _(words)).click()
    return page.findChild(CommandPanel)


def fill(panel, **values):
    for name, value in values.items():
        panel.form.editors[name].set_value(value)
    panel.do_button.click()


def test_money_is_released_beside_its_project(office, open_page, project, fund, today, qtbot):
    page = open_page(ProjectsPage)
    qtbot.waitUntil(lambda: page.list.choose(project))
    qtbot.waitUntil(lambda: any(b.text() == "Release money…" for b in page.findChildren(QPushButton)))
    panel = press(page, "Release money…")
    assert "大河村三组产业路硬化" in panel.objects.text()
    fill(panel, fund=fund, amount=300000, document="青扶组〔2018〕3号")
    assert "It moves money" in confirm(panel)
    put_in_force(office, today)
    qtbot.waitUntil(lambda: office.read(lambda s: read_page(s, PROJECTS_LISTING))[0].released == 300000)


def test_who_confirms_a_payment_sees_its_voucher_and_uncovers_its_account_for_a_purpose(
    office, project, today, release, jobs, qtbot
):
    office.at(today).do(release(300000))
    put_in_force(office, today)
    paid = paying(project, "5000.00", today, payee="青岚建筑公司", account="6217001234567890")
    number = office.at(today).do(paid).id
    page = shown(ProposalsPage(office.at(today, REVIEWER), jobs), qtbot)
    choose(page, lambda row: row.id == number)
    page.open_row(page.current())
    panel = page.pane.panel
    panel.do_button.click()
    (fields,) = panel.step.findChildren(ProposedFields)
    assert {"凭0001", "621*********7890"} <= words_of(fields)
    (uncover,) = fields.findChildren(QPushButton)
    uncover.click()
    dialog = fields.findChild(PurposeDialog)
    dialog.purpose.setText("核对账号")
    dialog.use.click()
    qtbot.waitUntil(lambda: "6217001234567890" in words_of(fields))
    assert not any(button.isVisibleTo(fields) for button in fields.findChildren(QPushButton))
    last = office.read(lambda session: session.scalars(select(Event).order_by(Event.id.desc())).first())
    assert (last.command, last.actor) == ("RevealNumbers", REVIEWER)
    assert "核对账号" in last.summary


def words_of(widget):
    return {label.text() for label in widget.findChildren(QLabel)}


def test_progress_is_recorded_beside_its_project(office, open_page, project, today, qtbot):
    page = open_page(ProjectsPage)
    qtbot.waitUntil(lambda: page.list.choose(project))
    qtbot.waitUntil(lambda: any(b.text() == "Record progress…" for b in page.findChildren(QPushButton)))
    panel = press(page, "Record progress…")
    offered = [panel.form.editors["standing"].itemText(row) for row in range(6)]
    assert offered == ["—", "Tendered", "Started", "Finished", "Accepted", "Stopped"]
    fill(panel, standing=ProjectStanding.STARTED)

    def started():
        return office.read(lambda s: s.get(Project, project).started_on) == today

    qtbot.waitUntil(started)


def test_a_project_shows_its_content_and_only_what_its_progress_allows(
    office, open_page, project, today, qtbot
):
    page = open_page(ProjectsPage)
    qtbot.waitUntil(lambda: page.list.choose(project))
    qtbot.waitUntil(lambda: page.current() is not None and bool(buttons_beside(page)))
    acts = {button.text() for button in buttons_beside(page)}
    assert {"Record progress…", "Release money…"} <= acts
    assert "Record an asset…" not in acts, "nothing is built yet"
    row = page.current()
    words = said(page.pane, QLabel)
    assert row.content in words
    assert str(row.approved_on) in words
    assert offered(page, row, ProjectStanding.PROPOSED) == ["State what a project brings…"]
    assert "Record progress…" not in offered(page, row, ProjectStanding.ACCEPTED)


def offered(page, row, standing):
    """The acts on a project that has come so far."""
    return list(acts_on(page, replace(row, standing=standing)))


def test_a_fund_is_recorded_from_its_page(office, open_page, today, qtbot):
    page = open_page(FundsPage)
    panel = press(page, "Record a fund…")
    day = today - timedelta(days=1)
    fill(panel, document="青财农〔2018〕13号", name="县级资金", level="county", amount=1000, received_on=day)

    qtbot.waitUntil(lambda: len(office.read(lambda s: read_page(s, FUNDS_LISTING))) == 2)


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("tongue", [ENGLISH, CHINESE])
def test_who_may_not_keep_money_sees_a_grey_button_with_the_reason(open_page, kind, tongue):
    speak(tongue)
    page = open_page(kind, INSPECTOR)
    words, act, _go = page.list.nothing
    assert act == ""
    button = page.header.itemAt(page.header.count() - 1).widget()
    assert not button.isEnabled()
    assert button.toolTip()
    assert words == {ENGLISH: "Nothing is on record yet.", CHINESE: "还没有记录。"}[tongue]
