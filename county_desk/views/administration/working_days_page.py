"""The working days of a year as a calendar, and the form in which the administrator enters them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from county_desk.fields import Invalid
from county_desk.models.user import Permission
from county_desk.rules.bilingual import spoken
from county_desk.rules.calendar import YearTable
from county_desk.rules.holiday_text import read_days, written
from county_desk.rules.own_files import PolicyFileKind
from county_desk.text import N_, _
from county_desk.views.administration.administration_part import AdministrationPart, Form
from county_desk.views.administration.examples_page import examples_button
from county_desk.views.administration.year_parts import REST, WORK, NoticeBox, YearView
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import bare, divided, heading, line
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Command
from county_desk.workflow.policy.own_holidays import EnterHolidays, WithdrawHolidays

if TYPE_CHECKING:
    from county_desk.rules.policy import Policy

SHIPPED, FILE, ENTERED = (
    N_("Comes with the program"),
    N_("From a policy file of the county"),
    N_("Entered by the county"),
)


@dataclass(frozen=True)
class YearLook:
    """A year as it is in force: its table, None while unknown, and where that comes from."""

    years: tuple[int, ...]
    table: YearTable | None
    origin: str


class WorkingDaysPage(AdministrationPart):
    """One year drawn; the pane names each occasion, or holds the form. Typed days are drawn at once."""

    key: ClassVar = "working_days"
    synonyms: ClassVar = N_("holidays calendar")
    proposes: ClassVar = (EnterHolidays, WithdrawHolidays)

    def _build(self) -> None:
        super()._build()
        self.shown: YearLook | None = None
        self.year_box = ChoicesBox(_("Year"), [(self.desk.today.year, str(self.desk.today.year))], self)
        self.enter_button = PrimaryButton(_("Enter a year…"), self, self.ask)
        self.may = self.permit(self.enter_button, Permission.ADMINISTER)
        self.header.addWidget(self.year_box)
        self.header.addWidget(self.enter_button)
        self.header.addWidget(examples_button(self, "days"))
        self.view = YearView(self)
        self.area = QScrollArea(self, widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.view)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Calendar of the year"))
        self.pane = Pane(self)
        self.split = divided(self, self.area, self.pane)
        self.body.addWidget(self.split, 1)
        self.year_box.activated.connect(lambda _place: self.refresh())
        self.pane.released.connect(self._released)

    def refresh(self) -> None:
        """Read the year that is chosen."""
        desk, year = self.desk, int(self.year_box.value())
        self.look(lambda: read_year(desk.policy, year, desk.today.year), self._show, "year")

    def show_subject(self, subject: object) -> None:
        """Show a year by its number."""
        year = int(str(subject))
        self._offer((*self._years(), year), year)
        self.refresh()

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Open the form of the holidays; the days that are withdrawn are chosen first."""
        if command is EnterHolidays:
            self.ask()

    def parts(self) -> list[QWidget]:
        """The calendar and the pane."""
        return [self.area, self.pane]

    def home(self) -> QWidget:
        """The calendar."""
        return self.area

    def ask(self, year: int | None = None) -> None:
        """Open the form for a year: the one shown while it is unknown, else the first that is."""
        year = year or self._proposed_year()
        title = _("Working days of {year}").format(year=year)
        panel = CommandPanel(
            self, EnterHolidays, title=title, then=lambda _change: self.show_subject(year), year=year
        )
        self.pane.take(panel.opened_by("ask", year))
        panel.add_under_heading(NoticeBox(year, panel))
        panel.form.changed.connect(lambda: self._draw(panel, year))
        self.split.setSizes([em(40), em(30)])
        self._draw(panel, year)

    def _proposed_year(self) -> int:
        years = self.shown.years if self.shown else ()
        year = int(self.year_box.value())
        return year if year not in years else max(years, default=year) + 1

    def _show(self, look: YearLook) -> None:
        year = int(self.year_box.value())
        self.shown = look
        self._offer(look.years, year)
        if look.table is None:
            words = _(
                "The working days of {year} are not known yet. The State Council announces them late in the "
                "year before; enter them as soon as they are published."
            )
            self.show_note(Banner("warn", words.format(year=year), self))
        if self.pane.panel is None:
            self._draw_table()
            self.pane.show_widget(self._facts(year, look))

    def _offer(self, years: tuple[int, ...], chosen: int) -> None:
        known = sorted({*years, chosen, self.desk.today.year + 1}, reverse=True)
        self.year_box.offer([(year, str(year)) for year in known])
        self.year_box.set_value(chosen)

    def _years(self) -> tuple[int, ...]:
        return self.shown.years if self.shown else ()

    def _draw_table(self) -> None:
        table = self.shown.table if self.shown else None
        holidays, workdays = (table.holidays, table.workdays) if table else ({}, {})
        self.view.show_year(int(self.year_box.value()), holidays, workdays)

    def _draw(self, panel: Form, year: int) -> None:
        """Draw the typed days, as far as they can be read."""
        typed = panel.form.editors
        holidays, workdays = (_days_read(typed[name].draft(), year) for name in ("holidays", "workdays"))
        self.view.show_year(year, holidays, workdays)

    def _facts(self, year: int, look: YearLook) -> QWidget:
        """The occasions of the year in words, and the document."""
        holder = QWidget(self)
        box = bare(QVBoxLayout(holder), 0.5)
        box.addWidget(heading(_("Working days of {year}").format(year=year), holder))
        if look.table is None:
            box.addWidget(line(_("Saturdays and Sundays alone are known."), holder))
            return holder
        box.addWidget(line(f"{_(look.origin)} · {spoken(look.table.source)}", holder, muted=True))
        for title, days in (
            (f"{_('Days off')} {REST}", look.table.holidays),
            (f"{_('Make-up working days')} {WORK}", look.table.workdays),
        ):
            box.addWidget(heading(title, holder))
            for part in written(days).split("；") if days else (_("None"),):
                box.addWidget(line(part, holder))
        if look.origin == ENTERED:
            box.addWidget(self.button(_("Withdraw…"), Permission.ADMINISTER, lambda: self.withdraw(year)))
        return holder

    def withdraw(self, year: int) -> None:
        """Open the form that withdraws the working days of a year."""
        title = _("Withdraw the working days of {year}").format(year=year)
        panel = CommandPanel(self, WithdrawHolidays, title=title, year=year)
        self.pane.take(panel.opened_by("withdraw", year))

    def _released(self) -> None:
        self._draw_table()
        if self.shown:
            self.pane.show_widget(self._facts(int(self.year_box.value()), self.shown))
        self.area.setFocus()


def read_year(policy: "Policy", year: int, today: int) -> YearLook:
    """A year as a county follows it. Raises `WrongFile` when the file of that year is wrong."""
    table = policy.calendar.table(year)
    files = {file.name for file in policy.entered.files if file.kind is PolicyFileKind.CALENDAR}
    origin = FILE if str(year) in files else SHIPPED
    origin = ENTERED if year in {each.year for each in policy.entered.years} else origin
    return YearLook(policy.calendar.years(), table, origin)


def _days_read(text: object, year: int) -> Mapping[date, str]:
    try:
        return read_days(str(text or ""), year)
    except Invalid:
        return {}
