"""What is no workbook is named for what it is, whatever its name says, with how to get one."""

import zipfile
from io import BytesIO

import pytest

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.opening import open_book
from tests.intake.corpus.old_books import Xls, ole

TABLE = "序号,姓名,身份证号\n1,张大有,990101196503120011\n2,李秀英,990101196807250026\n"


def refusal(name, raw):
    """The kind and the words under which a file is refused."""
    with pytest.raises(Unreadable) as trouble:
        open_book(name, raw)
    return trouble.value.kind, str(trouble.value)


def package(*names, **contents):
    """A sound zip archive of parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
        for name in names:
            archive.writestr(name, b"x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("花名册.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web page"),
        ("花名册.xls", "\ufeff<HTML xmlns:x='urn:schemas-microsoft-com:office:excel'>".encode(), "web page"),
        ("花名册.xls", "<html><table>".encode("utf-16"), "web page"),
        ("花名册.xls", b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', "2003"),
        ("花名册.xml", b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "2003"),
        ("花名册.fods", b'<?xml version="1.0"?><office:document/>', "open document"),
        (
            "花名册.xml",
            b'<?xml version="1.0"?><office:document xmlns:meta="urn:x" '
            b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:meta><meta:generator>LibreOffice</meta:generator>',
            "open document",
        ),
        ("花名册.uos", b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/2003"/>', "Uniform"),
        ("花名册.uos", package("uof.xml", "content.xml"), "Uniform"),
        (
            "花名册.xml",
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
            "text document",
        ),
        ("章.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "picture"),
        ("数据.xml", b'<?xml version="1.0"?><rows><meta-data/></rows>', "XML file"),
        ("花名册.htm", b'<meta charset="gbk"><p>x</p>', "web page"),
        ("花名册.pages", package("Index/Document.iwa"), "Pages"),
        ("花名册.key", package("index.apxl"), "Keynote"),
        ("花名册.numbers", package("Index.zip", "preview.jpg"), "Numbers"),
        ("花名册.tar", b"a.xlsx".ljust(257, b"\0") + b"ustar\x0000", "archive"),
        ("录音.amr", b"#!AMR\n<", "sound"),
        ("录音.silk", b"\x02#!SILK_V3", "sound"),
        ("花名册.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", "film"),
        ("._花名册.xlsx", b"\0\x05\x16\x07\0\x02\0\0Mac OS X", "system"),
        (".DS_Store", b"\0\0\0\x01Bud1\0\0", "system"),
        ("desktop.ini", b"[.ShellClassInfo]\r\nIconResource=x\r\n", "system"),
        ("花名册.dwg", b"AC1027\0\0", "drawing"),
        ("花名册", "各村：\n请报送花名册。\n谢谢\n".encode("gbk"), "without a table"),
        ("花名册.xls", "各村：请报送花名册。".encode("utf-16"), "without a table"),
        ("花名册.et", ole("ETData", b"x"), "WPS alone"),
        ("说明.wps", ole("WPSText", b"x"), "text document"),
        ("汇报.dps", ole("DPSData", b"x"), "presentation"),
        ("花名册.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "web page"),
        ("花名册.eml", b"Received: from a\r\nSubject: b\r\n", "e-mail"),
        ("花名册.xlsx", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("花名册.xlsx", b"\x89PNG\r\n\x1a\n\0", "picture"),
        ("花名册.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        ("花名册.xlsx", b"BM\x36\0\0\0\0\0\0\0\x36", "picture"),
        ("花名册.xlsx", b"\0\0\0\x18ftypheic\0\0\0\0", "picture"),
        ("花名册.rar", b"Rar!\x1a\x07\x01\0", "archive"),
        ("花名册.xlsx", b"7z\xbc\xaf\x27\x1c\0\x04", "archive"),
        ("花名册.gz", b"\x1f\x8b\x08\0", "archive"),
        ("花名册.zip", package("柳湾.xlsx", "上坝.xlsx"), "archive"),
        ("花名册.lnk", b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F\0", "shortcut"),
        ("花名册.url", b"[InternetShortcut]\r\nURL=file:///x\r\n", "shortcut"),
        ("花名册.doc", b"{\\rtf1\\ansi", "text document"),
        ("花名册.xlsx", b"SQLite format 3\0" + bytes(84), "database"),
        ("花名册.ofd", package("OFD.xml", "Doc_0/Document.xml"), "printed pages"),
        ("花名册.xls", b"Founder CEB 2.71", "printed pages"),
        ("花名册.dbf", b"\x03\x10\x0b\x18\x02\0\0\0a\0", "dBase"),
        ("青岚.cdesk", b"SQLite format 3\0" + bytes(84), "register"),
        ("青岚.cdesk", b"\x8f\x11\x92\x03" * 40, "register"),
        ("花名册.xlsx", b"MZ\x90\0\x03\0\0\0", "program"),
        ("花名册.xls", b"\x09\x00\x04\x00\x07\x00\x10\x00", "Excel 2"),
        ("花名册.xls", b"\x09\x02\x06\x00\x00\x00\x10\x00", "Excel 3"),
        ("花名册.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4"),
        ("花名册.numbers", package("Index/Document.iwa"), "Numbers"),
        ("花名册.xlsx", bytes(range(1, 256)) * 3, "not a workbook"),
        ("~$花名册.xlsx", b"\x06office" + bytes(40), "open elsewhere"),
        (".~lock.花名册.ods#", b",office,pc,24.11.2016 10:00", "open elsewhere"),
    ],
)
def test_other_files_are_named(name, raw, words):
    kind, message = refusal(name, raw)
    assert kind == "file_unsupported"
    assert words in message


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("花名册.docx", package("[Content_Types].xml", "word/document.xml"), "text document"),
        ("花名册.pptx", package("[Content_Types].xml", "ppt/presentation.xml"), "presentation"),
        ("花名册.vsdx", package("[Content_Types].xml", "visio/document.xml"), "another kind of document"),
        ("花名册.odt", package(mimetype="application/vnd.oasis.opendocument.text"), "text document"),
        ("花名册.odp", package(mimetype="application/vnd.oasis.opendocument.presentation"), "presentation"),
        ("花名册.doc", ole("WordDocument", b"x"), "text document"),
        ("花名册.xls", ole("PowerPoint Document", b"x"), "presentation"),
        ("花名册.msg", ole("__properties_version1.0", b"x"), "e-mail"),
    ],
)
def test_other_documents_are_named_by_what_is_in_them(name, raw, words):
    kind, message = refusal(name, raw)
    assert kind == "file_type"
    assert words in message


@pytest.mark.parametrize(
    ("name", "parts", "mimetype"),
    [
        ("花名册.xlsb", ("[Content_Types].xml", "xl/workbook.bin"), ""),
        ("花名册.ods", ("content.xml",), "application/vnd.oasis.opendocument.spreadsheet"),
        ("花名册.ods", ("content.xml", "META-INF/manifest.xml"), ""),
    ],
)
def test_workbooks_that_no_office_sends_are_named_with_the_way_out(name, parts, mimetype):
    more = {"mimetype": mimetype} if mimetype else {}
    kind, message = refusal(name, package(*parts, **more))
    assert (kind, name[-5:].lstrip("册") in message, ".xlsx" in message) == ("file_unsupported", True, True)


def test_formats_of_wps_alone_and_files_of_the_system_are_named():
    assert "WPS" in refusal("花名册.et", ole("ETData", b"x"))[1]
    assert "system" in refusal("Thumbs.db", ole("Catalog", b"x"))[1]
    assert "system" in refusal("Thumbs.db", ole("256_a1b2c3", b"x"))[1]


def test_an_archive_without_anything_in_it_is_empty():
    assert refusal("花名册.xlsx", b"PK\5\6" + bytes(18))[0] == "file_empty"


def test_a_locked_workbook_is_said_to_be_locked():
    assert refusal("花名册.xlsx", ole("EncryptedPackage", b"x"))[0] == "file_encrypted"
    locked = package("encrypted-package")
    assert refusal("花名册.xlsx", locked)[0] == "file_encrypted"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
@pytest.mark.parametrize("name", ["花名册.xls", "花名册.dat", "花名册"])
def test_a_text_table_under_another_name_is_read_as_what_it_is(name, encoding):
    book = open_book(name, TABLE.replace(",", "\t").encode(encoding))
    assert book.grids[0].rows[1] == ["1", "张大有", "990101196503120011"]
    assert [kind for kind, _words in book.notes] == ["file_type"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16-le", "utf-16-be"])
def test_a_long_text_table_is_known_by_how_it_begins(encoding):
    raw = (TABLE + "3,王秀田,990101194305010015\n" * 40_000).replace(",", "\t").encode(encoding)
    assert len(open_book("花名册.xls", raw).grids[0].rows) == 40_003


def test_text_that_is_no_table_is_no_table_under_another_name():
    assert refusal("说明.xls", "各村：\n请报送花名册。\n谢谢\n".encode())[0] == "file_unsupported"


@pytest.mark.parametrize("name", ["花名册.xlsx", "花名册.csv", "花名册.et"])
def test_an_old_workbook_under_another_name_is_read_as_what_it_is(name):
    book = open_book(name, Xls([("表", [["姓名"], ["张大有"]], {})]).packed())
    assert book.grids[0].rows == [["姓名"], ["张大有"]]
    assert [kind for kind, _words in book.notes] == ["file_type"]
    assert open_book("花名册.xls", Xls([("表", [["姓名"]], {})]).packed()).notes == ()
