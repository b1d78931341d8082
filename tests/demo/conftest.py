"""The demo county, for all tests that only look at it."""

import pytest

from county_desk.demo.campaign.story import CAMPAIGN
from county_desk.workflow.entry import open_register


@pytest.fixture(scope="session")
def county(demos, tmp_path_factory):
    """The demo register as the story leaves it."""
    opened = open_register(demos.copy(CAMPAIGN, tmp_path_factory.mktemp("demo") / "demo.cdesk"))
    yield opened
    opened.close()


@pytest.fixture
def rows(county):
    """Rows of a declared list by its key, under conditions."""
    from county_desk.tables.all_lists import LISTS
    from county_desk.tables.listing import Query, page

    def look(name, /, **where):
        with county.sessions() as session:
            return page(session, LISTS[name], Query(where=where))

    return look
