"""Closing every disclosure past its last day; those that must wait are named with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from county_desk.tables.cases.disclosures import DisclosureRow
from county_desk.text import _, _n
from county_desk.views.command_series import SeriesOutcome, do_each
from county_desk.views.disclosure.disclosure_state import subject_of
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row
from county_desk.views.widgets.text_format import sentences
from county_desk.workflow.cases.disclosure import CloseDisclosure


@dataclass(frozen=True)
class ClosableDisclosures:
    """The disclosures that can be closed today, and the reason why each of the others stays."""

    ready: tuple[DisclosureRow, ...]
    staying: tuple[tuple[DisclosureRow, str], ...]


def closing_of(desk: Desk, rows: Sequence[DisclosureRow]) -> ClosableDisclosures:
    """Ask the desk about every one of these disclosures."""
    found = [(row, sentences(desk.problems(_command(row, desk)).values())) for row in rows]
    return ClosableDisclosures(
        tuple(row for row, trouble in found if not trouble),
        tuple((row, trouble) for row, trouble in found if trouble),
    )


class ClosingPanel(Card):
    """Shows the lists that will be closed and those that stay, before anything is done.

    `closed()` is emitted at the end. A second signal brings the outcome.
    """

    closed = Signal()
    told = Signal(object)  # the outcome of the series

    def __init__(self, page: Page, closing: ClosableDisclosures) -> None:
        super().__init__(page)
        self.page, self.closing = page, closing
        count = len(closing.ready)
        box = in_column(on=self, gap=0.6, margins=(0.9, 0.7, 0.9, 0.7))
        box.addWidget(heading(_("Close what has ended"), self))
        words = _n(
            "{count} disclosure will be closed on {day}:",
            "{count} disclosures will be closed on {day}:",
            count,
        )
        self._list(box, words.format(count=count, day=page.desk.today), [_line(row) for row in closing.ready])
        stay = len(closing.staying)
        words = _n("{count} stays as it is:", "{count} stay as they are:", stay).format(count=stay)
        self._list(box, words, [f"{_line(row)}\n    {trouble}" for row, trouble in closing.staying])
        box.addWidget(Banner("info", _("Each is an act of its own and can be reopened."), self))
        words = _n("Close {count} disclosure", "Close {count} disclosures", count).format(count=count)
        self.do_button, self.cancel_button = PrimaryButton(words, self, self.do), Button(_("Cancel"), self)
        self.do_button.setEnabled(count > 0)
        box.addLayout(in_row(self.do_button, self.cancel_button, STRETCH))
        self.cancel_button.clicked.connect(self.closed)
        self.setFocusProxy(self.cancel_button)

    def do(self) -> None:
        """Close them one by one."""
        self.do_button.setEnabled(False)
        desk = self.page.desk
        commands = [(row.place, _command(row, desk)) for row in self.closing.ready]
        do_each(self.page, commands, name=_("Closing disclosures"), summary=_summary, then=self._close_with)

    def _close_with(self, told: SeriesOutcome) -> None:
        self.told.emit(told)
        self.closed.emit()

    def _list(self, box: QVBoxLayout, title: str, lines: Sequence[str]) -> None:
        if lines:
            box.addWidget(QLabel("\n".join([title, *(f"·  {line}" for line in lines)]), self, wordWrap=True))


def _command(row: DisclosureRow, desk: Desk) -> CloseDisclosure:
    return CloseDisclosure(disclosure=row.id, closed_on=desk.today)


def _line(row: DisclosureRow) -> str:
    return f"{row.place} · {subject_of(row)}"


def _summary(told: SeriesOutcome) -> str:
    count = len(told.done)
    return _n("{count} disclosure closed", "{count} disclosures closed", count).format(count=count)
