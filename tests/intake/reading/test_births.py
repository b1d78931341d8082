"""A month of birth is held against the identity number, which has the day."""

import pytest

from county_desk.intake.delivery import Verdict
from tests.intake.villages import ROSTER, a_workbook, line, read, spoil


@pytest.mark.parametrize("month", ["1965.03", "1965年3月", "196503", "1965-3", "1965/03"])
def test_a_month_that_is_that_of_the_number_is_right(month, tmp_path):
    found = line(read(spoil(a_workbook(), ROSTER, {"H3": month}), tmp_path), 3)
    assert (found.verdict, found.kinds) == (Verdict.ACCEPT, ())
    assert found.original["出生日期"] == month


def test_another_month_is_asked_about(tmp_path):
    found = line(read(spoil(a_workbook(), ROSTER, {"H3": "1965.04"}), tmp_path), 3)
    (said,) = found.problems
    assert (found.verdict, said.kind, said.cell) == (Verdict.ASK, "id_birth", "H3")
    assert "1965-04" in said.message
    assert "1965-03-12" in said.message


def test_without_a_right_number_the_day_is_missing(tmp_path):
    found = line(read(spoil(a_workbook(), ROSTER, {"H3": "1965.03", "G3": "不详"}), tmp_path), 3)
    assert {"date_invalid", "id_missing"} <= set(found.kinds)
