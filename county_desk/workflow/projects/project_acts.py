"""A project is proposed, and then tendered, started, finished, accepted or stopped."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sqlalchemy.orm import Session

from county_desk.day_laws import DONE
from county_desk.fields import Choice, Day, Record
from county_desk.models.place import Place
from county_desk.models.project import Project, ProjectClass, ProjectStanding
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import OF_PROJECTS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.common import open_case
from county_desk.workflow.cases.receiving import received_trouble
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Given, Known, Work
from county_desk.workflow.declared import asked, record_of, values_of
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.record_acts import ChangingAct

PROJECT = "project"  # the procedure that takes a project into the library
_STEPS = (
    ProjectStanding.APPROVED,
    ProjectStanding.TENDERED,
    ProjectStanding.STARTED,
    ProjectStanding.FINISHED,
    ProjectStanding.ACCEPTED,
)
_GOES_TO = (*_STEPS[1:], ProjectStanding.STOPPED)
_DAYS = tuple(f"project.{step.value}_on" for step in _STEPS)  # of the steps behind it


def following_standings(standing: ProjectStanding) -> tuple[ProjectStanding, ...]:
    """The states that can follow one, the next first; none of a proposed, accepted or stopped project."""
    if standing not in _STEPS or standing is ProjectStanding.ACCEPTED:
        return ()
    return _GOES_TO[_STEPS.index(standing) :]


def _office_of_place(session: Session, given: Given) -> Mapping[str, Sequence[object]]:
    """The office of the place, as the responsible unit."""
    place = session.get(Place, given.get("place") or 0)
    return {"unit": (place.office,) if place is not None and place.office else ()}


class ProposeProject(Command):
    """Propose a project of a village, a township or the county for the project library."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Propose a project"), N_("Proposed a project"), "project")
    synonyms: ClassVar = N_("project apply")
    law: ClassVar = ONE_PERSON
    final: ClassVar = ON_RECORD
    known: ClassVar = Known(("place",), _office_of_place)

    place: Annotated[int, asked(Project.place_id)]
    project: Annotated[str, asked(Project.title)]
    purpose: Annotated[ProjectClass, asked(Project.purpose)]
    content: Annotated[str, asked(Project.content)]
    unit: Annotated[str, asked(Project.unit)]
    begins_on: Annotated[date, asked(Project.begins_on)]
    ends_on: Annotated[date, asked(Project.ends_on)]
    budget: Annotated[Decimal, asked(Project.budget)]
    year: Annotated[int, asked(Project.year)]
    received_on: Annotated[date, Ask(Day(), N_("Received on"), today=True, law=DONE)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.budget <= 0:
            return {"budget": _("The budget is more than 0")}
        return received_trouble(work, PROJECT, self.received_on)

    def run(self, work: Work) -> Change:
        project = record_of(work, self, Project)
        work.session.add(project)
        work.session.flush()
        case = open_case(work, PROJECT, year=self.year, received_on=self.received_on, project=project)
        work.session.flush()
        summary = _("Project {title} proposed: case {number} opened").format(
            title=project.title, number=case.id
        )
        return Change(summary, id=project.id)


class StateBenefit(ChangingAct[Project]):
    """State the benefit of a project, and how many it helps, for its notice. Blank keeps values."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("State what a project brings"), N_("Stated what a project brings"), "project")
    synonyms: ClassVar = N_("beneficiaries")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_PROJECTS
    summary: ClassVar = N_("It is stated what {title} brings")
    kept_if_blank: ClassVar = ("benefit", "helped_households", "helped_persons")

    project: Annotated[int, Ask(Record(), N_("Project"), of="projects")]
    benefit: Annotated[str, asked(Project.benefit)] = ""
    helped_households: Annotated[int | None, asked(Project.helped_households)] = None
    helped_persons: Annotated[int | None, asked(Project.helped_persons)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        project = work.session.get_one(Project, self.project)
        if all(value in (None, "") for value in values_of(self, Project).values()):
            return {"benefit": _("Fill in at least one of them")}
        households = _first(self.helped_households, project.helped_households)
        persons = _first(self.helped_persons, project.helped_persons)
        if None not in (households, persons) and (persons or 0) < (households or 0):
            return {"helped_persons": _("There are fewer persons than households")}
        return {}


class RecordProgress(ChangingAct[Project]):
    """Record that a project of the library was tendered, started, finished, accepted or stopped."""

    permission: ClassVar = Permission.FUND
    act: ClassVar = ActWords(
        N_("Record the progress of a project"), N_("Recorded the progress of a project"), "project"
    )
    synonyms: ClassVar = N_("tender start accept finish")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_PROJECTS
    summary: ClassVar = N_("{title}: {standing} on {act.done_on}")
    kept_if_blank: ClassVar = ("remark", "tender_document", "contractor")

    project: Annotated[int, Ask(Record(), N_("Project"), of="projects")]
    standing: Annotated[ProjectStanding, Ask(Choice(terms=ProjectStanding, among=_GOES_TO), N_("Progress"))]
    done_on: Annotated[date, Ask(Day(), N_("Done on"), today=True, law=DONE, after=_DAYS)]
    remark: Annotated[str, asked(Project.remark, seldom=True)] = ""
    tender_document: Annotated[str, asked(Project.tender_document)] = ""
    contractor: Annotated[str, asked(Project.contractor)] = ""

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        standing = given.get("standing")
        if standing is ProjectStanding.TENDERED:
            return {}
        return {"tender_document": False, "contractor": False} | (
            {"remark": True} if standing is ProjectStanding.STOPPED else {}
        )

    def problems(self, work: Work) -> Mapping[str, str]:
        return self._order_trouble(work.session.get_one(Project, self.project))

    def _order_trouble(self, project: Project) -> Mapping[str, str]:
        if self.standing not in _GOES_TO:
            return {"standing": _("Choose how far the project has come")}
        following = following_standings(project.standing)
        if not following:
            message = _("The project is {standing}; nothing follows")
            if project.standing is ProjectStanding.PROPOSED:
                message = _("The project is {standing}; it goes on once it is in the library")
            return {"standing": message.format(standing=_(project.standing.label))}
        if self.standing not in following:
            message = _("The project is {standing} already")
            return {"standing": message.format(standing=_(project.standing.label))}
        return {}

    def own(self, work: Work, record: Project) -> Mapping[str, object]:
        return {"standing": self.standing, f"{self.standing.value}_on": self.done_on}


def _first(given: int | None, kept: int | None) -> int | None:
    """The number that is filled in, else the one on record."""
    return kept if given is None else given
