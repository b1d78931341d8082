"""Reports of misconduct, and appraisals of results: neither ranks a clerk of the desk."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Term
from county_desk.models.base import Kept
from county_desk.models.sounding import NAMED
from county_desk.text import N_


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

    __tablename__ = "misconduct_report"

    received_on: Mapped[date]
    channel: Mapped[ReportChannel]
    anonymous: Mapped[bool]
    reporter: Mapped[str] = mapped_column(default="")
    village_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    about: Mapped[str]
    words: Mapped[str]
    investigators: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    outcome: Mapped[ReportOutcome | None]
    found: Mapped[str] = mapped_column(default="")
    settled_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class AppraisedKind(Term):
    """Those whose results are appraised; a clerk of the desk never is."""

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

    __tablename__ = "appraisal"

    year: Mapped[int]
    kind: Mapped[AppraisedKind]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    name: Mapped[str] = mapped_column(default="", info=NAMED)
    grade: Mapped[AppraisalGrade]
    basis: Mapped[str]
    appraised_on: Mapped[date]
    incentive: Mapped[str] = mapped_column(default="")
    incentive_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
