"""Zip archives written by hand, so that they can lie: about sizes, names, places and contents."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile


@dataclass
class Entry:
    """One part. What is None is told truthfully; `at` sets where its local header is said to stand."""

    name: str | bytes
    data: bytes
    method: int = 8
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_name: str | bytes | None = None
    packed: bytes | None = None
    at: int | None = None
    streamed: bool = False

    def body(self):
        """The packed bytes."""
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.data
        squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
        return squeeze.compress(self.data) + squeeze.flush()


def _raw(name):
    return name.encode("utf8") if isinstance(name, str) else name


def zip_of(entries, *, prefix=b"", suffix=b"", comment=b"", count=None):
    """An archive of the entries in their order; `count` is how many it says it has."""
    out, central = bytearray(prefix), bytearray()
    for entry in entries:
        body, name = entry.body(), _raw(entry.name)
        local = _raw(entry.local_name) if entry.local_name is not None else name
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        packed = len(body) if entry.packed_size is None else entry.packed_size
        flags = entry.flags | 0x800 | (8 if entry.streamed else 0)
        start = len(out) if entry.at is None else entry.at
        said = (0, 0, 0) if entry.streamed else (crc, packed, size)
        fixed = (20, flags, entry.method, 0, 0x4871)
        out += struct.pack("<4s5H3I2H", b"PK\3\4", *fixed, *said, len(local), 0) + local + body
        if entry.streamed:
            out += struct.pack("<4s3I", b"PK\7\x08", crc, packed, size)
        central += struct.pack(
            *("<4s6H3I5H2I", b"PK\1\2", 20, *fixed, crc, packed, size),
            *(len(name), 0, 0, 0, 0, 0, start),
        )
        central += name
    total = len(entries) if count is None else count
    end = struct.pack(
        *("<4s4H2IH", b"PK\5\6", 0, 0, total & 0xFFFF, total & 0xFFFF),
        *(len(central), len(out), len(comment)),
    )
    return bytes(out + central + end + comment + suffix)


def entries_of(parts):
    """Truthful entries of parts by name."""
    return [Entry(name, data) for name, data in parts.items()]


def unzipped(raw):
    """The parts of a sound archive by name."""
    with ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
