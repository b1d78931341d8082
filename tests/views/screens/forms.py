"""Opens each form of the window, as a person comes to it: by the search, or by a button beside a row."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from county_desk.views.act_answers import act_answers
from county_desk.views.finder_answers import FinderAnswer
from county_desk.views.main_window import MainWindow
from county_desk.views.navigation import navigation_of
from county_desk.views.widgets.painted import PrimaryButton
from tests.views.visitors import Visitor


class FormVisitor(Visitor):
    """Calls `take(page, act)` while the form of an act is open, once for each act in `wanted`."""

    def __init__(self, window: MainWindow, wanted: set[str], take: Callable[[str, str], None]) -> None:
        super().__init__(window)
        self._wanted, self._take = wanted, take

    def visit_forms(self, pages: Collection[str]) -> None:
        """Open the forms of these pages by the search, and those that it does not open from their rows."""
        offered = [each for each in self._answers() if each.reach[0] in pages]
        answers = [each for each in offered if self._act(each) in self._wanted]
        for answer in sorted(answers, key=lambda each: each.reach[0]):
            self._key = answer.reach[0]
            self.window.frame.show_page(*answer.reach)
            if answer.reach[1].command.takes:
                self._take_step()
            self._look_at_form()
        left = {answer.reach[0] for answer in answers if self._act(answer) in self._wanted}
        for key in sorted(left):
            self.visit(key)

    def _answers(self) -> list[FinderAnswer]:
        """The answers of the search to each act that the person may do."""
        desk = self.window.frame.desk
        pages = [entry.load() for entry in navigation_of(desk).pages.values()]
        return [answer for answer in act_answers(desk, pages) if not answer.reason and not answer.later]

    def _act(self, answer: FinderAnswer) -> str:
        return answer.reach[1].command.__name__

    def _take_step(self) -> None:
        """Press what comes next for the case of the queue, and then on the page where that leads."""
        for _way in range(2):
            QApplication.processEvents()
            blue = [each for each in self.page.findChildren(PrimaryButton) if each.isVisible()]
            if self.panel() is None and blue and blue[-1].isEnabled():
                blue[-1].click()

    def _look_at_form(self) -> None:
        """Have a wanted form taken, and give it up."""
        QApplication.processEvents()
        panel = self.panel()
        if panel is None:
            return
        if panel.form.act in self._wanted:
            self._wanted.remove(panel.form.act)
            self._take(self.page.key, panel.form.act)
        panel.closed.emit()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
