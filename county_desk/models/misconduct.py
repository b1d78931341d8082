"""Reports of misconduct, and appraisals of results: neither ranks a clerk of the desk."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.day_laws import DONE, DUE, PAST, PAST_YEAR
from county_desk.fields import Choice, Day, Term, Text, Year, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.text import N_
from county_desk.text_kinds import PersonName


class ReportChannel(Term):
    """How a report of misconduct came in."""

    HOTLINE = "hotline", N_("Hotline 12317")
    LETTER = "letter", N_("Letter")
    VISIT = "visit", N_("Visit to the office")
    ONLINE = "online", N_("Online")
    ROUND = "round", N_("During an inspection")


class ReportOutcome(Term):
    """The result of looking into a report."""

    FOUNDED = "founded", N_("Founded")
    PARTLY = "partly", N_("Founded in part")
    UNFOUNDED = "unfounded", N_("Unfounded")
    TRANSFERRED = "transferred", N_("Transferred to discipline inspection")


class MisconductReport(Kept):
    """One report of misconduct; `reporter` is blank for an anonymous one.

    Only those with the right to supervise read it, and the history keeps no word of it.
    """

    received_on: Mapped[date] = column(N_("Received on"), Day(), law=PAST)
    channel: Mapped[ReportChannel] = column(N_("Channel"), Choice(terms=ReportChannel))
    anonymous: Mapped[bool] = column(N_("Anonymous"), YesNo())
    reporter: Mapped[str] = column(N_("Name of the reporter"), Text(width=16), default="")
    village_id: Mapped[int | None] = link(
        "place", N_("Village"), of="villages", help=N_("Blank for none"), index=True
    )
    about: Mapped[str] = column(
        N_("Whom it is about"), Text(width=30), needed=N_("Write whom the report is about")
    )
    words: Mapped[str] = column(
        N_("Content of the report"), Text(lines=4, width=40), needed=N_("Enter the content of the report")
    )
    investigators: Mapped[str] = column(N_("Who looks into it"), Text(width=30), default="")
    due_on: Mapped[date | None] = column(N_("To be settled by"), Day(), law=DUE)
    outcome: Mapped[ReportOutcome | None] = column(N_("Result"), Choice(terms=ReportOutcome))
    found: Mapped[str] = column(
        N_("Result of the inquiry"),
        Text(lines=3, width=40),
        needed=N_("Enter the result of the inquiry"),
        default="",
    )
    settled_on: Mapped[date | None] = column(N_("Settled on"), Day(), law=PAST)
    answered_on: Mapped[date | None] = column(
        N_("Reporter answered on"), Day(), law=PAST, after=("settled_on",)
    )
    reason: Mapped[str] = column(N_("Reason"), Text(lines=2, width=40), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


MISCONDUCT_REPORT = RecordKind(
    MisconductReport, N_("Report of misconduct"), (MisconductReport.id,), secret=True
)


class AppraisedKind(Term):
    """The kinds of places, units and persons with appraised results; a clerk of the desk is not appraised."""

    VILLAGE = "village", N_("Village")
    TOWNSHIP = "township", N_("Township")
    OFFICIAL = "official", N_("Contact official")
    SECRETARY = "secretary", N_("First secretary")
    UNIT = "unit", N_("Helping unit")


class AppraisalGrade(Term):
    """The grades of an appraisal, as offices give them."""

    GOOD = "good", N_("Good")
    FAIR = "fair", N_("Rather good")
    MIDDLING = "middling", N_("Middling")
    POOR = "poor", N_("Poor")


class Appraisal(Kept):
    """The appraisal of one year's results, its ground, and the incentive that followed."""

    year: Mapped[int] = column(N_("Year"), Year(), law=PAST_YEAR)
    kind: Mapped[AppraisedKind] = column(N_("Appraised"), Choice(terms=AppraisedKind))
    place_id: Mapped[int] = link("place", N_("Place"), of="places", index=True)
    name: Mapped[str] = column(N_("Name of the official"), PersonName(), default="", info=NAMED)
    grade: Mapped[AppraisalGrade] = column(N_("Grade"), Choice(terms=AppraisalGrade))
    basis: Mapped[str] = column(
        N_("Ground of the grade"), Text(lines=2, width=40), needed=N_("Write the ground of the grade")
    )
    appraised_on: Mapped[date] = column(N_("Appraised on"), Day(), law=DONE)
    incentive: Mapped[str] = column(
        N_("Incentive"), Text(width=30), needed=N_("Name the incentive"), default=""
    )
    incentive_on: Mapped[date | None] = column(
        N_("Given on"), Day(), law=DONE, after=("appraisal.appraised_on",)
    )
    reason: Mapped[str] = column(N_("Reason"), Text(lines=2, width=40), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


APPRAISAL = RecordKind(
    Appraisal, N_("Appraisal"), (Place.name, Appraisal.name, Appraisal.year), about=(Appraisal.place_id,)
)
