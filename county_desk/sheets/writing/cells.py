"""One value as a cell of a sheet's XML: a text stays a text, and numbers and days keep their type."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter

from county_desk.fields import Column

_FIRST_DAY = date(1899, 12, 30).toordinal()  # serial 0, so that serials from March 1900 on are right
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

KNOWN = 10_000  # texts of a column that are kept as they were written

type Writer = Callable[[int, object], str]


def is_number[R](column: Column[R], value: object) -> bool:
    """Whether a value goes into its cell as a number or a day, and not as text."""
    if column.kind.excel_format == "@" or isinstance(value, bool | datetime):
        return False
    return isinstance(value, int | Decimal | date)


def serial(day: date) -> int:
    """The number that a workbook keeps for a day."""
    return day.toordinal() - _FIRST_DAY


def writable(text: str) -> str:
    """A text with the signs that XML forbids written as Excel writes them, _x0001_."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    return _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def escaped(text: str) -> str:
    """Text for the XML of a sheet."""
    return writable(text).translate(_SIGNS)


def values_of[R](columns: Sequence[Column[R]]) -> Callable[[R], Sequence[object]]:
    """A function that gives the values of a row; one look at the row where the columns are its fields."""
    plain = (Column.value, Column.written)
    if len(columns) < 2 or any((type(each).value, type(each).written) != plain for each in columns):
        return lambda row: [column.written(row) for column in columns]
    return attrgetter(*(column.key for column in columns))


def cell_writer[R](
    column: Column[R], letters: str, text_style: int, number_style: int, masked: bool
) -> Writer:
    """A function of (row number, value) that writes one cell of a column."""
    kind = column.kind
    show = kind.mask if masked and kind.personal else kind.show
    text_end, number_end = f'" s="{text_style}', f'" s="{number_style}'
    start, blank, figure = f'<c r="{letters}', f'{number_end}"/>', f'{number_end}"><v>'
    opened = f'{text_end}" t="inlineStr"><is><t xml:space="preserve">'
    known: dict[str | None, str] = {None: blank, "": blank}  # most texts of a long list stand there again

    def write(row: int, value: object) -> str:
        if (value is None or isinstance(value, str)) and (found := known.get(value)) is not None:
            return f"{start}{row}{found}"
        if is_number(column, value):
            return f"{start}{row}{figure}{_digits(value)}</v></c>"
        end = f"{opened}{escaped(show(value))}</t></is></c>"
        if isinstance(value, str) and len(known) < KNOWN:
            known[value] = end
        return f"{start}{row}{end}"

    return write


def _digits(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(serial(value) if isinstance(value, date) else value)
