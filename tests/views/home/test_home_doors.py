"""Every number of every home leads to as many rows as it counts."""

import pytest

from county_desk.demo.campaign.story import CAMPAIGN
from county_desk.demo.present.story import PRESENT
from county_desk.models.user import Role
from county_desk.tables.listing import Query
from county_desk.text import CHINESE
from county_desk.workflow.entry import open_register, sit_down
from tests.views.windows import open_window

CHAPTERS = {"campaign": CAMPAIGN, "present": PRESENT}


@pytest.fixture(scope="module", params=CHAPTERS)
def window(request, demos, tmp_path_factory, qapp):
    """A window on each demo county; no test here changes it."""
    chapter, home = CHAPTERS[request.param], tmp_path_factory.mktemp("home")
    opened = open_register(demos.copy(chapter, home / "demo.cdesk"))
    desk = sit_down(opened, opened.people[0].name, today=chapter.today)
    with open_window(desk, home, CHINESE) as window:
        yield window
    opened.close()


def cells(box):
    """The cells of a card, and the number in its title."""
    content = box.content
    return [cell for row in content.rows for cell in row] + ([content.total] if content.total else [])


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_every_number_leads_to_as_many_rows_as_it_counts(window, role):
    person = next(each.name for each in window.opened.people if each.role is role)
    window.enter(window.opened, sit_down(window.opened, person, today=window.frame.desk.today))
    for key in ("home", "overview") if role is Role.COUNTY_CLERK else ("home",):
        window.frame.show_page(key)
        home = window.frame.page
        for cell in (cell for box in home.boxes for cell in cells(box)):
            if cell.count is None or not isinstance(cell.door.subject, Query):
                continue
            home.open_door(cell.door)
            page = window.frame.page
            assert page.key == cell.door.page
            assert page.list.model.rowCount() == cell.count, (cell, page.list.query())
            wanted = cell.door.subject
            named = {*wanted.where, *(condition.key for condition in wanted.conditions)}
            assert {part for part, _words in page.list.line.parts} == named
            window.frame.show_page(key)
