"""Words that stand out too little from what they are painted on."""

from collections.abc import Iterator

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QWidget

from tests.views.screens.parts import cells, finding, place, tabs, visible, words_of
from tests.views.screens.shots import Finding

LEAST, LEAST_OF_LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
LARGE, LARGE_BOLD = 24, 18.66  # px from which words count as large
MOSTLY = 0.8  # of the height of words that must be seen
SOFT = 0.97  # of the contrast of a colour stays in the darkest dots of thin strokes

type Colour = tuple[int, int, int]


def contrast(window: QWidget, picture: QImage) -> Iterator[Finding]:
    """Words of enabled parts whose colour has less than 4.5:1 against their background; large ones 3:1."""
    image = in_rgb(picture)
    for widget in visible(window):
        if not widget.isEnabled():  # WCAG 2.2 asks nothing of inactive parts
            continue
        for rect, words in _words(widget):
            seen = rect & widget.visibleRegion().boundingRect()
            if seen.height() < rect.height() * MOSTLY:  # the rest is scrolled away, and words are cut
                continue
            ratio = _ratio(image, place(widget, seen))
            least = _least(widget)
            if ratio and ratio < least * SOFT:
                yield finding("contrast", widget, f"{ratio:.1f} of {least}: {words}", seen)


def in_rgb(picture: QImage) -> Image.Image:
    """A picture of Qt as one of Pillow."""
    taken = picture.convertToFormat(QImage.Format.Format_RGB888)
    size, line = (taken.width(), taken.height()), taken.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(taken.constBits()), "raw", "RGB", line)


def _words(widget: QWidget) -> Iterator[tuple[QRect, str]]:
    if isinstance(widget, QTabBar):
        yield from tabs(widget)
    elif isinstance(widget.parentWidget(), QAbstractItemView) and widget is widget.parentWidget().viewport():
        yield from cells(widget.parentWidget())
    elif words := words_of(widget).strip():
        yield widget.contentsRect().adjusted(3, 3, -3, -3), words


def _least(widget: QWidget) -> float:
    size = QFontInfo(widget.font()).pixelSize()
    large = size >= LARGE or (size >= LARGE_BOLD and widget.font().bold())
    return LEAST_OF_LARGE if large else LEAST


def _ratio(image: Image.Image, where: tuple[int, int, int, int]) -> float:
    """The contrast of the commonest colour of a place with the one farthest from it; 0 for a bare place."""
    x, y, width, height = where
    if width < 6 or height < 6:
        return 0.0
    part = image.crop((x, y, x + width, y + height))
    colours = part.getcolors(maxcolors=width * height) or []
    if len(colours) < 3:
        return 0.0
    back = max(colours)[1]
    behind = luminance(back)
    return max(ratio(behind, luminance(colour)) for _count, colour in colours)


def luminance(colour: Colour) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [each / 255 for each in colour]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)
