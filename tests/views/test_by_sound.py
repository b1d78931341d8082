"""What is found and sorted in the window goes by sound, also while letters are in composition."""

import pytest
from PySide6.QtCore import Qt

from county_desk.fields import Column, Count, Table, Text
from county_desk.views.lists.table_model import TableModel
from county_desk.views.widgets.editors import ChoiceEditor
from tests.views.made_up import VillagesPage
from tests.views.test_table_model import Row

VILLAGES = ("大河村", "柳湾村", "上坝村", "青石村", "单家庄", "曾家坝", "马坪村", "石沟村")
TABLE = Table("people", "People", Row, (Column("id", "No.", Count()), Column("name", "Name", Text())))


def test_a_short_list_sorts_by_sound(qapp):
    model = TableModel(TABLE)
    model.show_rows(
        [Row(n, name, "", None) for n, name in enumerate(("张三", "", "区五", "10组", "2组", "李四"))]
    )
    model.sort(1)
    assert [model.index(row, 1).data() for row in range(6)] == ["", "2组", "10组", "李四", "区五", "张三"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 1).data() == "张三"


@pytest.fixture
def page(desk, jobs, qtbot):
    page = VillagesPage(desk, jobs)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    return page


@pytest.fixture
def places(qtbot):
    """A field that offers many villages."""
    field = ChoiceEditor([(number, name) for number, name in enumerate(VILLAGES * 2)])
    qtbot.addWidget(field)
    return field


def offered(field):
    choices = field.completer().completionModel()
    return [choices.index(row, 0).data() for row in range(choices.rowCount())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lw", "柳湾村"), ("sjz", "单家庄"), ("djz", "单家庄"), ("zengjia", "曾家坝"), ("湾", "柳湾村")],
)
def test_a_place_is_offered_by_its_sound(places, typed, found):
    places.completer().setCompletionPrefix(typed)
    assert set(offered(places)) == {found}


def test_a_place_is_offered_while_letters_are_in_composition(places, type_text, monkeypatch):
    dropped = []
    monkeypatch.setattr(places.completer(), "complete", lambda: dropped.append(set(offered(places))))
    type_text(places.lineEdit(), composing="l'w")
    assert dropped == [{"柳湾村"}]  # a test has no keyboard to grab


def test_words_that_find_one_place_alone_stand_for_it(qtbot):
    field = ChoiceEditor([(number, f"{name}{number}") for number, name in enumerate(VILLAGES * 2)])
    qtbot.addWidget(field)
    field.setEditText("ljc")
    field.lineEdit().editingFinished.emit()
    assert field.value() is None
    field.setEditText("lwc1")
    field.lineEdit().editingFinished.emit()
    assert field.value() == 1


def test_ctrl_f_finds_by_initials_in_composition(page, type_text, qtbot):
    type_text(page.list.search, composing="l'w")
    qtbot.waitUntil(lambda: {row.name for row in page.list.model.rows(range(9))} == {"柳湾村"})
    type_text(page.list.search, committed="shangb")
    qtbot.waitUntil(lambda: {row.name for row in page.list.model.rows(range(9))} == {"上坝村"})
