"""A form says at the record that it belongs to another place, before the rest is filled in."""

from datetime import date

import pytest

from county_desk.views.administration.people_page import PeoplePage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.form import CommandForm
from county_desk.workflow.registry import AddMember
from tests.build import CLERK, ELSEWHERE, a_registered_household
from tests.refusals import outside

TODAY = date(2016, 11, 30)


@pytest.fixture
def household(office):
    return a_registered_household(office)


def test_a_chosen_record_of_another_place_is_marked_at_its_field(office, household, qtbot):
    form = CommandForm(AddMember, office.at(TODAY, ELSEWHERE))
    qtbot.addWidget(form)
    form.put_in({"household": household})
    note = form.notes["household"]
    assert note.text() == f"■ {outside()}"
    form.put_in({"household": None})
    assert note.text() == ""


def test_a_form_about_a_record_of_another_place_says_so_at_once(office, household, jobs, qtbot):
    for name, may in ((ELSEWHERE, False), (CLERK, True)):
        page = PeoplePage(office.at(TODAY, name), jobs)
        panel = CommandPanel(page, AddMember, household=household)
        qtbot.addWidget(page)
        qtbot.addWidget(panel)
        assert panel.do_button.isEnabled() is may
        assert panel.do_button.toolTip() == ("" if may else outside())
