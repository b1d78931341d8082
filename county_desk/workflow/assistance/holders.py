"""Proposed holders of posts: posted in their village by a notice, with the objections that came in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from county_desk.fields import Numbers, Record, Term, Text, YesNo
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.user import Permission
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import PostedHolder
from county_desk.rules.programmes import Programme, ProgrammeStage, programmes
from county_desk.tables.assistance.measure_life import next_stages, recorded
from county_desk.tables.assistance.measure_titles import title_of
from county_desk.tables.assistance.programme_words import ProgrammeName, stage_key
from county_desk.tables.history.act_words import OF_HELP, ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.assistance.measures import MEASURE
from county_desk.workflow.cases.issuing import (
    basis_of,
    issue_list,
    objections_trouble,
    period_facts,
    posted_until,
)
from county_desk.workflow.cases.namesakes import member_endings
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.gate.law import Law
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD
from county_desk.workflow.policy.confirming import paper_trouble


def _level_of_list(_work: Work, command: "PostHolders") -> Iterator[tuple[Term, str]]:
    """The level of a list of holders: that of a village."""
    if found := _posted(command.programme):
        yield PlaceLevel.VILLAGE, found[1].shown()


class PostHolders(Command):
    """Post the persons proposed for a post in a village, by a numbered notice.

    The stage of each keeps the days, the place and the number. The county approves after the last day.
    """

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(
        N_("Post proposed holders"), N_("Posted proposed holders of posts"), "notice", "measure"
    )
    synonyms: ClassVar = N_("public posts")
    law: ClassVar = Law(levels=_level_of_list)
    leads_to: ClassVar = "notices"
    final: ClassVar = ON_RECORD

    programme: Annotated[str, Ask(ProgrammeName(), N_("Programme"))]
    village: Annotated[int, Ask(Record(), N_("Village"), of="villages")]
    board: Annotated[
        str, Ask(Text(width=24), N_("Where the list hangs"), needed=N_("Write where the list hangs"))
    ]
    measures: Annotated[
        tuple[int, ...],
        Ask(Numbers(), N_("Measures"), N_("Blank: all that wait for it"), of="measures"),
    ] = ()

    def problems(self, work: Work) -> Mapping[str, str]:
        found = _posted(self.programme)
        if found is None:
            return {"programme": _("This programme posts nobody; choose rangers or public-welfare posts")}
        village = work.session.get_one(Place, self.village)
        if trouble := self._measure_trouble(work, *found):
            return {"measures": trouble}
        if trouble := objections_trouble(work, village):
            return {"": trouble}
        span = posted_until(work, found[1].days)
        kind = NoticeKind.named(found[1].notice)
        trouble = span if isinstance(span, str) else paper_trouble(work, kind, work.today)
        return {"": trouble} if trouble else {}

    def _measure_trouble(self, work: Work, programme: Programme, stage: ProgrammeStage) -> str:
        """Check that measures wait for this stage, each chosen one included; return the problem."""
        waiting = {measure.id for measure in self._listed(work, programme, stage)}
        if not self.measures:
            words = _("Nobody of this village waits for “{stage}”")
            return "" if waiting else words.format(stage=stage.shown())
        wrong = next((number for number in self.measures if number not in waiting), None)
        words = _("Measure {number} does not wait for “{stage}” in this village")
        return "" if wrong is None else words.format(number=wrong, stage=stage.shown())

    def _listed(self, work: Work, programme: Programme, stage: ProgrammeStage) -> Sequence[AssistanceMeasure]:
        """Return the measures of the village that are due for the stage, by group and number."""
        wanted = (
            select(AssistanceMeasure)
            .join(Household, Household.id == AssistanceMeasure.household_id)
            .where(
                AssistanceMeasure.programme == programme.key,
                AssistanceMeasure.withdrawn_on.is_(None),
                AssistanceMeasure.member_id.is_not(None),
                Household.village_id == self.village,
                Household.withdrawn_on.is_(None),
            )
            .order_by(Household.group_name, AssistanceMeasure.id)
            .options(
                selectinload(AssistanceMeasure.stages),
                joinedload(AssistanceMeasure.household),
                joinedload(AssistanceMeasure.member),
            )
        )
        if self.measures:
            wanted = wanted.where(AssistanceMeasure.id.in_(self.measures))
        found = work.session.scalars(wanted).all()
        return [each for each in found if stage in next_stages(each)]

    def run(self, work: Work) -> Change:
        found = _posted(self.programme)
        assert found is not None, "problems() let only such pass"
        programme, stage = found
        span = posted_until(work, stage.days)
        assert not isinstance(span, str), "problems() let only such pass"
        village = work.session.get_one(Place, self.village)
        listed = self._listed(work, programme, stage)
        kind, rows = NoticeKind.named(stage.notice), _rows(work.session, listed)
        basis = basis_of(work, kind, programme=programme.key)
        about = {**period_facts(span), "year": work.today.year, "issued_on": work.today, "basis": basis}
        notice = issue_list(work, kind, rows, issuer=village, board=village, about=about)
        for measure in listed:
            record = MeasureStage(
                measure_id=measure.id,
                stage=stage_key(programme, stage),
                done_on=work.today,
                until=span[1],
                place=self.board.strip(),
                document=notice.number,
                recorded_by=work.actor.id,
            )
            work.session.add(record)
        words = _n(
            "{notice}: {count} person of {place} posted until {last}",
            "{notice}: {count} persons of {place} posted until {last}",
            len(rows),
        )
        summary = words.format(notice=notice.number, count=len(rows), place=village.name, last=span[1])
        return Change(summary, id=notice.id)


class RecordHolderObjection(Command):
    """Record the objections to a person on the list; one that was upheld bars the approval."""

    permission: ClassVar = Permission.OBJECT
    act: ClassVar = ActWords(
        N_("Record objections to a proposed holder"),
        N_("Recorded objections to a proposed holder"),
        "measure",
    )
    synonyms: ClassVar = N_("proposed worker")
    law: ClassVar = Law(apart=(OF_THE_HOUSEHOLD,))
    back: ClassVar = OF_HELP

    measure: Annotated[int, MEASURE]
    words: Annotated[str, Ask(Text(lines=2, width=40), N_("Objections and their settlement"))]
    upheld: Annotated[bool, Ask(YesNo(), N_("Objection upheld"), in_history=True)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if _hanging(work.session.get_one(AssistanceMeasure, self.measure)) is None:
            return {"measure": _("Nobody is posted for this measure now")}
        return {} if self.words.strip() else {"words": _("Fill it in")}

    def run(self, work: Work) -> Change:
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        stage = _hanging(measure)
        assert stage is not None, "problems() let only such pass"
        stage.words = self.words.strip()
        stage.agreed = not self.upheld
        words = _("{title} for {head}: objections recorded")
        if self.upheld:
            words = _("{title} for {head}: an objection was upheld")
        summary = words.format(title=title_of(measure), head=measure.household.head)
        return Change(summary, id=measure.id)


def _posted(key: str) -> tuple[Programme, ProgrammeStage] | None:
    """The programme of a key and the stage that posts its holders; None for a programme without one."""
    programme = programmes().get(key)
    stage = programme.posting if programme else None
    return (programme, stage) if programme and stage else None


def _hanging(measure: AssistanceMeasure) -> MeasureStage | None:
    """The stage of a measure that posts the person, while no other followed."""
    found, done = _posted(measure.programme or ""), recorded(measure)
    if found is None or not done or done[-1].stage != stage_key(*found):
        return None
    return done[-1]


def _rows(session: Session, listed: Sequence[AssistanceMeasure]) -> list[PostedHolder]:
    twins = member_endings(session, [measure.member for measure in listed if measure.member is not None])
    return [
        PostedHolder(
            number=number,
            group=measure.household.group_name,
            name=measure.member.name,
            head=measure.household.head,
            programme=measure.programme or "",
            ending=twins.get(measure.member.id),
        )
        for number, measure in enumerate(listed, 1)
        if measure.member is not None
    ]
