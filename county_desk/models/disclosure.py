"""Disclosures: a list posted for public supervision, its entries, its objections and how it ended."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.fields import Term
from county_desk.models.base import Kept
from county_desk.models.place import Place
from county_desk.text import N_


class DisclosureOutcome(Term):
    """How a disclosure ended."""

    UNOPPOSED = "unopposed", N_("No objection")
    REJECTED = "rejected", N_("Objections not upheld")
    SETTLED = "settled", N_("Objections settled, list as posted")
    ADJUSTED = "adjusted", N_("Objections upheld, list adjusted")


class Channel(Term):
    """How an objection came in."""

    LETTER = "letter", N_("Letter")
    VISIT = "visit", N_("In person")
    TELEPHONE = "telephone", N_("Telephone")
    HOTLINE = "hotline", N_("Hotline 12317")


class ObjectionFinding(Term):
    """What the investigation of an objection found."""

    UPHELD = "upheld", N_("Upheld")
    PARTLY = "partly", N_("Partly upheld")
    REJECTED = "rejected", N_("Not upheld")


class Disclosure(Kept):
    """The posting of one list. `last_day` is the last day on which the public can object."""

    __tablename__ = "disclosure"
    __table_args__ = (
        CheckConstraint("last_day >= opened_on", name="runs_forward"),
        CheckConstraint("closed_on IS NULL OR closed_on > last_day", name="closed_after_last_day"),
        CheckConstraint("(closed_on IS NULL) = (outcome IS NULL)", name="outcome_when_closed"),
    )

    kind: Mapped[str]
    procedure: Mapped[str]
    step: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    opened_on: Mapped[date]
    days: Mapped[int]
    counting: Mapped[str]
    last_day: Mapped[date] = mapped_column(index=True)
    reference: Mapped[str]
    opened_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    closed_on: Mapped[date | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[DisclosureOutcome | None]
    remark: Mapped[str] = mapped_column(default="")

    place: Mapped[Place] = relationship()
    entries: Mapped[list["Entry"]] = relationship(back_populates="disclosure", order_by="Entry.position")
    objections: Mapped[list["Objection"]] = relationship(
        primaryjoin="and_(Objection.disclosure_id == Disclosure.id, Objection.withdrawn_on.is_(None))",
        order_by="Objection.id",
    )


class Entry(Kept):
    """One line of a posted list, as it was posted."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("disclosure_id", "case_id"),)

    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int]
    subject: Mapped[str]
    group_name: Mapped[str] = mapped_column(default="")
    persons: Mapped[int]
    struck_on: Mapped[date | None]

    disclosure: Mapped[Disclosure] = relationship(back_populates="entries")


class Objection(Kept):
    """One objection to a list or an entry. `objector` and `words` are for the office only."""

    __tablename__ = "objection"
    __table_args__ = (
        CheckConstraint("(settled_on IS NULL) = (finding IS NULL)", name="finding_when_settled"),
    )

    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    received_on: Mapped[date]
    channel: Mapped[Channel]
    objector: Mapped[str] = mapped_column(default="")
    words: Mapped[str]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    settled_on: Mapped[date | None]
    finding: Mapped[ObjectionFinding | None]
    investigators: Mapped[str] = mapped_column(default="")
    reply: Mapped[str] = mapped_column(default="")
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    entry: Mapped[Entry | None] = relationship()
