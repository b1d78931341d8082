"""What is true of every reader of cells, whatever the cell: for tests and fuzzers to hold answers against."""

from datetime import date
from decimal import Decimal
from typing import Any

from county_desk.intake.reading.columns.title_remarks import remarks_on
from county_desk.intake.reading.columns.titles import known_title, seeming_title
from county_desk.intake.reading.rows.plan import READERS, reader_of
from county_desk.intake.reading.values.cell_value import Found
from county_desk.intake.vocabulary import Title
from county_desk.sheets.formats.book import Cell

LATEST = date(2016, 12, 31)
TITLES = {
    "name": "姓名",
    "word": "民族",
    "words": "健康状况",
    "text": "备注",
    "date": "申请日期",
    "period": "识别时间",
    "id": "身份证号",
}
KINDS = tuple(READERS)
_VALUES = (bool, date, Decimal, int, str)


def answer(kind: str, cell: Cell) -> Found:
    """What the reader of a kind says of a cell."""
    title = Title(TITLES.get(kind, "列"), kind, "household")
    return reader_of(title, None, LATEST)(cell, title.title)


def checked(kind: str, cell: Cell) -> Found:
    """What a reader says of a cell, held against what has to be true of every answer."""
    found = answer(kind, cell)
    told: Any = (kind, cell, found)
    assert (found.value is None) == (found.plain is None), told
    assert found.value is None or isinstance(found.value, _VALUES), told
    assert found.plain is None or isinstance(found.plain, str | int), told
    assert found.plain is None or found.plain != "", told
    assert all(note.message and note.kind for note in found.notes), told
    if found.plain is not None and all(note.level.value in ("warn", "note") for note in found.notes):
        again = answer(kind, found.plain if kind != "percent" else f"{found.plain}%")
        assert again.plain == found.plain, (*told, again)
        assert again.value == found.value, (*told, again)
        assert all(note.kind != "normalized" for note in again.notes), (*told, again)
    return found


def checked_title(text: str) -> None:
    """Read a text as a title; nothing is raised, and what is known is known again by its standard title."""
    title = known_title(text) or seeming_title(text)
    if title is not None:
        remarks_on((text,), title)
        assert known_title(title.title) == title
