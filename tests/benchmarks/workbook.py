"""A large roster of made-up people, as a village would send it."""

from pathlib import Path

from openpyxl import Workbook

from tests.benchmarks.registers import GIVEN, SURNAMES
from tests.build import an_id_number

COLUMNS = (
    *(
        "序号",
        "行政村名称",
        "组别",
        "姓名",
        "与户主关系",
        "性别",
        "身份证号",
        "出生年月日",
        "民族",
        "文化程度",
    ),
    *("身体状况", "劳动技能", "在校生状况", "参加新农合", "贫困户编号", "家庭人口数", "贫困户属性"),
    *("主要致贫原因", "脱贫情况", "户联系电话"),
)
PEOPLE = (("户主", "男", "19650312", 1), ("配偶", "女", "19680725", 2), ("之子", "男", "19900101", 1))


def write_roster(path: Path, households: int) -> None:
    """Three people a household, one row each."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(["城关镇大河村委会2016年贫困户花名册"])
    sheet.append(list(COLUMNS))
    for number in range(households):
        for relation, sex, born, last in PEOPLE:
            sheet.append(_row(number, relation, sex, born, last))
    book.save(path)


def _row(number: int, relation: str, sex: str, born: str, last: int) -> list[object]:
    name = SURNAMES[number % 10] + GIVEN[number % 8]
    year = int(born[:4]) - number // 400 % 9
    day = f"{year}{number % 12 + 1:02}{number // 12 % 28 + 1:02}"
    serial = (number // 336 * 2 + last) % 999
    return [
        *(number + 1, "大河村", f"{number % 9 + 1}组", name, relation, sex, an_id_number(serial, day)),
        f"{day[:4]}-{day[4:6]}-{day[6:]}",
        *("汉族", "小学", "健康", "普通劳动力", "非在校生", "是", f"990101100001{number:04}", 3),
        *("一般贫困户", "因学", "未脱贫", f"139{number:08}"),
    ]
