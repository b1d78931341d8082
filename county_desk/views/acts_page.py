"""A page around one list: beside it the current row in full, with a button for each act on it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from county_desk.intake.pasting.grid import PasteGrid
from county_desk.models.user import Permission
from county_desk.tables.chart import Chart
from county_desk.text import N_, _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page_button import page_button
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste, usual_place
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chart import ChartView
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowLink, RowOffer
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.command import Change, Command

NOTHING = N_("Nothing is on record yet.")


@dataclass(frozen=True)
class ListChart:
    """A chart beside a list: the words of its tool, and how a page reads it."""

    words: str
    read: Callable[["ActsPage[Any]"], Chart]


class ActsPage[R](RegisterPage):
    """A list, and beside it the current row with the acts that it allows.

    Above the list stands the button of `made`, which makes a new row, and before it that of each other act in
    `also_made`. `grids` can be pasted into the list, and `chart` is shown beside it. The card has the columns
    `facts`, by default the visible ones and those `also`. It begins with the state in the column `chip`.
    """

    made: ClassVar[type[Command] | None] = None
    also_made: ClassVar[Sequence[type[Command]]] = ()
    grids: ClassVar[Sequence[PasteGrid]] = ()
    pasted_by: ClassVar[Permission] = Permission.READ  # the right to have the tool
    chart: ClassVar[ListChart | None] = None
    empty: ClassVar[str] = NOTHING
    stacked: ClassVar[bool] = False  # whether each button of the card has a line of its own
    facts: ClassVar[Sequence[str]] = ()
    also: ClassVar[Sequence[str]] = ()
    chip: ClassVar[str] = ""
    leads: ClassVar[Mapping[type[Command], str]] = {}  # the page of what an act makes, where not its own

    def _build(self) -> None:
        super()._build()
        if self.grids and self.desk.actor.may(self.pasted_by):
            self.paste_button = offer_paste(self, self.paste_place)
        self.add_tools()
        if self.chart is not None:
            button = self.list.bar.offer(_(self.chart.words), Icon.CHART)
            button.clicked.connect(lambda _checked: self._look_at_chart())
        self._offer_new()

    def acts(self, row: R) -> Iterable[RowOffer]:
        """The acts, links and papers that a row offers, in the order of their buttons; the next act first."""
        return ()

    def warning_of(self, row: R) -> str:
        """Words about a row that is late or wrong; "" for any other."""
        return ""

    def name_of(self, row: R) -> str:
        """The heading over a row."""
        return self.listing.label(row)

    def made_values(self) -> Mapping[str, object]:
        """The values that the form of a new row begins with, beside the year at work."""
        return {}

    def paste_place(self) -> PastePlace:
        """The place of pasted rows: any, in the year at work."""
        return usual_place(self, self.grids)

    def add_tools(self) -> None:
        """Add tools of this page alone, between pasting and the chart."""

    def narrow(self, subject: Any) -> None:
        """Answer a click on a line of the chart; by default show the record."""
        self.show_subject(subject)

    def show_row(self, row: R) -> QWidget | None:
        """The row in full, with its acts and links."""
        card = RecordCard(self)
        card.box.addWidget(heading(self.name_of(row), card, 1.25))
        self.show_state(row, card)
        buttons = [self._button_of(offer, strong=place == 0) for place, offer in enumerate(self.acts(row))]
        card.add_acts(buttons, stacked=self.stacked)
        card.box.addWidget(Pairs(self.shown(row, self._facts()), card))
        self.show_more(row, card)
        return card

    def show_state(self, row: R, card: RecordCard) -> None:
        """Add what stands above the acts: the state of the row and its warning."""
        if self.chip:
            words = self.listing.table[self.chip].shown(row)
            card.box.addWidget(Chip(getattr(row, self.chip).shape, words, card))
        if warning := self.warning_of(row):
            card.box.addWidget(Banner("warn", warning, card))

    def show_more(self, row: R, card: RecordCard) -> None:
        """Add what stands under the facts, perhaps once it is read."""

    def open_row(self, row: R) -> None:
        """Do the first act that the row waits for, or go where it leads, in the order of the buttons."""
        for offer in self.acts(row):
            match offer:
                case RowAct(waits=True):
                    if self.desk.actor.may(offer.command.permission):
                        self.open_act(offer)
                    return
                case RowLink(enter=True):
                    self.go.emit(offer.page, offer.subject)
                    return

    def actions_for(self, menu: QMenu, row: R) -> None:
        """The acts on the row, for who may do them."""
        for offer in self.acts(row) if row is not None else ():
            if isinstance(offer, RowAct) and self.desk.actor.may(offer.command.permission):
                menu.addAction(offer.shown, self._opening(offer))
            elif isinstance(offer, RowLink) and offer.enter:
                menu.addAction(offer.words, self._opener_of(offer))

    def open_act(self, act: RowAct) -> None:
        """Open the form of an act; with several rows selected it says that it is about one of them."""
        title = {"title": act.title} if act.title else {}
        self.ask(act.command, act.values, **title, **act.fixed)
        chosen = len(self.list.table.selected_rows())
        panel = self.pane.panel
        if chosen > 1 and panel and not any(isinstance(value, tuple) for value in act.fixed.values()):
            words = _("{count} rows are selected. This form is about one of them: the record named above.")
            panel.add_under_heading(Banner("info", words.format(count=chosen), panel))

    def act_button(self, act: RowAct, *, strong: bool = False) -> Button:
        """Return the button of an act."""
        return self.button(act.shown, act.command.permission, self._opening(act), strong=strong)

    def ask(self, command: type[Command], values: Mapping[str, object] | None = None, **fixed: Any) -> None:
        """Open the form of a command in the pane; `title` among the fixed fields stands over it."""
        asked = {name: value for name, value in (values or {}).items() if name in command.asks()}
        panel = CommandPanel(
            self,
            command,
            act=self.act_name(command),
            then=lambda change: self.done_with(command, change),
            values={"year": self.year, **asked},
            offers=self.offers_of(command),
            **fixed,
        )
        self.prepare(command, panel, fixed)
        self.take(panel.opened_by("ask_again", command, list(asked.items()), list(fixed.items())))

    def prepare(self, command: type[Command], panel: CommandPanel[Any], fixed: Mapping[str, Any]) -> None:
        """Add to the form of a command, with some fixed fields, before it opens."""

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Open the form of an act as this page does."""
        self.ask(command, {**(self.made_values() if command is self.made else {}), **values})

    def ask_again(
        self,
        command: type[Command],
        values: Sequence[tuple[str, object]],
        fixed: Sequence[tuple[str, object]],
    ) -> None:
        """Open the form of a command with values and fixed fields as pairs."""
        self.ask(command, dict(values), **dict(fixed))

    def act_name(self, command: type[Command]) -> str:
        """The name of an act where this page does one thing by it; "" for that of the command."""
        return ""

    def offers_of(self, command: type[Command]) -> Mapping[str, Sequence[Offer]] | None:
        """Return the choices of fields that the declared lists do not give."""
        return None

    def done_with(self, command: type[Command], change: Change) -> None:
        """Show what an act made, on its own page or in this list."""
        if change.id is None or change.waits:
            return
        if page := self.leads.get(command, command.leads_to):
            self.go.emit(page, change.id)
        elif command is self.made:
            self.list.seek(change.id)

    def shown(self, row: R, keys: Iterable[str]) -> list[tuple[str, str]]:
        """The filled columns of a row, as title and words."""
        table = self.listing.table
        found = [(_(table[key].title), table[key].shown(row, masked=True)) for key in keys]
        return [(title, words) for title, words in found if words]

    def _facts(self) -> Sequence[str]:
        columns = self.listing.table.columns
        return self.facts or [each.key for each in columns if not each.hidden or each.key in self.also]

    def _offer_new(self) -> None:
        """Put the buttons that make new records above the list; Ctrl+N presses that of `made`."""
        for command in self.also_made:
            self.header.addWidget(self._new_button(command))
        if self.made is None:
            return
        self.new_button = button = self._new_button(self.made)
        self.header.addWidget(button)
        QShortcut(QKeySequence("Ctrl+N"), self, button.click)
        if button.isEnabled():
            button.setToolTip("Ctrl+N")
            self.list.nothing = (_(self.empty), button.text(), button.click)

    def _new_button(self, command: type[Command]) -> Button:
        def ask() -> None:
            self.ask(command, self.made_values() if command is self.made else {})

        return self.button(button_words(command), command.permission, ask, strong=True)

    def _button_of(self, offer: RowOffer, *, strong: bool) -> Button:
        match offer:
            case RowAct():
                return self.act_button(offer, strong=strong and offer.waits)
            case RowLink():
                return page_button(self, offer.words, offer.page, offer.subject)
        return self.button(offer.words, offer.needs, offer.press)

    def _opening(self, act: RowAct) -> Callable[[], None]:
        return lambda: self.open_act(act)

    def _opener_of(self, link: RowLink) -> Callable[[], None]:
        return lambda: self.go.emit(link.page, link.subject)

    def _look_at_chart(self) -> None:
        chart = self.chart
        assert chart is not None
        self.look(lambda: chart.read(self), self._show_chart, "chart")

    def _show_chart(self, chart: Chart) -> None:
        self.pane.show_widget(ChartView(chart, self, self.narrow))
