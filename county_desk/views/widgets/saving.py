"""Writing files off the window's thread, and saying in the page what became of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from county_desk.progress import Progress
from county_desk.sheets.writing.saving import CannotWrite
from county_desk.text import _
from county_desk.trouble import why_not_saved
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner, FoldedBanner


def save(
    page: Page,
    write: Callable[[Progress], object],
    path: Path,
    name: str,
    *,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Have `write` make the file or folder at `path`; trouble of the disk becomes a message.

    `then` is called once it is there.
    """

    def over(_made: object) -> None:
        page.clear_notes()
        banner = Banner("ok", _("Saved: {path}").format(path=path), page)
        banner.offer(_("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        page.show_note(banner)
        then()

    def stopped() -> None:
        page.clear_notes()
        page.show_note(Banner("info", _("Stopped; no file was left half written."), page))
        then()

    def otherwise(error: Exception) -> None:
        if isinstance(error, CannotWrite | OSError):
            page.clear_notes()
            words = why_not_saved(path, error) if isinstance(error, OSError) else str(error)
            page.show_note(FoldedBanner("bad", words, page))
        else:
            page.show_error(error)

    page.jobs.start(
        write, then=over, otherwise=otherwise, stopped=stopped, name=name, writes=True, owner=page
    )
