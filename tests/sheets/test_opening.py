"""A file that is not what it says, damaged or hostile is refused before any reader of workbooks sees it."""

import zipfile
from io import BytesIO

import pytest

from county_desk.sheets.formats import archive, archive_entries
from county_desk.sheets.formats import markup as xlsx_xml
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.opening import open_book
from tests.intake.villages import ROSTER, a_workbook

SHEET = "xl/worksheets/sheet1.xml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.fixture(scope="module")
def sound():
    """The bytes of a sound workbook."""
    made = BytesIO()
    a_workbook().save(made)
    return made.getvalue()


def rebuilt(raw, change=lambda name, content: content, more=()):
    """The same package with parts changed, and others added."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in more:
            target.writestr(name, content)
    return made.getvalue()


def in_sheet(raw, old, new):
    """The package with some text of the first sheet replaced once."""
    assert old in zipfile.ZipFile(BytesIO(raw)).read(SHEET)
    return rebuilt(raw, lambda name, content: content.replace(old, new, 1) if name == SHEET else content)


def refusal(raw, name="花名册.xlsx"):
    """The kind under which a file is refused."""
    with pytest.raises(Unreadable) as trouble:
        open_book(name, raw)
    assert str(trouble.value)
    return trouble.value.kind


def test_a_sound_workbook_opens(sound):
    book = open_book("花名册.xlsx", sound)
    assert book.grids[0].name == ROSTER
    assert book.notes == ()


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"", "a.xlsx", "file_empty"),
        (bytes(4096), "a.xlsx", "file_empty"),
        (OLD, "a.xls", "file_corrupt"),
        (OLD, "a.et", "file_unsupported"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "file_encrypted"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "file_unsupported"),
        (b"%PDF-1.7\n", "a.csv", "file_unsupported"),
        (b"\x89PNG\r\n\x1a\n", "a.xlsx", "file_unsupported"),
        (b'a,b\n"1,2\n', "a.csv", "csv_structure"),
        ("序号,姓名\n".encode("gb18030") + b"\xff\xfe\xff", "a.csv", "encoding_unclear"),
    ],
)
def test_what_is_no_sound_file_is_refused(raw, name, kind):
    assert refusal(raw, name) == kind


def test_a_file_that_breaks_off_is_refused(sound):
    assert refusal(sound[: len(sound) // 2]) == "file_truncated"


def test_a_damaged_part_is_refused(sound):
    with zipfile.ZipFile(BytesIO(sound)) as package:
        start = package.getinfo(SHEET).header_offset + 60
    assert refusal(sound[:start] + bytes(40) + sound[start + 40 :]) == "file_corrupt"


def test_a_workbook_under_another_name_is_read_with_a_word(sound):
    assert [kind for kind, _words in open_book("花名册.xls", sound).notes] == ["file_type"]


def test_another_document_is_no_workbook(sound):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(made.getvalue()) == "file_type"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(sound):
    assert refusal(rebuilt(sound, more=[(SHEET, b"<worksheet/>")])) == "zip_duplicate"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd"])
def test_names_that_point_outside_are_refused(sound, name):
    assert refusal(rebuilt(sound, more=[(name, b"")])) == "zip_bad_name"


def test_a_package_of_too_many_parts_is_refused(sound, monkeypatch):
    monkeypatch.setattr(archive_entries, "ENTRIES", 5)
    assert refusal(sound) == "zip_too_many"


def test_a_package_that_unpacks_too_large_is_refused_while_unpacking(sound, monkeypatch):
    monkeypatch.setattr(archive, "PART_LIMIT", 1_000_000)
    bomb = rebuilt(sound, more=[("xl/media/x.xml", b" " * 2_000_000)])
    assert len(bomb) < 100_000
    assert refusal(bomb) == "zip_too_big"


def test_macros_are_refused_and_other_guests_are_named(sound):
    assert refusal(rebuilt(sound, more=[("xl/vbaProject.bin", b"")])) == "has_macros"
    more = [("xl/externalLinks/externalLink1.xml", b"<a/>"), ("xl/embeddings/a.bin", b"")]
    notes = open_book("a.xlsx", rebuilt(sound, more=more)).notes
    assert [kind for kind, _words in notes] == ["external_link", "embedded_object"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(sound, encoding):
    def change(name, content):
        if name != "xl/styles.xml":
            return content
        text = content.decode().split("?>", 1)[-1]
        entities = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
        return f'<?xml version="1.0" encoding="{encoding}"?>{entities}{text}'.encode(encoding)

    assert refusal(rebuilt(sound, change)) == "xml_dtd"


def test_deep_nesting_is_refused(sound):
    deep = b"<a>" * (xlsx_xml.DEPTH + 1) + b"</a>" * (xlsx_xml.DEPTH + 1)
    assert refusal(rebuilt(sound, more=[("xl/deep.xml", deep)])) == "xml_depth"


def test_a_comment_inside_of_a_value_is_refused(sound):
    assert refusal(in_sheet(sound, b"<v>3</v>", b"<v>2<!-- -->3</v>")) == "file_corrupt"


def test_a_row_or_cell_that_stands_twice_is_refused(sound):
    assert refusal(in_sheet(sound, b'<row r="4"', b'<row r="3"')) == "file_corrupt"
    assert refusal(in_sheet(sound, b'<c r="E4"', b'<c r="D4"')) == "file_corrupt"


def test_a_cell_at_the_end_of_the_world_is_refused(sound):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert refusal(in_sheet(sound, b"</sheetData>", far)) == "file_corrupt"


def test_lies_about_the_size_of_the_table_are_ignored(sound):
    merge = b'</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells><x/>'
    lied = in_sheet(sound, b"</sheetData>", merge)
    lied = in_sheet(lied, b'<dimension ref="A1:W10"', b'<dimension ref="A1:XFD1048576"')
    assert len(open_book("a.xlsx", lied).grids[0].rows) == 10


def test_xml_that_is_not_well_formed_is_refused(sound):
    assert refusal(in_sheet(sound, b"</sheetData>", b"</sheetdata>")) == "file_corrupt"
