"""The pages of resident teams, their weeks, trainings and pledges: each opens its forms by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from county_desk.models.team import TeamRole, UndertakingKind
from county_desk.tables.assistance.teams import MEMBERS_LISTING
from county_desk.tables.assistance.undertakings import PLEDGES_LISTING
from county_desk.tables.listing import page as read_page
from county_desk.views.assistance.team_pages import PledgesPage, TeamsPage, TeamWeeksPage, TrainingsPage
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.assistance.teams import FormTeam, JoinTeam
from county_desk.workflow.assistance.undertakings import RecordUndertaking
from tests.build import CLERK, INSPECTOR
from tests.views.showing import shown

TODAY = date(2018, 6, 6)


@pytest.fixture
def team(office):
    """The resident team of 大河村 with its leader, and a pledge that is late."""
    desk, village = office.at(TODAY), office.place("大河村")
    term = {"since": date(2018, 5, 1), "until": date(2020, 4, 30)}
    number = desk.do(FormTeam(village=village, unit="县水利局", **term)).id
    desk.do(JoinTeam(team=number, name="郑宝", role=TeamRole.LEADER, since=TODAY))
    days = {"signed_on": date(2018, 1, 2), "due_on": date(2018, 6, 1)}
    about = {"target": "二十户脱贫", "responsible": "李有田", "given_to": "青山镇人民政府", "year": 2018}
    desk.do(RecordUndertaking(kind=UndertakingKind.PLEDGE, place=village, **about, **days))
    return number


@pytest.fixture
def open_page(office, team, jobs, qtbot):
    """A page before a person."""
    return lambda kind, name=CLERK: shown(kind(office.at(TODAY, name), jobs), qtbot, size=(1400, 900))


def fill(page, **values):
    panel = page.findChild(CommandPanel)
    for name, value in values.items():
        panel.form.editors[name].set_value(value)
    panel.do_button.click()


def test_enter_adds_a_member_to_a_team(office, open_page, team, qtbot):
    page = open_page(TeamsPage)
    qtbot.waitUntil(lambda: page.list.choose(team))
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    fill(page, name="马丽", role=TeamRole.FIRST_SECRETARY)
    members = lambda: office.read(lambda session: read_page(session, MEMBERS_LISTING))  # noqa: E731
    qtbot.waitUntil(lambda: {row.name for row in members()} == {"郑宝", "马丽"})


def test_a_team_shows_its_members_with_their_acts(open_page, team, qtbot):
    page = open_page(TeamsPage)
    qtbot.waitUntil(lambda: page.list.choose(team))
    words = "郑宝: Record a week of a team member…"
    qtbot.waitUntil(lambda: any(each.text() == words for each in page.findChildren(QPushButton)))


def test_a_pledge_past_its_day_is_counted_and_enter_records_its_result(office, open_page, qtbot):
    page = open_page(PledgesPage)
    assert PledgesPage.waiting(page.desk) == 1
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    fill(page, done_on=TODAY, result="二十一户脱贫")
    pledges = lambda: office.read(lambda session: read_page(session, PLEDGES_LISTING))  # noqa: E731
    qtbot.waitUntil(lambda: pledges()[0].done_on == TODAY)
    assert PledgesPage.waiting(page.desk) == 0


@pytest.mark.parametrize("kind", [TeamWeeksPage, TrainingsPage])
def test_an_inspector_reads_and_records_nothing(open_page, kind):
    page = open_page(kind, INSPECTOR)
    assert page.list.nothing[1:] == ("", None)


def test_a_team_with_fewer_members_than_policy_asks_is_warned_of(office, open_page, team, qtbot):
    page = open_page(TeamsPage)
    qtbot.waitUntil(lambda: page.list.choose(team))
    words = [banner.words.text() for banner in page.findChildren(Banner)]
    assert "The team lacks 2 members." in words
