"""The figures of a village in a year, by their source."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from county_desk.day_laws import PAST_YEAR
from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.fields import Choice, Count, Day, Term, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.fact_columns import with_fact_columns
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class Source(Term):
    """The source of a village's figures."""

    FORM = "form", N_("Application form")
    WORKBOOK = "workbook", N_("Application workbook")
    TABLE = "table", N_("Table of villages")
    RECORDS = "records", N_("Household records")


class VillageStanding(Term):
    """The standing of a village in the register."""

    ORDINARY = "ordinary", N_("Not registered")
    POOR = "poor", N_("Registered poor village")
    EXITED = "exited", N_("Exited")


class VillageRecord(Kept):
    """The standing of a village in the register; a village without one is an ordinary village.

    `listed_on`, `exited_on` and `grace_until` are the days that an opening balance states. Those of other
    villages stand with their cases and exits. `batch_id` is the batch of that opening balance.
    """

    village_id: Mapped[int] = link("place", N_("Village"), unique=True)
    standing: Mapped[VillageStanding] = column(
        N_("Standing in the register"),
        Choice(terms=VillageStanding, width=14),
        default=VillageStanding.ORDINARY,
    )
    listed_on: Mapped[date | None] = column(N_("Listed as a poor village on"), Day())
    exited_on: Mapped[date | None] = column(N_("Exited on"), Day())
    grace_until: Mapped[date | None] = column(N_("Grace until"), Day())
    batch_id: Mapped[int | None] = link("batch", N_("Batch"))


VILLAGE_RECORD = RecordKind(
    VillageRecord, N_("Village in the register"), (Place.name,), about=(VillageRecord.village_id,)
)


@with_fact_columns(facts_of(FactSubject.VILLAGE_YEAR))
class VillageYear(Kept):
    """A village's figures for a year as one source gave them.

    Income is yuan a head, collective income is yuan. `indicators` holds yes, no and numbers of the
    exit indicators of the province, by their key; `facts` all that a table of villages says, by title.
    `surveyed_poor` counts the poor persons that a survey found, `surveyed_words` explains the difference.
    """

    __table_args__ = (
        UniqueConstraint("village_id", "year", "source"),
        CheckConstraint(
            "poor_persons IS NULL OR persons IS NULL OR poor_persons <= persons", name="poor_within"
        ),
        CheckConstraint(
            "poor_households IS NULL OR households IS NULL OR poor_households <= households",
            name="poor_households_within",
        ),
    )

    village_id: Mapped[int] = link("place", N_("Village"), of="villages")
    year: Mapped[int] = column(N_("Year"), Year(), law=PAST_YEAR)
    source: Mapped[Source] = column(N_("Source"), Choice(terms=Source, width=12))
    households: Mapped[int | None]
    persons: Mapped[int | None]
    poor_households: Mapped[int | None]
    poor_persons: Mapped[int | None]
    income_per_head: Mapped[Decimal | None]
    collective_income: Mapped[Decimal | None]
    indicators: Mapped[dict[str, Any] | None]
    remark: Mapped[str] = column(N_("Remark"), Text(lines=2, width=40), default="")
    facts: Mapped[dict[str, Any] | None]
    surveyed_poor: Mapped[int | None] = column(N_("Poor persons surveyed"), Count())
    surveyed_words: Mapped[str | None] = column(
        N_("Explanation of the difference"),
        Text(lines=2, width=40),
        needed=N_("Explain why the figures differ"),
    )
    batch_id: Mapped[int | None] = link("batch", N_("Batch"))


VILLAGE_YEAR = RecordKind(
    VillageYear,
    N_("Figures of a village in a year"),
    (Place.name, VillageYear.year),
    about=(VillageYear.village_id,),
)
