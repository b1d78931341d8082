"""The one Qt model, over a short list and over pages of a long one."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from county_desk.fields import Column, Count, IdNumber, Money, Table, Text
from county_desk.tables.conditions import SortLevel
from county_desk.views.lists.table_model import KEPT, PAGE, TableModel


@dataclass(frozen=True, slots=True)
class Row:
    """One made-up person."""

    id: int
    name: str
    number: str
    income: Decimal | None


TABLE = Table(
    key="people",
    title="People",
    row=Row,
    columns=(
        Column("id", "No.", Count()),
        Column("name", "Name", Text()),
        Column("number", "Identity number", IdNumber()),
        Column("income", "Income", Money()),
    ),
)
ID = "990101196503120011"


def a_row(number, income=None):
    return Row(number, f"P{number}", ID, income)


@pytest.fixture
def model(qapp):
    return TableModel(TABLE)


def shown(model, row, column):
    return model.index(row, column).data()


def test_a_short_list_is_a_sound_model(model, qtmodeltester):
    model.show_rows([a_row(n) for n in range(5)])
    qtmodeltester.check(model)


def test_a_long_list_is_a_sound_model(model, qtmodeltester):
    rows = [a_row(n) for n in range(700)]
    model.show_pages(700, rows[:PAGE], lambda offset, limit: rows[offset : offset + limit])
    qtmodeltester.check(model)


def test_pages_are_fetched_only_when_they_are_looked_at(model):
    asked = []

    def fetch(offset, limit):
        asked.append((offset, limit))
        return [a_row(n) for n in range(offset, offset + limit)]

    model.show_pages(60_000, [a_row(n) for n in range(PAGE)], fetch)
    assert model.rowCount() == 60_000
    assert shown(model, 3, 1) == "P3"
    assert asked == []
    assert shown(model, 30_000, 1) == "P30000"
    assert asked == [(30_000 // PAGE * PAGE, PAGE)]


def test_only_so_many_pages_are_kept(model):
    model.show_pages(60_000, [], lambda offset, limit: [a_row(n) for n in range(offset, offset + limit)])
    for place in range(60):
        assert shown(model, place * PAGE, 1) == f"P{place * PAGE}"
    assert len(model._pages) <= KEPT


def test_a_list_that_another_desk_shortened_shows_blanks(model):
    model.show_pages(600, [a_row(n) for n in range(PAGE)], lambda _offset, _limit: [])
    assert shown(model, 500, 1) is None
    assert model.row_at(500) is None


def test_a_short_list_sorts_itself_with_the_missing_first(model):
    model.show_rows([a_row(1, Decimal(9)), a_row(2), a_row(3, Decimal(10))])
    model.sort(3, Qt.SortOrder.AscendingOrder)
    assert [row.id for row in model.rows(range(3))] == [2, 1, 3]
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert [row.id for row in model.rows(range(3))] == [3, 1, 2]


def test_a_long_list_asks_for_its_order(model, qtbot):
    model.show_pages(600, [], lambda _offset, _limit: [])
    with qtbot.waitSignal(model.sorting) as asked:
        model.sort(3, Qt.SortOrder.DescendingOrder)
    assert asked.args == [(SortLevel("income", descending=True),)]


def test_personal_numbers_are_covered_until_somebody_asks(model, qtbot):
    model.show_rows([a_row(1)])
    assert shown(model, 0, 2) == "990101**********11"
    with qtbot.waitSignal(model.dataChanged):
        model.show_masked(False)
    assert shown(model, 0, 2) == ID


def test_nothing_can_be_edited_so_that_the_input_method_stays_off(model):
    model.show_rows([a_row(1)])
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_a_cell_tells_a_screen_reader_its_column(model):
    model.show_rows([a_row(1)])
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: P1"
