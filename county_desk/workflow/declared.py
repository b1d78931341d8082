"""Forms, refusals and records of commands, as mapped columns declare them."""

from collections.abc import Mapping
from dataclasses import fields

from sqlalchemy import Column
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.day_laws import DayLaw, YearLaw
from county_desk.fields import Text
from county_desk.models.base import Kept
from county_desk.models.declared import words_of
from county_desk.text import _
from county_desk.text_kinds import nothing_words, says_nothing
from county_desk.workflow.command import Ask, Change, Command, Work


def asked(
    column: InstrumentedAttribute[object],
    help: str = "",
    *,
    label: str = "",
    last: bool = False,
    today: bool = False,
    within: str = "",
    law: DayLaw | YearLaw | None = None,
    after: tuple[str, ...] = (),
    seldom: bool = False,
) -> Ask:
    """The field of a form for a column. `help`, `label`, `law` and `after` replace its own.

    `today` proposes today, as a form does for every day that must have come. `within` is the field with the
    household that limits the offered records to its own.
    """
    words = words_of(column)
    law = law or words.law
    return Ask(
        words.kind,
        label or words.label,
        help or words.help,
        words.of,
        last,
        today or (isinstance(law, DayLaw) and law.ahead == 0),
        column=column.property.columns[0],
        within=within,
        law=law,
        after=after or words.after,
        needed=words.needed,
        seldom=seldom,
    )


def declared_trouble(command: Command) -> Mapping[str, str]:
    """Every needed field that is blank or says nothing, and every field that the choices leave blank."""
    given = {field.name: getattr(command, field.name) for field in fields(command)}
    needed = {name: True for name, ask in command.asks().items() if ask.needed}
    return wanted_trouble(command, needed | dict(type(command).fields_wanted(given)))


def wanted_trouble(command: Command, wanted: Mapping[str, bool]) -> Mapping[str, str]:
    """Check that the wanted fields are filled in (True) or left blank (False)."""
    found: dict[str, str] = {}
    for field in fields(command):
        if field.name not in wanted:
            continue
        ask, value = command.asks()[field.name], getattr(command, field.name)
        blank = value in (None, ()) or (isinstance(value, str) and not value.strip())
        if not wanted[field.name] and not blank and value != field.default:
            words = _("“{title}” does not belong to this choice; leave it blank")
            found[field.name] = words.format(title=_(ask.title))
        elif wanted[field.name] and blank:
            found[field.name] = still_blank(ask)
        elif wanted[field.name] and isinstance(ask.kind, Text) and says_nothing(str(value)):
            found[field.name] = nothing_words(str(value), ask.needed or still_blank(ask))
    return found


def still_blank(ask: Ask) -> str:
    """The words for a field that is needed and blank."""
    return _(ask.needed) if ask.needed else _("“{title}” is still to be filled in").format(title=_(ask.title))


def record_of[K: Kept](work: Work, command: Command, mapped: type[K], **own: object) -> K:
    """A new record with the values of a command and those of its `own`.

    Texts are stripped; a blank one is null where the column can be.
    """
    given = values_of(command, mapped)
    if "recorded_by" in mapped.__table__.c:
        given["recorded_by"] = work.actor.id
    return mapped(**given | own)


def added(work: Work, record: Kept, summary: str) -> Change:
    """Add the one record that an act makes; returns the change."""
    work.session.add(record)
    work.session.flush()
    return Change(summary, id=record.id)


def values_of(command: Command, mapped: type[Kept]) -> dict[str, object]:
    """The values of a command for the columns of a mapped class; texts are stripped."""
    return {
        ask.column.name: _stripped(getattr(command, name), ask.column)
        for name, ask in command.asks().items()
        if ask.column is not None and ask.column.table is mapped.__table__
    }


def _stripped(value: object, column: Column[object]) -> object:
    if type(value) is not str:
        return value
    return value.strip() or (None if column.nullable else "")
