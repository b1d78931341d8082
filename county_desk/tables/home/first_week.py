"""The steps of the first week of a register, read from the register and not from flags."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.household import Household
from county_desk.models.register import Register, RegisterKind
from county_desk.rules.policy import Policy
from county_desk.shapes import Shape
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.home.checklist import OPENINGS
from county_desk.tables.home.content import Cell, Door, HomeContent
from county_desk.tables.listing import Query, count
from county_desk.tables.places import PLACES_LISTING
from county_desk.tables.policy.unconfirmed import unconfirmed
from county_desk.text import N_, _, _n

_OFFICES = (
    (N_("Telephone of each office, for its notices"), "telephone"),
    (N_("Address of each office, for its notices"), "address"),
)

type Line = tuple[str, Door, str]  # the step, the page to take it on, and the words of its trouble


def first_week(
    session: Session, policy: Policy, today: date, lone: str, second_medium: str | None
) -> HomeContent:
    """The steps with their state; nothing in a demo or rehearsal, and nothing once all are done.

    `lone` warns of too few people who decide. `second_medium` warns of backups on one medium; it is None for
    a register of a server.
    """
    register = session.get_one(Register, 1)
    if register.kind is not RegisterKind.REAL:
        return HomeContent()
    year, waits = today.year + 1, len(unconfirmed(session, policy, today))
    figures = _n("{count} to confirm", "{count} to confirm", waits).format(count=waits) if waits else ""
    days = "" if year in policy.calendar.years() else _("not entered yet")
    lines = [
        (_("Opening balance"), *_opening(session)),
        *_offices(session),
        (_("Figures and rules to confirm"), Door("to_confirm"), figures),
        (_("Working days of {year}").format(year=year), Door("working_days"), days),
        (_("A second reviewer"), Door("people"), lone),
    ]
    if second_medium is not None:
        lines.append((_("Backups on a second medium"), Door("backups"), second_medium))
    return HomeContent([_row(*line) for line in lines]) if any(line[2] for line in lines) else HomeContent()


def _row(step: str, door: Door, trouble: str) -> Sequence[Cell]:
    shape = Shape.WATCH if trouble else Shape.FINE
    return Cell(step, door), Cell(trouble or _("Done"), door, shape)


def _opening(session: Session) -> tuple[Door, str]:
    """The import while there is no household; then what waits for a reviewer, or was not confirmed."""
    if waits := count(session, OPENINGS.listing, OPENINGS.query):
        words = _n("{count} act waits for a reviewer", "{count} acts wait for a reviewer", waits)
        return Door(OPENINGS.page, OPENINGS.query), words.format(count=waits)
    standing = Batch.opening.is_(True), Batch.undone_on.is_(None), Batch.confirmed_by.is_(None)
    if session.scalar(select(Batch.id).where(*standing).limit(1)):
        return Door("returns", "batches"), _("not confirmed")
    found = session.scalar(select(Household.id).limit(1))
    return Door("returns", "opening"), "" if found else _("No household yet")


def _offices(session: Session) -> Sequence[Line]:
    lines = []
    for title, column in _OFFICES:
        query = Query(conditions=(Condition(column, Operator.BLANK),))
        blank = count(session, PLACES_LISTING, query)
        words = _n("{count} is blank", "{count} are blank", blank).format(count=f"{blank:,}") if blank else ""
        lines.append((_(title), Door("offices", query), words))
    return lines
