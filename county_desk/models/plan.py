"""The plans of villages by year and kind: who is to leave poverty, and what help is to reach."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import ENDS, PLANNED_YEAR
from county_desk.fields import Choice, Count, Day, Term, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_
from county_desk.text_kinds import PersonName


class PlanKind(Term):
    """The result that a plan counts; the values of the first four are kinds of cases."""

    EXIT = "household_exit", N_("Households leave the register")
    VILLAGE_EXIT = "village_exit", N_("Village leaves the register")
    REGISTRATION = "household_registration", N_("Households are registered")
    RELEASE = "monitoring_release", N_("Risks are removed")
    MEASURES = "measures", N_("Households have a measure")


class VillagePlan(Kept):
    """One line of the plan of a village: how many households and persons of a kind in a year, by a day."""

    __table_args__ = (
        CheckConstraint("households > 0", name="households_positive"),
        CheckConstraint("persons IS NULL OR persons >= households", name="persons_enough"),
        Index("ix_village_plan_village_id_year_kind", "village_id", "year", "kind"),
    )

    village_id: Mapped[int] = link("place", N_("Village"), of="villages")
    year: Mapped[int] = column(N_("Year"), Year(), law=PLANNED_YEAR)
    kind: Mapped[PlanKind] = column(N_("Kind of plan"), Choice(terms=PlanKind))
    households: Mapped[int] = column(
        N_("Planned households"), Count(), help=N_("For the exit of a village: 1")
    )
    persons: Mapped[int | None] = column(N_("Planned persons"), Count())
    due_on: Mapped[date] = column(N_("To be done by"), Day(), law=ENDS)
    responsible: Mapped[str] = column(N_("Person responsible"), PersonName(staff=True), default="")
    steps: Mapped[str] = column(N_("How it is to be done"), Text(lines=2, width=40), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    village: Mapped[Place] = relationship()


VILLAGE_PLAN = RecordKind(
    VillagePlan, N_("Plan of a village"), (Place.name, VillagePlan.year), about=(VillagePlan.village_id,)
)
