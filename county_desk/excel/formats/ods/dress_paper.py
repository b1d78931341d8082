"""How the sheets of an OpenDocument spreadsheet are printed and which of their rows stay in sight.

A sheet has a style, that names a master page, that names a layout of pages; what stays in sight is a
setting of the program that saved the file.
"""

from collections.abc import Mapping

from county_desk.excel.formats.dress import Paper
from county_desk.excel.formats.ods.dress_words import points_of
from county_desk.excel.formats.ods.names import CONFIG, FORMATTING, STYLE

_SIZES = {8: (842, 1191), 9: (595, 842), 11: (420, 595), 12: (729, 1032), 13: (516, 729)}  # points, by number
_NEAR = 6  # points that a size may be off
_SPLITS = {
    f"{axis}Split{what}": (axis, what) for axis in ("Horizontal", "Vertical") for what in ("Mode", "Position")
}
_FROZEN = "2"


class Papers:
    """Collects the layouts of pages, and by which of them each style of sheets goes."""

    def __init__(self) -> None:
        self._layouts: dict[str, Paper] = {}
        self._masters: dict[str, str] = {}
        self._sheets: dict[str, str] = {}
        self._layout = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        match name.removeprefix(STYLE):
            case "page-layout":
                self._layout = given.get(f"{STYLE}name", "")
            case "page-layout-properties":
                self._layouts[self._layout] = _paper_of(given)
            case "master-page":
                self._masters[given.get(f"{STYLE}name", "")] = given.get(f"{STYLE}page-layout-name", "")
            case "style" if given.get(f"{STYLE}family") == "table":
                self._sheets[given.get(f"{STYLE}name", "")] = given.get(f"{STYLE}master-page-name", "")

    def of(self, style: str) -> Paper:
        """The paper of sheets with this style."""
        return self._layouts.get(self._masters.get(self._sheets.get(style, ""), ""), Paper())


def _paper_of(given: Mapping[str, str]) -> Paper:
    width, height = (points_of(given.get(f"{FORMATTING}page-{side}", "")) for side in ("width", "height"))
    short, long = sorted((width, height))
    size = next(
        (
            number
            for number, (one, other) in _SIZES.items()
            if abs(short - one) < _NEAR and abs(long - other) < _NEAR
        ),
        0,
    )
    sideways = given.get(f"{STYLE}print-orientation", "") == "landscape" or width > height
    fits = given.get(f"{STYLE}scale-to-X") == "1" or given.get(f"{STYLE}scale-to-pages") == "1"
    return Paper(size=size, landscape=sideways, fits=fits)


class Views:
    """Collects from the settings which rows and columns of each sheet stay in sight."""

    def __init__(self) -> None:
        self._table = ""
        self._within = False
        self._item = ""
        self._said: dict[tuple[str, str, str], str] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        said = given.get(f"{CONFIG}name", "")
        if name == f"{CONFIG}config-item-map-named":
            self._within = said == "Tables"
        elif name == f"{CONFIG}config-item-map-entry" and self._within:
            self._table = said
        elif name == f"{CONFIG}config-item":
            self._item = said if self._within else ""

    def words(self, words: str) -> None:
        """Characters between two elements."""
        if self._item in _SPLITS:
            key = (self._table, *_SPLITS[self._item])
            self._said[key] = self._said.get(key, "") + words

    def end(self, name: str) -> None:
        """An element ends."""
        if name == f"{CONFIG}config-item":
            self._item = ""
        elif name == f"{CONFIG}config-item-map-named":
            self._within = False

    def frozen(self, table: str) -> tuple[int, int]:
        """The rows and columns of a sheet that stay in sight."""
        return self._count(table, "Vertical"), self._count(table, "Horizontal")

    def _count(self, table: str, axis: str) -> int:
        said = self._said.get((table, axis, "Position"), "")
        is_frozen = self._said.get((table, axis, "Mode")) == _FROZEN
        return int(said) if is_frozen and said.isdecimal() and len(said) < 6 else 0
