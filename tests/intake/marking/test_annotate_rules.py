"""What is marked looks so whatever the sender's own rules for colours would paint there, and those stay."""

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.styles import Font, PatternFill

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.writing import look
from tests.intake.annotated import (
    ETHNICITY,
    ID,
    PLACES,
    RELATION,
    WRONG,
    an_id,
    changed,
    sent_back,
    where,
)
from tests.intake.office import converted

GREEN = PatternFill(bgColor="FF92D050", fill_type="solid")


def painted(_book, sheet):
    """The sender's own rules: green where something stands, a bar, and one that hides a name."""
    sheet.conditional_formatting.add("F12", FormulaRule(["LEN(F12)>0"], fill=GREEN, stopIfTrue=True))
    sheet.conditional_formatting.add("E4:G63", FormulaRule(["LEN(E4)>0"], fill=GREEN))
    bar = DataBarRule("min", None, "max", None, "FF638EC6")
    sheet.conditional_formatting.add("H4:H63", bar)
    hiding = CellIsRule("equal", ['"张小有"'], font=Font(color="FFFFFFFF"))
    sheet.conditional_formatting.add("D8", hiding)
    sheet["D8"].value = "张小有"


def rules_of(sheet):
    """The cells and the kinds of rules, in the order in which they count."""
    rules = [
        (rule.priority, str(block.sqref), rule)
        for block in sheet.conditional_formatting
        for rule in block.rules
    ]
    return [(where, rule) for _priority, where, rule in sorted(rules, key=lambda each: each[0])]


def is_red(rule):
    """Whether a rule is ours and stands for what is wrong, as we and as another program write it."""
    return rule.type == "expression" and rule.dxf.fill.bgColor.rgb == look.ERROR_FILL.fgColor.rgb


def corrected(_book, sheet):
    for row, column in WRONG.items():
        sheet.cell(row, column).value = {ID: an_id(row + 100), RELATION: "户主", ETHNICITY: "汉族"}[column]


def test_our_red_stands_above_the_rules_of_the_sender_and_goes_alone(tmp_path, source):
    changed(source, painted)
    theirs = [(cells, rule.type) for cells, rule in rules_of(openpyxl.load_workbook(source)["花名册"])]
    assert len(theirs) == 4
    first = sent_back(source, tmp_path / "1.xlsx")["花名册"]
    (cells, ours), *others = rules_of(first)
    wrong = {where(row, column) for row, column in WRONG.items()}
    assert wrong <= set(cells.split())
    assert is_red(ours)
    assert ours.stopIfTrue
    assert next(iter(first.conditional_formatting)).rules == [ours]
    assert [(cells, rule.type) for cells, rule in others] == theirs

    again = sent_back(changed(tmp_path / "1.xlsx", corrected), tmp_path / "2.xlsx")["花名册"]
    assert [cells for cells, rule in rules_of(again) if is_red(rule)] == ["D8"]  # nobody looked there yet
    again = sent_back(tmp_path / "1.xlsx", tmp_path / "3.xlsx")["花名册"]
    assert sum(is_red(rule) for _cells, rule in rules_of(again)) == 1
    assert [(cells, rule.type) for cells, rule in rules_of(again)[1:]] == theirs


def test_a_workbook_without_rules_gets_none(tmp_path, source):
    assert not sent_back(source, tmp_path / "1.xlsx")["花名册"].conditional_formatting


def test_what_a_rule_hid_is_asked_about_though_our_mark_shows_it(tmp_path, source):
    sent_back(changed(source, painted), tmp_path / "1.xlsx")
    for path in (source, tmp_path / "1.xlsx"):
        found = read_delivery(path, ReadingTerms(PLACES, 2016))
        asked = [
            each.cell for line in found.lines for each in line.problems if each.kind == "cell_hidden_value"
        ]
        assert asked == ["D8"]


@pytest.mark.office
@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_our_rules_go_as_another_office_program_saved_them(tmp_path, source):
    sent_back(changed(source, painted), tmp_path / "1.xlsx")
    saved = changed(converted(tmp_path / "1.xlsx", "xlsx"), corrected)
    assert any(is_red(rule) for _cells, rule in rules_of(openpyxl.load_workbook(saved)["花名册"]))
    rules = rules_of(sent_back(saved, tmp_path / "2.xlsx")["花名册"])
    assert [cells for cells, rule in rules if is_red(rule)] == ["D8"]
    assert sorted(rule.type for _cells, rule in rules) == ["cellIs", "dataBar", *["expression"] * 3]
