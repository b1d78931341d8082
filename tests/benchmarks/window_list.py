"""A list in a window with its work off its thread, and how much of the window's own time each act takes."""

import gc
import time
from collections.abc import Callable
from datetime import date
from typing import Any, Self

from PySide6.QtWidgets import QApplication

from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import Listing
from county_desk.text import ENGLISH, speak
from county_desk.views.jobs import Jobs
from county_desk.views.lists.list_view import ListView
from county_desk.views.lists.row_order import QUIET
from county_desk.views.page import Page
from county_desk.views.widgets import style
from county_desk.views.widgets.icons import Icon
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, sit_down
from tests.build import CLERK

_LONGEST = 60  # seconds until a list counts as broken


class ListWindow:
    """One list on the screen. Times are CPU seconds of this thread alone."""

    def __init__(self, register: Opened, listing: Listing[Any]) -> None:
        speak(ENGLISH)
        self.app = QApplication.instance() or QApplication([])
        style.apply(self.app, "light")  # type: ignore[arg-type]
        desk = sit_down(register, CLERK, today=date(2016, 11, 24))
        self.jobs = Jobs()
        self.page = _ListPage(desk, self.jobs, listing)
        self.view = self.page.list
        self.page.resize(1100, 700)
        self.page.show()
        self._until_painted(self.page.refresh)
        gc.collect()
        gc.freeze()  # what other benchmarks made is not searched in the window's time

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.page.hide()
        self.jobs.close()

    def sort(self, level: SortLevel) -> float:
        """Sort until the rows are painted."""
        return self._until_painted(lambda: self.view.table.sort_by([level]))

    def scroll(self) -> float:
        """Jump to the middle of the list, once its order is known."""
        until = time.monotonic() + 2 + QUIET / 1000
        while time.monotonic() < until or self.jobs.busy:
            self.app.processEvents()
        begun = time.thread_time()
        bar = self.view.table.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        self.view.table.viewport().repaint()
        return time.thread_time() - begun

    def _until_painted(self, act: Callable[[], object]) -> float:
        seen: list[int] = []
        connection = self.view.model.modelReset.connect(lambda: seen.append(1))
        begun = time.thread_time()
        act()
        until = time.monotonic() + _LONGEST
        while not seen:
            assert time.monotonic() < until, "the list was not painted"
            self.app.processEvents()
            taken = time.thread_time()
            time.sleep(0.001)
            begun += time.thread_time() - taken
        self.view.table.viewport().repaint()
        taken = time.thread_time() - begun
        self.view.model.modelReset.disconnect(connection)
        return taken


class _ListPage(Page):
    """A page with nothing but a list."""

    key, title, icon = "list", "A list", Icon.LIST

    def __init__(self, desk: Desk, jobs: Jobs, listing: Listing[Any]) -> None:
        super().__init__(desk, jobs)
        self.list = ListView(self, listing)
        self.body.addWidget(self.list)

    def refresh(self) -> None:
        """Read the list."""
        self.list.refresh()
