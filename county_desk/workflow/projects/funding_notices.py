"""Issuing the two notices of funds and projects of a village, a township or the county."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from county_desk.day_laws import COMING_YEAR
from county_desk.fields import Choice, Numbers, Record, Year
from county_desk.models.among import among
from county_desk.models.asset import Asset
from county_desk.models.notice import Notice
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.project import Fund, FundLevel, FundShare, Payment, Project, ProjectStanding
from county_desk.models.user import Permission
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import NamedAmount, PostedFunding
from county_desk.tables.area import area_of
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.cases.issuing import (
    basis_of,
    issue_list,
    objections_trouble,
    period_facts,
    posted_until,
    register,
)
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.gate.law import Law
from county_desk.workflow.policy.confirming import paper_trouble

DAYS = "project_disclosure_days"
KINDS = (NoticeKind.FUNDING_PLAN, NoticeKind.FUNDING_RESULT)
STANDINGS: Mapping[NoticeKind, tuple[ProjectStanding, ...]] = {
    NoticeKind.FUNDING_PLAN: (ProjectStanding.APPROVED, ProjectStanding.TENDERED, ProjectStanding.STARTED),
    NoticeKind.FUNDING_RESULT: (ProjectStanding.FINISHED, ProjectStanding.ACCEPTED),
}
_LEVELS = (PlaceLevel.VILLAGE, PlaceLevel.TOWNSHIP, PlaceLevel.COUNTY)


def _level_of_list(work: Work, command: "IssueFundingNotice") -> Iterator[tuple[PlaceLevel, str]]:
    """The level of the place of a list."""
    place = work.session.get_one(Place, command.place)
    if place.level in _LEVELS:
        yield place.level, _(command.kind.label)


class IssueFundingNotice(Command):
    """Post the funds and projects of a place and a year: before they are carried out, or with their results.

    The list hangs for the days that the policy demands for projects and funds.
    """

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(
        N_("Post funds and projects"), N_("Issued a notice of funds and projects"), "notice"
    )
    synonyms: ClassVar = N_("publish projects money")
    law: ClassVar = Law(levels=_level_of_list)
    leads_to: ClassVar = "notices"
    final: ClassVar = ON_RECORD

    kind: Annotated[NoticeKind, Ask(Choice(terms=NoticeKind, among=KINDS), N_("Notice"))]
    place: Annotated[int, Ask(Record(), N_("Place"), of="places")]
    year: Annotated[int, Ask(Year(), N_("Year"), law=COMING_YEAR)]
    projects: Annotated[
        tuple[int, ...],
        Ask(Numbers(), N_("Projects"), N_("Blank: all of the place and year"), of="projects"),
    ] = ()

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.kind not in KINDS:
            return {"kind": _("Choose the plan or the results")}
        place = work.session.get_one(Place, self.place)
        if place.level not in _LEVELS:
            return {"place": _("Funds and projects are posted for a village, a township or the county")}
        if found := self._project_trouble(work, place):
            return found
        if trouble := objections_trouble(work, place):
            return {"": trouble}
        span = posted_until(work, DAYS)
        trouble = span if isinstance(span, str) else paper_trouble(work, self.kind, work.today)
        return {"": trouble} if trouble else {}

    def _project_trouble(self, work: Work, place: Place) -> Mapping[str, str]:
        """Check that there are projects to list, and that each chosen one belongs on this list."""
        found = {project.id for project in self._listed(work, place)}
        if not self.projects:
            if found:
                return {}
            words = _("No project of {place} of {year} is in the library and under way")
            if self.kind is NoticeKind.FUNDING_RESULT:
                words = _("No project of {place} of {year} is finished or accepted")
            return {"projects": words.format(place=place.name, year=self.year)}
        wrong = next((number for number in self.projects if number not in found), None)
        if wrong is None:
            return {}
        project = work.session.get_one(Project, wrong)
        words = _("{title} ({year}, {standing}) does not belong on this list")
        standing = _(project.standing.label)
        return {"projects": words.format(title=project.title, year=project.year, standing=standing)}

    def _listed(self, work: Work, place: Place) -> Sequence[Project]:
        """The projects of the place, its parts included, in the order of their places."""
        wanted = select(Project).where(
            Project.year == self.year,
            Project.standing.in_(STANDINGS[self.kind]),
            Project.withdrawn_on.is_(None),
        )
        if place.id != register(work).county_id:
            wanted = wanted.where(Project.place_id.in_(area_of(work.session, place.id) or ()))
        if self.projects:
            wanted = wanted.where(Project.id.in_(self.projects))
        wanted = wanted.order_by(Project.place_id, Project.id).options(joinedload(Project.place))
        return work.session.scalars(wanted).all()

    def effect(self, work: Work) -> str:
        """The number of projects, their budget, the last day, and a notice that hangs already."""
        place = work.session.get_one(Place, self.place)
        listed, span = self._listed(work, place), posted_until(work, DAYS)
        assert not isinstance(span, str), "problems() let only such pass"
        words = _n(
            "{count} project with {budget} yuan is posted until {last}.",
            "{count} projects with {budget} yuan are posted until {last}.",
            len(listed),
        )
        budget = f"{sum((each.budget for each in listed), Decimal(0)):,.2f}"
        said = [words.format(count=len(listed), budget=budget, last=span[1])]
        before = select(Notice.number).where(
            Notice.kind == self.kind.value,
            Notice.place_id == place.id,
            Notice.voided_on.is_(None),
            Notice.issued_on >= work.today.replace(month=1, day=1),
        )
        if number := work.session.scalar(before.order_by(Notice.id.desc()).limit(1)):
            said.append(_("Such a notice was issued this year already: {number}.").format(number=number))
        return "\n".join(said)

    def run(self, work: Work) -> Change:
        place = work.session.get_one(Place, self.place)
        listed, span = self._listed(work, place), posted_until(work, DAYS)
        assert not isinstance(span, str), "problems() let only such pass"
        rows = list(self._rows(work.session, listed))
        about = {
            **period_facts(span),
            "year": self.year,
            "issued_on": work.today,
            "basis": basis_of(work, self.kind),
        }
        notice = issue_list(work, self.kind, rows, issuer=place, board=place, about=about)
        words = _n(
            "{notice}: {count} project of {place} posted until {last}",
            "{notice}: {count} projects of {place} posted until {last}",
            len(rows),
        )
        summary = words.format(notice=notice.number, count=len(rows), place=place.name, last=span[1])
        return Change(summary, id=notice.id)

    def _rows(self, session: Session, listed: Sequence[Project]) -> Iterator[PostedFunding]:
        """The line of each project; the money and the assets of all of them are read at once."""
        numbers = [project.id for project in listed]
        sources, planned = _sources(session, numbers), self.kind is NoticeKind.FUNDING_PLAN
        paid, assets = ({}, {}) if planned else (_paid(session, numbers), _assets(session, numbers))
        for number, project in enumerate(listed, 1):
            posted = PostedFunding(
                number=number,
                village="" if project.place_id == self.place else project.place.name,
                title=project.title,
                purpose=project.purpose.value,
                unit=project.unit,
                contractor=project.contractor or "",
                budget=project.budget,
                sources=sources.get(project.id, ()),
                helped_households=project.helped_households,
                helped_persons=project.helped_persons,
            )
            if planned:
                term = f"{project.begins_on:%Y-%m} – {project.ends_on:%Y-%m}"
                yield replace(posted, term=term, content=project.content, benefit=project.benefit or "")
                continue
            done = project.accepted_on or project.finished_on
            yield replace(
                posted,
                standing=project.standing.value,
                done_on=done.isoformat() if done else "",
                paid=paid.get(project.id, Decimal(0)),
                assets=tuple(assets.get(project.id, ())),
            )


def _sources(session: Session, projects: Sequence[int]) -> dict[int, tuple[NamedAmount, ...]]:
    """The money released to each project by the level that gives it, the highest first."""
    wanted = (
        select(FundShare.project_id, Fund.level, func.sum(FundShare.amount))
        .join(Fund, Fund.id == FundShare.fund_id)
        .where(among(FundShare.project_id, projects), FundShare.withdrawn_on.is_(None))
        .group_by(FundShare.project_id, Fund.level)
    )
    sums: dict[int, dict[FundLevel, Decimal]] = {}
    for project, level, amount in session.execute(wanted):
        sums.setdefault(project, {})[level] = amount
    return {
        project: tuple(NamedAmount(name=level.value, amount=by[level]) for level in FundLevel if level in by)
        for project, by in sums.items()
    }


def _paid(session: Session, projects: Sequence[int]) -> dict[int, Decimal]:
    """The sum paid for each project that anything was paid for."""
    wanted = select(Payment.project_id, func.sum(Payment.amount)).where(
        among(Payment.project_id, projects), Payment.withdrawn_on.is_(None)
    )
    return {project: paid for project, paid in session.execute(wanted.group_by(Payment.project_id))}


def _assets(session: Session, projects: Sequence[int]) -> dict[int, list[NamedAmount]]:
    """The assets of each project that has any."""
    wanted = select(Asset).where(among(Asset.project_id, projects), Asset.withdrawn_on.is_(None))
    found: dict[int, list[NamedAmount]] = {}
    for asset in session.scalars(wanted.order_by(Asset.id)):
        found.setdefault(asset.project_id, []).append(NamedAmount(name=asset.title, amount=asset.value))
    return found
