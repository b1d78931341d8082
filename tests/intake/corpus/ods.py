"""OpenDocument workbooks written by hand."""

from datetime import date
from xml.sax.saxutils import escape

from tests.intake.corpus.zips import Entry, zip_of

KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)


def cell(value):
    """One cell of OpenDocument; XML is left as it is."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    if isinstance(value, bool):
        said = str(value).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{said}"/>'
    if isinstance(value, date):
        return (
            f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value!r}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{words}</table:table-cell>'


def sheet(rows, name="申请名单", *, attributes=None, columns="", style=""):
    """The XML of one table; `attributes` are of rows by number, from 1."""
    lines = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(one) for one in row)
        lines += f"<table:table-row {(attributes or {}).get(number, '')}>{cells}</table:table-row>"
    return f'<table:table table:name="{escape(name)}" {style}>{columns}{lines}</table:table>'


def ods(*sheets, doctype="", styles="", more=(), manifest="", attributes=""):
    """A workbook of these tables; `attributes` are more of its root element."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
        f'<office:document-content {SPACES}{attributes} office:version="1.2">'
        '<office:automatic-styles><number:date-style style:name="n1"><number:year number:style="long"/>'
        '<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>'
        '<number:day number:style="long"/></number:date-style>'
        '<style:style style:name="day" style:family="table-cell" style:data-style-name="n1"/>'
        '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/>'
        f"</style:style>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    listed = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}'
        "</manifest:file-entry></manifest:manifest>"
    )
    return zip_of(
        [
            Entry("mimetype", KIND.encode(), method=0),
            Entry("content.xml", content.encode("utf8")),
            Entry("META-INF/manifest.xml", listed.encode("utf8")),
            *more,
        ]
    )
