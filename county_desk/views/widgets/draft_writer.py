"""Drafts on their way to the disk: a second after they are typed, and never on the thread of the window."""

from concurrent.futures import Future, ThreadPoolExecutor, wait

from PySide6.QtCore import QObject, QTimer, Signal

from county_desk.draft_files import DraftFiles, KeptDraft
from county_desk.text import _
from county_desk.trouble import why_stopped

SOON = 700  # ms from the first key to the writing; keys typed meanwhile go with it
AGAIN = 10_000  # ms until a disk that refused is tried again

type Changes = dict[str, KeptDraft | None]


class DraftWriter(QObject):
    """Writes drafts. `failed(words)` gives the reason when the disk begins to refuse them."""

    failed = Signal(str)
    _over = Signal()

    def __init__(self, files: DraftFiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._due: Changes = {}
        self._under_way: tuple[Future[None], Changes] | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._refused = False
        self._timer = QTimer(self, singleShot=True, interval=SOON)
        self._timer.timeout.connect(self._write)
        self._over.connect(self._settle)

    def put(self, key: str, draft: KeptDraft | None) -> None:
        """Have a draft written, or with None deleted."""
        self._due[key] = draft
        if not self._timer.isActive():
            self._timer.start(SOON)

    def flush(self) -> bool:
        """Write the drafts that are due, and wait for the disk; returns whether it took everything."""
        self._timer.stop()
        self._wait()
        if self._due:
            self._begin()
            self._wait()
        return not self._due

    def close(self) -> None:
        """Let the thread go."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None

    def _write(self) -> None:
        """Begin to write; a disk that is slower than the fingers is given time."""
        self._settle()
        if self._under_way is not None:
            self._timer.start(SOON)
        elif self._due:
            self._begin()

    def _begin(self) -> None:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, "drafts")
        due, self._due = self._due, {}
        future = self._pool.submit(self._files.write, due)
        self._under_way = future, due
        future.add_done_callback(lambda _future: self._over.emit())

    def _wait(self) -> None:
        if self._under_way is not None:
            wait([self._under_way[0]])
            self._settle()

    def _settle(self) -> None:
        """Take in the outcome of the writing; refused drafts stay due."""
        if self._under_way is None or not self._under_way[0].done():
            return
        (future, due), self._under_way = self._under_way, None
        error = future.exception()
        if error is None:
            self._refused = False
            return
        if not isinstance(error, OSError):
            raise error
        self._due = {**due, **self._due}
        self._timer.start(AGAIN)
        if not self._refused:
            self._refused = True
            words = _("Drafts are lost when the window is closed. {words}")
            self.failed.emit(words.format(words=why_stopped(error)))
