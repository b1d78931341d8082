"""Pages as a PDF file: the same writing always gives the same bytes."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from math import atan2, degrees

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from county_desk.reports.faces import Run, face
from county_desk.reports.paper import BLACK, Colour, Line, PageFormat

rl_config.useA85 = 0  # a third smaller and quicker than text-safe streams, which nobody needs


class Pdf:
    """A PDF file that is being written, page by page; a `Surface` for a `Paper`."""

    def __init__(self, *, title: str, author: str, subject: str, language: str) -> None:
        face("fang")  # the canvas begins with it, so that no face stays outside the file
        self._out = BytesIO()
        self._canvas = Canvas(
            self._out,
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
        self._high = 0.0
        self._marks = 0

    def begin(self, page: PageFormat) -> None:
        """Begin a page."""
        self._high = page.high
        self._canvas.setPageSize((page.wide, page.high))
        self._diagonal = (page.wide, page.high)
        self._pen = self._canvas.beginText()
        self._font: tuple[str, float] = ("", 0)
        self._space, self._colour = 0.0, BLACK

    def write(
        self, x: float, down: float, runs: Iterable[Run], size: float, space: float, colour: Colour
    ) -> None:
        """Write runs from `x` on, their foot at `down`."""
        pen = self._pen
        pen.setTextOrigin(x, self._high - down)
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

    def lines(self, lines: Iterable[Line], thick: float, colour: Colour) -> None:
        """Draw straight lines."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thick)
        self._canvas.setLineCap(2)  # the corners of a frame are closed
        high = self._high
        self._canvas.lines([(x, high - y, right, high - lower) for x, y, right, lower in lines])

    def slant(self, runs: Sequence[Run], size: float, wide: float, colour: Colour) -> None:
        """Write runs along the diagonal of the page."""
        across, high = self._diagonal
        self._canvas.saveState()
        self._canvas.translate(across / 2, high / 2)
        self._canvas.rotate(degrees(atan2(high, across)))
        pen = self._canvas.beginText(-wide / 2, -size * 0.36)
        pen.setFillColorRGB(*colour)
        for name, text in runs:
            pen.setFont(name, size)
            pen.textOut(text)
        self._canvas.drawText(pen)
        self._canvas.restoreState()

    def bookmark(self, title: str) -> None:
        """Name the page that was begun in the outline of the file."""
        self._marks += 1
        key = f"p{self._marks}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key)
        self._canvas.showOutline()

    def end(self) -> None:
        """End the page."""
        self._canvas.drawText(self._pen)
        self._canvas.showPage()

    def done(self) -> bytes:
        """The whole file."""
        self._canvas.save()
        return self._out.getvalue()
