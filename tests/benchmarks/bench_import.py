"""Taking in a village's workbook: reading, checking and storing it against only reading it."""

import time
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from county_desk.excel.delivery import Terms
from county_desk.excel.reading.report import read_delivery
from county_desk.models.register import RegisterKind
from county_desk.workflow.arrivals import take_in_files
from county_desk.workflow.entry import found, sit_down
from county_desk.workflow.intake_known import villages
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.workbook import write_roster
from tests.build import CLERK, FOUNDED, PEOPLE, lines

HOUSEHOLDS = 2_000


def test_a_roster(tmp_path: Path) -> None:
    """One roster of 2,000 households and 6,000 people."""
    path = tmp_path / "大河村贫困户花名册.xlsx"
    write_roster(path, HOUSEHOLDS)
    opened = found(
        tmp_path / "bench.cdesk",
        name="青岚县",
        code="990101",
        places=lines(),
        people=PEOPLE,
        kind=RegisterKind.REHEARSAL,
        today=FOUNDED,
    )
    desk = sit_down(opened, CLERK, today=date(2016, 11, 25))
    places = desk.read(villages)
    bare = seconds(lambda: [sheet_rows(path)], 3)
    slow = seconds(lambda: openpyxl_rows(path), 3)
    checked = seconds(lambda: read_delivery(path, Terms(places, 2016)), 3)
    delivery = read_delivery(path, Terms(places, 2016))
    assert delivery.counts["accept"] == HOUSEHOLDS * 3, delivery.counts
    tell("reading with every check", checked, calamine_alone=bare, openpyxl_read_only=slow)
    goal("reading with checks against calamine", checked / bare, 3.0)
    begun = time.process_time()
    arrivals = list(take_in_files(desk, [path], 2016))
    stored = time.process_time() - begun
    assert arrivals[0].batch == 1
    tell("comparing and storing 2,000 households", stored, calamine_alone=bare)
    opened.close()


def sheet_rows(path: Path) -> int:
    """All rows by the quickest reader there is."""
    book = CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def openpyxl_rows(path: Path) -> int:
    """All rows by the obvious reader."""
    book = load_workbook(path, read_only=True)
    rows = sum(1 for sheet in book.worksheets for _row in sheet.iter_rows(values_only=True))
    book.close()
    return rows
