"""The corner of the status bar with the job under way, its progress, and the button that stops it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.style import em

PATIENCE = 300  # ms before a job is shown


class JobCorner(QWidget):
    """Shows the newest named job."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._names: dict[int, str] = {}
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self, textVisible=False)
        self.bar.setFixedWidth(em(7))
        self.bar.setAccessibleName(_("Progress"))
        self.stop = Button(parent=self)
        self.stop.setIcon(icon(Icon.CLOSE))
        self.stop.setToolTip(_("Stop; nothing is kept of it"))
        self.stop.setAccessibleName(_("Stop"))
        self.stop.setFixedSize(em(2), em(1.7))
        in_row(self.words, self.bar, self.stop, on=self, margins=0)
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self.hide()
        self._waiting.timeout.connect(self.show)
        jobs.began.connect(self._begin)
        jobs.moved.connect(self._move)
        jobs.ended.connect(self._end)
        self.stop.clicked.connect(self._stop)
        for number, name in jobs.running().items():
            self._begin(number, name)

    def _begin(self, number: int, name: str) -> None:
        if name:
            self._names[number] = name
            self.bar.setRange(0, 0)
            self.words.setText(name)
            self._waiting.start()

    def _move(self, number: int, done: int, total: int) -> None:
        if number not in self._names:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        words = _("{name}: {done} of {total}")
        self.words.setText(words.format(name=self._names[number], done=f"{done:,}", total=f"{total:,}"))

    def _end(self, number: int) -> None:
        self._names.pop(number, None)
        if self._names:  # what the button stops is what the words name
            self.bar.setRange(0, 0)
            self.words.setText(self._names[max(self._names)])
        else:
            self._waiting.stop()
            self.hide()

    def _stop(self) -> None:
        if self._names:
            self._jobs.stop(max(self._names))
