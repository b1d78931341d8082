"""Text typed into forms: kept until it is acted on or given up, also while the window is built anew."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from county_desk.text import _

if TYPE_CHECKING:
    from county_desk.views.widgets.form import CommandForm

type Again = Callable[[Any], object]


class Host(Protocol):
    """Holds a form on a page. `again` opens the form on another page; None where that page does so itself."""

    @property
    def page(self) -> Any: ...
    @property
    def form(self) -> "CommandForm[Any]": ...
    @property
    def name(self) -> str: ...
    @property
    def again(self) -> Again | None: ...


@dataclass
class FormDraft:
    """The typed fields of one form, and how to open that form again."""

    host: Host
    name: str
    page: str
    fields: dict[str, object]
    again: Again | None = None
    replaced: bool = False  # whether another widget took the place of the form
    open: bool = False  # whether the form was open when the window was built anew
    at: str = ""  # the field that had the focus then


class Drafts:
    """The drafts of a register while it is open, one for each act on an object."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], FormDraft] = {}

    def __bool__(self) -> bool:
        """Whether anything is typed and not done."""
        return bool(self._kept)

    def attend(self, host: Host) -> None:
        """Keep what is typed into a new form; it takes over the draft of an earlier form about the same."""
        draft = self._kept.get(_key(host))
        if draft is not None:
            host.form.restore(draft.fields)
            draft.host, draft.name, draft.replaced = host, host.name, False
            if draft.at:
                QTimer.singleShot(0, host.form, partial(host.form.focus_on, draft.at))
                draft.at = ""
        host.form.changed.connect(lambda: self.note(host))
        host.form.replaced.connect(lambda: self._offer(host))

    def note(self, host: Host) -> None:
        """Keep the current content of the form of a host."""
        if fields := host.form.draft():
            self._kept[_key(host)] = FormDraft(host, host.name, host.page.key, fields)
        else:
            self._kept.pop(_key(host), None)

    def drop(self, host: Host) -> None:
        """Forget the draft of a form that is being acted on."""
        self._kept.pop(_key(host), None)

    def give_up(self, host: Host) -> None:
        """Forget the draft of a form that was cancelled, and offer a way back."""
        draft = self._kept.pop(_key(host), None)
        if draft is None or not host.form.typed:
            return

        def back() -> None:
            self._kept[_key(host)] = draft
            _open(host)

        words = _("Not done: {name}. The typed text was put away.").format(name=host.name)
        host.page.undoable.emit(words, back if host.again else None)

    def words(self) -> list[str]:
        """Every draft by the name of its form."""
        return [_("Typed and not done yet: {name}").format(name=each.name) for each in self._kept.values()]

    def suspend(self) -> None:
        """Note which forms are open, and where the focus is, before the window is built anew."""
        for draft in self._kept.values():
            if isValid(draft.host.form) and not draft.replaced:
                draft.again, draft.open = draft.host.again, True
                draft.at = draft.host.form.focused()

    def resume(self, page: Any) -> None:
        """Open again on a new page the forms that were open on the one before, that with the focus last."""
        for draft in sorted(self._kept.values(), key=lambda each: bool(each.at)):
            if draft.page == page.key and draft.open:
                draft.open = False
                if draft.again:
                    draft.again(page)

    def _offer(self, host: Host) -> None:
        """Another widget took the place of a form: say that its text is kept, with the way back to it."""
        draft = self._kept.get(_key(host))
        if draft is None or draft.host is not host:
            return
        draft.replaced = True
        if host.again:
            words = _("Kept for later: {name}, with the typed text.").format(name=host.name)
            host.page.undoable.emit(words, lambda: _open(host))


def _key(host: Host) -> tuple[str, str]:
    return host.page.key, host.form.about


def _open(host: Host) -> None:
    if host.again and isValid(host.page):
        host.again(host.page)
