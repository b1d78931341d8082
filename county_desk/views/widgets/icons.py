"""The icons, by their use, painted in the colours of the palette."""

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from county_desk.paths import resources
from county_desk.views.widgets.style import Tones, tones_of


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
    PASTE = "clipboard_paste"
    SHOW = "eye"
    HOME = "home"
    OPEN = "folder_open"
    ADD = "add"
    DONE = "checkmark_circle"
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
    SUM = "autosum"
    MORE = "more_horizontal"
    TIMELINE = "timeline"
    MENU = "navigation"
    LOCK = "lock_closed"
    ROSTER = "book_contacts"
    WATCH = "heart_pulse"
    MONEY = "money"
    TEAM = "people_team"
    PAST = "archive"
    INSPECTION = "clipboard_search"
    FINDING = "clipboard_task"
    RULES = "scales"
    DATABASE = "database"
    SIGN = "signature"


def icon(which: Icon, *, accent: bool = False) -> QIcon:
    """A picture in the colours of the theme in force, for normal, disabled and selected states."""
    return _icon(which, tones_of(QApplication.palette()), accent)


def program_icon() -> QIcon:
    """The icon of the program, for windows and the task bar."""
    return QIcon(str(resources() / "icons" / "county-desk.svg"))


class _Engine(QIconEngine):
    """Paints a picture once it is shown, at the size that is wanted; most icons of menus never are."""

    def __init__(self, which: Icon, theme: Tones, accent: bool) -> None:
        super().__init__()
        self._about = which, theme, accent
        self._clones: list[QIconEngine] = []  # Qt takes no reference of its own

    def clone(self) -> QIconEngine:
        """Return an engine for a copy of the icon."""
        self._clones.append(_Engine(*self._about))
        return self._clones[-1]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the picture into a rectangle."""
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the picture for a screen of one dot a pixel."""
        return self.scaledPixmap(size, mode, state, 1)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """Return the picture in the dots of a screen."""
        which, theme, accent = self._about
        colours = {QIcon.Mode.Disabled: theme.disabled, QIcon.Mode.Selected: theme.on_selection}
        colour = colours.get(mode, theme.accent if accent else theme.text)
        return _painted(which, colour, min(size.width(), size.height()), scale)


@lru_cache(maxsize=256)
def _icon(which: Icon, theme: Tones, accent: bool) -> QIcon:
    return QIcon(_Engine(which, theme, accent))


@lru_cache(maxsize=512)
def _painted(which: Icon, colour: str, size: int, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # here, so that a window opens before it is read

    svg = (resources() / "icons" / f"{which.value}.svg").read_text("utf8")
    renderer = QSvgRenderer(QByteArray(svg.replace("<path ", f'<path fill="{colour}" ').encode()))
    pixmap = QPixmap(round(size * scale), round(size * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
