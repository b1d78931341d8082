"""Small .xlsx packages made by hand, part by part, so that a test can spoil any byte of them."""

import zipfile
from io import BytesIO

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.xlsx.reader import read_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>28</v></c></row>'


def parts(rows=ROWS, *, before="", after="", strings="<si><t>张三</t></si>", styles="", pr="", more=""):
    """The parts of a workbook with one sheet; `rows` is the XML within its `sheetData`."""
    return {
        "_rels/.rels": relations(("rId1", "officeDocument", WORKBOOK)),
        WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr {pr}/><sheets>'
        f'<sheet name="表" sheetId="1" r:id="rId1"/>{more}</sheets></workbook>',
        RELATIONS: relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        SHEET: f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
        STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>',
        STYLES: styles or style_sheet("General"),
    }


def relations(*each):
    """A part of relations: (id, kind, target), and what else stands in the element."""
    found = "".join(
        f'<Relationship Id="{name}" Type="{REL}/{kind}" Target="{target}" {"".join(more)}/>'
        for name, kind, target, *more in each
    )
    return f'<Relationships xmlns="{PACKAGE}">{found}</Relationships>'


def style_sheet(*codes, fonts="", fills="", xfs=None):
    """Styles with these number formats, in order: the cell style 0 has the first."""
    formats = "".join(
        f'<numFmt numFmtId="{170 + n}" formatCode="{code.replace("&", "&amp;").replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(codes)
    )
    cells = xfs or "".join(f'<xf numFmtId="{170 + n}" fontId="0" fillId="0"/>' for n in range(len(codes)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/>{fonts}</fonts>'
        f"<fills><fill/>{fills}</fills><cellXfs>{cells}</cellXfs></styleSheet>"
    )


def zipped(content, level=zipfile.ZIP_DEFLATED):
    """A package of parts by name."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", level) as target:
        for name, text in content.items():
            target.writestr(name, text)
    return made.getvalue()


def opened(content, suffix=".xlsx"):
    """The book that a package of parts (or its bytes) holds."""
    return read_xlsx(suffix, Archive(content if isinstance(content, bytes) else zipped(content)))


def sheet(rows=ROWS, **given):
    """The one sheet of a workbook with these rows."""
    return opened(parts(rows, **given)).grids[0]


def refusal(content, suffix=".xlsx"):
    """The kind under which a package is refused; None when it is read."""
    try:
        opened(content, suffix)
    except Unreadable as trouble:
        return trouble.kind if str(trouble) else "nothing said"
    return None
