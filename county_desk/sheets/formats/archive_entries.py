"""The entries of a package: whether its table of contents agrees with the parts in the file.

Readers go by the table of contents, by the headers before each part, or by both; a file in which the
two differ, or in which parts lie over each other, shows each reader another workbook.
"""

import struct
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from county_desk.sheets.formats.book import Unreadable
from county_desk.text import _

ENTRIES = 2000
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_MARK, _END = b"PK\x03\x04", b"PK\x05\x06"
_END_SIZE = 22
_LOCKED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_LOCKED_TOO = 0x2060  # patches, strong locks, a locked table of contents
_NO_NAMES = frozenset({"", ".", ".."})  # they lead elsewhere, or are one folder by two names
_DESCRIPTOR = 24  # bytes that may follow a part
_IN_EXTRA = 0xFFFFFFFF  # the size stands elsewhere


def check_entries(raw: bytes, infos: list[ZipInfo]) -> None:
    """Raise `Unreadable` when entries of a package are too many, ill-named, doubled, overlapping, or none."""
    if not infos:
        raise Unreadable("file_empty", _("The file is empty."))
    if len(infos) > ENTRIES:
        raise Unreadable("zip_too_many", _("The file holds more parts than a workbook can have."))
    names = [info.filename.casefold().rstrip("/") for info in infos]
    if len(set(names)) < len(names):
        raise Unreadable("zip_duplicate", _("Two parts of the file bear one name; readers would disagree."))
    for info in infos:
        _check_name(info)
        _check_packing(info)
    _check_places(raw, infos)


def _check_name(info: ZipInfo) -> None:
    name = info.filename
    plain = name == info.orig_filename and name.isprintable() and not set(name) & set('\\:*?"<>|')
    if not plain or not _NO_NAMES.isdisjoint(name.rstrip("/").split("/")):
        raise Unreadable("zip_bad_name", _("A part of the file has a name that points outside of it."))


def _check_packing(info: ZipInfo) -> None:
    if info.flag_bits & (_LOCKED | _LOCKED_TOO):
        raise Unreadable("file_encrypted", _("The file is locked with a password; save it without one."))
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable("file_corrupt", _("The file is packed in an unknown way."))
    if info.volume:
        raise _differs()


def _check_places(raw: bytes, infos: list[ZipInfo]) -> None:
    end = raw.rfind(_END)
    comment = int.from_bytes(raw[end + 20 : end + _END_SIZE], "little")
    ordered = sorted(infos, key=lambda info: info.header_offset)
    first = ordered[0].header_offset if ordered else 0
    if first or end + _END_SIZE + comment != len(raw):
        raise Unreadable("zip_overlap", _("Before or after the workbook, the file holds something else."))
    if any(one.header_offset == other.header_offset for one, other in pairwise(ordered)):
        raise Unreadable("zip_overlap", _("Parts of the file lie over each other."))
    directory = int.from_bytes(raw[end + 16 : end + 20], "little")
    ends = [_end_of(raw, info) for info in ordered]
    begins = [*(info.header_offset for info in ordered[1:]), min(directory, end)]
    for part_end, following in zip(ends, begins, strict=True):
        if part_end > following:
            raise Unreadable("zip_overlap", _("Parts of the file lie over each other."))
        if following - part_end > _DESCRIPTOR and _MARK in raw[part_end:following]:
            raise Unreadable(
                "zip_overlap", _("Between its parts, the file holds others that it does not list.")
            )


def _end_of(raw: bytes, info: ZipInfo) -> int:
    """The end of a part by the header before it, which must agree with the table of contents."""
    header = raw[info.header_offset : info.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(_MARK):
        raise _differs()
    _mark, _needs, flags, method, _time, _day, crc, packed, size, name, extra = _LOCAL.unpack(header)
    begins = info.header_offset + _LOCAL.size
    said = raw[begins : begins + name].decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    if (
        said != info.orig_filename
        or method != info.compress_type
        or flags & ~_UTF8 != info.flag_bits & ~_UTF8
    ):
        raise _differs()
    known = (info.CRC, info.compress_size, info.file_size)
    if not flags & _SIZES_FOLLOW and _IN_EXTRA not in (packed, size) and (crc, packed, size) != known:
        raise _differs()
    return int(begins + name + extra) + info.compress_size


def _differs() -> Unreadable:
    return Unreadable(
        "file_corrupt",
        _("The file's table of contents does not agree with its parts; readers would disagree."),
    )
