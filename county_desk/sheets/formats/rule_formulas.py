"""Translates simple formulas of rules of an .xls workbook into .xlsx syntax."""

import struct

from county_desk.sheets.formats.book import address

_UNKNOWN = "?"  # anything that is not simple; no constant and no cell reads like that
_SIGNS = {0x09: "<", 0x0A: "<=", 0x0B: "=", 0x0C: ">=", 0x0D: ">", 0x0E: "<>"}
_NAMES = {2: "ISNA", 3: "ISERROR", 126: "ISERR", 129: "ISBLANK"}
_TEXT, _WHOLE, _NUMBER, _MINUS, _BRACKETS = 0x17, 0x1E, 0x1F, 0x13, 0x15
_NAMED, _CELL, _CELL_BESIDE = 0x21, 0x24, 0x2C  # a function, a cell, one so many rows and columns away
_BOTH = 0xC000  # row and column are both relative


def formula_of(tokens: bytes, corner: tuple[int, int]) -> str:
    """A formula whose tokens count from the cell `corner`; what is not simple is `?`."""
    stack: list[str] = []
    at = 0
    try:
        while at < len(tokens):
            at = _next(tokens, at, stack, address(*corner))
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return _UNKNOWN
    return stack[0] if len(stack) == 1 else _UNKNOWN


def _next(tokens: bytes, at: int, stack: list[str], itself: str) -> int:
    """Put one token on the stack; where the next begins. ValueError where it is none of the simple ones."""
    sort = tokens[at]
    sort, at = (sort & 0x1F | 0x20 if sort >= 0x40 else sort), at + 1
    if sort in _SIGNS:
        right, left = stack.pop(), stack.pop()
        stack.append(f"{left}{_SIGNS[sort]}{right}")
    elif sort == _MINUS:
        stack.append(f"-{stack.pop()}")
    elif sort == _NAMED:
        stack.append(f"{_NAMES.get(struct.unpack_from('<H', tokens, at)[0], _UNKNOWN)}({stack.pop()})")
        at += 2
    elif sort != _BRACKETS:
        words, at = _operand(tokens, at, sort, itself)
        stack.append(words)
    return at


def _operand(tokens: bytes, at: int, sort: int, itself: str) -> tuple[str, int]:
    if sort == _WHOLE:
        return str(struct.unpack_from("<H", tokens, at)[0]), at + 2
    if sort == _NUMBER:
        return f"{struct.unpack_from('<d', tokens, at)[0]:.15g}", at + 8
    if sort == _TEXT:
        return _text(tokens, at)
    if sort not in (_CELL, _CELL_BESIDE):
        raise ValueError(sort)
    row, column = struct.unpack_from("<HH", tokens, at)
    is_itself = sort == _CELL_BESIDE and (row, column) == (0, _BOTH)
    return itself if is_itself else _UNKNOWN, at + 4


def _text(tokens: bytes, at: int) -> tuple[str, int]:
    count, double = tokens[at], bool(tokens[at + 1] & 1)
    at += 2
    end = at + (count << double)
    return f'"{tokens[at:end].decode("utf-16-le" if double else "latin-1")}"', end
