"""Sums and counts in the place of the rows of a list: the tool, its doors, and the named views."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from county_desk.fields import Day
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.summary import SummaryQuestion, plain_question, question_from, summarise
from county_desk.text import _
from county_desk.views.lists.list_look import Plain
from county_desk.views.widgets.icons import Icon

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView
    from county_desk.views.lists.summary_view import SummaryView

type Subject = tuple[object, ...]  # the value of a line or column of a summary; none for a total


class Summarising(QObject):
    """The tool “Summarise” of a list; `view` is made when it is first used."""

    def __init__(self, of: "ListView") -> None:
        super().__init__(of)
        self.of = of
        self.view: SummaryView | None = None
        self.button = of.bar.offer(_("Summarise"), Icon.SUM)
        self.button.setToolTip(_("Counts and sums of these rows by group"))
        self.button.setCheckable(True)
        self.button.clicked.connect(self.show)

    @property
    def shown(self) -> bool:
        """Whether the summary stands in the place of the rows."""
        return self.button.isChecked()

    def show(self, on: bool) -> None:
        """Show the summary, or the rows again."""
        self.button.setChecked(on)
        view = self._made() if on else None
        self.of.show_front()
        if view is not None:
            self.refresh()
            view.setFocus()
        else:
            self.of.table.setFocus()

    def refresh(self) -> None:
        """Count the rows of the list as it is filtered now, off this thread."""
        if self.view is None or not self.shown:
            return
        view, desk, listing, question = self.view, self.of.owner.desk, self.of.listing, self.view.question()
        query = replace(self.of.query(), sort=(), columns=())
        self.of.owner.look(
            lambda: desk.read(summarise, listing, query, question), view.show_summary, "summary"
        )

    def question(self) -> SummaryQuestion | None:
        """The question of the summary; None while the rows are shown."""
        return self.view.question() if self.view is not None and self.shown else None

    def lines(self) -> int:
        """The number of lines of the summary; 0 while the rows are shown."""
        return self.view.lines() if self.view is not None and self.shown else 0

    def plain(self) -> Plain:
        """The question as JSON carries it; empty while the rows are shown."""
        question = self.question()
        return {} if question is None else plain_question(question)

    def apply(self, plain: Mapping[str, object]) -> None:
        """Show the summary of a named view, or the rows where it has none."""
        question = question_from(self.of.listing.table, plain)
        if question is not None:
            self._made().ask(question)
        if question is not None or self.shown:
            self.show(question is not None)

    def narrow(self, down: Subject, across: Subject) -> None:
        """Show the rows of one figure: its values become filters of the list."""
        question = self._made().question()
        for key, subject in ((question.down, down), (question.across, across)):
            if key and subject:
                self._filter(key, subject[0])
        self.show(False)

    def _filter(self, key: str, value: object) -> None:
        filters, day = self.of.filters, isinstance(self.of.listing.table[key].kind, Day)
        if day and isinstance(value, int):
            year = Condition(key, Operator.BETWEEN, date(value, 1, 1), date(value, 12, 31))
            filters.set_condition(key, year)
        elif day:
            filters.set_condition(key, Condition(key, Operator.BLANK))
        else:
            filters.set_values(key, [value])

    def _made(self) -> "SummaryView":
        if self.view is None:
            from county_desk.views.lists.summary_view import SummaryView

            self.view = SummaryView(self.of)
            self.view.asked.connect(self.refresh)
            self.view.left.connect(lambda: self.show(False))
            self.view.narrowing.connect(self.narrow)
            self.of.add_front(self.view)
        return self.view
