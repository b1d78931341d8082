"""The risks of a monitored household: a new one is found, or one was recorded wrongly."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from county_desk.models.clue import Clue
from county_desk.models.monitored import Monitored
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.monitoring.monitoring_facts import risk_columns, risks_in
from county_desk.text import N_, _
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS
from county_desk.workflow.monitoring.visit_plan import measures_due
from county_desk.workflow.monitoring.visits import MONITORED, RISK_REMOVED


class SetRisks(Command):
    """Set the risks of a monitored household; a new one needs a measure within its days."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Set the risks of a monitored household"),
        N_("Set the risks of a monitored household"),
        "monitored",
    )
    synonyms: ClassVar = N_("risk")
    law: ClassVar = OF_HELP_BY_OTHERS
    refused: ClassVar = (RISK_REMOVED,)

    monitored: Annotated[int, MONITORED]
    risks: Annotated[str, asked(Clue.risks)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if set(risks_in(self.risks)) == set(risks_in(work.session.get_one(Monitored, self.monitored).risks)):
            return {"risks": _("These risks are on record already; tick a new one, or untick one")}
        return {}

    def run(self, work: Work) -> Change:
        watched = work.session.get_one(Monitored, self.monitored)
        before = watched.risks
        known, now = risks_in(before), risks_in(self.risks)
        watched.risks = self.risks
        watched.facts = {**watched.facts, **risk_columns(now, blank=True)}
        if set(now) - set(known):
            watched.measures_due_on = measures_due(work, work.today)
        words = _("Risks of the household of {head}: {before} → {after}")
        summary = words.format(head=watched.head, before=before or "—", after=self.risks)
        undo = SetRisks(monitored=watched.id, risks=before) if before else None
        return Change(summary, undo=undo, id=watched.id)
