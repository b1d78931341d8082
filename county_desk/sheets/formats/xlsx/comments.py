"""The comments on the cells of an .xlsx sheet; those that the county itself wrote there are passed over."""

from collections.abc import Mapping
from sys import getsizeof

from county_desk.sheets.author import PROGRAM
from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.grid_marks import Noted
from county_desk.sheets.formats.markup import walk
from county_desk.sheets.formats.memory_budget import MARK, MemoryBudget
from county_desk.sheets.formats.table_limits import place
from county_desk.sheets.formats.xlsx.parts import comments_of


def read_comments(archive: Archive, part: str, noted: Noted) -> None:
    """Note the cells of a sheet that have a comment of another author than us; raises `Unreadable`."""
    for comments in comments_of(archive, part):
        found = _CommentReader(archive.budget, noted)
        walk(archive.blocks(comments), found.start, found.text)


class _CommentReader:
    """Notes the cells with comments while a part goes by; it names the authors first."""

    def __init__(self, budget: MemoryBudget, noted: Noted) -> None:
        self._budget, self._noted = budget, noted
        self._authors: list[str] = []
        self._within_author = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """One element begins."""
        self._within_author = tag == "author"
        if self._within_author:
            self._budget.take(MARK)
            self._authors.append("")
        elif tag == "threadedComment" or (tag == "comment" and not self._ours(given.get("authorId", ""))):
            row, column = place(given.get("ref", ""))
            self._noted.comment(row - 1, column - 1)

    def text(self, words: str) -> None:
        """Take the text between two elements."""
        if self._within_author:
            self._budget.take(getsizeof(words))
            self._authors[-1] += words

    def _ours(self, number: str) -> bool:
        known = number.isascii() and number.isdecimal() and int(number) < len(self._authors)
        return known and self._authors[int(number)].strip() == PROGRAM
