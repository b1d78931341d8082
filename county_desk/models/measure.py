"""Needs of households, and measures of assistance: what each is given, by whom, and what came of it."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.fields import Term
from county_desk.measure_classes import MeasureClass
from county_desk.models.base import Kept
from county_desk.models.household import Household, Member
from county_desk.text import N_

__all__ = ["AssistanceMeasure", "MeasureClass", "MeasureStage", "Need", "NeedEnd"]


class NeedEnd(Term):
    """How a need ended."""

    MET = "met", N_("Met")
    GONE = "gone", N_("No longer there")


class Need(Kept):
    """One need of one household, of a class of measure that would answer it.

    `cause` and `risk` are words of the national lists of causes and risks; one of the two is "".
    """

    __tablename__ = "need"
    __table_args__ = (Index("ix_need_household_id_withdrawn_on", "household_id", "withdrawn_on"),)

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    cause: Mapped[str] = mapped_column(default="")
    risk: Mapped[str] = mapped_column(default="")
    wants: Mapped[MeasureClass]
    words: Mapped[str] = mapped_column(default="")
    found_on: Mapped[date]
    found_by: Mapped[str]
    ended_on: Mapped[date | None]
    ended_as: Mapped[NeedEnd | None]
    outcome: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    household: Mapped[Household] = relationship()
    measures: Mapped[list["AssistanceMeasure"]] = relationship(back_populates="need")


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

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    risk: Mapped[str] = mapped_column(default="")
    kind: Mapped[MeasureClass]
    title: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    delivered_on: Mapped[date | None]
    responsible: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    amount: Mapped[Decimal | None]
    result: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    programme: Mapped[str | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    months: Mapped[int | None]
    departure: Mapped[str | None]
    finding: Mapped[dict[str, object] | None] = mapped_column(JSON)
    ended_on: Mapped[date | None]

    household: Mapped[Household] = relationship()
    need: Mapped[Need | None] = relationship(back_populates="measures")
    member: Mapped[Member | None] = relationship()
    stages: Mapped[list["MeasureStage"]] = relationship(back_populates="measure", order_by="MeasureStage.id")


class MeasureStage(Kept):
    """One recorded stage of a measure of a programme; `stage` is small_loan/repaid, `amount` is yuan.

    `area` is square metres. A stage records the fields that its programme names; the others stay empty.
    """

    __tablename__ = "measure_stage"
    __table_args__ = (Index("ix_measure_stage_measure_id_withdrawn_on", "measure_id", "withdrawn_on"),)

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    stage: Mapped[str]
    done_on: Mapped[date]
    amount: Mapped[Decimal | None]
    until: Mapped[date | None]
    document: Mapped[str | None]
    agreed: Mapped[bool | None]
    persons: Mapped[int | None]
    area: Mapped[Decimal | None]
    place: Mapped[str | None]
    words: Mapped[str | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    measure: Mapped[AssistanceMeasure] = relationship(back_populates="stages")
