"""The figures of policy: as they hold in a year beside another one, with source and certainty."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from county_desk.fields import Invalid
from county_desk.intake.pasting.grids import FIGURES
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
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.administration_part import AdministrationPart, Form
from county_desk.views.administration.examples_page import examples_button
from county_desk.views.administration.rehearsal_view import ask_what_if, offer_what_if
from county_desk.views.pasting.paste_tool import offer_paste, usual_place
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.parts import Pairs, heading, line
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowButton, RowOffer
from county_desk.workflow.command import Command
from county_desk.workflow.policy.own_figures import SetParameter, WithdrawParameter

FIRST = 2014  # the year of the first figures


class FiguresPage(AdministrationPart, ActsPage[FigureRow]):
    """The figures as a list; beside it one figure through time, and the forms that enter and withdraw it."""

    key: ClassVar = "figures"
    synonyms: ClassVar = N_("standards lines")
    proposes: ClassVar = (SetParameter, WithdrawParameter)
    filters: ClassVar = ("state", "sure")
    facts: ClassVar = ("value", "compared")

    def _build(self) -> None:
        self.listing = figures_listing(self._rows)
        self.years = (self.desk.today.year, self.desk.today.year - 1)
        super()._build()
        years = range(self.desk.today.year + 1, FIRST - 1, -1)
        self.boxes = tuple(
            ChoicesBox(name, [(year, words.format(year=year)) for year in years], self)
            for name, words in ((_("Year"), "{year}"), (_("Compare with"), _("beside {year}")))
        )
        if self.desk.actor.may(Permission.ADMINISTER):
            offer_paste(self, lambda: usual_place(self, (FIGURES,)))
        for box, year in zip(self.boxes, self.years, strict=True):
            box.set_value(year)
            box.activated.connect(lambda _place: self._other_years())
            self.header.addWidget(box)
        self.header.addWidget(examples_button(self, "figures"))

    def name_of(self, row: FigureRow) -> str:
        """The title of the figure."""
        return row.title

    def acts(self, row: FigureRow) -> Iterable[RowOffer]:
        """Enter the figure of the county, or of this year's document; or rehearse one."""
        since = day_of(self.years[0], self.desk.today).replace(month=1, day=1)
        title, about = _("Enter: {title}").format(title=row.title), {"name": row.name}
        yield RowAct(SetParameter, {"since": since}, about, _("Enter a figure…"), title, waits=False)
        yield RowButton(_("What if…"), lambda: ask_what_if(self, self._tried(row.name)))

    def prepare(self, command: type[Command], panel: Form, fixed: Mapping[str, Any]) -> None:
        """Offer to rehearse the act as it is filled in."""
        if command is WithdrawParameter:
            offer_what_if(panel, lambda: WithdrawParameter(name=fixed["name"], since=fixed["since"]))
        else:
            offer_what_if(panel, lambda: self._filled_in(fixed["name"], panel))

    def show_more(self, row: FigureRow, card: RecordCard) -> None:
        """Add the figure through time, once it is read."""
        desk = self.desk

        def read() -> tuple[str, str, tuple[SeriesLine, ...]]:
            policy = desk.policy
            value = policy.terms(day_of(self.years[0], desk.today))[row.name]
            about = spoken(policy.book[row.name].description)
            trouble = value.trouble() if value.missing else ""
            return about, trouble, series_of(policy, row.name)

        self.look(read, lambda found: self._show(row, *found, card), "figure", card)

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Show the figures; the form belongs to one of them."""

    def _tried(self, name: str, value: str = "", since: date | None = None) -> SetParameter:
        """The figure of a rehearsal, from today on where no day is given."""
        return SetParameter(name=name, since=since or self.desk.today, value=value.strip(), reference="")

    def _filled_in(self, name: str, panel: Form) -> SetParameter:
        """The figure as the form has it so far."""
        value, since = (panel.form.editors[name] for name in ("value", "since"))
        try:
            day = since.value()
        except Invalid:
            day = None
        return self._tried(name, str(value.draft()), day)

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
        self, row: FigureRow, about: str, trouble: str, lines: tuple[SeriesLine, ...], card: RecordCard
    ) -> None:
        box = card.box
        box.addWidget(line(about, card, muted=True))
        if trouble:
            box.addWidget(Banner("bad" if row.state is FigureState.ENDED else "warn", trouble, card))
        for each in lines:
            box.addWidget(heading(f"{each.value} · {_days(each)}", card, 1.0))
            facts = (
                (_("Set for"), each.place),
                (_("How sure"), _(each.sure.label)),
                (_("Document"), each.source),
            )
            box.addWidget(Pairs(facts, card))
            if each.own:
                title = _("Withdraw: {title}, in force from {since}")
                title = title.format(title=row.title, since=each.since)
                fixed = {"name": row.name, "since": each.since}
                act = RowAct(WithdrawParameter, fixed=fixed, words=_("Withdraw…"), title=title)
                box.addWidget(self.act_button(act))


def _days(each: SeriesLine) -> str:
    if each.until is None:
        return _("From {since}").format(since=each.since)
    return _("{since} to {until}").format(since=each.since, until=each.until)
