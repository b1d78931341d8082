"""Colours of rows by rule: the dialog, the mark, the words, and named views."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from county_desk.shapes import Shape
from county_desk.tables.all_lists import LISTS
from county_desk.tables.cases.evidence_lines import EvidenceLine, EvidenceVerdict
from county_desk.tables.conditions import OFFERED, RANKED, Condition, Operator, meets
from county_desk.tables.listing import Query, page
from county_desk.tables.scales import scale_of
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.cases.evidence_view import EvidenceView
from county_desk.views.list_memory import ListMemory
from county_desk.views.lists.filter_menu import colour
from county_desk.views.lists.row_colours import ColourRule, colour_of
from county_desk.views.lists.table_model import Role
from county_desk.views.widgets import style
from tests.build import reader_of
from tests.busy import OPENED
from tests.views.listed import show

__all__ = ["show"]
EVERY = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)


@EVERY
def test_a_row_meets_a_condition_where_the_database_finds_it(busy, listing):
    desk = busy.at(OPENED, reader_of(listing))
    rows = desk.read(page, listing)
    for column in listing.table.columns:
        value = next((value for row in rows if (value := column.value(row)) not in (None, "")), None)
        if column.needs or value is None or column.kind.personal:
            continue
        for operator in OFFERED[scale_of(column.kind)]:
            if operator in RANKED:
                continue
            low = value.date() if hasattr(value, "date") else value
            low = low[:2] if isinstance(low, str) and operator is Operator.BEGINS else low
            condition = Condition(column.key, operator, low, low)
            found = desk.read(page, listing, Query(conditions=(condition,)))
            met = [row for row in rows if meets(column.kind, condition, column.value(row))]
            assert met == found, condition


@pytest.mark.parametrize("spoken", [ENGLISH, CHINESE])
def test_the_dialog_colours_rows_and_says_so(show, spoken):
    speak(spoken)
    view = show()
    dialog = colour(view, view.listing.table["persons"])
    dialog.how.set_value(Operator.AT_LEAST)
    dialog.value.setText("1")
    dialog.colour.set_value(Shape.WATCH.value)
    dialog.use.click()
    rule = ColourRule(Shape.WATCH, Condition("persons", Operator.AT_LEAST, 1))
    assert view.table.colours.rules == {"persons": rule}
    words = {ENGLISH: "Yellow: Members is at least 1", CHINESE: "黄色：家庭人口数不小于 1"}[spoken]
    assert words in view.model.index(0, 0).data(Role.AccessibleTextRole)
    view.table.colour("persons", None)
    assert words not in view.model.index(0, 0).data(Role.AccessibleTextRole)


def test_fixed_words_are_equal_or_not(show):
    view = show()
    standing = view.listing.table["standing"]
    dialog = colour(view, standing)
    dialog.value.setText(standing.shown(view.model.row_at(0)))
    dialog.use.click()
    rule = view.table.colours.rules["standing"]
    assert rule.condition.operator is Operator.IS
    assert view.table.colours.rule_of(view.listing.table, view.model.row_at(0)) == rule


@pytest.mark.parametrize("theme", style.THEMES)
def test_the_mark_stands_at_the_edge_in_every_theme(show, qapp, theme):
    style.apply(qapp, theme)
    view = show()
    view.table.setCurrentIndex(view.model.index(1, 0))
    before = view.table.viewport().grab().toImage()
    view.table.colour("head", ColourRule(Shape.MUST, Condition("head", Operator.FILLED)))
    image = view.table.viewport().grab().toImage()
    middle = view.table.rowViewportPosition(0) + view.table.rowHeight(0) // 2
    edge = image.width() - 1 - style.em(0.75)
    assert image.pixelColor(edge, middle) == QColor(colour_of(Shape.MUST, style.THEMES[theme]))
    assert image != before


def test_named_views_and_the_next_time_keep_the_rules(show):
    memory = ListMemory()
    view = show(memory=memory)
    rules = {
        "persons": ColourRule(Shape.FINE, Condition("persons", Operator.BETWEEN, 1, 3)),
        "income_per_head": ColourRule(
            Shape.MUST, Condition("income_per_head", Operator.AT_MOST, Decimal("3000.00"))
        ),
    }
    for key, rule in rules.items():
        view.table.colour(key, rule)
    view.views.save("按收入")
    view.views.usual()
    assert view.table.colours.rules == {}
    view.views.apply("按收入")
    assert view.table.colours.rules == rules
    assert show(memory=ListMemory(memory.collect())).table.colours.rules == rules


def test_a_chip_keeps_its_colours_on_a_selected_row(qtbot):
    told = EvidenceLine("Members", "3", "1", "Member roster", EvidenceVerdict.DIFFERS)
    view = EvidenceView([told])
    qtbot.addWidget(view)
    view.resize(700, 120)
    view.show()
    chip = view.visualRect(view.rows.index(0, 4))
    band = QRect(chip.left() + 12, chip.center().y() - 4, 8, 8)
    before = view.viewport().grab(band).toImage()
    view.setCurrentIndex(view.rows.index(0, 0))
    assert view.viewport().grab(band).toImage() == before
