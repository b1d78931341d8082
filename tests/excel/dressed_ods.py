"""Open documents whose cells wear styles, and what is read of their looks."""

import pytest

from county_desk.excel.formats.archive import Archive
from county_desk.excel.formats.dress import Edge
from county_desk.excel.formats.ods.dress import dress_of_ods
from tests.excel.corpus.ods import SPACES, ods
from tests.excel.corpus.zips import Entry

MORE = (
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:css3t="http://www.w3.org/TR/css3-text/"'
)
THIN = Edge("thin", "000000")
LINED = '<style:table-cell-properties fo:border="0.75pt solid #000000"/>'
NUMBER = '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>'
DATA = 'style:data-style-name="N"'
YELLOW = '<style:table-cell-properties fo:background-color="#ffff00"/>'
WAYS = pytest.mark.parametrize("slow", [False, True], ids=["quick", "parsed"])


def family(name, properties="", parent="", given="", kind="table-cell"):
    """A style."""
    based = f'style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{kind}" {based} {given}>{properties}</style:style>'
    )


STYLES = family("lined", LINED) + family("yellow", YELLOW)
STYLES += family("big", '<style:text-properties fo:font-size="20pt"/>')
STYLES += family("high", '<style:table-row-properties style:row-height="1in"/>', kind="table-row")


def cell(words="", style="", again=0):
    """A cell, blank or with a text."""
    given = f' table:style-name="{style}"' if style else ""
    given += f' table:number-columns-repeated="{again}"' if again else ""
    if not words:
        return f"<table:table-cell{given}/>"
    return f'<table:table-cell{given} office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


def row(*cells, given=""):
    """A row of cells."""
    return f"<table:table-row{given}>{''.join(cells)}</table:table-row>"


def dressed(rows, styles=STYLES, *, columns="", general=None, slow=False):
    """The look of a sheet of these rows; `general` are the styles that stand in a part of their own."""
    if slow:
        rows = rows.replace("<table:table-row", "<!-- --><table:table-row", 1)
    part = f"<office:document-styles {SPACES}{MORE}>{general}</office:document-styles>"
    more = [Entry("styles.xml", part.encode())] if general else []
    table = f'<table:table table:name="表">{columns}{rows}</table:table>'
    return dress_of_ods(Archive(ods(table, styles=styles, attributes=MORE, more=more)))["表"]


def worn(dress):
    """The styles of the cells by their places."""
    return {place: dress.styles[number] for place, number in dress.cells.items()}


def style_of(properties, *, general=None, given=""):
    """The look of a cell whose style says this."""
    return worn(dressed(row(cell("x", "s")), family("s", properties, given=given), general=general))[1, 1]
