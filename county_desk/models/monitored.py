"""Monitored households: those of the ledgers, and those that the desk announced."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from county_desk.facts.kinds import WordText
from county_desk.facts.word_lists import MONITORED_KIND, RISK
from county_desk.fields import Choice, Code, Day, IdNumber, Term, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_


class RemovalWay(Term):
    """How a risk went, or that there was none; the values are the words of the ledgers."""

    HELP = "帮扶消除", N_("Removed by help")
    ITSELF = "自然消除", N_("Gone by itself")
    MISTAKE = "识别不准", N_("Wrongly monitored")


class Intensity(Term):
    """How closely a monitored household is visited."""

    KEY = "key", N_("Key watch")
    REGULAR = "regular", N_("Regular watch")
    OBSERVATION = "observation", N_("Observation")


class Monitored(Kept):
    """One monitored household. `facts` are all its columns by standard Chinese title.

    `household_id` is the household on record, where there is one; `identified` and `removed` are written
    as the ledger writes them (a month has no day), and `removed` is blank while the risk stands.
    `entered_on` and `released_on` are the days of the announcements, and `entry_case_id` and
    `release_case_id` their cases. `visited_on` is the last visit, `visit_due_on` the last day for the next
    one. Each risk has a measure until `measures_due_on`. None where only a ledger lists the household.
    """

    household_id: Mapped[int | None] = link("household", N_("Household"), of="households", index=True)
    village_id: Mapped[int] = link("place", N_("Village"), of="villages", index=True)
    number: Mapped[str] = column(N_("Household number"), Code(width=20), default="", index=True)
    head: Mapped[str] = column(N_("Head of household"), Text(width=10), info=NAMED)
    id_number: Mapped[str] = column(N_("Identity number"), IdNumber(), default="", index=True)
    kind: Mapped[str] = column(
        N_("Kind of monitoring"), WordText(title=MONITORED_KIND, width=14), default="", info=SORTED
    )
    risks: Mapped[str] = column(N_("Risks"), WordText(title=RISK, width=20), default="")
    identified: Mapped[str] = column(N_("Identified"), Text(width=10), default="")
    removed: Mapped[str] = column(N_("Risk removed"), Text(width=10), default="")
    facts: Mapped[dict[str, Any]]
    batch_id: Mapped[int | None] = link("batch", N_("Batch"), index=True)
    entered_on: Mapped[date | None] = column(N_("Entry announced"), Day())
    entry_case_id: Mapped[int | None] = link("case", N_("Case of the entry"), index=True)
    released_on: Mapped[date | None] = column(N_("Release announced"), Day())
    release_case_id: Mapped[int | None] = link("case", N_("Case of the release"), index=True)
    way: Mapped[RemovalWay | None] = column(N_("How the risk went"), Choice(terms=RemovalWay))
    intensity: Mapped[Intensity | None] = column(N_("Intensity"), Choice(terms=Intensity))
    visited_on: Mapped[date | None] = column(N_("Last visit"), Day())
    visit_due_on: Mapped[date | None] = column(N_("Next visit by"), Day())
    measures_due_on: Mapped[date | None] = column(N_("Measure due by"), Day())


MONITORED = RecordKind(
    Monitored, N_("Monitored household"), (Monitored.head,), about=(Monitored.household_id,)
)
