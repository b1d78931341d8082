"""Disclosures: a list posted for public supervision, its entries, its objections and how it ended."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, relationship

from county_desk.day_laws import DONE, ISSUED, PAST
from county_desk.fields import Choice, Code, Count, Day, Term, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import Names, RecordKind
from county_desk.models.sounding import NAMED, SORTED
from county_desk.shapes import Shape
from county_desk.text import N_
from county_desk.text_kinds import PersonName, Published


class DisclosureOutcome(Term):
    """How a disclosure ended."""

    UNOPPOSED = "unopposed", N_("No objection"), Shape.FINE
    REJECTED = "rejected", N_("Objections not upheld"), Shape.FINE
    SETTLED = "settled", N_("Objections settled, list as posted"), Shape.DISPUTED
    ADJUSTED = "adjusted", N_("Objections upheld, list adjusted"), Shape.DISPUTED
    SUSPENDED = "suspended", N_("Suspended: notice void"), Shape.WATCH


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

    __table_args__ = (
        CheckConstraint("last_day >= opened_on", name="runs_forward"),
        CheckConstraint(
            "closed_on IS NULL OR closed_on > last_day OR outcome = 'suspended'",
            name="closed_after_last_day",
        ),
        CheckConstraint("(closed_on IS NULL) = (outcome IS NULL)", name="outcome_when_closed"),
    )

    kind: Mapped[str] = column(N_("Procedure"), Code())
    procedure: Mapped[str]
    step: Mapped[str] = column(N_("Step"), Code())
    place_id: Mapped[int] = link("place", N_("Place"), index=True)
    opened_on: Mapped[date] = column(N_("Posted on"), Day(), law=ISSUED)
    days: Mapped[int] = column(N_("Days"), Count(width=6))
    counting: Mapped[str] = column(N_("How days are counted"), Code())
    last_day: Mapped[date] = column(N_("Last day"), Day(), index=True)
    reference: Mapped[str] = column(N_("Source"), Text())
    opened_by: Mapped[int] = link("user", N_("Opened by"))
    notice_id: Mapped[int | None] = link("notice", N_("Notice"))
    closed_on: Mapped[date | None] = column(N_("Closed on"), Day(), law=DONE)
    closed_by: Mapped[int | None] = link("user", N_("Closed by"))
    outcome: Mapped[DisclosureOutcome | None] = column(
        N_("Outcome"), Choice(terms=DisclosureOutcome, width=18)
    )
    remark: Mapped[str] = column(N_("Remark"), Text(width=40), default="")
    rule_reason: Mapped[str | None] = column(N_("Posted although the rule is not met"), Text(width=20))
    extension: Mapped[str | None] = column(N_("Extended"), Text(width=20))

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


DISCLOSURE = RecordKind(
    Disclosure, N_("Disclosure"), (Place.name, Disclosure.opened_on), about=(Disclosure.place_id,)
)


class Entry(Kept):
    """One line of a posted list, as it was posted.

    `frozen` holds the figures, the members and the finding of that day (`workflow/posted.py`); None for an
    entry that is older than frozen entries.
    """

    __table_args__ = (UniqueConstraint("disclosure_id", "case_id"),)

    disclosure_id: Mapped[int] = link("disclosure", N_("Disclosure"))
    case_id: Mapped[int] = link("case", N_("Case record"), index=True)
    position: Mapped[int] = column(N_("Line"), Count(width=5))
    subject: Mapped[str] = column(N_("Subject"), Text(width=12), info=NAMED)
    group_name: Mapped[str] = column(N_("Villager group"), Text(width=8), default="", info=SORTED)
    persons: Mapped[int] = column(N_("Persons"), Count())
    struck_on: Mapped[date | None] = column(N_("Struck on"), Day())
    frozen: Mapped[dict[str, Any] | None]

    disclosure: Mapped[Disclosure] = relationship(back_populates="entries")


ENTRY = RecordKind(Entry, N_("Line of a posted list"), (Entry.subject,), about=(Entry.case_id,))


class Objection(Kept):
    """One objection to a list or an entry. `objector` and `words` are for the office only.

    `public_words` says the same without anything that betrays the objector; None where it is not worded.

    `omitted_head` names a household that the list leaves out; `case_id` is the case opened for it.
    `complained_of` names the officials that it complains of; none of them investigates or settles it.
    """

    __table_args__ = (
        CheckConstraint("(settled_on IS NULL) = (finding IS NULL)", name="finding_when_settled"),
    )

    disclosure_id: Mapped[int] = link("disclosure", N_("Disclosure"), of="disclosures", index=True)
    entry_id: Mapped[int | None] = link("entry", N_("Against"))
    received_on: Mapped[date] = column(
        N_("Received on"), Day(), law=PAST, after=("disclosure.opened_on",)
    )  # never late: an objection holds its list from the day it is recorded
    channel: Mapped[Channel] = column(N_("How it came"), Choice(terms=Channel))
    objector: Mapped[str] = column(N_("Objector"), Text(), help=N_("Blank: anonymous"), default="")
    words: Mapped[str] = column(
        N_("What is objected"), Text(lines=3, width=40), needed=N_("Describe the objection")
    )
    public_words: Mapped[str | None] = column(
        N_("Public wording"), Published(lines=2, width=40), help=N_("Nothing that betrays the objector")
    )
    recorded_by: Mapped[int] = link("user", N_("Recorded by"))
    settled_on: Mapped[date | None] = column(
        N_("Settled on"), Day(), law=DONE, after=("objection.received_on",)
    )
    finding: Mapped[ObjectionFinding | None] = column(N_("Finding"), Choice(terms=ObjectionFinding))
    investigators: Mapped[str] = column(
        N_("Investigators"), Text(width=30), help=N_("Two names or more"), default=""
    )
    reply: Mapped[str] = column(
        N_("Answer and reason"),
        Text(lines=3, width=40),
        needed=N_("Write the answer and its reason"),
        default="",
    )
    settled_by: Mapped[int | None] = link("user", N_("Settled by"))
    omitted_head: Mapped[str | None] = column(
        N_("Omitted household"),
        PersonName(),
        help=N_("Name of the head; blank: no household is missing"),
        info=NAMED,
    )
    omitted_group: Mapped[str | None] = column(
        N_("Villager group of the omitted household"), Published(width=8)
    )
    case_id: Mapped[int | None] = link("case", N_("Case record"))
    complained_of: Mapped[str | None] = column(
        N_("Official complained of"),
        Text(width=24),
        help=N_("Names, separated by commas; leave blank if there is none"),
    )

    entry: Mapped[Entry | None] = relationship()

    @property
    def whole_list(self) -> bool:
        """Whether it is against the list as a whole."""
        return self.entry_id is None and not self.omitted_head

    @classmethod
    def against_list(cls) -> ColumnElement[bool]:
        """Return the condition for an objection against the list as a whole."""
        return cls.entry_id.is_(None) & cls.omitted_head.is_(None)

    @property
    def holds(self) -> bool:
        """Whether its finding lets nothing on the list go on."""
        found = (ObjectionFinding.UPHELD, ObjectionFinding.PARTLY)
        return self.whole_list and self.finding in found


def _objected() -> Names:
    """The household that an objection is about, listed or omitted, or the village."""
    subject = func.coalesce(Entry.subject, Objection.omitted_head, Place.name)
    return (
        select(Objection.id, subject, Objection.received_on)
        .outerjoin(Entry, Entry.id == Objection.entry_id)
        .join(Disclosure, Disclosure.id == Objection.disclosure_id)
        .join(Place, Place.id == Disclosure.place_id)
    )


OBJECTION = RecordKind(Objection, N_("Objection"), _objected, about=(Objection.case_id, Objection.entry_id))


class PostingPlace(Kept):
    """One place where a list hangs, and the picture that shows it there.

    `scan` is the SHA-256 of the picture as an `Original`; None where only its name is known.
    """

    disclosure_id: Mapped[int] = link("disclosure", N_("Disclosure"), of="disclosures", index=True)
    hung_at: Mapped[str] = column(
        N_("Hangs at"),
        Text(width=24),
        help=N_("As the board of a villager group"),
        needed=N_("Write where the list hangs"),
    )
    posted_on: Mapped[date] = column(N_("Posted there on"), Day(), law=DONE, after=("disclosure.opened_on",))
    picture: Mapped[str] = column(
        N_("Picture"), Text(width=24), help=N_("Number of the photograph; blank: name of the file")
    )
    scan: Mapped[str | None]
    recorded_by: Mapped[int] = link("user", N_("Recorded by"))


POSTING_PLACE = RecordKind(PostingPlace, N_("Place of a posting"))
