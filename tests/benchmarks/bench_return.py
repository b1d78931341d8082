"""Writing a roster of 20,000 rows with every feature against openpyxl's bare write-only writer."""

from pathlib import Path

from openpyxl import Workbook

from county_desk.sheets.writing.writer import write
from county_desk.tables.households import HOUSEHOLDS, LISTING
from county_desk.tables.listing import page
from tests.benchmarks.measure import goal, seconds, sized, tell
from tests.benchmarks.registers import large_register

ROWS = sized(20_000)


def test_a_roster(tmp_path: Path) -> None:
    """The household list as a workbook."""
    opened = large_register(tmp_path / "large.cdesk", ROWS)
    with opened.sessions() as session:
        rows = page(session, LISTING)
    columns = [column for column in HOUSEHOLDS.columns if not column.hidden]

    def bare() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([column.kind.plain(column.value(row)) for column in columns])
        book.save(tmp_path / "bare.xlsx")

    floor = seconds(bare, 3)
    ours = seconds(lambda: write(tmp_path / "ours.xlsx", HOUSEHOLDS, rows), 3)
    tell("workbook of 20,000 households", ours, bare_write_only_without_any_style=floor)
    goal("styled against bare", ours / floor, 1.5)
    opened.close()
