"""One case laid out for the person who signs: problems, evidence, rule, record, opinion."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.cases.case_forms import full_name
from county_desk.views.cases.decision_form import DecisionForm
from county_desk.views.cases.evidence_view import EvidenceView
from county_desk.views.cases.missing_links import gap_lines
from county_desk.views.cases.review_parts import Blocked, RecordPart, RulePart, Scroll
from county_desk.views.page import Page
from county_desk.views.widgets.form_ways import FormWay
from county_desk.views.widgets.painted import Card
from county_desk.views.widgets.parts import STRETCH, bare, divided, heading, in_column
from county_desk.views.widgets.style import em
from county_desk.workflow.cases.desk_case import CaseNow


class ReviewReading(QWidget):
    """Evidence at the left from top to bottom; at the right obstacles, rule, record and opinion.

    Where the window is short, rule, record and opinion are tabs beside the evidence.
    """

    def __init__(self, page: Page, now: CaseNow, again: FormWay, *, short: bool) -> None:
        super().__init__(page)
        self.now = now
        self.tabs: QTabWidget | None = None
        self.evidence = EvidenceView(now.evidence, self)
        self.opinion: DecisionForm | None = None
        if now.decides:
            row = now.detail.row
            name = _("Review: {name}").format(name=full_name(row))
            self.opinion = DecisionForm(page, (row.id,), name, again)
        self.blocked: Blocked | None = None
        if now.decides and now.blockers:
            self.blocked = Blocked(now, em(5.3 if short else 10), self, gap_lines(page, now))
        right = self._tabbed() if short else self._stacked()
        split = divided(self, self._left_side(short), right, shares=())
        split.setSizes([570, 430])  # shares, whatever the width
        box = bare(QVBoxLayout(self), 0.5)
        if self.blocked and short:
            box.addWidget(self.blocked)
        box.addWidget(split, 1)

    def show_opinion(self) -> None:
        """Bring the opinion into view."""
        if self.tabs is not None:
            self.tabs.setCurrentIndex(self.tabs.count() - 1)

    def _left_side(self, short: bool) -> QWidget:
        if short:
            self.evidence.setMinimumSize(em(22), em(7))
            return self.evidence
        return _card(self, heading(_("What is claimed, and the evidence"), self), self.evidence)

    def _stacked(self) -> QWidget:
        both = QWidget(self)
        in_column(
            RulePart(self.now, both, headed=True), RecordPart(self.now, both), STRETCH, on=both, margins=0
        )
        side = QWidget(self)
        box = bare(QVBoxLayout(side), 0.5)
        if self.blocked:
            box.addWidget(self.blocked)
        box.addWidget(_card(side, Scroll(both, _("The rule and the record"))), 1)
        if self.opinion:
            card = _card(side, self._scrolled(self.opinion))
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            box.addWidget(card, 2)
        return side

    def _tabbed(self) -> QWidget:
        tabs = self.tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        for part in (tabs, tabs.tabBar()):
            part.setAccessibleName(_("Rule, record and opinion"))
        tabs.addTab(Scroll(RulePart(self.now), _("The rule")), _("The rule"))
        tabs.addTab(Scroll(RecordPart(self.now), _("The record")), _("The record"))
        if self.opinion:
            tabs.addTab(self._scrolled(self.opinion), _("Opinion"))
        return tabs

    def _scrolled(self, opinion: DecisionForm) -> Scroll:
        """The opinion, scrolled; the focus goes to its fields alone."""
        scroll = Scroll(opinion, _("Opinion"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll


def _card(parent: QWidget, *parts: QWidget) -> Card:
    """A card with parts one under the other; the last takes the room."""
    card = Card(parent)
    in_column(*parts[:-1], (parts[-1], 1), on=card, margins=(0.8, 0.6, 0.8, 0.6))
    return card
