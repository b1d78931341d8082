"""The list of backups, with the findings of their verification."""

from dataclasses import dataclass
from datetime import datetime

from county_desk.fields import Choice, Code, Column, Moment, Record, Table, Term, Text
from county_desk.shapes import Shape
from county_desk.text import N_


class BackupState(Term):
    """The state of a backup by its last verification."""

    BAD = "bad", N_("Does not hold"), Shape.MUST
    UNKNOWN = "unknown", N_("Not verified here"), Shape.WATCH
    GOOD = "good", N_("Holds"), Shape.FINE


class Medium(Term):
    """Where a backup lies."""

    FIRST = "first", N_("This disk")
    SECOND = "second", N_("Second medium")


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup; `found` is what its verification found, in words."""

    id: int
    made_at: datetime
    state: BackupState
    medium: Medium
    size: str
    found: str
    checked_at: datetime | None
    path: str


BACKUPS = Table(
    key="backups",
    title=N_("Backups"),
    row=BackupRow,
    columns=(
        Column("id", N_("Backup record"), Record(), hidden=True),
        Column("made_at", N_("Made at"), Moment()),
        Column("state", N_("State"), Choice(terms=BackupState, width=14)),
        Column("medium", N_("Medium"), Choice(terms=Medium, width=12)),
        Column("size", N_("Size"), Text(width=9, align="right")),
        Column("found", N_("Found by verification"), Text(width=36)),
        Column("checked_at", N_("Verified at"), Moment()),
        Column("path", N_("File"), Code(width=44)),
    ),
)
