"""The code lists, names and forms that are shared beside the project are all understood."""

import csv
import json

import pytest

from county_desk.intake.reading.columns.headers import find_header
from county_desk.intake.reading.columns.titles import known_title
from county_desk.intake.reading.values.cell_value import read_word, read_words
from county_desk.intake.reading.values.names import read_name
from county_desk.intake.vocabulary import words_of
from county_desk.sheets.formats.book import Grid, Marks
from tests.office_data import FOLDER, MISSING

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason=MISSING)
LISTS = {"主要致贫原因": "致贫原因", "贫困户属性": "户类型", "其他致贫原因(多选)": "其他致贫原因"}
NOT_READ = {"务工情况", "性别"}  # the first is free text here; the second has 未说明的性别, which nobody is


def rows(name):
    """The rows of one shared table."""
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_sign_for_the_middle_dot_is_read_as_it_or_asked_about():
    for row in rows("names/middle_dot_variants.csv"):
        found = read_name(f"阿依努尔{row['char'][:1]}买买提")
        if row["char"].strip() and len(row["char"]) == 1 and row["codepoint"].startswith("U+"):
            assert found.plain == "阿依努尔·买买提", row
        assert not found.notes or found.notes[0].kind in ("normalized", "several_values"), row


def test_rare_characters_of_names_are_read_as_they_stand():
    for row in rows("names/rare_name_characters.csv"):
        found = read_name("王" + row["char"])
        assert (found.plain, found.notes) == ("王" + row["char"], ()), row


def test_names_that_the_official_list_damaged_with_a_question_mark_are_asked_about():
    damaged = [row for row in rows("names/official_names_damaged.csv") if "?" in row["as_printed_2020"]]
    assert damaged
    for row in damaged:
        assert read_name(row["as_printed_2020"]).notes[0].kind == "mojibake_suspect"


def test_both_orders_of_the_peoples_are_those_of_the_shared_lists():
    orders = [list(words) for _name, words in words_of("民族").orders]
    for order, name in zip(orders, ("ethnic_gbt3304", "ethnic_poverty_registry_order"), strict=True):
        shared = [row for row in rows(f"codes/{name}.csv") if int(row["code"]) <= len(order)]
        assert [row["name_to_show"] for row in shared] == order


@pytest.mark.parametrize("name", ["registry_lists_2016", "registry_lists_variant"])
def test_every_word_of_the_registry_is_understood(name):
    for row in rows(f"codes/{name}.csv"):
        title = LISTS.get(row["list"], row["list"])
        words = words_of(title)
        if words is None or row["list"] in NOT_READ:
            continue
        found = (read_words if title == "其他致贫原因" else read_word)(row["name"], title)
        assert {note.kind for note in found.notes} <= {"normalized"} or row["name"] in ("缺住房", "缺电"), row


def test_the_columns_of_the_national_export_are_known():
    for row in rows("forms/national_export_columns_2022.csv"):
        assert known_title(row["column"]) is not None, row


@pytest.mark.parametrize(
    ("form", "sheet", "first", "last"),
    [
        ("广州_党组织报表_三行表头", 0, 1, 3),
        ("湖南_入户走访台账_46列", 0, 3, 6),
        ("湖南_整村信息收集操作表", 0, 3, 4),
        ("湖南_整村信息收集操作表", 3, 3, 4),
        ("湖南_农户信用等级评定表", 0, 3, 3),
    ],
)
def test_the_header_of_a_real_form_is_found_with_all_its_rows(form, sheet, first, last):
    shape = json.loads((FOLDER / "forms" / "shapes" / f"{form}.json").read_text("utf8"))["sheets"][sheet]
    cells = [[""] * shape["cols"] for _ in range(shape["rows"])]
    for row, column, text in shape["cells"]:
        cells[row - 1][column - 1] = text
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in shape["merged"])
    found = find_header(Grid(shape["sheet"], cells, marks=Marks(merged=merged)))
    assert (found.first, found.last) == (first, last)
