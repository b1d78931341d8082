"""A survey that explains why the declared and the registered poor of a village differ."""

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.place import Place
from county_desk.models.user import Permission, User
from county_desk.models.village import VillageYear
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.rule_facts import village_year
from county_desk.text import N_, _
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import Apart, Law


def _filers(work: Work, survey: "SurveyVillage") -> Iterable[str]:
    """The persons who entered the applications of the village for the year."""
    entered = select(User.name).join(Case, Case.entered_by == User.id)
    return work.session.scalars(entered.where(Case.village_id == survey.village, Case.year == survey.year))


FILED = Apart(
    "filed", _filers, N_("{name} entered the application of this village; another person surveys it")
)


class SurveyVillage(Command):
    """Record how many poor persons a survey found in a village, with the explanation of the difference."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a survey of a village"), N_("Recorded a survey of a village"), "village_year"
    )
    synonyms: ClassVar = N_("village incidence")
    law: ClassVar = Law(apart=(FILED,))
    records: ClassVar = {"poor_persons": "poor_persons"}

    village: Annotated[int, asked(VillageYear.village_id)]
    year: Annotated[int, asked(VillageYear.year)]
    poor_persons: Annotated[int, asked(VillageYear.surveyed_poor)]
    explanation: Annotated[str, asked(VillageYear.surveyed_words)]

    def problems(self, work: Work) -> Mapping[str, str]:
        figures = village_year(work.session, self.village, self.year)
        if figures is None:
            return {
                "year": _("The village gave no figures for {year}; file its application first").format(
                    year=self.year
                )
            }
        if figures.persons is not None and self.poor_persons > figures.persons:
            message = _("{poor} poor persons cannot live among {persons}")
            return {"poor_persons": message.format(poor=self.poor_persons, persons=figures.persons)}
        return {}

    def run(self, work: Work) -> Change:
        figures = village_year(work.session, self.village, self.year)
        assert figures is not None, "problems() let only such pass"
        figures.surveyed_poor, figures.surveyed_words = self.poor_persons, self.explanation.strip()
        name = work.session.get_one(Place, self.village).name
        summary = _("Survey of {village}: {count} poor persons").format(village=name, count=self.poor_persons)
        return Change(summary, id=figures.id)
