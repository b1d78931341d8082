"""The help of the field with the focus, in a small card beside it, as the field is declared."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from county_desk.day_laws import FIRST_DAY, FIRST_YEAR, DayLaw, YearLaw
from county_desk.intake.forms.rows_guide import entry_words
from county_desk.rules.bilingual import spoken
from county_desk.text import _, _n
from county_desk.views.types import Desk
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.painted import Button, Card
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row, line
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Ask

WIDE = 26  # em of the card


class FieldHelp(Card):
    """Lies over the window until Esc, or until the focus goes to another field."""

    guides_wanted = Signal()

    def __init__(self, window: QMainWindow, field: QWidget, title: str, words: list[str]) -> None:
        super().__init__(window)
        self._field = field
        self.words = words
        self.setAccessibleName(title)
        self.guides = Button(_("Guides"), self, self._lead_on)
        self.guides.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = in_column(heading(title, self, 1.05), on=self, gap=0.4, margins=(0.9, 0.6, 0.9, 0.6))
        for each in words:
            box.addWidget(line(each, self))
        box.addLayout(in_row(self.guides, STRETCH))
        self.setFixedWidth(min(em(WIDE), window.width() - em(2)))
        self.adjustSize()
        self._place(window)
        self.show()
        self.raise_()
        QShortcut(QKeySequence("Esc"), self, self.close)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _place(self, window: QMainWindow) -> None:
        """Put the card under its field, or over it where the window ends."""
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if corner.y() + self.height() > window.height():
            corner.setY(max(0, corner.y() - self._field.height() - self.height() - 4))
        corner.setX(max(0, min(corner.x(), window.width() - self.width() - em(0.5))))
        self.move(corner)

    def _follow(self, _old: object, now: QWidget | None) -> None:
        if now is not None and now is not self._field and not self._field.isAncestorOf(now):
            self.close()

    def _lead_on(self) -> None:
        self.guides_wanted.emit()
        self.close()


def field_with_focus(window: QMainWindow) -> tuple[QWidget, str, list[str]] | None:
    """The field with the focus, its title and its help; None outside a form."""
    part = window.focusWidget()
    form: QWidget | None = part
    while form is not None and not isinstance(form, CommandForm):
        form = form.parentWidget()
    desk = getattr(window, "desk", None)
    if part is None or form is None or desk is None:
        return None
    for name, editor in form.editors.items():
        if editor is part or editor.isAncestorOf(part):
            ask = form.asks[name]
            words = list(_words(desk, ask, form.asks))
            return (editor, _(ask.title), words) if words else None
    return None


def _words(desk: Desk, ask: Ask, asks: Mapping[str, Ask]) -> Iterator[str]:
    """The sentences about a field: its help, the form of its value, the law of its day, its order."""
    if ask.help:
        yield _(ask.help)
    if entry := entry_words(ask.kind):
        yield entry
    if isinstance(ask.law, DayLaw):
        yield from _day_words(desk, ask.law)
    elif isinstance(ask.law, YearLaw):
        words = _n(
            "From {first} on, at most {count} year ahead",
            "From {first} on, at most {count} years ahead",
            ask.law.ahead,
        )
        yield words.format(first=FIRST_YEAR, count=ask.law.ahead)
    if titles := [_(asks[each].title) for each in ask.after if each in asks]:
        yield _("Not before: {fields}").format(fields=_(", ").join(titles))
    if ask.of:
        yield _("Type a name, its pinyin or a number to find the record")


def _day_words(desk: Desk, law: DayLaw) -> Iterator[str]:
    """The limits of a typed day, with the figure of policy and its reference."""
    if law.today:
        yield _("The day on which the paper is issued")
    elif law.ahead:
        words = _n("At most {count} day ahead", "At most {count} days ahead", law.ahead)
        yield words.format(count=f"{law.ahead:,}")
    else:
        yield _("Not after today")
    if not law.ever:
        yield _("Not before {day}").format(day=FIRST_DAY)
    if law.late:
        limit = desk.policy.terms(desk.today)[law.late]
        words = _("More than {limit} days later it is a late entry, which needs a reason and a second person")
        yield words.format(limit=limit.whole)
        yield _("“{figure}”: {reference}").format(figure=spoken(limit.title), reference=limit.reference)
    if law.counted:
        yield _("Its year must be open")
