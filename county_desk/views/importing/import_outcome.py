"""The outcome of many files, above their list, with the next actions."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_words import held_up_words
from county_desk.views.page import Page
from county_desk.views.register.duplicates_page import DuplicatesPage
from county_desk.views.widgets.banner import MOST, Banner, FoldedBanner
from county_desk.views.widgets.parts import drop, unmoved


class ImportOutcome(QWidget):
    """A banner that stays until others are read.

    `batches()` asks for the batches, `rest()` for the files that were not read when reading was stopped.
    """

    batches = Signal()
    rest = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.short = False
        self.banner: Banner | None = None
        self._held_up: tuple[frozenset[Path], str] | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def tell_taken(self, tone: str, words: str) -> None:
        """Show the outcome of the files that were taken in."""
        self._tell(tone, words, _("Show the batches"), self.batches.emit)
        desk = self.page.desk
        self.page.look(lambda: DuplicatesPage.waiting(desk), self._offer_duplicates, "duplicates")

    def tell_stopped(self, words: str) -> None:
        """How far reading had come when it was stopped."""
        self._tell("info", words, _("Read the rest"), self.rest.emit)

    def tell_unread(self, rows: Sequence[FileRow]) -> None:
        """Show the obstacles that many of the new files share, each once, with its cure."""
        words = held_up_words(rows)
        if words and self.banner is None:
            self._tell("warn", words)
            self._held_up = frozenset(row.path for row in rows), words

    def keep_true(self, rows: Sequence[FileRow]) -> None:
        """Say of the files that were held up only what still does; once few are, each speaks for itself."""
        if self._held_up is None:
            return
        paths, before = self._held_up
        left = [row for row in rows if row.path in paths]
        if any(row.state is FileState.AGAIN for row in left) or held_up_words(left) == before:
            return
        self.forget()
        self.tell_unread(left)

    def forget(self) -> None:
        """Remove the message."""
        if self.banner is not None:
            drop(self.banner)
            self.banner = None
        self._held_up = None
        self.hide()

    def _offer_duplicates(self, count: int | None) -> None:
        """Lead to those who may now be on record twice."""
        if count and self.banner is not None:
            words = _n("{count} possible duplicate…", "{count} possible duplicates…", count)
            self.banner.offer(words.format(count=f"{count:,}"), lambda: self.page.go.emit("duplicates", None))

    def _tell(self, tone: str, words: str, offer: str = "", act: Callable[[], object] = lambda: None) -> None:
        self.forget()
        self.banner = FoldedBanner(tone, words, self, 1 if self.short else MOST)
        if offer:
            self.banner.offer(offer, act)
        self.banner.let_close()
        self.banner.closed.connect(self._closed)
        self._box.addWidget(self.banner)
        with unmoved(self.parentWidget()):
            self.show()

    def _closed(self) -> None:
        self.banner = self._held_up = None
        self.hide()
