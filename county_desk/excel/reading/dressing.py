"""The look of a delivered file's sheets, in every format that has one."""

import struct

from county_desk.excel.reading.archive import Archive
from county_desk.excel.reading.book import Unreadable
from county_desk.excel.reading.dress import Dress
from county_desk.excel.reading.ods import is_ods
from county_desk.excel.reading.ods_dress import dress_of_ods
from county_desk.excel.reading.opening import PACKAGE
from county_desk.excel.reading.xls_dress import dress_of_xls
from county_desk.excel.reading.xls_ole import MAGIC
from county_desk.excel.reading.xls_records import BARE
from county_desk.excel.reading.xlsb import MAIN_PART
from county_desk.excel.reading.xlsb_dress import dress_of_xlsb

# looks are never a reason to fail: where they are damaged, the file goes back without them
_DAMAGED = (Unreadable, struct.error, ValueError, KeyError, IndexError)


def dress_of(raw: bytes) -> dict[str, Dress]:
    """The look of each sheet by its name, of a file that `open_book` has read; empty where there is none."""
    try:
        return _dress_of(raw)
    except _DAMAGED:
        return {}


def _dress_of(raw: bytes) -> dict[str, Dress]:
    if raw.startswith((MAGIC, BARE)):
        return dress_of_xls(raw)
    if not raw.startswith(PACKAGE):
        return {}
    archive = Archive(raw)
    if MAIN_PART in archive:
        return dress_of_xlsb(archive)
    return dress_of_ods(archive) if is_ods(archive) else {}
