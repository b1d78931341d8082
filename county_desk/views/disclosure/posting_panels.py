"""Posting the lists that wait for a disclosure, and closing those that have ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.models.case import StepOutcome
from county_desk.tables.cases.case_list import CASES
from county_desk.tables.cases.disclosures import DisclosureRow
from county_desk.tables.listing import one
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import _, _n
from county_desk.views.command_series import SeriesOutcome, do_each
from county_desk.views.disclosure.disclosure_facts import span_words
from county_desk.views.disclosure.disclosure_state import subject_of
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row
from county_desk.views.widgets.text_format import sentences, titled
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.postings import PostingSpan, WaitingList, rehearsed
from county_desk.workflow.command import Refused

QUIET = 250  # ms after the last key before the days are worked out anew
NAMED = 6  # subjects that a list names


class WaitingLists(QWidget):
    """The lists that wait for a disclosure, one card a list.

    `picked(list)` is emitted when the person chooses one, `closed()` when the person goes back.
    """

    picked = Signal(object)
    closed = Signal()

    def __init__(self, page: Page, lists: Sequence[WaitingList], refusal: str) -> None:
        super().__init__(page)
        title = heading(_(OpenDisclosure.act.title), self)
        box = in_column(title, QLabel(self._count(lists), self, wordWrap=True), on=self, gap=0.6, margins=0)
        self.choices: list[ActionRow] = []
        for waiting in lists:
            box.addWidget(self._card(waiting, refusal))
        back = Button(_("Back"), self, self.closed.emit)
        self.setFocusProxy(next((each.button for each in self.choices if each.button.isEnabled()), back))
        box.addWidget(back)

    def _count(self, lists: Sequence[WaitingList]) -> str:
        if not lists:
            return _("No case waits for a disclosure.")
        count = len(lists)
        words = _n("{count} list could be posted.", "{count} lists could be posted.", count)
        return words.format(count=count)

    def _card(self, waiting: WaitingList, refusal: str) -> Card:
        card = Card(self)
        box = in_column(on=card, gap=0.3, margins=(0.7, 0.5, 0.7, 0.6))
        box.addWidget(heading(waiting_words(waiting), card, 1.0))
        box.addWidget(QLabel(_subjects(waiting), card, wordWrap=True))
        if again := sum(row.last is StepOutcome.SUSPENDED for row in waiting.rows):
            words = _n(
                "{count} of them to be posted again: its notice became void",
                "{count} of them to be posted again: their notice became void",
                again,
            )
            box.addWidget(QLabel(words.format(count=again), card, wordWrap=True))
        words = _("Open this disclosure")
        action = ActionRow(words, lambda: self.picked.emit(waiting), refusal, parent=card)
        action.button.setAccessibleName(titled(words, waiting_words(waiting)))
        self.choices.append(action)
        box.addWidget(action)
        return card


class OpeningPanel(CommandPanel[OpenDisclosure]):
    """The form that posts one list, with the days of its period and any obstacles.

    `opened(number)` is emitted with the new disclosure.
    """

    opened = Signal(object)

    def __init__(self, page: Page, waiting: WaitingList, last_days: Sequence[date]) -> None:
        place = page.desk.read(one, PLACES_LISTING, waiting.issuer_id)
        values = {}
        if place is not None:
            values = {"contact": place.contact, "telephone": place.telephone, "address": place.address}
        super().__init__(
            page,
            OpenDisclosure,
            title=waiting_words(waiting),
            then=lambda change: self.opened.emit(change.id),
            values=values,
            cases=waiting.cases,
        )
        self.waiting, self.last_days = waiting, last_days
        self.rehearsal = Banner("info", "", self)
        self.box.insertWidget(self.box.indexOf(self.form) + 1, self.rehearsal)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self.rehearse)
        self.form.changed.connect(self._quiet.start)
        self.rehearse()

    def rehearse(self) -> None:
        """Work out the last day, and whether the desk would do it, without doing it."""
        try:
            command = self.form.command()
        except Refused as error:
            self._show_rehearsal("warn", list(error.problems.values()))
            return
        desk = self.page.desk

        def work() -> tuple[PostingSpan, Sequence[str]]:
            span = rehearsed(desk, command.cases, command.opened_on)
            return span, tuple(desk.problems(command).values())

        self.page.look(work, self._show, "rehearsal")

    def _show(self, answer: tuple[PostingSpan, Sequence[str]]) -> None:
        span, problems = answer
        lines = [span_words(span)]
        if span.reference:
            lines.append(_("Days by: {reference}").format(reference=span.reference))
        if span.last_day and (same := self.last_days.count(span.last_day)):
            words = _n("{count} other list ends that day.", "{count} other lists end that day.", same)
            lines.append(words.format(count=same))
        lines += [problem for problem in problems if problem not in span.trouble]
        self._show_rehearsal("warn" if problems else "info", lines)

    def _show_rehearsal(self, tone: str, lines: Sequence[str]) -> None:
        self.rehearsal.tone = tone
        self.rehearsal.words.setText("\n".join(lines))
        self.rehearsal.words.setAccessibleName(_("; ").join(lines))
        self.rehearsal.update()


def waiting_words(waiting: WaitingList) -> str:
    """Return the waiting cases in words, such as “3 cases of Liuwan village wait for: First disclosure”."""
    count = len(waiting.rows)
    words = _n(
        "{count} case of {place} waits for: {step} ({kind}, {year})",
        "{count} cases of {place} wait for: {step} ({kind}, {year})",
        count,
    )
    first = waiting.rows[0]
    return words.format(
        count=count,
        place=waiting.board,
        step=CASES["step"].shown(first),
        kind=CASES["kind"].shown(first),
        year=waiting.year,
    )


def _subjects(waiting: WaitingList) -> str:
    names = _(", ").join(row.subject for row in waiting.rows[:NAMED])
    more = len(waiting.rows) - NAMED
    return names if more <= 0 else _("{names} and {count} more").format(names=names, count=more)


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
