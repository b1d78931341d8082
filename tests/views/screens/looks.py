"""Takes all pictures of one look, in a process of its own."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from county_desk.commands import COMMANDS
from county_desk.demo.chapters import CHAPTERS
from county_desk.text import CHINESE
from county_desk.workflow.entry import open_register
from tests.demos import KEPT, Demos, state_of_the_code
from tests.views.screens.shots import QUICK_WINDOWS, WINDOWS, Look, Shot

WITHOUT_FORM = {  # acts of which no form is taken, with the reason
    "SetPassword": "a dialog of the account asks for it",
    "Decide": "the review of a case, a page of its own, signs by it",
    "RecordReview": "the same",
    "RecordComparison": "no case of the demo waits for it",
    "RecordRiskVisit": "no case of the demo waits for it",
    "ConfirmOpening": "the demo has no opening balance that waits",
    "CloseYear": "the return of the year is not final in the demo",
    "ReopenYear": "no year of the demo is closed",
    "WithdrawAnswer": "no file of the demo has an answer",
    "WithdrawCheck": "the county of the demo switched no check",
    "WithdrawHolidays": "the county of the demo entered no holidays",
    "WithdrawOfficeName": "the county of the demo renamed no office",
    "WithdrawParameter": "the county of the demo set no figure",
}
FORMS = COMMANDS.keys() - WITHOUT_FORM.keys()


@dataclass(frozen=True)
class Run:
    """What a run takes: some pages with their forms, or all of them and the entrance."""

    folder: Path
    pages: Sequence[str]
    whole: bool
    quick: bool


def take_look(run: Run, look: Look) -> tuple[list[Shot], set[str]]:
    """Take one look in a process of its own; return its pictures, and the acts whose form did not open."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a screen has its own size and scale
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ["COUNTY_DESK_HOME"] = str(home)
        from PySide6.QtWidgets import QApplication

        from tests.views.screens.gallery import Gallery

        _app = QApplication([])
        stack.enter_context(closed_doors())
        demos, chapters = Demos(KEPT, state_of_the_code()), {}
        for key, chapter in CHAPTERS.items():
            chapters[key] = open_register(demos.copy(chapter, home / f"{key}.cdesk"))
            stack.callback(chapters[key].close)
        gallery = Gallery(run.folder, chapters, QUICK_WINDOWS if run.quick else WINDOWS)
        if run.whole:
            gallery.take_entrance(look, home)
        gallery.take(look, run.pages)
        missing = gallery.take_forms(look, FORMS, run.pages, form_windows(run, look))
        gallery.close()
    return gallery.shots, missing if run.whole else set()


def form_windows(run: Run, look: Look) -> Sequence[tuple[int, int]]:
    """The sizes of window for forms; the quick form takes the low one for the longer words alone."""
    return QUICK_WINDOWS[look.language == CHINESE :][:1] if run.quick else WINDOWS


@contextmanager
def closed_doors() -> Iterator[None]:
    """Let dialogs and menus that wait for an answer go away at once."""
    from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

    with ExitStack() as stack:
        for way in ("exec", "open"):
            stack.enter_context(patch.object(QDialog, way, lambda _dialog: 0))
        stack.enter_context(patch.object(QMenu, "popup", lambda *_given: None))
        for name, nothing in (
            ("getSaveFileName", ("", "")),
            ("getOpenFileName", ("", "")),
            ("getOpenFileNames", ([], "")),
            ("getExistingDirectory", ""),
        ):
            stack.enter_context(patch.object(QFileDialog, name, lambda *_given, no=nothing, **_named: no))
        yield
