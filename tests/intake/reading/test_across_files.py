"""Files that arrive together: the same file twice, the same list twice, and which of them is the newer."""

from dataclasses import replace

import pytest

from county_desk.intake.delivery import FileVerdict, Level
from county_desk.intake.reading.checks.across_files import across_files
from county_desk.intake.reading.households.verdicts import agreed, asked_of_all
from tests.intake.villages import LEDGER, LIVING, ROSTER, a_workbook, an_id, line, read, spoil


def told(*deliveries):
    """The level of what is said of each file (None for nothing)."""
    return [problems[0].level if problems else None for problems in across_files(deliveries)]


@pytest.fixture
def whole(tmp_path):
    return read(a_workbook(), tmp_path)


def shorter(folder, name="柳湾贫困户花名册.xlsx"):
    """The same village without its second household."""
    book = a_workbook()
    book[ROSTER].delete_rows(6)
    book[LEDGER].delete_rows(5, 3)
    book[LIVING].delete_rows(4)
    return read(book, folder, name)


def others():
    """The roster of another village: other numbers, other people."""
    book = a_workbook()
    for row in (3, 6, 7):
        book[ROSTER][f"O{row}"] = book[ROSTER][f"O{row}"].value.replace("001", "002", 1)
    for row in range(3, 9):
        book[ROSTER][f"G{row}"] = an_id(row * 7, "19650312")
    return book


def other_day(delivery, name):
    """The same list in a file of another name, with one telephone changed."""
    first, *rest = delivery.households
    households = (replace(first, telephone="13900000009"), *rest)
    return replace(delivery, file=name, digest=f"{delivery.digest[:-1]}x", households=households)


def test_different_lists_have_nothing_to_say_to_each_other(whole, tmp_path):
    assert told(whole, read(others(), tmp_path, "上坝.xlsx")) == [None, None]
    assert across_files([]) == ()


def test_the_same_file_twice_is_told_of_the_second_and_asks_nothing(whole):
    again = replace(whole, file="副本.xlsx")
    assert told(whole, again) == [None, Level.WARN]
    (problem,) = across_files([whole, again])[1]
    assert problem.kind == "file_duplicate"
    assert "柳湾贫困户花名册.xlsx" in problem.message


def test_of_two_lists_the_one_that_calls_itself_old_waits(whole):
    old = other_day(whole, "a/柳湾贫困户花名册（旧）.xlsx")
    assert told(whole, old) == [Level.WARN, Level.ASK]
    assert told(old, whole) == [Level.ASK, Level.WARN]
    new = other_day(whole, "柳湾花名册（最新）.xlsx")
    assert told(whole, new) == [Level.ASK, Level.WARN]


def test_an_older_list_that_a_newer_one_repeats_asks_nothing(whole):
    old = replace(whole, file="柳湾贫困户花名册（旧）.xlsx", digest="x")
    moved = tuple(replace(each, where="花名册!99") for each in whole.households)
    assert told(replace(whole, households=moved), old) == [Level.WARN, Level.WARN]
    assert "repeats" in across_files([whole, old])[1][0].message
    less = replace(old, households=whole.households[:-1])
    assert told(whole, less) == [Level.WARN, Level.WARN]
    assert told(replace(less, file=whole.file, digest="y"), old) == [Level.WARN, Level.ASK]


def test_the_later_day_in_a_name_is_the_newer(whole):
    earlier, later = other_day(whole, "柳湾2016.11.9.xlsx"), replace(whole, file="柳湾2016.11.23.xlsx")
    assert told(later, replace(earlier, digest="y")) == [Level.WARN, Level.ASK]


def test_of_two_lists_of_one_name_the_longer_is_the_newer(whole, tmp_path):
    less = shorter(tmp_path)
    assert told(whole, less) == [Level.WARN, Level.ASK]
    assert "household" in across_files([whole, less])[1][0].message


def test_when_nothing_tells_which_counts_both_ask(whole):
    assert told(whole, other_day(whole, "花名册.xlsx")) == [Level.ASK, Level.ASK]


def test_a_question_about_the_file_holds_every_row_until_somebody_agrees(whole):
    old = other_day(whole, "柳湾贫困户花名册（旧）.xlsx")
    asked = asked_of_all(old, across_files([whole, old])[1])
    assert asked.verdict is FileVerdict.ASK
    assert asked.counts["accept"] == 0
    assert [problem.kind for problem in asked.problems] == ["file_ambiguous"]
    taken = agreed(asked, {"file_ambiguous"})
    assert taken.verdict is FileVerdict.ACCEPT
    told_only = asked_of_all(whole, across_files([whole, old])[0])
    assert told_only.counts == whole.counts


def test_a_ledger_is_no_second_list_beside_its_roster(whole, tmp_path):
    book = spoil(a_workbook(), ROSTER, {})
    book.remove(book[ROSTER])
    assert told(whole, read(book, tmp_path, "台账.xlsx")) == [None, None]


def test_a_person_in_two_lists_is_told_at_the_cell_of_each(tmp_path):
    one, book = read(a_workbook(), tmp_path), others()
    spoil(book, ROSTER, {"D7": "陈阿河", "G7": line(one, 7).values["身份证号"]})
    other = read(book, tmp_path, "上坝.xlsx")
    first, second = across_files([one, other])
    assert [(problem.cell, problem.kind, problem.level) for problem in (*first, *second)] == [
        ("G7", "duplicate_id_other_name", Level.WARN),
        ("G7", "duplicate_id_other_name", Level.WARN),
    ]
    told = asked_of_all(one, first)
    assert line(told, 7).kinds == ("duplicate_id_other_name",)
    assert told.problems == one.problems
    assert told.verdict is FileVerdict.ACCEPT
