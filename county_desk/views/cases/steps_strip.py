"""The steps of a case's procedure from top to bottom: the past, the current and the future ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from county_desk.models.case import CaseState, StepOutcome
from county_desk.rules.outcomes import Outcome
from county_desk.rules.procedures import Step, StepKind
from county_desk.shapes import Shape
from county_desk.tables.cases.case_detail import StepDone
from county_desk.text import _, _n
from county_desk.views.widgets.chips import colours, paint_mark
from county_desk.views.widgets.style import em, tones
from county_desk.views.widgets.text_format import escaped
from county_desk.workflow.cases.desk_case import CaseNow

ENDED = (CaseState.REFUSED, CaseState.STRUCK, CaseState.WITHDRAWN)


@dataclass(frozen=True)
class Stage:
    """One step as the strip shows it."""

    title: str
    detail: str
    shape: Shape
    now: bool = False


class StepsStrip(QWidget):
    """Marks on a line, each with its step, and who took it when or who is to take it."""

    def __init__(self, now: CaseNow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stages = tuple(_stages(now))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(0.5))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        muted = tones(self).muted
        for place, stage in enumerate(self.stages):
            title = f"<b>{escaped(stage.title)}</b>" if stage.now else escaped(stage.title)
            detail = f'<br><span style="color:{muted}">{escaped(stage.detail)}</span>' if stage.detail else ""
            words = QLabel(title + detail, self, wordWrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setContentsMargins(0, 0, 0, em(0.5))
            grid.addWidget(_Mark(stage.shape, place == len(self.stages) - 1, self), place, 0)
            grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignTop)


class _Mark(QWidget):
    """The mark of one step, and the line down to the next."""

    def __init__(self, shape: Shape, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._shape, self._last = shape, last
        self.setFixedWidth(em(1.2))

    def sizeHint(self) -> QSize:
        """As high as one line at least."""
        return QSize(em(1.2), em(1.6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A mark at the height of the first line."""
        painter, theme = QPainter(self), tones(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, mark, top = self.width() / 2, em(0.8), em(0.3)
        if not self._last:
            painter.setPen(QPen(QColor(theme.hairline), 2))
            painter.drawLine(int(middle), top + mark + 3, int(middle), self.height() + top - 3)
        _fill, _edge, ink = colours(self._shape, theme)
        solid = theme.bad if self._shape is Shape.MUST else ink
        paint_mark(painter, QRectF(middle - mark / 2, top, mark, mark), self._shape, QColor(solid))
        painter.end()


def _stages(now: CaseNow) -> Iterator[Stage]:
    steps, row = now.procedure.steps, now.detail.row
    reached = steps.index(now.step)
    if row.state is CaseState.DONE:
        reached = len(steps)
    for place, step in enumerate(steps):
        done = next((each for each in reversed(now.detail.steps) if each.step == step.key), None)
        if place < reached:
            parts = (_done_words(done), _reason(step, done), _frozen(now, step))
            yield Stage(step.title, " · ".join(filter(None, parts)), Shape.FINE)
        elif place > reached:
            yield Stage(step.title, "", Shape.NONE)
        elif row.state in ENDED:
            last = now.detail.last
            reason = last.opinion if last is not None else ""
            words = " · ".join(filter(None, (_(row.state.label), _done_words(last), reason)))
            yield Stage(step.title, words, row.state.shape, now=True)
        else:
            said = " · ".join(filter(None, (_waiting_words(now, step), _frozen(now, step))))
            yield Stage(step.title, said, Shape.UNDERWAY, now=True)


def _done_words(done: StepDone | None) -> str:
    """When, by whom, and when it was recorded; a notice by its number."""
    if done is None:
        return ""
    said = (done.done_on.isoformat(), done.actor, done.notice, done.recording)
    return " · ".join(filter(None, said))


def _frozen(now: CaseNow, step: Step) -> str:
    """The persons and the outcome that the last posting at a step froze."""
    posted = [each for each in now.detail.postings if each.step == step.key]
    if not posted or posted[-1].persons is None:
        return ""
    persons, found = posted[-1].persons, posted[-1].found
    words = _n("posted with {count} person", "posted with {count} persons", persons).format(count=persons)
    if not found:
        return words
    return _("{posted}, by the standard {outcome}").format(
        posted=words, outcome=_(Outcome.named(found).label)
    )


def _reason(step: Step, done: StepDone | None) -> str:
    """The reason that the application step keeps."""
    return done.opinion if done is not None and step.kind is StepKind.APPLICATION else ""


def _waiting_words(now: CaseNow, step: Step) -> str:
    posted = now.detail.posted
    if posted is not None:
        return _("On display in {place} until {last}").format(place=posted.place, last=posted.last_day)
    last = now.detail.last
    if last is not None and last.outcome is StepOutcome.SUSPENDED:
        again = step.kind is StepKind.DISCLOSURE
        words = _("Suspended: notice void, to be posted again") if again else _(last.outcome.label)
        return " · ".join((words, _done_words(last)))
    return _("Its turn now, at the level: {level}").format(level=_(step.level.label))
