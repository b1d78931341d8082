"""Every declared list goes out as a workbook, a text table and a paper, in both languages."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from pypdf import PdfReader

from county_desk.fields import Code, Column, IdNumber, Table, Text
from county_desk.models.household import Standing
from county_desk.progress import Cancelled
from county_desk.reports.lists.fitting import ACROSS, SMALLEST, UPRIGHT, fit
from county_desk.reports.lists.form import ListForm
from county_desk.reports.lists.outgoing import OutgoingList, outgoing, shown_columns
from county_desk.reports.lists.paper import list_document
from county_desk.reports.lists.writing import write_lists
from county_desk.sheets.formats.csv_text import read_csv
from county_desk.sheets.writing.saving import CannotWrite
from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import Query, page
from county_desk.text import CHINESE, ENGLISH, _, language
from tests.build import reader_of
from tests.reports.papers import ID_NUMBER, pages

EVERY = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
FORMS = pytest.mark.parametrize("form", ListForm)
DAY = date(2017, 6, 1)


def going_out(office, listing, query=None, **changes):
    query = query or Query()
    rows = office.at(DAY, reader_of(listing)).read(page, listing, query)
    return outgoing(listing, query, rows, county="青岚县", day=DAY, **changes)


def cells_of(path, form):
    """The titles and the rows of a written list, as texts."""
    if form is ListForm.CSV:
        return [list(map(str, row)) for row in read_csv(path.read_bytes()).grids[0].rows]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = sheet.iter_rows(min_row=3, values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


@EVERY
@pytest.mark.parametrize("spoken", [CHINESE, ENGLISH])
@pytest.mark.parametrize("form", [ListForm.XLSX, ListForm.CSV])
def test_every_list_goes_out_with_the_columns_of_the_screen(busy, listing, form, spoken, tmp_path):
    keys = tuple(column.key for column in reversed(listing.table.columns))
    path = tmp_path / f"out.{form}"
    with language(spoken):
        listed = going_out(busy, listing, Query(columns=keys))
        write_lists(path, form, [listed])
        titles, *rows = cells_of(path, form)
        assert titles == [_(listing.table[key].title) for key in keys]
        assert len(rows) == len(listed.rows) > 0
        for key in (column.key for column in listing.table.columns if column.kind.personal):
            place = keys.index(key)
            for row, shown in zip(listed.rows, rows, strict=True):
                assert shown[place] == listing.table[key].shown(row, masked=True)


@EVERY
@pytest.mark.parametrize("spoken", [CHINESE, ENGLISH])
def test_every_list_goes_on_paper_and_says_what_it_is(busy, listing, spoken, tmp_path):
    path = tmp_path / "out.pdf"
    with language(spoken):
        listed = going_out(busy, listing)
        write_lists(path, ListForm.PDF, [listed])
        texts = sheets(path.read_bytes())
        for words in (listed.title, "青岚县", DAY.isoformat()):
            assert joined(words) in texts[0]
        for number, text in enumerate(texts, start=1):
            words = _("Page {page} of {pages}").format(page=number, pages=len(texts))
            assert joined(words) in text
    assert smallest_letter(PdfReader(path)) >= SMALLEST


def joined(words):
    """Words without blanks, as they are looked for in a paper."""
    return "".join(words.split())


def sheets(paper):
    """The text of each page without blanks."""
    return list(map(joined, pages(paper)))


def smallest_letter(reader):
    """The size in points of the smallest letter in a file."""
    sizes = []
    for sheet in reader.pages:
        sheet.extract_text(
            visitor_text=lambda text, _cm, _tm, _font, size: text.strip() and sizes.append(size)
        )
    return min(sizes)


@FORMS
def test_the_same_list_gives_the_same_bytes(busy, form, tmp_path):
    for name in ("one", "two"):
        write_lists(tmp_path / name, form, [going_out(busy, LISTS["households"])])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@FORMS
def test_a_list_that_is_stopped_or_refused_leaves_the_old_file(busy, form, tmp_path):
    path = tmp_path / "out"
    path.write_text("as it was")
    listed = going_out(busy, LISTS["households"])

    def stop(_done, _total):
        raise Cancelled

    def refuse():
        raise PermissionError

    with pytest.raises(Cancelled):
        write_lists(path, form, [listed], progress=stop)
    with pytest.raises(CannotWrite):
        write_lists(path, form, [listed], before_placing=refuse)
    assert path.read_text() == "as it was"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_the_filter_the_order_and_the_covering_stand_over_the_list(busy):
    query = Query(where={"standing": Standing.EXITED}, sort=(SortLevel("head", descending=True),))
    facts = going_out(busy, LISTS["households"], query).facts
    assert facts == (
        "青岚县",
        "2017-06-01",
        "1 row",
        "Filter: Household standing: Exited",
        "Order: Head of household, descending",
        "Personal numbers are covered",
    )
    assert "1 chosen row" in going_out(busy, LISTS["households"], query, chosen=True).facts
    full = going_out(busy, LISTS["households"], query, masked=False)
    assert full.facts[-1] == "With full personal numbers; keep it safe"
    assert "covered" not in going_out(busy, LISTS["villages"]).facts[-1]


def made_up(count, columns=3, words="自身发展动力不足"):
    """A list of made-up rows with many columns of text."""
    row = type("Row", (), {"id": 1, "number": "990101001002000001", "name": "张三", "who": ID_NUMBER})
    texts = tuple(Column("name", f"第{place}列", Text()) for place in range(columns))
    for _column in texts:
        row.name = words
    table = Table(
        "t",
        "表",
        row,
        (Column("number", "户编号", Code(width=20)), Column("who", "证件", IdNumber()), *texts),
    )
    return OutgoingList(table, [row] * count, "青岚县", DAY, named=("number",))


def test_a_narrow_list_stands_upright_and_a_wide_one_across():
    assert fit(made_up(5, columns=1)).page is UPRIGHT
    assert fit(made_up(5, columns=5)).page is ACROSS


def test_a_list_that_is_too_wide_folds_and_then_goes_over_several_parts():
    folded = fit(made_up(5, columns=8, words="两不愁三保障 自身发展动力不足 缺少技术资金"))
    assert folded.page is ACROSS
    assert len(folded.sets) == 1
    split = fit(made_up(5, columns=40))
    assert len(split.sets) > 1
    seen = {place for columns in split.sets for place in columns.places}
    assert seen == set(range(42))
    assert all(columns.places[0] == 0 for columns in split.sets), "the number of the row stands in each part"
    for columns in split.sets:
        assert sum(columns.widths) <= ACROSS.block_wide + 0.01


def test_a_list_in_parts_says_so_and_has_all_rows_in_each():
    document = list_document(made_up(60, columns=40))
    texts = sheets(document.as_pdf())
    assert "42columnsin" in texts[0]
    for number in (1, 2):
        part = [text for text in texts if f"Part{number}of" in text]
        assert sum(text.count("990101001002000001") for text in part) == 60


def test_the_head_stands_on_each_page_and_no_row_is_lost():
    listed = made_up(200, columns=2)
    texts = sheets(list_document(listed).as_pdf())
    assert len(texts) > 3
    assert all("户编号" in text for text in texts)
    assert sum(text.count("990101001002000001") for text in texts) == 200


def test_a_text_longer_than_a_line_folds_and_is_never_cut():
    words = "".join(chr(0x4E00 + number) for number in range(300))
    (text,) = sheets(list_document(made_up(1, columns=1, words=words)).as_pdf())
    assert set(words) <= set(text)


def test_columns_that_the_person_did_not_choose_are_those_of_the_table():
    table = LISTS["households"].table
    usual = shown_columns(table, Query())
    assert [column.key for column in usual.columns] == [c.key for c in table.columns if not c.hidden]
    chosen = shown_columns(table, Query(columns=("account", "head")))
    assert [column.key for column in chosen.columns] == ["account", "head"]
    assert not any(column.hidden for column in chosen.columns)


@pytest.mark.parametrize("form", [ListForm.XLSX, ListForm.CSV])
def test_a_name_that_looks_like_a_formula_stays_a_text(form, tmp_path):
    listed = made_up(1, columns=1, words="=cmd|'/C calc'!A0")
    path = tmp_path / f"out.{form}"
    write_lists(path, form, [replace(listed, masked=False)])
    assert cells_of(path, form)[1] == ["990101001002000001", ID_NUMBER, "=cmd|'/C calc'!A0"]
    if form is ListForm.XLSX:
        cells = list(openpyxl.load_workbook(path).worksheets[0][4])
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.quotePrefix for cell in cells)
