"""The figures of a return in no language, each with the records behind it, as JSON keeps them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from county_desk.fields import Table
from county_desk.tables.scales import restored

type Records = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class FigureLine[R]:
    """One line of a return. `records` are the numbers of the records behind a figure, by column key.

    `place` is the village or township that the line is about, when it is about one.
    """

    row: R
    records: Records = field(default_factory=dict)
    place: int | None = None


@dataclass(frozen=True)
class ReturnPage[R]:
    """One sheet of a return: its lines, and its totals by column key. `of` names what `records` number."""

    table: Table[R]
    of: str
    lines: tuple[FigureLine[R], ...]
    totals: Mapping[str, Any] = field(default_factory=dict)

    def as_plain(self) -> dict[str, object]:
        """The page as JSON carries it."""
        return {
            "key": self.table.key,
            "of": self.of,
            "lines": [
                {
                    "place": line.place,
                    "values": {
                        column.key: column.kind.plain(column.value(line.row)) for column in self.table.columns
                    },
                    "records": {key: list(numbers) for key, numbers in line.records.items()},
                }
                for line in self.lines
            ],
            "totals": {key: self.table[key].kind.plain(value) for key, value in self.totals.items()},
        }


@dataclass(frozen=True)
class Frozen:
    """The seal of frozen figures. `anchor` is the seal of the history before them."""

    edition: int
    at: str
    by: str
    anchor: str
    reason: str = ""


@dataclass(frozen=True)
class Figures:
    """A whole return: its county, its period, the day it was filled in, and whether it is frozen."""

    name: str
    period: str
    county: str
    office: str
    on: date
    register: str
    pages: tuple[ReturnPage[object], ...]
    frozen: Frozen | None = None

    def page(self, key: str) -> ReturnPage[Any]:
        """The page of a table."""
        return next(page for page in self.pages if page.table.key == key)

    def as_plain(self) -> dict[str, object]:
        """The figures as JSON carries them."""
        return {
            "name": self.name,
            "period": self.period,
            "county": self.county,
            "office": self.office,
            "on": self.on.isoformat(),
            "register": self.register,
            "pages": [page.as_plain() for page in self.pages],
            "frozen": asdict(self.frozen) if self.frozen else None,
        }

    @classmethod
    def from_plain[R](cls, plain: Mapping[str, Any], tables: Mapping[str, Table[R]]) -> "Figures":
        """The figures that `as_plain` gave; `tables` are those of the return, by key."""
        frozen = plain["frozen"]
        return cls(
            name=plain["name"],
            period=plain["period"],
            county=plain["county"],
            office=plain["office"],
            on=date.fromisoformat(plain["on"]),
            register=plain["register"],
            pages=tuple(_page(page, tables[page["key"]]) for page in plain["pages"]),
            frozen=Frozen(**frozen) if frozen else None,
        )


def _page[R](plain: Mapping[str, Any], table: Table[R]) -> ReturnPage[Any]:
    kinds = {column.key: column.kind for column in table.columns}
    lines = tuple(
        FigureLine(
            table.row(**{key: restored(kinds[key], value) for key, value in line["values"].items()}),
            {key: tuple(numbers) for key, numbers in line["records"].items()},
            line["place"],
        )
        for line in plain["lines"]
    )
    totals = {key: restored(kinds[key], value) for key, value in plain["totals"].items()}
    return ReturnPage(table, plain["of"], lines, totals)


def digest(plain: Mapping[str, object]) -> str:
    """SHA-256 of figures in the one way in which they are written as JSON, in hexadecimal."""
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
