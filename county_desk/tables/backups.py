"""The list of backups, with the findings of their verification."""

from datetime import datetime
from typing import Annotated

from county_desk.fields import Choice, Code, Moment, Record, Term, Text
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.text import N_


class BackupState(Term):
    """The state of a backup by its last verification."""

    BAD = "bad", N_("Does not hold"), Shape.MUST
    UNKNOWN = "unknown", N_("Not verified here"), Shape.WATCH
    GOOD = "good", N_("Holds"), Shape.FINE


class Medium(Term):
    """The place of a backup."""

    FIRST = "first", N_("This disk")
    SECOND = "second", N_("Second medium")


class BackupRow(ShownRow):
    """One backup; `found` is what its verification found, in words."""

    id: Annotated[int, Shown(label=N_("Backup record"), kind=Record())]
    made_at: Annotated[datetime, Shown(label=N_("Made at"), kind=Moment())]
    state: Annotated[BackupState, Shown(label=N_("State"), kind=Choice(terms=BackupState, width=14))]
    medium: Annotated[Medium, Shown(label=N_("Medium"), kind=Choice(terms=Medium, width=12))]
    size: Annotated[str, Shown(label=N_("Size"), kind=Text(width=9, align="right"))]
    found: Annotated[str, Shown(label=N_("Found by verification"), kind=Text(width=36))]
    checked_at: Annotated[datetime | None, Shown(label=N_("Verified at"), kind=Moment())]
    path: Annotated[str, Shown(label=N_("File"), kind=Code(width=44))]


BACKUPS = table_of("backups", N_("Backups"), BackupRow)
