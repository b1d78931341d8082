"""Everybody who has or had an account: their posts and places, and the state of each account."""

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import func, select

from county_desk.fields import Day, Moment
from county_desk.models.audit import Event
from county_desk.models.place import Place
from county_desk.models.user import Role, User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


class UserRow(ShownRow):
    """One person with an account, or with one that was closed.

    The columns about passwords are blank where people have none.
    """

    id: Annotated[int, Shown(User.id, N_("Account"), hidden=False)]
    name: Annotated[str, Shown(User.name)]
    role: Annotated[Role, Shown(User.role, width=14)]
    place: Annotated[str, Shown(Place.name, N_("Acts for"), blank=True)]
    one_time: Annotated[bool | None, Shown(User.one_time)]
    failures: Annotated[int | None, Shown(User.failures, N_("Wrong passwords"))]
    locked_until: Annotated[datetime | None, Shown(User.locked_until)]
    signed_in_at: Annotated[datetime | None, Shown(label=N_("Signed in last"), kind=Moment())]
    closed_on: Annotated[date | None, Shown(User.withdrawn_on, N_("Account closed on"), Day())]
    post_place: Annotated[int | None, Shown(User.place_id)]


USERS = table_of("users", N_("People"), UserRow)


def _users() -> Rows:
    signed_in = (
        select(Event.actor, func.max(Event.at).label("at"))
        .where(Event.command == "SignIn")
        .group_by(Event.actor)
        .subquery()
    )
    return (
        select_of(UserRow, signed_in_at=signed_in.c.at)
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
