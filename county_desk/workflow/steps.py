"""The steps of the village and the township: meetings, visits, consents, comparisons and reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.fields import Count, Day, Numbers, Text
from county_desk.models.case import Case, StepOutcome
from county_desk.models.household import Household, HouseholdYear
from county_desk.models.user import Permission
from county_desk.rules.procedures import Step, StepKind
from county_desk.tables.closed_years import closed_trouble
from county_desk.text import N_, _, _n
from county_desk.workflow.casework import (
    case_problems,
    document_trouble,
    find_cases,
    last_step,
    pass_step,
    step_of,
    whose,
)
from county_desk.workflow.command import Ask, Change, Command, Work, plain
from county_desk.workflow.fact_asks import asking, given_facts
from county_desk.workflow.facts import record_facts, year_of
from county_desk.workflow.take_back import TakeBackStep

TOUCHES = frozenset({Case})
CASES = Ask(Numbers(), N_("Cases"), of="cases")
OPINION = Ask(Text(lines=2, width=40), N_("Opinion"))


@dataclass(frozen=True, kw_only=True)
class StepCommand(Command):
    """A step taken by one or several cases on one day."""

    listed: ClassVar = False

    cases: Annotated[tuple[int, ...], CASES]
    done_on: Annotated[date, Ask(Day(), N_("Day"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        return case_problems(work, self.cases, self.takes, self.done_on, "done_on")

    def pass_all(self, work: Work, outcome: StepOutcome, **about: Any) -> Change:
        """Record the step on every case and say so."""
        cases = find_cases(work.session, self.cases)
        title = step_of(work, cases[0]).title
        for case in cases:
            pass_step(work, case, outcome, self.done_on, **about)
        work.session.flush()
        summary = _("{step}: {whose}").format(step=title, whose=whose(cases))
        undo = TakeBackStep(cases=self.cases, reason=_("Undone"))
        return Change(TOUCHES, summary, undo=undo, id=cases[0].id)


@dataclass(frozen=True, kw_only=True)
class RecordAssembly(StepCommand):
    """Record how a meeting of villagers or their representatives reviewed the cases."""

    permission: ClassVar = Permission.RECORD
    title: ClassVar = N_("Record a meeting")
    takes: ClassVar = (StepKind.ASSEMBLY, StepKind.GROUP_REVIEW)
    listed: ClassVar = True

    due: Annotated[int, Ask(Count(), N_("Should attend"))]
    present: Annotated[int, Ask(Count(), N_("Attended"))]
    in_favour: Annotated[int, Ask(Count(), N_("In favour"))]
    opinion: Annotated[str, OPINION] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        if self.present > self.due:
            return {
                "present": _("{present} attended, but only {due} should").format(
                    present=self.present, due=self.due
                )
            }
        if self.in_favour > self.present:
            return {
                "in_favour": _("{votes} were in favour, but only {present} attended").format(
                    votes=self.in_favour, present=self.present
                )
            }
        return self._votes(work)

    def _votes(self, work: Work) -> Mapping[str, str]:
        """The quorum and the majority of every step that the cases wait for."""
        terms = work.terms(self.done_on)
        for step in waiting_for(work, self.cases):
            quorum = terms[step.quorum] if step.quorum else None
            majority = terms[step.majority] if step.majority else None
            if quorum and quorum.number is not None and self.present < quorum.number * self.due:
                return {
                    "present": _("{present} of {due} attended; the quorum is {quorum}").format(
                        present=self.present, due=self.due, quorum=quorum.text()
                    )
                }
            if majority and majority.number is not None and self.in_favour <= majority.number * self.present:
                return {
                    "in_favour": _(
                        "{votes} of {present} were in favour; more than {majority} is needed"
                    ).format(votes=self.in_favour, present=self.present, majority=majority.text())
                }
        return {}

    def run(self, work: Work) -> Change:
        facts = {"due": self.due, "present": self.present, "in_favour": self.in_favour}
        return self.pass_all(work, StepOutcome.PASSED, opinion=self.opinion, facts=facts)


WATCHED = tuple(fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.watch)
VISITED = tuple(fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.visit)


@dataclass(frozen=True, kw_only=True)
@asking(VISITED, before="opinion")
class RecordVisit(StepCommand):
    """Record what a visit to the household found; what was not looked at stays as it was."""

    permission: ClassVar = Permission.RECORD
    title: ClassVar = N_("Record a visit")
    takes: ClassVar = (StepKind.VISIT,)
    listed: ClassVar = True
    looks_at: ClassVar = VISITED

    visitors: Annotated[str, Ask(Text(width=30), N_("Visitors"), N_("Two names or more"))]
    opinion: Annotated[str, OPINION] = ""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            cases: tuple[int, ...],
            done_on: date,
            visitors: str,
            opinion: str = "",
            **facts: object,
        ) -> None: ...

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        names = [
            name for name in self.visitors.replace("、", ",").replace("，", ",").split(",") if name.strip()
        ]
        if len(names) < 2:
            return {"visitors": _("A visit is made by two people or more; name them, separated by commas")}
        return self._closed_trouble(work) if given_facts(self, VISITED) else {}

    def _closed_trouble(self, work: Work) -> Mapping[str, str]:
        """Why nothing that was found can be written: the year of a case is closed."""
        years = {case.year for case in find_cases(work.session, self.cases)}
        troubles = (closed_trouble(work.session, year) for year in sorted(years))
        return {"": trouble} if (trouble := next(filter(None, troubles), "")) else {}

    def run(self, work: Work) -> Change:
        found = given_facts(self, self.looks_at)
        change = self.pass_all(work, StepOutcome.PASSED, opinion=self.opinion)
        for case in find_cases(work.session, self.cases):
            before = self._write(work, case, found)
            step = last_step(case)
            assert step is not None
            step.facts = {"visitors": self.visitors, **_plainly(found), "before": _plainly(before)}
        return Change(TOUCHES | {Household, HouseholdYear}, change.summary, undo=change.undo, id=change.id)

    def _write(self, work: Work, case: Case, found: Mapping[str, object]) -> dict[str, object]:
        """Write what was found into the household's year; returns what stood there, for taking back."""
        if case.household_id is None or not found:
            return {}
        year = year_of(work.session, case.household_id, case.year)
        before = {name: getattr(year, name) for name in found}
        record_facts(year, found)
        return before


def _plainly(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as JSON carries them."""
    return {name: plain(value) for name, value in facts.items()}


@dataclass(frozen=True, kw_only=True)
@asking(WATCHED)
class RecordRiskVisit(RecordVisit):
    """Record what a visit found of the risks, the income and the guarantees of a household."""

    title: ClassVar = N_("Record a visit on risks")
    takes: ClassVar = (StepKind.RISK_VISIT,)
    looks_at: ClassVar = (*VISITED, *WATCHED)


@dataclass(frozen=True, kw_only=True)
class RecordComparison(StepCommand):
    """Record what the comparison with other departments' data found."""

    permission: ClassVar = Permission.RECORD
    title: ClassVar = N_("Record a data comparison")
    takes: ClassVar = (StepKind.COMPARISON,)
    listed: ClassVar = True

    departments: Annotated[str, Ask(Text(width=30), N_("Departments"))]
    hits: Annotated[int, Ask(Count(), N_("Hits not explained"))]
    opinion: Annotated[str, OPINION] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        if self.hits:
            return {
                "hits": _n(
                    "{count} hit is not explained; explain it, or return the case",
                    "{count} hits are not explained; explain them, or return the case",
                    self.hits,
                ).format(count=self.hits)
            }
        return {}

    def run(self, work: Work) -> Change:
        facts = {"departments": self.departments, "hits": self.hits}
        return self.pass_all(work, StepOutcome.PASSED, opinion=self.opinion, facts=facts)


@dataclass(frozen=True, kw_only=True)
class RecordConsent(StepCommand):
    """Record that the household agreed and signed."""

    permission: ClassVar = Permission.RECORD
    title: ClassVar = N_("Record the household's consent")
    takes: ClassVar = (StepKind.CONSENT,)
    listed: ClassVar = True

    signed_by: Annotated[str, Ask(Text(), N_("Signed by"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        if not self.signed_by.strip():
            return {"signed_by": _("Name the person of the household who signed")}
        for case in find_cases(work.session, self.cases):
            members = case.household.members if case.household else []
            names = {member.name for member in members if member.withdrawn_on is None}
            if names and self.signed_by.strip() not in names:
                return {
                    "signed_by": _("{name} is not a member of the household of {head}").format(
                        name=self.signed_by, head=case.subject
                    )
                }
        return {}

    def run(self, work: Work) -> Change:
        return self.pass_all(work, StepOutcome.PASSED, facts={"signed_by": self.signed_by})


@dataclass(frozen=True, kw_only=True)
class RecordReview(StepCommand):
    """Record the review of a township or the county, or what a level above the county has answered."""

    permission: ClassVar = Permission.REVIEW
    title: ClassVar = N_("Record a review")
    takes: ClassVar = (StepKind.REVIEW,)
    listed: ClassVar = True

    opinion: Annotated[str, OPINION]
    checked: Annotated[int, Ask(Count(), N_("Visited again on the spot"))] = 0
    document: Annotated[
        str, Ask(Text(width=24), N_("Document number"), N_("Only for a level above the county"))
    ] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        if not self.opinion.strip():
            return {"opinion": _("Write the opinion of the review")}
        cases = find_cases(work.session, self.cases)
        return document_trouble(work, cases, self.document) or self._share(work)

    def _share(self, work: Work) -> Mapping[str, str]:
        """The share of the cases that must have been visited again."""
        count = len(find_cases(work.session, self.cases))
        if self.checked > count:
            return {
                "checked": _("{checked} were visited again, but only {count} were reviewed").format(
                    checked=self.checked, count=count
                )
            }
        terms = work.terms(self.done_on)
        for step in waiting_for(work, self.cases):
            share = terms[step.share] if step.share else None
            if share is None or share.number is None or self.checked >= share.number * count:
                continue
            return {
                "checked": _(
                    "{checked} of {count} were visited again; at least {needed} must be ({share})"
                ).format(
                    checked=self.checked, count=count, needed=ceil(share.number * count), share=share.text()
                )
            }
        return {}

    def run(self, work: Work) -> Change:
        facts: dict[str, object] = {"checked": self.checked, "reviewed": len(self.cases)}
        if self.document.strip():
            facts["document"] = self.document.strip()
        return self.pass_all(work, StepOutcome.PASSED, opinion=self.opinion, facts=facts)


def waiting_for(work: Work, cases: tuple[int, ...]) -> list[Step]:
    """The steps that these cases wait for, each once."""
    steps = [step_of(work, case) for case in find_cases(work.session, cases)]
    return list({step.key: step for step in steps}.values())


# every command that records a step; a shell, a form and the work queue offer them
RECORDS: tuple[type[StepCommand], ...] = (
    RecordAssembly,
    RecordVisit,
    RecordRiskVisit,
    RecordComparison,
    RecordConsent,
    RecordReview,
)
