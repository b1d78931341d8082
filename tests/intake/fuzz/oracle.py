"""The second reader: what a file holds, by the letter of its format and by nothing of the program's own.

It is small and slow, trusts no size and no order, and says of a cell that it cannot be sure of that nothing
may be stored of it. Tables of text are read by the standard library, old binary books by calamine.
"""

import csv
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from xml.etree import ElementTree

_BUILT_IN = {9: "0%", 10: "0.00%", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 49: "@"} | {
    number: "yyyy-mm-dd" for number in (*range(14, 23), *range(27, 37), *range(50, 59))
}
_BUILT_IN |= {number: "h:mm" for number in (18, 19, 20, 21, 45, 46, 47)}
_KNOWN = ({"sheetData", "row", "c", "v", "is", "si", "t"}, {"table", "table-row", "table-cell", "p", "s"})
_SPACES = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
)
_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


class Unsure(Exception):
    """The file cannot be read, or two readers may read it in two ways: nothing of it may be stored."""


@dataclass(frozen=True)
class Cell:
    """A cell: text, number, bool, day, error, formula, or unsure; `format` is how a number is shown."""

    kind: str
    value: object
    format: str = "General"


@dataclass
class Page:
    """One sheet by its name: its cells by row and column, from 1."""

    name: str
    hidden: bool = False
    since_1904: bool = False
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)


def pages_of(suffix, raw, encoding=""):
    """The sheets of a file; raises `Unsure`."""
    if suffix == "csv":
        return _csv(raw, encoding)
    if suffix == "xls":
        return _binary(raw)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            names = [info.filename for info in package.infolist()]
            if len({name.casefold() for name in names}) < len(names):
                raise Unsure("two parts with one name")
            parts = {name: package.read(name) for name in names}
    except Unsure:
        raise
    except Exception as error:  # whatever a damaged archive makes of the library
        raise Unsure(f"{type(error).__name__}: {error}") from None
    try:
        return _xlsx(parts)
    except (KeyError, IndexError, ValueError, ElementTree.ParseError, LookupError) as error:
        raise Unsure(f"{type(error).__name__}: {error}") from None


def _csv(raw, encoding):
    try:
        text = raw.decode(encoding)
        if "\0" in text or "\ufffd" in text:
            raise Unsure("noughts in the text")
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_mark(text), strict=True))
    except (UnicodeError, csv.Error) as error:
        raise Unsure(str(error)) from None
    page = Page("")
    for number, row in enumerate(rows, 1):
        page.cells[number] = {column: Cell("text", cell) for column, cell in enumerate(row, 1) if cell != ""}
    return [page]


def _mark(text):
    return max(",\t;", key=text.count)


def _binary(raw):
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        pages = []
        for name in book.sheet_names:
            page = Page(name)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for number, row in enumerate(rows, 1):
                page.cells[number] = {n: _typed(cell) for n, cell in enumerate(row, 1) if cell != ""}
            pages.append(page)
    except BaseException as error:  # a panic of the library is no Exception
        raise Unsure(f"{type(error).__name__}: {error}") from None
    return pages


def _typed(cell):
    if isinstance(cell, bool):
        return Cell("bool", cell)
    if isinstance(cell, datetime | date):
        return Cell("day", cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, time | timedelta):
        return Cell("unsure", cell)
    return Cell("text" if isinstance(cell, str) else "number", cell, "unknown")


def _tag(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _root(parts, name):
    """The root of a part; an element with a well-known name of another vocabulary makes the part unsure."""
    root = ElementTree.fromstring(parts[name])
    for one in () if name.endswith((".rels", "workbook.xml", "styles.xml")) else root.iter():
        if _tag(one) in _KNOWN[name == "content.xml"] and not one.tag.startswith(_SPACES):
            raise Unsure(f"{one.tag} is of another vocabulary")
    return root


def _named(element, tag):
    return [one for one in element.iter() if _tag(one) == tag]


def _attribute(element, name):
    """An attribute whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _xlsx(parts):
    targets = {}
    for one in _named(_root(parts, "xl/_rels/workbook.xml.rels"), "Relationship"):
        targets[one.get("Id")] = posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))[1:]
    book = _root(parts, "xl/workbook.xml")
    since_1904 = any(one.get("date1904") in ("1", "true", "on") for one in _named(book, "workbookPr"))
    strings = _strings(parts)
    formats = _formats(parts)
    pages, seen = [], set()
    for one in _named(book, "sheet"):
        name, part = one.get("name", ""), targets[_attribute(one, "id")]
        if name in seen or part in seen:
            raise Unsure("one sheet twice")
        seen |= {name, part}
        page = Page(name, one.get("state", "visible") != "visible", since_1904)
        _sheet(page, _root(parts, part), strings, formats)
        pages.append(page)
    return pages


def _strings(parts):
    if "xl/sharedStrings.xml" not in parts:
        return []
    return [_text(one) for one in _root(parts, "xl/sharedStrings.xml") if _tag(one) == "si"]


def _text(item):
    """The text of a string without how it sounds; None where elements stand inside of it."""
    pieces = [one for one in item if _tag(one) == "t"]
    pieces += [inner for one in item if _tag(one) == "r" for inner in one if _tag(inner) == "t"]
    if any(len(piece) for piece in pieces):
        return None
    return "".join(piece.text or "" for piece in item.iter() if piece in pieces)


def _formats(parts):
    if "xl/styles.xml" not in parts:
        return []
    root = _root(parts, "xl/styles.xml")
    codes = {str(number): code for number, code in _BUILT_IN.items()}
    for one in _named(root, "numFmt"):
        codes[one.get("numFmtId", "")] = one.get("formatCode", "")
    uses = next((one for one in root if _tag(one) == "cellXfs"), ())
    return [codes.get(one.get("numFmtId", "0"), "General") for one in uses if _tag(one) == "xf"]


def _sheet(page, root, strings, formats):
    tables = _named(root, "sheetData")
    if len(tables) != 1:
        raise Unsure("not one table")
    last = 0
    for row in tables[0]:
        if _tag(row) != "row":
            raise Unsure(f"{_tag(row)} between rows")
        number = int(row.get("r", last + 1))
        if number <= last or number > 1_048_576:
            raise Unsure("rows out of order")
        last = number
        read = ((column, _cell(one, strings, formats)) for column, one in _placed(row, number))
        page.cells[number] = {column: cell for column, cell in read if cell is not None}


def _placed(row, number):
    """The cells of a row with their columns."""
    column = 0
    for one in row:
        if _tag(one) != "c":
            raise Unsure(f"{_tag(one)} between cells")
        name = one.get("r")
        place = _NAME.fullmatch(name) if name else None
        if name and (place is None or int(place[2]) != number):
            raise Unsure("a cell elsewhere")
        at = _column(place[1]) if place else column + 1
        if at <= column:
            raise Unsure("cells out of order")
        column = at
        yield column, one


def _column(name):
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _cell(one, strings, formats):
    inside = [_tag(child) for child in one]
    style = one.get("s", "0")
    code = formats[int(style)] if style.isdigit() and int(style) < len(formats) else "unknown"
    if "f" in inside:
        return Cell("formula", None)
    if len(set(inside)) < len(inside) or ("is" in inside and "v" in inside):
        return Cell("unsure", None)
    kind = one.get("t", "n")
    if kind == "inlineStr":
        found = next((child for child in one if _tag(child) == "is"), None)
        return None if found is None else _said(_text(found))
    value = next((child for child in one if _tag(child) == "v"), None)
    if value is None:
        return None
    if len(value):
        return Cell("unsure", None)
    return _valued(kind, value.text or "", strings, code)


def _said(text):
    if text is None:
        return Cell("unsure", None)
    return Cell("text", text) if text else None


def _valued(kind, text, strings, code):
    if kind == "str":
        return _said(text)
    if not text.strip():
        return None
    if kind == "s":
        number = text.strip()
        known = number.isdigit() and int(number) < len(strings)
        return _said(strings[int(number)]) if known else Cell("unsure", None)
    if kind == "b":
        return Cell("bool", text)
    if kind == "e":
        return Cell("error", text)
    if kind == "n" and re.fullmatch(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", text.strip(), re.ASCII):
        return Cell("number", text.strip(), code)
    return Cell("unsure", text)
