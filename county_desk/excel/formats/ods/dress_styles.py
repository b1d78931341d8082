"""The looks that the styles of an OpenDocument spreadsheet give to cells, columns and rows."""

from collections.abc import Mapping, Sequence

from county_desk.excel.formats.dress import Style
from county_desk.excel.formats.ods.dress_formats import FormatStyles
from county_desk.excel.formats.ods.dress_paper import Papers
from county_desk.excel.formats.ods.dress_words import (
    SIZES,
    Said,
    across_of,
    face_of,
    ground_of,
    letters_of,
    points_of,
)
from county_desk.excel.formats.ods.names import STYLE, VECTOR
from county_desk.excel.formats.ods.styles import DEEP, POINTS_OF_A_DIGIT
from county_desk.excel.formats.room import MARK, Room
from county_desk.excel.formats.styles import MOST, too_many_styles

_USUAL = "Default"  # the style of cells that name none
_CELLS, _COLUMNS, _ROWS = "table-cell", "table-column", "table-row"
_WIDEST = 255  # characters of a column
_SIDES = ("left", "right", "top", "bottom")


class LookStyles(FormatStyles):
    """Collects what styles say of looks; `worn` are those that cells have, each only once."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.worn: list[Style] = []
        self.papers = Papers()
        self._places: dict[Style, int] = {}
        self._known: dict[int, int] = {}
        self._names: Sequence[str] = ()
        self._own: dict[tuple[str, str], Said] = {}  # what each style says itself, by family and name
        self._open: Said | None = None
        self._faces: dict[str, str] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        super().start(name, given)
        self.papers.start(name, given)
        if name == f"{STYLE}font-face":
            self._keep(len(self._faces))
            self._faces[given.get(f"{STYLE}name", "")] = face_of(given.get(f"{VECTOR}font-family", ""))
        elif self._open is not None and self._format is None:
            self._open.update(self._said_by(name, given, self._open))

    def _said_by(self, name: str, given: Mapping[str, str], before: Said) -> Said:
        match name.removeprefix(STYLE):
            case "text-properties":
                return letters_of(given, self._faces)
            case "table-cell-properties":
                return ground_of(given)
            case "paragraph-properties":
                return across_of(given, before)
            case "table-column-properties":
                width = points_of(given.get(f"{STYLE}column-width", "")) / POINTS_OF_A_DIGIT
                return {"width": round(min(width, _WIDEST), 2)}
            case "table-row-properties" if given.get(f"{STYLE}use-optimal-row-height") != "true":
                return {"height": round(min(points_of(given.get(f"{STYLE}row-height", "")), SIZES[1]), 2)}
        return {}

    def _start_style(self, family: str, name: str, given: Mapping[str, str]) -> None:
        super()._start_style(family, name, given)
        self._open = None
        if family in (_CELLS, _COLUMNS, _ROWS):
            self._keep(len(self._own))
            self._open = self._own[family, name] = {}

    def _keep(self, already: int) -> None:
        if already >= MOST:
            raise too_many_styles()
        self.room.take(MARK)

    def width(self, name: str) -> float:
        """The width of columns of a style in characters; 0 when it does not say."""
        return float(self._own.get((_COLUMNS, name), {}).get("width", 0))

    def height(self, name: str) -> float:
        """The height of rows of a style in points; 0 when it is found by what stands in them."""
        return float(self._own.get((_ROWS, name), {}).get("height", 0))

    def place(self, number: int) -> int:
        """Where in `worn` the style of cells with this number (as in `numbers`) has its look."""
        if number not in self._known:
            if len(self._names) <= number:
                self._names = (_USUAL, *self.cells)
            look = self._look(self._names[number])
            if look not in self._places:
                self.room.take(MARK)
                self._places[look] = len(self.worn)
                self.worn.append(look)
            self._known[number] = self._places[look]
        return self._known[number]

    def is_seen(self, number: int) -> bool:
        """Whether a blank cell of this style is lined or coloured."""
        look = self.worn[self.place(number)]
        return bool(look.paper) or any(getattr(look, side).line for side in _SIDES)

    def _look(self, name: str) -> Style:
        """What a style says, and what the styles say that it is based on."""
        chain: list[str] = []
        while name in self.cells and len(chain) < DEEP:
            chain.append(name)
            name = self.cells[name].parent
        said: Said = {}
        for one in ("", *reversed(chain)):
            said.update(self._own.get((_CELLS, one), {}))
        if said.pop("by_kind", False):
            said["across"] = ""
        return Style(format=self.code(chain[0] if chain else ""), **said)
