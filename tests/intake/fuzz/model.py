"""The list as a model that is changed as people change a list, and then written in one of the formats."""

import csv
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from tests.intake.corpus.case import cells_of
from tests.intake.corpus.lists import PEOPLE, ROSTER
from tests.intake.corpus.old_books import Xls
from tests.intake.corpus.people import FILED, HEAD, ID, INCOME, TITLES, the_list
from tests.intake.corpus.values import GROUPS
from tests.intake.corpus.xlsx import Sheet, Styled, Workbook, cell_name, serial

MISSPELT = {
    "身份证号": "身分证号",
    HEAD: "户主性名",
    INCOME: "年人钧纯收入(元)",
    "备注": "备住",
    FILED: "申请曰期",
}
SPELT = {
    HEAD: "户 主\n姓名",
    ID: "身份证号码",
    INCOME: "年人均纯收入（元）",
    "家庭人口": "家庭人口数",
    "联系电话": "手机号码",
}
UNKNOWN = ("房屋结构", "领导签字", "是否属实", "X", "家庭人口2")
_JUNK = (
    "",
    " ",
    "x",
    "0",
    "-1",
    "李?",
    "\u3000",
    "1E5",
    "2016",
    "=1",
    "\u202e",
    "男",
    0,
    -1,
    1.5,
    1e15,
    True,
    42445,
)
_ODD = {}
for _table in GROUPS.values():
    for _name, _says, _title, _cell, *_rest in _table:
        if not isinstance(_cell, str) or len(_cell) < 200:
            _ODD.setdefault(_title, []).append(_cell)


def a_roster():
    """A roster of members: other columns, and households of several rows."""
    return [list(ROSTER), *[list(person) for person in PEOPLE]]


@dataclass
class Model:
    """One list: its rows of cells (the header first), and what a spreadsheet can do to it."""

    cells: list[list[object]] = field(default_factory=lambda: cells_of(the_list()))
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: set[tuple[int, int, int]] = field(default_factory=set)  # column, first row, last row
    since_1904: bool = False
    state: str = "visible"
    done: list[str] = field(default_factory=list)

    @property
    def width(self):
        """How many columns the header has."""
        return max(len(row) for row in self.cells)


def odd_value(model, chance):
    """Put an odd value into a cell: one that fits the column, one of another column, or junk."""
    row = chance.randrange(1, len(model.cells))
    column = chance.randrange(len(model.cells[row])) if model.cells[row] else 0
    if column >= len(model.cells[row]):
        return
    title = str(model.cells[0][column]) if column < len(model.cells[0]) else ""
    pool = _ODD.get(title) or _JUNK
    if chance.random() < 0.3:
        pool = _JUNK if chance.random() < 0.5 else chance.choice(list(_ODD.values()))
    model.cells[row][column] = chance.choice(pool)


def copied_cell(model, chance):
    """Put a cell's value into another."""
    (a, b), (c, d) = _somewhere(model, chance), _somewhere(model, chance)
    model.cells[a][b] = model.cells[c][d]


def _somewhere(model, chance):
    row = chance.randrange(len(model.cells))
    if not model.cells[row]:
        model.cells[row] = [None]
    return row, chance.randrange(len(model.cells[row]))


def moved_columns(model, chance):
    """Swap two columns with their titles."""
    a, b = chance.randrange(model.width), chance.randrange(model.width)
    for row in model.cells:
        row += [None] * (model.width - len(row))
        row[a], row[b] = row[b], row[a]


def swapped_titles(model, chance):
    """Swap two titles and leave what stands below."""
    row = chance.choice(model.cells[:2])
    if not row:
        return
    a, b = chance.randrange(len(row)), chance.randrange(len(row))
    row[a], row[b] = row[b], row[a]


def other_title(model, chance):
    """Misspell a title, spell it otherwise, take it away or write another."""
    row = chance.choice(model.cells[:2])
    if not row:
        return
    place = chance.randrange(len(row))
    ways = (MISSPELT, SPELT, dict.fromkeys([row[place]], chance.choice(UNKNOWN)), {row[place]: None})
    row[place] = chance.choice(ways).get(row[place], row[place])


def more_column(model, chance):
    """Put in a column nobody knows, or one that is there already."""
    place, title = chance.randrange(model.width + 1), chance.choice((*UNKNOWN, *TITLES))
    for number, row in enumerate(model.cells):
        row.insert(place, title if number == 0 else chance.choice((None, "是", 3, row[-1] if row else None)))


def lost_column(model, chance):
    """Take a column away."""
    place = chance.randrange(model.width)
    for row in model.cells:
        del row[place : place + 1]


def other_rows(model, chance):
    """Copy, move, blank or cut off a row, or put in a row that is no household."""
    cells = model.cells
    place = chance.randrange(1, len(cells) + 1)
    row = chance.choice(cells[1:]) if len(cells) > 1 else cells[0]
    total = ["合计", None, None, None, 18, None]
    cells.insert(place, chance.choice((list(row), [], total, list(cells[0]), ["二、青山镇"], list(row)[:3])))
    if chance.random() < 0.4 and len(cells) > 3:
        del cells[chance.randrange(1, len(cells))]


def banner(model, chance):
    """Put rows over the header."""
    model.cells.insert(0, chance.choice((["2016年申请名单"], [], ["填报单位：石桥镇", None, "单位：元"])))


def hidden_row(model, chance):
    """Hide a row."""
    model.hidden.add(chance.randrange(1, len(model.cells) + 1))


def hidden_column(model, chance):
    """Hide a column."""
    model.hidden_columns.add(chance.randrange(1, model.width + 1))


def merged_cells(model, chance):
    """Merge cells of a column over some rows."""
    first = chance.randrange(2, len(model.cells) + 1)
    model.merged.add((chance.randrange(1, model.width + 1), first, first + chance.randrange(1, 3)))


def since_1904(model, _chance):
    """Count days from 1904."""
    model.since_1904 = True


def hidden_sheet(model, chance):
    """Hide the sheet."""
    model.state = chance.choice(("hidden", "veryHidden"))


CHANGES = (
    *[odd_value] * 10,
    *[copied_cell] * 3,
    *[moved_columns, swapped_titles, other_title, more_column, lost_column, other_rows, other_rows] * 1,
    *[banner, hidden_row, hidden_column, merged_cells, since_1904, hidden_sheet] * 1,
)


def held_rows(model, suffix):
    """Rows that may not be stored before somebody has looked: what is hidden there."""
    if suffix == "csv":
        return set()
    everything = set(range(1, len(model.cells) + 1))
    return everything if model.state != "visible" else {row for row in model.hidden if row in everything}


def _as_xlsx(model):
    rows = [[_shifted(cell, model.since_1904) for cell in row] for row in model.cells]
    sheet = Sheet(
        rows,
        state=model.state,
        row_attributes={row: 'hidden="1"' for row in model.hidden},
        columns="".join(
            f'<col min="{n}" max="{n}" width="9" hidden="1"/>' for n in sorted(model.hidden_columns)
        ),
        merged=tuple(f"{cell_name(a, n)}:{cell_name(b, n)}" for n, a, b in sorted(model.merged)),
    )
    return Workbook([sheet], properties='date1904="1"' if model.since_1904 else "")


def _shifted(cell, since_1904):
    if since_1904 and isinstance(cell, date):
        return Styled(serial(cell) - 1462, "yyyy-mm-dd")
    return cell


def _flat(model):
    """The cells without styles, which the other writers do not know."""
    return [[cell.value if isinstance(cell, Styled) else cell for cell in row] for row in model.cells]


def _as_xls(model):
    more = {"hidden_rows": model.hidden, "hidden_columns": model.hidden_columns}
    more["state"] = ("visible", "hidden", "veryHidden").index(model.state)
    more["merged"] = [(a, b, n, n) for n, a, b in sorted(model.merged)]
    return Xls([("申请名单", _flat(model), more)], model.since_1904).packed()


def _as_csv(model, encoding, mark):
    out = StringIO()
    rows = [["" if cell is None else str(cell) for cell in row] for row in _flat(model)]
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue().encode(encoding, "ignore")


def written(model, suffix, chance):
    """The list in a format: its bytes, or its parts where it is a workbook of today; and its encoding."""
    if suffix == "xlsx":
        return _as_xlsx(model).all_parts(), ""
    if suffix == "xls":
        return _as_xls(model), ""
    encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "gb18030", "utf-16"))
    return _as_csv(model, encoding, chance.choice((",", ",", "\t", ";"))), encoding
