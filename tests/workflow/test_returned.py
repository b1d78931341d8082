"""There and back: a file goes in as far as it is right, comes back marked, and goes in corrected."""

from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment

from county_desk.intake.marking.annotate import annotate
from county_desk.intake.marking.sender_problems import count_wrong
from county_desk.intake.taking_in.arrivals import look_at_files, take_in_files
from county_desk.sheets.writing import look
from county_desk.workflow.audit import verify
from tests.build import an_id_number

YEAR, DAY = 2016, date(2016, 11, 24)
HEAD = (
    *("序号", "户编号", "村民小组", "姓名", "与户主关系", "身份证号", "民族", "文化程度"),
    *("家庭人口数", "致贫原因", "联系电话"),
)
FIRST, ROWS = 4, 500  # the row of the first household, and how many there are
NAME = "城关镇柳湾村花名册.xlsx"


def right(row):
    """The identity number that belongs into a row."""
    serial = row - FIRST
    return an_id_number(serial % 400 + 1, f"{1950 + serial // 100}0312")


SEEDED = {  # twenty mistakes of the usual kinds, each in a row of its own
    "F10": "990101196503120012",
    "F33": "990101196503120013",
    "F61": "99010119650312001",
    "F88": "990101650312001",
    "F120": "990101650312003",
    "F151": "990101********0011",
    "F177": 990101196503120011,
    "F204": "9.90101E+17",
    "F230": "",
    "F251": "990101196513120010",
    "E280": "老乡",
    "E301": "邻居",
    "E333": "房东",
    "G350": "火星族",
    "G372": "大汉",
    "H390": "私塾三年",
    "J411": "因懒",
    "I433": 3,
    "I455": "两三个",
    "D480": "王□",
}
CORRECT = {"D": "王大有", "E": "户主", "G": "汉族", "H": "小学", "I": 1, "J": "因病"}


@pytest.fixture
def sent(tmp_path):
    """A roster of 500 households with twenty mistakes, in a file with the sender's own looks."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append(["城关镇柳湾村2016年贫困户花名册"])
    sheet.append(["填报单位：柳湾村委会"])
    sheet.append(HEAD)
    for row in range(FIRST, FIRST + ROWS):
        number = row - FIRST + 1
        own = (number, f"990101100002{number:04}", "1组", "王大有", "户主", right(row), "汉族", "小学")
        sheet.append([*own, 1, "因病", "13800000000"])
    for where, value in SEEDED.items():
        sheet[where] = value
    sheet["D20"].comment = Comment("村里已核对", "李有田")
    sheet.column_dimensions["F"].width = 31
    book.save(tmp_path / NAME)
    return tmp_path / NAME


def red(path):
    """The cells that are marked as wrong."""
    sheet = openpyxl.load_workbook(path)["花名册"]
    fill = look.ERROR_FILL.fgColor.rgb
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == fill}


def corrected(path):
    """What the village does with the marked file: it corrects the red cells and leaves the rest alone."""
    book = openpyxl.load_workbook(path)
    for where in SEEDED:
        book["花名册"][where] = CORRECT.get(where[0]) or right(int(where[1:]))
    book.save(path)


@pytest.mark.slow
def test_twenty_mistakes_in_500_rows_come_back_marked_and_the_corrected_file_goes_in_at_once(
    office, sent, tmp_path
):
    desk = office.at(DAY)
    (first,) = take_in_files(desk, [sent], YEAR)
    counts = first.delivery.counts
    assert counts["accept"] + counts["accept_warn"] == ROWS - len(SEEDED)
    assert counts["ask"] + counts["reject_row"] == len(SEEDED) == count_wrong(first.delivery)

    back = tmp_path / "back.xlsx"
    annotate(sent, first.delivery, back, day=DAY)
    assert red(back) == set(SEEDED)
    sheet = openpyxl.load_workbook(back)["花名册"]
    assert (sheet["D20"].comment.text, sheet.column_dimensions["F"].width) == ("村里已核对", 31)

    corrected(back)
    (again,) = look_at_files(desk, [back], YEAR)
    assert count_wrong(again.delivery) == 0
    (second,) = take_in_files(desk, [back], YEAR)
    counts = second.delivery.counts
    assert counts["accept"] + counts["accept_warn"] == len(SEEDED)
    assert counts["unchanged"] == ROWS - len(SEEDED)
    assert second.batch is not None
    assert office.read(verify).ok

    annotate(back, second.delivery, tmp_path / "clean.xlsx", day=DAY)
    assert red(tmp_path / "clean.xlsx") == set()
