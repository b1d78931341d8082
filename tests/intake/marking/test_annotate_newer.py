"""What openpyxl would lose of a sender's workbook, and a marked copy keeps all the same."""

import re

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reading.report import read_delivery
from tests.intake.annotated import PLACES, one_cell, rewritten, sent_back, sheet_of

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
CHOICES = (
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"><x14:dataValidation '
    'type="list"><x14:formula1><xm:f>说明!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C4:C63</xm:sqref>'
    "</x14:dataValidation></x14:dataValidations></ext>"
)
SLICER = '<ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}"><x14:slicerList/></ext>'
DISMISSED = '<ignoredErrors><ignoredError sqref="B4:B63" numberStoredAsText="1"/></ignoredErrors>'


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl, when the test reads it
def test_choices_from_another_sheet_and_dismissed_corners_stay_and_what_hangs_on_more_goes(tmp_path, source):
    def newer(text):
        text = text.replace("<worksheet ", f'<worksheet xmlns:x14="{X14}" xmlns:xm="{XM}" ')
        return text.replace("</worksheet>", f"{DISMISSED}<extLst>{CHOICES}{SLICER}</extLst></worksheet>")

    out = tmp_path / "back.xlsx"
    sent_back(rewritten(source, newer), out)
    made = sheet_of(out)
    assert made.endswith(f'<extLst xmlns:x14="{X14}" xmlns:xm="{XM}">{CHOICES}</extLst></worksheet>')
    assert made.index("</sheetData>") < made.index(DISMISSED) < made.index("<legacyDrawing")
    assert read_delivery(out, ReadingTerms(PLACES, 2016)).read


def test_a_word_in_red_within_a_cell_stays_red(tmp_path, source):
    runs = '<is><r><rPr><b/><color rgb="FFFF0000"/></rPr><t>张</t></r><r><t>大有</t></r></is>'
    sent_back(rewritten(source, one_cell("D7", ' t="inlineStr"', runs)), tmp_path / "back.xlsx")
    rich = openpyxl.load_workbook(tmp_path / "back.xlsx", rich_text=True)["花名册"]["D7"].value
    assert isinstance(rich, CellRichText)
    assert (str(rich), rich[0].font.color.rgb) == ("张大有", "FFFF0000")


@pytest.mark.parametrize(
    ("where", "given", "inside", "again"),
    [
        ("H5", "", "<f>SUM(H4)</f><v>1</v>", 1),
        ("D5", ' t="str"', "<f>D4&amp;&quot;&quot;</f><v>张&lt;大有</v>", "张<大有"),
        ("D5", ' t="str"', "<f>D4</f><v>张_x0001_大有</v>", "张_x0001_大有"),
        ("H5", ' t="b"', "<f>TRUE()</f><v>1</v>", True),
        ("H5", ' t="e"', "<f>1/0</f><v>#DIV/0!</v>", "#DIV/0!"),
    ],
)
def test_a_formula_goes_back_with_the_value_that_it_gave(tmp_path, source, where, given, inside, again):
    sent_back(rewritten(source, one_cell(where, given, inside)), tmp_path / "back.xlsx")
    values = openpyxl.load_workbook(tmp_path / "back.xlsx", data_only=True)
    assert values["花名册"][where].value == again
    formulas = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert formulas["花名册"][where].data_type == "f"


def test_what_is_computed_of_a_cell_is_computed_anew_where_the_workbook_would_not(tmp_path, source):
    for instead in ('<calcPr calcId="191029"/>', ""):

        def by_hand(text, instead=instead):
            return re.sub(r"<(calcPr|workbookProtection) ?[^>]*/>", "", text).replace(
                "</workbook>", f"{instead}</workbook>"
            )

        back = sent_back(rewritten(source, by_hand, "xl/workbook.xml"), tmp_path / "back.xlsx")
        assert back.calculation.fullCalcOnLoad


def test_a_formula_that_leads_to_another_file_gives_what_was_read_and_is_wrong_as_before(tmp_path, source):
    rewritten(source, one_cell("H5", "", "<f>[1]Sheet1!$A$1</f><v>1</v>"))
    rewritten(source, one_cell("H6", "", "<f>SUM(表1[2016])</f><v>1</v>"))
    names = '<definedNames><definedName name="外部">[1]Sheet1!$A$1</definedName></definedNames>'
    rewritten(source, lambda text: re.sub("<definedNames ?/>", names, text), "xl/workbook.xml")
    sheet = sent_back(source, tmp_path / "back.xlsx")["花名册"]
    assert (sheet["H5"].value, sheet["H6"].value) == ("=1", "=SUM(表1[2016])")
    assert "[1]" not in sheet_of(tmp_path / "back.xlsx")
    assert not sheet.parent.defined_names
    again = read_delivery(tmp_path / "back.xlsx", ReadingTerms(PLACES, 2016))
    formulas = [each.cell for line in again.lines for each in line.problems if each.kind == "formula_cell"]
    assert formulas == ["H5", "H6"]


def check(name, where, style=""):
    """A check by words, as a sender lays it on cells, in the old place and in the new one."""
    given = f'type="list" {style} showErrorMessage="1" promptTitle="a>b"'
    if name == "dataValidation":
        return f'<{name} {given} sqref="{where}"><formula1>"户主,配偶"</formula1></{name}>'
    inside = f"<x14:formula1><xm:f>说明!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>{where}</xm:sqref>"
    return f"<{name} {given}>{inside}</{name}>"


def styles_of(text):
    """By the cells of each check that forbids or warns: how it does."""
    found = re.findall(r"<(?:x14:)?dataValidation (.*?)</(?:x14:)?dataValidation>", text, re.DOTALL)
    where = [re.search(r'sqref="([^"]*)"|<xm:sqref>([^<]*)', one) for one in found]
    styles = [re.findall(r'errorStyle="(\w+)"', one) for one in found]
    return {one[1] or one[2]: style for one, style in zip(where, styles, strict=True)}


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_a_check_of_the_sender_s_lets_a_cell_be_corrected_that_is_wrong(tmp_path, source):
    old = ("E4:E63", "F12 C1", "F13:F20 F22:F32", "G41"), ("", "", "", 'errorStyle="information"')
    new = ("F4:F11 F57", "E4:E19"), ("", "")

    def checked(text):
        text = text.replace("<worksheet ", f'<worksheet xmlns:x14="{X14}" xmlns:xm="{XM}" ')
        here = "".join(check("dataValidation", *one) for one in zip(*old, strict=True))
        there = "".join(check("x14:dataValidation", *one) for one in zip(*new, strict=True))
        text = text.replace(
            "<pageMargins", f'<dataValidations count="4">{here}</dataValidations><pageMargins', 1
        )
        ext = f"{CHOICES.partition('<x14:dataValidation ')[0]}{there}</x14:dataValidations></ext>"
        return text.replace("</worksheet>", f"<extLst>{ext}</extLst></worksheet>")

    sent_back(rewritten(source, checked), tmp_path / "back.xlsx")
    styles = styles_of(sheet_of(tmp_path / "back.xlsx"))
    assert {where: style for where, style in styles.items() if style} == {
        "E4:E63": ["warning"],
        "C1 F12": ["warning"],
        "G41": ["information"],
        "F4:F11 F57": ["warning"],
    }
    assert len(styles) == 6
    assert openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"].max_row == 63
