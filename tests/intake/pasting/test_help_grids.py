"""Each grid of help and supervision: out as a workbook, back filled, row by row by the acts of the forms."""

import openpyxl
import pytest

from county_desk.fields import Term
from county_desk.intake.file_tables import read_tables
from county_desk.intake.forms.rows_form import write_rows_form
from county_desk.intake.pasting import help_grids
from county_desk.intake.pasting.reading import read_block
from county_desk.models.household import Member
from county_desk.models.measure import MeasureClass
from county_desk.tables.assistance.programme_words import ProgrammeStageName
from county_desk.tables.listing import page
from county_desk.tables.supervision.inspections import SHEETS_LISTING
from county_desk.text import _, language
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.audit import verify
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import REVIEWER, SECOND, a_registered_household
from tests.intake.pasting.tried_grids import (
    ALIKE,
    DAY,
    GRIDS,
    HOUSE,
    SHEET,
    TODAY,
    a_house,
    a_measure,
    an_entered_sheet,
)
from tests.second_person import settled


def read(office, tmp_path, tried, *rows, by=""):
    """Some rows as typed into the blank workbook of a grid, read back and judged."""
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
    write_rows_form(path, tried.grid)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {str(cell.value).removeprefix("* "): cell.column for cell in sheet[1]}
    columns = {column.key: column for column in tried.grid.columns}
    for number, row in enumerate(rows, start=2):
        for key, value in row.items():
            kind = columns[key].kind
            term = isinstance(value, Term) or isinstance(kind, ProgrammeStageName)
            sheet.cell(number, at[_(columns[key].label)]).value = kind.show(value) if term else value
    book.save(path)
    (table,) = read_tables(path).tables
    assert table.list == tried.grid.key
    desk = office.at(TODAY, by or tried.by)
    return read_block(desk, tried.grid, table, tried.given, {}, {})


def troubles(block):
    """What is wrong: the number of the row and the key of the column, "" for the whole row."""
    keys = {place: column.key for place, column in block.heading.columns.items()}
    cells = (
        (row.number, keys[at]) for row in block.rows for at, cell in enumerate(row.cells) if cell.trouble
    )
    return {*cells, *((row.number, "") for row in block.rows if row.trouble and not row.blank)}


@pytest.mark.parametrize("tried", GRIDS, ids=lambda tried: tried.grid.key)
def test_rows_go_out_and_come_back_by_the_act_of_the_form(office, tmp_path, tried):
    tried.ready(office)
    for code in ("zh", "en"):
        with language(code):
            block = read(office, tmp_path, tried, tried.row)
            assert (block.troubles, troubles(block)) == ((), set())
    assert isinstance(block.rows[0].act, tried.grid.act)
    change = office.at(TODAY, tried.by).do(block.command())
    assert (change.undo is None) is bool(tried.grid.act.final)
    undo = change.undo
    if tried.grid.act.law.second:
        undo = TakeBackAct(event=settled(office, change, TODAY).event)
    if tried.grid.key not in ALIKE:
        assert troubles(read(office, tmp_path, tried, tried.row))
    if undo is not None:
        settled(office, office.at(TODAY, tried.by).do(undo), TODAY)
        assert troubles(read(office, tmp_path, tried, tried.row)) == set()
    assert office.read(verify).ok


@pytest.mark.parametrize("tried", GRIDS, ids=lambda tried: tried.grid.key)
def test_a_row_that_does_not_fit_is_kept_aside_and_the_others_go_on(office, tmp_path, tried):
    tried.ready(office)
    key, value = tried.bad
    block = read(office, tmp_path, tried, tried.row | {key: value}, {})
    ((number, at),) = troubles(block)
    assert (number, bool(at)) == (2, True)
    if tried.unknown is not None:
        naming, name = tried.unknown
        block = read(office, tmp_path, tried, tried.row | {naming: name})
        assert troubles(block) == {(2, naming)}
    named = {column.key: tried.row[column.key] for column in tried.grid.named if column.key in tried.row}
    block = read(office, tmp_path, tried, tried.row, named)
    assert troubles(block) == set()
    assert len(block.blank) == (1 if named else 0)


@pytest.mark.parametrize("tried", GRIDS, ids=lambda tried: tried.grid.key)
def test_the_same_row_twice_is_told_at_both(office, tmp_path, tried):
    tried.ready(office)
    block = read(office, tmp_path, tried, tried.row, tried.row)
    assert {row.number for row in block.unfit} == {2, 3}
    words = "Another row of the block says the same; leave one of them."
    assert all(words in [row.trouble, *(c.trouble for c in row.cells)] for row in block.rows)


def tried_of(grid):
    return next(tried for tried in GRIDS if tried.grid is grid)


def test_a_sheet_is_entered_again_by_another_person_with_the_same_answers(office, tmp_path):
    an_entered_sheet(office)  # by SECOND
    tried = tried_of(help_grids.SHEETS_AGAIN)
    block = read(office, tmp_path, tried, SHEET, by=SECOND)
    assert troubles(block) == {(2, "")}
    assert f"{SECOND} entered this record" in block.rows[0].trouble
    other = read(office, tmp_path, tried, SHEET | {"satisfied": "否"}, by=REVIEWER)
    assert troubles(other) == {(2, "satisfied")}
    assert troubles(read(office, tmp_path, tried, SHEET, by=REVIEWER)) == set()


def test_a_blank_answer_keeps_that_of_the_first_entry(office, tmp_path):
    an_entered_sheet(office)
    tried = tried_of(help_grids.SHEETS)
    row = {**HOUSE, "visited_on": DAY, "fell_back": "否"}
    office.at(TODAY, SECOND).do(read(office, tmp_path, tried, row).command())
    (sheet,) = office.read(lambda session: page(session, SHEETS_LISTING))
    assert (sheet.decided_rightly, sheet.fell_back, sheet.satisfied) == (True, False, True)


def test_who_a_measure_is_for_is_found_in_its_household(office, tmp_path):
    a_house(office)
    a_registered_household(office, "张大有", serial=2, village="柳湾村")
    tried = tried_of(help_grids.MEASURES)
    row = {key: value for key, value in tried.row.items() if key != "need_number"}
    block = read(office, tmp_path, tried, row | {"person_name": "张大有"})
    assert troubles(block) == set()
    member = office.read(lambda session: session.get(Member, block.rows[0].records["member"]))
    assert member.household_id == block.rows[0].records["household"]
    block = read(office, tmp_path, tried, row | {"person_name": "无名氏"})
    assert troubles(block) == {(2, "person_name")}


def test_a_record_of_a_list_agrees_with_all_that_the_row_names(office, tmp_path):
    a_measure(office)
    a_registered_household(office, "王秀田", serial=2)
    tried = tried_of(help_grids.DELIVERIES)
    block = read(office, tmp_path, tried, tried.row | {"measure_number": 1, "head_name": "王秀田"})
    assert troubles(block) == {(2, "head_name")}
    assert "On record it is 张大有" in " ".join(cell.trouble for cell in block.rows[0].cells)
    about = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": TODAY}
    office.at(TODAY).do(RecordMeasure(household=1, **about))
    block = read(office, tmp_path, tried, tried.row)
    assert "2 records fit" in " ".join(cell.trouble for cell in block.rows[0].cells)
