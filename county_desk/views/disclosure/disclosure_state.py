"""The state of a disclosure on a day: its shape, its words, and the tabs for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from county_desk.models.disclosure import DisclosureOutcome
from county_desk.shapes import Shape
from county_desk.tables.cases.disclosures import DISCLOSURES, DisclosureRow
from county_desk.text import N_, _, _n

type Sorts = Callable[[DisclosureRow, date], bool]


@dataclass(frozen=True)
class Tab:
    """One way to narrow the disclosures: its title, and whether a row is among them on a day."""

    key: str
    title: str
    has: Sorts


def unfinished(row: DisclosureRow) -> bool:
    """Whether work is left: the list hangs, or was suspended and is to be posted again."""
    return row.closed_on is None or row.unposted > 0


def result_due(row: DisclosureRow, today: date) -> bool:
    """Whether the result of the list can be recorded now."""
    return row.closed_on is None and row.closes_on <= today


TABS = (
    Tab("open", N_("Not closed"), lambda row, _today: unfinished(row)),
    Tab("display", N_("On display"), lambda row, today: row.closed_on is None and row.last_day >= today),
    Tab("today", N_("Ends today"), lambda row, today: row.closed_on is None and row.last_day == today),
    Tab("late", N_("Result due"), result_due),
    Tab("objection", N_("With objection"), lambda row, _today: row.objections > 0 and row.closed_on is None),
    Tab("closed", N_("Closed"), lambda row, _today: not unfinished(row)),
)
URGENT = {"today": "warn", "late": "bad", "objection": "dispute"}  # tabs that ask for something, by tone


def shape_of(row: DisclosureRow, today: date) -> Shape:
    """Return the urgency of the disclosure for the person who sees it."""
    if row.unposted:
        return Shape.WATCH
    if row.closed_on is not None:
        return Shape.FINE
    return Shape.DISPUTED if row.waiting else _shape_of_time(row, today)


def states_of(row: DisclosureRow, today: date) -> list[tuple[Shape, str]]:
    """Return each state of the disclosure in words, gravest first: an open objection, and the time."""
    time = (_shape_of_time(row, today), _time_left(row, today))
    if row.closed_on is not None or not row.waiting:
        time = (shape_of(row, today), state_of(row, today))
    return [(Shape.DISPUTED, _objections(row.waiting)), time] if row.waiting else [time]


def _shape_of_time(row: DisclosureRow, today: date) -> Shape:
    if row.closes_on < today:
        return Shape.MUST
    if row.opened_on > today:
        return Shape.NONE
    return Shape.WATCH if row.last_day <= today else Shape.UNDERWAY


def state_of(row: DisclosureRow, today: date) -> str:
    """The state in words, such as “2 days left” or “result 1 day late”."""
    if row.unposted:
        return _("Suspended: notice void, to be posted again")
    if row.closed_on is not None:
        outcome = DISCLOSURES["outcome"].shown(row)
        if row.outcome is DisclosureOutcome.SUSPENDED:
            return outcome
        return _("Closed: {outcome}").format(outcome=outcome)
    time = _time_left(row, today)
    return f"{_objections(row.waiting)} · {time}" if row.waiting else time


def subject_of(row: DisclosureRow, township: str = "") -> str:
    """Return the subject in words, such as “First disclosure · 12 entries · Registration of households”."""
    entries = _n("{count} entry", "{count} entries", row.entries).format(count=row.entries)
    parts = (township, DISCLOSURES["step"].shown(row), entries, DISCLOSURES["kind"].shown(row))
    return " · ".join(part for part in parts if part)


def _objections(count: int) -> str:
    return _n("{count} open objection", "{count} open objections", count).format(count=count)


def _time_left(row: DisclosureRow, today: date) -> str:
    left = (row.last_day - today).days
    if row.opened_on > today:
        ahead = (row.opened_on - today).days
        return _n("Begins in {count} day", "Begins in {count} days", ahead).format(count=ahead)
    if left == 0:
        return _("Ends today")
    if left > 0:
        return _n("{count} day left", "{count} days left", left).format(count=left)
    late = (today - row.closes_on).days
    if late == 0:
        return _("Result due today")
    return _n("Result {count} day late", "Result {count} days late", late).format(count=late)
