"""Reads the comments on cells in a second pass; the readers only note which cells have one."""

import struct
from collections.abc import Mapping

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.cell_comment import CellComments
from county_desk.sheets.formats.ole import MAGIC
from county_desk.sheets.formats.opening import PACKAGE
from county_desk.sheets.formats.xls.comments import comments_of_xls
from county_desk.sheets.formats.xlsx.threads import comments_of_threads

# comments are never a reason to fail: where they are damaged, the file goes back without them
_DAMAGED = (Unreadable, struct.error, ValueError, KeyError, IndexError)


def comments_in(raw: bytes) -> Mapping[str, CellComments]:
    """The comments by sheet and place of a file that `open_book` has read; empty when damaged.

    Of .xlsx only threads are returned, since a library gives the other comments.
    """
    try:
        return _comments_in(raw)
    except _DAMAGED:
        return {}


def _comments_in(raw: bytes) -> Mapping[str, CellComments]:
    if raw.startswith(MAGIC):
        return comments_of_xls(raw)
    if not raw.startswith(PACKAGE):
        return {}
    return comments_of_threads(Archive(raw))
