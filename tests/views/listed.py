"""A declared list on a page of its own, filled by the busy county."""

import pytest

from county_desk.tables.all_lists import LISTS
from county_desk.text import ENGLISH, speak
from county_desk.views.list_memory import ListMemory
from tests.build import reader_of
from tests.busy import OPENED
from tests.views.made_up import ListPage


@pytest.fixture
def show(busy, jobs, qtbot):
    """Return a function that shows a list, as a memory has kept it."""

    def make(key="households", memory=None):
        listing = LISTS[key]
        page = ListPage(busy.at(OPENED, reader_of(listing)), jobs, listing)
        page.memory = memory or ListMemory()
        qtbot.addWidget(page)
        page.resize(900, 500)
        page.show()
        page.refresh()
        return page.list

    yield make
    speak(ENGLISH)
