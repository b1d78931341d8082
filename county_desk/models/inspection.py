"""Inspection rounds, the households drawn for them, and the findings with their correction."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import DONE, DUE, PAST
from county_desk.fields import Choice, Code, Count, Day, Measure, Term, Text, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household, Standing
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.text import N_
from county_desk.text_kinds import PersonName


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

    kind: Mapped[RoundKind] = column(N_("Kind of round"), Choice(terms=RoundKind))
    title: Mapped[str] = column(
        N_("Title of the round"), Text(width=30), needed=N_("Write the title of the round"), info=NAMED
    )
    people: Mapped[RoundPeople] = column(N_("Drawn from"), Choice(terms=RoundPeople))
    place_id: Mapped[int | None] = link(
        "place", N_("Place"), of="places", help=N_("Blank for the whole county"), index=True
    )
    drawn_on: Mapped[date] = column(N_("Drawn on"), Day(), law=PAST)
    due_on: Mapped[date | None] = column(N_("To be done by"), Day(), law=DUE, after=("drawn_on",))
    unit: Mapped[str] = column(N_("Inspectors"), Text(width=20), default="")
    confidence: Mapped[Decimal | None] = column(N_("Confidence (per cent)"), Measure())
    margin: Mapped[Decimal | None] = column(N_("Margin (per cent)"), Measure())
    weight: Mapped[Decimal | None] = column(N_("Weight of the remote townships"), Measure())
    remote: Mapped[str] = column(N_("Remote townships"), Text(width=20), default="")
    seed: Mapped[str] = column(N_("Seed"), Text(width=16), default="")
    population: Mapped[int] = column(N_("Households in all"), Count())
    size: Mapped[int] = column(N_("Households drawn"), Count())
    frame: Mapped[str | None] = column(N_("Digest of the frame"), Code(width=20))
    registered_persons: Mapped[int | None] = column(N_("Registered persons at the draw"), Count())
    exited_persons: Mapped[int | None] = column(N_("Exited persons at the draw"), Count())
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = column(N_("Reason"), Text(lines=2, width=40), default="")


INSPECTION_ROUND = RecordKind(InspectionRound, N_("Inspection round"), (InspectionRound.title,))


class InspectionStratum(Kept):
    """The number of households of one township from which a round was drawn."""

    round_id: Mapped[int] = link("inspection_round", N_("Round"), of="inspections", index=True)
    township_id: Mapped[int] = link("place", N_("Township"), of="places")
    population: Mapped[int] = column(N_("Households in all"), Count())


INSPECTION_STRATUM = RecordKind(InspectionStratum, N_("Township of a round"))


class InspectedHousehold(Kept):
    """One household of a round and the answers of its field sheet; None until the sheet is entered.

    `standing` and `persons` are those of the day of the draw; None in a round that was drawn before they
    were kept.
    `decided_rightly` says that the decision on the household holds, `fell_back` that it is poor again, and
    `satisfied` that it is content with the help. `checked_by` entered the sheet a second time.
    """

    round_id: Mapped[int] = link("inspection_round", N_("Round"), of="inspections", index=True)
    row: Mapped[int] = column(N_("Row"), Count(width=6))
    household_id: Mapped[int] = link("household", N_("Household"), of="households", index=True)
    township_id: Mapped[int] = link("place", N_("Township"), of="places")
    standing: Mapped[Standing | None] = column(N_("Standing at the draw"), Choice(terms=Standing))
    persons: Mapped[int | None] = column(N_("Persons at the draw"), Count())
    visited_on: Mapped[date | None] = column(N_("Visited on"), Day(), law=PAST)
    visitors: Mapped[str] = column(N_("Visitors"), Text(width=30, staff=True), default="")
    decided_rightly: Mapped[bool | None] = column(N_("Decision is right"), YesNo())
    fell_back: Mapped[bool | None] = column(N_("Poor again"), YesNo())
    satisfied: Mapped[bool | None] = column(N_("Content with the help"), YesNo())
    note: Mapped[str] = column(N_("Note"), Text(lines=2, width=40), default="")
    entered_by: Mapped[int | None] = link("user", N_("Entered by"))
    checked_by: Mapped[int | None] = link("user", N_("Entered again by"))

    round: Mapped[InspectionRound] = relationship()
    household: Mapped[Household] = relationship()


INSPECTED_HOUSEHOLD = RecordKind(
    InspectedHousehold, N_("Field sheet"), (Household.head,), about=(InspectedHousehold.household_id,)
)


class InspectionFinding(Kept):
    """One thing that is wrong, who mends it by a day, and the proof that it was mended.

    `confirmed_on` is the day on which the inspectors saw that it was.
    """

    round_id: Mapped[int | None] = link(
        "inspection_round", N_("Round"), of="inspections", help=N_("Blank for none"), index=True
    )
    village_id: Mapped[int] = link("place", N_("Village"), of="villages", index=True)
    household_id: Mapped[int | None] = link(
        "household", N_("Household"), of="households", help=N_("Blank for the village"), index=True
    )
    severity: Mapped[Severity] = column(N_("Severity"), Choice(terms=Severity))
    words: Mapped[str] = column(
        N_("Problem found"), Text(lines=3, width=40), needed=N_("Describe the problem")
    )
    found_on: Mapped[date] = column(N_("Found on"), Day(), law=DONE, after=("round.drawn_on",))
    mender: Mapped[str] = column(N_("Who mends it"), PersonName(), needed=N_("Name the person who mends it"))
    due_on: Mapped[date] = column(N_("To be mended by"), Day(), law=DUE, after=("found_on",))
    mended_on: Mapped[date | None] = column(N_("Mended on"), Day(), law=DONE, after=("finding.found_on",))
    proof: Mapped[str] = column(
        N_("Proof"),
        Text(lines=2, width=40),
        needed=N_("Name the proof: a paper, a photo, a visit"),
        default="",
    )
    confirmed_on: Mapped[date | None] = column(
        N_("Confirmed on"), Day(), law=DONE, after=("finding.mended_on",)
    )
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = column(N_("Reason"), Text(lines=2, width=40), default="")

    village: Mapped[Place] = relationship()


INSPECTION_FINDING = RecordKind(
    InspectionFinding,
    N_("Finding"),
    (Place.name, InspectionFinding.found_on),
    about=(InspectionFinding.household_id, InspectionFinding.village_id),
)
