"""A place for the whole notice of the State Council, which fills the form of a year in."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from county_desk.fields import Invalid
from county_desk.rules.holiday_text import read_notice, written
from county_desk.text import _
from county_desk.views.administration.administration_part import Form
from county_desk.views.widgets.parts import in_column, line
from county_desk.views.widgets.style import em


class NoticeBox(QWidget):
    """Fills the fields beneath in from a pasted notice, or names the fault of that notice."""

    def __init__(self, year: int, panel: Form) -> None:
        super().__init__(panel)
        self.year, self.panel = year, panel
        label = QLabel(_("Paste the whole notice here, or fill the fields in yourself."), self, wordWrap=True)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(_("Text of the notice"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(em(5))
        label.setBuddy(self.text)
        self.found = line("", self)
        in_column(label, self.text, self.found, on=self, margins=0)
        self.found.hide()
        self.text.textChanged.connect(self._read)

    def _read(self) -> None:
        """Fill the fields in from a notice that agrees with itself."""
        text = self.text.toPlainText()
        if not text.strip():
            self.found.hide()
            return
        try:
            notice = read_notice(text, self.year)
        except Invalid as error:
            self._show_message(f"■ {error}")
            return
        fields = {"holidays": written(notice.holidays), "workdays": written(notice.workdays)}
        for name, words in {**fields, "reference": notice.number}.items():
            if words:
                self.panel.form.editors[name].restore(words)
        words = _("Read: {off} days off, {made_up} make-up working days. Compare the calendar.")
        self._show_message(words.format(off=len(notice.holidays), made_up=len(notice.workdays)))
        self.panel.form.changed.emit()

    def _show_message(self, words: str) -> None:
        self.found.setText(words)
        self.found.show()
