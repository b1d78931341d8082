"""The figures of a return in no language, each with the records behind it, as JSON keeps them."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from county_desk.fields import Table, Term
from county_desk.tables.scales import restored
from county_desk.text import N_, _

type Records = Mapping[str, tuple[int, ...]]


class NoteWords(Term):
    """The words of a note under the figures."""

    NO_POPULATION = (
        "no_population",
        N_(
            "Rural population and incidence stand only where every village gave its population of {year}; "
            "{count} of {all} did not."
        ),
    )
    STILL_REGISTERED = (
        "still_registered",
        N_("Among these are households without an exit on record: {households}, with persons: {persons}."),
    )
    NO_EXIT_DAY = (
        "no_exit_day",
        N_(
            "Households that left poverty on an unknown day are left out: {households}, "
            "with persons: {persons}."
        ),
    )


@dataclass(frozen=True, slots=True)
class FigureNote:
    """One note: its words, and the values of the places in them."""

    words: NoteWords
    values: Mapping[str, int]

    def sentence(self) -> str:
        """The note in the language in force."""
        return _(self.words.label).format(**{key: f"{value}" for key, value in self.values.items()})


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
    """One sheet of a return: its lines, and its totals by column key. `of` names what `records` number.

    `notes` say what a reader must know of the figures.
    """

    table: Table[R]
    of: str
    lines: tuple[FigureLine[R], ...]
    totals: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple["FigureNote", ...] = ()

    def as_plain(self) -> dict[str, object]:
        """The page as JSON carries it."""
        notes: list[object] = [
            {"words": note.words.value, "values": dict(note.values)} for note in self.notes
        ]
        plain: dict[str, object] = {
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
        return plain | {"notes": notes} if notes else plain

    def with_columns(self, keys: Collection[str]) -> "ReturnPage[R]":
        """The same page with just these columns, such as those of an edition frozen by an older program."""
        kept = [column.key for column in self.table.columns if column.key in keys]
        totals = {key: value for key, value in self.totals.items() if key in keys}
        return replace(self, table=self.table.only(*kept), totals=totals)


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
    notes = [FigureNote(NoteWords.named(each["words"]), each["values"]) for each in plain.get("notes", ())]
    page = ReturnPage(table, plain["of"], lines, totals, tuple(notes))
    return page.with_columns(plain["lines"][0]["values"]) if lines else page


def digest(plain: Mapping[str, object]) -> str:
    """SHA-256 of figures in the one way in which they are written as JSON, in hexadecimal."""
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
