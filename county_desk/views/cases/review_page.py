"""Review and sign: one page with the subject of the signature, and the ways on from it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from shiboken6 import isValid

from county_desk.shapes import Shape
from county_desk.tables.cases.case_list import CASES, LISTING
from county_desk.text import _, _n
from county_desk.views.cases.case_forms import beside_troubles, full_name, panel_for
from county_desk.views.cases.confirm_page import ConfirmPage
from county_desk.views.cases.decision_form import effect_of, pairs_of
from county_desk.views.cases.missing_links import follow_gaps
from county_desk.views.cases.review_reading import ReviewReading
from county_desk.views.page import Page
from county_desk.views.widgets.bands import STANDARD, Band
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.form_ways import FormWay
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import in_column, in_row
from county_desk.views.widgets.style import em, sized
from county_desk.views.widgets.text_format import sentences
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.desk_case import CaseNow, case_now
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.command import Command, Refused


class ReviewPage(QWidget):
    """Shows cases one after another for review; `closed()` is emitted when the person goes back to the list.

    Text about a case is kept while other cases are shown. Neither decision is chosen beforehand, and both
    take the same two steps.
    """

    closed = Signal()

    def __init__(self, page: Page, cases: Sequence[int], at: int = 0, *, returning: bool = False) -> None:
        super().__init__(page)
        self.page, self.cases, self.at = page, list(cases), at
        self._returning = returning  # whether the form of a return is wanted once the case is read
        self.now: CaseNow | None = None
        self.reading: ReviewReading | None = None
        self._troubles: Mapping[type[Command], str] = {}
        self._short = False
        self.title, self.place = QLabel(self), QLabel(self)
        self.state: Chip | None = None
        self.stack = QStackedWidget(self)
        self.back_button = Button(parent=self)
        self.before_button, self.after_button = Button(parent=self), Button(parent=self)
        self.return_button = Button(_("&Return for changes…"), self)
        self.refuse_button = Button(_("Re&fuse…"), self)
        self.agree_button = PrimaryButton(_("A&gree and sign…"), self)
        self.remains = QLabel(self, wordWrap=True)
        self._lay_out()
        self._wire()

    @property
    def number(self) -> int:
        """The case under review."""
        return self.cases[self.at]

    def load(self) -> None:
        """Look at the case again; the written text stays."""
        desk, number = self.page.desk, self.number

        def work() -> tuple[CaseNow | None, Mapping[type[Command], str]]:
            now = case_now(desk, number)
            return now, beside_troubles(desk, now)

        self.page.look(work, lambda found: self._show(number, *found), "review", self)

    def turn(self, by: int) -> None:
        """Go on to the next case, or back to the one before."""
        if 0 <= self.at + by < len(self.cases) and self.stack.currentWidget() is self.reading:
            self.at += by
            self.load()

    def agree(self) -> None:
        """Go to the last look before agreeing."""
        self._decide(Decision.APPROVE, self.agree_button)

    def refuse(self) -> None:
        """Go to the last look before refusing."""
        self._decide(Decision.REFUSE, self.refuse_button)

    def send_back(self) -> None:
        """Ask for the reason of a return."""
        if self.now is None or not self.return_button.isEnabled():
            return
        cases, at = tuple(self.cases), self.at
        panel = panel_for(self.page, ReturnCase, [self.now.detail.row], lambda _change: self._go_on())
        panel.opened_by("look_over", cases, at, True)
        panel.closed.connect(lambda: self._leave(panel))
        self._cover(panel)
        panel.form.focus_on("reason")

    def record(self, command: type[Command], fields: Sequence[str]) -> None:
        """Ask for facts that the decision misses; afterwards the case is looked at again."""
        if self.now is None:
            return
        row = self.now.detail.row
        panel = panel_for(self.page, command, [row], fields=fields)
        panel.opened_by("act", command, [row], fields)
        panel.closed.connect(lambda: self._leave(panel))
        self._cover(panel)
        panel.form.focus_on(next(iter(fields), ""))

    def parts(self) -> list[QWidget]:
        """The evidence and the opinion."""
        if self.reading is None or self.stack.currentWidget() is not self.reading:
            return [self.stack]
        opinion = self.reading.opinion
        return [self.reading.evidence, *([opinion] if opinion else [])]

    def fit(self, band: Band = STANDARD) -> None:
        """The right column becomes tabs where the window is short."""
        sized(self.title, 1.15 if band.short else 1.5)
        if band.short != self._short:
            self._short = band.short
            if self.now is not None:
                self._read(self.now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter agrees wherever the focus is; Esc goes back one step."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.agree()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return a size that fits the smallest window."""
        return QSize(em(40), em(18))

    def _show(self, number: int, now: CaseNow | None, troubles: Mapping[type[Command], str]) -> None:
        if number != self.number:
            return
        if now is None:  # undone by somebody meanwhile
            self._go_on()
            return
        self.now, self._troubles = now, troubles
        if self.reading is None or self.stack.currentWidget() is self.reading:
            self._read(now)
            returning, self._returning = self._returning, False
            if returning:
                self.send_back()

    def _read(self, now: CaseNow) -> None:
        """Lay the case out anew."""
        old, cases, at = self.reading, tuple(self.cases), self.at
        reading = ReviewReading(self.page, now, FormWay.to("look_over", cases, at), short=self._short)
        self.reading = reading
        self.stack.addWidget(reading)
        if old is None or self.stack.currentWidget() is old:
            self.stack.setCurrentWidget(reading)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        if reading.opinion:
            reading.opinion.submitted.connect(self.agree)
        if reading.blocked:
            follow_gaps(reading.blocked.banner, now, self.record)
        self._head(now)
        self._foot(now)
        self._put_in_order(reading)
        reading.evidence.setFocus()

    def _put_in_order(self, reading: ReviewReading) -> None:
        """Tab goes from the top through the case to the buttons at the foot."""
        last: QWidget = reading
        following = reading.nextInFocusChain()
        while following is not None and reading.isAncestorOf(following):
            last, following = following, following.nextInFocusChain()
        for button in (self.return_button, self.refuse_button, self.agree_button):
            self.setTabOrder(last, button)
            last = button

    def _head(self, now: CaseNow) -> None:
        row = now.detail.row
        name = full_name(row) if self._short else LISTING.label(row)
        self.title.setText(_("Review: {name}").format(name=name) if now.decides else name)
        shape, said = row.state.shape, CASES["state"].shown(row)
        if now.decides:
            shape = Shape.MUST if now.blockers else Shape.FINE
            said = _("Cannot be signed yet") if now.blockers else _("Can be signed")
        if self.state is not None:
            self.state.deleteLater()
        self.state = Chip(shape, said, self)
        self._top.insertWidget(2, self.state)
        words = _("{place} of {count}").format(place=self.at + 1, count=len(self.cases))
        self.place.setText(words)
        self.before_button.setEnabled(self.at > 0)
        self.after_button.setEnabled(self.at < len(self.cases) - 1)

    def _foot(self, now: CaseNow) -> None:
        reasons = [blocker.reason for blocker in now.blockers]
        if not now.decides:
            reasons = [_("This case waits for no decision: {state}").format(state=self.state_words(now))]
        count = len(reasons)
        words = _n(
            "{count} problem remains; signing is off", "{count} problems remain; signing is off", count
        )
        text = words.format(count=count) if reasons else _("Nothing is in the way of signing")
        self.remains.setText(text if now.decides else reasons[0])
        unreturnable = self._troubles.get(ReturnCase)  # none for a case that is not under way
        hard = sentences(
            words
            for blocker in now.blockers
            if not blocker.of_rule
            for words in (blocker.reason, blocker.lift)
        )
        for button, allowed, reason, keys in (
            (self.agree_button, now.decides and not now.blockers, sentences(reasons), "Ctrl+Enter"),
            (self.refuse_button, now.may_refuse, hard or sentences(reasons), ""),
            (self.return_button, unreturnable == "", unreturnable or sentences(reasons), ""),
        ):
            button.setEnabled(allowed)
            button.setToolTip(keys if allowed else reason)
            button.setAccessibleDescription("" if allowed else reason)

    def state_words(self, now: CaseNow) -> str:
        """The state of a case that waits for no decision."""
        row = now.detail.row
        return _("{state}, {step}").format(state=CASES["state"].shown(row), step=now.step.title)

    def _decide(self, decision: Decision, button: Button) -> None:
        on_top = self.stack.currentWidget() is self.reading
        if not on_top or not button.isEnabled() or self.reading is None or self.reading.opinion is None:
            return
        self.reading.show_opinion()
        self.reading.opinion.ask(decision, self._confirm)

    def _confirm(self, command: Decide) -> None:
        now, opinion = self.now, self.reading.opinion if self.reading else None
        if now is None or opinion is None:
            return
        row, following = now.detail.row, now.procedure.after(now.step.key)
        pairs = pairs_of(self.page, command, LISTING.label(row), now.procedure.title)
        effect = effect_of(command, following.title if following else "")
        approve = command.decision is Decision.APPROVE
        verb = _("&Sign the approval (Alt+S)") if approve else _("&Sign the refusal (Alt+S)")
        last = ConfirmPage(self.page, command, opinion.form.submission, pairs, effect, verb)
        last.signed.connect(lambda _change: self._go_on())
        last.left.connect(lambda refusal: self._back(last, refusal))
        self._cover(last)
        last.effect.words.setFocus()

    def _back(self, last: QWidget, refusal: Refused | None) -> None:
        self._leave(last)
        if self.reading and self.reading.opinion:
            if refusal:
                self.reading.show_opinion()
                self.reading.opinion.form.see(refusal)
            else:
                self.reading.opinion.form.focus_on("opinion")

    def _cover(self, widget: QWidget) -> None:
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self._show_ways(False)

    def _leave(self, widget: QWidget) -> None:
        if not isValid(self):
            return
        self.stack.removeWidget(widget)
        widget.deleteLater()
        if self.reading:
            self.stack.setCurrentWidget(self.reading)
        self._show_ways(True)

    def _go_on(self) -> None:
        """The case is done with: the next one, or the list when it was the last."""
        if not isValid(self):
            return
        reading = self.reading
        if reading and reading.opinion and reading.now.detail.row.id == self.number:
            reading.opinion.settle()
        del self.cases[self.at]
        if not self.cases:
            self.closed.emit()
            return
        self.at = min(self.at, len(self.cases) - 1)
        if (shown := self.stack.currentWidget()) is not None and shown is not self.reading:
            self._leave(shown)
        self.load()

    def _escape(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.reading or shown is None:
            self.closed.emit()
        elif isinstance(shown, CommandPanel):
            shown.closed.emit()
        else:
            self._leave(shown)

    def _show_ways(self, shown: bool) -> None:
        """Hide the ways on from a case while a question about it is open."""
        for widget in (self._bottom, self.back_button, self.place, self.before_button, self.after_button):
            widget.setVisible(shown)

    def _lay_out(self) -> None:
        self.back_button.setIcon(icon(Icon.BACK))
        for button, words in (
            (self.back_button, _("Back to the list (Esc)")),
            (self.before_button, _("The case before (Alt+Up)")),
            (self.after_button, _("The next case (Alt+Down)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.before_button.setText("↑")
        self.after_button.setText("↓")
        ways = self.place, self.before_button, self.after_button
        self._top = in_row(self.back_button, self.title, 1, *ways, gap=0.6)
        self._bottom = QWidget(self)
        self.remains.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        acts = self.return_button, self.refuse_button, (self.remains, 1), self.agree_button
        in_row(*acts, on=self._bottom, gap=0.6, margins=0)
        in_column(self._top, (self.stack, 1), self._bottom, on=self, gap=0.5, margins=0)

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.before_button.clicked.connect(lambda _checked: self.turn(-1))
        self.after_button.clicked.connect(lambda _checked: self.turn(1))
        self.agree_button.clicked.connect(lambda _checked: self.agree())
        self.refuse_button.clicked.connect(lambda _checked: self.refuse())
        self.return_button.clicked.connect(lambda _checked: self.send_back())
        QShortcut(QKeySequence("Alt+Up"), self, lambda: self.turn(-1))
        QShortcut(QKeySequence("Alt+Down"), self, lambda: self.turn(1))
