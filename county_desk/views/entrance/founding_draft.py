"""The half-filled form of a new county on the disk: it is still there after closing or a crash."""

from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from county_desk.draft_files import DraftFiles, KeptDraft
from county_desk.views.widgets.draft_writer import SOON

KEY = "new county"


class FoundingDraft(QObject):
    """Keeps one form in a file that its owner alone can read; nothing where `remembers` is False.

    The form is small and no work goes on beside it, so that it needs no thread of its own.
    """

    def __init__(self, remembers: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._files = DraftFiles(KEY, "") if remembers else None
        self._due: dict[str, KeptDraft | None] = {}
        self._timer = QTimer(self, singleShot=True, interval=SOON)
        self._timer.timeout.connect(self.flush)

    def load(self) -> dict[str, object]:
        """The form that was kept; empty when there is none."""
        drafts = self._files.load().drafts if self._files else ()
        return dict(drafts[0].fields) if drafts else {}

    def put(self, draft: dict[str, object]) -> None:
        """Have a form written soon, or with nothing in it thrown away."""
        now = datetime.now().astimezone()
        kept = KeptDraft(KEY, "FoundRegister", str(draft.get("name", "")), "", now, fields=draft)
        self._due = {KEY: kept if draft else None}
        self._timer.start()

    def flush(self) -> bool:
        """Write the form that waits; returns False when the disk refused it."""
        self._timer.stop()
        if self._files is not None and self._due:
            with suppress(OSError):
                self._files.write(self._due)
                self._due = {}
        return self._files is not None and not self._due
