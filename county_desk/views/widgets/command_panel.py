"""A command to be filled in and done: the records it acts on, its form, its effect, and its two buttons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLayout, QWidget
from shiboken6 import isValid

from county_desk.fields import Year
from county_desk.tables.history.record_names import names_of
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.effect_step import EffectStep
from county_desk.views.widgets.footed_card import FootedCard
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.form_ways import FormWay
from county_desk.views.widgets.offers import filled_fields, label
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import drop, line
from county_desk.views.widgets.proposed_fields import ProposedFields
from county_desk.views.widgets.style import sized
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.gate.records import chosen_trouble, table_of


class CommandPanel[C: Command](FootedCard):
    """One command on a card, headed by the name and number of each record it acts on.

    `act` names the act on the button and, without a `title`, above the form; by default the command does.
    `closed()` is emitted when it was done or given up. `values` fills fields in beforehand; `fixed` are the
    fields without a question. An act with an effect runs only after the person confirms it.
    """

    closed = Signal()
    step: EffectStep | None = None  # the effect to confirm, while it is shown

    def __init__(
        self,
        page: Page,
        command: type[C],
        /,
        *,
        title: str = "",
        act: str = "",
        then: Callable[[Change], None] | None = None,
        offers: Mapping[str, Sequence[Offer]] | None = None,
        values: Mapping[str, object] | None = None,
        **fixed: object,
    ) -> None:
        super().__init__(page)
        self.page, self._then = page, then
        act = act or _(command.act.title)
        title, objects = title or act, list(_objects(page, command, fixed))
        self.name = titled(title, objects[0]) if len(objects) == 1 else title
        self.again: FormWay | None = None
        self.closed.connect(self._put_aside)  # first of all who hear of it
        self.heading = QLabel(title, self, wordWrap=True)
        sized(self.heading, 1.15)
        self.objects = line("\n".join(objects), self)
        self.objects.setVisible(bool(objects))
        self.fixed = frozenset(fixed)  # the fields whose values stand under the heading, or in its words
        self.form = CommandForm(command, page.desk, self, offers=offers, **fixed)
        self.form.submission = page.submission()
        self.form.fill(values or {})
        self.do_button = PrimaryButton(act, self, self.do)
        self.do_button.setToolTip("Ctrl+Enter")
        self.cancel_button = Button(_("Cancel"), self, self.closed.emit)
        ready = self.cancel_button if command.final else self.do_button
        self.setFocusProxy(self.form.first or ready)
        self._aside: list[QWidget] = []
        self._lay_out(command)
        self.may = self._permit(command, fixed)
        self.form.submitted.connect(self.do)
        page.drafts.attend(self)

    def _permit(self, command: type[C], fixed: Mapping[str, object]) -> bool:
        """Disable the button where this person may not act, or not on these records, and say who may."""
        desk = self.page.desk
        outside = desk.read(chosen_trouble, desk.actor, command, fixed)
        trouble = next(iter(outside.values()), "")
        may = self.page.permit(self.do_button, command.permission, trouble)
        if not may:
            self.add_under_heading(Banner("info", self.do_button.toolTip(), self))
        return may

    def _lay_out(self, command: type[C]) -> None:
        for part in (self.heading, self.objects, self.form):
            self.box.addWidget(part)
        if command.final:
            self.box.addWidget(Banner("warn", _(command.final), self))
        for button in (self.do_button, self.cancel_button):
            self.foot.addWidget(button)

    def opened_by(self, step: str, *given: object) -> Self:
        """Return this panel; the method `step` of its page opens it again, by `FormWay.to`."""
        self.again = FormWay.to(step, *given)
        return self

    def add_under_heading(self, *parts: QWidget) -> None:
        """Put more between the heading and the form."""
        for part in parts:
            self.box.insertWidget(self.box.indexOf(self.form), part)

    def do(self) -> None:
        """Have it done, after its effect was confirmed; a refusal is shown beside the fields it concerns."""
        if not self.do_button.isEnabled():
            return
        try:
            commands = self.commands()
        except Refused as refusal:
            self.form.show_problems(refusal.problems)
            return
        if not any(_has_effect(type(command)) for command in commands):
            self.carry_out(commands)
            return
        desk = self.page.desk
        self.page.look(
            lambda: desk.effects(commands), lambda found: self._ask_effects(commands, found), "effect", self
        )

    def commands(self) -> Sequence[C]:
        """The commands as filled in. Raises `Refused` naming each field that is missing or cannot be read."""
        return (self.form.command(),)

    def carry_out(self, commands: Sequence[C]) -> None:
        """Have the desk do it."""
        self.do_button.setEnabled(False)
        self.page.drafts.send(self)
        submission = self.form.submission
        self.page.do(commands[0], then=self._done, refused=self._refused, submission=submission)

    def _ask_effects(self, commands: Sequence[C], effects: Sequence[str]) -> None:
        """Ask whether the effect is meant; an act without one is done at once."""
        if not effects:
            self.carry_out(commands)
            return
        kept = (self.heading, self.objects)
        parts = [*_parts(self.box), *_parts(self.foot)]
        self._aside = [part for part in parts if part.isVisibleTo(self) and part not in kept]
        filled = list(filled_fields(self.page.desk, commands[0], self.fixed)) if len(commands) == 1 else []
        self.step = EffectStep(effects, self, filled)
        if isinstance(first := commands[0], PutInForce):
            self.step.box.addWidget(ProposedFields(self.page, first.proposal, self.step))
        self.box.insertWidget(self.box.indexOf(self.form), self.step)
        for button in self.step.buttons:
            self.foot.addWidget(button)
        self.step.show()
        self.step.effect.words.setFocus()
        for part in self._aside:
            part.hide()
        self.step.back.connect(self._back_to_form)
        self.step.confirmed.connect(lambda: self._confirmed(commands))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc from the effect to the form, which keeps its input."""
        if event.key() == Qt.Key.Key_Escape and self.step is not None:
            self._back_to_form()
        else:
            super().keyPressEvent(event)

    def _confirmed(self, commands: Sequence[C]) -> None:
        self._back_to_form()
        self.carry_out(commands)

    def _back_to_form(self) -> None:
        if self.step is None:
            return
        step, self.step = self.step, None
        for part in self._aside:
            part.show()
        self.setFocus()
        for part in (step, *step.buttons):
            drop(part)

    def settle(self) -> None:
        """Forget the typed text, because it was acted on."""
        self.page.drafts.done(self)
        if isValid(self):
            self.form.settle()

    def _put_aside(self) -> None:
        self.page.drafts.put_aside(self)
        self.form.settle()

    def _done(self, change: Change) -> None:
        self.settle()
        if self._then and not change.waits:
            self._then(change)
        if isValid(self):
            self.closed.emit()

    def _refused(self, refusal: Refused) -> None:
        if not isValid(self):  # another row was chosen while it was under way
            self.page.show_error(refusal)
            return
        self.do_button.setEnabled(True)
        self.form.see(refusal)
        self.page.drafts.note(self)


def _parts(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout."""
    for place in range(layout.count()):
        if (item := layout.itemAt(place)) is not None and (part := item.widget()) is not None:
            yield part


def _has_effect(command: type[Command]) -> bool:
    """Whether an act may have an effect that the person reads first, or wait for a second person."""
    return command.effect is not Command.effect or command.may_wait()


def _objects(page: Page, command: type[Command], fixed: Mapping[str, Any]) -> Iterator[str]:
    """The records that fixed fields name, each with its title where there are several, and the fixed year."""
    asks = {name: ask for name, ask in command.asks().items() if fixed.get(name)}
    named = {name: ask for name, ask in asks.items() if ask.of or table_of(ask)}
    dated = {name: ask for name, ask in asks.items() if isinstance(ask.kind, Year)}
    years = [titled(_(ask.title), ask.kind.show(fixed[name])) for name, ask in dated.items()]
    for name, ask in named.items():
        numbers = fixed[name] if isinstance(fixed[name], tuple) else (fixed[name],)
        words = label(page.desk, ask.of, numbers) if ask.of else _name(page, table_of(ask), numbers)
        yield titled(_(ask.title), words) if len(named) > 1 else " · ".join((words, *years))
    if len(named) != 1:
        yield from years


def _name(page: Page, table: str, numbers: Sequence[int]) -> str:
    """The names of records that no list declares."""
    return _("; ").join(page.desk.read(names_of, [(table, number) for number in numbers]).values())
