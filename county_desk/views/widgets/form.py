"""A form for any command: one field for each value it asks for, each problem beside its field."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from county_desk.fields import Day, Invalid, Year, YesNo
from county_desk.text import _, _n
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.blank_fields import nullable_fields, optional_fields, seldom_fields
from county_desk.views.widgets.day_editor import CalendarButton
from county_desk.views.widgets.editors import ENTER, ChoiceEditor, Offer, editor
from county_desk.views.widgets.field_grid import FieldNote, FormFields
from county_desk.views.widgets.focus import focus_in_view, put_in_order, within
from county_desk.views.widgets.form_parts import draft_digest, is_whole, prepare_field, records_of_form
from county_desk.views.widgets.known_values import KnownValues
from county_desk.views.widgets.offers import MOST, LongList, offers_within
from county_desk.views.widgets.offers import offers as listed
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.text_format import escaped
from county_desk.workflow.command import Ask, Command, Refused
from county_desk.workflow.declared import still_blank
from county_desk.workflow.gate.records import chosen_trouble
from county_desk.workflow.overtaken import Overtaken
from county_desk.workflow.submission import begin_submission

LATE = "late_reason"


class CommandForm[C: Command](QWidget):
    """Fields for the questions of a command; the caller fixes its other fields.

    A number that names a record is chosen from its declared list, or from `offers` as (number, label). Enter
    goes to the next field, Ctrl+Enter emits `submitted`. A field that may stay blank takes the command's own
    default. `replaced()` is emitted when another widget took its place while it held typed text.
    `discarded()` follows when the person throws the restored text away. `act` is the command and `records`
    are its objects; `about` names both, as the key of a draft. The reason of a late entry is not asked for
    before the desk says that a day is late. Fields that are `seldom` filled in are covered
    until one of them has a value, a problem or a draft.
    """

    submitted = Signal()
    changed = Signal()
    replaced = Signal()
    discarded = Signal()
    restored: Banner | None = None  # the word on top that typed text is back

    def __init__(
        self,
        command: type[C],
        desk: Desk,
        /,
        parent: QWidget | None = None,
        *,
        offers: Mapping[str, Sequence[Offer]] | None = None,
        **fixed: object,
    ) -> None:
        super().__init__(parent)
        self._command, self._fixed, self._desk = command, fixed, desk
        self.act, self.records = command.__name__, records_of_form(command, fixed)
        self._optional, self._nullable = optional_fields(command), nullable_fields(command)
        asks = {name: ask for name, ask in command.asks().items() if name not in fixed}
        self._declared = asks.keys() - self._optional - self._nullable
        self._wanted = command.fields_wanted(fixed)
        self._seldom = (seldom_fields(command) & asks.keys()) - self._required - {LATE}
        if self._seldom >= asks.keys() - {LATE}:
            self._seldom = set()  # there is nothing else to show
        self.asks = dict(sorted(asks.items(), key=lambda field: field[0] in self._seldom))
        offers = {**self._within(*self._around(), values=fixed), **(offers or {})}
        chosen = {name: [value for value, _label in offered] for name, offered in offers.items()}
        self.about = f"{self.act} {draft_digest(fixed, chosen)}"
        self.fixed = {name: draft_digest(value) for name, value in fixed.items()}
        self.editors: dict[str, Any] = {}
        self._followed: dict[str, object] = {}
        self.notes: dict[str, FieldNote] = {}
        self._problems: dict[str, str] = {}
        self._edited_since = False  # whether a field was changed since its problems were shown
        self._opened: dict[str, object] = {}
        self._known = KnownValues(command, desk, self.editors, self.notes, self._keep_opened)
        self._lay_out(offers)
        self._opened = self._fields()
        self.submission = desk.read(begin_submission)  # a page gives its own
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submitted.emit, **_INSIDE)

    def _lay_out(self, offers: Mapping[str, Sequence[Offer]]) -> None:
        self.summary = Banner("bad", "", self)
        self.summary.hide()
        self.summary.chosen.connect(self.focus_on)
        box = bare(QVBoxLayout(self), 0.3)
        box.addWidget(self.summary)
        self.fields = FormFields(self._seldom, self)
        self.fields.opened.connect(self.focus_on)
        box.addWidget(self.fields)
        for name, ask in self.asks.items():
            self._add(name, ask, offers.get(name))
        if LATE in self.asks:
            self.fields.show_field(LATE, shown=False)
        self._shape()
        put_in_order(self.fields)

    @property
    def first(self) -> QWidget | None:
        """The first field that the choices so far need; None in a form without fields."""
        fields = self.editors.items()
        return next((field for name, field in fields if self._wanted.get(name) is not False), None)

    @property
    def _required(self) -> set[str]:
        """The fields that may not stay blank, given the choices so far."""
        needed = {name for name, wanted in self._wanted.items() if wanted}
        return (self._declared | needed) - {name for name, wanted in self._wanted.items() if not wanted}

    def command(self) -> C:
        """The command as filled in. Raises `Refused` naming each field that is missing or cannot be read."""
        values: dict[str, Any] = dict(self._fixed)
        problems: dict[str, str] = {}
        required = self._required
        for name, ask in self.asks.items():
            if self._wanted.get(name) is False:
                continue  # its words are kept for another choice
            try:
                value = self.editors[name].value()
            except Invalid as error:
                problems[name] = str(error)
                continue
            if value is None and name in required:
                problems[name] = still_blank(ask)
            elif value is not None or name not in self._optional:
                values[name] = value
        if problems:
            raise Refused(problems)
        return self._command(**values)

    def fill(self, values: Mapping[str, object]) -> None:
        """Fill in the known fields."""
        for name, value in values.items():
            if name in self.editors:
                self.editors[name].set_value(value)
                self._follow()
                self._opened[name] = self.editors[name].draft()
                if value not in _BLANK:
                    self.fields.uncover(name)

    def put_in(self, values: Mapping[str, object]) -> None:
        """Fill in values after the form was opened; they count as typed."""
        for name, value in values.items():
            self.fields.uncover(name)
            self.editors[name].set_value(value)
            self._edited(name)

    @property
    def typed(self) -> bool:
        """Whether a field differs from its value at the opening of the form."""
        return self._fields() != self._opened

    def draft(self) -> dict[str, object]:
        """The fields that differ from their values at the opening of the form, with their current content."""
        return {name: field for name, field in self._fields().items() if field != self._opened[name]}

    def kept(self) -> dict[str, object]:
        """The draft with the days and years beside it: on another day the form opens with others."""
        dated = {name for name, ask in self.asks.items() if isinstance(ask.kind, Day | Year)}
        if not (typed := self.draft()):
            return {}
        wanted = dated | typed.keys()
        return {name: field.draft() for name, field in self.editors.items() if name in wanted}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put the fields of a draft back; those that an earlier version had, or held otherwise, stay out."""
        for name, field in draft.items():
            if name in self.editors:
                with suppress(TypeError, ValueError):
                    self.editors[name].restore(field)
        self.fields.uncover(*self.draft())
        self._follow()

    def stand_as(self, draft: Mapping[str, object]) -> None:
        """Show a draft made in another form about the same; all other fields stand as they opened."""
        for name, field in self.editors.items():
            if field.draft() != (wanted := draft.get(name, self._opened[name])):
                field.blockSignals(True)
                field.restore(wanted)
                field.blockSignals(False)
        self.fields.uncover(*self.draft())
        self._follow()
        if not draft and self.restored is not None:
            self.restored.hide()

    def say_restored(self, typed_at: datetime) -> None:
        """Say on top that earlier input is back, with a way to throw it away."""
        words = _("Restored: typed on {moment}.")
        moment = typed_at.astimezone().strftime("%Y-%m-%d %H:%M")
        banner = self.restored = Banner("info", words.format(moment=moment), self)
        banner.offer(_("Throw it away"), self.discarded.emit)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(0, banner)

    def settle(self) -> None:
        """Take the fields as the form opened with them: they were acted on, or given up."""
        self._opened = self._fields()

    def focused(self) -> str:
        """The name of the field that has the focus; empty for none."""
        return next((name for name, field in self.editors.items() if within(field)), "")

    def see(self, refusal: Refused) -> None:
        """Show why the command was refused; what another desk did meanwhile counts as seen from now on."""
        if isinstance(refusal, Overtaken):
            self.submission = replace(self.submission, seen=refusal.seen)
        self.show_problems(refusal.problems)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say each problem beside its field, and all of them on top; no problems clears the form."""
        for name in self.asks:
            self._note(name, problems.get(name, ""), full=True)
        if LATE in problems:
            self.fields.show_field(LATE, shown=True)
        self.fields.uncover(*problems)
        self._problems, self._edited_since = dict(problems), False
        self.summary.setMinimumHeight(0)
        self.summary.setVisible(bool(problems))
        if problems:
            self._sum_up()
            focus_in_view(self.summary.words)

    def _sum_up(self) -> None:
        """List on top the problems that wait to be put right; the place stays once there are none."""
        problems, count = self._problems, len(self._problems)
        words = _n("{count} thing to put right", "{count} things to put right", count)
        lines = [f"<b>{words.format(count=count)}</b>"] if self.asks.keys() & problems else []
        for name, problem in problems.items():
            said = escaped(problem)
            lines.append(f'· <a href="{name}">{said}</a>' if name in self.asks else f"· {said}")
        self.summary.tone = "bad" if problems else "ok"
        self.summary.words.setText("<br>".join(lines) or _("All of this is put right."))
        self.summary.words.setAccessibleName(_("; ").join(problems.values()) or self.summary.words.text())
        self.summary.update()

    def focus_on(self, name: str) -> None:
        """Put the cursor into one field, or into the first."""
        self.fields.uncover(name)
        target = self.editors.get(name) or next(iter(self.editors.values()), None)
        if target:
            focus_in_view(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next field on Enter and to the one before on Shift+Enter, as in a worksheet."""
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            if self.summary.words.hasFocus():
                self.focus_on(next((name for name in self._problems if name in self.asks), ""))
                return
            self._go_on(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return
        super().keyPressEvent(event)

    def _go_on(self, *, forward: bool = True) -> None:
        """Go to the next field, or to the one before."""
        self.focusNextPrevChild(forward)
        if isinstance(self.window().focusWidget(), CalendarButton):
            self.focusNextPrevChild(forward)  # the calendar is no field; Tab goes there

    def _add(self, name: str, ask: Ask, offers: Sequence[Offer] | None) -> None:
        whole = offers is not None or not ask.of
        if offers is None and ask.of:
            offers = listed(self._desk, ask.of)
            whole = len(offers) < MOST
        field = self.editors[name] = editor(ask.kind, self._desk.today, offers)
        if isinstance(field, ChoiceEditor):
            field.entered.connect(self._go_on)
            if not whole:
                field.search_in(LongList(self._desk, ask.of))
        default = self._desk.today if ask.today else self._optional.get(name)
        if default not in _BLANK:
            field.set_value(default)
        title = _(ask.title)
        label = QLabel(self, wordWrap=True)
        label.setBuddy(field)
        prepare_field(self._desk, field, title, _(ask.help))
        note = self.notes[name] = FieldNote(_(ask.help), self)
        self.fields.add(name, label, field, note, whole=is_whole(ask.kind))
        field.left.connect(lambda: self._check(name))
        field.changed.connect(lambda: self._edited(name))

    def _around(self) -> set[str]:
        """The fields that name the household to which records of other fields belong."""
        return {ask.within for ask in self.asks.values()} - {""}

    def _within(self, *around: str, values: Mapping[str, object]) -> dict[str, Sequence[Offer]]:
        """The offers of other fields within the household that some fields name; none without a household."""
        asks = self._command.asks()
        return {
            name: offers_within(self._desk, ask, asks[ask.within].of, values.get(ask.within))
            for name, ask in self.asks.items()
            if ask.within in around
        }

    def _shape(self) -> None:
        """Show the fields that the choices need, and star those that may not stay blank."""
        given = dict(self._fixed)
        for name, field in self.editors.items():
            with suppress(Invalid):
                given[name] = field.value()
        self._known.follow(given)
        self._wanted = {**self._command.fields_wanted(given), **self._known.wanted}
        required = self._required
        for name, ask in self.asks.items():
            if name != LATE:
                self.fields.show_field(name, shown=self._wanted.get(name) is not False)
            self.fields.title(name, f"{_(ask.title)} *" if name in required else _(ask.title))
            if isinstance(ask.kind, YesNo):  # nothing is chosen yet, and not known is no answer to a need
                self.editors[name].setItemText(0, "—" if name in required else _("Not known"))
        self.fields.uncover(*(required & self._wanted.keys()))

    def _keep_opened(self, name: str) -> None:
        self._opened[name] = self.editors[name].draft()

    def _follow(self) -> None:
        """Offer what belongs to the chosen household, and ask for the reason of a late entry that has one."""
        self._shape()
        if LATE in self.asks and self.editors[LATE].draft():
            self.fields.show_field(LATE, shown=True)
        for around in self._around() & self.editors.keys():
            number = None
            with suppress(Invalid):  # words that are being typed name no household yet
                number = self.editors[around].value()
            if number != self._followed.get(around):
                self._followed[around] = number
                for name, offers in self._within(around, values={around: number}).items():
                    self.editors[name].offer(offers)

    def _fields(self) -> dict[str, object]:
        return {name: field.draft() for name, field in self.editors.items()}

    def _check(self, name: str) -> None:
        """On leaving a field, see whether it can be read at all; the desk judges the rest later."""
        try:
            self.editors[name].value()
        except Invalid as error:
            self._note(name, str(error), full=not QApplication.mouseButtons())
        else:
            if self._problems and self._edited_since:
                self._judge_again()

    def _judge_again(self) -> None:
        """Drop the problems of fields that another field has put right meanwhile."""
        try:
            command = self.command()
        except Refused:
            return  # the desk can only judge a whole act
        found = {**self._desk.problems(command), "": self._problems.get("", "")}
        self._edited_since = False
        for name in [name for name in self._problems if name not in found]:
            del self._problems[name]
            self._note(name, "")
        self._sum_up()

    def _edited(self, name: str) -> None:
        """A field is never red while it is being put right, and the words on top name it no longer."""
        self._edited_since = True
        self._known.touch(name)
        self._note(name, self._outside(name))
        if name in self._problems:
            self.summary.setMinimumHeight(self.summary.height())
            del self._problems[name]
            self._sum_up()
        self._follow()
        self.changed.emit()

    def _outside(self, name: str) -> str:
        """Say of a record, once it is chosen, that it lies outside the area of the person at the desk."""
        if self.asks[name].of:
            with suppress(Invalid):
                values = {name: self.editors[name].value()}
                return self._desk.read(chosen_trouble, self._desk.actor, self._command, values).get(name, "")
        return ""

    def _note(self, name: str, problem: str, *, full: bool = False) -> None:
        self.editors[name].wrong = bool(problem)
        self.notes[name].say(problem, full=full)
        target = self.editors[name].focusProxy() or self.editors[name]
        target.setAccessibleDescription(problem or _(self.asks[name].help))


def forms_with_input(part: QWidget) -> list[CommandForm[Any]]:
    """The forms in a part of the window that hold typed text."""
    return [form for form in part.findChildren(CommandForm) if form.typed]


_BLANK = (None, "", ())
_INSIDE: dict[str, Any] = {"context": Qt.ShortcutContext.WidgetWithChildrenShortcut}
