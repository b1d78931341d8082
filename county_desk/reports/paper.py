"""The county's paper: the page of GB/T 9704-2012, and a pen that writes and rules on it."""

from collections.abc import Iterable
from io import BytesIO
from math import atan2, degrees

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from county_desk.reports.faces import BOLD, Run, face, runs, width

rl_config.useA85 = 0  # a third smaller and quicker than text-safe streams, which nobody needs

MM = 72 / 25.4
PAGE_WIDE, PAGE_HIGH = 210 * MM, 297 * MM
TOP, LEFT = 37 * MM, 28 * MM
WIDE, HIGH = 156 * MM, 225 * MM  # the block of text: 22 lines of 28 letters
LEADING = 28.95  # of 22 lines; at 29 the last one would fall out of the block
SIZE = 16  # 3号
SPACE = -0.21  # brings 28 letters of 16 points into 156 mm
TITLE_SIZE = 22  # 2号
SEAL = 45 * MM  # room that stays free for the seal, which is stamped by hand
BLACK, RED, GREY = (0.0, 0.0, 0.0), (0.87, 0.0, 0.0), (0.82, 0.82, 0.82)
THICK, THIN = 1.0, 0.5  # rules of a table, in points
MARK_WIDE, MARK_HIGH = 230 * MM, 80 * MM  # the largest mark across a page

type Colour = tuple[float, float, float]


class Paper:
    """Pages of one document. Places are points from the left edge and the top of the block of text.

    `mark` stands large and grey across every page, beneath the text.
    """

    def __init__(self, *, title: str, author: str, subject: str, language: str, mark: str = "") -> None:
        face("fang")  # the canvas begins with it, so that no face stays outside the file
        self._out = BytesIO()
        self._canvas = Canvas(
            self._out,
            pagesize=(PAGE_WIDE, PAGE_HIGH),
            pageCompression=1,
            invariant=1,
            initialFontName="fang",  # type: ignore[arg-type]  # a name, whatever the stubs say
            lang={"zh": "zh-CN"}.get(language, language),
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator("County Desk")
        self._canvas.setProducer("County Desk")
        self.page = 1
        self._font: tuple[str, float] = ("", 0)
        self._space, self._colour = 0.0, BLACK
        self._edges: tuple[float, ...] = ()
        self._rows: list[float] = []
        self._mark = runs(mark, BOLD) if mark else ()
        self._begin()

    def write(
        self,
        x: float,
        down: float,
        runs: Iterable[Run],
        size: float,
        *,
        space: float = 0,
        colour: Colour = BLACK,
    ) -> None:
        """Write runs from `x` on, their foot at `down`."""
        pen = self._pen
        pen.setTextOrigin(LEFT + x, PAGE_HIGH - TOP - down)
        if space != self._space:
            pen.setCharSpace(space)
            self._space = space
        if colour != self._colour:
            pen.setFillColorRGB(*colour)
            self._colour = colour
        for name, text in runs:
            if (name, size) != self._font:
                pen.setFont(name, size)
                self._font = (name, size)
            pen.textOut(text)

    def centre(
        self,
        down: float,
        runs: Iterable[Run],
        size: float,
        *,
        middle: float = WIDE / 2,
        colour: Colour = BLACK,
    ) -> None:
        """Write runs with their middle at `middle`."""
        held = tuple(runs)
        wide = sum(width(run, size) for run in held)
        self.write(middle - wide / 2, down, held, size, colour=colour)

    def rule(
        self,
        down: float,
        *,
        left: float = 0,
        right: float = WIDE,
        thick: float = THIN,
        colour: Colour = BLACK,
    ) -> None:
        """Draw a level line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thick)
        height = PAGE_HIGH - TOP - down
        self._canvas.line(LEFT + left, height, LEFT + right, height)

    def box(self, edges: tuple[float, ...], top: float, bottom: float) -> None:
        """Rule the cells of one row between `edges`; rows that follow each other share their lines."""
        if self._rows and (self._edges is not edges or abs(self._rows[-1] - top) > 0.01):
            self._close_table()
        if not self._rows:
            self._edges, self._rows = edges, [top]
        self._rows.append(bottom)

    def turn(self) -> None:
        """Go on to the next page."""
        self._finish()
        self.page += 1
        self._begin()

    def done(self) -> bytes:
        """The whole document; the same writing gives the same bytes."""
        self._finish()
        self._canvas.save()
        return self._out.getvalue()

    def _begin(self) -> None:
        if self._mark:
            self._draw_mark()
        self._pen = self._canvas.beginText()
        self._font, self._space, self._colour = ("", 0), 0.0, BLACK
        self._edges, self._rows = (), []

    def _draw_mark(self) -> None:
        """Along the diagonal, as large as the page has room for."""
        wide = sum(width(run, 1) for run in self._mark)
        size = min(MARK_HIGH, MARK_WIDE / wide)
        self._canvas.saveState()
        self._canvas.translate(PAGE_WIDE / 2, PAGE_HIGH / 2)
        self._canvas.rotate(degrees(atan2(PAGE_HIGH, PAGE_WIDE)))
        pen = self._canvas.beginText(-wide * size / 2, -size * 0.36)
        pen.setFillColorRGB(*GREY)
        for name, text in self._mark:
            pen.setFont(name, size)
            pen.textOut(text)
        self._canvas.drawText(pen)
        self._canvas.restoreState()

    def _finish(self) -> None:
        self._close_table()
        self._canvas.drawText(self._pen)
        self._canvas.showPage()

    def _close_table(self) -> None:
        if not self._rows:
            return
        edges = [LEFT + edge for edge in self._edges]
        rows = [PAGE_HIGH - TOP - row for row in self._rows]
        self._canvas.setStrokeColorRGB(*BLACK)
        self._canvas.setLineWidth(THIN)
        self._canvas.lines([(edges[0], row, edges[-1], row) for row in rows[1:-1]])
        self._canvas.lines([(edge, rows[0], edge, rows[-1]) for edge in edges[1:-1]])
        self._canvas.setLineWidth(THICK)
        self._canvas.rect(edges[0], rows[-1], edges[-1] - edges[0], rows[0] - rows[-1])
        self._rows = []
