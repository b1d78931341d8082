"""How the sheets of an .ods file look."""

from county_desk.excel.reading.archive import Archive
from county_desk.excel.reading.dress import Dress


def dress_of_ods(archive: Archive) -> dict[str, Dress]:
    """The look of each sheet by its name."""
    return {}
