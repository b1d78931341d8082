"""A text table loses no digit, runs no formula, and reads back as it was."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from county_desk.fields import Code, Column, Count, Day, IdNumber, Money, Table, Text, YesNo
from county_desk.sheets.formats.csv_text import read_csv
from county_desk.sheets.writing.csv_rows import FORMULA, write_csv

NUMBER = "990101196503120011"


@dataclass(frozen=True)
class Row:
    name: str
    id_number: str
    code: str
    count: int | None
    money: Decimal | None
    day: date | None
    yes: bool | None


TABLE = Table(
    "t",
    "T",
    Row,
    (
        Column("name", "Name", Text()),
        Column("id_number", "Identity number", IdNumber()),
        Column("code", "Code", Code()),
        Column("count", "Count", Count()),
        Column("money", "Money", Money()),
        Column("day", "Day", Day()),
        Column("yes", "Yes", YesNo()),
    ),
)
FULL = Row("张三", NUMBER, "990101001002000001", 1234, Decimal("5678.90"), date(2016, 11, 24), True)


def written(*rows, masked=False):
    file = BytesIO()
    write_csv(file, TABLE, rows, masked=masked)
    return file.getvalue()


def read_back(raw):
    return read_csv(raw).grids[0].rows[1:]


def test_it_begins_with_the_mark_that_a_worksheet_knows_utf8_by():
    assert written().startswith(b"\xef\xbb\xbf" + b"Name,Identity")


def test_numbers_have_no_separators_and_days_are_iso():
    assert read_back(written(FULL)) == [
        ["张三", NUMBER, "990101001002000001", "1234", "5678.90", "2016-11-24", "Yes"]
    ]


def test_a_worksheet_keeps_every_digit_of_a_long_number():
    line = written(FULL).decode("utf-8-sig").splitlines()[1]
    assert f"\t{NUMBER}" in line
    assert "\t990101001002000001" in line


@pytest.mark.parametrize("sign", sorted(FORMULA - set("\t\r\n")))
def test_no_text_is_a_formula_and_each_reads_back(sign):
    odd = Row(f"{sign}cmd|'/C calc'!A0", "", "", None, None, None, None)
    line = written(odd).decode("utf-8-sig").splitlines()[1]
    assert line.lstrip('"')[0] not in FORMULA
    assert read_back(written(odd))[0][0] == odd.name


def test_an_apostrophe_of_the_text_itself_stays():
    assert read_back(written(Row("'阿依", "", "", None, None, None, None)))[0][0] == "'阿依"


def test_what_is_missing_is_blank_and_line_breaks_stay_inside_their_cell():
    row = Row("一\n二,“三”", "", "", None, None, None, False)
    assert read_back(written(row))[0] == ["一\n二,“三”", "", "", "", "", "", "No"]


def test_personal_numbers_are_covered_when_asked():
    assert NUMBER not in written(FULL, masked=True).decode("utf-8-sig")
    assert "990101**********11" in written(FULL, masked=True).decode("utf-8-sig")


def test_progress_ends_at_the_last_row():
    seen = []
    write_csv(BytesIO(), TABLE, [FULL] * 3, masked=True, progress=lambda done, of: seen.append((done, of)))
    assert (seen[0], seen[-1]) == ((0, 3), (3, 3))
