"""One case in a reading pane: its obstacles, the next act, its steps, its facts, and its finding."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from county_desk.models.case import CaseState, StepOutcome
from county_desk.rules.procedures import StepKind
from county_desk.tables.cases.case_list import CASES, LISTING, CaseRow
from county_desk.tables.cases.evidence_lines import EVIDENCE
from county_desk.tables.listing import one
from county_desk.text import N_, _, _n
from county_desk.views.cases.case_facts import CaseFactsView
from county_desk.views.cases.case_forms import beside_troubles, full_name
from county_desk.views.cases.evidence_view import EvidenceView
from county_desk.views.cases.missing_links import follow_gaps, gap_lines
from county_desk.views.cases.review_parts import blockers_banner
from county_desk.views.cases.steps_strip import StepsStrip
from county_desk.views.page import Page
from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import Sides, heading, in_column, line
from county_desk.views.widgets.text_format import sentences, titled
from county_desk.workflow.cases.common import procedure_trouble
from county_desk.workflow.cases.desk_case import CaseNow, case_now
from county_desk.workflow.cases.next_steps import step_commands
from county_desk.workflow.command import Command

NEAR = 3  # days before the last one from which it is a warning
SENT_BACK = {
    StepOutcome.RETURNED: N_("Returned on {day} by {name}: {reason}"),
    StepOutcome.SUSPENDED: N_("Suspended on {day} by {name}, the notice is void: {reason}"),
}


class CaseView(QWidget):
    """Reads a case by number and shows it.

    `asked(command, row, fields)` is emitted when the person opens the form of a command, at the first of some
    fields; `reviewed(row)` for the review.
    """

    asked = Signal(object, object, object)
    reviewed = Signal(object)

    def __init__(self, page: Page, number: int) -> None:
        super().__init__(page)
        self.page, self.number = page, number
        self.now: CaseNow | None = None
        self.primary: ActionRow | None = None
        self._pressed = False
        self.beside: dict[type[Command], QPushButton] = {}
        self.box = in_column(on=self, gap=0.5, margins=(0, 0, 0, 0.5))
        desk = page.desk

        def work() -> Callable[[], None]:
            row = desk.read(one, LISTING, number)
            if row and (trouble := procedure_trouble(desk.policy, row.procedure, row.procedure_digest)):
                return partial(self._show_blocked, row, trouble)
            now = case_now(desk, number)
            return partial(self._show, now, beside_troubles(desk, now))

        page.look(work, lambda show: show(), "case", self)

    def press(self) -> None:
        """Do what the first button does, once it is known what that is."""
        self._pressed = self.now is None
        if self.primary:
            self.primary.button.click()

    def _show(self, now: CaseNow | None, beside: Mapping[type[Command], str]) -> None:
        if now is None:
            self.box.addWidget(line(_("There is no case {number}").format(number=self.number), self))
            return
        self.now = now
        row = now.detail.row
        self.box.addWidget(heading(full_name(row), self, 1.25))
        words = _("{procedure} · case {number} · {year}")
        said = words.format(procedure=now.procedure.title, number=row.id, year=row.year)
        self.box.addWidget(line(said, self, muted=True))
        self.box.addWidget(Chip(row.state.shape, CASES["state"].shown(row), self))
        self._add_due(row)
        if now.procedure_note:
            self.box.addWidget(line(now.procedure_note, self, muted=True))
        self._add_warnings(now)
        if now.under_way:
            self._offer(now)
        sides = Sides(self)
        walk = in_column(heading(_("Steps"), self), StepsStrip(now, self), gap=0.5, margins=0)
        self._offer_beside(beside, row, walk)
        walk.addWidget(CaseFactsView(self.page, now))
        claims = heading(_(EVIDENCE.title), self), EvidenceView(now.evidence, self, whole=True)
        checked = in_column(*claims, gap=0.5, margins=0)
        self._add_finding(now, checked)
        for column, share in ((walk, 2), (checked, 3)):
            column.addStretch(1)
            sides.box.addLayout(column, share)
        self.box.addWidget(sides)
        if self._pressed:
            self.press()

    def _add_due(self, row: CaseRow) -> None:
        """The last day for the decision, as a warning when it is near or has passed."""
        if row.due_on is None or row.state is not CaseState.OPEN:
            return
        left = (row.due_on - self.page.desk.today).days
        if left < 0:
            words = _n(
                "It was to be decided by {day}, {count} day ago.",
                "It was to be decided by {day}, {count} days ago.",
                -left,
            )
            self.box.addWidget(Banner("bad", words.format(day=row.due_on, count=-left), self))
            return
        words = _n(
            "To be decided by {day}, {count} day from now.",
            "To be decided by {day}, {count} days from now.",
            left,
        ).format(day=row.due_on, count=left)
        self.box.addWidget(Banner("warn", words, self) if left <= NEAR else line(words, self))

    def _add_warnings(self, now: CaseNow) -> None:
        """Add the reason why the case was sent back, and the changes since its posting."""
        last = now.detail.last
        if last is not None and last.outcome in SENT_BACK:
            words = _(SENT_BACK[last.outcome])
            said = words.format(day=last.done_on, name=last.actor, reason=last.opinion)
            self.box.addWidget(Banner("warn", said, self))
        if not now.decides and (gaps := gap_lines(self.page, now)):
            banner = Banner("info", "<br>".join(gaps), self)
            row = now.detail.row
            follow_gaps(banner, now, lambda command, fields: self.asked.emit(command, row, fields))
            self.box.addWidget(banner)
        said_before = now.since.again and now.decides  # its blocker says it
        if now.since.changes and not said_before:
            self.box.addWidget(Banner("warn", now.since.words, self))

    def _show_blocked(self, row: CaseRow, trouble: str) -> None:
        """Show a case without a usable procedure: no command, but the mistake in the file."""
        self.box.addWidget(heading(full_name(row), self, 1.25))
        self.box.addWidget(Chip(row.state.shape, CASES["state"].shown(row), self))
        words = _("This case cannot go on until this is put right: {trouble}").format(trouble=trouble)
        self.box.addWidget(Banner("bad", words, self))

    def _offer(self, now: CaseNow) -> None:
        """Show the obstacles, then the next step; a step that cannot be taken has its reason."""
        if now.blockers:
            self.box.addWidget(blockers_banner("warn", _("Before it can go on"), now.blockers))
        row, posted = now.detail.row, now.detail.posted
        if now.proposed is not None:
            proposal = now.proposed.proposal
            act = ActionRow(
                _("Go to the proposals"), lambda: self.page.go.emit("proposals", proposal), parent=self
            )
        elif posted is not None:
            number = posted.id
            act = ActionRow(
                _("Go to the disclosure"),
                lambda: self.page.go.emit("disclosures", number),
                strong=True,
                parent=self,
            )
        elif now.step.kind is StepKind.DECISION:
            act = ActionRow(_("Open and review"), lambda: self.reviewed.emit(row), strong=True, parent=self)
        else:
            command = step_commands()[now.step.kind]
            act = ActionRow(
                _(command.act.title), lambda: self.asked.emit(command, row, ()), strong=True, parent=self
            )
            act.button.setEnabled(not now.blockers)
            reasons = sentences(blocker.reason for blocker in now.blockers)
            act.button.setAccessibleDescription(reasons)
            act.button.setToolTip(reasons or _("Enter"))
        self.primary = act
        self.setFocusProxy(act.button)
        self.box.addWidget(act)

    def _offer_beside(self, beside: Mapping[type[Command], str], row: CaseRow, box: QVBoxLayout) -> None:
        """Offer the acts that are no step, each with the reason against it."""
        flow, reasons = FlowLayout(), []
        for command, trouble in beside.items():
            ask = partial(self.asked.emit, command, row, ())
            if self.now and self.now.under_way:
                button = Button(_(command.act.title), self)
                button.setEnabled(not trouble)
                button.setToolTip(trouble)
                button.setAccessibleDescription(trouble)
                reasons += [titled(_(command.act.title), trouble)] if trouble else []
                button.clicked.connect(lambda _checked, ask=ask: ask())
                self.beside[command] = button
                flow.addWidget(button)
            else:
                act = ActionRow(_(command.act.title), ask, trouble, parent=self)
                self.beside[command] = act.button
                box.addWidget(act)
        box.addLayout(flow)
        for words in reasons:
            box.addWidget(line(words, self, muted=True))

    def _add_finding(self, now: CaseNow, box: QVBoxLayout) -> None:
        if now.finding is None:
            return
        decided = next((step for step in reversed(now.detail.steps) if step.finding), None)
        title = _("What the rule says today")
        if decided is not None and now.detail.row.state is not CaseState.OPEN:
            title = _("What the rule said on {day}").format(day=decided.done_on)
        box.addWidget(heading(title, self))
        box.addWidget(FindingView(now.finding, self))
