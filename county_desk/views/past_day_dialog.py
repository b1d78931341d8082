"""The dialog that asks for the past day to look at."""

from datetime import timedelta

from PySide6.QtCore import QTimer

from county_desk.fields import Day, Invalid
from county_desk.text import _
from county_desk.views.main_window import MainWindow
from county_desk.views.past_day import PastDay
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.day_editor import DayEditor
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, in_column, in_row, line
from county_desk.views.widgets.style import em


class PastDayDialog(Dialog):
    """A day of the past to look at; the day before today at first."""

    def __init__(self, days: PastDay, window: MainWindow) -> None:
        super().__init__(_("Look at a past day"), window)
        desk = days.present if days.shown and days.present else window.desk
        assert desk is not None
        words = _(
            "The whole register is shown as it was on record at the end of that day, under the rules of that "
            "day. Nothing can be changed there."
        )
        last = desk.today - timedelta(days=1)
        shown = days.shown.day if days.shown else last
        self.last = last
        self.day = DayEditor(Day(), desk.today, self)
        self.day.set_value(shown)
        self.day.line.setAccessibleName(_("Past day"))
        self.trouble = Banner("bad", "", self)
        self.trouble.hide()
        self.show_button, self.back_button = PrimaryButton(_("Show"), self), Button(_("Back to today"), self)
        self.back_button.setVisible(days.shown is not None)
        cancel = Button(_("Cancel"), self, self.reject)
        buttons = in_row(self.show_button, self.back_button, cancel, STRETCH)
        in_column(line(words, self), self.day, self.trouble, buttons, on=self)
        self.setMinimumWidth(em(30))
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(lambda _checked: self._end(days))
        self.back_button.clicked.connect(lambda _checked: self._end(days, back=True))

    def _end(self, days: PastDay, *, back: bool = False) -> None:
        """Close, then act once the click has ended."""
        if back:
            self.accept()
            QTimer.singleShot(0, days, days.come_back)
            return
        try:
            day = self.day.value() or self.last
            trouble = "" if day <= self.last else _("Choose a day up to {day}").format(day=self.last)
        except Invalid as unread:
            trouble = str(unread)
        self.day.wrong = bool(trouble)
        self.trouble.words.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        if not trouble:
            self.accept()
            QTimer.singleShot(0, days, lambda: days.look(day))
