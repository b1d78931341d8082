"""What openpyxl would lose of a sender's workbook, and a marked copy keeps all the same."""

import re

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.datavalidation import DataValidation

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reading.report import read_delivery
from tests.intake.annotated import PLACES, changed, one_cell, rewritten, sent_back, sheet_of

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
NEWER = (
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"><x14:dataValidation '
    'type="list"><x14:formula1><xm:f>说明!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C4:C63</xm:sqref>'
    '</x14:dataValidation></x14:dataValidations></ext><ext uri="{78C0D931-6437-407D-A8EE-F0AAD7539E65}">'
    "<x14:conditionalFormattings><x14:conditionalFormatting>"
    '<x14:cfRule type="expression" priority="1" id="{A}"><xm:f>说明!$A$1="x"</xm:f></x14:cfRule>'
    "<xm:sqref>F4:F63</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
)


def test_choices_and_rules_of_a_newer_kind_are_named_as_left_out(tmp_path, source):
    def newer(text):
        text = text.replace("<worksheet ", f'<worksheet xmlns:x14="{X14}" xmlns:xm="{XM}" ')
        return text.replace("</worksheet>", f"<extLst>{NEWER}</extLst></worksheet>")

    book = sent_back(rewritten(source, newer), tmp_path / "back.xlsx")
    said = [str(row[5]) for row in book.worksheets[0].iter_rows(values_only=True)]
    (words,) = [words for words in said if "choices from another sheet" in words]
    assert "colours by rules of a newer kind" in words
    assert read_delivery(tmp_path / "back.xlsx", ReadingTerms(PLACES, 2016)).read


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


def test_a_check_of_the_sender_s_warns_and_forbids_no_correction(tmp_path, source):
    def checked(_book, sheet):
        for where, style in (("E4:E63", "stop"), ("F12 C1", None), ("G41", "information")):
            check = DataValidation("list", formula1='"户主,配偶"', sqref=where, errorStyle=style)
            check.showErrorMessage = True
            sheet.add_data_validation(check)

    sheet = sent_back(changed(source, checked), tmp_path / "back.xlsx")["花名册"]
    found = {str(each.sqref): each.errorStyle for each in sheet.data_validations.dataValidation}
    assert found == {"E4:E63": "warning", "C1 F12": "warning", "G41": "information"}
