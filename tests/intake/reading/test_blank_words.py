"""A stroke says that there is nothing to fill in, as 无 does in some columns: it is read as a blank cell."""

import pytest

from county_desk.intake.delivery import Verdict
from tests.intake.lists import APPLICATION, WHERE, applications, read_list
from tests.intake.villages import LIVING, ROSTER, a_workbook, line, read, spoil


@pytest.mark.parametrize("sign", ["/", "——", "—", "-", "\\", "／", " / "])
@pytest.mark.parametrize("title", ["年人均纯收入(元)", "银行卡号", "联系电话"])
def test_a_stroke_is_read_as_a_blank_cell_with_a_word(title, sign, tmp_path):
    found = line(read_list(applications(**{f"{WHERE[title]}3": sign}), tmp_path), 3, APPLICATION)
    assert (found.verdict, found.kinds) == (Verdict.WARN, ("normalized",))
    assert title not in found.values
    assert found.original[title] == sign
    assert "blank" in found.problems[0].message


def test_a_stroke_is_asked_about_where_a_blank_cell_is(tmp_path):
    found = line(read_list(applications(E3="/"), tmp_path), 3, APPLICATION)
    blank = line(read_list(applications(E3=None), tmp_path), 3, APPLICATION)
    assert (found.verdict, blank.verdict) == (Verdict.ASK, Verdict.ASK)
    assert "member_count" in found.kinds


def test_a_stroke_stands_for_a_word_that_is_not_there(tmp_path):
    found = line(read(spoil(a_workbook(), ROSTER, {"J5": "——", "M5": "/"}), tmp_path), 5)
    assert (found.verdict, set(found.kinds)) == (Verdict.WARN, {"normalized"})


@pytest.mark.parametrize(
    ("title", "none", "says"),
    [
        ("银行卡号", "无", "normalized"),
        ("银行卡号", "未办理", "normalized"),
        ("联系电话", "没有电话", "normalized"),
        ("年人均纯收入(元)", "无", "number_unclear"),
    ],
)
def test_none_is_a_blank_only_where_it_can_mean_nothing_else(title, none, says, tmp_path):
    found = line(read_list(applications(**{f"{WHERE[title]}3": none}), tmp_path), 3, APPLICATION)
    assert found.kinds == (says,)


@pytest.mark.parametrize("cell", ["F3", "K3", "L3"])
def test_none_in_a_figure_of_how_a_household_lives_is_a_blank(cell, tmp_path):
    found = line(read(spoil(a_workbook(), LIVING, {cell: "无"}), tmp_path), 3, LIVING)
    assert found.kinds == ("normalized",)


@pytest.mark.parametrize("title", ["户主姓名", "身份证号"])
def test_who_it_is_cannot_be_a_stroke(title, tmp_path):
    found = line(read_list(applications(**{f"{WHERE[title]}3": "/"}), tmp_path), 3, APPLICATION)
    assert found.verdict in (Verdict.ASK, Verdict.REJECT)


@pytest.mark.parametrize("cell", ["E5", "K5", "L5"])
def test_none_is_asked_about_where_it_may_be_a_value(cell, tmp_path):
    assert line(read(spoil(a_workbook(), ROSTER, {cell: "无"}), tmp_path), 5).verdict is Verdict.ASK
