"""The checks of rows are declared once, and a county can set those that are not fixed."""

from string import Formatter

import pytest

from county_desk.intake.delivery import Level, ReadingTerms
from county_desk.intake.reading.checks.check_file import MODULES
from county_desk.intake.reading.report import read_delivery
from county_desk.rules.checks.catalogue import OF_READING, catalogue
from county_desk.rules.checks.hits import FUNCTIONS, Of
from county_desk.rules.checks.running import Switch
from tests.intake.lists import table
from tests.intake.made_up import an_id
from tests.intake.villages import PLACES

CHECKS = {number: check for number, check in catalogue().checks.items() if check.group in OF_READING}


def test_every_check_of_rows_has_one_entry_and_one_function():
    names = {module.__name__ for module in MODULES}
    carried_out = {number for number, (_of, function) in FUNCTIONS.items() if function.__module__ in names}
    assert carried_out == set(CHECKS)
    assert {FUNCTIONS[number][0] for number in CHECKS} == {Of.FAMILY, Of.ROWS}


@pytest.mark.parametrize("number", CHECKS)
def test_every_wording_fills_in_the_same_values_in_both_languages(number):
    for wording in CHECKS[number].wordings.values():
        assert fields(wording.words["zh"]) == fields(wording.words["en"])


def fields(text):
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("level", "said"), [(None, Level.ASK), ("warning", Level.WARN), ("off", None)])
def test_a_county_sets_a_check_of_rows_for_a_year(tmp_path, level, said):
    book = table(
        "户主",
        ("户编号", "行政村", "户主姓名", "身份证号", "家庭人口数", "姓名"),
        ("9901011010010001", "上坝村", "张大有", an_id(1, "19650312"), 3, "李秀英"),
    )
    path = tmp_path / "户主.xlsx"
    book.save(path)
    switches = (Switch("L08", level, 2016),) if level else ()
    delivery = read_delivery(path, ReadingTerms(PLACES, 2016, switches=switches))
    levels = [each.level for row in delivery.lines for each in row.problems if each.kind == "several_values"]
    assert levels == ([said] if said else [])
