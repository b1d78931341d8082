"""A made-up village's workbook in the layouts that villages use, for a test to spoil."""

from datetime import date

import openpyxl

from county_desk.intake.delivery import KnownPlace, ReadingTerms
from county_desk.intake.reading.report import read_delivery
from tests.intake.made_up import a_card, an_id

PLACES = (
    KnownPlace(1, "石桥镇", "柳湾村", "柳湾", ("柳湾村村民委员会",)),
    KnownPlace(2, "石桥镇", "上坝村", "上坝"),
    KnownPlace(3, "青山镇", "柳湾村", "柳湾"),
    KnownPlace(4, "青山镇", "青溪社区", "青溪"),
)
ROSTER, LEDGER, LIVING = "花名册", "收入台账", "三保障"
PREFIX = "990101101001"


HEAD = (
    *("序号", "行政村名称", "组别", "姓  名", "与户主\n关系", "性别", "身份证号\n（残疾证号）", "出生年月日"),
    *("民族", "文化程度", "身体状况", "劳动技能", "在校生状况", "参加\n新农合", "贫困户编号", "家庭人口数"),
    *("贫困户属性", "主要致贫原因", "脱贫情况", "户联系电话", "银行卡号", "备注", "识别时间"),
)
ADULT, CHILD = ("初中", "健康", "普通劳动力", "非在校生"), ("小学", "健康", "无劳动力", "小学")


def household_cells(serial, persons, claimed):
    """The last cells of a household's first row."""
    phone, card = f"139000000{serial:02}", a_card(f"6200009901010000{serial:02}")
    kind = "低保贫困户" if serial == 2 else "一般贫困户"  # the second receives the allowance
    identified = "2014" if claimed == "预脱贫" else None
    return f"{PREFIX}{serial:04}", persons, kind, "缺技术", claimed, phone, card, None, identified


def person(name, relation, sex, serial, born, state=ADULT):
    """The cells that describe a person."""
    education, health, labour, school = state
    number = an_id(serial, born.strftime("%Y%m%d"))
    return name, relation, sex, number, born, "汉族", education, health, labour, school, "是"


_NONE = (None,) * 9
PERSONS = (
    (
        1,
        "柳湾",
        "一组",
        *person("张大有", "户主", "男", 1, date(1965, 3, 12)),
        *household_cells(1, 3, "申请"),
    ),
    (None, None, None, *person("李秀英", "配偶", "女", 2, date(1968, 7, 25)), *_NONE),
    (None, None, None, *person("张小明", "之子", "男", 3, date(2006, 9, 1), CHILD), *_NONE),
    (
        2,
        "柳湾",
        "三组",
        *person("王秀田", "户主", "女", 4, date(1950, 1, 15)),
        *household_cells(2, 1, "申请"),
    ),
    (
        3,
        "柳湾",
        "五社",
        *person("陈阿水", "户主", "男", 5, date(1970, 6, 30)),
        *household_cells(3, 2, "预脱贫"),
    ),
    (None, None, None, *person("周兰", "配偶", "女", 6, date(1972, 2, 8)), *_NONE),
)
LINES = ("务工收入", "公益岗收入", "种植业", "养殖业", "土地流转", "低保金", "种植业支出")
GROUPS = {
    "E": "工资性收入",
    "G": "生产经营性收入",
    "I": "财产性收入",
    "J": "转移性收入",
    "K": "生产经营性支出",
}


def a_workbook():
    """The village's workbook: members under their household, an income ledger, how they live.

    Rows 3 to 8 of the roster are three households of 3, 1 and 2; rows 4 to 6 of the ledger and 3 to
    5 of the last sheet are theirs.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = ROSTER
    sheet.append(["石桥镇柳湾村委会2016年贫困户花名册"])
    sheet.append(HEAD)
    for row in PERSONS:
        sheet.append(row)
    sheet.append([None])
    sheet["A10"] = "填表人：        审核人："
    sheet.merge_cells("A1:V1")
    _ledger(book.create_sheet(LEDGER))
    _living(book.create_sheet(LIVING))
    return book


def _ledger(sheet):
    sheet.append(["石桥镇柳湾村委会2016年贫困户收入台账"])
    sheet.append(
        ["序号", "贫困户编号", "姓名", "家庭人口数", *[None] * 7, "年总收入", "年纯收入", "人均纯收入"]
    )
    sheet.append([*[None] * 4, *LINES])
    for column, title in GROUPS.items():
        sheet[f"{column}2"] = title
    for cells in ("E2:F2", "G2:H2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "L2:L3", "M2:M3", "N2:N3"):
        sheet.merge_cells(cells)
    sheet.append([1, f"{PREFIX}0001", "张大有", 3, 6000, 0, 1200, 800, 0, 0, 500, 8000, 7500, 2500])
    sheet.append([2, f"{PREFIX}0002", "王秀田", 1, 0, 0, 0, 0, 100, 2400, 0, 2500, 2500, 2500])
    sheet.append([3, f"{PREFIX}0003", "陈阿水", 2, 8000, 500, 0, 0, 0, 0, 0, 8500, 8500, 4250])
    sheet.append(["合计", None, None, 6, 14000, 500, 1200, 800, 100, 2400, 500, 19000, 18500, None])
    sheet.append([None])
    sheet["A9"] = "注：2016年扶贫标准为2952元。"


def _living(sheet):
    sheet.append(["石桥镇柳湾村委会2016年贫困户“两不愁三保障”情况表"])
    sheet.append(
        [
            *(
                "序号",
                "贫困户编号",
                "姓名",
                "家庭人口数",
                "危房等级",
                "住房面积(平方米)",
                "是否解决安全饮用水",
            ),
            *(
                "是否通生活用电",
                "入户路类型",
                "主要燃料类型",
                "耕地面积（亩）",
                "辍学人数",
                "是否全员参加医保",
            ),
        ]
    )
    facts = ("是", "是", "水泥路", "柴草", 2.5, 0, "是")
    sheet.append([1, f"{PREFIX}0001", "张大有", 3, "B", 80, *facts])
    sheet.append([2, f"{PREFIX}0002", "王秀田", 1, "C", 40, *facts])
    sheet.append([3, f"{PREFIX}0003", "陈阿水", 2, "A", 60, *facts])


def heads_and_members():
    """The same village with its heads and its members on two sheets, and no figures."""
    book = openpyxl.Workbook()
    heads = book.active
    heads.title = "贫困户"
    heads.append(["石桥镇柳湾村委会2016年贫困户（户主）花名册"])
    heads.append(["填报单位（盖章）：柳湾村委会      单位：元、人、亩"])
    heads.append(["序号", "行政村", "村民小组", "贫困户编号", "姓名", "身份证号", "家庭人口数", "脱贫属性"])
    members = book.create_sheet("家庭成员")
    members.append(["石桥镇柳湾村委会2016年贫困户家庭成员花名册"])
    members.append(["序号", "贫困户编号", "姓名", "与户主关系", "性别", "身份证号", "民族"])
    number = ""
    for row in PERSONS:
        number = row[14] or number
        if row[4] == "户主":
            heads.append([row[0], row[1], row[2], number, row[3], row[6], row[15], row[18]])
        members.append([row[0], number, row[3], row[4], row[5], row[6], row[8]])
    return book


def repeated():
    """The same roster with the household's cells on every row, and columns in another order."""
    order = (0, 1, 2, 14, 3, 4, 6, 15, 8, 18)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["石桥镇柳湾村委会2016年建档立卡贫困人口信息表"])
    sheet.append([HEAD[place] for place in order])
    household = {}
    for row in PERSONS:
        if row[0]:
            household = {place: row[place] for place in (0, 1, 2, 14, 15, 18)}
        sheet.append([household.get(place, row[place]) for place in order])
    return book


def spoil(book, sheet, cells):
    """Put other values into some cells."""
    for cell, value in cells.items():
        book[sheet][cell] = value
    return book


def read(book, folder, name="柳湾贫困户花名册.xlsx", places=PLACES):
    """What the reader says of a workbook."""
    path = folder / name
    book.save(path)
    return read_delivery(path, ReadingTerms(places, 2016))


def line(delivery, row, sheet=ROSTER):
    """One row of the report."""
    return next(one for one in delivery.lines if one.row == row and one.sheet == sheet)


def problems(delivery, *kinds):
    """Where problems of some kinds stand, as (sheet, cell, kind)."""
    found = [*delivery.problems, *(problem for one in delivery.lines for problem in one.problems)]
    return [(one.sheet, one.cell, one.kind) for one in found if not kinds or one.kind in kinds]


# rows of a list of members: number of the household, name, relation, identity number, how many they are
ONE = (f"{PREFIX}0001", "张大有", "户主", an_id(1, "19650312"), 2)
WIFE = (f"{PREFIX}0001", "李秀英", "配偶", an_id(2, "19680725"), 2)
TWO = (f"{PREFIX}0002", "王秀田", "户主", an_id(4, "19500115"), 1)
THREE = (f"{PREFIX}0003", "陈阿水", "户主", an_id(5, "19700630"), 1)
