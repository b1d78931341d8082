"""The ways to bring files: drop them on an area that lights up, or choose them with a button."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.widgets.file_dialogs import Purpose, open_files, open_folder
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import RADIUS, Button, PrimaryButton
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.style import em, sized, tones

KINDS = "*.xlsx *.xlsm *.xls *.et *.csv *.txt"


def dropped_paths(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def ask_files(parent: QWidget) -> list[Path]:
    """Ask for workbooks; none when the person thought better of it."""
    words = _("Workbooks ({kinds});;All files (*)").format(kinds=KINDS)
    return open_files(parent, Purpose.IMPORT, _("Workbooks to import"), words)


def ask_folder(parent: QWidget) -> list[Path]:
    """Ask for a folder of workbooks."""
    folder = open_folder(parent, Purpose.IMPORT, _("Folder of workbooks"))
    return [folder] if folder else []


class DropArea(QWidget):
    """A dashed field that names the files for it, and the buttons that do the same without a mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = False
        self.setAccessibleName(_("Drop workbooks or a folder here"))
        self.buttons = [
            PrimaryButton(_("Choose files…"), self),
            Button(_("Choose a folder…"), self),
        ]
        self.buttons[1].setIcon(icon(Icon.OPEN))
        self._lay_out()

    def _lay_out(self) -> None:
        picture, words = QLabel(self), QLabel(_("Drop workbooks or a folder here"), self, wordWrap=True)
        picture.setPixmap(icon(Icon.IMPORT).pixmap(em(3)))
        sized(words, 1.3)
        told = QLabel(
            _(
                "Rosters of households with their income and living sheets, lists of applications, tables of "
                "villages, monitoring ledgers, lists of other departments (.xlsx, .xls, .csv); "
                "one file or two hundred. Each row is checked and shown before anything is written."
            ),
            self,
            wordWrap=True,
        )
        row = QHBoxLayout()
        row.setSpacing(em(0.6))
        row.addStretch()
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(em(3), em(1), em(3), em(1))
        box.setSpacing(em(0.6))
        box.addStretch()
        for label in (picture, words, told):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        box.addSpacing(em(0.6))
        box.addLayout(row)
        box.addStretch()

    def light(self, on: bool) -> None:
        """Show that the dragged files can be dropped."""
        self._over = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a dashed outline, filled and in the accent while files are held over it."""
        theme = tones(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.accent if self._over else theme.border), 2 if self._over else theme.stroke)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.info_tint if self._over else theme.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), RADIUS * 2, RADIUS * 2)
        painter.end()


class ImportTools(QWidget):
    """Bring more files; put the files away."""

    files = Signal()
    folder = Signal()
    clear = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.year = QLabel(self)
        self._words = {
            Icon.ADD: (_("Choose files…"), self.files),
            Icon.OPEN: (_("Choose a folder…"), self.folder),
            Icon.CLOSE: (_("Clear the list"), self.clear),
        }
        self.buttons = {picture: Button(parent=self) for picture in self._words}
        row = bare(QHBoxLayout(self), 0.5)
        for picture, button in self.buttons.items():
            words, signal = self._words[picture]
            button.setIcon(icon(picture))
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked, signal=signal: signal.emit())
            if picture is Icon.CLOSE:
                row.addWidget(self.year)
                row.addStretch(1)
            row.addWidget(button)
        self.fit(short=False)
        self.show_year(0)

    def show_year(self, year: int) -> None:
        """Show the year of the figures; 0 for that of each file."""
        words = _("Figures of {year}").format(year=year) if year else _("Year that each file names")
        self.year.setText(words)
        self.year.setToolTip(_("Choose another year at the top of the window"))

    def fit(self, *, short: bool) -> None:
        """Words on the buttons where there is room for them."""
        for picture, button in self.buttons.items():
            words = self._words[picture][0]
            button.setText("" if short else words)
            button.setToolTip(words if short else "")
