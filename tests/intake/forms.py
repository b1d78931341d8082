"""A village's form, filled in as people do."""

from datetime import date

import openpyxl

from county_desk.intake.forms.blank import Addressee, write_blank_village_form
from county_desk.intake.forms.village_fields import FIELDS
from county_desk.text import language

LIUWAN = Addressee(7, "990101100002", "青岚县", "石桥镇", "柳湾村")
ROWS = {field.key: row for row, field in enumerate(FIELDS, start=4)}
FILLED = {
    "natural_villages": 6,
    "households": 305,
    "persons": 1046,
    "poor_households": 112,
    "poor_persons": 372,
    "income_per_head": 3120,
    "has_collective_income": "是",
    "collective_income": 1.25,
    "nature": "山区",
    "economy": "种植玉米",
    "filed_on": date(2016, 11, 8),
}


def blank(path, language_code="zh"):
    """A blank form."""
    with language(language_code):
        write_blank_village_form(path, LIUWAN, 2016)
    return path


def filled(path, language_code="zh", **answers):
    """A form with answers; None blanks one."""
    book = openpyxl.load_workbook(blank(path, language_code))
    sheet = book.worksheets[0]
    for key, answer in (FILLED | answers).items():
        sheet.cell(ROWS[key], 2).value = answer
    book.save(path)
    return path
