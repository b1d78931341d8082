"""Needs of households, and measures of assistance: what each is given, by whom, and what came of it."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import BEGINS, COUNTED, ENDS, OF_HELP
from county_desk.facts.kinds import Area, Word
from county_desk.facts.word_lists import CAUSE, RISK
from county_desk.fields import Choice, Count, Day, Money, Term, Text, YesNo
from county_desk.measure_classes import MeasureClass
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household, Member
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_
from county_desk.text_kinds import PersonName, Reason

__all__ = ["AssistanceMeasure", "MeasureClass", "MeasureStage", "Need", "NeedEnd"]


class NeedEnd(Term):
    """How a need ended."""

    MET = "met", N_("Met")
    GONE = "gone", N_("No longer there")


class Need(Kept):
    """One need of one household, of a class of measure that would answer it.

    `cause` and `risk` are words of the national lists of causes and risks; one of the two is "".
    """

    __table_args__ = (Index("ix_need_household_id_withdrawn_on", "household_id", "withdrawn_on"),)

    household_id: Mapped[int] = link("household", N_("Household"), of="households")
    cause: Mapped[str] = column(N_("Cause of poverty"), Word(title=CAUSE), default="")
    risk: Mapped[str] = column(N_("Risk"), Word(title=RISK), default="")
    wants: Mapped[MeasureClass] = column(N_("Class of measure that answers it"), Choice(terms=MeasureClass))
    words: Mapped[str] = column(N_("What is needed"), Text(lines=2, width=40), default="")
    found_on: Mapped[date] = column(N_("Found on"), Day(), law=OF_HELP)
    found_by: Mapped[str] = column(N_("Found by"), Text(width=20, staff=True), needed=N_("Name who found it"))
    ended_on: Mapped[date | None] = column(N_("Ended on"), Day(), law=OF_HELP, after=("need.found_on",))
    ended_as: Mapped[NeedEnd | None] = column(N_("How it ended"), Choice(terms=NeedEnd))
    outcome: Mapped[str] = column(
        N_("Outcome of the need"),
        Text(lines=2, width=40),
        needed=N_("Write the outcome of the need"),
        default="",
    )
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    household: Mapped[Household] = relationship()
    measures: Mapped[list["AssistanceMeasure"]] = relationship(back_populates="need")


NEED = RecordKind(
    Need,
    N_("Need"),
    (Household.head, Need.wants),
    about=(Need.household_id,),
    terms=((Need.found_on, Need.ended_on),),
)


class AssistanceMeasure(Kept):
    """One measure for one household. `amount` is yuan; `delivered_on` is None until the household has it.

    `risk` is the word of the national list that the measure answers, "" for one that answers none;
    `need_id` is the need that it answers. `programme` is the key of its programme, `member_id` the person
    who has it. `finding` is that of the programme's rule, `departure` the reason for going against it.
    """

    __tablename__ = "measure"
    __table_args__ = (
        # lists are counted, joined to households and narrowed in these alone
        Index(
            "ix_measure_household_id_withdrawn_on",
            "household_id",
            "withdrawn_on",
            "kind",
            "delivered_on",
            "risk",
            "need_id",
        ),
        Index("ix_measure_need_id_withdrawn_on", "need_id", "withdrawn_on", "delivered_on"),
    )

    household_id: Mapped[int] = link("household", N_("Household"), of="households")
    risk: Mapped[str] = column(N_("Risk that it answers"), Word(title=RISK), default="")
    kind: Mapped[MeasureClass] = column(N_("Class of measure"), Choice(terms=MeasureClass))
    title: Mapped[str] = column(N_("Measure"), Text(width=30), help=N_("Blank for that of the programme"))
    since: Mapped[date] = column(N_("From"), Day(), law=BEGINS)
    until: Mapped[date | None] = column(N_("Until"), Day(), law=ENDS, after=("since",))
    delivered_on: Mapped[date | None] = column(
        N_("Delivered on"), Day(), law=COUNTED, after=("measure.since",)
    )
    responsible: Mapped[str] = column(N_("Official responsible"), PersonName(staff=True), default="")
    unit: Mapped[str] = column(N_("Unit responsible"), Text(width=20), default="")
    amount: Mapped[Decimal | None] = column(N_("Amount (yuan)"), Money())
    result: Mapped[str] = column(N_("Result"), Text(lines=2, width=40), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    need_id: Mapped[int | None] = link("need", N_("Need"), of="needs")
    programme: Mapped[str | None] = column(N_("Programme"), Text())
    member_id: Mapped[int | None] = link(
        "member", N_("Beneficiary"), of="members", help=N_("For help that one person has"), index=True
    )
    months: Mapped[int | None] = column(N_("Term (months)"), Count())
    departure: Mapped[str | None] = column(
        N_("Given against the rule because"), Reason(), help=N_("Only where the rule allows it")
    )
    finding: Mapped[dict[str, object] | None] = mapped_column(JSON)
    ended_on: Mapped[date | None] = column(N_("Ended on"), Day())

    household: Mapped[Household] = relationship()
    need: Mapped[Need | None] = relationship(back_populates="measures")
    member: Mapped[Member | None] = relationship()
    stages: Mapped[list["MeasureStage"]] = relationship(back_populates="measure", order_by="MeasureStage.id")


ASSISTANCE_MEASURE = RecordKind(
    AssistanceMeasure,
    N_("Measure"),
    (AssistanceMeasure.title, Household.head),
    about=(AssistanceMeasure.household_id, AssistanceMeasure.member_id),
    terms=((AssistanceMeasure.since, AssistanceMeasure.ended_on),),
)


class MeasureStage(Kept):
    """One recorded stage of a measure of a programme; `stage` is small_loan/repaid, `amount` is yuan.

    `area` is square metres. A stage records the fields that its programme names; the others stay empty.
    """

    __table_args__ = (Index("ix_measure_stage_measure_id_withdrawn_on", "measure_id", "withdrawn_on"),)

    measure_id: Mapped[int] = link("measure", N_("Measure"), of="measures")
    stage: Mapped[str] = column(N_("Stage"), Text())
    done_on: Mapped[date] = column(N_("Done on"), Day(), law=COUNTED)
    amount: Mapped[Decimal | None] = column(N_("Amount (yuan)"), Money())
    until: Mapped[date | None] = column(N_("Until"), Day(), law=ENDS, after=("done_on",))
    document: Mapped[str | None] = column(N_("Document number"), Text(width=24))
    agreed: Mapped[bool | None] = column(N_("Agreed or confirmed"), YesNo())
    persons: Mapped[int | None] = column(N_("Persons"), Count())
    area: Mapped[Decimal | None] = column(N_("Area (m²)"), Area())
    place: Mapped[str | None] = column(N_("Place or school"), Text(width=24))
    words: Mapped[str | None] = column(N_("Particulars"), Text(lines=2, width=40))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    measure: Mapped[AssistanceMeasure] = relationship(back_populates="stages")


MEASURE_STAGE = RecordKind(
    MeasureStage,
    N_("Stage of a measure"),
    (AssistanceMeasure.title, MeasureStage.done_on),
    about=(MeasureStage.measure_id,),
)
