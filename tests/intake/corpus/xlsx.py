"""Workbooks written by hand, part by part, so that a file can say what no office program would write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from county_desk.sheets.formats.book import letters
from tests.intake.corpus.zips import entries_of, zip_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKBOOK = f"{KIND}.sheet.main+xml"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY = "yyyy-mm-dd"


@dataclass(frozen=True)
class Styled:
    """A value with a number format and, when given, a colour of its letters (ARGB, or attributes)."""

    value: object
    format: str = "General"
    color: str = ""


@dataclass
class Sheet:
    """One sheet. `raw` is XML in place of a cell's own, by its name; `edit` has the last hand on the XML."""

    rows: list[list[object]]
    name: str = "申请名单"
    state: str = "visible"
    raw: dict[str, str] = field(default_factory=dict)
    row_attributes: dict[int, str] = field(default_factory=dict)
    columns: str = ""
    merged: tuple[str, ...] = ()
    tail: str = ""
    relations: str = ""
    dimension: str = ""
    edit: Callable[[str], str] = str


@dataclass
class Workbook:
    """A workbook before it is packed. `parts` adds parts or replaces them (None leaves one out)."""

    sheets: list[Sheet]
    parts: dict[str, bytes | None] = field(default_factory=dict)
    types: str = ""
    relations: str = ""
    tail: str = ""
    properties: str = ""
    kind: str = WORKBOOK
    edit: dict[str, Callable[[bytes], bytes]] = field(default_factory=dict)
    styles: str = ""

    def all_parts(self):
        """Every part by its name, in the order in which Excel writes them."""
        writer = _Writer()
        pages = {f"xl/worksheets/sheet{n}.xml": writer.sheet(s) for n, s in enumerate(self.sheets, 1)}
        parts = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml", "")]),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._workbook_relations(),
            **pages,
            "xl/styles.xml": self.styles or writer.styles(),
            "xl/sharedStrings.xml": writer.strings(),
        }
        for number, sheet in enumerate(self.sheets, 1):
            if sheet.relations:
                parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
                    f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
                    f"{sheet.relations}</Relationships>"
                )
        packed = {name: text.encode("utf8") for name, text in parts.items()} | self.parts
        packed = {name: data for name, data in packed.items() if data is not None}
        for name, change in self.edit.items():
            packed[name] = change(packed[name])
        return packed

    def packed(self):
        """The bytes of the file."""
        return zip_of(entries_of(self.all_parts()))

    def _types(self):
        sheets = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
            for n in range(1, len(self.sheets) + 1)
        )
        return (
            f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{RELATIONS}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="bin" ContentType="application/octet-stream"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{self.kind}"/>{sheets}'
            f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/>'
            f"{self.types}</Types>"
        )

    def _workbook(self):
        sheets = "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"'
            + (f' state="{sheet.state}"' if sheet.state != "visible" else "")
            + "/>"
            for n, sheet in enumerate(self.sheets, 1)
        )
        properties = f"<workbookPr {self.properties}/>" if self.properties else ""
        return (
            f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{REL}">{properties}<sheets>{sheets}</sheets>'
            f"{self.tail}</workbook>"
        )

    def _workbook_relations(self):
        count = len(self.sheets)
        listed = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml", "") for n in range(1, count + 1)]
        listed += [(f"rId{count + 1}", "styles", "styles.xml", "")]
        listed += [(f"rId{count + 2}", "sharedStrings", "sharedStrings.xml", "")]
        return _relations(listed, self.relations)


def relation(name, kind, target, mode=""):
    """One relation of a part; a kind that is no address is one of office documents."""
    kind = kind if "/" in kind else f"{REL}/{kind}"
    mode = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target={quoteattr(target)}{mode}/>'


def _relations(listed, more=""):
    inside = "".join(relation(*one) for one in listed)
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{inside}{more}</Relationships>'


def cell_name(row, column):
    """A cell as a spreadsheet names it."""
    return f"{letters(column)}{row}"


class _Writer:
    """Writes sheets, and remembers which strings and styles they use."""

    def __init__(self):
        self._strings: dict[str, int] = {}
        self._styles: dict[tuple[str, str], int] = {("General", ""): 0}

    def sheet(self, sheet):
        """The XML of one sheet."""
        rows = "".join(self._row(sheet, number, row) for number, row in enumerate(sheet.rows, 1))
        merged = "".join(f'<mergeCell ref="{one}"/>' for one in sheet.merged)
        merged = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ""
        dimension = f'<dimension ref="{sheet.dimension}"/>' if sheet.dimension else ""
        columns = f"<cols>{sheet.columns}</cols>" if sheet.columns else ""
        return sheet.edit(
            f'{HEADER}<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{dimension}{columns}'
            f"<sheetData>{rows}</sheetData>{merged}{sheet.tail}</worksheet>"
        )

    def _row(self, sheet, number, row):
        cells = []
        for column, value in enumerate(row, 1):
            name = cell_name(number, column)
            if name in sheet.raw:
                cells.append(sheet.raw[name])
            elif value is not None:
                cells.append(self._cell(name, value))
        return f'<row r="{number}" {sheet.row_attributes.get(number, "")}>{"".join(cells)}</row>'

    def _cell(self, name, value):
        style = ""
        if isinstance(value, Styled):
            key = (value.format, value.color)
            style = f' s="{self._styles.setdefault(key, len(self._styles))}"'
            value = value.value
        if isinstance(value, bool):
            return f'<c r="{name}"{style} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, date):
            style = style or f' s="{self._styles.setdefault((DAY, ""), len(self._styles))}"'
            return f'<c r="{name}"{style}><v>{serial(value)}</v></c>'
        if isinstance(value, int | float):
            return f'<c r="{name}"{style}><v>{value!r}</v></c>'
        place = self._strings.setdefault(value, len(self._strings))
        return f'<c r="{name}"{style} t="s"><v>{place}</v></c>'

    def strings(self):
        """The XML of the shared strings."""
        inside = "".join(f'<si><t xml:space="preserve">{escape(one)}</t></si>' for one in self._strings)
        total = len(self._strings)
        return f'{HEADER}<sst xmlns="{MAIN}" count="{total}" uniqueCount="{total}">{inside}</sst>'

    def styles(self):
        """The XML of the styles."""
        formats = list(dict.fromkeys(form for form, _color in self._styles))
        colors = list(dict.fromkeys(color for _form, color in self._styles))
        numbered = "".join(
            f'<numFmt numFmtId="{163 + n}" formatCode={quoteattr(form)}/>'
            for n, form in enumerate(formats)
            if n
        )
        fonts = "".join(
            f'<font><sz val="11"/>{_color(color) if color else ""}<name val="宋体"/></font>'
            for color in colors
        )
        uses = "".join(
            f'<xf numFmtId="{163 + formats.index(form) if form != "General" else 0}" '
            f'fontId="{colors.index(color)}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
            for form, color in self._styles
        )
        count = len(formats) - 1
        numbered = f'<numFmts count="{count}">{numbered}</numFmts>' if count else ""
        return (
            f'{HEADER}<styleSheet xmlns="{MAIN}">{numbered}<fonts count="{len(colors)}">{fonts}</fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._styles)}">{uses}</cellXfs></styleSheet>'
        )


def _color(color):
    return f"<color {color}/>" if "=" in color else f'<color rgb="{color}"/>'


def serial(day):
    """The number of a day as Excel counts since 1900."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    days = (moment - datetime(1899, 12, 30)).total_seconds() / 86400
    return int(days) if days.is_integer() else days
