"""“同上” and its signs mean the value above where that can be meant, and are asked about elsewhere."""

import pytest

from county_desk.intake.delivery import Verdict
from county_desk.intake.reading.rows import sheet_rows
from tests.intake.lists import APPLICATION, FAMILIES, WHERE, applications, read_list, table
from tests.intake.villages import ROSTER, an_id, line

MEMBERS = ("户编号", "行政村", "姓名", "与户主关系", "身份证号", "民族", "致贫原因")


def row(number, name, relation, identity, people="汉族", cause=None, village=None):
    """A row of a list of members."""
    return number, village, name, relation, identity, people, cause


@pytest.mark.parametrize("sign", ["同上", "〃", "″", '"', "＂", "”"])
def test_the_village_above_is_taken_with_a_word(sign, tmp_path):
    found = line(read_list(applications(B3=sign, J2="危房", J3=sign), tmp_path), 3, APPLICATION)
    assert (found.values["行政村"], found.values["备注"]) == ("上坝村", "危房")
    assert (found.original["行政村"], found.original["备注"]) == (sign, sign)
    assert (found.verdict, found.kinds) == (Verdict.WARN, ("normalized",))
    assert "上坝村" in found.problems[0].message


def test_what_stands_for_the_same_stands_for_it_again_below(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_rows, "_TOGETHER", 2)  # the rows above may have been read before
    found = read_list(applications(B3="同上", B4="同上", B5="〃"), tmp_path)
    assert found.place_id == 2
    assert found.counts["accept_warn"] == 3


@pytest.mark.parametrize(
    "title", ["户主姓名", "身份证号", "银行卡号", "联系电话", "家庭人口", "年人均纯收入(元)"]
)
def test_nobody_has_the_name_or_number_or_money_of_the_one_above(title, tmp_path):
    cells = {"A3": 2, f"{WHERE[title]}3": "同上"}
    found = line(read_list(applications(**cells), tmp_path), 3, APPLICATION)
    assert found.verdict is Verdict.ASK
    assert "missing" in found.kinds
    assert title not in found.values
    assert FAMILIES[0][1] not in found.values.values()


def test_with_nothing_above_it_is_asked_about(tmp_path):
    found = read_list(applications(B2="同上", J4="〃"), tmp_path)
    assert [line(found, number, APPLICATION).kinds for number in (2, 4)] == [("missing",), ("missing",)]


def test_in_a_list_of_members_it_means_the_household_above(tmp_path):
    book = table(
        ROSTER,
        ["石桥镇柳湾村花名册"],
        MEMBERS,
        row("9901011010010001", "张大有", "户主", an_id(1, "19650312"), cause="缺技术", village="柳湾村"),
        row("同上", "李秀英", "配偶", an_id(2, "19680725"), "〃"),
        row("9901011010010002", "王秀田", "户主", an_id(4, "19500115"), "同上", "同上", "〃"),
    )
    found = read_list(book, tmp_path)
    assert [(one.head, one.persons, one.cause) for one in found.households] == [
        ("张大有", 2, "缺技术"),
        ("王秀田", 1, "缺技术"),
    ]
    assert [member.ethnicity for one in found.households for member in one.members] == ["汉族"] * 3
    assert found.counts["ask"] == 0
    book[ROSTER]["D4"] = "同上"
    assert "missing" in line(read_list(book, tmp_path), 4).kinds


def test_what_is_asked_about_above_is_asked_about_here_too(tmp_path):
    book = table(
        ROSTER,
        ["石桥镇柳湾村花名册"],
        MEMBERS,
        row("9901011010010001", "张大有", "户主", an_id(1, "19650312"), cause="懒"),
        row("9901011010010002", "王秀田", "户主", an_id(4, "19500115"), cause="同上"),
    )
    found = read_list(book, tmp_path)
    assert "cause_unknown" in line(found, 4).kinds
    assert line(found, 4).verdict is Verdict.ASK
