"""Everybody who has or had an account: their posts and places, and the state of each account."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from county_desk.fields import Choice, Column, Day, Moment, Record, Table, Tally, Text, YesNo
from county_desk.models.audit import Event
from county_desk.models.place import Place
from county_desk.models.user import Role, User
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class UserRow:
    """One person with an account, or with one that was closed.

    The columns about passwords are blank where people have none.
    """

    id: int
    name: str
    role: Role
    place: str
    one_time: bool | None
    failures: int | None
    locked_until: datetime | None
    signed_in_at: datetime | None
    closed_on: date | None
    post_place: int | None


USERS = Table(
    key="users",
    title=N_("People"),
    row=UserRow,
    columns=(
        Column("id", N_("Account"), Record()),
        Column("name", N_("Name"), Text(width=12)),
        Column("role", N_("Role"), Choice(terms=Role, width=14)),
        Column("place", N_("Acts for"), Text(width=14)),
        Column("one_time", N_("One-time password"), YesNo(width=10)),
        Column("failures", N_("Wrong passwords"), Tally(width=8)),
        Column("locked_until", N_("Locked until"), Moment()),
        Column("signed_in_at", N_("Signed in last"), Moment()),
        Column("closed_on", N_("Account closed on"), Day()),
        Column("post_place", N_("Place"), Record(), hidden=True),
    ),
)


def _users() -> Rows:
    signed_in = (
        select(Event.actor, func.max(Event.at).label("at"))
        .where(Event.command == "SignIn")
        .group_by(Event.actor)
        .subquery()
    )
    return (
        select(
            User.id.label("id"),
            User.name.label("name"),
            User.role.label("role"),
            func.coalesce(Place.name, "").label("place"),
            User.one_time.label("one_time"),
            User.failures.label("failures"),
            User.locked_until.label("locked_until"),
            signed_in.c.at.label("signed_in_at"),
            User.withdrawn_on.label("closed_on"),
            User.place_id.label("post_place"),
        )
        .outerjoin(Place, Place.id == User.place_id)
        .outerjoin(signed_in, signed_in.c.actor == User.name)
    )


LISTING = Listing(
    USERS,
    _users,
    search=("name",),
    order=("id",),
    named=("name", "role", "place", "closed_on"),
    offered={"closed_on": None},
)
