"""Disclosures: a list posted for public supervision, its entries, its objections and how it ended."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.fields import Term
from county_desk.models.base import Kept
from county_desk.models.place import Place
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_


class DisclosureOutcome(Term):
    """How a disclosure ended."""

    UNOPPOSED = "unopposed", N_("No objection")
    REJECTED = "rejected", N_("Objections not upheld")
    SETTLED = "settled", N_("Objections settled, list as posted")
    ADJUSTED = "adjusted", N_("Objections upheld, list adjusted")
    SUSPENDED = "suspended", N_("Suspended: notice void")


class Channel(Term):
    """How an objection came in."""

    LETTER = "letter", N_("Letter")
    VISIT = "visit", N_("In person")
    TELEPHONE = "telephone", N_("Telephone")
    HOTLINE = "hotline", N_("Hotline 12317")


class ObjectionFinding(Term):
    """The result of investigating an objection."""

    UPHELD = "upheld", N_("Upheld")
    PARTLY = "partly", N_("Partly upheld")
    REJECTED = "rejected", N_("Not upheld")


class Disclosure(Kept):
    """The posting of one list. `last_day` is the last day on which the public can object.

    A suspended one was closed before its time, because its notice became void. `rule_reason` says why
    entries were posted that the rule does not find met, `extension` why the last day was put off.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        CheckConstraint("last_day >= opened_on", name="runs_forward"),
        CheckConstraint(
            "closed_on IS NULL OR closed_on > last_day OR outcome = 'suspended'",
            name="closed_after_last_day",
        ),
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
    rule_reason: Mapped[str | None]
    extension: Mapped[str | None]

    @property
    def suspended(self) -> bool:
        """Whether the list was taken down because its notice became void."""
        return self.outcome is DisclosureOutcome.SUSPENDED

    place: Mapped[Place] = relationship()
    entries: Mapped[list["Entry"]] = relationship(back_populates="disclosure", order_by="Entry.position")
    objections: Mapped[list["Objection"]] = relationship(
        primaryjoin="and_(Objection.disclosure_id == Disclosure.id, Objection.withdrawn_on.is_(None))",
        order_by="Objection.id",
    )
    hung: Mapped[list["PostingPlace"]] = relationship(order_by="PostingPlace.id")


class Entry(Kept):
    """One line of a posted list, as it was posted.

    `frozen` holds the figures, the members and the finding of that day (`workflow/posted.py`); None for an
    entry that is older than frozen entries.
    """

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("disclosure_id", "case_id"),)

    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int]
    subject: Mapped[str] = mapped_column(info=NAMED)
    group_name: Mapped[str] = mapped_column(default="", info=SORTED)
    persons: Mapped[int]
    struck_on: Mapped[date | None]
    frozen: Mapped[dict[str, Any] | None]

    disclosure: Mapped[Disclosure] = relationship(back_populates="entries")


class Objection(Kept):
    """One objection to a list or an entry. `objector` and `words` are for the office only.

    `public_words` says the same without anything that betrays the objector; None where it is not worded.

    `omitted_head` names a household that the list leaves out; `case_id` is the case opened for it.
    `complained_of` names the officials against whose acts it is; none of them investigates or settles it.
    """

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
    public_words: Mapped[str | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    settled_on: Mapped[date | None]
    finding: Mapped[ObjectionFinding | None]
    investigators: Mapped[str] = mapped_column(default="")
    reply: Mapped[str] = mapped_column(default="")
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    omitted_head: Mapped[str | None] = mapped_column(info=NAMED)
    omitted_group: Mapped[str | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    complained_of: Mapped[str | None]

    entry: Mapped[Entry | None] = relationship()

    @property
    def whole_list(self) -> bool:
        """Whether it is against the list as a whole."""
        return self.entry_id is None and not self.omitted_head

    @classmethod
    def against_list(cls) -> ColumnElement[bool]:
        """That an objection is against the list as a whole."""
        return cls.entry_id.is_(None) & cls.omitted_head.is_(None)

    @property
    def holds(self) -> bool:
        """Whether its finding lets nothing on the list go on."""
        found = (ObjectionFinding.UPHELD, ObjectionFinding.PARTLY)
        return self.whole_list and self.finding in found


class PostingPlace(Kept):
    """One place where a list hangs, and the picture that shows it there.

    `scan` is the SHA-256 of the picture as an `Original`; None where only its name is known.
    """

    __tablename__ = "posting_place"

    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"), index=True)
    hung_at: Mapped[str]
    posted_on: Mapped[date]
    picture: Mapped[str]
    scan: Mapped[str | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
