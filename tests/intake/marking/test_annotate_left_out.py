"""What a copy cannot keep of a sender's workbook is told on its list."""

import zipfile

import pytest
from openpyxl.comments import Comment

from county_desk.text import language
from tests.intake.annotated import changed, sent_back

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SHAPE = (
    '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="1" cy="1"/><xdr:sp><xdr:nvSpPr>'
    '<xdr:cNvPr id="2" name="a"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr/></xdr:sp>'
    "<xdr:clientData/></xdr:absoluteAnchor>"
)
CONTROL = '<v:shape xmlns:v="urn:v" xmlns:x="urn:x"><x:ClientData ObjectType="Checkbox"/></v:shape>'


def with_parts(path, parts, sheet="xl/worksheets/_rels/sheet1.xml.rels"):
    """The sender's workbook with more parts; each belongs to the first sheet as a thing of its kind."""
    with zipfile.ZipFile(path, "a") as package:
        related = (
            f'<Relationship Id="x{number}" Type="{KINDS}/{kind}" Target="/{name}"/>'
            for number, (name, (kind, _content)) in enumerate(parts.items())
        )
        package.writestr(sheet, f'<Relationships xmlns="{RELATIONS}">{"".join(related)}</Relationships>')
        for name, (_kind, content) in parts.items():
            package.writestr(name, content)
    return path


def told(path, out):
    """What the list says of the sheet as a whole."""
    with language("zh"):
        rows = sent_back(path, out).worksheets[0].iter_rows(min_row=5, values_only=True)
        return [row[5] for row in rows if "副本" in str(row[5])]


@pytest.mark.parametrize(
    ("parts", "things"),
    [
        (
            {"xl/drawings/d.xml": ("drawing", f'<xdr:wsDr xmlns:xdr="{DRAWING}">{SHAPE}</xdr:wsDr>')},
            "文本框和图形",
        ),
        ({"xl/drawings/v.vml": ("vmlDrawing", CONTROL)}, "按钮、复选框、下拉框等控件"),
        (
            {"xl/ctrlProps/c.xml": ("ctrlProp", "<f/>"), "xl/embeddings/e.bin": ("oleObject", "x")},
            "按钮、复选框、下拉框等控件、嵌入的文件",
        ),
    ],
    ids=["drawn", "old", "controls"],
)
def test_what_the_copy_does_not_keep_is_told_once(tmp_path, source, parts, things):
    said = [f"▲ 本副本没有保留工作表里的{things}；原文件里都在。"]
    assert told(with_parts(source, parts), tmp_path / "1.xlsx") == said
    assert told(tmp_path / "1.xlsx", tmp_path / "2.xlsx") == []


def test_remarks_and_pictures_that_the_copy_keeps_are_not_told_of(tmp_path, source):
    def remarked(_book, sheet):
        sheet["D5"].comment = Comment("已核对", "李有田")

    assert told(changed(source, remarked), tmp_path / "1.xlsx") == []


THREADS = (
    "<ThreadedComments>"
    '<threadedComment ref="D5" personId="{P}" id="{1}"><text>户主在外</text></threadedComment>'
    '<threadedComment ref="D5" personId="{Q}" id="{3}" parentId="{1}"><text>已核对</text></threadedComment>'
    "</ThreadedComments>"
)


def test_a_thread_that_stands_in_no_remark_of_older_programs_is_named(tmp_path, source):
    with_parts(source, {"xl/threadedComments/t.xml": ("threadedComment", THREADS)})
    assert told(source, tmp_path / "1.xlsx") == ["▲ 这些单元格的批注没有带到本副本，原文件里都在：D5。"]
