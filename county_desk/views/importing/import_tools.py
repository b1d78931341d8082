"""The row of buttons over the list of files; on a short window only their pictures, beside the tabs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from county_desk.text import _
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.style import em


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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(0.5))
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
