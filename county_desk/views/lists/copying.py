"""Copying rows of a table: few at once, many off the window's thread with progress and a way to stop."""

from PySide6.QtWidgets import QWidget

from county_desk.progress import SOME
from county_desk.text import _, _n
from county_desk.views.lists.clipboard import Copied, CopiedCells
from county_desk.views.page import Page


def copy_cells(table: QWidget, cells: CopiedCells) -> None:
    """Put the cells onto the clipboard, and the number of rows into the status bar of the page.

    The clipboard stays as it is until all is read. A newer copy takes the place of one under way.
    """
    page = _page_of(table)
    if page is None:
        cells.copied().put()
        return
    page.jobs.forget(page.copying)

    def over(copied: Copied) -> None:
        copied.put()
        words = _n("{count} row copied", "{count} rows copied", copied.rows)
        _report_in(page, words.format(count=f"{copied.rows:,}"))

    if (count := len(cells.numbers)) <= SOME:
        over(cells.copied())
        return
    page.copying = page.jobs.start(
        cells.copied,
        then=over,
        otherwise=page.show_error,
        stopped=lambda: _report_in(page, _("Copying was stopped; the clipboard is as it was.")),
        name=_n("Copying {count} row", "Copying {count} rows", count).format(count=f"{count:,}"),
    )


def _report_in(page: Page, words: str) -> None:
    page.tell(page.status[0], words)
    if not page.isVisible():  # another page has the status bar by now
        page.undoable.emit(words, None)


def _page_of(widget: QWidget) -> Page | None:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    return above
