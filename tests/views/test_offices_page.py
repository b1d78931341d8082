"""The page of offices: contacts, and names with their days."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.models.place import PlaceLevel
from county_desk.views.administration.offices_page import OfficesPage
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button
from tests.build import ADMINISTRATOR, CLERK
from tests.views.showing import choose, confirm, put_in_force, said, shown

TODAY = date(2026, 11, 27)


@pytest.fixture
def open_page(office, jobs, qtbot):
    return lambda who=ADMINISTRATOR, day=TODAY: shown(OfficesPage(office.at(day, who), jobs), qtbot)


def county(page):
    return choose(page, lambda row: row.level is PlaceLevel.COUNTY)


def button(page, words):
    return next(each for each in page.pane.findChildren(Button) if each.text() == words)


def in_force(office, page):
    """Submit the open form, and have another person put it in force."""
    panel = page.pane.panel
    panel.do_button.click()
    confirm(panel)
    put_in_force(office, TODAY)
    page.refresh()


def test_a_group_named_under_a_regime_that_has_ended_asks_for_the_name_of_today(office, open_page):
    page = open_page()
    county(page)
    (banner,) = page.pane.findChildren(Banner)
    assert "“青岚县扶贫开发领导小组” was named before 2026– Regular assistance" in banner.words.text()
    button(page, "Another name…").click()
    form = page.pane.panel.form
    form.editors["since"].set_value(date(2026, 1, 1))
    form.editors["leading_group"].set_value("青岚县委农村工作领导小组")
    form.editors["reference"].set_value("青办发〔2026〕1号")
    form.editors["dated_back"].set_value("文件11月收到")
    in_force(office, page)
    assert "From 2026-01-01" in said(page.pane, QLabel)
    assert "Until 2025-12-31" in said(page.pane, QLabel)
    assert page.pane.findChildren(Banner) == []


def test_a_register_of_the_regime_of_its_group_asks_for_nothing(open_page):
    page = open_page(day=date(2016, 11, 24))
    county(page)
    assert page.pane.findChildren(Banner) == []
    assert "Since the founding" in said(page.pane, QLabel)


def test_the_newest_name_is_withdrawn_from_the_pane(office, open_page):
    page = open_page()
    choose(page, lambda row: row.name == "城关镇")
    button(page, "Another name…").click()
    form = page.pane.panel.form
    assert "leading_group" not in form.editors
    form.editors["since"].set_value(date(2026, 1, 1))
    form.editors["office"].set_value("城关街道办事处")
    form.editors["reference"].set_value("青政发〔2026〕1号")
    form.editors["dated_back"].set_value("文件11月收到")
    in_force(office, page)
    button(page, "Withdraw the newest name…").click()
    in_force(office, page)
    assert "城关街道办事处" not in said(page.pane, QLabel)


def test_a_clerk_records_contacts_and_the_administrator_names(open_page):
    page = open_page(CLERK)
    choose(page, lambda row: row.name == "大河村")
    assert not button(page, "Another name…").isEnabled()
    assert "This is for: Administrator" in button(page, "Another name…").toolTip()
    button(page, "Contact…").click()
    assert list(page.pane.panel.form.editors) == ["telephone", "contact", "address"]
    page = open_page(ADMINISTRATOR)
    choose(page, lambda row: row.name == "大河村")
    assert not button(page, "Contact…").isEnabled()
