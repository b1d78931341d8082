"""Many texts of one column travel as one text, and come back as they were."""

from dataclasses import replace

import pytest

from county_desk.excel.delivery import Delivery, Line, Verdict
from county_desk.excel.packing import pack, unpack


def of_names(names):
    lines = tuple(
        Line("花名册", row, Verdict.ACCEPT, values={"姓名": name, "户编号": str(row)})
        for row, name in enumerate(names, 3)
    )
    return Delivery("a.xlsx", "d", "persons", 2016, 1, lines=lines)


@pytest.mark.parametrize(
    "names",
    [
        [f"张{number}" for number in range(1000)],
        [f"张{number}" for number in range(1000)] + ["", "\n", "“引号”\\"],
        [f"张\ufdd0{number}" for number in range(1000)],
        ["\ufdd0"] * 1000,
        [""],
    ],
)
def test_texts_of_any_kind_come_back(names):
    found = of_names(names)
    assert unpack(Delivery, pack(found)) == found


def test_numbers_among_texts_stay_numbers():
    found = of_names([f"张{number}" for number in range(1000)])
    lines = (replace(found.lines[0], values={"姓名": 7}), *found.lines[1:])
    found = replace(found, lines=lines)
    assert unpack(Delivery, pack(found)) == found
