"""A short run of the fuzzer, and proof that it finds what it looks for."""

from dataclasses import replace
from datetime import date

import pytest

from county_desk.intake.delivery import Verdict
from county_desk.intake.reading.report import read_delivery
from tests.intake.corpus.case import clean_book
from tests.intake.corpus.people import FILED, HEAD, ID, INCOME, PERSONS, TERMS
from tests.intake.fuzz.agree import agrees, disagreements
from tests.intake.fuzz.mutant import mutant
from tests.intake.fuzz.oracle import Cell, pages_of
from tests.intake.fuzz.run import fuzz

COUNT = 1_200


@pytest.mark.slow
def test_mutated_files_neither_fell_the_reader_nor_get_stored_wrongly(tmp_path):
    run = fuzz(COUNT, "ci", tmp_path)
    assert run.failed == {}
    assert run.files == COUNT
    assert run.stored > COUNT, "most files still hold households that are sound"


def test_a_seed_makes_the_same_file_each_time():
    assert [mutant("a", n) for n in range(20)] == [mutant("a", n) for n in range(20)]
    assert [mutant("a", n).raw for n in range(20)] != [mutant("b", n).raw for n in range(20)]


def _clean(folder):
    path = folder / "申请名单.xlsx"
    path.write_bytes(clean_book().packed())
    return read_delivery(path, TERMS), pages_of("xlsx", path.read_bytes())


def test_the_second_reader_agrees_about_a_clean_list(tmp_path):
    assert disagreements(*_clean(tmp_path)) == []


def test_a_row_that_is_left_out_is_found(tmp_path):
    delivery, pages = _clean(tmp_path)
    short = replace(delivery, lines=tuple(line for line in delivery.lines if line.row != 4))
    assert disagreements(short, pages) == ["申请名单!4 is left out without a word"]


def test_a_value_that_was_changed_or_dropped_is_found(tmp_path):
    delivery, pages = _clean(tmp_path)
    for title in (HEAD, ID, INCOME, FILED, PERSONS):
        for value in ("", "1"):
            lines = [
                replace(line, values={**line.values, title: value}) if line.row == 3 else line
                for line in delivery.lines
            ]
            found = disagreements(replace(delivery, lines=tuple(lines)), pages)
            assert len(found) == 1, (title, value, found)
            assert found[0].startswith(f"申请名单!3 {title}: ")


def test_a_person_who_is_passed_over_is_found(tmp_path):
    delivery, pages = _clean(tmp_path)
    lines = [replace(line, verdict=Verdict.SKIP) if line.row == 5 else line for line in delivery.lines]
    found = disagreements(replace(delivery, lines=tuple(lines)), pages)
    assert found == ["申请名单!5 holds a person and was passed over"]


def test_the_rule_of_values_is_strict():
    assert agrees(INCOME, Cell("text", "２，８００元"), "2800.00")
    assert agrees(INCOME, Cell("text", "0.28万元"), "2800.00")
    assert not agrees(INCOME, Cell("text", "约2800"), "2800.00")
    assert not agrees(INCOME, Cell("text", "28,00"), "2800.00")
    assert not agrees(INCOME, Cell("number", "2800", '"1500"'), "2800.00")
    assert not agrees(INCOME, Cell("formula", None), "2800.00")
    assert not agrees(ID, Cell("number", "990101196807250048"), "990101196807250048")
    assert agrees(FILED, Cell("number", "42445", "yyyy-mm-dd"), "2016-03-16")
    assert agrees(FILED, Cell("number", "40983", "yyyy-mm-dd"), "2016-03-16", since_1904=True)
    assert agrees(FILED, Cell("day", date(2016, 3, 16)), "2016-03-16")
    assert not agrees(FILED, Cell("text", "3/4/2016"), "2016-03-04")
    assert not agrees(HEAD, Cell("text", "李秀英"), "李秀兰")
