"""Agreeing to several cases at once: those that nothing stands against; the others are named with reasons."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from county_desk.models.user import Permission
from county_desk.text import _, _n
from county_desk.views.cases.confirm_page import ConfirmPage
from county_desk.views.cases.decision_form import DecisionForm, effect_of, pairs_of
from county_desk.views.cases.review_parts import Scroll
from county_desk.views.page import Page
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.form_ways import FormWay
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row
from county_desk.views.widgets.style import em
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.groups import Group
from county_desk.workflow.command import Refused

NAMED = 3  # subjects in the summary


class BatchPage(QWidget):
    """The cases of a group, those that can be signed and those that cannot, and one opinion for all.

    `closed()` is emitted when the person goes back to the list.
    """

    closed = Signal()

    def __init__(self, page: Page, group: Group) -> None:
        super().__init__(page)
        self.page, self.group = page, group
        self.stack = QStackedWidget(self)
        self.opinion = DecisionForm(
            page,
            [row.id for row in group.ready],
            _("Agree to several cases"),
            FormWay.to("agree_again", [row.id for row in group.rows]),
        )
        count = len(group.ready)
        words = _n("A&gree to {count} case and sign…", "A&gree to {count} cases and sign…", count)
        self.agree_button = PrimaryButton(words.format(count=count), self)
        self.back_button = Button(_("Back to the list"), self)
        self.back_button.setIcon(icon(Icon.BACK))
        page.permit(self.agree_button, Permission.DECIDE)
        self.reading = self._reading()
        self.stack.addWidget(self.reading)
        title = heading(_("Agree to several cases"), self, 1.25)
        in_column(title, (self.stack, 1), on=self, gap=0.5, margins=0)
        self.back_button.clicked.connect(self.closed)
        self.agree_button.clicked.connect(lambda _checked: self.agree())
        self.opinion.submitted.connect(self.agree)
        self.setFocusProxy(next(iter(self.opinion.form.editors.values())))

    def agree(self) -> None:
        """Go to the last look before agreeing."""
        if self.agree_button.isEnabled() and self.stack.currentWidget() is self.reading:
            self.opinion.ask(Decision.APPROVE, self._confirm)

    def load(self) -> None:
        """The group stays as it was selected; what changed meanwhile is refused when it is signed."""

    def parts(self) -> list[QWidget]:
        """The opinion."""
        return [self.opinion]

    def fit(self, band: Band) -> None:
        """It scrolls where the window is small."""

    def minimumSizeHint(self) -> QSize:
        """Return a size that fits the smallest window."""
        return QSize(em(40), em(18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter agrees; Esc goes back one step."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.agree()
        elif event.key() == Qt.Key.Key_Escape:
            shown = self.stack.currentWidget()
            if shown is self.reading or shown is None:
                self.closed.emit()
            else:
                self._leave(shown, None)
        else:
            super().keyPressEvent(event)

    def _reading(self) -> QWidget:
        inside = QWidget(self)
        box = in_column(on=inside, gap=0.6, margins=(0, 0, 0.4, 0))
        ready, staying = self.group.ready, self.group.staying
        words = _n("{count} case can be signed", "{count} cases can be signed", len(ready))
        box.addWidget(heading(words.format(count=len(ready)), inside))
        can = FactsTable((_("Case"), _("Subject"), _("Village"), _("Persons")), inside, words)
        can.show_rows([(str(row.id), row.subject, row.village, str(row.persons)) for row in ready])
        box.addWidget(can)
        if staying:
            words = _n("{count} case cannot", "{count} cases cannot", len(staying))
            box.addWidget(heading(words.format(count=len(staying)), inside))
            cannot = FactsTable((_("Case"), _("Subject"), _("Why not")), inside, words)
            cannot.show_rows([(str(row.id), row.subject, reason) for row, reason in staying])
            box.addWidget(cannot)
        box.addWidget(self.opinion)
        box.addStretch()
        holder = QWidget(self)
        foot = in_row(self.back_button, STRETCH, self.agree_button)
        in_column((Scroll(inside, _("Cases and opinion"), holder), 1), foot, on=holder, margins=0)
        return holder

    def _confirm(self, command: Decide) -> None:
        ready = self.group.ready
        names = _(", ").join(row.subject for row in ready[:NAMED])
        words = _n("{names} ({count} case)", "{names} and others ({count} cases)", len(ready))
        first, known = ready[0], self.page.desk.policy.procedures
        procedure = known.begun(first.procedure, first.procedure_digest)
        following = procedure.after(self.group.step.key)
        subject = words.format(names=names, count=len(ready))
        pairs = pairs_of(self.page, command, subject, procedure.title)
        effect = effect_of(command, following.title if following else "")
        last = ConfirmPage(
            self.page, command, self.opinion.form.submission, pairs, effect, _("&Sign the approval (Alt+S)")
        )
        last.signed.connect(lambda _change: self._signed())
        last.left.connect(lambda refusal: self._leave(last, refusal))
        self.stack.addWidget(last)
        self.stack.setCurrentWidget(last)
        last.effect.words.setFocus()

    def _signed(self) -> None:
        self.opinion.settle()
        self.closed.emit()

    def _leave(self, last: QWidget, refusal: Refused | None) -> None:
        if not isValid(self):
            return
        self.stack.removeWidget(last)
        last.deleteLater()
        if refusal:
            self.opinion.form.see(refusal)
