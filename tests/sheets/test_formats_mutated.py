"""Files that are damaged at random are read as another reader reads them, or refused with a reason."""

import random
import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from county_desk.sheets.formats.book import Book, Unreadable
from county_desk.sheets.formats.opening import open_book
from tests.intake.corpus.old_books import Xls

TIMES = 400
ROWS = [["姓名", "人口", "收入", "日期", "备注"]]
ROWS += [[f"张{n}", n, n * 100.25, date(2016, 3, 1 + n), "“x”" * n] for n in range(9)]
CSV = "\r\n".join(",".join(map(str, cells)) for cells in ROWS)
FILES = {
    "97.xls": Xls([("表", ROWS, {"hidden_rows": (3,), "merged": [(3, 4, 5, 5)]})]).packed(),
    "gbk.csv": CSV.encode("gbk"),
    "utf16.csv": CSV.encode("utf-16"),
    "utf8.csv": CSV.encode(),
}
ODD = [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff", b"\0", b"\x7f", b"\1\0\0\0"]


def mutated(raw, chance):
    """The bytes with one thing done to them: bits turned, a piece cut out, doubled or overwritten, an end."""
    content = bytearray(raw)
    at = chance.randrange(len(content)) if content else 0
    end = at + chance.randrange(1, 60)
    match chance.randrange(5):
        case 0:
            for place in chance.choices(range(len(content)), k=3) if content else ():
                content[place] ^= 1 << chance.randrange(8)
        case 1:
            del content[at:]
        case 2:
            del content[at:end]
        case 3:
            content[at:at] = content[at:end]
        case _:
            odd = chance.choice(ODD)
            content[at : at + len(odd)] = odd
    return bytes(content)


def damaged(raw, chance):
    """A file with something wrong in it; of a package mostly in one of its parts, so that it still opens."""
    if not raw.startswith(b"PK") or chance.random() < 0.2:
        return mutated(raw, chance)
    source = zipfile.ZipFile(BytesIO(raw))
    unlucky = chance.choice(source.namelist())
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            part = source.read(name)
            package.writestr(name, mutated(part, chance) if name == unlucky else part)
    return packed.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_nothing_but_a_refusal_comes_of_damage(name):
    read = 0
    for seed in range(TIMES):
        raw = damaged(FILES[name], random.Random(seed))
        with suppress(Unreadable):
            book = open_book(name, raw)
            read += 1
            if name == "97.xls":
                agrees_with_another(book, raw, seed)
    assert 0 < read < TIMES


def agrees_with_another(book: Book, raw: bytes, seed: int) -> None:
    """Hold every cell against what another reader makes of it, where that reads the file at all."""
    try:
        other = CalamineWorkbook.from_filelike(BytesIO(raw))
        sheets = {grid.name: other.get_sheet_by_name(grid.name).to_python() for grid in book.grids}
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return
    for grid in book.grids:
        for cells, others in zip(grid.rows, sheets[grid.name], strict=False):
            for cell, another in zip(cells, others, strict=False):
                assert plain(cell) == plain(another), (seed, cell, another)


def plain(cell):
    """A cell without what a damaged style changes: a day is its number of days."""
    if isinstance(cell, datetime):
        cell = cell.date()
    return float((cell - date(1899, 12, 30)).days) if isinstance(cell, date) else cell
