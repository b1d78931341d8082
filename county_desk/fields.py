"""The kinds of value the county keeps: how each is shown, read, ordered and masked.

A list is declared once, as a `Table` of `Column`s over a frozen row, for screens, files and papers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, ClassVar, Literal, Self

from county_desk.decimals import decimal_of, fen_trouble, to_fen
from county_desk.identity import id_trouble
from county_desk.privacy import covered, identity_trouble
from county_desk.shapes import Shape
from county_desk.text import N_, _
from county_desk.unsafe_characters import sign_trouble, without_harmless

MOST = 2**31 - 1  # the largest whole number of a column
type Align = Literal["left", "right", "center"]


class Invalid(ValueError):
    """A value is not of its kind; the message is for the person, `code` is the stable name of the trouble."""

    def __init__(self, message: str, code: str = "cell_type") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Kind:
    """One kind of value. Subclasses say how to show it and how to read it back."""

    width: int = 12
    align: Align = "left"
    excel_format: str = "General"
    personal: bool = False

    def show(self, value: Any) -> str:
        """The value as a person reads it; nothing for a missing one."""
        return "" if value is None else str(value)

    def sought(self, value: Any) -> Sequence[str]:
        """The texts by which a typed word finds a value."""
        return (self.show(value),)

    def plain(self, value: Any) -> object:
        """The value as JSON carries it."""
        return value if value is None or isinstance(value, bool | int) else str(value)

    def mask(self, value: Any) -> str:
        """The value as a list shows it until its reader asks for the full one."""
        return self.show(value)

    def options(self) -> Sequence[tuple[object, str]]:
        """The values to choose from, each with its words; none where the values are not a list."""
        return ()

    def unfit(self, value: object) -> str:
        """Check a value that a command receives; return the problem with the cure, "" without one."""
        return sign_trouble(value) if isinstance(value, str) else ""

    def read(self, raw: object) -> Any:
        """The value of a cell or a command line; None for a blank one. Raises `Invalid`."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        return self.parse(raw)

    def parse(self, raw: object) -> Any:
        """Read a raw value that is not blank."""
        return without_harmless(str(raw)).strip()


@dataclass(frozen=True)
class Text(Kind):
    """Free text. Commands refuse an identity number in it: the history keeps a text for ever."""

    lines: int = 1
    staff: bool = False  # whether a form completes the names of officials and accounts

    def unfit(self, value: object) -> str:
        text = value if isinstance(value, str) else ""
        return sign_trouble(text, lines=self.lines) or identity_trouble(text)


def _counted(number: int) -> int:
    """A number that every database can hold."""
    if number > MOST:
        raise Invalid(_("“{raw}” is too large").format(raw=number), "number_range")
    return number


@dataclass(frozen=True)
class Count(Kind):
    """A whole number of people, households or votes."""

    width: int = 8
    align: Align = "right"
    excel_format: str = "0"

    def parse(self, raw: object) -> int:
        number = decimal_of(raw)
        if number is None or number != int(number) or number < 0:
            raise Invalid(_("“{raw}” is not a whole number").format(raw=raw), "number_unclear")
        return _counted(int(number))


@dataclass(frozen=True)
class Tally(Count):
    """A whole number of rows, or another count that soon has five digits: with separators, for the eye alone.

    A plain `Count` has none, because a paper that was issued must print again as it was.
    """

    excel_format: str = "#,##0"

    def show(self, value: int | None) -> str:
        return "" if value is None else f"{value:,}"


@dataclass(frozen=True)
class Measure(Kind):
    """A measured number: an area, a rate, a distance; it is shown with its unit, and read with or without."""

    width: int = 9
    align: Align = "right"
    excel_format: str = "0.##"
    unit: str = ""

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value.normalize():f}{self.unit}"

    def parse(self, raw: object) -> Decimal:
        number = decimal_of(str(raw).replace("％", "%").strip().removesuffix(self.unit))
        if number is None:
            raise Invalid(_("“{raw}” is not a number").format(raw=raw), "number_unclear")
        return number


@dataclass(frozen=True)
class Rate(Measure):
    """A share of the whole; 0.3556 is shown as 35.56 %."""

    excel_format: str = "0.00%"

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{to_fen(value * 100)}%"

    def parse(self, raw: object) -> Decimal:
        if isinstance(raw, str) and raw.strip().endswith(("%", "％")):
            return super().parse(raw.strip()[:-1]) / 100
        return super().parse(raw)


@dataclass(frozen=True)
class Money(Kind):
    """Yuan, to the fen; a part of a fen is refused, but not the dust of a sum that a computer added."""

    align: Align = "right"
    excel_format: str = "#,##0.00"

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value:,.2f}"

    def plain(self, value: Decimal | None) -> str | None:
        return None if value is None else f"{value:.2f}"

    def unfit(self, value: object) -> str:
        return fen_trouble(value) if isinstance(value, Decimal) else ""

    def parse(self, raw: object) -> Decimal:
        number = decimal_of(raw)
        if number is None:
            raise Invalid(_("“{raw}” is not an amount").format(raw=raw), "number_unclear")
        if trouble := fen_trouble(number):
            raise Invalid(trouble, "number_unclear")
        return to_fen(number)


@dataclass(frozen=True)
class Year(Count):
    """A year of the register."""

    def parse(self, raw: object) -> int:
        number = super().parse(raw)
        if not 1990 <= number <= 2100:
            raise Invalid(_("“{raw}” is not a year").format(raw=raw), "date_range")
        return number


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day, written year first."""

    excel_format: str = "yyyy-mm-dd"

    def show(self, value: date | None) -> str:
        return "" if value is None else value.isoformat()

    def parse(self, raw: object) -> date:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", str(raw).strip())
        compact = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", str(raw).strip())
        try:
            year, month, day = (int(part) for part in (found or compact).groups())  # type: ignore[union-attr]
            return date(year, month, day)
        except (AttributeError, ValueError):
            words = _("“{raw}” is not a date; write it as 2016-11-30")
            raise Invalid(words.format(raw=raw), "date_invalid") from None


@dataclass(frozen=True)
class Moment(Kind):
    """A day and time, shown to the second as the clock of this computer shows it."""

    width: int = 19

    def show(self, value: datetime | None) -> str:
        return "" if value is None else value.astimezone().strftime("%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes, no, or unknown."""

    width: int = 6
    align: Align = "center"

    def show(self, value: bool | None) -> str:
        return "" if value is None else _("Yes") if value else _("No")

    def parse(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        match str(raw).strip().lower():
            case "是" | "有" | "yes" | "y" | "true" | "1" | "√" | "✓":
                return True
            case "否" | "无" | "no" | "n" | "false" | "0" | "×":
                return False
        raise Invalid(_("“{raw}” is neither yes nor no").format(raw=raw), "cell_type")


@dataclass(frozen=True)
class IdNumber(Kind):
    """An identity number (18 places) or a disability certificate (20 or 22 places)."""

    width: int = 20
    excel_format: str = "@"
    personal: bool = True

    def mask(self, value: str | None) -> str:
        return covered(value or "", 6, 2)

    def parse(self, raw: object) -> str:
        if isinstance(raw, int | float):
            words = _("This cell holds a number, so its last digits may be lost; type it as text")
            raise Invalid(words, "id_numeric_cell")
        number = str(raw).strip().upper()
        if trouble := id_trouble(number):
            raise Invalid(*trouble)
        return number


@dataclass(frozen=True)
class Code(Kind):
    """A number that names something: kept as text, never summed."""

    width: int = 18
    excel_format: str = "@"


class Term(StrEnum):
    """A word the county uses for a state or a kind; its value is stored, its label shown in its shape."""

    label: str
    shape: Shape

    def __new__(cls, value: str, label: str, shape: Shape = Shape.NONE) -> "Term":
        member = str.__new__(cls, value)
        member._value_, member.label, member.shape = value, label, shape
        return member

    @classmethod
    def named(cls, value: str) -> Self:
        """The term that is stored as this value; ValueError when there is none."""
        return cls(value)  # type: ignore[call-arg]  # looks a member up


class Sex(Term):
    """GB/T 2261.1."""

    MALE = "male", N_("Male")
    FEMALE = "female", N_("Female")


@dataclass(frozen=True)
class Choice(Kind):
    """One of a fixed list of terms, or of those `among` them."""

    terms: type[Term] = Term
    among: tuple[Term, ...] = ()

    def show(self, value: Term | None) -> str:
        return "" if value is None else _(value.label)

    def options(self) -> Sequence[tuple[Term, str]]:
        return [(term, _(term.label)) for term in self.among or self.terms]

    def parse(self, raw: object) -> Term:
        wanted = str(raw).strip()
        for term in self.among or self.terms:
            if wanted in (term.value, term.name, term.label, _(term.label)):
                return term
        known = _(", ").join(words for _term, words in self.options())
        raise Invalid(_("“{raw}” is not one of: {known}").format(raw=wanted, known=known))


@dataclass(frozen=True)
class Numbers(Kind):
    """Several records by number, as in 3,4,7."""

    width: int = 20

    def show(self, value: tuple[int, ...] | None) -> str:
        return ", ".join(str(number) for number in value or ())

    def parse(self, raw: object) -> tuple[int, ...]:
        if isinstance(raw, list | tuple):
            return tuple(_counted(int(part)) for part in raw)
        try:
            return tuple(_counted(int(part)) for part in re.split(r"[\s,，、]+", str(raw).strip()) if part)
        except ValueError:
            raise Invalid(_("“{raw}” is not a list of numbers").format(raw=raw)) from None


@dataclass(frozen=True)
class Record(Count):
    """One record by number."""


@dataclass(frozen=True)
class Column[R]:
    """One column of a table, wherever that table appears; its text also depends on the columns in `needs`."""

    needs: ClassVar[tuple[str, ...]] = ()

    key: str
    title: str
    kind: Kind = field(default_factory=Text)
    hidden: bool = False

    def value(self, row: R) -> object:
        """The value of the row in this column."""
        return attrgetter(self.key)(row)

    def written(self, row: R) -> object:
        """The value that a workbook or a table of texts holds for the row."""
        return self.value(row)

    def shown(self, row: R, *, masked: bool = False) -> str:
        """The text of the row in this column."""
        value = self.value(row)
        return self.kind.mask(value) if masked and self.kind.personal else self.kind.show(value)


@dataclass(frozen=True)
class Table[R]:
    """A list the county looks at, exports and prints; `beside` are columns to filter by, never shown."""

    key: str
    title: str
    row: type[R]
    columns: tuple[Column[R], ...]
    beside: tuple[Column[R], ...] = ()

    def __getitem__(self, key: str) -> Column[R]:
        return next(column for column in self.columns if column.key == key)

    def only(self, *keys: str) -> "Table[R]":
        """The same table with just these columns, in this order."""
        return replace(self, columns=tuple(self[key] for key in keys))
