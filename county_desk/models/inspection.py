"""Inspection rounds, the households drawn for them, and what was found and mended."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.fields import Term
from county_desk.models.base import Kept
from county_desk.models.household import Household, Standing
from county_desk.models.sounding import NAMED
from county_desk.text import N_


class RoundKind(Term):
    """The kinds of round; a general survey counts everybody, the others a sample."""

    INSPECTION = "inspection", N_("Inspection round")
    SPOT_CHECK = "spot_check", N_("Spot check")
    EVALUATION = "evaluation", N_("Third-party evaluation")
    SURVEY = "survey", N_("General survey")


class RoundPeople(Term):
    """The households among which a round is drawn."""

    REGISTERED = "registered", N_("Households registered as poor")
    EXITED = "exited", N_("Exited households")
    BOTH = "both", N_("Registered and exited households")
    ALL = "all", N_("Every household on record")


class Severity(Term):
    """How heavy a finding weighs."""

    SLIGHT = "slight", N_("Slight")
    SERIOUS = "serious", N_("Serious")
    GRAVE = "grave", N_("Grave")


class InspectionRound(Kept):
    """One round. `confidence` and `margin` are per cent; `population` is the number it was drawn from.

    `seed` draws the same households again. `weight` is that of the places in `remote`, which are numbers of
    townships. A survey has no confidence, no margin and no seed. `frame` is the digest of all households
    from which it was drawn. `registered_persons` and `exited_persons` are those of the county on that day.
    """

    __tablename__ = "inspection_round"

    kind: Mapped[RoundKind]
    title: Mapped[str] = mapped_column(info=NAMED)
    people: Mapped[RoundPeople]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    drawn_on: Mapped[date]
    due_on: Mapped[date | None]
    unit: Mapped[str] = mapped_column(default="")
    confidence: Mapped[Decimal | None]
    margin: Mapped[Decimal | None]
    weight: Mapped[Decimal | None]
    remote: Mapped[str] = mapped_column(default="")
    seed: Mapped[str] = mapped_column(default="")
    population: Mapped[int]
    size: Mapped[int]
    frame: Mapped[str | None]
    registered_persons: Mapped[int | None]
    exited_persons: Mapped[int | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(default="")


class InspectionStratum(Kept):
    """The number of households of one township from which a round was drawn."""

    __tablename__ = "inspection_stratum"

    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"), index=True)
    township_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    population: Mapped[int]


class InspectedHousehold(Kept):
    """One household of a round and the answers of its field sheet; None until the sheet is entered.

    `standing` and `persons` are those of the day of the draw; None in a round that was drawn before they
    were kept.
    `decided_rightly` says that the decision on the household holds, `fell_back` that it is poor again, and
    `satisfied` that it is content with the help. `checked_by` entered the sheet a second time.
    """

    __tablename__ = "inspected_household"

    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"), index=True)
    row: Mapped[int]
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    township_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    standing: Mapped[Standing | None]
    persons: Mapped[int | None]
    visited_on: Mapped[date | None]
    visitors: Mapped[str] = mapped_column(default="")
    decided_rightly: Mapped[bool | None]
    fell_back: Mapped[bool | None]
    satisfied: Mapped[bool | None]
    note: Mapped[str] = mapped_column(default="")
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    round: Mapped[InspectionRound] = relationship()
    household: Mapped[Household] = relationship()


class InspectionFinding(Kept):
    """One thing that is wrong, who mends it by a day, and the proof that it was mended.

    `confirmed_on` is the day on which the inspectors saw that it was.
    """

    __tablename__ = "inspection_finding"

    round_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_round.id"), index=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    severity: Mapped[Severity]
    words: Mapped[str]
    found_on: Mapped[date]
    mender: Mapped[str]
    due_on: Mapped[date]
    mended_on: Mapped[date | None]
    proof: Mapped[str] = mapped_column(default="")
    confirmed_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(default="")
