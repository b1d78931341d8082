"""Ties of the persons behind the accounts: other accounts, households and relatives."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, relationship

from county_desk.day_laws import EVER, PAST
from county_desk.fields import Choice, Day, Term, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.models.user import User
from county_desk.text import N_
from county_desk.text_kinds import PersonName


class TieKind(Term):
    """The kind of a tie. A namesake of a member of a household is another person."""

    SAME_PERSON = "same_person", N_("Same person as another account")
    HOUSEHOLD = "household", N_("Belongs to a household")
    RELATIVE = "relative", N_("Relative of a person")
    NAMESAKE = "namesake", N_("Only bears the name of a member of a household")


class Tie(Kept):
    """One tie of the person behind an account; it counts until it is ended."""

    __table_args__ = (CheckConstraint("ended_on IS NULL OR ended_on >= since", name="tie_in_order"),)

    account_id: Mapped[int] = link("user", N_("Account"), of="users", index=True)
    kind: Mapped[TieKind] = column(N_("Tie"), Choice(terms=TieKind, width=16))
    other_id: Mapped[int | None] = link("user", N_("Other account"), of="users", index=True, default=None)
    household_id: Mapped[int | None] = link(
        "household", N_("Household"), of="households", index=True, default=None
    )
    person: Mapped[str | None] = column(N_("Relative"), PersonName(), info=NAMED, default=None)
    relation: Mapped[str | None] = column(
        N_("Relation"), Text(width=12), help=N_("What the relative is to the person"), default=None
    )
    since: Mapped[date] = column(N_("Tied since"), Day(), law=EVER)
    ended_on: Mapped[date | None] = column(
        N_("Tied until"), Day(), law=PAST, after=("tie.since",), default=None
    )

    account: Mapped[User] = relationship(foreign_keys=account_id)


TIE = RecordKind(Tie, N_("Tie"), (User.name,), (Tie.account_id, Tie.other_id, Tie.household_id))
