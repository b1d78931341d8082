"""Mistakes as villages make them, planted in some of the workbooks and known by the kind to be found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from county_desk.demo.drafts import HEADS, INCOME, LIVING, PEOPLE, DraftBook, Row
from county_desk.identity import check_digit


@dataclass(frozen=True)
class Mistake:
    """One mistake: its sheet, its place among the rows that fit (from 0), and the change to the row."""

    kind: str
    sheet: str
    nth: int
    make: Callable[[Row], None]
    fits: Callable[[Row], bool] = lambda row: True


@dataclass(frozen=True)
class Planted:
    """The place of a planted mistake: file name, sheet, row as the sheet shows it, and its kind."""

    file: str
    sheet: str
    row: int
    kind: str


def plant(book: DraftBook, mistake: Mistake) -> Planted:
    """Make the mistake in a draft and say where it is."""
    sheet = book.sheet(mistake.sheet)
    fitting = [place for place, row in enumerate(sheet.rows) if mistake.fits(row)]
    place = fitting[mistake.nth]
    if mistake.kind == "hidden_row":
        sheet.hidden.add(place)
    else:
        mistake.make(sheet.rows[place])
    heads = 2 if any(heading.band for heading in sheet.headings) else 1
    return Planted(book.name, sheet.name, len(sheet.above) + heads + place + 1, mistake.kind)


def _is_head(row: Row) -> bool:
    return row.get("关系") == "户主"


def _is_kin(row: Row) -> bool:
    return row.get("关系") not in ("户主", None)


def _is_child(row: Row) -> bool:
    return row.get("关系") in ("之子", "之女")


def _plain_number(row: Row) -> bool:
    return _is_kin(row) and not row["证件"].endswith("X")


def _earns(row: Row) -> bool:
    return bool(row.get("种植业"))


def _set(key: str, value: object) -> Callable[[Row], None]:
    return lambda row: row.__setitem__(key, value)


def _change(key: str, change: Callable[[Any], Any]) -> Callable[[Row], None]:
    return lambda row: row.__setitem__(key, change(row[key]))


def _wrong_check(number: str) -> str:
    return number[:17] + ("0" if number[17] != "0" else "1")


def _other_sex(number: str) -> str:
    body = f"{number[:16]}{(int(number[16]) + 1) % 10}"
    return body + check_digit(body)


def _nothing(row: Row) -> None:
    """Change nothing in the row itself."""


# By the code of the village that sends the workbook.
MISTAKES: dict[str, tuple[Mistake, ...]] = {
    "990101100201": (
        Mistake("id_checksum", PEOPLE, 4, _change("证件", _wrong_check), _is_kin),
        Mistake("id_length", PEOPLE, 11, _change("证件", lambda number: number[:17]), _is_kin),
        Mistake("phone_invalid", PEOPLE, 6, _change("电话", lambda digits: digits[:10]), _is_head),
    ),
    "990101100202": (
        Mistake("member_count", HEADS, 6, _change("人口", lambda persons: persons + 1)),
        Mistake("id_birth", PEOPLE, 9, _set("出生", "1981-02-03"), _is_kin),
        Mistake("date_invalid", PEOPLE, 3, _set("出生", "不详"), _is_kin),
    ),
    "990101100203": (
        Mistake("id_numeric_cell", PEOPLE, 2, _change("证件", lambda number: float(number)), _plain_number),
        Mistake("normalized", PEOPLE, 5, _change("姓名", lambda name: f"{name[0]} {name[1:]}"), _is_head),
        Mistake("id_birth", PEOPLE, 9, _change("出生", lambda day: day + timedelta(31)), _is_kin),
    ),
    "990101100207": (
        Mistake("relation_unknown", PEOPLE, 5, _set("关系", "干亲"), _is_kin),
        Mistake("id_sex", PEOPLE, 8, _change("证件", _other_sex), _is_child),
        Mistake("household_number", PEOPLE, 7, _change("户编号", lambda number: number[:14]), _is_head),
    ),
    "990101101200": (
        Mistake("income_sum", INCOME, 4, _change("总收入", lambda amount: amount + 1000), _earns),
        Mistake("income_per_head", INCOME, 8, _set("人均", 9999), _earns),
        Mistake("number_unclear", INCOME, 12, _set("种植业", "约3000"), _earns),
        Mistake("number_range", LIVING, 3, _set("面积", -60)),
    ),
    "990101101202": (
        Mistake("cause_unknown", PEOPLE, 7, _set("原因", "其它"), _is_head),
        Mistake("ethnicity_unknown", PEOPLE, 10, _set("民族", "汉人家"), _is_kin),
        Mistake("head_missing", PEOPLE, 9, _set("关系", "其他"), _is_head),
    ),
    "990101200201": (
        Mistake("hidden_row", PEOPLE, 14, _nothing, _is_kin),
        Mistake(
            "id_bad_char", PEOPLE, 6, _change("证件", lambda number: f"{number[:16]}?{number[17]}"), _is_kin
        ),
        Mistake("missing", PEOPLE, 2, _set("姓名", ""), _is_child),
    ),
}
