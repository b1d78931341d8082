"""Make resources/icons/county-desk.ico, the icon of the program on Windows, from county-desk.svg.

.venv/bin/python installer/make_icon.py
"""

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)  # pixels


def drawn(size: int) -> Image.Image:
    """The icon as a square picture of this many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "county-desk.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def main() -> int:
    """Write the icon in every size that Windows shows."""
    app = QGuiApplication([])
    pictures = [drawn(size) for size in SIZES]
    largest = pictures[-1]
    sizes = [(size, size) for size in SIZES]
    largest.save(ICONS / "county-desk.ico", sizes=sizes, append_images=pictures[:-1])
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
