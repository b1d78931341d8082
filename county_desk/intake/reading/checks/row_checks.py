"""Checks of single rows: a month of birth against the number, two columns for the head, and remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from county_desk.identity import birth_of
from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.values.dates import read_period
from county_desk.intake.row_hits import RowHit
from county_desk.paths import toml_resource
from county_desk.rules.checks.hits import Numbers, Of, check

_BORN, _ID = "出生日期", "身份证号"
_MONTH = len("2016-11")


@check("L15", Of.ROWS)
def other_month_of_birth(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Months of birth that are not those of the number. The day is no longer missing where they agree."""
    for sheet in rows.sheets:
        if sheet.header is not None and {_BORN, _ID} <= sheet.header.columns.keys():
            for row in sheet.data:
                if row.problems and _BORN in row.original and _BORN not in row.values:
                    yield from _other_month(row)


def _other_month(row: Draft) -> Iterator[DraftHit]:
    month, born = read_period(row.original[_BORN]).plain, birth_of(row.text(_ID))
    if not isinstance(month, str) or len(month) != _MONTH or born is None:
        return
    row.problems[:] = [each for each in row.problems if not row.is_at(each, _BORN, "date_invalid")]
    if month != f"{born:%Y-%m}":
        yield RowHit(row, _BORN, {"month": month, "born": born})


_PAIRS = (("户主姓名", "姓名"), ("身份证号", "户主身份证号"))  # the first of each is taken in


@check("L08", Of.ROWS)
def other_head(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Rows in which the two columns differ."""
    for sheet in rows.sheets:
        columns = sheet.header.columns if sheet.header and sheet.kind is SheetKind.HEADS else {}
        for taken, other in _PAIRS:
            for row in sheet.data if taken in columns and other in columns else ():
                if (said := row.text(other)) and said != row.text(taken):
                    yield RowHit(row, other, {"title": other, "taken": taken})


_REMARK = "备注"
_KINDS = (SheetKind.PERSONS, SheetKind.HEADS, SheetKind.MONITORING)


@check("L09", Of.ROWS)
def remark_against_the_row(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Rows with a remark that a person has died or left, or that the row is void."""
    for sheet in rows.sheets:
        if sheet.header is None or sheet.kind not in _KINDS or _REMARK not in sheet.header.columns:
            continue
        for row in sheet.data:
            remark = row.text(_REMARK)
            if remark and (kind := kind_of(remark)):
                yield RowHit(row, _REMARK, {"remark": remark}, case=kind)


_LONGEST = 40  # characters; a longer text tells a story
_BETWEEN = re.compile(r"[\s\d.,，。;；、:：/\-—()（）\[\]【】]+")


@dataclass(frozen=True, slots=True)
class _RemarkWords:
    """How remarks of one kind begin and end, without what may stand before."""

    kind: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    whole: frozenset[str]


@cache
def _declared() -> tuple[re.Pattern[str], tuple[_RemarkWords, ...]]:
    said = toml_resource("columns", "remarks.toml")
    filling = "|".join(map(re.escape, sorted(said["filling"], key=len, reverse=True)))
    return re.compile(rf"(?:{filling})*"), tuple(map(_remark_words, said["remark"]))


def _remark_words(entry: dict[str, Any]) -> _RemarkWords:
    begins, ends, whole = (entry.get(name, []) for name in ("begins", "ends", "whole"))
    return _RemarkWords(entry["kind"], tuple(begins), tuple(ends), frozenset(whole))


@lru_cache(1_000)
def kind_of(remark: str) -> str:
    """The kind of a remark that says the row should not be there; "" for all others."""
    text = _BETWEEN.sub("", remark)
    if len(text) > _LONGEST:
        return ""
    filling, known = _declared()
    found = filling.match(text)
    rest = text[found.end() :] if found else text
    for said in known:
        if rest.startswith(said.begins) or rest in said.whole or (said.ends and text.endswith(said.ends)):
            return said.kind
    return ""
