"""Restoring a backup: proven first, compared with the register in use, and recorded in its history."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event
from county_desk.models.user import Permission
from county_desk.storage.backup import copying
from county_desk.storage.engine import NotARegister, in_words, look
from county_desk.storage.steps import refuse_newer
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n, in_a_row
from county_desk.workflow.audit import Proof, verify
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, open_register
from county_desk.workflow.gate.law import ONE_PERSON

type SignIn = Callable[[Opened], Desk]


@dataclass(frozen=True)
class Loss:
    """The acts that the register in use holds beyond a backup, with the last of them in words.

    `newer` counts the acts of the backup that the register in use does not hold.
    """

    events: int
    last: str
    newer: int

    def sentence(self) -> str:
        """The loss for people to read."""
        lost = _("The restored register lacks nothing that the register in use holds.")
        if self.events:
            lost = _n(
                "The register in use holds {count} later act that the restored one lacks: {last}.",
                "The register in use holds {count} later acts that the restored one lacks; the last: {last}.",
                self.events,
            ).format(count=self.events, last=self.last)
        if not self.newer:
            return lost
        return lost + _n(
            " The restored register holds {count} act that the register in use lacks.",
            " The restored register holds {count} acts that the register in use lacks.",
            self.newer,
        ).format(count=self.newer)


class RestoreRegister(Command):
    """Record in a restored register that it was restored, and from which head of the history."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Restore a backup"), N_("Restored a backup"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False
    with_one_time: ClassVar = True

    head: str
    events: int
    later: int | None  # acts of the register in use that are not in the backup; None when not compared

    def run(self, work: Work) -> Change:
        """Nothing but the event: the records are those of the backup."""
        words = _n(
            "Restored from a backup of {count} event", "Restored from a backup of {count} events", self.events
        ).format(count=self.events)
        if self.later:
            more = _n(
                "{count} later act of the register in use is not in it",
                "{count} later acts of the register in use are not in it",
                self.later,
            ).format(count=self.later)
            words = in_a_row(words, more)
        return Change(words)


def restore(path: Path, out: Path, present: Opened | None, sign_in: SignIn) -> Loss | None:
    """Bring a backup back as a new file, never over another; returns the later acts of `present`.

    Returns None where there is nothing to compare: no register in use, or that of another county. Raises
    `NotARegister` when the backup does not hold together or its history does not hold.
    """
    refuse_newer(look(path))
    if out.exists():
        raise NotARegister(_("{path} exists; a restore never writes over a file.").format(path=out))
    with copying(path, out) as part:
        restored = open_register(part, saving=False)
        try:
            return _record(restored, present, sign_in)
        finally:
            restored.close()


def _record(restored: Opened, present: Opened | None, sign_in: SignIn) -> Loss | None:
    with in_words(), restored.sessions() as session:
        proof = verify(session)
    if not proof.ok:
        words = _("Not restored: the history of this backup does not hold. {first}.")
        raise NotARegister(words.format(first=proof.sentence().splitlines()[0]))
    loss = compare(restored, present) if present else None
    sign_in(restored).do(_act(proof, loss))
    return loss


def _act(proof: Proof, loss: Loss | None) -> RestoreRegister:
    return RestoreRegister(head=proof.head, events=proof.events, later=loss.events if loss else None)


def compare(restored: Opened, present: Opened) -> Loss | None:
    """The loss of restoring one register over another; None when they share no act."""
    with in_words(), restored.sessions() as ours, present.sessions() as theirs:
        old, new = _seals(ours), _seals(theirs)
        pairs = enumerate(zip(old, new, strict=False))
        shared = next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))
        if not shared:
            return None
        return Loss(len(new) - shared, _last_act(theirs), len(old) - shared)


def _seals(session: Session) -> list[str]:
    return list(session.scalars(select(Event.seal).order_by(Event.id)))


def _last_act(session: Session) -> str:
    last = session.execute(
        select(Event.at, Event.actor, Event.summary).order_by(Event.id.desc()).limit(1)
    ).one()
    return f"{last.at.astimezone():%Y-%m-%d %H:%M} {last.actor} {last.summary}"
