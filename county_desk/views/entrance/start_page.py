"""The first page: look at the demo county, set up a new county, or open a register."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from county_desk.text import CHINESE, LANGUAGES, _, current, language
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, in_column, in_row
from county_desk.views.widgets.style import em, sized
from county_desk.views.widgets.text_format import short_path, titled

SHOWN = 4  # recent registers

type Ways = tuple[tuple[str, Callable[[], object]], ...]  # the words of a button, and what it does


class StartPage(QScrollArea):
    """Three choices, the registers opened lately, and the language; 1, 2 and 3 choose a card.

    `demo` carries the key of a chapter. Enter presses the button that has the focus, at first the first one.
    """

    demo = Signal(str)
    set_up = Signal()
    choose = Signal()
    server = Signal()
    open = Signal(str)
    language_chosen = Signal(str)
    size_chosen = Signal(int)

    def __init__(
        self,
        recent: tuple[str, ...],
        parent: QWidget | None = None,
        *,
        begun: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._begun = begun or {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("Start page"))
        holder = QWidget(self)
        self.setWidget(holder)
        heading = QLabel(_("Welcome to County Desk"), holder)
        sized(heading, 1.8)
        top = in_row(heading, STRETCH)
        self._add_languages(top)
        self._add_sizes(top)
        self.notes = QVBoxLayout()
        box = in_column(top, self.notes, self._cards(), on=holder, gap=1, margins=(2.5, 1.5, 2.5, 1))
        self.setFocusProxy(holder.findChildren(PrimaryButton)[0])
        box.addLayout(self._recent(recent))
        box.addStretch()

    def minimumSizeHint(self) -> QSize:
        """It scrolls before it cuts."""
        return QSize(em(30), em(20))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first card."""
        super().showEvent(event)
        self.setFocus()

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(1))
        for number, (picture, title, words, ways) in enumerate(self._choices(), start=1):
            card, inside = _card(picture, title, words)
            for place, (action, choose) in enumerate(ways):
                first = place == 0
                button = (PrimaryButton if number == 1 and first else Button)(action, card, choose)
                button.setAccessibleDescription(titled(title, words))
                button.setMinimumHeight(em(2.6))
                inside.addWidget(button)
                if first:
                    QShortcut(QKeySequence(str(number)), self, button.click)
            row.addWidget(card, 1)
        return row

    def _choices(self) -> tuple[tuple[Icon, str, str, Ways], ...]:
        """The cards: a picture, a title, words, and the buttons with their actions."""
        return (
            (
                Icon.SHOW,
                _("Look at the demo county"),
                _(
                    "Made-up people in 3 townships and 24 villages. Change anything; "
                    "nothing leaves this computer."
                ),
                (
                    (_("Open today's office"), lambda: self.demo.emit("present")),
                    (_("Open the office of 2016"), lambda: self.demo.emit("campaign")),
                ),
            ),
            (
                Icon.HOME,
                _("Set up a new county"),
                _("County, villages, people and place; you can stop and go on at each step."),
                ((self._begin_words(), self.set_up.emit),),
            ),
            (
                Icon.OPEN,
                _("Open a register"),
                _("A register file on this computer, or one on a server."),
                ((_("Choose a file…"), self.choose.emit), (_("On a server…"), self.server.emit)),
            ),
        )

    def _begin_words(self) -> str:
        """Begin, or go on with the county that was begun."""
        if not self._begun:
            return _("Begin")
        return _("Go on: {name}").format(name=self._begun.get("name") or _("new county"))

    def _recent(self, recent: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        if not recent:
            return column
        heading = QLabel(_("Opened lately"), self)
        sized(heading, 1.15)
        column.addWidget(heading)
        for path in recent[:SHOWN]:
            there = "://" in path or Path(path).exists()
            words = path if "://" in path else short_path(Path(path))
            button = Button(words if there else _("{path} (not there)").format(path=words), self)
            button.setToolTip(path)
            button.setIcon(icon(Icon.APPLICATION))
            button.setEnabled(there)
            button.clicked.connect(lambda _checked, path=path: self.open.emit(path))
            column.addLayout(in_row(button, STRETCH))
        return column

    def _add_languages(self, row: QHBoxLayout) -> None:
        for code in LANGUAGES:
            choose = partial(self.language_chosen.emit, code)
            button = Button("中文" if code == CHINESE else "English", self, choose)
            button.setCheckable(True)
            button.setChecked(code == current())
            with language(code):
                button.setAccessibleName(_("Speak this language"))
            row.addWidget(button)

    def _add_sizes(self, row: QHBoxLayout) -> None:
        for step, words in enumerate((_("Standard text"), _("Large text"), _("Very large text"))):
            button = Button("A", self, partial(self.size_chosen.emit, step))
            font = button.font()
            font.setPointSizeF(font.pointSizeF() * (0.9, 1.15, 1.4)[step])
            button.setFont(font)
            button.setToolTip(words)
            button.setAccessibleName(words)
            row.addWidget(button)


def _card(picture: Icon, title: str, words: str) -> tuple[Card, QVBoxLayout]:
    card = Card()
    box = in_column(on=card, gap=0.6, margins=(1.3, 1.2, 1.3, 1.2))
    image, heading, text = (
        QLabel(card),
        QLabel(title, card, wordWrap=True),
        QLabel(words, card, wordWrap=True),
    )
    image.setPixmap(icon(picture, accent=True).pixmap(em(2.8)))
    sized(heading, 1.15)
    for widget in (image, heading, text):
        box.addWidget(widget)
    box.addStretch()
    return card, box
