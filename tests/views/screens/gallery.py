"""Takes the pictures of one look and checks the window at each of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from county_desk.demo.places import ADMINISTRATOR, CLERK, INSPECTOR, REVIEWER
from county_desk.text import speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.garbage_collection import GarbageCollector
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.navigation import ENTRIES, navigation_of
from county_desk.workflow.entry import Opened, sit_down
from tests.views.screens.checks import findings_of
from tests.views.screens.contrast import in_rgb
from tests.views.screens.entrance import faces
from tests.views.screens.forms import FormVisitor
from tests.views.screens.known import KNOWN
from tests.views.screens.shots import Look, Shot

PEOPLE = (CLERK, REVIEWER, ADMINISTRATOR, INSPECTOR)  # each takes the pages that nobody before has
QUALITY = 60  # of the pictures, with which small words can still be read


class Gallery:
    """A folder of pictures of one window, and what the checks found in each.

    `chapters` are open registers with the day on which each stands.
    """

    def __init__(
        self, folder: Path, chapters: Mapping[str, Opened], windows: Sequence[tuple[int, int]]
    ) -> None:
        self.shots: list[Shot] = []
        self._folder, self._chapters, self._windows = folder, chapters, windows
        self._empty: set[str] = set()  # pages whose list has no row in the first chapter
        folder.mkdir(parents=True, exist_ok=True)
        self.window = MainWindow(Jobs(inline=True), Opener(remembers=False))
        self._collector = GarbageCollector(self.window)  # not on the threads that watch the registers
        self.window.show()

    def close(self) -> None:
        """Close the window, and let Python collect garbage again."""
        self.window.close()
        self._collector.end()

    def take_entrance(self, look: Look, folder: Path) -> None:
        """Take the faces of the entrance in a look, before somebody sits down; `folder` takes a register."""
        self._put_on(look)
        self.window.build()
        for face in faces(self.window, folder):
            self._take("entrance", face, "", look)

    def take_forms(
        self, look: Look, acts: Collection[str], pages: Sequence[str], windows: Sequence[tuple[int, int]]
    ) -> set[str]:
        """Take the form of each act on these pages, in the first chapter that has it; return the others."""
        self._put_on(look)
        left = set(acts)
        for chapter, opened in self._chapters.items():
            for person in PEOPLE:
                self._sit_down(opened, person)
                take = partial(self._take, chapter=chapter, look=look, windows=windows)
                FormVisitor(self.window, left, take).visit_forms(pages)
        return left

    def take(self, look: Look, pages: Sequence[str]) -> None:
        """Take all pages in a look; one with an empty list in the first chapter also in the others."""
        self._put_on(look)
        for number, (chapter, opened) in enumerate(self._chapters.items()):
            for person, keys in self._shares(opened, pages):
                wanted = [key for key in keys if number == 0 or key in self._empty]
                if wanted:
                    self._sit_down(opened, person)
                for key in wanted:
                    self.window.frame.show_page(key)
                    settle()
                    if number == 0 and self._is_empty():
                        self._empty.add(key)
                    self._take(key, "", chapter, look)

    def _put_on(self, look: Look) -> None:
        speak(look.language)
        self.window.kept = replace(
            self.window.kept, language=look.language, theme=look.theme, text_size=look.text_size
        )

    def _sit_down(self, opened: Opened, person: str) -> None:
        self.window.opener.today = opened.day
        self.window.enter(opened, sit_down(opened, person, today=opened.day))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _shares(self, opened: Opened, pages: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """The pages that each person takes: those in the person's rows that nobody before had there."""
        left = set(pages)
        for person in PEOPLE:
            desk = sit_down(opened, person)
            rows = navigation_of(desk).rows
            share = [key for row in rows for key in row.parts if key in left]
            left -= set(share)
            yield person, sorted(share, key=list(ENTRIES).index)

    def _is_empty(self) -> bool:
        views = self.window.frame.page.findChildren(QAbstractItemView)
        shown = [view for view in views if view.isVisible()]
        return not any(view.model() and view.model().rowCount() for view in shown)

    def _take(
        self,
        page: str,
        form: str,
        chapter: str,
        look: Look,
        windows: Sequence[tuple[int, int]] = (),
    ) -> None:
        for size in windows or self._windows:
            self.window.resize(*size)
            settle()
            picture = self.window.grab().toImage()
            name = "-".join(filter(None, (page, form, chapter, str(look), str(size[0])))) + ".webp"
            in_rgb(picture).save(self._folder / name, quality=QUALITY)
            all_found = findings_of(self.window, picture)
            found = tuple(each for each in all_found if (each.check, page, each.part) not in KNOWN)
            self.shots.append(Shot(page, form, chapter, look, size, name, found))


def settle() -> None:
    """Let the window lay itself out and paint."""
    for _turn in range(3):
        QApplication.processEvents()
