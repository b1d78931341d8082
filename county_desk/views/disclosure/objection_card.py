"""The objections to one list; the objectors stay covered until a person with the right uncovers them."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from county_desk.models.user import Permission
from county_desk.reveal_ways import RevealWay
from county_desk.shapes import Shape
from county_desk.tables.cases.disclosures import OBJECTIONS, ObjectionRow
from county_desk.text import _, _n
from county_desk.views.disclosure.disclosure_facts import DisclosureFacts
from county_desk.views.page import Page
from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, Card
from county_desk.views.widgets.parts import heading, in_column, in_row, link
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.cases.objections import SettleObjection
from county_desk.workflow.revealing import reveal


class ObjectionCards(QWidget):
    """One card an objection; `settle(objection)` is emitted to record a settlement."""

    settle = Signal(object)

    def __init__(self, page: Page, facts: DisclosureFacts) -> None:
        super().__init__(page)
        self.page, self.facts = page, facts
        self.cards: list[ObjectionCard] = []
        box = in_column(on=self, gap=0.5, margins=(0, 0.4, 0, 0))
        count = len(facts.objections)
        words = _n("{count} objection", "{count} objections", count).format(count=count)
        title = heading(words if count else _("No objection so far"), self, 1.0)
        self.unmask = Button(_("Show who objected"), self)
        self.unmask.setIcon(icon(Icon.SHOW))
        self.unmask.setCheckable(True)
        secret = any(each.objector or each.public_words or each.complained_of for each in facts.objections)
        self.unmask.setVisible(secret)
        page.permit(self.unmask, Permission.OBJECT)
        self.unmask.clicked.connect(self._ask)
        box.addLayout(in_row((title, 1), self.unmask))
        for objection in facts.objections:
            card = ObjectionCard(objection, facts.settling.get(objection.id, ""), self)
            card.settle.connect(self.settle)
            card.opened.connect(lambda case: page.go.emit("case", case))
            self.cards.append(card)
            box.addWidget(card)

    def _ask(self, on: bool) -> None:
        """Ask for the purpose; the names are shown once the look is recorded."""
        self._uncover(False)
        if on:
            dialog = PurposeDialog(_("Show who objected"), self)
            dialog.given.connect(self._record)
            dialog.open()

    def _record(self, purpose: str) -> None:
        disclosure = f"{_(OBJECTIONS['disclosure_id'].title)} {self.facts.row.id}"
        desk, count = self.page.desk, len(self.cards)

        def work() -> object:
            return reveal(desk, OBJECTIONS.key, RevealWay.SCREEN, count, purpose, disclosure)

        self.page.look(work, lambda _change: self._uncover(True), "reveal", self)

    def _uncover(self, on: bool) -> None:
        self.unmask.setChecked(on)
        for card in self.cards:
            card.show_objector(masked=not on)


class ObjectionCard(Card):
    """One objection: its words, its subject, and its settlement.

    `settle(objection)` is emitted to settle it, `opened(case)` to show its own case.
    """

    settle = Signal(object)
    opened = Signal(int)

    def __init__(self, objection: ObjectionRow, trouble: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.objection = objection
        self.words, self.objector = QLabel(self, wordWrap=True), QLabel(self, wordWrap=True)
        self.action: ActionRow | None = None
        settled = objection.settled_on is not None
        state = OBJECTIONS["finding"].shown(objection) if settled else _("Not settled")
        chip = Chip(Shape.FINE if settled else Shape.DISPUTED, state, self)
        around = (0.7, 0.5, 0.7, 0.6)
        box = in_column(chip, self.words, self.objector, on=self, gap=0.3, margins=around)
        if settled:
            answer = _("{day}, {investigators}: {reply}").format(
                day=objection.settled_on, investigators=objection.investigators, reply=objection.reply
            )
            box.addWidget(QLabel(answer, self, wordWrap=True))
        else:
            title = _(SettleObjection.act.title)
            self.action = ActionRow(title, lambda: self.settle.emit(objection), trouble, parent=self)
            box.addWidget(self.action)
        if objection.case_id is not None:
            words = _("Its own case: {number}").format(number=objection.case_id)
            box.addWidget(link(words, self, partial(self.opened.emit, objection.case_id)))
        self.show_objector(masked=True)

    def show_objector(self, *, masked: bool) -> None:
        """Cover or uncover who objected; the public wording, where there is one, stands for the original."""
        self.words.setText(objection_words(self.objection, masked=masked))
        who = OBJECTIONS["objector"].shown(self.objection, masked=masked) or _("anonymous")
        words = _("Objector: {who}").format(who=who)
        if self.objection.complained_of:
            shown = OBJECTIONS["complained_of"].shown(self.objection, masked=masked)
            words += "\n" + titled(_(OBJECTIONS["complained_of"].title), shown)
        self.objector.setText(words)


def objection_words(objection: ObjectionRow, *, masked: bool = False) -> str:
    """An objection with its day, channel, subject and words; `masked` prefers the public wording."""
    said = objection.public_words if masked and objection.public_words else objection.words
    words = _("{day}, {channel}, against {about}: {words}")
    if objection.late:
        words = _("{day} (after the last day), {channel}, against {about}: {words}")
    return words.format(
        day=objection.received_on,
        channel=OBJECTIONS["channel"].shown(objection),
        about=_subject(objection),
        words=said,
    )


def _subject(objection: ObjectionRow) -> str:
    if objection.omitted:
        return _("the omitted household of {head}").format(head=objection.about)
    return objection.about or _("the whole list")


def settling_panel(page: Page, objection: ObjectionRow) -> CommandPanel[SettleObjection]:
    """The form that settles an objection, under the words of the objection."""
    unasked: dict[str, Any] = (
        {}
        if objection.omitted
        else {
            "id_number": "",
            "persons": None,
            "village": None,
            "risks": "",
        }
    )
    panel = CommandPanel(page, SettleObjection, objection=objection.id, **unasked)
    panel.add_under_heading(QLabel(objection_words(objection), panel, wordWrap=True))
    return panel
