"""The forms that senders use: decisions about their columns, and changes since the last form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Annotated, Any, ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.intake.delivery import Delivery, Layout, SheetIn
from county_desk.intake.reading.columns.answers import BLANK, dated
from county_desk.intake.vocabulary import bare
from county_desk.models.layout import FormLayout
from county_desk.models.user import Permission
from county_desk.rules.checks.catalogue import catalogue
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.records import place_trouble
from county_desk.workflow.journal import insert_row, update_rows

OF_ACTS = "act:"  # before the keys of lists of acts
_OTHER = "other"
_FORM = FormLayout.__table__.c
_FORMS = (  # made once: it is asked for every sheet of a delivery
    select(*_FORM)
    .where(_FORM.kind == bindparam("kind"), _FORM.place_id.is_not_distinct_from(bindparam("place")))
    .where(_FORM.withdrawn_on.is_(None))
    .order_by(_FORM.last_used.desc(), _FORM.id.desc())
)


@dataclass(frozen=True)
class FormChange:
    """The difference between two forms: titles that are new, missing, or in another column.

    `sheet` is the sheet with the new form. `since` is the last day on which the old form was used.
    """

    sheet: str
    since: object
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The change in words."""
        return catalogue()["R24"].sentence("", self.values())

    def values(self) -> dict[str, object]:
        """The values of the sentence: the sheet, the day of its last form, and the titles in words."""
        parts = [
            words.format(titles="、".join(titles))
            for titles, words in (
                (self.added, _("new: {titles}")),
                (self.removed, _("gone: {titles}")),
                (self.moved, _("moved: {titles}")),
            )
            if titles
        ]
        return {"sheet": self.sheet or "CSV", "day": self.since, "parts": _("; ").join(parts)}


def compare_titles(before: Sequence[str], now: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The titles of a form that are new, that are gone, and that stand in another order."""
    added = tuple(title for title in now if title not in before)
    removed = tuple(title for title in before if title not in now)
    old, new = [each for each in before if each in now], [each for each in now if each in before]
    stayed = {
        title
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for title in new[block.b : block.b + block.size]
    }
    return added, removed, tuple(title for title in new if title not in stayed)


def form_change(session: Session, sheet: SheetIn, place_id: int | None) -> FormChange | None:
    """Return the difference from the form that this sender last used for this list; None without one."""
    texts = list(sheet.texts.values())
    last = next(iter(_rows(session, list_of(sheet), place_id)), None) if texts else None
    if last is None or last.texts == texts:
        return None
    added, removed, moved = compare_titles(last.texts, texts)
    return FormChange(sheet.name, last.last_used, added, removed, moved)


def settled_layouts(session: Session) -> tuple[Layout, ...]:
    """Every form with decisions about its columns, as the reader of files wants it."""
    wanted = select(FormLayout).where(FormLayout.withdrawn_on.is_(None)).order_by(FormLayout.last_used.desc())
    wanted = wanted.where(FormLayout.kind.not_like(f"{OF_ACTS}%"))
    return tuple(
        Layout(form.kind, tuple(form.texts), form.meanings)
        for form in session.scalars(wanted)
        if form.meanings
    )


def remember_layouts(work: Work, delivery: Delivery) -> None:
    """Note which forms a file uses, so that the next one can be held against them."""
    for sheet in delivery.sheets:
        texts = list(sheet.texts.values())
        if not texts or list_of(sheet) == _OTHER:
            continue
        rows = _rows(work.session, list_of(sheet), delivery.place_id)
        form = next((row for row in rows if row.texts == texts), None)
        if form is None:
            insert_row(work.session, FormLayout, _new(work, list_of(sheet), delivery.place_id, texts, {}))
        elif form.last_used != work.today:
            update_rows(work.session, FormLayout, [(form.id, form.version, {"last_used": work.today})])


def list_of(sheet: SheetIn) -> str:
    """The key of the list on a sheet."""
    return sheet.list or sheet.kind


class SettleLayout(Command):
    """Remember what the columns of a form mean. The answer to a title serves every form of the list.

    `list` and `texts` are those of a `SheetIn`, `meanings` gives a title the standard title that it means,
    "" for one to pass over; they take the place of those that were settled before. `place` is the sender.
    Of a title that names a year it is remembered for the `year` of the file.
    """

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(
        N_("Settle the columns of a form"), N_("Settled the columns of a form"), "layout"
    )
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    list: str
    texts: tuple[str, ...]
    meanings: Mapping[str, str] = field(default_factory=dict)
    place: int | None = None
    year: int | None = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.texts:
            return {"": _("The form has no titles")}
        if unknown := [title for title in self.meanings if title not in self.texts]:
            return {"meanings": _("The form has no column {title}").format(title=unknown[0])}
        trouble = place_trouble(work.session, work.actor, self.place) if self.place else ""
        return {"": trouble} if trouble else {}

    def run(self, work: Work) -> Change:
        form = _found(work.session, self.list, self.place, [*self.texts])
        before: Mapping[str, str] = {}
        others = answers_of(work.session, self.list)
        meanings = {text: dated(text, meant, self.year or 0) for text, meant in self.meanings.items()}
        if form is None:
            form = FormLayout(**_new(work, self.list, self.place, [*self.texts], meanings))
            work.session.add(form)
        else:
            before, form.meanings = form.meanings, meanings
        shared = {title: meant for title, meant in meanings.items() if not BLANK.fullmatch(title)}
        _follow(work.session, self.list, shared, {each for each in before if each not in meanings})
        work.session.flush()
        earlier = {**before, **{title: others[title] for title in meanings if title in others}}
        undo = SettleLayout(list=self.list, texts=self.texts, meanings=earlier, place=self.place)
        said = "、".join(f"{text} → {meaning or '—'}" for text, meaning in meanings.items())
        summary = _("Columns of a form settled: {said}").format(said=said or "—")
        return Change(summary, undo=undo, id=form.id)


class WithdrawAnswer(Command):
    """Forget the answer about a column in every form, so that the next file asks again.

    `column` is the title as written in the files. `list` is the key of the list; "" means every list.
    """

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(
        N_("Withdraw the answer about a column"), N_("Withdrew the answer about a column"), "layout"
    )
    law: ClassVar = ONE_PERSON

    column: Annotated[str, Ask(Text(), N_("Title of the column"))]
    list: Annotated[str, Ask(Text(), N_("Key of the list"), N_("persons, heads …; blank for all lists"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        forms = _answered(work.session, self.list)
        if any(bare(self.column) in form.meanings for form in forms):
            return {}
        known = dict.fromkeys(title for form in forms for title in form.meanings)
        message = _("No answer about “{title}” is kept. Answered: {known}")
        return {"column": message.format(title=self.column, known="、".join(known) or "—")}

    def run(self, work: Work) -> Change:
        title = bare(self.column)
        forms = [form for form in _answered(work.session, self.list) if title in form.meanings]
        first = forms[0]
        undo = SettleLayout(
            list=first.kind, texts=tuple(first.texts), meanings=first.meanings, place=first.place_id
        )
        for kind in {form.kind for form in forms}:
            _follow(work.session, kind, {}, {title})
        work.session.flush()
        summary = _("Answer about the column “{title}” withdrawn").format(title=title)
        return Change(summary, undo=undo, id=first.id)


def _answered(session: Session, kind: str = "") -> Sequence[FormLayout]:
    """The forms of a list, or of all, about which a person decided; the one used last comes last."""
    wanted = (
        select(FormLayout)
        .where(FormLayout.withdrawn_on.is_(None))
        .order_by(FormLayout.last_used, FormLayout.id)
    )
    forms = session.scalars(wanted.where(FormLayout.kind == kind) if kind else wanted)
    return [form for form in forms if form.meanings]


def answers_of(session: Session, kind: str) -> dict[str, str]:
    """The answers about the titles of a list; a column without a title belongs to its own form alone."""
    every = (answer for form in _answered(session, kind) for answer in form.meanings.items())
    return {title: meant for title, meant in every if not BLANK.fullmatch(title)}


def _follow(session: Session, kind: str, meanings: Mapping[str, str], dropped: Collection[str]) -> None:
    """Let every form of a list that has an answer of its own about a title have the new one, or none."""
    for form in _answered(session, kind):
        kept = {title: meant for title, meant in form.meanings.items() if title not in dropped}
        now = {title: meanings.get(title, meant) for title, meant in kept.items()}
        if now != form.meanings:
            form.meanings = now


def _rows(session: Session, kind: str, place_id: int | None) -> Sequence[Any]:
    """The forms of a list that a sender uses, as rows, the last first."""
    return session.execute(_FORMS, {"kind": kind, "place": place_id}).all()


def _found(session: Session, kind: str, place_id: int | None, texts: Sequence[str]) -> FormLayout | None:
    forms = _rows(session, kind, place_id)
    return next((session.get_one(FormLayout, form.id) for form in forms if form.texts == texts), None)


def _new(
    work: Work, kind: str, place_id: int | None, texts: Sequence[str], meanings: dict[str, Any]
) -> dict[str, object]:
    used = {"first_used": work.today, "last_used": work.today}
    return {"kind": kind, "place_id": place_id, "texts": texts, "meanings": meanings, **used}
