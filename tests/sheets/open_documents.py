"""Open documents as bytes, and what is read of them."""

import zipfile
from io import BytesIO

import pytest

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.opening import open_book

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("script", "script"),
        ("draw", "drawing"),
    )
)
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MANIFEST = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def made(
    tables, styles="", more=(), mimetype=KIND, head='<?xml version="1.0" encoding="UTF-8"?>', encoding="utf-8"
):
    """The file of a document with these tables and styles."""
    content = (
        f"{head}<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        package.writestr("content.xml", content.encode(encoding))
        for name, part in more:
            package.writestr(name, part)
    return packed.getvalue()


def table(rows, name="表", given=""):
    """A table of rows."""
    return f'<table:table table:name="{name}" {given}>{rows}</table:table>'


def row(*cells, given=""):
    """A row of cells."""
    return f"<table:table-row{given}>{''.join(cells)}</table:table-row>"


def text(words, given=""):
    """A cell with a text."""
    return f'<table:table-cell{given} office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


def number(value, shown=None, given=""):
    """A cell with a number."""
    words = f"<text:p>{value if shown is None else shown}</text:p>"
    given = f'{given} office:value-type="float" office:value="{value}"'
    return f"<table:table-cell{given}>{words}</table:table-cell>"


def grid(rows, styles="", given=""):
    """The sheet that these rows make."""
    return open_book("花名册.ods", made(table(rows, given=given), styles)).grids[0]


def refusal(raw):
    """The kind under which a file is refused."""
    with pytest.raises(Unreadable) as trouble:
        open_book("花名册.ods", raw)
    assert str(trouble.value)
    return trouble.value.kind


def slow(rows):
    """The same rows as only the parser can read them."""
    return rows.replace("<table:table-row", "<!-- --><table:table-row", 1)
