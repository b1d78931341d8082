"""Plain rows of an .xlsx sheet are read as the parser reads them, or refused as it does."""

import pytest

from county_desk.sheets.formats.book import letters
from tests.sheets.packages import opened, parts, refusal, sheet, style_sheet

ROWS = 200
STRINGS = "".join(f"<si><t>第{number}</t></si>" for number in range(ROWS + 2))


def row(number, *cells):
    """A row of so many cells, each written behind its name; None is left out."""
    named = (
        f'<c r="{letters(column)}{number}"{cell}' for column, cell in enumerate(cells, 1) if cell is not None
    )
    return f'<row r="{number}" spans="1:9">{"".join(named)}</row>'


def shared(place):
    """A cell of a shared string."""
    return f' s="1" t="s"><v>{place}</v></c>'


WAYS = {
    "names": lambda n: (shared(n), shared(0), f' s="1"><v>{n}</v></c>'),
    "ragged": lambda n: (shared(n), *[None] * (n % 3), shared(n % 7), None if n % 2 else shared(1)),
    "left out": lambda n: (None, None, shared(n), None, shared(0)),
    "styled": lambda n: (f' s="{n % 40}" t="s"><v>{n}</v></c>', f' s="{n}"><v>{n}</v></c>'),
    "blanks": lambda n: (shared(n) if n % 7 else ' s="1"/>', ' s="1"/>' if n % 9 else shared(n)),
    "texts": lambda n: (f' t="inlineStr"><is><t>第{n}" {n}"</t></is></c>', ' t="str"><v>a</v></c>'),
    "formulas": lambda n: (shared(n), f' s="1"><f>A{n}</f><v>{n}</v></c>', ' t="e"><v>#REF!</v></c>'),
    "some odd": lambda n: (shared(n), "><v>1</v></c>" if n % 11 else ' t="str"><v>a&amp;b</v></c>'),
    "days": lambda n: (shared(n), f' s="{ROWS}"><v>{42000 + n}</v></c>'),
}
STYLES = style_sheet("General", "yyyy/m/d", xfs='<xf numFmtId="0"/>' * ROWS + '<xf numFmtId="14"/>')


@pytest.mark.parametrize("way", WAYS)
def test_plain_rows_are_read_as_the_parser_reads_them(way):
    rows = [row(number, *WAYS[way](number)) for number in range(1, ROWS)]
    plain = sheet("".join(rows), strings=STRINGS, styles=STYLES)
    parsed = sheet(
        "".join(each.replace("</row>", " </row>") for each in rows), strings=STRINGS, styles=STYLES
    )
    assert (plain.rows, plain.marks) == (parsed.rows, parsed.marks)
    assert len(plain.rows) == ROWS - 1
    assert any(str(cell).startswith("第100") for cell in plain.rows[99])


@pytest.mark.parametrize(
    "cell",
    [
        ' s="1" t="s"><v></v></c>',
        ' s="1" t="s"><v>0000000000</v></c>',
        f' s="1" t="s"><v>{ROWS + 2}</v></c>',
        ' s="1" t="s"><v>-1</v></c>',
        ' s="1" t="s"><v>1_0</v></c>',
        ' s="1" t="s"><v>٣</v></c>',
        ' s="1" t="s"><v>1</v></c>\0 s="1" t="s"><v>1</v></c>',
        ' s="1" t="s"><v>1',
        ' s="1" t="s"><v>1</v></c><c r="C100"',
        ' s="1" t="s"><v>1</v></c><c r="A100"/>',
        ' s="999" t="s"><v>1</v></c>',
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_one_broken_cell_in_a_column_of_shared_strings_is_refused(cell, place):
    given = {"strings": STRINGS, "styles": STYLES}
    cells = [[shared(number), shared(number)] for number in range(ROWS)]
    assert refusal(parts("".join(row(n, *cells[n]) for n in range(1, ROWS)), **given)) is None
    cells[100][place] = cell
    assert refusal(parts("".join(row(n, *cells[n]) for n in range(1, ROWS)), **given)) == "file_corrupt"


def test_a_row_that_stands_twice_among_plain_ones_is_refused():
    rows = [row(number, shared(number)) for number in (*range(1, 100), 99, *range(100, ROWS))]
    assert refusal(parts("".join(rows), strings=STRINGS, styles=STYLES)) == "file_corrupt"


def test_what_a_cell_says_oddly_is_told_at_each_row():
    cells = (shared(0), ' s="1"><f>1+1</f><v>2</v></c>')
    rows = "".join(row(number, *cells) for number in range(1, ROWS))
    found = opened(parts(rows, strings=STRINGS, styles=STYLES)).grids[0]
    assert found.marks.formulas == {(number, 2) for number in range(1, ROWS)}
