"""Contact officials, and the households for which each answers."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import COUNTED, TERM
from county_desk.fields import Choice, Day, IdNumber, Term, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_
from county_desk.text_kinds import PersonName, Telephone

_OPEN = text("until IS NULL AND withdrawn_on IS NULL")


class Affiliation(Term):
    """The level of the unit that an official belongs to."""

    CENTRAL = "central", N_("Central unit")
    PROVINCE = "province", N_("Unit of the province")
    CITY = "city", N_("Unit of the city")
    COUNTY = "county", N_("Unit of the county")
    TOWNSHIP = "township", N_("Unit of the township")
    ARMY = "army", N_("Armed forces")
    OTHER = "other", N_("Other unit")


class Official(Kept):
    """One official; name and unit together are unique among those that stand."""

    name: Mapped[str] = column(
        N_("Contact official"), PersonName(staff=True), needed=N_("Name the official"), info=NAMED
    )
    unit: Mapped[str] = column(
        N_("Unit of the contact official"),
        Text(width=20),
        needed=N_("Name the unit of the official"),
        info=SORTED,
    )
    post: Mapped[str] = column(N_("Post of the contact official"), Text(width=12), default="")
    affiliation: Mapped[Affiliation | None] = column(N_("Level of the unit"), Choice(terms=Affiliation))
    telephone: Mapped[str] = column(N_("Telephone"), Telephone(), default="")
    id_number: Mapped[str] = column(N_("Identity number"), IdNumber(), default="", index=True)


OFFICIAL = RecordKind(
    Official, N_("Contact official"), (Official.name, Official.unit), labels={"name": N_("Name")}
)


class Pairing(Kept):
    """The time during which one official answers for one household; a household has one at a time.

    `reason` says why it ended. `left_open` lists the open things that the official before handed over.
    `visited_on` is the last visit of the official, `visit_due_on` the last day for the next one.
    """

    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="term_in_order"),
        Index("ix_pairing_household_id_since", "household_id", "since"),
        Index("ix_pairing_open", "household_id", "visit_due_on", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    household_id: Mapped[int] = link("household", N_("Household"), of="households")
    official_id: Mapped[int] = link("official", N_("Contact official"), of="officials", index=True)
    since: Mapped[date] = column(N_("Answers for the household since"), Day(), law=TERM)
    until: Mapped[date | None] = column(N_("Answered until"), Day(), law=COUNTED)
    reason: Mapped[str | None] = column(N_("Reason"), Text(lines=2, width=40), needed=N_("Give the reason"))
    left_open: Mapped[str | None] = column(N_("Open at the hand-over"), Text())
    visited_on: Mapped[date | None] = column(N_("Last visit"), Day())
    visit_due_on: Mapped[date | None] = column(N_("Next visit until"), Day(), index=True)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    household: Mapped[Household] = relationship()
    official: Mapped[Official] = relationship()


PAIRING = RecordKind(
    Pairing,
    N_("Household of a contact official"),
    (Official.name, Household.head),
    about=(Pairing.household_id,),
)
