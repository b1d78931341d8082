"""The icons, by their use, painted in the colours of the palette."""

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from county_desk.paths import resources
from county_desk.views.widgets.style import Tones, em, tones_of

SCALES = (1, 2)  # device pixel ratios that are painted beforehand


class Icon(Enum):
    """One picture; the value is its file in resources/icons."""

    QUEUE = "mail_inbox"
    APPLICATION = "document"
    DISCLOSURE = "megaphone"
    EXIT = "arrow_exit"
    PRINT = "print"
    EXCHANGE = "arrow_swap"
    REGISTRY = "people"
    HISTORY = "history"
    HELP = "question_circle"
    SEARCH = "search"
    CALENDAR = "calendar_ltr"
    CLOSE = "dismiss"
    REFRESH = "arrow_clockwise"
    UNDO = "arrow_undo"
    FILTER = "filter"
    COLUMNS = "layout_column_three"
    EXPORT = "arrow_export"
    IMPORT = "arrow_import"
    COPY = "copy"
    SHOW = "eye"
    HOME = "home"
    OPEN = "folder_open"
    ADD = "add"
    DONE = "checkmark_circle"
    WARNING = "warning"
    INFO = "info"
    ERROR = "error_circle"
    KEYBOARD = "keyboard"
    LANGUAGE = "local_language"
    THEME = "weather_moon"
    SAVE = "save"
    EDIT = "edit"
    BACK = "chevron_left"
    FORWARD = "chevron_right"
    DOWN = "chevron_down"
    CLOCK = "clock"
    PERSON = "person"
    LIST = "list"
    CHART = "chart"
    MORE = "more_horizontal"
    PDF = "document_pdf"
    TIMELINE = "timeline"
    MENU = "navigation"
    SETTINGS = "settings"
    LOCK = "lock_closed"


def icon(which: Icon, *, accent: bool = False) -> QIcon:
    """A picture in the colours of the theme in force, for normal, disabled and selected states."""
    return _icon(which, tones_of(QApplication.palette()), em(1.4), accent)


def program_icon() -> QIcon:
    """The icon of the program, for windows and the task bar."""
    return QIcon(str(resources() / "icons" / "county-desk.svg"))


@lru_cache(maxsize=256)
def _icon(which: Icon, theme: Tones, size: int, accent: bool) -> QIcon:
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, theme.accent if accent else theme.text),
        (QIcon.Mode.Disabled, theme.disabled),
        (QIcon.Mode.Selected, theme.on_selection),
    ):
        for scale in SCALES:
            for times in (1, 2):  # as large as a field's icon, and as an empty page's
                made.addPixmap(_painted(which, colour, size * times, scale), mode)
    return made


def _painted(which: Icon, colour: str, size: int, scale: int) -> QPixmap:
    svg = (resources() / "icons" / f"{which.value}.svg").read_text("utf8")
    renderer = QSvgRenderer(QByteArray(svg.replace("<path ", f'<path fill="{colour}" ').encode()))
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
