"""Reading numbers that count, measure or pay, as they are written in an office."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from county_desk.decimals import DUST, FEN, decimal_of
from county_desk.intake.delivery import Level
from county_desk.intake.reading.columns.title_remarks import remarks_on
from county_desk.intake.reading.columns.title_units import MONEY, is_unit, own_unit, unit_named, units_of
from county_desk.intake.reading.values.cell_value import Found, Note, asked, narrow, was_read_as
from county_desk.intake.reading.values.numerals import SPELT, numeral
from county_desk.intake.vocabulary import Title, Unit, units_in_cells
from county_desk.sheets.formats.book import Cell, text_of
from county_desk.text import _

_LARGEST = Decimal(10) ** 12
_SPELT_OUT = 1000  # who spells out a thousand or more has yuan in mind
_MOST = 2**31 - 1  # persons or households that a column holds
_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", re.ASCII)
_CURRENCY = re.compile(r"^(人民币|RMB|CNY|[¥￥])\s*", re.IGNORECASE)
_DIGITS = re.compile(r"-?\d[\d, ]*(?:\.\d+)?", re.ASCII)
_STOPS = "。、;, "  # behind a number they say nothing
_COUNTING = "个口"  # before a unit they only count: 三口人
_SOME = re.compile(r"约|大概|左右|余|多|以上|以下|上下|不到|近|至|[~～—–]|\d\s*-\s*\d|或|[±<>≤≥＜＞]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed: its value in the unit of the column, or in yuan when the cell itself says so."""

    value: Decimal | None
    notes: tuple[Note, ...] = ()
    own_unit: bool = False


def number_of(cell: Cell) -> tuple[Decimal | None, tuple[Note, ...]]:
    """A number as typed in an office, with the notes on a lenient or failed reading."""
    found = _number(cell, ("money", ""), None)
    return found.value, found.notes


def _number(cell: Cell, kinds: Sequence[str], of: Title | None) -> Number:
    """A number in a column, or where that is None, with any unit of these kinds behind it."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        message = _("A number is expected here; the cell holds “{raw}”.").format(raw=text_of(cell))
        return Number(None, (Note("cell_type", message, Level.ASK),))
    if not isinstance(cell, str):
        number = decimal_of(repr(cell))
        return Number(number) if number is not None and abs(number) <= _LARGEST else _unclear(text_of(cell))
    if _PLAIN.fullmatch(cell):
        number = decimal_of(cell)
        return Number(number) if number is not None and abs(number) <= _LARGEST else _unclear(cell)
    return _typed(cell, kinds, of)


def _typed(cell: str, kinds: Sequence[str], of: Title | None) -> Number:
    of = of if of and units_of(of) else None
    typed = narrow(cell).strip()
    raw = _CURRENCY.sub("", typed).replace("−", "-").strip().rstrip(_STOPS)
    if not raw:
        return _unclear(cell) if typed else Number(None)  # a sign of money alone is no blank cell
    if _SOME.search(raw):
        return _unclear(cell, _("“{raw}” is not an exact number; write the number alone."))
    number, said = _split(raw)
    if number is None:
        return _unclear(cell)
    unit = _unit_behind(said, kinds, of) if said else None
    if said and unit is None:
        return _in_another(cell, said, of) if of and is_unit(said) else _unclear(cell)
    if of and of.kind not in MONEY and (sign := _CURRENCY.match(typed)):
        return _in_another(cell, sign[1], of)
    spelt_out = not raw[0].isdigit() and number >= _SPELT_OUT
    value = number * unit.factor if unit else number
    if abs(value) > _LARGEST:
        return _unclear(cell)
    return Number(value, (was_read_as(cell, f"{value.normalize():f}"),), unit is not None or spelt_out)


def _split(raw: str) -> tuple[Decimal | None, str]:
    """The number with which a text begins, in digits or spelt out, and what stands behind it."""
    if found := _DIGITS.match(raw):
        body, rest = found[0].strip(), raw[found.end() :].strip()
        well = _PLAIN.fullmatch(body) or _GROUPED.fullmatch(body)
        return (decimal_of(body.replace(",", "").replace(" ", "")) if well else None), rest
    found = SPELT.match(raw)
    return (numeral(found[0]), raw[found.end() :].strip().removesuffix("整")) if found else (None, "")


def _unit_behind(said: str, kinds: Sequence[str], of: Title | None) -> Unit | None:
    """The unit that a cell names behind its number; None for one that is not of the column."""
    known = units_of(of) if of else {unit.name: unit for kind in kinds for unit in units_in_cells(kind)}
    if unit := known.get(said) or known.get(unit_named(said).lstrip(_COUNTING)):
        return unit
    if of is None or not is_unit(said) or remarks_on((f"{of.title}({said})",), of).doubt:
        return None
    return Unit(said, Decimal(1))  # it adds nothing


def _in_another(cell: str, said: str, of: Title) -> Number:
    """A number in a unit which nothing exact turns into that of the column."""
    message = _("“{raw}” is in {unit}, which nothing exact turns into {own}; write the number in {own}.")
    words = message.format(raw=cell, unit=said, own=own_unit(of))
    return Number(None, (Note("number_unclear", words, Level.ASK),))


def _unclear(raw: str, message: str = "") -> Number:
    words = message or _("“{raw}” is not a number.")
    return Number(None, (Note("number_unclear", words.format(raw=raw), Level.ASK),))


def _rounded(value: Decimal, cell: Cell) -> tuple[Decimal, tuple[Note, ...]]:
    """A number to two places; further places give a note, unless they come from binary fractions."""
    near = value.quantize(FEN, ROUND_HALF_UP)
    if abs(near - value) <= DUST:
        return near, ()
    message = _("“{raw}” has more than two decimals; rounded it is {value}.")
    words = message.format(raw=text_of(cell), value=near)
    return near, (Note("number_precision", words, Level.ASK if isinstance(cell, str) else Level.WARN),)


def read_money(cell: Cell, title: str = "", unit: Unit | None = None, of: Title | None = None) -> Found:
    """An amount of yuan, to the fen. It may be negative here; that is for the ledger to judge.

    `unit` is the unit in the title of the column. A unit in the cell itself goes before it, if the column
    `of` may be written in that unit.
    """
    found = _number(cell, ("money",), of)
    if found.value is None:
        return Found(notes=found.notes)
    value, notes = _in_unit(found, cell, unit)
    value, more = _rounded(value, cell)
    value = value if value else abs(value)  # there is no nought below nought
    return Found(value, f"{value:.2f}", (*notes, *more))


def _in_unit(found: Number, cell: Cell, unit: Unit | None) -> tuple[Decimal, tuple[Note, ...]]:
    assert found.value is not None
    if unit is None or unit.factor == 1 or found.own_unit or not found.value:
        return found.value, found.notes
    value = found.value * unit.factor
    shown = f"{value.normalize():f}"
    if unit.most is not None and abs(found.value) >= unit.most:
        message = _("“{raw}” in {unit}, as the title says, would be {value}; make sure of the unit.")
        words = message.format(raw=text_of(cell), unit=unit.name, value=shown)
        return value, (*found.notes, Note("income_unit", words, Level.ASK))
    words = _("“{raw}” in {unit}, as the title says, was read as {value}.")
    note = Note("normalized", words.format(raw=text_of(cell), unit=unit.name, value=shown), Level.WARN)
    return value, (note,)


def read_count(cell: Cell, title: str = "", unit: Unit | None = None, of: Title | None = None) -> Found:
    """A whole number of persons, households or things."""
    found = _number(cell, ("",), of)
    if found.value is None:
        return Found(notes=found.notes)
    value, notes = _in_unit(found, cell, unit)
    if value < 0 or value != value.to_integral_value() or value > _MOST:
        return _out_of_range(cell, notes)
    number = int(value)
    return Found(number, number, notes)


def read_measure(cell: Cell, title: str = "", unit: Unit | None = None, of: Title | None = None) -> Found:
    """An area or a distance, to hundredths."""
    found = _number(cell, ("",), of)
    if found.value is None:
        return Found(notes=found.notes)
    value, notes = _in_unit(found, cell, unit)
    if value < 0:
        return _out_of_range(cell, notes)
    value, more = _rounded(value, cell)
    return Found(value, _short(value), (*notes, *more))


def read_months(cell: Cell, title: str = "", unit: Unit | None = None, of: Title | None = None) -> Found:
    """Months of work in the year, from 0 to 12."""
    found = read_measure(cell, title, of=of)
    if found.value is not None and found.value > 12:
        message = _("{n} months do not fit into a year.").format(n=found.plain)
        return Found(notes=(*found.notes, Note("number_range", message, Level.ASK)))
    return found


def read_percent(cell: Cell, title: str = "", unit: Unit | None = None, of: Title | None = None) -> Found:
    """Read a share in per cent: 35.56 is 35.56 %. A bare number up to 1 may be a share of 1: a question."""
    raw = narrow(cell).replace(" ", "") if isinstance(cell, str) else ""
    if raw.endswith("%") and (number := decimal_of(raw[:-1])) is not None and _PLAIN.fullmatch(raw[:-1]):
        value, notes = _rounded(number, cell)
        return _share(value, cell, notes)
    found = _number(cell, (), of)
    if found.value is None:
        return Found(notes=found.notes)
    if unit is None and not found.own_unit and 0 < found.value <= 1:
        message = _("“{raw}” may be per cent or a share of one; write it with %.")
        return asked("number_unclear", message.format(raw=text_of(cell)))
    value, notes = _in_unit(found, cell, unit)
    value, more = _rounded(value, cell)
    return _share(value, cell, (*notes, *more))


def _share(value: Decimal, cell: Cell, notes: tuple[Note, ...]) -> Found:
    if not 0 <= value <= 100:
        return _out_of_range(cell, notes)
    return Found(value, _short(value), notes)


def _out_of_range(cell: Cell, notes: tuple[Note, ...]) -> Found:
    message = _("“{raw}” is not a number that can stand here.").format(raw=text_of(cell))
    return Found(notes=(*notes, Note("number_range", message, Level.ASK)))


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"
