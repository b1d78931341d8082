"""What travels between the processes comes back as it was."""

from dataclasses import replace

import pytest

from county_desk.intake.delivery import Delivery, Line, Verdict
from county_desk.intake.marking.annotate import Marked
from county_desk.sheets.packing import pack, unpack


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


def test_the_cells_of_rows_read_as_they_were():
    found = of_names([f"张{number}" for number in range(3)])
    cells = unpack(Delivery, pack(found)).lines[1].values
    assert cells == {"姓名": "张1", "户编号": "4"} == cells
    assert (cells["姓名"], cells.get("电话"), "电话" in cells, len(cells)) == ("张1", None, False, 2)
    assert list(cells.items()) == [("姓名", "张1"), ("户编号", "4")]
    assert repr(cells) == repr(dict(cells))
    again = replace(found, lines=tuple(replace(line, values={**line.values}) for line in found.lines))
    assert pack(unpack(Delivery, pack(found))) == pack(again)


def test_a_file_in_an_answer_comes_back_byte_for_byte():
    found = Marked(bytes(range(256)) * 9)
    assert unpack(Marked, pack(found)) == found
