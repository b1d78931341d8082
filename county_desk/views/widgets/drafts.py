"""Text typed into forms: kept until it is acted on or given up, through new windows, crashes and nights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from county_desk.draft_files import DraftFiles, FoundDrafts, KeptDraft
from county_desk.text import _, _n
from county_desk.views.widgets.draft_rows import WeighedDrafts
from county_desk.views.widgets.draft_writer import DraftWriter
from county_desk.views.widgets.form_ways import FormWay, Gone
from county_desk.workflow.submission import Submission

if TYPE_CHECKING:
    from county_desk.views.page import Page
    from county_desk.views.widgets.form import CommandForm


type CellDrafts = dict[str, dict[tuple[int, str], object]]  # cells typed into each list


class Host(Protocol):
    """Holds a form on a page. `again` opens the form on another page; None where that page does so itself."""

    @property
    def page(self) -> Any: ...
    @property
    def form(self) -> "CommandForm[Any]": ...
    @property
    def name(self) -> str: ...
    @property
    def again(self) -> FormWay | None: ...


@dataclass
class FormDraft:
    """The typed fields of one form; `host` holds the form, unless it was not opened since the start."""

    kept: KeptDraft
    host: Host | None = None
    replaced: bool = False  # whether another widget took the place of the form
    open: bool = False  # whether the form was open when the window was built anew
    at: str = ""  # the field that had the focus then


class Drafts(QObject):
    """The drafts of one person in one register, one for each act on an object.

    With `files` they outlive the program; `found` are those that lay there. `counted()` follows a change of
    their number.
    """

    counted = Signal()

    def __init__(self, files: DraftFiles | None = None) -> None:
        super().__init__()
        self.found = files.load() if files else FoundDrafts()
        self.writer = DraftWriter(files) if files else None
        self.cells: CellDrafts = {}  # by the place of the list; only in memory
        self._kept = {draft.key: FormDraft(draft) for draft in self.found.drafts}
        self._hosts: dict[str, list[Host]] = {}
        self._wanted: FormDraft | None = None  # opened from the list of drafts, its form still to come

    def __bool__(self) -> bool:
        """Whether anything is typed and not done."""
        return bool(self._kept)

    def all(self) -> list[KeptDraft]:
        """Every draft, the one typed last first."""
        return sorted((each.kept for each in self._kept.values()), key=_typed_at, reverse=True)

    def attend(self, host: Host) -> None:
        """Keep the input of a new form; it takes over the draft of an earlier form about the same."""
        self._hosts.setdefault(host.form.about, []).append(host)
        if (draft := self._draft_for(host)) is not None:
            self._restore(draft, host)
        host.form.changed.connect(lambda: self.note(host))
        host.form.replaced.connect(lambda: self.put_aside(host))
        host.form.discarded.connect(lambda: self._discard(host))

    def note(self, host: Host) -> None:
        """Keep the typed fields of a form."""
        if fields := host.form.kept():
            self._keep_draft(FormDraft(_as_kept(host, fields), host))
            for other in self._others(host):
                other.form.stand_as(fields)
        else:
            self._forget(host)

    def send(self, host: Host) -> None:
        """The form is being acted on: no other form takes its text over; the disk keeps it until `done`."""
        if self._kept.pop(host.form.about, None) is not None:
            self.counted.emit()

    def done(self, host: Host) -> None:
        """Forget the input of a form: the act is done."""
        self._forget(host)

    def put_aside(self, host: Host) -> None:
        """Say that the text of a form that was cancelled or replaced is a draft, with the way back to it."""
        draft = self._kept.get(host.form.about)
        if draft is None or draft.host is not host:
            return
        draft.replaced = True
        words = _("Kept as a draft: {name}.").format(name=host.name)
        host.page.undoable.emit(words, (lambda: self._open(host)) if host.again else None)

    def throw_away(self, key: str) -> KeptDraft | None:
        """Forget a draft and return it; its open forms stand as they opened."""
        draft = self._remove(key)
        for host in self._alive(key):
            host.form.stand_as({})
        return draft

    def put_back(self, kept: KeptDraft) -> None:
        """Take a draft back that was forgotten."""
        self._keep_draft(FormDraft(kept))

    def words(self) -> list[str]:
        """Every draft by the name of its form."""
        return [
            _("Typed and not done yet: {name}").format(name=each.kept.name) for each in self._kept.values()
        ]

    def lost(self) -> list[str]:
        """The drafts that would be lost if the program ended now, in words."""
        kept = self.writer is not None and self.writer.flush()
        return [*([] if kept else self.words()), *self._typed_cells()]

    def _typed_cells(self) -> list[str]:
        cells = sum(map(len, self.cells.values()))
        words = _n("{count} typed cell is not saved", "{count} typed cells are not saved", cells)
        return [words.format(count=f"{cells:,}")] if cells else []

    def close(self) -> None:
        """Write the drafts that are due and let the disk go."""
        if self.writer is not None:
            self.writer.flush()
            self.writer.close()

    def suspend(self) -> None:
        """Note which forms are open, and where the focus is, before the window is built anew."""
        for draft in self._kept.values():
            if draft.host and isValid(draft.host.form) and not draft.replaced:
                draft.open, draft.at = True, draft.host.form.focused()

    def resume(self, page: "Page") -> None:
        """Open again on a new page the forms that were open on the one before, that with the focus last."""
        for draft in sorted(self._kept.values(), key=lambda each: bool(each.at)):
            if draft.kept.page == page.key and draft.open:
                draft.open = False
                self._go(draft, page)

    def open_on(self, key: str, page: "Page") -> None:
        """Open the form of a draft on its page; where the page does that itself, say so."""
        if (draft := self._kept.get(key)) is None:
            return
        self._wanted = draft
        if draft.kept.way is None:
            words = _("Go on here: {name}. What you typed comes back in its form.")
            page.undoable.emit(words.format(name=draft.kept.name), None)
        elif (way := FormWay.read(draft.kept.way)) is not None:
            page.show_part(way.step.partition(".")[0])
        self._go(draft, page)

    def settle(self, weighed: WeighedDrafts) -> list[str]:
        """Forget drafts that were done, and those with a missing object; returns a word on each of these."""
        for kept in (*weighed.done, *weighed.gone):
            self.throw_away(kept.key)
        return [gone_words(kept) for kept in weighed.gone]

    def _draft_for(self, host: Host) -> FormDraft | None:
        """The draft of the same act on the same object; of an earlier version its key may differ."""
        wanted, form = self._wanted, host.form
        if wanted and (wanted.kept.command, wanted.kept.records) == (form.act, form.records):
            fixed = wanted.kept.fixed
            if all(form.fixed.get(name, digest) == digest for name, digest in fixed.items()):
                self._wanted = None
                return wanted
        return self._kept.get(form.about)

    def _restore(self, draft: FormDraft, host: Host) -> None:
        kept, form = draft.kept, host.form
        form.restore(kept.fields)
        form.submission = Submission(kept.seen, kept.operation)  # what others did since counts as not seen
        if draft.host is None or draft.replaced:
            form.say_restored(kept.typed_at)
        if draft.at:
            QTimer.singleShot(0, form, partial(form.focus_on, draft.at))
        if kept.key != form.about:
            self._remove(kept.key)
        if fields := form.kept():
            # the way is declared once the form stands
            again = replace(_as_kept(host, fields), typed_at=kept.typed_at, way=kept.way)
            self._keep_draft(FormDraft(again, host))
        else:
            self._remove(form.about)  # the form opens with what was typed

    def _keep_draft(self, draft: FormDraft) -> None:
        new = draft.kept.key not in self._kept
        self._kept[draft.kept.key] = draft
        if new:
            self.counted.emit()
        if self.writer is not None:
            self.writer.put(draft.kept.key, draft.kept)

    def _remove(self, key: str) -> KeptDraft | None:
        draft = self._kept.pop(key, None)
        if self.writer is not None:
            self.writer.put(key, None)
        if draft is not None:
            self.counted.emit()
        return draft.kept if draft else None

    def _forget(self, host: Host) -> None:
        self._remove(host.form.about)
        for other in self._others(host):
            other.form.stand_as({})

    def _alive(self, key: str) -> list[Host]:
        self._hosts[key] = [each for each in self._hosts.get(key, ()) if isValid(each.form)]
        return self._hosts[key]

    def _others(self, host: Host) -> list[Host]:
        """Other open forms about the same, on other pages."""
        return [each for each in self._alive(host.form.about) if each is not host]

    def _discard(self, host: Host) -> None:
        """The person throws the restored text away: the form stands as it opened, with a way back."""
        kept = self.throw_away(host.form.about)
        if kept is None:
            return

        def back() -> None:
            if isValid(host.form):
                host.form.restore(kept.fields)
                self.note(host)
            else:
                self.put_back(kept)

        host.page.undoable.emit(thrown_words(kept), back)

    def _open(self, host: Host) -> None:
        draft = self._kept.get(host.form.about)
        if draft is not None and isValid(host.page):
            self._go(draft, host.page)

    def _go(self, draft: FormDraft, page: "Page") -> None:
        """Open the form of a draft where that can be done."""
        way = FormWay.read(draft.kept.way)
        try:
            if way is not None:
                way.open_on(page)
        except Gone:
            self._tell_gone(draft, page)

    def _tell_gone(self, draft: FormDraft, page: "Page") -> None:
        self._remove(draft.kept.key)
        page.undoable.emit(gone_words(draft.kept), None)


def thrown_words(kept: KeptDraft) -> str:
    """The words for a draft that its person threw away."""
    return _("Thrown away: {name}.").format(name=kept.name)


def gone_words(kept: KeptDraft) -> str:
    """The words for a draft with a missing object."""
    return _("A draft was thrown away, because its object is gone: {name}.").format(name=kept.name)


def _as_kept(host: Host, fields: Mapping[str, object]) -> KeptDraft:
    form = host.form
    return KeptDraft(
        key=form.about,
        command=form.act,
        name=host.name,
        page=host.page.key,
        typed_at=datetime.now().astimezone(),
        records=form.records,
        fixed=form.fixed,
        fields=fields,
        way=host.again.plain if host.again else None,
        seen=form.submission.seen,
        operation=form.submission.operation,
    )


def _typed_at(kept: KeptDraft) -> datetime:
    return kept.typed_at
