"""Files that hold too much, most of them small when they are packed; each is made when it is asked for."""

import struct
import zlib
from functools import cache

from tests.intake.corpus.case import Case, clean_book
from tests.intake.corpus.xlsx import MAIN, REL
from tests.intake.corpus.zips import Entry, entries_of, zip_of
from tests.sheets.biff import compound, record, xls

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
BEGIN, END = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
WIDE = "字" * 200 + "😀"


def _packed(name, chunks):
    """A part made of chunks that are never held together."""
    squeeze, crc, size, packed = zlib.compressobj(1, zlib.DEFLATED, -15), 0, 0, []
    for chunk in chunks:
        raw = chunk.encode() if isinstance(chunk, str) else chunk
        packed.append(squeeze.compress(raw))
        crc, size = zlib.crc32(raw, crc), size + len(raw)
    return Entry(name, b"", crc=crc, size=size, packed=b"".join(packed) + squeeze.flush())


def _book(parts, *changed):
    """A package with some parts in the place of others."""
    names = {entry.name for entry in changed}
    return zip_of([*(one for one in entries_of(parts) if one.name not in names), *changed])


def _xlsx(name, *chunks_of, parts=None):
    return _book(parts or clean_book().all_parts(), _packed(name, _chunks(chunks_of)))


def _many(count, make, step=1000):
    for first in range(0, count, step):
        yield "".join(make(number) for number in range(first, min(first + step, count)))


def _rows(count, width, cell):
    """Rows of cells, each made of its row and column."""

    def row(number):
        cells = "".join(
            f'<c r="{chr(65 + place)}{number + 1}"{cell(number, place)}</c>' for place in range(width)
        )
        return f'<row r="{number + 1}">{cells}</row>'

    return [BEGIN], _many(count, row, 100), [END]


def strings_short():
    """Millions of different short texts."""
    many = _many(4_000_000, "<si><t>{:x}</t></si>".format)
    return _xlsx(STRINGS, [f'<sst xmlns="{MAIN}">'], many, ["</sst>"])


def strings_wide():
    """Texts of a hundred thousand letters, each with a character that makes it four times as large."""
    text = "<si><t>" + "a" * 100_000 + "😀</t></si>"
    return _xlsx(STRINGS, [f'<sst xmlns="{MAIN}">'], (text for _ in range(1100)), ["</sst>"])


def strings_rich():
    """One text of a hundred million letters in pieces."""
    piece = ("<r><t>" + "a" * 1000 + "</t></r>") * 100
    return _xlsx(STRINGS, [f'<sst xmlns="{MAIN}"><si>'], (piece for _ in range(1000)), ["</si></sst>"])


def cell_rich():
    """The same in a cell."""
    piece = ("<r><t>" + "a" * 1000 + "</t></r>") * 100
    begin = BEGIN + '<row r="1"><c r="A1" t="inlineStr"><is>'
    return _xlsx(SHEET, [begin], (piece for _ in range(1000)), ["</is></c></row>" + END])


def inline_wide():
    """Texts in their cells, each another one."""
    text = WIDE[-60:]
    return _xlsx(SHEET, *_rows(15_000, 20, lambda n, m: f' t="inlineStr"><is><t>{n}-{m}{text}</t></is>'))


def numbers():
    """Millions of different numbers."""
    return _xlsx(SHEET, *_rows(140_000, 25, lambda n, m: f"><v>{n * 25 + m}.5</v>"))


def formulas():
    """As many errors as may be, each with other words."""
    return _xlsx(SHEET, *_rows(50_000, 8, lambda n, m: f' t="e"><f>1</f><v>#{n}-{m}{WIDE[-40:]}</v>'))


def rows_hidden():
    """A million hidden rows."""
    return _xlsx(SHEET, [BEGIN], _many(1_048_576, lambda n: f'<row r="{n + 1}" hidden="1"/>'), [END])


def columns_hidden():
    """Millions of hidden columns."""
    cols = '<col min="1" max="9" hidden="1"/>' * 1000
    return _xlsx(SHEET, [f'<worksheet xmlns="{MAIN}"><cols>'], (cols for _ in range(3000)), ["</cols>"])


def covered():
    """A million values under one merged cell."""
    begin, cells, _end = _rows(60_000, 20, lambda _n, _m: "><v>1</v>")
    end = '</sheetData><mergeCells><mergeCell ref="A1:T60000"/></mergeCells></worksheet>'
    return _xlsx(SHEET, begin, cells, [end])


def heads_of_rows():
    """The attributes of each row are long and others."""
    rows = _many(20_000, lambda n: f'<row r="{n + 1}" x="{n:05000}"><c r="A{n + 1}"><v>1</v></c></row>', 10)
    return _xlsx(SHEET, [BEGIN], rows, [END])


def remarks():
    """Millions of remarks on cells."""
    book = clean_book().all_parts()
    link = f'<Relationship Id="r" Type="{REL}/comments" Target="../comments1.xml"/>'
    book[LINKS] = f"<Relationships>{link}</Relationships>".encode()
    comments = _many(900_000, lambda n: f'<comment ref="A{n + 1}"/>')
    return _xlsx("xl/comments1.xml", [f'<comments xmlns="{MAIN}">'], comments, ["</comments>"], parts=book)


def rows_of_many_sheets():
    """Millions of rows of one cell each, on many sheets."""
    parts = clean_book().all_parts()
    one = _packed(SHEET, _chunks(_rows(290_000, 1, lambda _n, _m: "><v>1</v>")))
    names = [f"xl/worksheets/more{number}.xml" for number in range(9)]
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n + 9}" r:id="m{n}"/>' for n in range(9))
    each = '<Relationship Id="m{0}" Type="{1}/worksheet" Target="worksheets/more{0}.xml"/>'
    links = "".join(each.format(number, REL) for number in range(9))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", f"{sheets}</sheets>".encode())
    where = "xl/_rels/workbook.xml.rels"
    parts[where] = parts[where].replace(b"</Relationships>", f"{links}</Relationships>".encode())
    more = [Entry(name, b"", crc=one.crc, size=one.size, packed=one.packed) for name in names]
    return zip_of([*entries_of(parts), *more])


def _chunks(groups):
    return (chunk for group in groups for chunk in group)


def sheets_listed():
    """A million sheets in the list of sheets."""
    many = _many(1_200_000, lambda n: f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>')
    begin = f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
    return _xlsx("xl/workbook.xml", [begin], many, ["</sheets></workbook>"])


def links():
    """More relations of a sheet than it can have links."""
    many = _many(300_000, lambda n: f'<Relationship Id="a{n}"/>')
    return _xlsx(LINKS, ["<Relationships>"], many, ["</Relationships>"])


def names_of_elements():
    """Every element of a part has another name."""
    return _xlsx("xl/theme/theme1.xml", ["<a>"], _many(5_000_000, "<a{:x}/>".format), ["</a>"])


def address_long():
    """Names of elements in a namespace that has itself a long name."""
    begin = '<p:a xmlns:p="' + "u" * 900_000 + '">'
    return _xlsx("xl/theme/theme1.xml", [begin], _many(100_000, "<p:a{:x}/>".format), ["</p:a>"])


def formats_long():
    """Number formats without end."""
    code = "0" * 1000 + "😀"
    many = _many(60_000, lambda n: f'<numFmt numFmtId="{n}" formatCode="{code}"/>')
    return _xlsx(STYLES, [f'<styleSheet xmlns="{MAIN}"><numFmts>'], many, ["</numFmts></styleSheet>"])


def xls_texts():
    """A table of millions of texts in an old workbook."""
    block = b"".join(struct.pack("<HB", 8, 0) + b"%08d" % number for number in range(740))
    blocks = (block.replace(b"0", bytes([65 + n % 26]), n % 7) for n in range(6000))
    table = record(0xFC, struct.pack("<II", 4_000_000, 4_000_000))
    return xls({"表": b""}, texts=table + b"".join(record(0x3C, one) for one in blocks))


def _shorts(first):
    return b"".join(struct.pack("<HI", 0, number << 2 | 2) for number in range(first, first + 200))


def xls_numbers():
    """Millions of different short numbers in an old workbook."""
    rows = (
        record(0xBD, struct.pack("<HH", row, 0) + _shorts(row * 200) + b"\xc7\0") for row in range(29_000)
    )
    return xls({"表": b"".join(rows)})


def xls_doubles():
    """Millions of numbers in an old workbook, each a record."""
    cells = (struct.pack("<HHHHHd", 0x203, 14, n // 60, n % 60, 0, n + 0.5) for n in range(3_200_000))
    return xls({"表": b"".join(cells)})


def xls_large():
    """An old workbook as large as a file may be."""
    return compound({"Workbook": b"\x09\x08\x10\0" + struct.pack("<HH", 0x0600, 5) + bytes(58_000_000)})


def csv_line():
    """A text table of one enormous line, with one character that makes all of it four times as large."""
    return "\ufeff".encode() + b"a" * 38_000_000 + "😀".encode()


def csv_marks():
    """One line of nothing but marks."""
    return "\ufeff".encode() + b"," * 38_000_000


def csv_mixed():
    """A line in which every second letter is Chinese."""
    return "中a".encode() * 9_500_000


def csv_wide():
    """Lines of a hundred thousand letters, each with one character that makes it four times as large."""
    return "\ufeff".encode() + (b"1," + b"a" * 100_000 + "😀\n".encode()) * 380


def csv_cells():
    """A table of very many short cells."""
    return b"".join(b",".join(b"%x" % (n * 21 + m) for m in range(20)) + b"\n" for n in range(190_000))


def csv_doubts():
    """Every second row is of another width."""
    return b"a,b\n" * 150_000 + b"1,2,3\n" * 149_000


def csv_record():
    """A row that goes on over all lines of the file."""
    return b'"a\n",' * 290_000 + b"b\n"


def csv_wrong():
    """A known list of which every cell is wrong, each in its own words."""
    heads = (
        *("序号", "姓名", "与户主关系", "性别", "身份证号", "民族", "文化程度", "身体状况"),
        *("劳动技能", "户编号", "家庭人口数", "联系电话"),
    )
    row = ",".join(f"{{0}}坏{column}" for column in range(len(heads))) + "\n"
    return (",".join(heads) + "\n" + "".join(map(row.format, range(60_000)))).encode()


XLSX = (
    *(strings_short, strings_wide, strings_rich, cell_rich, inline_wide, numbers, formulas, rows_hidden),
    *(columns_hidden, covered, heads_of_rows, remarks, rows_of_many_sheets, sheets_listed, links),
    *(names_of_elements, address_long, formats_long),
)
XLS = xls_texts, xls_numbers, xls_doubles, xls_large
CSV = csv_line, csv_doubts, csv_marks, csv_mixed, csv_wide, csv_cells, csv_record, csv_wrong
FILES = {
    f"{made.__name__}.{suffix}": made
    for suffix, group in (("xlsx", XLSX), ("xls", XLS), ("csv", CSV))
    for made in group
}
WORST = (
    *("strings_wide.xlsx", "xls_doubles.xls", "csv_line.csv"),
    "csv_wrong.csv",
)
QUICK = {
    "strings_wide.xlsx": "zip_too_big",
    "csv_wide.csv": "zip_too_big",
    "strings_rich.xlsx": "file_corrupt",
    "names_of_elements.xlsx": "file_corrupt",
    "address_long.xlsx": "file_corrupt",
    "csv_record.csv": "csv_structure",
}


@cache
def cases():
    """Those of them that are refused at once."""
    return [
        Case(f"hoard_{file}", FILES[file].__doc__, file, FILES[file](), {}, (kind,), "must")
        for file, kind in QUICK.items()
    ]
