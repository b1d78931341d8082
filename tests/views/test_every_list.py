"""What every declared list has by being declared: sorting, filters, frozen columns, and a memory."""

import json

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt

from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import OFFERED, Condition, Operator, SortLevel
from county_desk.tables.filter_words import operator_label
from county_desk.tables.history.act_sentences import ActSentence
from county_desk.tables.scales import scale_of
from county_desk.tables.supervision.evaluations import IntervalOf
from county_desk.text import CHINESE, ENGLISH, _, speak
from county_desk.views.list_memory import ListMemory
from county_desk.views.lists.go_to_row import go_to_row
from county_desk.views.lists.value_list import HELD, ValueList
from county_desk.views.widgets import style
from county_desk.views.widgets.bands import Band, Width
from tests.build import reader_of
from tests.busy import OPENED, terms_of
from tests.views.made_up import ListPage

# sentences of acts in the reader's language, and intervals that are kept as their counts
WORKED_OUT = (ActSentence, IntervalOf)
EVERY = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
TOP_LEFT = QPoint(3, 3)


@pytest.fixture
def show(busy, jobs, qtbot):
    """Shows a list in a narrow window, so that its columns scroll."""

    def make(listing, memory=None, width=520):
        page = ListPage(busy.at(OPENED, reader_of(listing)), jobs, listing)
        page.memory = memory or ListMemory()
        qtbot.addWidget(page)
        page.resize(width, 500)
        page.show()
        page.refresh()
        return page.list

    yield make
    speak(ENGLISH)


def rows(view):
    return list(view.model.rows(range(view.model.rowCount())))


def shown(view):
    """The columns on the screen, from left to right."""
    return [view.listing.table[key] for key in view.table.shown_columns()]


def section(view, column):
    return view.listing.table.columns.index(column)


def menu_of(view, column):
    """The menu under the title of a column."""
    return view.table.menu_of(section(view, column))


def texts(menu):
    return [action.text() for action in menu.actions() if action.text()]


def press(menu, words):
    """Choose an action of a menu, or of a menu within it; the number of a record has its title first."""
    for action in reversed(menu.actions()):
        if action.text() == words:
            action.trigger()
            return
        if action.menu() is not None and words in texts(action.menu()):
            press(action.menu(), words)
            return
    raise AssertionError(f"{words} is not among {texts(menu)}")


def values_in(menu):
    """What the filter list of a menu offers, as text and value."""
    (listed,) = menu.findChildren(ValueList)
    listed.search.wanted.emit("")  # as when somebody sees it
    items = [listed.list.item(place) for place in range(listed.list.count())]
    return listed, [(item, item.data(HELD)[0]) for item in items]


@EVERY
@pytest.mark.parametrize("code", [ENGLISH, CHINESE])
def test_every_column_has_the_whole_menu(show, listing, code):
    speak(code)
    view = show(listing)
    for column in shown(view):
        menu = menu_of(view, column)
        words = texts(menu)
        for wanted in ("Sort ascending", "Sort descending", "Freeze up to this column", "Fit the width"):
            assert _(wanted) in words
        assert _("Hide this column") in words
        comparing = next(a.menu() for a in menu.actions() if a.menu() and a.menu().actions())
        offered = [operator_label(operator, column.kind) for operator in OFFERED[scale_of(column.kind)]]
        assert [text.removesuffix("…") for text in texts(comparing)] == offered
        _listed, values = values_in(menu)
        held = {each for row in rows(view) for each in terms_of(column.value(row))}
        assert {value for _item, value in values} == held


@EVERY
def test_a_list_is_sorted_from_the_menu_by_several_levels(show, listing):
    view = show(listing)
    first, second = shown(view)[:2]
    press(menu_of(view, first), "Sort descending")
    assert view.query().sort == (SortLevel(first.key, descending=True),)
    press(menu_of(view, second), "Ascending")
    assert view.query().sort == (SortLevel(first.key, descending=True), SortLevel(second.key))
    mark = view.table.titles.mark(section(view, second))
    assert (mark.level, mark.descending) == (2, False)
    press(menu_of(view, first), "Do not sort by this column")
    assert view.query().sort == (SortLevel(second.key),)


@EVERY
def test_a_ticked_value_narrows_the_list_and_one_click_brings_all_back(show, listing):
    view = show(listing)
    every = rows(view)
    for column in shown(view):
        menu = menu_of(view, column)
        _listed, values = values_in(menu)
        item, value = values[0]
        item.setCheckState(Qt.CheckState.Checked)
        assert rows(view) == [row for row in every if value in terms_of(column.value(row))]
        assert view.line.isVisible()
        assert view.line.count.text() == f"{len(rows(view)):,} of {len(every):,} rows"
        assert [_(column.title) in words for _key, words in view.line.parts] == [True]
        assert view.table.titles.mark(section(view, column)).filtered
        view.clear.click()
        assert rows(view) == every
        assert not view.line.isVisible()
        assert not view.table.titles.mark(section(view, column)).filtered


@EVERY
def test_a_value_that_other_filters_hide_is_grey_and_last(show, listing):
    view = show(listing)
    column, other = shown(view)[:2]
    row = rows(view)[0]
    view.filters.set_values(column.key, [column.value(row)])
    left = {other.value(each) for each in rows(view)}
    view.clear.click()
    every = {other.value(each) for each in rows(view)}
    view.filters.set_values(column.key, [column.value(row)])
    _listed, values = values_in(menu_of(view, other))
    hidden = [value for item, value in values if item.toolTip()]
    assert set(hidden) == every - left
    assert [value for _item, value in values][len(values) - len(hidden) :] == hidden


@EVERY
def test_a_column_is_hidden_and_shown_again_from_the_menu(show, listing):
    view = show(listing)
    first, second = shown(view)[:2]
    press(menu_of(view, first), "Hide this column")
    assert first not in shown(view)
    assert view.query().columns[0] == second.key
    press(menu_of(view, second), _(first.title))
    assert shown(view)[0] == first


@EVERY
def test_frozen_columns_stay_and_the_cursor_never_goes_below_them(show, listing):
    view = show(listing)
    table, bar = view.table, view.table.horizontalScrollBar()
    first, *_others, last = shown(view)
    if not bar.maximum():
        pytest.skip("all columns find room")
    press(menu_of(view, first), "Freeze up to this column")
    before = table.visualRect(table.rows.index(0, section(view, first)))
    table.setCurrentIndex(table.rows.index(0, section(view, last)))
    assert bar.value() > 0
    assert table.indexAt(TOP_LEFT).column() == section(view, first)
    assert table.visualRect(table.rows.index(0, section(view, first))) == before
    assert table.frozen.titles.isVisible()
    assert table.visualRect(table.currentIndex()).left() >= table.frozen.width
    at = bar.value()
    table.setCurrentIndex(table.rows.index(0, section(view, first)))
    assert bar.value() == at
    press(menu_of(view, first), "Freeze no column")
    assert not table.frozen.titles.isVisible()
    assert table.visualRect(table.rows.index(0, section(view, first))).left() < 0


@EVERY
def test_a_list_looks_as_last_time(show, listing):
    memory = ListMemory()
    view = show(listing, memory)
    first, second = shown(view)[:2]
    row = rows(view)[0]
    view.table.sort_by([SortLevel(second.key, descending=True)])
    view.table.frozen.freeze(1)
    view.table.setColumnWidth(section(view, second), view.table._in_pixels(33))
    view.table.show_columns([second.key, first.key])
    key = next(c.key for c in listing.table.columns if not c.kind.personal)
    view.filters.set_values(key, [listing.table[key].value(row)])
    kept = ListMemory(json.loads(json.dumps(memory.collect())))
    other = show(listing, kept)
    assert other.query() == view.query()
    assert other.query().columns == (second.key, first.key)
    assert other.table.frozen.wanted == 1
    assert other.table.widths()[second.key] == 33
    assert rows(other) == rows(view)
    assert other.line.isVisible()


@EVERY
def test_each_width_of_the_window_has_a_layout_of_its_own(show, listing):
    view = show(listing)
    usual = view.table.shown_columns()
    view.table.show_columns(usual[:1])
    view.owner.fit(Band(Width.NARROW, False))
    assert view.table.shown_columns() == usual
    view.owner.fit(Band(Width.STANDARD, False))
    assert view.table.shown_columns() == usual[:1]


@EVERY
def test_what_was_kept_and_does_not_hold_together_is_passed_over(show, listing):
    place = f"list/{listing.table.key}"
    for kept in (
        7,
        {},
        {"layouts": 3, "wishes": []},
        {"layouts": {"standard": {"columns": 4, "widths": []}}},
    ):
        view = show(listing, ListMemory({"lists": {place: kept}, "views": 3}))
        assert len(rows(view)) >= 1


@EVERY
def test_the_filter_row_narrows_by_what_is_typed_over_each_column(show, listing):
    view = show(listing)
    every = rows(view)
    view.filter_row.toggle()
    assert view.table.titles.foot > 0
    for column in shown(view):
        if isinstance(column.kind, WORKED_OUT):  # kept in another form than it is shown
            continue
        field = view.filter_row.fields[column.key]
        value = column.value(every[0])
        text = column.kind.show(value[:1]) if isinstance(value, tuple) else column.shown(every[0])
        if not text or (scale_of(column.kind) == "day" and len(text) > 10):
            continue
        field.setText(text)
        field.wanted.emit(field.sought())
        assert not field.wrong, (column.key, text)
        assert every[0] in rows(view)
        found = [column.shown(row).casefold() for row in rows(view)]
        # a step is filtered by its key, to which procedures give several titles
        assert column.needs or all(text.casefold() in each for each in found), column.key
        assert view.line.isVisible()
        field.clear()
        field.wanted.emit("")
        assert rows(view) == every
    view.filter_row.toggle()
    assert view.table.titles.foot == 0
    assert not any(field.isVisible() for field in view.filter_row.fields.values())


@EVERY
def test_a_named_view_is_saved_taken_renamed_and_deleted(show, listing):
    memory = ListMemory()
    view = show(listing, memory)
    usual, every = view.table.shown_columns(), rows(view)
    first, second = shown(view)[:2]
    view.table.sort_by([SortLevel(second.key)])
    view.table.show_columns([second.key, first.key])
    dialog = view.views.ask_name()
    dialog.line.setText("我的视图")
    dialog.use.click()
    assert texts(view.views.menu())[:2] == ["Usual view", "我的视图"]
    view.views.usual()
    assert (view.query().sort, view.table.shown_columns(), rows(view)) == ((), usual, every)
    press(view.views.menu(), "我的视图")
    assert view.query().sort == (SortLevel(second.key),)
    assert view.table.shown_columns() == (second.key, first.key)
    other = show(listing, ListMemory(json.loads(json.dumps(memory.collect()))))
    assert other.views.current == "我的视图"
    view.views.rename("又一个")
    assert list(view.views.kept) == ["又一个"]
    undone = []
    view.owner.undoable.connect(lambda _words, back: undone.append(back))
    press(view.views.menu(), "Delete this view")
    assert view.views.kept == {}
    undone[0]()
    assert list(view.views.kept) == ["又一个"]


@EVERY
def test_ctrl_g_leads_to_a_row(show, listing):
    view = show(listing)
    last = len(rows(view))
    dialog = go_to_row(view.table)
    dialog.line.setText(str(last + 1))
    dialog.use.click()
    assert dialog.note.text() == f"Type a number from 1 to {last}"
    dialog.line.setText(str(last))
    dialog.use.click()
    assert view.table.currentIndex().row() == last - 1


def test_a_view_needs_a_name_of_its_own(show):
    view = show(LISTS["households"])
    view.views.save("一")
    view.views.save("二")
    for dialog, name, words in (
        (view.views.ask_name(), " ", "Type a name"),
        (view.views.ask_name(), "长" * 31, "At most 30 characters"),
        (view.views.ask_new_name(), "一", "There is a view of that name."),
    ):
        dialog.line.setText(name)
        dialog.use.click()
        assert dialog.note.text() == words
        dialog.reject()
    assert list(view.views.kept) == ["一", "二"]


def test_what_cannot_be_typed_over_a_column_says_what_can(show):
    view = show(LISTS["households"])
    view.filter_row.toggle()
    field = view.filter_row.fields["persons"]
    field.setText("many")
    field.wanted.emit("many")
    assert field.wrong
    assert "you can type 3000..5000" in field.toolTip()
    assert view.filters.columns() == set()


def test_a_field_below_frozen_columns_is_out_of_sight(show):
    view = show(LISTS["households"])
    view.filter_row.toggle()
    first, _second, *_others, last = shown(view)
    view.table.frozen.freeze(2)
    view.table.setCurrentIndex(view.table.rows.index(0, section(view, last)))
    fields = view.filter_row.fields
    assert fields[first.key].x() == 0
    assert fields[first.key].isVisible()
    shown_fields = [fields[column.key] for column in shown(view)[2:] if fields[column.key].isVisible()]
    assert shown_fields
    assert all(field.x() >= view.table.frozen.width for field in shown_fields)


def test_a_filter_set_elsewhere_stands_in_the_row(show):
    view = show(LISTS["households"])
    view.filter_row.toggle()
    view.filters.set_condition("persons", Condition("persons", Operator.AT_LEAST, 1))
    view.filters.set_values("head", ["张一"])
    assert view.filter_row.fields["persons"].text() == "≥1"
    assert view.filter_row.fields["head"].placeholderText() == "张一"
    view.clear.click()
    assert view.filter_row.fields["persons"].text() == ""
    assert view.filter_row.fields["head"].placeholderText() == ""


def test_a_condition_narrows_the_list_and_shows_over_its_column(show):
    view = show(LISTS["households"])
    view.filters.set_condition("head", Condition("head", Operator.CONTAINS, "张"))
    assert {row.head[0] for row in rows(view)} == {"张"}
    assert [chip.accessibleName() for chip in view.line.chips] == ["Head of household contains “张”"]
    view.filters.set_values("head", ["赵来福"])
    assert [row.head for row in rows(view)] == ["赵来福"]
    assert view.filters.conditions == {}


@pytest.mark.parametrize("theme", style.THEMES)
def test_a_selected_row_stands_out_and_its_selected_cell_keeps_its_colours(show, qapp, theme):
    style.apply(qapp, theme)
    view = show(LISTS["households"])
    table = view.table
    first, second = shown(view)[:2]
    table.setCurrentIndex(table.rows.index(2, section(view, first)))
    table.clearSelection()
    cell = table.rows.index(0, section(view, first))
    table.selectionModel().select(cell, QItemSelectionModel.SelectionFlag.Select)

    def colour(row, column):
        rect = table.visualRect(table.rows.index(row, section(view, column)))
        return table.viewport().grab().toImage().pixelColor(rect.right() - 4, rect.top() + 3)

    assert colour(0, first).name() == style.THEMES[theme].selection.lower()
    assert colour(0, second) != colour(1, second)
    assert colour(0, second) != colour(2, second), "more than the current row"
    style.apply(qapp, "light")
