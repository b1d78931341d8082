"""After an act the cursor of a list stays on its record, and never goes to the first row by itself."""

from datetime import date

import pytest

from county_desk.tables.places import VILLAGES_LISTING
from county_desk.views.lists import list_reading, list_view, row_order, table_model
from county_desk.workflow.registry import SetContact
from tests.views.made_up import ListPage

TODAY = date(2016, 11, 1)


@pytest.fixture
def shown(office, jobs, qtbot, monkeypatch):
    """The villages in the order of their telephones, with pages of two rows."""
    for module in (table_model, list_reading, list_view, row_order):
        monkeypatch.setattr(module, "PAGE", 2)
    page = ListPage(office.at(TODAY), jobs, VILLAGES_LISTING)
    qtbot.addWidget(page)
    page.refresh()
    page.list.model.sort([column.key for column in VILLAGES_LISTING.table.columns].index("telephone"))
    return page.list


def rows(shown):
    """The numbers of all rows, from top to bottom."""
    return [row.id for row in shown.model.rows(range(shown.model.rowCount()))]


def call(shown, number, telephone):
    """Give a village another telephone, after which the list is read again."""
    shown.owner.desk.do(SetContact(place=number, telephone=telephone))
    shown.refresh()


def test_the_cursor_follows_its_record_beyond_the_first_page(shown):
    number = shown.table.current().id
    assert len(rows(shown)) > 4
    call(shown, number, "9999-9999999")
    assert rows(shown)[-1] == number
    assert shown.table.current().id == number
    call(shown, number, "0000-0000001")
    assert rows(shown)[0] == number
    assert shown.table.current().id == number


def test_when_the_record_leaves_the_list_the_cursor_is_on_the_next_one(shown):
    for number, telephone in zip(rows(shown), ("1", "2", "3", "4", "5", "6", "7", "8"), strict=False):
        call(shown, number, f"0000-000000{telephone}")
    shown.filters.set_values("telephone", [f"0000-000000{telephone}" for telephone in "12345"])
    order = rows(shown)
    assert shown.choose(order[1])
    call(shown, order[1], "9999-9999999")
    assert shown.table.current().id == order[2]
    shown.seek(order[4])
    assert shown.table.current().id == order[4]
    call(shown, order[4], "9999-9999999")
    assert shown.table.current().id == order[3]


def test_a_new_search_begins_at_its_first_row(shown):
    *_most, last = rows(shown)
    shown.seek(last)
    other = shown.model.row_at(1)
    shown.filters.set_values("name", [other.name])
    assert shown.table.current().name == other.name
