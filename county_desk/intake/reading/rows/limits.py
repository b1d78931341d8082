"""The required columns and number ranges of a row of a list, as a data file declares them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from county_desk.intake.delivery import Level
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.paths import resources
from county_desk.text import _


@dataclass(frozen=True, slots=True)
class Limit:
    """The limits of one column of a list; resources/columns/limits.toml explains the fields."""

    title: str
    blank: str = ""
    level: Level = Level.ASK
    least: Decimal | None = None
    most: Decimal | None = None


@cache
def limits_of(key: str) -> tuple[Limit, ...]:
    """The limits of a list."""
    with (resources() / "columns" / "limits.toml").open("rb") as file:
        entries = tomllib.load(file)["limit"]
    return tuple(_limit(entry) for entry in entries if entry["list"] == key)


def _limit(entry: dict[str, Any]) -> Limit:
    least, most = (_number(entry.get(name)) for name in ("least", "most"))
    return Limit(entry["title"], entry.get("blank", ""), Level(entry.get("level", "ask")), least, most)


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def check_limits(sheets: Iterable[ReadSheet]) -> None:
    """Note the rows that leave out what their list must say, or say what cannot be."""
    for sheet in sheets:
        limits = limits_of(sheet.header.list.key) if sheet.header else ()
        present = [limit for limit in limits if sheet.header and limit.title in sheet.header.columns]
        for row in sheet.data if present else ():
            for limit in present:
                _check(row, limit)


def _check(row: Draft, limit: Limit) -> None:
    value = row.values.get(limit.title)
    title = row.calls.get(limit.title, limit.title)
    if value is None:
        if limit.blank and not row.was_noted(limit.title):
            row.note(limit.title, limit.blank, _("“{title}” is blank.").format(title=title), limit.level)
        return
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    low = limit.least is not None and value < limit.least
    if low or (limit.most is not None and value > limit.most):
        message = _("“{value}” in “{title}” lies outside of {least} to {most}.")
        words = message.format(value=value, title=title, least=limit.least, most=limit.most)
        row.ask(limit.title, "number_range", words)
