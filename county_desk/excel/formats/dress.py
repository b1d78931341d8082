"""How the cells of a delivered sheet look: what a copy in another format has to carry over.

Nothing here decides what a cell means; that is read without any of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a cell: `line` as Excel 2007 names it (thin, medium, dashed…), `ink` as RRGGBB or ""."""

    line: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """The look of some cells; what is "" or 0 is left to the program that shows them.

    `points` is the size of the face, `ink` and `paper` are colours as RRGGBB. `across` and `down` say where
    the content stands, in the words of Excel 2007 (left, center, justify…; top, center, bottom); `turned` by
    how many degrees it is: 1 to 90 upwards, 91 to 180 by what is above 90 downwards, 255 letter below letter.
    """

    format: str = "General"
    face: str = ""
    points: float = 0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    ink: str = ""
    paper: str = ""
    left: Edge = Edge()
    right: Edge = Edge()
    top: Edge = Edge()
    bottom: Edge = Edge()
    across: str = ""
    down: str = ""
    wraps: bool = False
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet is looked at and printed.

    `frozen` are the rows and columns that stay in sight, `size` is the number of the paper in Excel, 0 where
    the file does not say; `fits`: all columns are made to go on one page.
    """

    frozen: tuple[int, int] = (0, 0)
    size: int = 0
    landscape: bool = False
    fits: bool = False


@dataclass(frozen=True)
class Dress:
    """The look of one sheet: `cells` gives the number of the style of a cell by row and column from 1.

    Blank cells have a style too, where they are lined or coloured. `widths` are those of columns in
    characters, `heights` those of rows in points; the others are as wide and high as usual.
    """

    styles: Sequence[Style]
    cells: Mapping[tuple[int, int], int]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    paper: Paper = Paper()
