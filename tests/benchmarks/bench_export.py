"""Exporting 60,000 rows of 20 columns in each form, against openpyxl's write-only writer in the same run."""

from collections.abc import Sequence
from dataclasses import make_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from county_desk.fields import Code, Column, Count, Day, IdNumber, Kind, Measure, Money, Table, Text, YesNo
from county_desk.reports.lists.form import ListForm
from county_desk.reports.lists.outgoing import OutgoingList
from county_desk.reports.lists.writing import write_lists
from county_desk.text_kinds import Digits
from tests.benchmarks.measure import goal, seconds, sized, tell

ROWS, PRINTED, RUNS = sized(60_000), sized(6_000), 1
KINDS: Sequence[Kind] = (
    *(Code(width=20), Text(width=10), IdNumber(), Text(width=10), Text(width=12), Text(width=8), Count()),
    *(Text(), Text(), Text(), Money(), Digits(), Digits(width=20), Day(), Day(), Count(), Measure()),
    *(YesNo(), Text(), Code()),
)
KEYS = tuple(f"c{place}" for place in range(len(KINDS)))
ROW = make_dataclass("ROW", KEYS, frozen=True, slots=True)
TABLE: Table[Any] = Table(
    "made_up",
    "Made-up list",
    ROW,
    tuple(Column(key, key, kind) for key, kind in zip(KEYS, KINDS, strict=True)),
)
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周", ("大有", "秀英", "建国", "桂兰", "志强", "阿水", "玉梅", "长青")


def a_row(number: int) -> Any:
    """One made-up household, with the variety of values that a register has."""
    name = SURNAMES[number % 10] + GIVEN[number // 10 % 8]
    return ROW(
        *(f"990101{number:012}", name, f"99010119{50 + number % 50}0312{number % 10_000:04}"),
        *(
            "石桥镇",
            f"第{number % 24}村",
            f"{number % 9 + 1}组",
            number % 7 + 1,
            "一般贫困户",
            "因病",
            "在册",
        ),
        *(Decimal(number % 500_000) / 100, f"139{number:08}", f"62284800{number:011}"),
        *(date(2016, number % 12 + 1, 1), None, number, Decimal(number % 2000) / 10, number % 2 == 0),
        *("", f"X{number % 40}"),
    )


@pytest.mark.timeout(900)
def test_an_export(tmp_path: Path) -> None:
    """Each form of a list, and the bare writer."""
    rows = [a_row(number) for number in range(ROWS)]
    listed = OutgoingList(TABLE, rows, "青岚县", date(2016, 11, 24))

    def bare() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([getattr(row, key) for key in KEYS])
        book.save(tmp_path / "bare.xlsx")

    floor = seconds(bare, RUNS)
    size = (tmp_path / "bare.xlsx").stat().st_size
    for form in (ListForm.XLSX, ListForm.CSV):
        path = tmp_path / f"out.{form}"
        ours = seconds(partial(write_lists, path, form, [listed]), RUNS)
        tell(f"{ROWS:,} x {len(KEYS)} as {form}", ours, openpyxl_write_only_without_any_style=floor)
        goal(f"{form} against openpyxl", ours / floor, 0.3)
        print(f"   {path.stat().st_size / 1e6:.1f} MB; bare {size / 1e6:.1f} MB")
    some = replace(listed, rows=rows[:PRINTED])
    printed = seconds(partial(write_lists, tmp_path / "out.pdf", ListForm.PDF, [some]), RUNS)
    share = floor * PRINTED / ROWS
    tell(f"{PRINTED:,} x {len(KEYS)} as pdf", printed, openpyxl_write_only_of_as_many_rows=share)
    goal("pdf against openpyxl", printed / share, 4)
