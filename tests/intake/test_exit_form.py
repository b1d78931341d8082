"""The form of a village's exit: its indicators by their titles, out and back."""

from datetime import date

import openpyxl
import pytest

from county_desk.intake.forms.blank import write_blank_village_form
from county_desk.intake.forms.village_form import read_village_form
from county_desk.intake.village_forms import command_of, indicators_asked
from county_desk.text import language
from tests.intake.forms import FILLED, LIUWAN

DAY = date(2017, 11, 8)


@pytest.fixture
def asked(policy):
    """The indicators of Guizhou in Chinese."""
    with language("zh"):
        return indicators_asked(policy, DAY)


@pytest.fixture
def form(tmp_path, asked):
    """The blank form of an exit, with the figures of a village filled in."""
    path = tmp_path / "退出.xlsx"
    with language("zh"):
        write_blank_village_form(path, LIUWAN, 2017, "village_exit", asked)
    return fill(path, FILLED)


def rows_of(sheet):
    return {str(sheet.cell(row, 1).value).lstrip("* "): row for row in range(1, sheet.max_row + 1)}


def fill(path, answers):
    """Write answers beside the titles of a form."""
    from county_desk.intake.forms.village_fields import FIELDS

    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    with language("zh"):
        titles = {field.key: field.shown for field in FIELDS}
    for key, answer in answers.items():
        sheet.cell(rows_of(sheet)[titles.get(key, key)], 2).value = answer
    book.save(path)
    return path


def test_the_form_of_an_exit_asks_for_the_indicators_by_their_titles(form):
    sheet = openpyxl.load_workbook(form).worksheets[0]
    assert sheet["A1"].value == "2017年度贫困村退出申请表"
    titles = rows_of(sheet)
    assert {"指标：主导产业", "指标：通自来水", "指标：有卫生室"} <= set(titles)
    units = {title: sheet.cell(row, 3).value for title, row in titles.items()}
    assert (units["指标：村集体经济累计收入"], units["指标：主导产业"]) == ("元", "个产业")
    assert units["指标：主导产业覆盖贫困户比例"] == "%"
    lists = {str(check.sqref) for check in sheet.data_validations.dataValidation if check.type == "list"}
    assert f"B{titles['指标：通自来水']}" in lists


def test_its_indicators_come_back_under_their_titles(form):
    answers = {"指标：主导产业": 2, "指标：通自来水": "是", "指标：有卫生室": "否"}
    with language("zh"):
        reading = read_village_form(fill(form, answers))
    assert (reading.problems, reading.form.kind) == ((), "village_exit")
    assert reading.form.indicators == "主导产业=2,通自来水=是,有卫生室=否"
    assert reading.form.collective_income == 12500, "a figure of the village stays what it was"
    command = command_of(reading.form, DAY)
    assert (command.kind, command.indicators) == ("village_exit", reading.form.indicators)


def test_a_blank_indicator_is_unknown_and_a_wrong_one_a_problem_with_its_cell(form):
    assert read_village_form(form).form.indicators == ""
    reading = read_village_form(fill(form, {"指标：通自来水": "也许"}))
    sheet = openpyxl.load_workbook(form).worksheets[0]
    assert [problem.cell for problem in reading.problems] == [f"B{rows_of(sheet)['指标：通自来水']}"]


def test_a_form_that_was_made_before_is_for_registration(tmp_path):
    with language("zh"):
        write_blank_village_form(tmp_path / "识别.xlsx", LIUWAN, 2016)
    reading = read_village_form(fill(tmp_path / "识别.xlsx", FILLED))
    assert command_of(reading.form, DAY).kind == "village_registration"
