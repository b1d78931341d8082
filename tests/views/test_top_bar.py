"""The bar over everything names the regime of the day at work, where there is room for it."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from county_desk.models.user import Actor, Role
from county_desk.text import language
from county_desk.views.top_bar import WIDE, TopBar
from county_desk.views.widgets.style import em


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


def a_bar(page, day):
    bar = TopBar("青岚县", day, Actor(1, "甲", Role.COUNTY_CLERK), QWidget(page), page)
    bar.show()
    return bar


@pytest.mark.parametrize(("spoken", "name"), [("en", "2026– Regular assistance"), ("zh", "2026– 常态化帮扶")])
def test_the_bar_names_the_regime_of_the_day(page, spoken, name):
    with language(spoken):
        bar = a_bar(page, date(2026, 11, 27))
        bar.resize(em(WIDE) + 1, bar.height())
        assert bar.regime.isVisible()
        assert bar.regime.text() == name
        assert bar.regime.toolTip()


def test_a_narrow_bar_leaves_the_regime_out(page):
    bar = a_bar(page, date(2016, 12, 1))
    bar.resize(em(WIDE) - 1, bar.height())
    assert not bar.regime.isVisible()
