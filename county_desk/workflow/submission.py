"""One submission of an act: the last event its page had read, and the id that finds it after a cut line."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event
from county_desk.models.base import mapped_class
from county_desk.models.json_text import canonical
from county_desk.tables.listing import newest_act
from county_desk.text import _
from county_desk.workflow.audit import head_seal
from county_desk.workflow.command import Change, Command, Refused

_E = Event.__table__.c


@dataclass(frozen=True)
class Submission:
    """One act as a form asks for it.

    `seen` is the last event of the history when its page was read, None when none was; `operation` names
    the act, so that an act that is sent twice is done once. An act without a form is named when it is done.
    """

    seen: int | None = None
    operation: str = ""


class OutcomeUnknown(Refused):
    """The line to the server was cut, and the server cannot yet confirm whether the act was saved."""

    def __init__(self, operation: str) -> None:
        super().__init__({"": _("It is not known yet whether this was saved; looking…")})
        self.operation = operation


def not_saved() -> str:
    """The words for an act that the server did not get."""
    return _("Not saved: the line to the server was cut. Submit it again.")


def begin_submission(session: Session) -> Submission:
    """A new submission of a form that reads its facts now."""
    return of_form(newest_act(session))


def of_form(seen: int) -> Submission:
    """A new act of a form that stands on a page; `seen` is the last event when the page was read."""
    return Submission(seen, uuid4().hex)


def named(session: Session, command: Command, submission: Submission) -> Submission:
    """A submission with the name of an operation: its own, or one unique to this act at its place.

    It follows from the history and the request, so that the same acts make the same register.
    """
    if submission.operation:
        return submission
    parts = (head_seal(session), type(command).__name__, canonical(command.asked()))
    name = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    return replace(submission, operation=name)


def done_before(session: Session, operation: str) -> Change | None:
    """The change of an act that was committed under this id; None when there was none, or it has no id."""
    if not operation:
        return None
    wanted = select(_E.id, _E.changes, _E.summary, _E.seal).where(_E.operation == operation)
    found = session.execute(wanted).one_or_none()
    if found is None:
        return None
    touched = classes_of(json.loads(found.changes))
    return Change(found.summary, touched=touched, event=found.id, seal=found.seal)


def classes_of(tables: Collection[str]) -> frozenset[type]:
    """The mapped classes of some tables."""
    return frozenset(map(mapped_class, tables))
