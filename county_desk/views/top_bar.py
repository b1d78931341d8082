"""The bar over everything: the register, the year, the search, the person at the desk, the demo band."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPolygon,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from county_desk.fields import Day, Invalid
from county_desk.models.register import RegisterKind
from county_desk.models.user import Actor
from county_desk.rules.regimes import regime_on
from county_desk.tables.closed_years import closed_words
from county_desk.text import N_, _
from county_desk.views.finder import Finder
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.day_editor import DayEditor
from county_desk.views.widgets.focus import put_in_order
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_row
from county_desk.views.widgets.style import em, sized, tones

KINDS = {
    RegisterKind.DEMO: (N_("Demo data; no real people"), N_("Demo")),
    RegisterKind.REHEARSAL: (N_("Rehearsal; no real people"), N_("Rehearsal")),
}
MENU_KEY = "F10"
WIDE = 80  # ems from which on the regime has room beside the search
SENTENCE = 90  # ems from which on the whole warning of a demo has room, too
FIRST = 2014  # the registers were begun in this year


class TopBar(QWidget):
    """The bar at the top; emits `person(name)` and `day(date)` when a demo changes its user or its day.

    Both are offered only where people are made up and accounts have no passwords.
    """

    person = Signal(str)
    day = Signal(object)
    year = Signal(int)

    def __init__(
        self,
        name: str,
        day: date,
        actor: Actor,
        finder: Finder,
        parent: QWidget,
        kind: RegisterKind = RegisterKind.REAL,
    ) -> None:
        super().__init__(parent)
        self._people: Sequence[Actor] = ()
        self._acts: Sequence[QAction] = ()
        self.menu_button = _tool(Icon.MENU, _("Menu"), self)
        QShortcut(QKeySequence(MENU_KEY), self, lambda: self.menu_button.showMenu())
        self.kind = KindMark(kind, self) if kind in KINDS else None
        title = QLabel(name, self)
        sized(title, 1.0)
        self._years = range(day.year, min(FIRST, day.year) - 1, -1)
        self.year_box = ChoicesBox(_("Year at work"), (), self)
        self.offer_years(day.year, {})
        self.year_box.activated.connect(lambda _place: self.year.emit(self.year_box.value()))
        self.regime = QLabel(self)
        self.regime.setMinimumWidth(1)  # hides before it keeps the bar from becoming narrow
        if regime := regime_on(day):
            self.regime.setText(regime.title)
            self.regime.setToolTip(regime.reference)
        self.finder = finder
        self.finder.setMaximumWidth(em(34))
        self.who = Button(f"{actor.name} · {_(actor.role.label)}", self)
        self.who.setIcon(icon(Icon.PERSON))
        self.who.setAccessibleName(_("At the desk: {who}").format(who=self.who.text()))
        self.language = _tool(Icon.LANGUAGE, _("中文 / English"), self)
        self.theme = _tool(Icon.THEME, _("Light, dark or high contrast"), self)
        for tool in (self.language, self.theme):  # a click looks otherwise at the work, and does not leave it
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out(title)

    def _lay_out(self, title: QLabel) -> None:
        box = in_row(on=self, gap=0.5, margins=(0.9, 0.4, 0.9, 0.4))
        for widget in (self.menu_button, title, self.kind, self.year_box, self.regime):
            if widget is not None:
                box.addWidget(widget)
        box.addStretch(1)
        box.addWidget(self.finder, 6)
        box.addStretch(1)
        for widget in (self.who, self.language, self.theme):
            box.addWidget(widget)
        put_in_order(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the regime, and offer the theme, where there is room for it."""
        super().resizeEvent(event)
        roomy = self.width() >= em(WIDE)
        self.regime.setVisible(bool(self.regime.text()) and roomy)
        self.theme.setVisible(roomy)  # the menu has it, too
        if self.kind is not None:
            self.kind.shorten(self.width() < em(SENTENCE))

    def offer_years(self, chosen: int, closed: Mapping[int, date]) -> None:
        """Offer the years to work in; one that is closed says so, and since when."""
        words = {True: _("Year {year}, closed"), False: _("Year {year}")}
        self.year_box.offer((year, words[year in closed].format(year=year)) for year in self._years)
        self.year_box.set_value(chosen)
        tip = _("The year that all pages follow: import, checks, exits, returns, charts")
        self.year_box.setToolTip(closed_words(chosen, closed[chosen]) if chosen in closed else tip)

    def offer_trail(self, trail: QWidget) -> None:
        """Put the ways back and forward before everything but the menu."""
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(1, trail)
        put_in_order(self)

    def offer_days(self, day: date) -> None:
        """Let the clock be moved: in a demo or rehearsal a week of disclosure takes no week."""
        box = DayBox(day, self)
        box.told.connect(self.day)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(layout.indexOf(self.regime) + 1, box)
        put_in_order(self)

    def offer_people(self, people: Sequence[Actor]) -> None:
        """Let another person sit down without a password, as in a demo or rehearsal."""
        self._people = people
        self._fill_account_menu()

    def offer_acts(self, acts: Sequence[QAction]) -> None:
        """Offer acts on accounts under the name of the person at the desk, below the people."""
        self._acts = acts
        self._fill_account_menu()

    def _fill_account_menu(self) -> None:
        menu = QMenu(self)
        for actor in self._people:
            action = menu.addAction(f"{actor.name} · {_(actor.role.label)}")
            action.triggered.connect(lambda _checked, name=actor.name: self.person.emit(name))
        if self._people and self._acts:
            menu.addSeparator()
        menu.addActions(self._acts)
        self.who.setMenu(menu)


class DayBox(DayEditor):
    """The day of the desk in a demo or rehearsal, typed in any of the usual ways; Enter brings it."""

    told = Signal(object)  # the day that the person chose

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(Day(), day, parent)
        self.set_value(day)
        self.line.setFixedWidth(em(7))
        self._words = _("The day of this rehearsal; move it on to see periods end")
        self._mark_wrong("")
        self.line.setAccessibleName(self._words)
        self.line.returnPressed.connect(self._emit_day)
        self.left.connect(self._emit_day)
        self.picked.connect(self._emit_day)

    def _emit_day(self) -> None:
        """Emit another day; text that is no day stays, marked as wrong."""
        try:
            day = self.value() or self.today
        except Invalid as trouble:
            self._mark_wrong(str(trouble))
            return
        self._mark_wrong("")
        self.set_value(day)
        if day != self.today:
            self.today = day  # losing the focus to the new window must not tell it again
            self.told.emit(day)

    def _mark_wrong(self, trouble: str) -> None:
        self.wrong = bool(trouble)
        self.setToolTip(trouble or self._words)


class KindMark(QLabel):
    """The warning of a demo, with stripes at both ends."""

    def __init__(self, kind: RegisterKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words, self._short = KINDS[kind]
        self.words = _(words)
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self.setContentsMargins(em(1.1), em(0.3), em(1.1), em(0.3))
        self.shorten(False)

    def shorten(self, short: bool) -> None:
        """Say one word instead of the sentence, or the sentence again."""
        self.setText(_(self._short) if short else self.words)

    def minimumSizeHint(self) -> QSize:
        """Room for the one word, so that the bar can become narrow."""
        short = self.fontMetrics().horizontalAdvance(_(self._short)) + em(2.2)
        return QSize(short, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stripes at both ends, and the words on a plain ground."""
        theme, step, height = tones(self), em(0.4), self.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.warn_tint))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.warn))
        for begin in (0, self.width() - em(0.8)):
            painter.setClipRect(begin, 0, em(0.8), height)
            for left in range(begin - height, begin + em(0.8), 2 * step):
                right = left + height
                corners = (left, height), (right, 0), (right + step, 0), (left + step, height)
                painter.drawPolygon(QPolygon([QPoint(x, y) for x, y in corners]))
        painter.setClipping(False)
        painter.setPen(QColor(theme.warn))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def _tool(picture: Icon, words: str, parent: QWidget) -> Button:
    button = Button(parent=parent)
    button.setIcon(icon(picture))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFixedSize(em(2.5), em(2.3))
    return button
