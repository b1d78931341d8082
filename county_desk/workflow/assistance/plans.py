"""The plans of villages: set for a year and a kind, changed, and withdrawn."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Record
from county_desk.models.place import Place
from county_desk.models.plan import PlanKind, VillagePlan
from county_desk.models.user import Permission
from county_desk.rules.procedures import Ended
from county_desk.tables.history.act_words import OF_HELPERS, ActWords
from county_desk.tables.village_figures import VillageSize, declared_size, recorded_size
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.record_acts import WithdrawingAct


class SetPlan(Command):
    """Set the plan of a village for a year and a kind; a plan that stands takes the new figures."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Set a plan of a village"), N_("Set a plan"), "village_plan")
    synonyms: ClassVar = N_("target year")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

    village: Annotated[int, asked(VillagePlan.village_id)]
    year: Annotated[int, asked(VillagePlan.year)]
    kind: Annotated[PlanKind, asked(VillagePlan.kind)]
    households: Annotated[int, asked(VillagePlan.households)]
    due_on: Annotated[date, asked(VillagePlan.due_on)]
    persons: Annotated[int | None, asked(VillagePlan.persons)] = None
    responsible: Annotated[str, asked(VillagePlan.responsible)] = ""
    steps: Annotated[str, asked(VillagePlan.steps)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        village = work.session.get_one(Place, self.village)
        if self.households < 1:
            return {"households": _("A plan has at least 1 household; withdraw it when nothing is planned")}
        if self.kind is PlanKind.VILLAGE_EXIT and self.households != 1:
            return {"households": _("The exit of a village counts 1")}
        before = _standing_plan(work, self.village, self.year, self.kind)
        persons = self.persons if self.persons is not None or before is None else before.persons
        if persons is not None and persons < self.households:
            return {"persons": _("Fewer persons than households are planned")}
        if self.due_on.year != self.year:
            return {"due_on": _("The day lies outside the year {year}").format(year=self.year)}
        return self._ended_trouble(work) or self._size_trouble(work, village, persons)

    def _ended_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that the planned kind of case exists in the year; return the problem."""
        if self.kind is PlanKind.MEASURES:
            return {}
        ended: list[str] = []
        for day in (date(self.year, 1, 1), date(self.year, 12, 31)):
            try:
                work.policy.procedure(self.kind.value, day)
            except Ended as error:
                ended.append(str(error))
            except LookupError:
                continue  # it begins later
        return {"kind": ended[0]} if len(ended) > 1 else {}

    def _size_trouble(self, work: Work, village: Place, persons: int | None) -> Mapping[str, str]:
        """Check the planned sizes against those of the village; an unknown size bounds nothing."""
        size = self._size(work)
        if size is None:
            return {}
        asked = {"households": (self.households, size.households), "persons": (persons, size.persons)}
        said = {
            "households": _("{village} has {have} households ({source}); {planned} are planned"),
            "persons": _("{village} has {have} persons ({source}); {planned} are planned"),
        }
        source = str(size.year) if size.year else _("on record")
        for field, (planned, have) in asked.items():
            if planned is not None and have is not None and planned > have:
                words = said[field].format(village=village.name, have=have, source=source, planned=planned)
                return {field: words}
        return {}

    def _size(self, work: Work) -> VillageSize | None:
        """The size that bounds the plan; households that are to be registered are not on record yet."""
        declared = declared_size(work.session, self.village, self.year)
        if declared is not None or self.kind is PlanKind.REGISTRATION:
            return declared
        return recorded_size(work.session, self.village)

    def effect(self, work: Work) -> str:
        before = _standing_plan(work, self.village, self.year, self.kind)
        if before is None or before.households == self.households:
            return ""
        words = _("The plan was {before} households; it becomes {after}.")
        return words.format(before=before.households, after=self.households)

    def run(self, work: Work) -> Change:
        plan = _standing_plan(work, self.village, self.year, self.kind)
        if plan is None:
            plan = record_of(work, self, VillagePlan)
            work.session.add(plan)
            work.session.flush()
        else:
            for name in ("households", "due_on", "persons", "responsible", "steps"):
                given = getattr(self, name)
                value = given.strip() if isinstance(given, str) else given
                if value not in (None, "") and value != getattr(plan, name):  # a blank never erases
                    setattr(plan, name, value)
        words = _("{village}, {year}: {kind}, {count} planned")
        summary = words.format(
            village=plan.village.name, year=self.year, kind=_(self.kind.label), count=self.households
        )
        if self._size(work) is None:
            unknown = _("The size of the village is not known, so that nothing bounds the plan")
            summary = in_a_row(summary, unknown)
        return Change(summary, id=plan.id)


class WithdrawPlan(WithdrawingAct[VillagePlan]):
    """Take back a plan of a village, with the reason."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Withdraw a plan of a village"), N_("Withdrew a plan"), "village_plan")
    summary: ClassVar = N_("{village.name}, {year}: plan withdrawn: {act.reason}")
    kept_in: ClassVar = ""

    plan: Annotated[int, Ask(Record(), N_("Plan"), of="plans")]


def _standing_plan(work: Work, village: int, year: int, kind: PlanKind) -> VillagePlan | None:
    """The plan that stands for a village, a year and a kind."""
    wanted = select(VillagePlan).where(
        VillagePlan.village_id == village,
        VillagePlan.year == year,
        VillagePlan.kind == kind,
        VillagePlan.withdrawn_on.is_(None),
    )
    return work.session.scalars(wanted).first()
