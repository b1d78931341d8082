"""Contact officials that delivered lists name, assigned to all households without one at once."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.models.household import Household
from county_desk.models.official import Pairing
from county_desk.models.user import Permission
from county_desk.tables.assistance.officials import helped
from county_desk.tables.history.act_words import OF_HELPERS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.assistance.officials import (
    AssignOfficial,
    assign,
    poor_names,
)
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.records import area_trouble


class AssignListed(Command):
    """Assign the official that a delivered list names to each household that never had one."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Assign the officials of the lists"),
        N_("Assigned the officials of the lists"),
        "pairing",
        "official",
    )
    synonyms: ClassVar = N_("officials list")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

    since: Annotated[date, asked(Pairing.since)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self._assignments(work):
            return {"": _("No household without an official has one in its list, with the unit")}
        return {}

    def effect(self, work: Work) -> str:
        words = _("{count} households get the official that their list names.")
        return words.format(count=len(self._assignments(work)))

    def run(self, work: Work) -> Change:
        assignments = self._assignments(work)
        for each in assignments:
            assign(work, each)
        summary = _("{count} households have the official of their list").format(count=len(assignments))
        return Change(summary)

    def _assignments(self, work: Work) -> list[AssignOfficial]:
        """Return the assignments by household, without officials who have the name of a poor member."""
        paired = select(Pairing.household_id).where(Pairing.withdrawn_on.is_(None))
        wanted = select(Household).where(
            helped(), Household.official != "", Household.official_unit != "", Household.id.not_in(paired)
        )
        found = list(work.session.scalars(wanted.order_by(Household.id)))
        poor = poor_names(work.session, {each.official or "" for each in found})
        return [
            AssignOfficial(
                household=each.id,
                official=each.official or "",
                official_unit=each.official_unit or "",
                official_post=each.official_post or "",
                official_phone=each.official_phone or "",
                since=self.since,
            )
            for each in found
            if each.official not in poor and not area_trouble(work.session, work.actor, each)
        ]
