"""One loop for all rows of a story: their records are named, their values read as in a form or a block."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from typing import Any

from county_desk.demo.naming import record_named
from county_desk.demo.office import Office, Thread
from county_desk.demo.script import Row
from county_desk.fields import Invalid, Numbers, Record, Year
from county_desk.intake.pasting.act_lists import ACT_LISTS
from county_desk.intake.pasting.block import pasted_table
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.reading import read_block
from county_desk.rules.policy_file import with_nearest
from county_desk.text import _
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.command import Ask, Command, Refused
from county_desk.workflow.desk import Desk

_GRIDS: Mapping[type[Command], PasteGrid] = {grid.act: grid for grid in ACT_LISTS}
_AGREED = "同意"


def row_threads(office: Office, rows: Iterable[Row]) -> tuple[Thread, ...]:
    """A thread for each row, so that those of one day keep their order."""
    return tuple(_act_on_day(office, row) for row in rows)


def _act_on_day(office: Office, row: Row) -> Thread:
    """Do the act on its day; raises `WrongFile` when it cannot be done."""
    yield row.day
    staff = [person.name for person in office.opened.people]
    if row.who not in staff:
        reason = _("this register has no person named “{name}”").format(name=row.who)
        raise row.wrong(with_nearest(reason, row.who, staff))
    try:
        if row.act is Decide and "decision" not in row.values:
            _decide(office, row)
            return
        reader = office.reader(row.who)
        change = office.do(row.who, _block(reader, row) if row.cells else _act(reader, row))
    except (Invalid, LookupError, Refused) as error:
        raise row.wrong(str(error)) from error
    if change.id is not None and row.id:
        row.made[row.id] = change.id


def _decide(office: Office, row: Row) -> None:
    """Decide each case as the rule says; a refusal gives the opinion of the row."""
    act = _act(office.reader(row.who), replace(row, values={**row.values, "decision": Decision.REFUSE}))
    assert isinstance(act, Decide)
    approved: list[int] = []
    for case in act.cases:
        sign = replace(act, cases=(case,), decision=Decision.APPROVE, opinion=_AGREED)
        if office.desk(row.who).problems(sign):
            office.do(row.who, replace(act, cases=(case,)))
        else:
            approved.append(case)
    if approved:
        signed = replace(act, cases=tuple(approved), decision=Decision.APPROVE, opinion=_AGREED)
        office.do(row.who, signed)


def _block(desk: Desk, row: Row) -> Command:
    """The act of a block, which the grid of the act reads as one from the clipboard."""
    grid = replace(_GRIDS[row.act], fixed=tuple(row.values))
    cells = [[str(cell) for cell in line] for line in row.cells]
    shared = {name: _value(desk, row, grid.act.asks()[name], row.values[name]) for name in row.values}
    block = read_block(desk, grid, pasted_table(cells, [grid]), shared, {}, {})
    troubles = (
        words for row in block.unfit for words in (row.trouble, *(each.trouble for each in row.cells))
    )
    if wrong := [*block.troubles, *filter(None, troubles)]:
        raise LookupError(_("; ").join(wrong))
    return block.command()


def _act(desk: Desk, row: Row) -> Command:
    """The act of a single row; raises `Invalid` or LookupError for a value that does not fit."""
    asks = row.act.asks()
    given = {**_default_values(row, asks), **row.values}
    values: dict[str, Any] = {name: _value(desk, row, asks[name], value) for name, value in given.items()}
    needed = (each.name for each in fields(row.act) if each.default is MISSING)
    if lacking := [name for name in needed if name not in values]:
        raise LookupError(_("{keys} is missing").format(keys=", ".join(lacking)))
    return row.act(**values)


def _default_values(row: Row, asks: Mapping[str, Ask]) -> dict[str, object]:
    """Values that a row may leave out: the day and its year, and a record made under the name of a field."""
    days = {name: row.day for name, ask in asks.items() if ask.today}
    years = {name: row.day.year for name, ask in asks.items() if isinstance(ask.kind, Year)}
    return {**years, **days, **{name: name for name in asks if name in row.made}}


def _value(desk: Desk, row: Row, ask: Ask, given: object) -> object:
    """The value of a field: records by their names, all else as the kind reads it."""
    if isinstance(ask.kind, Numbers):
        found = [
            _record(desk, row, ask, str(text)) for text in (given if isinstance(given, list) else [given])
        ]
        return tuple(number for each in found for number in (each if isinstance(each, tuple) else (each,)))
    if isinstance(ask.kind, Record):
        return _record(desk, row, ask, str(given))
    value = ask.kind.read(given)
    if isinstance(value, Decimal) and isinstance(given, int | Decimal):
        return Decimal(given)  # with the digits that the row has
    return value


def _record(desk: Desk, row: Row, ask: Ask, text: str) -> object:
    """A record that an act before has made under this name, or one that the register knows by it."""
    if text in row.made:
        return row.made[text]
    household = row.head.get("household") if ask.of == "members" else None
    return record_named(desk, ask.of, text, household and record_named(desk, "households", str(household)))
