"""The figures of policy: as they hold in a year beside another one, with source and certainty."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.fields import Invalid
from county_desk.intake.pasting.grids import FIGURES
from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.register import OwnParameter
from county_desk.models.user import Permission
from county_desk.rules.bilingual import spoken
from county_desk.tables.policy.figures import (
    FigureRow,
    FigureState,
    SeriesLine,
    day_of,
    figures_listing,
    figures_of,
    series_of,
)
from county_desk.tables.proposals import ProposedAct, proposed_acts
from county_desk.text import N_, _
from county_desk.views.administration.administration_part import AdministrationPart, Form
from county_desk.views.administration.examples_page import examples_button
from county_desk.views.administration.rehearsal_view import ask_what_if, offer_what_if
from county_desk.views.jobs import Jobs
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.pasting.paste_tool import offer_paste, usual_place
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.form_ways import FormWay, Gone
from county_desk.views.widgets.parts import Pairs, bare, heading, line
from county_desk.workflow.command import Command
from county_desk.workflow.policy.own_figures import SetParameter, WithdrawParameter

FIRST = 2014  # the year of the first figures


class FiguresPage(AdministrationPart, RegisterPage):
    """The figures as a list; beside it one figure through time, and the forms that enter and withdraw it."""

    key: ClassVar = "figures"
    synonyms: ClassVar = N_("standards lines")
    watches: ClassVar = frozenset({OwnParameter, OwnPolicyFile})
    proposes: ClassVar = (SetParameter, WithdrawParameter)
    filters: ClassVar = ("state", "sure")
    chips: ClassVar = ("state",)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.listing = figures_listing(self._rows)
        self.years = (desk.today.year, desk.today.year - 1)
        super().__init__(desk, jobs, parent)
        years = range(desk.today.year + 1, FIRST - 1, -1)
        self.boxes = tuple(
            ChoicesBox(name, [(year, words.format(year=year)) for year in years], self)
            for name, words in ((_("Year"), "{year}"), (_("Compare with"), _("beside {year}")))
        )
        if desk.actor.may(Permission.ADMINISTER):
            offer_paste(self, lambda: usual_place(self, (FIGURES,)))
        for box, year in zip(self.boxes, self.years, strict=True):
            box.set_value(year)
            box.activated.connect(lambda _place: self._other_years())
            self.header.addWidget(box)
        self.header.addWidget(examples_button(self, "figures"))

    def show_row(self, row: FigureRow) -> QWidget:
        """One figure: its state in words, its series, and the forms."""
        holder = QWidget(self)
        box = bare(QVBoxLayout(holder), 0.5)
        box.addWidget(heading(row.title, holder))
        desk = self.desk

        def read() -> tuple[str, str, tuple[SeriesLine, ...]]:
            policy = desk.policy
            value = policy.terms(day_of(self.years[0], desk.today))[row.name]
            about = spoken(policy.book[row.name].description)
            trouble = value.trouble() if value.missing else ""
            return about, trouble, series_of(policy, row.name)

        self.look(read, lambda found: self._show(row, *found, holder), "figure", holder)
        return holder

    def actions_for(self, menu: QMenu, row: FigureRow) -> None:
        """The administrator enters a figure from the menu, too."""
        if row is not None and self.desk.actor.may(Permission.ADMINISTER):
            menu.addAction(_("Enter a figure…"), lambda: self.enter(row))

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Show the figures; the form belongs to one of them."""

    def enter(self, row: FigureRow) -> None:
        """Open the form that enters the figure of the county, or of this year's document."""
        fixed, known = (
            {"name": row.name},
            {"since": day_of(self.years[0], self.desk.today).replace(month=1, day=1)},
        )
        title = _("Enter: {title}").format(title=row.title)
        again = FormWay.to("enter_named", row.name)
        panel = self.open_form(self.pane, SetParameter, again, title=title, values=known, fixed=fixed)
        offer_what_if(panel, lambda: self._filled_in(row, panel))

    def _tried(self, row: FigureRow, value: str = "", since: date | None = None) -> SetParameter:
        """The figure of a rehearsal, from today on where no day is given."""
        return SetParameter(name=row.name, since=since or self.desk.today, value=value.strip(), reference="")

    def _filled_in(self, row: FigureRow, panel: Form) -> SetParameter:
        """The figure as the form has it so far."""
        value, since = (panel.form.editors[name] for name in ("value", "since"))
        try:
            day = since.value()
        except Invalid:
            day = None
        return self._tried(row, str(value.draft()), day)

    def enter_named(self, name: str) -> None:
        """Open the form that enters a figure by its key. Raises `Gone` when the policy has no such figure."""
        self.enter(self._row_named(name))

    def withdraw(self, row: FigureRow, since: date) -> None:
        """Open the form that takes an entry of the county back."""
        fixed = {"name": row.name, "since": since}
        title = _("Withdraw: {title}, in force from {since}").format(title=row.title, since=since)
        again = FormWay.to("withdraw_named", row.name, since)
        panel = self.open_form(self.pane, WithdrawParameter, again, title=title, fixed=fixed)
        offer_what_if(panel, lambda: WithdrawParameter(name=row.name, since=since))

    def withdraw_named(self, name: str, since: date) -> None:
        """Open the form that takes an entry back, by its key. Raises `Gone` when there is no such figure."""
        self.withdraw(self._row_named(name), since)

    def _row_named(self, name: str) -> FigureRow:
        row = next((each for each in self._rows() if each.name == name), None)
        if row is None:
            raise Gone
        return row

    def _rows(self) -> tuple[FigureRow, ...]:
        """The rows for the chosen years; read off the window's thread."""
        proposed = {str(each.values["name"]) for each in self._proposed()}
        return figures_of(self.desk.policy, *self.years, self.desk.today, proposed)

    def _proposed(self) -> tuple[ProposedAct, ...]:
        return self.desk.read(proposed_acts, [act.__name__ for act in self.proposes])

    def _other_years(self) -> None:
        self.years = (int(self.boxes[0].value()), int(self.boxes[1].value()))
        self.refresh()

    def _show(
        self,
        row: FigureRow,
        about: str,
        trouble: str,
        lines: tuple[SeriesLine, ...],
        holder: QWidget,
    ) -> None:
        box = holder.layout()
        assert isinstance(box, QVBoxLayout)
        box.addWidget(line(about, holder, muted=True))
        if trouble:
            box.addWidget(Banner("bad" if row.state is FigureState.ENDED else "warn", trouble, holder))
        administer = Permission.ADMINISTER
        box.addWidget(self.button(_("Enter a figure…"), administer, lambda: self.enter(row)))
        box.addWidget(
            self.button(_("What if…"), Permission.READ, lambda: ask_what_if(self, self._tried(row)))
        )
        for each in lines:
            box.addWidget(heading(f"{each.value} · {_days(each)}", holder, 1.0))
            facts = (
                (_("Set for"), each.place),
                (_("How sure"), _(each.sure.label)),
                (_("Document"), each.source),
            )
            box.addWidget(Pairs(facts, holder))
            if each.own:
                withdraw = partial(self.withdraw, row, each.since)
                box.addWidget(self.button(_("Withdraw…"), administer, withdraw))


def _days(each: SeriesLine) -> str:
    if each.until is None:
        return _("From {since}").format(since=each.since)
    return _("{since} to {until}").format(since=each.since, until=each.until)
