"""Old workbooks record by record, and OLE files of several streams, written by hand for tests."""

import struct

from tests.intake.corpus.old_books import xls_record as record

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT, DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC


def compound(parts):
    """An OLE file: `parts` are streams by name, None for a storage; small ones lie in the mini stream."""
    small = {name: data for name, data in parts.items() if data is not None and len(data) < CUTOFF}
    large = {name: data for name, data in parts.items() if data is not None and len(data) >= CUTOFF}
    mini, mini_fat, places = _packed(small, MINI)
    count = 1 + len(parts)
    folder_sectors = -(-count // 4)
    body, fat, big = _packed(
        {"": b"\0" * folder_sectors * SECTOR, " ": struct.pack(f"<{len(mini_fat)}I", *mini_fat), "  ": mini}
        | large,
        SECTOR,
    )
    root_place = big["  "] if mini else END
    entries = [_entry("Root Entry", 5, 1 if parts else FREE, root_place, len(mini), FREE)]
    for number, (name, data) in enumerate(parts.items(), 1):
        place = big.get(name, places.get(name, END)) if data else END
        following = number + 1 if number < len(parts) else FREE
        entries.append(_entry(name, 2 if data is not None else 1, FREE, place, len(data or b""), following))
    folder = b"".join(entries).ljust(folder_sectors * SECTOR, b"\0")
    return _file(folder + body[len(folder) :], fat, big[" "] if mini_fat else END, len(mini_fat))


def _packed(streams, size):
    """Streams one behind the other in blocks, the chain of each, and where each begins."""
    body, chain, places = b"", [], {}
    for name, data in streams.items():
        blocks = -(-len(data) // size)
        places[name] = len(chain)
        chain += [*range(len(chain) + 1, len(chain) + blocks), END] if blocks else []
        body += data.ljust(blocks * size, b"\0")
    return body, chain, places


def _entry(name, kind, child, start, size, right):
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I16sI8s8sIQ", text, len(text), kind, 1, FREE, right, child, b"", 0, b"", b"", start, size
    )


def _file(body, fat, mini_fat, mini_count):
    """Header, body, then the FAT and what is too long for the header of its list."""
    fats = difats = 0
    while fats * 128 < len(fat) + fats + difats:
        fats += 1
        difats = max(0, -(-(fats - 109) // 127))
    first = len(fat)
    table = [*fat, *[FAT] * fats, *[DIFAT] * difats]
    table += [FREE] * (fats * 128 - len(table))
    places = list(range(first, first + fats))
    header = struct.pack(
        "<8s16s6H10I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, fats, 0, 0, CUTOFF),
        *(mini_fat, -(-mini_count * 4 // SECTOR), first + fats if difats else END, difats),
    )
    header += struct.pack("<109I", *(places[:109] + [FREE] * 109)[:109])
    chains, rest = b"", places[109:]
    for number in range(difats):
        block = (rest[number * 127 :][:127] + [FREE] * 127)[:127]
        following = first + fats + number + 1 if number + 1 < difats else END
        chains += struct.pack("<128I", *block, following)
    return header + body + struct.pack(f"<{len(table)}I", *table) + chains


def bof(kind):
    """The record that begins a stream."""
    return record(0x809, struct.pack("<4H", 0x0600, kind, 0x0DBB, 1996) + bytes(8))


def text8(text, short=False, wide=None):
    """A BIFF8 string."""
    wide = not text.isascii() if wide is None else wide
    raw = text.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<BB" if short else "<HB", len(text), wide) + raw


def book(sheets, lead=b"", sorts=(), texts=b"", states=()):
    """The stream of a workbook: `sheets` are records by name, `lead` those before the list of sheets."""

    def globals_at(places):
        listed = b"".join(
            record(0x85, struct.pack("<IBB", place, state, sort) + text8(name, short=True))
            for place, name, sort, state in zip(
                places, sheets, [*sorts, *[0] * 9], [*states, *[0] * 9], strict=False
            )
        )
        return bof(5) + lead + listed + texts + record(0x0A)

    at, places, body = len(globals_at([0] * len(sheets))), [], b""
    for (_name, records), sort in zip(sheets.items(), [*sorts, *[0] * 9], strict=False):
        page = bof({1: 0x40, 2: 0x20, 6: 0x06}.get(sort, 0x10))
        page += records + record(0x0A)
        places.append(at + len(body))
        body += page
    return globals_at(places) + body


def xls(sheets, **others):
    """The file of a workbook, as `book` takes it; `more` are further parts of the OLE file."""
    more = others.pop("more", {})
    return compound({"Workbook": book(sheets, **others), **more})


def cell(kind, row, column, *content, style=0):
    """A record of a cell; rows and columns count from 0."""
    return record(kind, struct.pack("<3H", row, column, style) + b"".join(content))


def number(row, column, value, style=0):
    """NUMBER."""
    return cell(0x203, row, column, struct.pack("<d", value), style=style)


def label(row, column, text, style=0):
    """LABEL of BIFF8."""
    return cell(0x204, row, column, text8(text), style=style)


def look(code=0, font=0, pattern=0, ground=0):
    """XF of BIFF8."""
    return record(0xE0, struct.pack("<HH10sIH", font, code, b"", pattern << 26, ground))


def font(colour=0x7FFF, height=200, flags=0):
    """FONT."""
    return record(0x31, struct.pack("<3H", height, flags, colour) + bytes(8) + text8("A", short=True))
