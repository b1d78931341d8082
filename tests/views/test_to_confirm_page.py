"""The page of what waits for a confirmation: entries with their source, confirmed one by one."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.views.administration.to_confirm_page import ToConfirmPage
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.policy.confirming import ConfirmFigure
from tests.build import ADMINISTRATOR, CLERK, REVIEWER
from tests.second_person import in_force, last_proposal
from tests.views.showing import choose, confirm, said, shown

TODAY = date(2018, 6, 1)
DAYS = "household_disclosure_days_second"


@pytest.fixture
def open_page(office, jobs, qtbot):
    return lambda who=ADMINISTRATOR: shown(ToConfirmPage(office.at(TODAY, who), jobs), qtbot)


def test_an_entry_that_is_only_recalled_is_confirmed_and_leaves_the_list(office, open_page):
    page = open_page()
    before = page.list.model.rowCount()
    row = choose(page, lambda row: row.what == DAYS)
    assert "Procedures that rest on it" in said(page.pane, QLabel)
    page.pane.findChildren(PrimaryButton)[0].click()
    form = page.pane.panel.form
    assert list(form.editors) == ["reference"]
    form.editors["reference"].set_value("青政办〔2018〕7号")
    page.pane.panel.do_button.click()
    assert "It changes a rule" in confirm(page.pane.panel)
    office.at(TODAY, REVIEWER).do(PutInForce(proposal=last_proposal(office)))
    page.refresh()
    assert page.list.model.rowCount() == before - 1
    rows = [page.list.model.row_at(place) for place in range(before - 1)]
    assert row.what not in {each.what for each in rows}


def test_without_the_right_the_list_can_only_be_read(open_page):
    page = open_page(CLERK)
    choose(page, lambda row: row.what == DAYS)
    button = page.pane.findChildren(PrimaryButton)[0]
    assert not button.isEnabled()
    assert "This is for: Administrator" in button.toolTip()


def test_a_confirmation_is_withdrawn_by_its_name(office, open_page):
    page = open_page()
    row = choose(page, lambda row: row.what == DAYS)
    confirmed = ConfirmFigure(what=row.what, since=row.since, reference="青政办〔2018〕7号")
    in_force(office, confirmed, TODAY)
    page.refresh()
    (back,) = [each for each in page.findChildren(Button) if each.text() == "Withdraw a confirmation…"]
    back.click()
    form = page.pane.panel.form
    assert list(form.editors) == ["what", "since"]
    form.editors["what"].set_value(row.what)
    form.editors["since"].set_value(row.since)
    page.pane.panel.do_button.click()
    confirm(page.pane.panel)
    office.at(TODAY, REVIEWER).do(PutInForce(proposal=last_proposal(office)))
    page.refresh()
    assert choose(page, lambda each: each.what == DAYS).since == row.since
