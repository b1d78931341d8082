"""Workbooks in the old binary format, written by hand: .xls as Excel 97 wrote it."""

import struct
from datetime import date

from tests.intake.corpus.xlsx import serial

SECTOR = 512
_DAY_STYLE = 16  # fifteen styles stand before the first of cells, as Excel writes them


def ole(name, stream):
    """A compound file with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    fat_sectors = 1
    while fat_sectors * 128 < fat_sectors + 1 + count:
        fat_sectors += 1
    table = [0xFFFFFFFD] * fat_sectors + [0xFFFFFFFE]
    first = fat_sectors + 1
    table += [*range(first + 1, first + count), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (fat_sectors * 128 - len(table))
    header = struct.pack(
        "<8s16s6H3I2I4I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, fat_sectors),
        *(fat_sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE),
    )
    header += struct.pack("<I", 0)
    places = [*range(fat_sectors), *[0xFFFFFFFF] * (109 - fat_sectors)]
    header += struct.pack("<109I", *places)
    folder = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, first, len(stream))
    folder += _entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    return header[:SECTOR] + struct.pack(f"<{len(table)}I", *table) + folder + stream


def _entry(name, kind, child, start, size):
    text = (name + "\0").encode("utf-16-le") if name else b""
    free = 0xFFFFFFFF
    return struct.pack(
        "<64sHBB3I16sI8s8sIQ", text, len(text), kind, 1, free, free, child, b"", 0, b"", b"", start, size
    )


def xls_record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


class Xls:
    """One workbook in the format of Excel 97. Sheets are (name, rows, more).

    `more` may hold: state (0 to 2), hidden_rows, hidden_columns, formulas (cells by row and column from 1,
    with what they come to), errors, merged (first and last row, first and last column, from 1).
    """

    def __init__(self, sheets, since_1904=False, extra=b""):
        self.sheets, self.since_1904, self.extra = sheets, since_1904, extra
        self.strings: dict[str, int] = {}

    def packed(self):
        """The bytes of the file."""
        pages = [self._sheet(rows, more) for _name, rows, more in self.sheets]
        lead = self._lead([0] * len(pages))
        places, at = [], len(lead)
        for page in pages:
            places.append(at)
            at += len(page)
        return ole("Workbook", self._lead(places) + b"".join(pages))

    def _begin(self, kind):
        return xls_record(0x0809, struct.pack("<4HII", 0x0600, kind, 0x0DBB, 1996, 0x41, 6))

    def _text(self, text, wide_length=True):
        raw = text.encode("utf-16-le")
        return struct.pack("<HB" if wide_length else "<BB", len(raw) // 2, 1) + raw

    def _lead(self, places):
        parts = [self._begin(5), xls_record(0x42, struct.pack("<H", 1200))]
        parts += [xls_record(0x22, struct.pack("<H", int(self.since_1904))), self.extra]
        font = struct.pack("<4H2BBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0) + b"\0\0" + self._text("Arial", False)
        parts += [xls_record(0x31, font)] * 4
        parts.append(xls_record(0x41E, struct.pack("<H", 164) + self._text("yyyy-mm-dd")))
        for number in range(_DAY_STYLE + 1):
            form = 164 if number == _DAY_STYLE else 0
            kind = 1 if number >= 15 else 0xFFF5
            parts.append(xls_record(0xE0, struct.pack("<3H", 0, form, kind) + bytes(14)))
        for place, (name, _rows, more) in zip(places, self.sheets, strict=True):
            state = struct.pack("<IBB", place, more.get("state", 0), 0)
            parts.append(xls_record(0x85, state + self._text(name, False)))
        parts.append(self._shared())
        return b"".join(parts) + xls_record(0x0A)

    def _shared(self):
        data, records = struct.pack("<II", len(self.strings), len(self.strings)), []
        kind = 0xFC
        for text in self.strings:
            item = self._text(text)
            if len(data) + len(item) > 8000:
                records.append(xls_record(kind, data))
                data, kind = b"", 0x3C
            data += item
        return b"".join([*records, xls_record(kind, data)])

    def _sheet(self, rows, more):
        wide = max((len(row) for row in rows), default=0)
        size = struct.pack("<IIHHH", 0, len(rows), 0, wide, 0)
        parts = [self._begin(0x10)]
        for column in more.get("hidden_columns", ()):
            parts.append(xls_record(0x7D, struct.pack("<6H", column - 1, column - 1, 2340, 15, 1, 0)))
        parts.append(xls_record(0x200, size))
        for number in range(1, len(rows) + 1):
            hidden = 0x20 if number in more.get("hidden_rows", ()) else 0
            parts.append(
                xls_record(0x208, struct.pack("<8H", number - 1, 0, wide, 255, 0, 0, 0x100 | hidden, 15))
            )
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                parts.append(self._cell(number, column, value, more))
        if merged := more.get("merged"):
            blocks = b"".join(struct.pack("<4H", *(n - 1 for n in block)) for block in merged)
            parts.append(xls_record(0xE5, struct.pack("<H", len(merged)) + blocks))
        return b"".join(parts) + xls_record(0x0A)

    def _cell(self, row, column, value, more):
        style = _DAY_STYLE if isinstance(value, date) else 15
        place = struct.pack("<3H", row - 1, column - 1, style)
        if (row, column) in more.get("formulas", {}):
            said = struct.pack("<d", more["formulas"][row, column])
            tokens = b"\x1e\x01\x00\x1e\x02\x00\x03"
            return xls_record(6, place + said + struct.pack("<HIH", 0, 0, len(tokens)) + tokens)
        if (row, column) in more.get("errors", ()):
            return xls_record(0x205, place + struct.pack("<BB", 0x17, 1))
        return b"" if value is None else self._valued(place, column, value)

    def _valued(self, place, column, value):
        if isinstance(value, bool):
            return xls_record(0x205, place + struct.pack("<BB", value, 0))
        if isinstance(value, date):
            value = serial(value) - (1462 if self.since_1904 else 0)
        elif isinstance(value, int) and abs(value) < 1 << 29 and column % 2:
            return xls_record(0x27E, place + struct.pack("<i", value << 2 | 2))
        if isinstance(value, int | float):
            return xls_record(0x203, place + struct.pack("<d", value))
        return xls_record(0xFD, place + struct.pack("<I", self.strings.setdefault(value, len(self.strings))))
