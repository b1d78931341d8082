"""Workbooks whose XML says what no office program would say; readers that believe it read wrongly."""

from functools import cache

from tests.intake.corpus.case import (
    ANY,
    FREE,
    HELD,
    LIST,
    OK,
    STORED,
    Case,
    clean_book,
    clean_sheet,
    like,
    wanted_rows,
)
from tests.intake.corpus.people import the_list
from tests.intake.corpus.xlsx import HEADER, MAIN, Workbook

DTD = '<!DOCTYPE x [<!ENTITY a "2800">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


def _put(text):
    """Put a text between the declaration and the root of a part."""
    return lambda data: data.replace(b"\n", f"\n{text}".encode(), 1)


def _swap(old, new):
    """Replace one text in a part; it has to be there."""

    def change(data):
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode())

    return change


def _book(part, change):
    return clean_book(edit={part: change}).packed()


def _cell(xml, cell="F3"):
    """The clean list with the XML of one cell of the third row."""
    return Workbook([clean_sheet(raw={cell: xml})]).packed()


def _wide(data):
    return data.decode("utf8").replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def _refused():
    """Files that have to be refused: name, what it is, bytes, kinds."""
    deep = "<extLst>" + "<x>" * 100_000 + "</x>" * 100_000 + "</extLst>"
    yield "dtd", "a type declaration in the sheet", _book(SHEET, _put(DTD)), "xml_dtd"
    yield "dtd_strings", "one in the strings", _book(STRINGS, _put(DTD)), "xml_dtd"
    yield "dtd_workbook", "one in the workbook", _book(BOOK, _put(DTD)), "xml_dtd"
    yield "dtd_types", "one in the list of types", _book("[Content_Types].xml", _put(DTD)), "xml_dtd"
    yield "dtd_outside", "one that reads a file of this machine", _book(SHEET, _put(OUTSIDE)), "xml_dtd"
    yield (
        "dtd_utf16",
        "one that a search for bytes does not find",
        _book(SHEET, lambda data: _wide(_put(DTD)(data))),
        "xml_dtd",
    )
    yield "dtd_bare", "one that declares nothing", _book(SHEET, _put("<!DOCTYPE worksheet>")), "xml_dtd"
    yield (
        "laughs",
        "a billion laughs",
        _book(STRINGS, lambda data: _put(LAUGHS)(data).replace("柳湾村".encode(), b"&a11;")),
        "xml_dtd",
    )
    yield "deep", "a hundred thousand levels", Workbook([clean_sheet(tail=deep)]).packed(), "xml_depth"
    yield "cut_xml", "XML that breaks off", _book(SHEET, lambda data: data[: len(data) // 2]), "file_corrupt"
    yield "entity", "an entity of nowhere", _cell('<c r="F3"><v>&gone;</v></c>'), "file_corrupt"
    yield "control", "a control character", _cell('<c r="F3"><v>28&#0;00</v></c>'), "file_corrupt"
    yield (
        "bytes",
        "bytes that are no UTF-8",
        _book(SHEET, lambda data: data.replace(b"2800", b"28\xff\xfe00")),
        "file_corrupt",
    )
    yield (
        "comment_value",
        "a comment inside a value",
        _cell('<c r="F3"><v>28<!-- -->00</v></c>'),
        "file_corrupt",
    )
    yield (
        "comment_string",
        "a comment inside a string",
        _book(STRINGS, _swap("李秀英", "李<!-- -->秀英")),
        "file_corrupt",
    )
    yield (
        "cell_twice",
        "a cell twice",
        _cell('<c r="F3"><v>2800</v></c><c r="F3"><v>800</v></c>'),
        "file_corrupt",
    )
    yield "row_twice", "a row twice", _book(SHEET, _swap('<row r="4" ', '<row r="3" ')), "file_corrupt"
    yield (
        "row_twice_same_cells",
        "a row and its cells twice",
        _book(SHEET, lambda d: _rename_row(d, 4, 3)),
        "file_corrupt",
    )
    yield (
        "rows_backwards",
        "a row after a later one",
        _book(SHEET, lambda d: _rename_row(d, 2, 40)),
        "file_corrupt",
    )
    yield (
        "cells_backwards",
        "a cell after a later one",
        _cell('<c r="G3"><v>42445</v></c><c r="F3"><v>2800</v></c>', "F3"),
        "file_corrupt",
    )
    yield "cell_elsewhere", "a cell of another row", _cell('<c r="F9"><v>2800</v></c>'), "file_corrupt"
    for name, ref in (
        ("zero", "F0"),
        ("turned", "3F"),
        ("far", "AAAA3"),
        ("words", "F3:F4"),
        ("blank", " F3"),
    ):
        yield f"ref_{name}", f"a cell named {ref!r}", _cell(f'<c r="{ref}"><v>2800</v></c>'), "file_corrupt"
    for name, number in (
        ("zero", "0"),
        ("negative", "-3"),
        ("huge", "99999999999"),
        ("word", "x"),
        ("last", "1048577"),
    ):
        yield (
            f"row_{name}",
            f"a row numbered {number}",
            _book(SHEET, _swap('<row r="7" ', f'<row r="{number}" ')),
            "file_corrupt",
        )


def _rename_row(data, old, new):
    import re

    row = re.search(rf'<row r="{old}".*?</row>'.encode(), data)[0]
    return data.replace(row, re.sub(rf'r="([A-Z]*){old}"'.encode(), rf'r="\g<1>{new}"'.encode(), row))


def _either():
    """Files that may be refused; if they are read, the third row holds what XML says."""
    income = the_list()[1]
    right = like(income, FREE)
    held = like(income, HELD)
    yield "cdata", "a part of a value in CDATA", _cell('<c r="F3"><v>28<![CDATA[00]]></v></c>'), right
    yield "instruction", "an instruction inside a value", _cell('<c r="F3"><v>28<?x y?>00</v></c>'), right
    yield (
        "cdata_string",
        "a part of a string in CDATA",
        _book(STRINGS, _swap("李秀英", "李<![CDATA[秀]]>英")),
        right,
    )
    yield "reference", "figures as references", _cell('<c r="F3"><v>&#50;&#x38;00</v></c>'), right
    yield "blanks", "blanks around a value", _cell('<c r="F3"><v> 2800 </v></c>'), right
    yield "power", "a value with a power", _cell('<c r="F3"><v>2.8E3</v></c>'), right
    yield "commas", "a value with a comma", _cell('<c r="F3"><v>2,800</v></c>'), held
    yield "nan", "a value that is no number", _cell('<c r="F3"><v>NaN</v></c>'), held
    yield "infinite", "an endless value", _cell('<c r="F3"><v>1e400</v></c>'), held
    yield "word", "a word as a number", _cell('<c r="F3"><v>很多</v></c>'), held
    yield "hex", "a number to the base of sixteen", _cell('<c r="F3"><v>0xAF0</v></c>'), held
    yield "two_values", "two values in a cell", _cell('<c r="F3"><v>2800</v><v>800</v></c>'), held
    yield (
        "value_and_text",
        "a value and a text in a cell",
        _cell('<c r="F3" t="inlineStr"><is><t>2800</t></is><v>800</v></c>'),
        held,
    )
    yield "value_child", "an element inside a value", _cell('<c r="F3"><v>28<b>0</b>0</v></c>'), held
    yield (
        "type_unknown",
        "a cell of an unknown type",
        _cell('<c r="F3" t="zzz"><v>2800</v></c>'),
        like(income, ANY),
    )
    yield "boolean_two", "a yes that is two", _cell('<c r="F3" t="b"><v>2</v></c>'), held
    inside = _book(STRINGS, _swap("李秀英", "李<x/>秀英"))
    bare = _book(STRINGS, _swap(f' xmlns="{MAIN}"', ""))
    yield "string_bare", "strings of no vocabulary", bare, held
    child = '<c r="C3" t="inlineStr"><is><t>李<x/>秀英</t></is></c>'
    yield "string_inline_child", "an element inside a string in its cell", _cell(child, "C3"), held
    yield "string_child", "an element inside a string", inside, held
    yield "string_negative", "a string before the first", _cell('<c r="C3" t="s"><v>-1</v></c>', "C3"), held
    yield "string_beyond", "a string after the last", _cell('<c r="C3" t="s"><v>99999</v></c>', "C3"), held
    yield "string_half", "half a string", _cell('<c r="C3" t="s"><v>1.5</v></c>', "C3"), held
    yield "string_word", "a string that is no number", _cell('<c r="C3" t="s"><v>x</v></c>', "C3"), held
    yield "string_blank", "a string without a number", _cell('<c r="C3" t="s"></c>', "C3"), held
    yield (
        "style_word",
        "a style that is no number",
        _cell('<c r="F3" s="n7"><v>2800</v></c>'),
        like(income, ANY),
    )
    yield (
        "style_beyond",
        "a style after the last",
        _cell('<c r="F3" s="9999"><v>2800</v></c>'),
        like(income, ANY),
    )
    yield (
        "style_negative",
        "a style before the first",
        _cell('<c r="F3" s="-1"><v>2800</v></c>'),
        like(income, ANY),
    )
    yield "day_iso", "a day as text of the file", _cell('<c r="G3" t="d"><v>2016-03-16</v></c>', "G3"), right
    yield (
        "day_iso_bad",
        "no day as text of the file",
        _cell('<c r="G3" t="d"><v>2016-02-30</v></c>', "G3"),
        held,
    )
    yield "alternate", "a row that only some readers see", _book(SHEET, _alternate), like(income, ANY)
    yield "nested_row", "a row inside a row", _book(SHEET, _nested), like(income, ANY)
    yield "utf16", "a sheet in UTF-16", _book(SHEET, _wide), right
    yield (
        "latin",
        "a sheet that claims Latin letters",
        _book(SHEET, lambda d: d.replace(b'"UTF-8"', b'"ISO-8859-1"')),
        right,
    )
    yield (
        "second_data",
        "a second table in the sheet",
        _book(
            SHEET,
            _swap(
                "</sheetData>", '</sheetData><sheetData><row r="3"><c r="F3"><v>1</v></c></row></sheetData>'
            ),
        ),
        like(income, ANY),
    )
    yield (
        "second_strings",
        "a second table of strings",
        _book(STRINGS, lambda d: d.replace(b"</sst>", b"</sst><sst/>")),
        right,
    )
    yield (
        "far_cell",
        "a cell in the last corner",
        Workbook([clean_sheet()], edit={SHEET: _far}).packed(),
        right,
    )
    yield (
        "colour_junk",
        "junk where a colour is named",
        _book("xl/styles.xml", _swap("<cellXfs", '<colors junk="1"/><cellXfs')),
        right,
    )


def _nested(data):
    return data.replace(b'<row r="3" >', b'<row r="3" ><row r="3" >').replace(
        b'</row><row r="4"', b'</row></row><row r="4"'
    )


def _alternate(data):
    import re

    row = re.search(rb'<row r="3".*?</row>', data)[0]
    poor = row.replace(b"<v>2800</v>", b"<v>800</v>")
    space = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    swap = (
        b'<mc:AlternateContent %s><mc:Choice Requires="x">%s</mc:Choice>'
        b"<mc:Fallback>%s</mc:Fallback></mc:AlternateContent>"
    )
    return data.replace(row, swap % (space, poor, row))


def _far(data):
    return data.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def _harmless():
    """Files whose oddity means nothing: they have to be read."""
    style = "".join(f'<xf numFmtId="{n % 40}" fontId="0" fillId="0" borderId="0"/>' for n in range(64_000))
    empty = "".join(f'<row r="{n}" spans="1:10"/>' for n in range(8, 60_000))
    links = '<hyperlinks><hyperlink ref="A5:XFD1048576" location="A1"/></hyperlinks>'
    rules = (
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule'
        ' type="duplicateValues" priority="1"/></conditionalFormatting>'
    )
    valid = (
        '<dataValidations count="1"><dataValidation type="list"'
        ' sqref="A1:XFD1048576"><formula1>"是,否"</formula1></dataValidation>'
        "</dataValidations>"
    )
    yield (
        "dimension",
        "a sheet that claims 17 billion cells",
        Workbook([clean_sheet(dimension="A1:XFD1048576")]),
    )
    yield "dimension_small", "a sheet that claims one cell", Workbook([clean_sheet(dimension="A1")])
    yield "dimension_junk", "a sheet that claims junk", Workbook([clean_sheet(dimension="x")])
    yield "giant_link", "a link over the whole sheet", Workbook([clean_sheet(tail=links)])
    yield "giant_rule", "a colour rule over the whole sheet", Workbook([clean_sheet(tail=rules)])
    yield "giant_choice", "a list of choices over the whole sheet", Workbook([clean_sheet(tail=valid)])
    yield (
        "styles",
        "64,000 styles",
        clean_book(
            edit={"xl/styles.xml": lambda d: d.replace(b"</cellXfs>", style.encode() + b"</cellXfs>")}
        ),
    )
    yield (
        "blank_rows",
        "60,000 rows without cells",
        clean_book(edit={SHEET: lambda d: d.replace(b"</sheetData>", empty.encode() + b"</sheetData>")}),
    )
    yield "counts", "a wrong number of strings", clean_book(edit={STRINGS: _swap('count="', 'count="9')})
    yield (
        "spans",
        "rows that lie about their width",
        clean_book(edit={SHEET: _swap('<row r="3" ', '<row r="3" spans="1:2" ')}),
    )
    yield "prefix", "names with a prefix", clean_book(edit={SHEET: _prefixed})
    yield "no_refs", "cells and rows without names", clean_book(edit={SHEET: _nameless})
    yield "comment", "a comment outside of the cells", clean_book(edit={SHEET: _put("<!-- made by hand -->")})
    yield (
        "absolute",
        "the sheet named from the root",
        clean_book(edit={"xl/_rels/workbook.xml.rels": _swap("worksheets/sheet1", "/xl/worksheets/sheet1")}),
    )
    yield (
        "unknown_parts",
        "an element of later years",
        Workbook([clean_sheet(tail='<extLst><ext uri="{x}"/></extLst>')]),
    )


def _prefixed(data):
    import re

    text = data.decode("utf8").replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    text = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text.removeprefix(HEADER))
    return (HEADER + text).encode("utf8")


def _nameless(data):
    import re

    text = data.decode("utf8")
    rows = text.replace('<c r="', '<c q="')
    # a blank remark is no cell at all, so only what stands in full rows can lose its name
    return re.sub(r'<c q="[A-I]\d+"', "<c", rows).replace('<c q="', '<c r="').encode("utf8")


@cache
def cases():
    """Every file of this group."""
    found = [
        Case(f"xml_{name}", says, LIST, content, {}, (kind,), "must")
        for name, says, content, kind in _refused()
    ]
    for name, says, content, third in _either():
        rows = wanted_rows(verdicts=(*STORED, "ask")) | {("申请名单", 3): third}
        found.append(Case(f"xml_{name}", says, LIST, content, rows, (), "may"))
    found += [
        Case(f"xml_{name}", says, LIST, book.packed(), wanted_rows(verdicts=OK))
        for name, says, book in _harmless()
    ]
    merged = Workbook([clean_sheet(merged=("A5:XFD1048576",))]).packed()
    rows = wanted_rows(verdicts=(*FREE, "reject_row"))
    found.append(Case("xml_giant_merge", "a merged block of 17 billion cells", LIST, merged, rows, (), "may"))
    return found
