"""How the sheets of an .xlsb workbook look, in one more walk of their records after they were read."""

from county_desk.excel.reading.archive import Archive
from county_desk.excel.reading.dress import Dress


def dress_of_xlsb(archive: Archive) -> dict[str, Dress]:
    """The look of each sheet by its name."""
    return {}
