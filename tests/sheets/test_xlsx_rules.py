"""Rules of a sheet that hide, strike out or show otherwise are told of, where they apply or could."""

import pytest

from county_desk.sheets.formats.book import Unreadable
from tests.sheets.packages import opened, parts, style_sheet

RULE = '<conditionalFormatting sqref="{where}"><cfRule {given}>{formulas}</cfRule></conditionalFormatting>'
RED_ON = (
    '<dxf><font><color rgb="FFFF0000"/></font>'
    '<fill><patternFill><bgColor rgb="{}"/></patternFill></fill></dxf>'
)
LOOKS = (
    '<dxf><font><color rgb="FFFFFFFF"/></font></dxf>',
    RED_ON.format("FFFFC7CE"),
    '<dxf><numFmt numFmtId="200" formatCode=";;;"/></dxf>',
    "<dxf><font><strike/></font></dxf>",
    RED_ON.format("FFFA0505"),
    '<dxf><numFmt numFmtId="201" formatCode="0&quot;万&quot;"/></dxf>',
    '<dxf><font/><border><left><color rgb="FFFFFFFF"/></left></border></dxf>',
)
WHITE, RED, NOTHING, STRUCK, SAME, WAN, BORDER = range(len(LOOKS))
ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c></row>'
    '<row r="2"><c r="A2"><v>0</v></c><c r="B2" t="s"><v>0</v></c></row>'
    '<row r="3"><c r="A3"><v>9</v></c></row>'
)


def marks(look, where="A1:A1048576", given='type="expression"', *formulas):
    """The marks of a sheet with one rule."""
    said = "".join(f"<formula>{formula}</formula>" for formula in formulas)
    rule = RULE.format(where=where, given=f'{given} dxfId="{look}" priority="1"', formulas=said)
    styles = style_sheet("General").replace("</styleSheet>", f"<dxfs>{''.join(LOOKS)}</dxfs></styleSheet>")
    return opened(parts(ROWS, after=rule, styles=styles)).grids[0].marks


@pytest.mark.parametrize(
    ("look", "unseen", "struck", "formats"),
    [
        (WHITE, {(1, 1), (2, 1), (3, 1)}, set(), {}),
        (NOTHING, {(1, 1), (2, 1), (3, 1)}, set(), {}),
        (SAME, {(1, 1), (2, 1), (3, 1)}, set(), {}),
        (STRUCK, set(), {(1, 1), (2, 1), (3, 1)}, {}),
        (WAN, set(), set(), dict.fromkeys([(1, 1), (2, 1), (3, 1)], '0"万"')),
        (RED, set(), set(), {}),
        (BORDER, set(), set(), {}),
    ],
)
def test_what_a_rule_can_do_to_the_cells_that_hold_something(look, unseen, struck, formats):
    found = marks(look, "A1:A1048576", 'type="expression"', "$C1=3")
    assert (found.unseen, found.struck, found.formats) == (unseen, struck, formats)


@pytest.mark.parametrize(
    ("given", "formulas", "rows"),
    [
        ('type="cellIs" operator="equal"', ["0"], {2}),
        ('type="cellIs" operator="lessThan"', ["5"], {1, 2}),
        ('type="cellIs" operator="between"', ["9", "1"], {1, 3}),
        ('type="cellIs" operator="notBetween"', ["1", "9"], {2}),
        ('type="cellIs" operator="equal"', ["$Z$1"], {1, 2, 3}),
        ('type="expression"', ["A1=0"], {2}),
        ('type="expression"', ["A1&lt;&gt;0"], {1, 3}),
        ('type="expression"', ["$A1=0"], {1, 2, 3}),
        ('type="expression"', ["B1=0"], {1, 2, 3}),
        ('type="expression"', ["ISERROR(A1)"], set()),
        ('type="containsBlanks"', ["LEN(TRIM(A1))=0"], set()),
        ('type="duplicateValues"', [], {1, 2, 3}),
    ],
)
def test_a_rule_that_plainly_does_not_apply_hides_nothing(given, formulas, rows):
    assert {row for row, _column in marks(WHITE, "A1:A9", given, *formulas).unseen} == rows


def test_texts_are_held_against_constants_too():
    assert marks(WHITE, "B1:B9", 'type="cellIs" operator="equal"', '"张三"').unseen == {(2, 2)}
    assert marks(WHITE, "B2", 'type="cellIs" operator="equal"', '"李四"').unseen == set()
    assert marks(WHITE, "A3 B1:B1", 'type="expression"', "TRUE").unseen == {(3, 1), (1, 2)}


def test_bars_and_icons_can_stand_in_the_place_of_the_value():
    bar = '<cfRule type="dataBar" priority="1"><dataBar showValue="0"><cfvo type="min"/></dataBar></cfRule>'
    rule = f'<conditionalFormatting sqref="A1:A2">{bar}</conditionalFormatting>'
    assert opened(parts(ROWS, after=rule)).grids[0].marks.unseen == {(1, 1), (2, 1)}
    shown = rule.replace('showValue="0"', "")
    assert opened(parts(ROWS, after=shown)).grids[0].marks.unseen == set()


def test_rules_of_later_programs_stand_behind_the_others_with_their_look_and_cells():
    space = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    rule = (
        f"<extLst><ext {space}><x14:conditionalFormatting><x14:cfRule type='expression'>"
        "<f>Sheet2!$A$1=1</f><x14:dxf><font><strike/></font></x14:dxf></x14:cfRule>"
        "<sqref>A1:A2</sqref></x14:conditionalFormatting></ext></extLst>"
    )
    assert opened(parts(ROWS, after=rule)).grids[0].marks.struck == {(1, 1), (2, 1)}


def test_rules_without_end_are_refused():
    rule = RULE.format(
        where="A1:B1048576",
        given='type="cellIs" operator="equal" dxfId="0"',
        formulas="<formula>77</formula>",
    )
    styles = style_sheet("General").replace("</styleSheet>", f"<dxfs>{LOOKS[0]}</dxfs></styleSheet>")
    with pytest.raises(Unreadable) as trouble:
        opened(parts(ROWS, after=rule * 300, styles=styles))
    assert trouble.value.kind == "file_corrupt"
