"""Any sheet at all: nothing is raised, every row has its verdict, no filled cell of a row of data is lost."""

from datetime import date, datetime, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reading.rows.sheet_rows import Steps, ask_where_nothing_is_known, read_sheet
from county_desk.intake.reading.values.cell_value import tidy
from county_desk.intake.vocabulary import standard_titles
from county_desk.sheets.formats.book import Grid, Marks, text_of
from county_desk.sheets.formats.memory_budget import MemoryBudget

TITLES = (
    *standard_titles(),
    "鞋码",
    "身份证吗",
    "(元)",
    "2015年人均纯收入",
    "问题",
    "",
    "工资性收入",
    "识别时",
)
WORDS = (
    "合计",
    "张大有",
    "990101196503120011",
    "户主",
    "汉族",
    "2016-05-03",
    "约3000",
    "无",
    "【清空】",
    "注：",
    "是",
    " ",
)
CELLS = st.one_of(
    st.sampled_from(("", *WORDS)),
    st.text(max_size=12),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.just(time(10, 30)),
    st.just(timedelta(hours=30)),
)
PLACES = st.tuples(st.integers(1, 8), st.integers(1, 8))
BLOCKS = st.tuples(PLACES, PLACES).map(
    lambda two: (
        min(two[0][0], two[1][0]),
        min(two[0][1], two[1][1]),
        max(two[0][0], two[1][0]),
        max(two[0][1], two[1][1]),
    )
)
MARKS = st.builds(
    Marks,
    hidden_rows=st.frozensets(st.integers(1, 8), max_size=2),
    hidden_columns=st.frozensets(st.integers(1, 8), max_size=2),
    formulas=st.frozensets(PLACES, max_size=3),
    merged=st.lists(BLOCKS, max_size=3).map(tuple),
    errors=st.dictionaries(PLACES, st.just("#REF!"), max_size=2),
    formats=st.dictionaries(PLACES, st.sampled_from(['0"万元"', "0%", ";;;", "[>1]0;a", ""]), max_size=2),
    unseen=st.frozensets(PLACES, max_size=2),
    comments=st.frozensets(PLACES, max_size=2),
)
HEADS = st.lists(st.lists(st.sampled_from(TITLES), min_size=3, max_size=8), min_size=1, max_size=3)
ROWS = st.lists(st.lists(CELLS, max_size=9), max_size=5)
TERMS = ReadingTerms((), 2016, date(2016, 11, 30))


@settings(max_examples=300, deadline=None)
@given(heads=HEADS, rows=ROWS, marks=MARKS)
@example(heads=[["序号", "行政村代码", "村党支部书记"]], rows=[["", "`", ""]], marks=Marks())
def test_any_sheet_is_read_and_none_of_its_cells_is_lost(heads, rows, marks):
    grid = Grid("表", [*heads, *rows], marks=marks)
    sheet = read_sheet(grid, Steps(lambda done, total: None, len(grid.rows), MemoryBudget()), TERMS)
    lines = [draft.line() for draft in sheet.listed_rows]
    assert [line.row for line in lines] == list(range(1, len(grid.rows) + 1))
    for draft in sheet.data:
        _account_for(grid.rows[draft.row - 1], draft, sheet.header)
    ask_where_nothing_is_known([sheet])


def _account_for(cells, draft, header):
    """Every cell that holds something is a value, or its text is kept with the row."""
    read = {column: title for title, column in header.columns.items()}
    for column, cell in enumerate(cells, 1):
        if column in header.ours or cell == "" or not tidy(text_of(cell)):
            continue
        title = read.get(column) or header.texts.get(column)
        assert title is not None, (column, cell)
        assert title in draft.values or title in draft.original, (title, cell)
