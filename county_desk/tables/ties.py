"""The declared ties of the persons behind the accounts."""

from datetime import date
from typing import Annotated

from sqlalchemy.orm import aliased

from county_desk.models.household import Household
from county_desk.models.tie import Tie, TieKind
from county_desk.models.user import User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_

_other = aliased(User)


class TieRow(ShownRow):
    """One tie as listed."""

    id: Annotated[int, Shown(Tie.id, N_("Record"))]
    account: Annotated[str, Shown(User.name, N_("Account"))]
    kind: Annotated[TieKind, Shown(Tie.kind)]
    other: Annotated[str, Shown(_other.name, N_("Other account"), blank=True)]
    household: Annotated[str, Shown(Household.head, N_("Household"), blank=True)]
    person: Annotated[str, Shown(Tie.person, blank=True)]
    relation: Annotated[str, Shown(Tie.relation, blank=True)]
    since: Annotated[date, Shown(Tie.since)]
    ended_on: Annotated[date | None, Shown(Tie.ended_on)]
    village_id: Annotated[int | None, Shown(Household.village_id, N_("Village record"))]


TIES = table_of("ties", N_("Ties of persons"), TieRow)


def _ties() -> Rows:
    return (
        select_of(TieRow)
        .join(User, User.id == Tie.account_id)
        .outerjoin(_other, _other.id == Tie.other_id)
        .outerjoin(Household, Household.id == Tie.household_id)
    )


LISTING = Listing(
    TIES,
    _ties,
    search=("account", "other", "household", "person"),
    order=("ended_on", "account", "id"),
    named=("account", "kind", "since"),
    offered={"ended_on": None},
)
