"""The workbooks of 18 villages as an office received them: what becomes of each file, row by row.

The counts and the mistakes below were found by hand before they were written down here.
"""

import csv
from collections import Counter
from datetime import date

import pytest

from county_desk.intake.delivery import STORED, KnownPlace, ReadingTerms
from county_desk.intake.reading.checks.across_files import across_files
from county_desk.intake.reading.households.questions import count_waiting, questions_of
from county_desk.intake.reading.households.verdicts import WAITS, asked_of_all
from county_desk.intake.reading.report import read_delivery
from tests.office_data import FOLDER, MISSING

COUNTY = FOLDER / "county_2016"
pytestmark = pytest.mark.skipif(not COUNTY.exists(), reason=MISSING)

# file: village, verdict, accept, accept_warn, ask, reject_row, skip
COUNTS = {
    "农安贫困户花名册.csv": ("农安", "partial", 40, 0, 3, 0, 1),
    "汉城建档立卡贫困户信息表.xlsx": ("汉城", "partial", 313, 5, 17, 0, 24),
    "汉王街道贫困户花名册.xlsx": ("", "reject_file", 0, 0, 0, 0, 0),
    "东关贫困户花名册.xlsx": ("东关", "partial", 146, 4, 17, 2, 15),
    "兴隆建档立卡贫困户信息表.xlsx": ("兴隆", "reject", 0, 0, 61, 63, 15),
    "双胜建档立卡贫困户信息表.xlsx": ("双胜", "partial", 199, 8, 10, 1, 15),
    "改革贫困户花名册.xlsx": ("改革", "partial", 114, 3, 6, 0, 15),
    "改革贫困户花名册（旧）.xlsx": ("改革", "partial", 104, 3, 6, 0, 15),
    "森林贫困户花名册.xlsx": ("森林", "partial", 224, 3, 3, 0, 15),
    "狮子沟花名册（最新）.xlsx": ("狮子沟", "accept", 81, 3, 0, 0, 20),
    "王家河花名册（最新）.xlsx": ("王家河", "partial", 113, 3, 6, 0, 15),
    "蒿坪2016.11.23.xls": ("蒿坪", "partial", 56, 1, 13, 1, 15),
    "蒿坪镇全兴贫困户花名册2016.xlsx": ("全兴", "accept", 94, 2, 0, 0, 18),
    "蒿坪镇平川贫困户花名册2016.xlsx": ("平川", "partial", 85, 3, 29, 2, 15),
    "附件1：双星贫困户花名册.xlsx": ("双星", "accept", 117, 1, 0, 0, 15),
    "附件1：金石贫困户花名册.xlsx": ("金石", "partial", 114, 1, 15, 0, 16),
    "附件1：金竹贫困户花名册.xlsx": ("金竹", "partial", 410, 10, 41, 1, 15),
    "黄金2016.11.23.xlsx": ("黄金", "accept", 193, 6, 0, 0, 16),
}

# file: sheet, cell, kind
MISTAKES = {
    "农安贫困户花名册.csv": [("", "G21", "id_15_digit")],
    "汉城建档立卡贫困户信息表.xlsx": [
        ("贫困户", "N51", "phone_invalid"),
        ("家庭成员", "G4", "date_invalid"),
        ("家庭成员", "F23", "id_special_type"),
        ("家庭成员", "D24", "head_missing"),
        ("家庭成员", "F67", "id_missing"),
        ("家庭成员", "F79", "id_special_type"),
        ("收入台账", "U49", "income_sum"),
        ("收入台账", "U60", "total_mismatch"),
    ],
    "汉王街道贫困户花名册.xlsx": [("", "", "file_truncated")],
    "东关贫困户花名册.xlsx": [
        ("贫困人口", "K17", "normalized"),
        ("贫困人口", "F49", "mojibake_suspect"),
        ("贫困人口", "A54", "hidden_row"),
        ("贫困人口", "G57", "id_numeric_cell"),
        ("贫困人口", "G90", "id_numeric_cell"),
        ("三保障", "G16", "exit_water"),
    ],
    "双胜建档立卡贫困户信息表.xlsx": [
        ("Sheet1", "H55", "id_birth"),
        ("Sheet1", "D60", "normalized"),
        ("Sheet1", "E99", "normalized"),
        ("Sheet1", "J114", "normalized"),
        ("三保障", "E30", "exit_housing"),
    ],
    "改革贫困户花名册.xlsx": [
        ("Sheet1", "R3", "normalized"),
        ("Sheet1", "M4", "school_age"),
        ("收入台账", "U22", "income_sum"),
    ],
    "森林贫困户花名册.xlsx": [("Sheet1", "G4", "normalized"), ("Sheet1", "P25", "member_count")],
    "狮子沟花名册（最新）.xlsx": [("汇总", "", "several_sheets"), ("Sheet1", "H20", "normalized")],
    "王家河花名册（最新）.xlsx": [
        ("", "", "village_mismatch"),
        ("Sheet1", "E70", "head_missing"),
        ("Sheet1", "R71", "cause_unknown"),
    ],
    "蒿坪2016.11.23.xls": [
        ("", "", "file_type"),
        ("Sheet1", "G5", "duplicate_person"),
        ("Sheet1", "G11", "id_checksum"),
    ],
    "蒿坪镇全兴贫困户花名册2016.xlsx": [("Sheet1", "T38", "phone_invalid"), ("Sheet1", "D63", "normalized")],
    "蒿坪镇平川贫困户花名册2016.xlsx": [
        ("Sheet1", "G22", "id_checksum"),
        ("Sheet1", "G43", "id_missing"),
        ("Sheet1", "G47", "id_checksum"),
        ("Sheet1", "H49", "id_birth"),
        ("Sheet1", "I69", "normalized"),
        ("Sheet1", "H74", "normalized"),
        ("收入台账", "V8", "income_per_head"),
    ],
    "附件1：双星贫困户花名册.xlsx": [("Sheet1", "T2", "hidden_column"), ("Sheet1", "D18", "normalized")],
    "附件1：金石贫困户花名册.xlsx": [
        ("Sheet1", "H50", "id_birth"),
        ("收入台账", "M6", "income_missing"),
        ("收入台账", "P9", "income_missing"),
        ("收入台账", "U17", "income_sum"),
    ],
    "附件1：金竹贫困户花名册.xlsx": [
        ("Sheet1", "P3", "member_count"),
        ("Sheet1", "O3", "household_duplicate"),
        ("Sheet1", "G81", "id_checksum"),
        ("Sheet1", "U131", "card_checksum"),
        ("Sheet1", "O133", "household_number"),
        ("Sheet1", "P164", "member_count"),
        ("Sheet1", "B213", "village_mismatch"),
        ("Sheet1", "O258", "household_duplicate"),
        ("收入台账", "S5", "income_negative"),
        ("收入台账", "T67", "income_unit"),
        ("收入台账", "B48", "household_number"),
    ],
    "黄金2016.11.23.xlsx": [
        ("Sheet1", "J27", "education_age"),
        ("Sheet1", "A77", "non_data_row"),
        ("Sheet1", "H109", "date_unformatted_number"),
        ("收入台账", "V27", "income_missing"),
    ],
}


# file: every kind of mistake with how often it was found, but for rows that only wait for others
KINDS = {
    "农安贫困户花名册.csv": {"id_15_digit": 1, "sheet_missing": 2},
    "汉城建档立卡贫困户信息表.xlsx": {
        "date_invalid": 1,
        "exit_insurance": 1,
        "head_missing": 1,
        "id_missing": 1,
        "id_special_type": 2,
        "income_sum": 1,
        "phone_invalid": 1,
        "total_mismatch": 1,
    },
    "汉王街道贫困户花名册.xlsx": {"file_corrupt": 1, "file_truncated": 1},
    "东关贫困户花名册.xlsx": {
        "exit_insurance": 2,
        "exit_water": 1,
        "hidden_row": 4,
        "id_numeric_cell": 2,
        "mojibake_suspect": 1,
        "normalized": 1,
    },
    "兴隆建档立卡贫困户信息表.xlsx": {"id_numeric_cell": 63, "normalized": 1},
    "双胜建档立卡贫困户信息表.xlsx": {
        "exit_housing": 3,
        "exit_insurance": 1,
        "exit_water": 1,
        "id_birth": 1,
        "id_numeric_cell": 1,
        "normalized": 3,
    },
    "改革贫困户花名册.xlsx": {"id_special_type": 1, "income_sum": 1, "normalized": 1, "school_age": 1},
    "改革贫困户花名册（旧）.xlsx": {"id_special_type": 1, "income_sum": 1, "normalized": 1, "school_age": 1},
    "森林贫困户花名册.xlsx": {"exit_housing": 1, "member_count": 1, "normalized": 1, "school_age": 1},
    "狮子沟花名册（最新）.xlsx": {"normalized": 3, "several_sheets": 1},
    "王家河花名册（最新）.xlsx": {
        "cause_unknown": 1,
        "check_d96": 1,
        "exit_housing": 1,
        "exit_insurance": 1,
        "exit_water": 1,
        "head_missing": 1,
        "several_values": 1,
        "village_mismatch": 1,
    },
    "蒿坪2016.11.23.xls": {"duplicate_person": 2, "exit_insurance": 1, "file_type": 1, "id_checksum": 1},
    "蒿坪镇全兴贫困户花名册2016.xlsx": {"normalized": 1, "phone_invalid": 1},
    "蒿坪镇平川贫困户花名册2016.xlsx": {
        "exit_insurance": 1,
        "id_birth": 1,
        "id_checksum": 2,
        "id_missing": 1,
        "income_per_head": 1,
        "normalized": 2,
    },
    "附件1：双星贫困户花名册.xlsx": {"hidden_column": 1, "normalized": 1},
    "附件1：金石贫困户花名册.xlsx": {"id_birth": 1, "income_missing": 2, "income_sum": 3, "normalized": 1},
    "附件1：金竹贫困户花名册.xlsx": {
        "card_checksum": 1,
        "exit_housing": 2,
        "exit_school": 1,
        "household_duplicate": 2,
        "household_number": 5,
        "id_checksum": 1,
        "income_missing": 2,
        "income_negative": 1,
        "income_sum": 1,
        "income_unit": 1,
        "member_count": 2,
        "normalized": 4,
        "number_precision": 7,
        "school_age": 2,
        "village_mismatch": 1,
    },
    "黄金2016.11.23.xlsx": {
        "date_unformatted_number": 1,
        "education_age": 1,
        "exit_housing": 1,
        "exit_insurance": 1,
        "income_missing": 1,
        "school_age": 1,
    },
}


@pytest.fixture(scope="module")
def places():
    """The villages of the county, as a register would name them."""
    path = FOLDER / "divisions" / "610924_紫阳县_2017.csv"
    with path.open(encoding="utf-8-sig") as file:
        return [
            KnownPlace(number, row["town"], row["village_official_name"], row["village_short"])
            for number, row in enumerate(csv.DictReader(file), 1)
        ]


@pytest.fixture(scope="module")
def delivered(places):
    """Every file as read, by name."""
    paths = sorted(path for path in COUNTY.rglob("*") if path.is_file())
    return {path.name: read_delivery(path, ReadingTerms(places, 2016)) for path in paths}


def test_every_file_is_accounted_for(delivered):
    assert set(delivered) == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_a_file_becomes_what_it_should(name, delivered, places):
    village, *expected = COUNTS[name]
    found = delivered[name]
    short = {place.id: place.short for place in places}.get(found.place_id, "")
    kinds = ("accept", "accept_warn", "ask", "reject_row", "skip")
    assert [short, found.verdict.value, *(found.counts[kind] for kind in kinds)] == [village, *expected]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_where_it_is(name, delivered):
    found = delivered[name]
    problems = [*found.problems, *(problem for line in found.lines for problem in line.problems)]
    places = {(problem.sheet, problem.cell, problem.kind) for problem in problems}
    assert [mistake for mistake in MISTAKES[name] if mistake not in places] == []


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_mistake_is_found_as_often_as_it_stands_there(name, delivered):
    found = delivered[name]
    problems = [*found.problems, *(problem for line in found.lines for problem in line.problems)]
    counted = Counter(problem.kind for problem in problems if problem.kind not in (WAITS, "non_data_row"))
    assert counted == KINDS[name]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("汉王镇/汉城建档立卡贫困户信息表.xlsx", ["G57", "F57"]),
        ("蒿坪镇/王家河花名册（最新）.xlsx", ["H45", "G45"]),
    ],
)
def test_who_is_born_after_the_day_of_the_delivery_is_asked_about(name, cells, places):
    found = read_delivery(COUNTY / name, ReadingTerms(tuple(places), 2016, date(2016, 11, 25)))
    problems = [problem for line in found.lines for problem in line.problems]
    assert [problem.cell for problem in problems if problem.kind == "date_future"] == cells


def test_what_only_several_files_show_together_is_found(delivered):
    names = sorted(delivered)
    said = across_files([delivered[name] for name in names])
    told = [
        (name, problem.cell, problem.kind, problem.level.value)
        for name, problems in zip(names, said, strict=True)
        for problem in problems
    ]
    assert told == [
        ("改革贫困户花名册.xlsx", "", "file_ambiguous", "warn"),
        ("改革贫困户花名册（旧）.xlsx", "", "file_ambiguous", "warn"),
        ("蒿坪镇全兴贫困户花名册2016.xlsx", "G18", "duplicate_person", "warn"),
        ("附件1：金石贫困户花名册.xlsx", "G50", "duplicate_id_other_name", "warn"),
        ("附件1：金竹贫困户花名册.xlsx", "G117", "duplicate_person", "warn"),
        ("黄金2016.11.23.xlsx", "G72", "duplicate_id_other_name", "warn"),
    ]


def test_nearly_all_rows_are_ready_and_only_what_differs_is_asked(delivered):
    names = sorted(delivered)
    raw = [delivered[name] for name in names]
    found = [asked_of_all(*each) for each in zip(raw, across_files(raw), strict=True)]
    persons = [
        line for each in found for line in each.lines if {"与户主关系"} & (line.values | line.original).keys()
    ]
    ready = sum(line.verdict in STORED for line in persons)
    assert (ready, len(persons)) == (1491, 1669)
    assert ready / len(persons) >= 0.88
    asked = [each for delivery in found for each in questions_of(delivery) if each.is_open]
    assert len(asked) == 47
    assert sum(not each.rows for each in asked) == 3, "one file that breaks off, one hidden column"
    assert sum(map(count_waiting, found)) == 193


def test_the_older_file_of_a_village_differs_only_in_the_households_that_it_lacks(delivered):
    new, old = delivered["改革贫困户花名册.xlsx"], delivered["改革贫困户花名册（旧）.xlsx"]
    known = {household.number: household for household in old.households}
    more = [household.number for household in new.households if household.number not in known]
    assert len(more) == 2
    assert all(household == known.get(household.number, household) for household in new.households)
