"""Reads the comments on cells in a second pass; the readers only note which cells have one."""

import struct
from collections.abc import Mapping

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.ole import MAGIC
from county_desk.sheets.formats.opening import PACKAGE
from county_desk.sheets.formats.remark import Remarks
from county_desk.sheets.formats.xls.records import BARE
from county_desk.sheets.formats.xls.remarks import remarks_of_xls
from county_desk.sheets.formats.xlsx.threads import remarks_of_threads

# remarks are never a reason to fail: where they are damaged, the file goes back without them
_DAMAGED = (Unreadable, struct.error, ValueError, KeyError, IndexError)


def remarks_in(raw: bytes) -> Mapping[str, Remarks]:
    """The comments by sheet and place of a file that `open_book` has read; empty when damaged.

    Of .xlsx only threads are returned, since a library gives the other comments.
    """
    try:
        return _remarks_in(raw)
    except _DAMAGED:
        return {}


def _remarks_in(raw: bytes) -> Mapping[str, Remarks]:
    if raw.startswith((MAGIC, BARE)):
        return remarks_of_xls(raw)
    if not raw.startswith(PACKAGE):
        return {}
    return remarks_of_threads(Archive(raw))
