"""The look of the window: the colours of three themes, fonts, and sizes in the em of the base font."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from county_desk.paths import resources
from county_desk.text import CHINESE, current

SIZES = (10.5, 13.0, 16.0)  # points: standard, large, very large
LATIN = ("Segoe UI", "Noto Sans", "DejaVu Sans")
HAN = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans CN", "WenQuanYi Micro Hei")
BUNDLED = "County Desk Sans"
RARE = {"Noto Serif SC": "serif.ttf", "HanaMinB": "rare.ttf"}  # letters that the others lack, nearest first


@dataclass(frozen=True)
class Tones:
    """The colours of one theme; every pair that carries words has at least 4.5:1 contrast."""

    window: str
    base: str
    text: str
    muted: str
    border: str
    hairline: str
    accent: str
    on_accent: str
    selection: str
    on_selection: str
    bad: str
    bad_tint: str
    on_bad: str
    warn: str
    warn_tint: str
    ok: str
    ok_tint: str
    info: str
    info_tint: str
    dispute: str
    dispute_tint: str
    neutral: str
    neutral_tint: str
    disabled: str
    stroke: int = 1  # px of borders


LIGHT = Tones(
    window="#F5F7F9",
    base="#FFFFFF",
    text="#1B2530",
    muted="#55616E",
    border="#76828F",
    hairline="#D5DCE3",
    accent="#0F5EA8",
    on_accent="#FFFFFF",
    selection="#CFE3F7",
    on_selection="#10202E",
    bad="#A61B1B",
    bad_tint="#FCE8E6",
    on_bad="#FFFFFF",
    warn="#7D5200",
    warn_tint="#FFF1CC",
    ok="#17693A",
    ok_tint="#E3F3E9",
    info="#0F5EA8",
    info_tint="#E6F0FA",
    dispute="#6A3D9A",
    dispute_tint="#F1EAF9",
    neutral="#4A5663",
    neutral_tint="#EBEFF3",
    disabled="#76828F",
)
DARK = Tones(
    window="#1B2026",
    base="#14181D",
    text="#E8EDF2",
    muted="#A8B3BE",
    border="#7C8894",
    hairline="#343C45",
    accent="#6FB3F2",
    on_accent="#0B1A28",
    selection="#27496B",
    on_selection="#F2F7FC",
    bad="#FF9C94",
    bad_tint="#431B1A",
    on_bad="#431B1A",
    warn="#F2C14E",
    warn_tint="#3A2E0E",
    ok="#7FD6A0",
    ok_tint="#173325",
    info="#7DBBF5",
    info_tint="#152C43",
    dispute="#CBA9F0",
    dispute_tint="#2E2140",
    neutral="#B7C1CB",
    neutral_tint="#2A3138",
    disabled="#7C8894",
)
CONTRAST = Tones(
    window="#000000",
    base="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    border="#FFFFFF",
    hairline="#FFFFFF",
    accent="#FFFF00",
    on_accent="#000000",
    selection="#1AEBFF",
    on_selection="#000000",
    bad="#FFFF00",
    bad_tint="#000000",
    on_bad="#000000",
    warn="#FFFF00",
    warn_tint="#000000",
    ok="#FFFFFF",
    ok_tint="#000000",
    info="#1AEBFF",
    info_tint="#000000",
    dispute="#FFFFFF",
    dispute_tint="#000000",
    neutral="#FFFFFF",
    neutral_tint="#000000",
    disabled="#3FF23F",
    stroke=2,
)
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_BY_WINDOW = {QColor(theme.window).rgb(): theme for theme in THEMES.values()}


def tones(widget: QWidget) -> Tones:
    """The theme that a widget is painted in, known by the window colour of its palette."""
    return tones_of(widget.palette())


def tones_of(palette: QPalette) -> Tones:
    """The theme of a palette; a foreign palette counts as light or dark by its lightness."""
    window = palette.color(QPalette.ColorRole.Window)
    known = _BY_WINDOW.get(window.rgb())
    return known or (DARK if window.lightness() < 128 else LIGHT)


def apply(app: QApplication, theme: str, points: float = SIZES[0]) -> None:
    """Dress the application: Fusion, the palette of a theme, the base font for the language in force."""
    if app.style().name().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(THEMES[theme]))
    for window in app.topLevelWidgets():  # Qt tells no window before the event loop runs
        QApplication.sendEvent(window, QEvent(QEvent.Type.ApplicationPaletteChange))
    _base.cache_clear()  # before the widgets hear of their new font
    app.setFont(font(points))


def palette(theme: Tones) -> QPalette:
    """A theme as Qt wants it."""
    made, role = QPalette(), QPalette.ColorRole
    for where, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.Button, theme.base),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.on_selection),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.base),
        (role.ToolTipText, theme.text),
        (role.Light, theme.base),
        (role.Midlight, theme.hairline),
        (role.Mid, theme.hairline),
        (role.Dark, theme.border),
        (role.Shadow, theme.border),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Button, QColor(theme.window))
    return made


def font(points: float) -> QFont:
    """The base font: Han faces first in Chinese, Latin ones in English, or ’ is drawn full width."""
    bundled = _bundled()
    families = [*HAN, *bundled, *LATIN] if current() == CHINESE else [*LATIN, *HAN, *bundled]
    families += RARE
    made = QFont()
    made.setFamilies(families)
    made.setPointSizeF(points)
    return made


def sized(widget: QWidget, times: float, *, bold: bool = True) -> QFont:
    """A heading's font, in multiples of the base font."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * times)
    made.setBold(bold)
    widget.setFont(made)
    return made


def em(count: float) -> int:
    """So many em of the base font in logical pixels."""
    return round(count * _base())


@cache  # wanted thousands of times, and each call of Qt may have to wait for a busy worker
def _base() -> int:
    return QFontInfo(QApplication.font()).pixelSize()


def load_rare() -> None:
    """Load the bundled faces of rare letters behind the others, so that no name is shown as a box."""
    for family, file in RARE.items():
        if not QFontDatabase.hasFamily(family):
            QFontDatabase.addApplicationFont(str(resources() / "fonts" / file))


def _bundled() -> list[str]:
    """The face that comes with the program, for computers without a Chinese font; loaded once."""
    if any(QFontDatabase.hasFamily(family) for family in HAN):
        return []
    if not QFontDatabase.hasFamily(BUNDLED):
        for name in ("sans.ttf", "sans-bold.ttf"):
            QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
    return [BUNDLED]
