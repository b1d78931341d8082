"""The lists of acts of a file, made ready to be shown off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from county_desk.intake.taking_in.act_rows import ReadList
from county_desk.views.importing.import_files import FileRow
from county_desk.views.pasting.paste_given import LackingFields
from county_desk.views.types import Desk
from county_desk.views.widgets.offers import offers


@dataclass(frozen=True)
class ListLook:
    """A table of a file as a list of acts, and the fields that its rows lack, made ready to be shown."""

    read: ReadList
    lacks: LackingFields = field(default_factory=LackingFields)


def look_at_lists(desk: Desk, row: FileRow) -> Sequence[ListLook]:
    """The lists of acts of a file."""
    return tuple(_look(desk, read) for read in row.arrival.lists)


def _look(desk: Desk, read: ReadList) -> ListLook:
    if read.grid is None or read.block is None:
        return ListLook(read)
    listed = {name: read.grid.act.asks()[name].of for name in read.block.lacks}
    records = {name: offers(desk, key) for name, key in listed.items() if key}
    return ListLook(read, LackingFields(read.block.lacks, records))
