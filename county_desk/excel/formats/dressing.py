"""The look of a delivered file's sheets, in every format that has one."""

import struct

from county_desk.excel.formats.archive import Archive
from county_desk.excel.formats.book import Unreadable
from county_desk.excel.formats.dress import Dress
from county_desk.excel.formats.ods.dress import dress_of_ods
from county_desk.excel.formats.ods.reader import is_ods
from county_desk.excel.formats.ole import MAGIC
from county_desk.excel.formats.opening import PACKAGE
from county_desk.excel.formats.xls.dress import dress_of_xls
from county_desk.excel.formats.xls.records import BARE
from county_desk.excel.formats.xlsb.dress import dress_of_xlsb
from county_desk.excel.formats.xlsb.reader import MAIN_PART

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
