"""The clean lists as LibreOffice saves them, in three formats: the same rows, values and verdicts."""

import pytest

from county_desk.intake.reading.report import read_delivery
from tests.intake.corpus.case import cells_of, clean_book
from tests.intake.corpus.catalogue import cases
from tests.intake.corpus.people import HEAD, ID, INCOME, TERMS, the_list
from tests.intake.corpus.xlsx import Sheet, Styled, Workbook
from tests.intake.office import converted

CLEAN = {
    "申请名单": clean_book().packed(),
    "石桥镇柳湾村花名册": next(case.content for case in cases() if case.name == "list_roster"),
    "脱贫人口名单": next(case.content for case in cases() if case.name == "list_export"),
    "行政村信息表": next(case.content for case in cases() if case.name == "list_villages"),
}


def _said(path):
    """What the program makes of a file, without what differs by the name of the file alone."""
    delivery = read_delivery(path, TERMS)
    assert delivery.read, [problem.message for problem in delivery.problems]
    return delivery, [
        (line.sheet, line.row, line.verdict, line.kinds, dict(line.values)) for line in delivery.lines
    ]


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "xlsx"])
@pytest.mark.parametrize("name", CLEAN)
def test_a_list_reads_the_same_after_another_office_program_saved_it(tmp_path, name, suffix):
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(CLEAN[name])
    ours, before = _said(path)
    theirs, after = _said(converted(path, suffix))
    assert after == before
    assert theirs.verdict is ours.verdict
    assert [household.members for household in theirs.households] == [
        household.members for household in ours.households
    ]


def _odd():
    """The list with something in each row that a table of values does not show."""
    rows = the_list()
    rows[3][INCOME] = Styled(2600, '0"万元"')
    rows[4][INCOME] = Styled(2100, "General", "FFFFFFFF")
    sheet = Sheet(
        cells_of([*rows, rows[5] | {ID: float(rows[5][ID][:17] + "0"), HEAD: "周梅"}]),
        row_attributes={2: 'hidden="1"'},
        raw={"F3": '<c r="F3"><f>8400/3</f><v>2800</v></c>', "F4": '<c r="F4" t="e"><v>#N/A</v></c>'},
        merged=("H6:H7",),
    )
    sheet.rows[6][7] = None
    codes = Sheet([["代码", "名称"], ["01", "汉族"]], "代码", "hidden")
    return Workbook([sheet, codes]).packed()


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "xlsx"])
def test_what_a_table_does_not_show_is_seen_after_another_office_program_saved_it(tmp_path, suffix):
    path = tmp_path / "申请名单.xlsx"
    path.write_bytes(_odd())
    ours, theirs = read_delivery(path, TERMS), read_delivery(converted(path, suffix), TERMS)
    kinds = {line.row: set(line.kinds) for line in ours.lines if line.sheet == "申请名单"}
    wanted = {
        2: "hidden_row",
        3: "formula_cell",
        4: "cell_error",
        5: "number_format_suspect",
        6: "cell_hidden_value",
        7: "merged_cell",
        8: "id_numeric_cell",
    }
    assert all(kind in kinds[row] for row, kind in wanted.items())
    for line in theirs.lines:
        if line.sheet == "申请名单" and line.row in wanted:
            assert wanted[line.row] in line.kinds, (line.row, line.kinds)
    assert "hidden_sheet" in theirs.kinds
    assert [line.verdict for line in theirs.lines] == [line.verdict for line in ours.lines]
