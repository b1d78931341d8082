"""Reading a filled application: units, numbers written as text, and what is wrong in which cell."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from county_desk.intake.delivery import Level
from county_desk.intake.forms.village_form import VillageForm, read_village_form
from county_desk.intake.village_forms import command_of
from county_desk.models.village import Source
from county_desk.text import language
from county_desk.workflow.cases.village_filing import FileVillage
from tests.intake.forms import ROWS, filled
from tests.intake.office import converted

ANSWER = VillageForm(
    village=7,
    code="990101100002",
    year=2016,
    natural_villages=6,
    households=305,
    persons=1046,
    poor_households=112,
    poor_persons=372,
    income_per_head=Decimal("3120.00"),
    has_collective_income=True,
    collective_income=Decimal("12500.00"),
    nature="山区",
    economy="种植玉米",
    filed_on=date(2016, 11, 8),
)


def read(tmp_path, **answers):
    return read_village_form(filled(tmp_path / "form.xlsx", **answers))


def said(reading):
    return [(problem.cell, problem.kind, problem.level) for problem in reading.problems]


def cell(key):
    return f"B{ROWS[key]}"


def test_a_filled_form_reads_back_as_it_was_filled(tmp_path):
    reading = read(tmp_path)
    assert reading.form == ANSWER
    assert reading.problems == ()
    assert reading.ready


def test_the_english_form_reads_back_the_same(tmp_path):
    reading = read_village_form(filled(tmp_path / "form.xlsx", "en", has_collective_income="Yes"))
    assert (reading.form, reading.problems) == (ANSWER, ())


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        (0, "0.00"),
        (0.3, "3000.00"),
        (12.34567, "123456.70"),
        ("1.25", "12500.00"),
        ("１．２５", "12500.00"),
        ("1.25万元", "12500.00"),
        ("1.25 万", "12500.00"),
        ("12,500元", "12500.00"),
    ],
)
def test_ten_thousands_become_yuan(tmp_path, typed, yuan):
    answer = "是" if Decimal(yuan) else "否"
    form = read(tmp_path, collective_income=typed, has_collective_income=answer).form
    assert str(form.collective_income) == yuan


@pytest.mark.parametrize("typed", ["1,046", "1046人", "１０４６", " 1046 "])
def test_a_number_written_as_text_is_read_and_said_so(tmp_path, typed):
    reading = read(tmp_path, persons=typed)
    assert reading.form.persons == 1046
    assert said(reading) == [(cell("persons"), "normalized", Level.WARN)]
    assert reading.ready


@pytest.mark.parametrize(
    ("key", "typed", "kind", "level"),
    [
        ("persons", "约一千", "number_unclear", Level.ASK),
        ("persons", 10.5, "number_range", Level.ASK),
        ("persons", -3, "number_range", Level.ASK),
        ("persons", None, "missing", Level.ERROR),
        ("persons", "=305*3", "formula_cell", Level.ERROR),
        ("income_per_head", 0.312, "income_unit", Level.ASK),
        ("income_per_head", -1, "income_negative", Level.ERROR),
        ("collective_income", 12500, "income_unit", Level.ASK),
        ("has_collective_income", "也许", "cell_type", Level.ASK),
        ("filed_on", "8.11.2016", "date_ambiguous", Level.ASK),
        ("filed_on", None, "missing", Level.ERROR),
        ("poor_persons", 1047, "total_mismatch", Level.ERROR),
        ("poor_households", 306, "total_mismatch", Level.ERROR),
        ("has_collective_income", "否", "income_sum", Level.ERROR),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(tmp_path, key, typed, kind, level):
    reading = read(tmp_path, **{key: typed})
    where = "collective_income" if kind == "income_sum" else key
    assert (cell(where), kind, level) in said(reading)
    assert not reading.ready


def test_a_formula_is_never_taken_for_its_result(tmp_path):
    assert read(tmp_path, persons="=305*3").form.persons is None


def test_an_answer_is_found_where_its_question_was_moved_to(tmp_path):
    path = filled(tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.move_range(f"A{ROWS['filed_on']}:D{ROWS['filed_on']}", rows=3, cols=1)
    book.save(path)
    assert read_village_form(path).form == ANSWER


def test_a_question_that_was_deleted_is_missed(tmp_path):
    path = filled(tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(ROWS["persons"], 1).value = None
    book.save(path)
    assert said(read_village_form(path)) == [("A1", "header_missing", Level.ERROR)]


def test_an_answer_in_a_hidden_row_is_asked_about(tmp_path):
    path = filled(tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[ROWS["persons"]].hidden = True
    book.save(path)
    assert said(read_village_form(path)) == [(cell("persons"), "hidden_row", Level.ASK)]


def change_mark(path, row, value):
    book = openpyxl.load_workbook(path)
    book.worksheets[1].cell(row, 2).value = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("row", "value", "kind"),
    [(1, "something else", "sheet_missing"), (2, "2", "file_type"), (3, "七", "sheet_missing")],
)
def test_another_form_or_version_is_not_guessed_at(tmp_path, row, value, kind):
    reading = read_village_form(change_mark(filled(tmp_path / "form.xlsx"), row, value))
    assert (reading.form, said(reading)) == (None, [("", kind, Level.ERROR)])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.4", "file_unsupported"),
        (b"PK\x03\x04broken", "file_truncated"),
        (b"x" * 5_000_001, "zip_too_big"),
    ],
)
def test_a_file_that_is_no_workbook_is_a_problem_and_never_an_exception(tmp_path, content, kind):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    reading = read_village_form(path)
    assert (reading.form, said(reading)) == (None, [("", kind, Level.ERROR)])


def test_a_file_that_is_not_there_is_a_problem_too(tmp_path):
    assert read_village_form(tmp_path / "gone.xlsx").problems[0].kind == "file_corrupt"


def test_the_free_texts_become_one_remark(tmp_path):
    with language("zh"):
        assert read(tmp_path).form.remark == "自然条件：山区\n经济发展：种植玉米"


def test_the_workbook_ends_in_the_same_command_as_the_form(tmp_path):
    form = read(tmp_path, nature=None, economy=None).form
    assert command_of(form, date(2016, 11, 24)) == FileVillage(
        village=7,
        kind="village_registration",
        year=2016,
        received_on=date(2016, 11, 8),  # as written on it; it came in later
        natural_villages=6,
        households=305,
        persons=1046,
        poor_households=112,
        poor_persons=372,
        income_per_head=Decimal("3120.00"),
        collective_income=Decimal("12500.00"),
        source=Source.WORKBOOK,
    )


def test_a_form_that_came_before_its_own_day_counts_from_the_day_it_came(tmp_path):
    assert command_of(read(tmp_path).form, date(2016, 11, 1)).received_on == date(2016, 11, 1)


@pytest.mark.office
def test_a_form_that_another_office_program_saved_reads_the_same(tmp_path):
    reading = read_village_form(converted(filled(tmp_path / "form.xlsx"), "xlsx"))
    assert (reading.form, reading.problems) == (ANSWER, ())


def test_a_form_that_is_gone_is_told_in_our_words(tmp_path):
    (problem,) = read_village_form(tmp_path / "form.xlsx").problems
    assert problem.message == "The file is not where it was; find it and choose it again."
