"""A list with rows about cases: the pane shows one, a form takes the pane, a review takes the page."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.rules.step_kinds import StepKind
from county_desk.tables.cases.case_list import CaseRow
from county_desk.text import _
from county_desk.views.cases.batch_page import BatchPage
from county_desk.views.cases.case_forms import panel_for
from county_desk.views.cases.case_view import CaseView
from county_desk.views.cases.review_page import ReviewPage
from county_desk.views.cases.selection_view import SelectionView
from county_desk.views.jobs import Jobs
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.types import Desk
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.form import forms_with_input
from county_desk.views.widgets.form_ways import Gone
from county_desk.workflow.cases.groups import Group, groups
from county_desk.workflow.command import Command

MOST = 1000  # cases that are done with at once


class CasePage(RegisterPage):
    """The common part of the queue and the applications.

    `case_of` returns the case of a row. A form stays in the pane while it holds typed text, whichever row is
    chosen. Several selected rows are shown together.
    """

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.cover: ReviewPage | BatchPage | None = None
        self._selected = 1
        self._before = ("", "")
        self.list.table.selected.connect(self._select)

    def case_of(self, row: Any) -> int | None:
        """The case of a row; None for a row without one."""
        raise NotImplementedError

    def show_row(self, row: object) -> QWidget | None:
        """The case of a row."""
        number = self.case_of(row)
        return self.show_other(row) if number is None else self._case_view(number)

    def show_other(self, row: Any) -> QWidget | None:
        """Return the view of a row without a case; None for nothing."""
        return None

    def open_row(self, row: Any) -> None:
        """Enter does what the first button of the pane does."""
        if self.pane.isHidden():
            self.pane.show()
        shown = self.pane.findChild(CaseView)
        if shown is not None:
            shown.press()

    def actions_for(self, menu: QMenu, row: Any) -> None:
        """Add the action of Enter to the menu, for the mouse."""
        menu.addAction(_("Take the next step"), lambda: self.open_row(row))

    def act(self, command: type[Command], rows: Sequence[CaseRow], fields: Sequence[str] = ()) -> None:
        """Show the form of a command for these cases, with the cursor in the first of some fields."""
        panel = panel_for(self, command, rows, fields=fields)
        self.take(panel.opened_by("act", command, rows, fields))
        if fields:
            panel.form.focus_on(fields[0])

    def look_over(self, cases: Sequence[int], at: int, returning: bool = False) -> None:
        """Open the review of one of these cases in the place of the list, or the return of that case."""
        self._cover_with(ReviewPage(self, cases, at, returning=returning))

    def end_review(self) -> None:
        """Go back to the list, where it was."""
        if self.cover is None:
            return
        for form in forms_with_input(self.cover):
            form.replaced.emit()
        self.body.removeWidget(self.cover)
        self.cover.hide()
        self.cover.deleteLater()
        self.cover = None
        self.tell(*self._before)
        self._show_list(True)
        self.list.table.setFocus()

    def tell(self, left: str, right: str = "") -> None:
        """Keep the status of the list while another widget covers it."""
        if self.cover and left:
            self._before = (left, right)
        else:
            super().tell(left, right)

    def refresh(self) -> None:
        """Look again at the list, and at the case under review."""
        super().refresh()
        if self.cover:
            self.cover.load()

    def home(self) -> QWidget | None:
        """The list, or what covers it."""
        return self.cover.parts()[0] if self.cover else super().home()

    def parts(self) -> list[QWidget]:
        """The list and the pane, or the review."""
        return self.cover.parts() if self.cover else super().parts()

    def fit(self, band: Band) -> None:
        """The review settles too, and has a title of its own."""
        super().fit(band)
        if self.cover:
            self._show_list(False)
            self.cover.fit(band)

    def _case_view(self, number: int) -> CaseView:
        view = CaseView(self, number)
        view.asked.connect(lambda command, row, fields: self.act(command, [row], fields))
        view.reviewed.connect(self.review_one)
        return view

    def review_one(self, row: CaseRow) -> None:
        """Open the review of one case; the others of the list follow it."""
        numbers = self.to_review()
        if row.id not in numbers:
            numbers = [row.id, *numbers]
        self.look_over(numbers, numbers.index(row.id))

    def to_review(self) -> list[int]:
        """The cases of the list that wait for a decision, in its order."""
        return []

    def _show_list(self, shown: bool) -> None:
        self.split.setVisible(shown)
        for place in range(self.header.count()):
            item = self.header.itemAt(place)
            if item and (widget := item.widget()):
                widget.setVisible(shown)
        if shown:
            self.fit(self.band)

    def _choose(self, row: object) -> None:
        if self._selected > 1 and not self.pane.stays(getattr(row, "id", 0)):
            self._show_selection()
        else:
            super()._choose(row)

    def _select(self, rows: int, _summary: str) -> None:
        before, self._selected = self._selected, rows
        if self.pane.typed:
            return
        if rows > 1:
            self._show_selection()
        elif before > 1:
            super()._choose(self.current())

    def _show_selection(self) -> None:
        view = SelectionView(self, self._selected)
        view.asked.connect(self.act)
        view.agreed.connect(self.agree_together)
        if self._selected <= MOST:
            chosen = (self.case_of(row) for row in self.list.table.selected_rows())
            view.load([number for number in chosen if number is not None])
        else:
            view.too_many(MOST)
        self.pane.show_widget(view)

    def agree_together(self, group: Group) -> None:
        """Open the consent to several cases in the place of the list."""
        self._cover_with(BatchPage(self, group))

    def agree_again(self, cases: Sequence[int]) -> None:
        """Open the consent to the cases of an earlier group. Raises `Gone` when none can be agreed to."""
        groups_now = (group for group in groups(self.desk, cases) if group.step.kind is StepKind.DECISION)
        group = next((group for group in groups_now if group.ready), None)
        if group is None:
            raise Gone
        self.agree_together(group)

    def _cover_with(self, cover: ReviewPage | BatchPage) -> None:
        self.end_review()
        self.cover, self._before = cover, self.status
        self.tell("")
        cover.closed.connect(self.end_review)
        self.body.addWidget(cover, 1)
        cover.show()
        cover.setFocus()  # before the list hides, which would hand the focus to the top bar
        self._show_list(False)
        cover.fit(self.band)
        cover.load()
