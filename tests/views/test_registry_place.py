"""The registry opens at the place where one was last."""

import json

import pytest

from county_desk.views.list_memory import ListMemory
from county_desk.views.register.registry_page import SCOPE, RegistryPage
from tests.build import two_households


@pytest.fixture
def registry(guizhou, desk, jobs, qtbot):
    """Opens the registry with what was kept."""
    two_households(guizhou)

    def make(memory):
        page = RegistryPage(desk, jobs)
        page.memory = memory
        qtbot.addWidget(page)
        page.refresh()
        return page

    return make


def villages(page):
    """Every village in the tree."""
    county = page.tree.topLevelItem(0)
    towns = [county.child(place) for place in range(county.childCount())]
    return [town.child(place) for town in towns for place in range(town.childCount())]


def test_the_chosen_place_is_there_again(registry):
    memory = ListMemory()
    page = registry(memory)
    every = page.list.model.rowCount()
    empty = next(item for item in villages(page) if item.text(1) == "0")
    page.tree.setCurrentItem(empty)
    assert (every, page.list.model.rowCount()) == (2, 0)
    other = registry(ListMemory(json.loads(json.dumps(memory.collect()))))
    assert other.tree.currentItem().text(0) == empty.text(0)
    assert other.scope() == page.scope()
    assert other.list.model.rowCount() == 0


def test_a_place_that_is_gone_gives_way_to_the_whole_county(registry):
    page = registry(ListMemory({"lists": {"registry/place": {"village_id": 999}}}))
    assert page.tree.currentItem().data(0, SCOPE) == {}
    assert page.scope() == {}
    assert page.list.model.rowCount() == 2


def test_a_household_of_another_place_is_found(registry):
    page = registry(ListMemory())
    wanted = page.list.model.row_at(0)
    page.tree.setCurrentItem(next(item for item in villages(page) if item.text(1) == "0"))
    page.show_subject(wanted.id)
    assert page.scope() == {}
    assert page.list.search.text() == wanted.number
