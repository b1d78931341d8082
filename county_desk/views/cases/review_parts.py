"""The parts of a review beside the evidence: the rule, past acts, like decisions and obstacles."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from county_desk.tables.cases.case_detail import StepDone
from county_desk.text import _, _n
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.parts import heading, in_column, line
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import escaped, titled
from county_desk.workflow.cases.desk_case import CaseBlocker, CaseNow

LATELY = 5  # like decisions that are named


class Scroll(QScrollArea):
    """One widget that scrolls up and down when it is longer than its place."""

    def __init__(self, widget: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(widget)
        self.setAccessibleName(name)
        widget.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """A few lines, because the rest scrolls."""
        return QSize(em(12), em(4))


class Blocked(Scroll):
    """The obstacles to signing; it scrolls above a height of `most`."""

    def __init__(self, now: CaseNow, most: int, parent: QWidget, gaps: Sequence[str] = ()) -> None:
        count = len(now.blockers)
        title = _n(
            "{count} problem to solve before signing", "{count} problems to solve before signing", count
        )
        banner = blockers_banner("bad", title.format(count=count), now.blockers, gaps)
        super().__init__(banner, banner.words.accessibleName(), parent)
        banner.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.banner, self._most = banner, most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._settle(em(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the words need at this width."""
        super().resizeEvent(event)
        self._settle(self.viewport().width())

    def _settle(self, width: int) -> None:
        wanted = self.banner.box.totalHeightForWidth(width)
        self.banner.setFixedHeight(wanted)
        self.setFixedHeight(min(wanted, self._most))


class RulePart(QWidget):
    """The rule with its figures and where they are written."""

    def __init__(self, now: CaseNow, parent: QWidget | None = None, *, headed: bool = False) -> None:
        super().__init__(parent)
        box = _column(self)
        if headed:
            box.addWidget(heading(_("The rule"), self))
        if now.finding is None:
            box.addWidget(line(_("This procedure has no rule that a decision is held to."), self))
        else:
            box.addWidget(FindingView(now.finding, self))
        words = _("Procedure: {reference}").format(reference=now.procedure.reference)
        box.addWidget(line(words, self, muted=True))
        box.addStretch()


class RecordPart(QWidget):
    """The steps of the case with actor and day, and the decisions of similar cases."""

    def __init__(self, now: CaseNow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = _column(self)
        box.addWidget(heading(_("Who did what"), self))
        if now.procedure_note:
            box.addWidget(line(now.procedure_note, self, muted=True))
        for step in now.detail.steps:
            box.addWidget(line(_did(now, step), self))
        box.addWidget(heading(_("Like decisions of the last 12 months"), self))
        box.addWidget(line(_tally(now), self))
        for decided in now.similar[:LATELY]:
            verdict = _("agreed") if decided.agreed else _("refused")
            said = titled(f"{decided.done_on} {decided.subject}", _("{sentence}.").format(sentence=verdict))
            said = f"{said} {decided.opinion}"
            box.addWidget(line(said, self, muted=True))
        box.addStretch()


def blockers_banner(
    kind: str, title: str, blockers: Sequence[CaseBlocker], gaps: Sequence[str] = ()
) -> Banner:
    """The obstacles under a title, each with its cure, after lines about missing facts."""
    lines = [f"<b>{escaped(title)}</b>", *gaps, *(f"· {_words_of(blocker)}" for blocker in blockers)]
    banner = Banner(kind, "<br>".join(lines))
    said = _("; ").join(f"{blocker.reason} {blocker.lift}".strip() for blocker in blockers)
    banner.words.setAccessibleName(titled(title, said))
    return banner


def _words_of(blocker: CaseBlocker) -> str:
    """A blocker and under it what lifts it, as rich text."""
    lift = f"<br>&nbsp;&nbsp;&nbsp;→ <i>{escaped(blocker.lift)}</i>" if blocker.lift else ""
    return f"{escaped(blocker.reason)}{lift}"


def _column(parent: QWidget) -> QVBoxLayout:
    return in_column(on=parent, gap=0.45, margins=(0.2, 0, 0.4, 0.3))


def _did(now: CaseNow, done: StepDone) -> str:
    title = now.procedure.step(done.step).title
    said = {"day": done.done_on, "title": title, "outcome": _(done.outcome.label), "name": done.actor}
    if done.recording:
        said["name"] = _("{name}; {recording}").format(name=done.actor, recording=done.recording)
    if not done.opinion:
        return _("{day} {title}: {outcome} ({name})").format(**said)
    return _("{day} {title}: {outcome} ({name}). {opinion}").format(**said, opinion=done.opinion)


def _tally(now: CaseNow) -> str:
    agreed = sum(decided.agreed for decided in now.similar)
    refused = len(now.similar) - agreed
    if not now.similar:
        return _("None.")
    return _("{agreed} agreed · {refused} refused").format(agreed=agreed, refused=refused)
