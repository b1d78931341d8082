"""The clean lists as LibreOffice saves them, in three formats: the same rows, values and verdicts."""

import pytest

from county_desk.excel.reading.report import read_delivery
from tests.excel.corpus.case import clean_book
from tests.excel.corpus.catalogue import cases
from tests.excel.corpus.people import TERMS
from tests.excel.office import converted

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
@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsx"])
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
