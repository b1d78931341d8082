"""Made-up lists other than a village's roster: applications, exports, villages, monitoring, departments."""

from datetime import date

import openpyxl

from county_desk.intake.delivery import KnownPlace, ReadingTerms
from county_desk.intake.reading.report import read_delivery
from tests.intake.corpus.lists import EXPORT
from tests.intake.villages import PLACES, a_card, an_id

TODAY = date(2016, 11, 25)
APPLICATION = "申请名单"
TITLES = (
    *("序号", "行政村", "户主姓名", "身份证号", "家庭人口", "年人均纯收入(元)", "申请日期", "银行卡号"),
    *("联系电话", "备注"),
)
WHERE = {title: "ABCDEFGHIJ"[place] for place, title in enumerate(TITLES)}
COUNTY = (*PLACES, KnownPlace(5, "青山镇", "大河村", "大河"), KnownPlace(6, "石桥镇", "小河村", "小河"))
FAMILIES = (
    ("上坝村", "张大有", an_id(1, "19650312"), 3, "2450.50", "2016-11-01"),
    ("青溪社区", "李秀英", an_id(2, "19680725"), 4, "1800.00", "2016-11-02"),
    ("大河村", "王秀田", an_id(4, "19500115"), 1, "2100.00", "2016-11-03"),
    ("小河村", "陈阿水", an_id(5, "19700630"), 2, "2733.33", "2016-11-04"),
)


def applications(**cells):
    """A list of four applications in four villages, on rows 2 to 5; cells are spoiled by column and row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = APPLICATION
    sheet.append(TITLES)
    for serial, (village, head, number, persons, income, filed) in enumerate(FAMILIES, 1):
        card, phone = a_card(f"6200009901010000{serial:02}"), f"139000000{serial:02}"
        sheet.append((serial, village, head, number, persons, income, filed, card, phone, ""))
    for cell, value in cells.items():
        sheet[cell] = value
    return book


PEOPLE = (
    ("石桥镇", "柳湾村", "9901011012000001", 1, "张大有", an_id(1, "19650312"), 2, "户主"),
    ("石桥镇", "柳湾村", "9901011012000001", 2, "李秀英", an_id(2, "19680725"), 2, "配偶"),
    ("青山镇", "柳湾村", "9901011022000001", 1, "王秀田", an_id(4, "19500115"), 1, "户主"),
    ("青山镇", "青溪社区", "9901011022010001", 1, "陈阿水", an_id(5, "19700630"), 1, "户主"),
)


def person_rows():
    """The rows of the national export of persons, all text."""
    for serial, (town, village, number, place, name, id_number, persons, relation) in enumerate(PEOPLE, 1):
        yield (
            *(str(serial), "2022-10-28", "青岚县", town, village, "一组", number, f"{number}{place:02}"),
            *(name, id_number, str(persons), relation, "汉族", "初中", "非在校生", "健康", "普通劳动力", ""),
            *("是", "缺技术", "否", "是", "9500.5", "13900000001", "", "201312", "201312", "脱贫户"),
            *("", "", "", ""),
        )


def exported(rows=None):
    """The national export of persons: two banner rows, the header in row 3, all text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "已脱贫人口名单"
    sheet.append(["已脱贫人口名单"])
    sheet.append(["导出时间：2022-10-28"])
    sheet.append(EXPORT)
    for row in rows or person_rows():
        sheet.append(row)
    sheet.merge_cells("A1:AF1")
    sheet.merge_cells("A2:AF2")
    return book


def table(name, *rows):
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    return book


def read_list(book, folder, name="名单.xlsx", **terms):
    """What the reader says of a list of the county."""
    path = folder / name
    book.save(path)
    told = {"year": 2016, "today": TODAY, **terms}
    return read_delivery(path, ReadingTerms(COUNTY, **told))
