"""The looks of the sheets of an OpenDocument spreadsheet, for a copy that goes back to its sender.

The same walkers go over the file that read it before, and keep the styles of cells in place of their values.
"""

from dataclasses import replace

from county_desk.excel.formats.archive import Archive
from county_desk.excel.formats.dress import Dress
from county_desk.excel.formats.grid_maker import GridMaker
from county_desk.excel.formats.ods.content import Tables
from county_desk.excel.formats.ods.dress_paper import Views
from county_desk.excel.formats.ods.dress_styles import LookStyles
from county_desk.excel.formats.ods.dress_table import DressTable
from county_desk.excel.formats.ods.reader import parse_part, read_into
from county_desk.excel.formats.ods.table import Table
from county_desk.excel.formats.room import Room

_SETTINGS = "settings.xml"


def dress_of_ods(archive: Archive) -> dict[str, Dress]:
    """How the sheets of a spreadsheet look, by their names, from a package that was not read from yet.

    Raises `Unreadable` when there is more to say of looks than can be kept.
    """
    tables, views = _Tables(LookStyles(archive.room), archive.room), Views()
    read_into(tables, archive)
    if _SETTINGS in archive:
        parse_part(archive, _SETTINGS, views.start, views.end, views.words)
    return {
        name: replace(dress, paper=replace(dress.paper, frozen=views.frozen(name)))
        for name, dress in tables.dresses.items()
    }


class _Tables(Tables):
    """Walks the content of a spreadsheet for the looks of its sheets."""

    def __init__(self, styles: LookStyles, room: Room) -> None:
        super().__init__(styles, room)
        self._worn = styles
        self.dresses: dict[str, Dress] = {}

    def _new(self, name: str, hidden: bool, maker: GridMaker) -> Table:
        return DressTable(name, hidden, self._worn, maker)

    def _end_table(self) -> None:
        if isinstance(self._table, DressTable):
            paper = self._worn.papers.of(self._style)
            self.dresses[self._table.name] = replace(self._table.dress(), paper=paper)
        super()._end_table()
