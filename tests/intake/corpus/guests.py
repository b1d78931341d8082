"""Workbooks with macros, links, documents inside, remarks and locks."""

from functools import cache

from tests.intake.corpus.case import ANY, ASK, HELD, OK, STORED, WARN, clean_book, clean_sheet
from tests.intake.corpus.features import book_of, every, feature, third
from tests.intake.corpus.xlsx import KIND, MAIN, PACKAGE, REL, Workbook, relation

MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


NOTE = (
    f'<?xml version="1.0" encoding="UTF-8"?><comments xmlns="{MAIN}">'
    '<authors><author>郑宝</author></authors><commentList><comment ref="F3" authorId="0">'
    "<text><t>待核实</t></text>"
    "</comment></commentList></comments>"
)


def _active():
    """Macros, links and what is embedded."""
    vba = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0VBA"}
    link = relation(
        "rId90", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"
    )
    macro = clean_book(parts=vba, relations=link, kind=MACRO_BOOK).packed()
    yield feature(
        "macros_xlsm", "macros in an .xlsm", macro, every(ANY), ["has_macros"], "no", "申请名单.xlsm"
    )
    yield feature("macros_xlsx", "macros in an .xlsx", macro, every(HELD), ["has_macros"], "may")
    yield feature(
        "macros_none_xlsm",
        "an .xlsm without macros",
        clean_book(kind=MACRO_BOOK).packed(),
        every(STORED),
        (),
        "no",
        "申请名单.xlsm",
    )
    xlm = clean_book(
        parts={
            "xl/macrosheets/sheet1.xml": b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/'
            b'office/excel/2006/main"/>'
        },
        relations=relation(
            "rId91",
            "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
            "macrosheets/sheet1.xml",
        ),
        tail='<definedNames><definedName name="_xlnm.Auto_Open" hidden="1">Macro1!$A$1</definedName>'
        "</definedNames>",
    )
    yield feature("macros_xlm", "macros of the old kind", xlm, every(HELD), ["has_macros"], "may")
    share = relation("rId1", "externalLinkPath", r"file:///\\server\share\x.xlsx", "External")
    outside = clean_book(
        parts={
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">{share}</Relationships>'.encode()
            ),
        },
        relations=relation("rId92", "externalLink", "externalLinks/externalLink1.xml"),
        tail='<externalReferences><externalReference r:id="rId92"/></externalReferences>',
    )
    yield feature("link_book", "a link to another workbook", outside, every(STORED), ["external_link"])
    dde = clean_book(
        parts={
            "xl/externalLinks/externalLink1.xml": (
                f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
            ).encode()
        },
        relations=relation("rId92", "externalLink", "externalLinks/externalLink1.xml"),
    )
    yield feature(
        "link_dde", "a link that starts a program", dde, every((*STORED, *HELD)), ["external_link"], "may"
    )
    connected = clean_book(
        parts={"xl/connections.xml": b"<connections/>"},
        relations=relation("rId93", "connections", "connections.xml"),
    )
    yield feature(
        "link_connection", "a connection to a database", connected, every(STORED), ["external_link"]
    )
    embedded = clean_book(parts={"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"})
    yield feature("embedded", "a document inside", embedded, every(STORED), ["embedded_object"])
    inner = clean_book(parts={"xl/embeddings/book.xlsx": clean_book().packed()})
    yield feature("embedded_book", "a workbook inside", inner, every(STORED), ["embedded_object"])
    picture = clean_book(parts={"xl/media/image1.png": b"\x89PNG\r\n\x1a\n"})
    yield feature("picture", "a picture in the sheet", picture, every(OK))
    url = book_of(
        tail='<hyperlinks><hyperlink ref="C3" r:id="rId1"/></hyperlinks>',
        relations=relation("rId1", "hyperlink", "file://server/x", "External"),
    )
    yield feature("hyperlink", "a name with a link behind it", url, every((*STORED, "ask")))
    noted = book_of(relations=relation("rId1", "comments", "../comments1.xml"))
    noted.parts = {"xl/comments1.xml": NOTE.encode()}
    noted.types = f'<Override PartName="/xl/comments1.xml" ContentType="{KIND}.comments+xml"/>'
    yield feature(
        "remark_on_cell", "a remark on a cell: 待核实", noted, third((*WARN, *ASK), ["cell_comment"])
    )
    threads = book_of(
        relations=relation(
            "rId1",
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
            "../threadedComments/threadedComment1.xml",
        )
    )
    threads.parts = {
        "xl/threadedComments/threadedComment1.xml": (
            b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            b'<threadedComment ref="F3" id="{1}"><text>x</text></threadedComment></ThreadedComments>'
        )
    }
    yield feature("thread_on_cell", "a thread of remarks on a cell", threads, third((*OK, *WARN, *ASK)))
    yield feature(
        "locked_sheet",
        "a locked sheet",
        book_of(tail='<sheetProtection sheet="1" password="CC1A"/>'),
        every(OK),
    )
    drawn = Workbook(
        [clean_sheet()],
        tail='<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">申请名单!$1:$1'
        "</definedName></definedNames>",
    )
    yield feature("print_titles", "rows that are printed on each page", drawn, every(OK))
    strict = clean_book(
        edit={
            n: lambda d: d.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(REL.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for n in (
                "xl/workbook.xml",
                "xl/worksheets/sheet1.xml",
                "xl/styles.xml",
                "xl/sharedStrings.xml",
                "xl/_rels/workbook.xml.rels",
                "_rels/.rels",
            )
        }
    )
    yield feature("strict_book", "a workbook in the strict form", strict, every((*STORED, *HELD)), (), "may")


@cache
def cases():
    """Every file of this group."""
    return [case for group in (_active,) for case in group()]
