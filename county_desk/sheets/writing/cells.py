"""One value as a cell of a sheet's XML: what is text stays text, and numbers and days keep their type."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from county_desk.fields import Column

_FIRST_DAY = date(1899, 12, 30).toordinal()  # serial 0, so that serials from March 1900 on are right
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

type Writer = Callable[[int, Any], str]


def is_number(column: Column[Any], value: Any) -> bool:
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


def cell_writer(
    column: Column[Any], letters: str, text_style: int, number_style: int, masked: bool
) -> Writer:
    """A function of (row number, value) that writes one cell of a column."""
    kind = column.kind
    show = kind.mask if masked and kind.personal else kind.show
    text_end, number_end = f'" s="{text_style}', f'" s="{number_style}'

    def write(row: int, value: Any) -> str:
        start = f'<c r="{letters}{row}'
        if value is None or value == "":
            return f'{start}{number_end}"/>'
        if is_number(column, value):
            return f'{start}{number_end}"><v>{_digits(value)}</v></c>'
        text = escaped(show(value))
        return f'{start}{text_end}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    return write


def _digits(value: int | Decimal | date) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(serial(value) if isinstance(value, date) else value)
