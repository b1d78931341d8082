"""The remarks on the cells of an .xlsx sheet; those that the county itself wrote there are passed over."""

from collections.abc import Mapping
from sys import getsizeof

from county_desk.excel.formats.archive import Archive
from county_desk.excel.formats.markup import walk
from county_desk.excel.formats.room import MARK, Room
from county_desk.excel.formats.table import place
from county_desk.excel.formats.xlsx.parts import comments_of
from county_desk.excel.vocabulary import is_our_author


def remarks_of(archive: Archive, part: str) -> frozenset[tuple[int, int]]:
    """The cells (row, column) of a sheet that bear a remark of somebody else than us; raises `Unreadable`."""
    found = _Remarks(archive.room)
    for comments in comments_of(archive, part):
        found.authors = []
        walk(archive.blocks(comments), found.start, found.text)
    return frozenset(found.cells)


class _Remarks:
    """Collects the cells with remarks while a part goes by; it names the authors first."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.authors: list[str] = []
        self.cells: set[tuple[int, int]] = set()
        self._within_author = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """One element begins."""
        self._within_author = tag == "author"
        if self._within_author:
            self._room.take(MARK)
            self.authors.append("")
        elif tag == "threadedComment" or (tag == "comment" and not self._ours(given.get("authorId", ""))):
            self._room.take(MARK)
            self.cells.add(place(given.get("ref", "")))

    def text(self, words: str) -> None:
        """What stands between two elements."""
        if self._within_author:
            self._room.take(getsizeof(words))
            self.authors[-1] += words

    def _ours(self, number: str) -> bool:
        known = number.isascii() and number.isdecimal() and int(number) < len(self.authors)
        return known and is_our_author(self.authors[int(number)])
