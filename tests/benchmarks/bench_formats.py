"""Opening a roster of 10,000 rows and 40 columns in each other format, against a bare reader of its cells."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from county_desk.sheets.formats.opening import open_book
from tests.benchmarks.measure import goal, seconds, sized, tell
from tests.benchmarks.workbook import write_roster
from tests.intake.office import converted

HOUSEHOLDS = sized(3_334)


@pytest.mark.parametrize(("suffix", "most"), [("xls", 3.0)])
def test_a_roster_that_libreoffice_saved(tmp_path: Path, suffix: str, most: float) -> None:
    """All cells and all marks of the sheet against its cells alone."""
    path = tmp_path / "大河村贫困户花名册.xlsx"
    write_roster(path, HOUSEHOLDS, wide=True)
    path = converted(path, suffix)
    raw = path.read_bytes()
    assert open_book(path.name, raw).grids[0].rows == bare(path)
    ours = seconds(lambda: open_book(path.name, raw))
    alone = seconds(lambda: bare(path))
    tell(f"opening an .{suffix} of 10,000 x 40", ours, calamine_alone=alone)
    goal(f"opening an .{suffix} against calamine", ours / alone, most)


def bare(path: Path) -> list[list[object]]:
    """All cells by the quickest reader there is."""
    rows: list[list[object]] = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return rows
