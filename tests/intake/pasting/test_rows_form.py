"""A blank workbook for clues or visits goes out, comes back filled, and is taken in as one act."""

from datetime import date
from functools import partial

import openpyxl
import pytest

from county_desk.intake.file_tables import read_tables
from county_desk.intake.forms.rows_form import write_rows_form
from county_desk.intake.pasting.grids import CLUES, HOUSEHOLD_VISITS
from county_desk.intake.pasting.reading import read_block
from county_desk.intake.reader import Reader
from county_desk.models.clue import ClueSource
from county_desk.models.visit import VisitPurpose
from county_desk.tables.listing import page
from county_desk.tables.monitoring.clues import LISTING as CLUE_LIST
from county_desk.tables.monitoring.visits import LISTING as VISIT_LIST
from county_desk.text import _, language
from county_desk.workflow.monitoring.clues import RecordClue
from tests.build import a_registered_household, household_of

TODAY = date(2017, 6, 5)


@pytest.fixture
def household(office):
    return household_of(office, a_registered_household(office))


def filled(path, grid, household, **answers):
    """A blank workbook, with the answers typed under its titles."""
    write_rows_form(path, grid, [{"household_number": household.number, "head_name": household.head}])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = {str(cell.value).removeprefix("* "): cell.column for cell in sheet[1]}
    for title, answer in answers.items():
        sheet.cell(2, titles[title]).value = answer
    book.save(path)
    return path


def block_of(office, path, grid, **given):
    with Reader() as reader:
        found = reader.tables(path)
    (table,) = found.tables
    assert (found.trouble, table.list) == ("", grid.key)
    return read_block(office.at(TODAY), grid, table, given, {}, {})


@pytest.mark.parametrize("code", ["zh", "en"])
def test_clues_go_out_and_come_back_in_either_language(office, household, tmp_path, code):
    with language(code):
        asks = RecordClue.asks()
        given = {"source": _(ClueSource.ROUND.label), "risks": "因病、因学", "found_on": date(2017, 6, 1)}
        answers = {_(asks[name].title): value for name, value in (given | {"words": "住院"}).items()}
        path = filled(tmp_path / "线索.xlsx", CLUES, household, **answers)
        read = block_of(office, path, CLUES)
    assert read.unfit == ()
    change = office.at(TODAY).do(read.command())
    with language(code):
        (row,) = block_of(office, path, CLUES).unfit
        words = _("The same is on record already. If it is meant twice, record it with the form.")
    assert words in [cell.trouble for cell in row.cells]
    (clue,) = office.read(partial(page, listing=CLUE_LIST))
    assert (clue.risks, clue.found_on, clue.words, clue.household_id) == (
        "因病、因学",
        date(2017, 6, 1),
        "住院",
        household.id,
    )
    office.at(TODAY).do(change.undo)
    assert office.read(partial(page, listing=CLUE_LIST)) == []


def test_visits_go_out_and_come_back(office, household, tmp_path):
    answers = {"Visited on": date(2017, 6, 2), "Visitors": "郑宝", "What was found": "稳定"}
    path = filled(tmp_path / "走访.xlsx", HOUSEHOLD_VISITS, household, **answers)
    read = block_of(office, path, HOUSEHOLD_VISITS, purpose=VisitPurpose.CONTACT)
    change = office.at(TODAY).do(read.command())
    (visit,) = office.read(partial(page, listing=VISIT_LIST))
    assert (visit.head, visit.visited_on, visit.visitors) == (household.head, date(2017, 6, 2), "郑宝")
    office.at(TODAY).do(change.undo)
    assert office.read(partial(page, listing=VISIT_LIST)) == []


def test_a_row_that_does_not_fit_says_why_and_the_others_go_in(office, household, tmp_path):
    answers = {"Visited on": date(2017, 6, 9), "Visitors": "郑宝", "What was found": "稳定"}
    path = filled(tmp_path / "走访.xlsx", HOUSEHOLD_VISITS, household, **answers)
    read = block_of(office, path, HOUSEHOLD_VISITS, purpose=VisitPurpose.CONTACT)
    (row,) = read.unfit
    assert any("has not come yet" in cell.trouble for cell in row.cells)


def test_the_workbook_offers_the_words_of_a_choice_and_takes_days_only(household, tmp_path):
    path = tmp_path / "线索.xlsx"
    write_rows_form(path, CLUES, ())
    book = openpyxl.load_workbook(path)
    checks = book.worksheets[0].data_validations.dataValidation
    assert {check.type for check in checks} == {"list", "date"}
    ranges = [check.formula1.partition("!")[2] for check in checks if check.type == "list"]
    offered = [[cell.value for (cell,) in book["words"][each]] for each in ranges]
    assert any("Hotline 12317" in words for words in offered)


@pytest.mark.parametrize(("code", "must"), [("zh", "必填"), ("en", "Must be filled in")])
def test_the_workbook_explains_its_columns_in_its_language(tmp_path, code, must):
    with language(code):
        write_rows_form(tmp_path / "走访.xlsx", HOUSEHOLD_VISITS, ())
        labels = [_(column.label) for column in HOUSEHOLD_VISITS.columns]
    rows = list(openpyxl.load_workbook(tmp_path / "走访.xlsx").worksheets[1].values)
    assert rows[0][1] == must
    assert {row[0] for row in rows} >= set(labels)
    needed = {row[0]: row[1] for row in rows}
    assert needed[labels[-4]] == {"zh": "是", "en": "Yes"}[code]
    assert needed[labels[0]] is None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"no workbook"), ""),
        (lambda path: formula(path), "no sheet with rows"),
        (lambda path: None, ""),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, make, words):
    path = tmp_path / "bad.xlsx"
    make(path)
    found = read_tables(path)
    assert found.trouble
    assert words in found.trouble
    assert found.tables == ()


def formula(path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = "Visitors", "=1+1"
    book.save(path)
