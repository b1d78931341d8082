"""A record of a list in full, and what its card offers: acts, ways to other pages, and papers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.models.user import Permission
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_column
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.command import Command


@dataclass(frozen=True)
class RowAct:
    """An act that a row allows: its command, the values that its form begins with, and the fixed ones.

    `words` stand on the button in place of those of the command, `title` over the form. Enter opens the first
    act that the row `waits` for.
    """

    command: type[Command]
    values: Mapping[str, object] = field(default_factory=dict)
    fixed: Mapping[str, object] = field(default_factory=dict)
    words: str = ""
    title: str = ""
    waits: bool = True

    @property
    def shown(self) -> str:
        """The words of its button and of its line in the menu."""
        return self.words or button_words(self.command)


@dataclass(frozen=True)
class RowLink:
    """A way from a row to another page; with `enter` the menu has it too, and Enter where no act waits."""

    words: str
    page: str
    subject: object
    enter: bool = False


@dataclass(frozen=True)
class RowButton:
    """Another button of a row, such as one that prints a paper; `needs` is the right to press it."""

    words: str
    press: Callable[[], object]
    needs: Permission = Permission.READ

    def button(self, parent: QWidget) -> Button:
        """Return the button, enabled for everybody."""
        return Button(self.words, parent, self.press)

    def add_to(self, menu: QMenu) -> None:
        """Add it to a menu; its line keeps this object alive, since Qt does not."""
        menu.addAction(self.words).triggered.connect(lambda _checked: self.press())


type RowOffer = RowAct | RowLink | RowButton


class RecordCard(QWidget):
    """The parts of a card, one under the other in `box`; `acts` are its buttons, if in lines."""

    acts: ActsBox

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = in_column(on=self, gap=0.6, margins=(0, 0, 0, 0.5))

    def add_acts(self, buttons: Iterable[Button], *, stacked: bool = False) -> None:
        """Add the buttons in lines, or each on a line of its own."""
        if stacked:
            for button in buttons:
                self.box.addWidget(button)
            return
        self.acts = ActsBox(buttons, self)
        self.acts.setVisible(bool(self.acts.buttons))
        self.box.addWidget(self.acts)
