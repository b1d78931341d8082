"""Making the blank application workbook for a village."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from county_desk.progress import Progress
from county_desk.sheets.writing.saving import safe_name
from county_desk.tables.county import county_of
from county_desk.tables.listing import one
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, save_file
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.places import own_villages
from county_desk.views.widgets.saving import save
from county_desk.views.widgets.style import em
from county_desk.workflow.cases.village_filing import EXIT, REGISTRATION

if TYPE_CHECKING:
    from county_desk.intake.forms.blank import Addressee


class BlankFormPanel(QWidget):
    """Asks for a village, a year, and a place for the workbook; emits `closed()` at the end."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        card = Card(self)
        card.setMaximumWidth(em(40))
        self.village = ChoiceEditor(own_villages(page.desk), _("Choose the village…"), card)
        self.village.setAccessibleName(_("Village"))
        self.kind, self._ended = self._kinds()
        self.year = line("", card, muted=True)
        self.save_button = PrimaryButton(_("Save the blank workbook…"), card)
        self.cancel_button = Button(_("Back"), card)
        told = _(
            "The workbook has drop-downs and checks what is typed. Dropped here when it comes back, it is "
            "known by itself, and its figures are held against the household records."
        )
        label = QLabel(_("Village"), card)
        label.setBuddy(self.village)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(em(1), em(0.8), em(1), em(1))
        inside.setSpacing(em(0.5))
        inside.addWidget(heading(_("Blank application of a village"), card))
        inside.addWidget(line(told, card, muted=True))
        inside.addWidget(label)
        asked = QHBoxLayout()  # one row, so that it fits the smallest screen
        asked.addWidget(self.village, 1)
        asked.addWidget(self.kind)
        inside.addLayout(asked)
        inside.addWidget(self.year)
        buttons = FlowLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        inside.addLayout(buttons)
        box = QVBoxLayout(self)
        box.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        box.addStretch()
        self._wire()

    def _wire(self) -> None:
        self.village.changed.connect(self._settle)
        self.save_button.clicked.connect(lambda _checked: self.save())
        self.cancel_button.clicked.connect(lambda _checked: self.closed.emit())
        self.show_year()
        self._settle()

    def _kinds(self) -> tuple[ChoiceEditor, str]:
        """The applications that can be begun today; else why none can."""
        policy, today = self.page.desk.policy, self.page.desk.today
        kinds = [(REGISTRATION, _("Registration of a poor village")), (EXIT, _("Exit of a poor village"))]
        begun = [each for each in kinds if not policy.why_not_begun(each[0], today)]
        choice = ChoiceEditor(begun)
        choice.setAccessibleName(_("For"))
        choice.set_value(begun[0][0] if begun else None)
        return choice, "" if begun else policy.why_not_begun(REGISTRATION, today)

    def show_year(self) -> None:
        """Show the year at work, which the workbook will be for."""
        words = _("Figures of {year}; choose another year at the top of the window.")
        self.year.setText(words.format(year=self.page.year))

    def _settle(self) -> None:
        reason = self._ended or ("" if self.village.value() else _("Choose the village first."))
        self.save_button.setEnabled(not reason)
        self.save_button.setToolTip(reason)
        self.save_button.setAccessibleDescription(reason)

    def save(self) -> None:
        """Ask where to and write it."""
        village = self.addressee()
        proposed = safe_name(
            _("{village}_application_{year}").format(village=village.name, year=self.page.year), ".xlsx"
        )
        title = _("Save the blank workbook")
        if path := save_file(self, Purpose.BLANK, title, proposed, WORKBOOK):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the blank workbook of the chosen village and year."""
        from county_desk.intake.forms.blank import write_blank_village_form
        from county_desk.intake.village_forms import indicators_asked

        village, year, kind = self.addressee(), self.page.year, str(self.kind.value())
        day = min(self.page.desk.today, date(year, 12, 31))
        asked = indicators_asked(self.page.desk.policy, day) if kind == EXIT else ()

        def write(_progress: Progress) -> None:
            write_blank_village_form(path, village, year, kind, asked)

        save(self.page, write, path, _("Making the workbook"))
        self.closed.emit()

    def addressee(self) -> "Addressee":
        """The village that was chosen, as its form names it."""
        from county_desk.intake.forms.blank import Addressee

        desk = self.page.desk
        row = desk.read(one, VILLAGES_LISTING, self.village.value())
        assert row is not None
        county = desk.read(county_of, desk.today).name
        return Addressee(row.id, row.code, county, row.township, row.name)
