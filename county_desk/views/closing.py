"""The one question before something is lost: the window is closed, or the register left, too early."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from county_desk.text import N_, _
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.painted import Button, PrimaryButton


class ClosingAnswer(Enum):
    """The answer of a person who closes the window with unsaved work."""

    STAY = auto()
    LOSE = auto()
    WAIT = auto()
    STOP = auto()


@dataclass(frozen=True)
class ClosingWords:
    """A way out: the fate of files that are not taken in, and the words on the buttons."""

    lost: str
    lose: str
    wait: str
    stop: str


CLOSING = ClosingWords(
    N_("What is not taken in is lost when the window is closed."),
    N_("Close without taking in"),
    N_("Close when it is done"),
    N_("Stop it and close"),
)
LEAVING = ClosingWords(
    N_("What is not taken in is lost when the register is left."),
    N_("Leave without taking in"),
    N_("Leave when it is done"),
    N_("Stop it and leave"),
)
CLOSING_FORMS = replace(
    CLOSING,
    lost=N_("What is not done yet is lost when the window is closed."),
    lose=N_("Close all the same"),
)
LEAVING_FORMS = replace(
    LEAVING,
    lost=N_("What is not done yet is lost when the register is left."),
    lose=N_("Leave all the same"),
)


class ClosingGuard(QObject):
    """Lets go on at once where nothing would be lost and nothing is being written."""

    def __init__(self, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self.window, self.jobs = window, jobs
        self._act: Callable[[], object] | None = None
        self._sure = False
        self._told: tuple[str, ...] = ()
        jobs.ended.connect(self._ended)

    def may(self, way: ClosingWords, lost: Sequence[str], act: Callable[[], object]) -> bool:
        """Whether the act goes on now.

        Else nothing happens, or `act` is called once all is written or was stopped, which asks here again.
        """
        sure, self._sure, self._act = self._sure, False, None
        told, self._told = self._told, ()
        writing = self.jobs.writing()
        if sure or not (lost or writing) or (not writing and tuple(lost) == told):
            return True
        answer = ask(self.window, way, lost, tuple(writing.values()))
        if answer in (ClosingAnswer.WAIT, ClosingAnswer.STOP):
            self._act, self._sure, self._told = act, answer is ClosingAnswer.STOP, tuple(lost)
            for number in writing if self._sure else ():
                self.jobs.stop(number)
            self._ended()  # it may have been over before the answer
        return answer is ClosingAnswer.LOSE

    def _ended(self) -> None:
        if self._act is not None and not self.jobs.writing():
            act, self._act = self._act, None
            QTimer.singleShot(0, self, act)  # after all others have heard what became of it


def ask(window: QWidget, way: ClosingWords, lost: Sequence[str], writing: Sequence[str]) -> ClosingAnswer:
    """Ask about the work that would be lost and the jobs under way; closing the question means staying."""
    box = QMessageBox(window)
    box.setWindowTitle(_("County Desk"))
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    under_way = [_("Still under way: {name}.").format(name=name) for name in writing]
    box.setText("\n".join((*under_way, *lost)))
    told = [_("What is not finished when it is stopped is not written.")] if writing else []
    box.setInformativeText("\n".join((*told, *([_(way.lost)] if lost else []))))
    stay = PrimaryButton(_("Stay here"))
    answers: dict[QAbstractButton, ClosingAnswer] = {stay: ClosingAnswer.STAY}
    box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    others = (
        ((way.wait, ClosingAnswer.WAIT), (way.stop, ClosingAnswer.STOP))
        if writing
        else ((way.lose, ClosingAnswer.LOSE),)
    )
    for words, answer in others:
        button = Button(_(words))
        box.addButton(button, QMessageBox.ButtonRole.ActionRole)
        answers[button] = answer
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return next((answer for button, answer in answers.items() if button is pressed), ClosingAnswer.STAY)
