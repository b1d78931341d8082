"""Telephones and names of officials beside those of the household."""

import pytest

from tests.intake.reading.test_columns import header


@pytest.mark.parametrize(
    ("group", "title", "meant"),
    [
        *(
            (group, "联系电话", "帮扶责任人电话")
            for group in ("帮扶情况", "结对帮扶情况", "包户干部信息", "帮扶责任人")
        ),
        *(("帮扶情况", title, "帮扶责任人") for title in ("姓名", "帮扶干部")),
        *((group, "电话", None) for group in ("村支书", "驻村工作队", "其他情况", "帮扶户情况")),
        *((group, "联系电话", "联系电话") for group in ("基本情况", "家庭信息", "户主", "贫困户")),
        ("帮扶情况", "户主电话", "联系电话"),
    ],
)
def test_a_telephone_under_a_title_that_is_not_the_households_is_never_the_households(group, title, meant):
    found = header(
        ["户编号", "户主姓名", "身份证号", group, ""],
        ["", "", "", "地址", title],
        merged=(*((1, n, 2, n) for n in (1, 2, 3)), (1, 4, 1, 5)),
    )
    assert found.columns.get(meant) == (5 if meant else None)
    assert (5 in found.open) is (meant is None)
    assert meant == "联系电话" or "联系电话" not in found.columns


def test_a_bare_telephone_beside_the_official_is_asked_about():
    found = header("户编号 户主姓名 身份证号 家庭人口数 帮扶责任人 联系电话")
    assert (found.open, "联系电话" in found.columns) == ({6: ""}, False)
    assert "帮扶责任人" in found.question(6)
    own = header("户编号 户主姓名 身份证号 家庭人口数 户联系电话 帮扶责任人 帮扶责任人电话")
    assert (own.open, own.columns["联系电话"]) == ({}, 5)
