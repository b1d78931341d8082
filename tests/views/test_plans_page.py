"""The page of plans: changed by keyboard, counted when late, and narrowed by the chart."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from county_desk.models.plan import PlanKind
from county_desk.tables.assistance.plans import LISTING
from county_desk.tables.listing import page as read_page
from county_desk.views.assistance.plans_page import PlansPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.assistance.plans import SetPlan
from tests.build import CLERK
from tests.views.showing import chart_of, shown

TODAY = date(2017, 6, 6)


@pytest.fixture
def page(office, jobs, qtbot):
    """The page with an exit planned in each of two townships; one is late."""
    for village, township, due_on in (
        ("大河村", "城关镇", date(2017, 6, 1)),
        ("上坝村", "青山镇", date(2017, 12, 1)),
    ):
        place = office.place(village, township)
        asked = {"year": 2017, "kind": PlanKind.EXIT, "households": 3, "due_on": due_on}
        office.at(TODAY).do(SetPlan(village=place, **asked))
    return shown(PlansPage(office.at(TODAY, CLERK), jobs), qtbot, size=(1400, 900))


def test_enter_changes_the_plan_with_the_figures_that_stand(office, page, qtbot):
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    panel = page.findChild(CommandPanel)
    assert panel.form.editors["households"].value() == 3
    panel.form.editors["steps"].set_value("产业带动")
    panel.do_button.click()
    plans = lambda: office.read(lambda session: read_page(session, LISTING))  # noqa: E731
    qtbot.waitUntil(lambda: {row.steps for row in plans()} == {"", "产业带动"})


def test_a_late_plan_is_counted_and_the_chart_leads_to_each_kind_in_its_township(office, page, qtbot):
    measures = {"year": 2017, "kind": PlanKind.MEASURES, "households": 5, "due_on": date(2017, 12, 1)}
    office.at(TODAY).do(SetPlan(village=office.place("上坝村", "青山镇"), **measures))
    page.refresh()
    assert PlansPage.waiting(page.desk) == 1
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3)
    view = chart_of(page, "Plan against result", qtbot)
    assert [(line.label, line.values) for line in view.chart.lines] == [
        ("Households leave the register: 城关镇", (3, 0)),
        ("Households leave the register: 青山镇", (3, 0)),
        ("Households have a measure: 青山镇", (5, 0)),
    ]
    view.canvas.picked.emit(view.chart.lines[2].subject)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.model.row_at(0).kind is PlanKind.MEASURES
