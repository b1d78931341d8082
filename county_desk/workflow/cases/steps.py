"""The steps of the village and the township: meetings, visits, consents, comparisons and reviews."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar

from county_desk.day_laws import DONE
from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.fields import Count, Day, Numbers, Text
from county_desk.models.case import Case, CaseState, StepOutcome
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.rules.procedures import StepKind
from county_desk.tables.closed_years import closed_trouble
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.text_kinds import Reason
from county_desk.workflow.audit import head
from county_desk.workflow.cases.case_facts import dropouts_trouble, record_facts, year_of
from county_desk.workflow.cases.common import (
    DOCUMENT_OF_LEVEL,
    case_problems,
    document_trouble,
    find_cases,
    last_step,
    pass_step,
    step_of,
    subjects,
    waiting_for,
)
from county_desk.workflow.cases.comparison_hits import explained_hits, hits_of, unexplained
from county_desk.workflow.cases.evidence import Evidenced, SpotChecked
from county_desk.workflow.cases.laws import OF_A_STEP
from county_desk.workflow.cases.persons import signer_trouble, visitors_trouble
from county_desk.workflow.cases.take_back import TakeBackStep
from county_desk.workflow.command import Ask, Change, Work, plain
from county_desk.workflow.fact_asks import FactCommand, given_facts
from county_desk.workflow.monitoring.income_asked import window_trouble

CASES = Ask(Numbers(), N_("Cases"), of="cases")
_WORDS = Text(lines=2, width=40)
OPINION = Ask(_WORDS, N_("Opinion"))
AGAINST = Ask(
    Reason(lines=2), N_("Ground against"), N_("Blank: passed; else the case ends with “no”"), last=True
)


class StepCommand(Evidenced):
    """A step taken by one or several cases on one day."""

    permission: ClassVar = Permission.RECORD
    law: ClassVar = OF_A_STEP

    cases: Annotated[tuple[int, ...], CASES]
    done_on: Annotated[date, Ask(Day(), N_("Day"), today=True, law=DONE)]
    against: Annotated[str, AGAINST] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        found = case_problems(work, self.cases, self.takes, self.done_on, "done_on")
        return found or self.evidence_trouble(work, self.done_on)

    def no(self, work: Work) -> str:
        """The reason for ending the step with “no”; "" when it is passed."""
        return self.against.strip()

    def effect(self, work: Work) -> str:
        """The end of the cases, where the step says “no”."""
        reason = self.no(work)
        if not reason:
            return ""
        words = _("Not passed: {reason}. The case ends ({whose}); the applicant is answered in a notice.")
        return words.format(reason=reason, whose=subjects(find_cases(work.session, self.cases)))

    def pass_all(self, work: Work, opinion: str = "", *, facts: Mapping[str, object] | None = None) -> Change:
        """Record the step on every case, as passed or with its “no”, and say so."""
        cases = find_cases(work.session, self.cases)
        title = step_of(work, cases[0]).title
        reason = self.no(work)
        outcome = StepOutcome.NOT_PASSED if reason else StepOutcome.PASSED
        kept = {**(facts or {}), **self.evidence(work)}
        for case in cases:
            pass_step(
                work,
                case,
                outcome,
                self.done_on,
                advance=not reason,
                opinion=reason or opinion,
                facts=dict(kept) or None,
                late_reason=self.late_reason,
            )
            if reason:
                case.state = CaseState.REFUSED
        words = _("{step}, not passed: {whose}") if reason else _("{step}: {whose}")
        summary = words.format(step=title, whose=subjects(cases))
        undo = TakeBackStep(cases=self.cases, reason=_("Undone"))
        return Change(summary, undo=undo, id=cases[0].id)


class RecordAssembly(StepCommand):
    """Record how a meeting of villagers or their representatives reviewed the cases."""

    act: ClassVar = ActWords(N_("Record a meeting"), N_("Recorded a meeting"), "case")
    synonyms: ClassVar = N_("assembly vote deliberation")
    takes: ClassVar = (StepKind.ASSEMBLY, StepKind.GROUP_REVIEW)

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
        if self.present < 2:
            return {"present": _("A meeting of one is none; two people or more attend it")}
        if self.in_favour > self.present:
            return {
                "in_favour": _("{votes} were in favour, but only {present} attended").format(
                    votes=self.in_favour, present=self.present
                )
            }
        return self._place_trouble(work) or self._votes(work)

    def _place_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that the cases are of one place, which met."""
        first, *others = find_cases(work.session, self.cases)
        other = next((case for case in others if case.place_id != first.place_id), None)
        if other is None:
            return {}
        words = _("Case {number} ({subject}) is not of {place}; each place has a meeting of its own")
        place = work.session.get_one(Place, first.place_id).name
        return {"cases": words.format(number=other.id, subject=other.subject, place=place)}

    def _votes(self, work: Work) -> Mapping[str, str]:
        """The quorum of every step that the cases wait for."""
        terms = work.terms(self.done_on)
        for step in waiting_for(work, self.cases):
            quorum = terms[step.quorum] if step.quorum else None
            if quorum and quorum.number is not None and self.present < quorum.number * self.due:
                return {
                    "present": _("{present} of {due} attended; the quorum is {quorum}").format(
                        present=self.present, due=self.due, quorum=quorum.text()
                    )
                }
        return {}

    def no(self, work: Work) -> str:
        """A vote without the majority is a “no”, with its figures."""
        terms = work.terms(self.done_on)
        for step in waiting_for(work, self.cases):
            majority = terms[step.majority] if step.majority else None
            if majority and majority.number is not None and self.in_favour <= majority.number * self.present:
                words = _("{votes} of {present} were in favour; more than {majority} is needed")
                votes = words.format(votes=self.in_favour, present=self.present, majority=majority.text())
                return _("; ").join(filter(None, (votes, self.against.strip())))
        return self.against.strip()

    def run(self, work: Work) -> Change:
        facts = {"due": self.due, "present": self.present, "in_favour": self.in_favour}
        return self.pass_all(work, self.opinion, facts=facts)


WATCHED = tuple(fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.watch)
VISITED = tuple(fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.visit)


class RecordVisit(FactCommand, StepCommand, facts=VISITED, before="opinion"):
    """Record the findings of a visit to the household; facts that were not looked at stay unchanged."""

    act: ClassVar = ActWords(N_("Record a visit"), N_("Recorded a visit"), "case")
    synonyms: ClassVar = N_("household survey")
    takes: ClassVar = (StepKind.VISIT,)
    looks_at: ClassVar = VISITED

    visitors: Annotated[str, Ask(Text(width=30, staff=True), N_("Visitors"), N_("Two names or more"))]
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
        cases = find_cases(work.session, self.cases)
        if trouble := visitors_trouble(work, self.visitors, [case.household_id for case in cases]):
            return {"visitors": trouble}
        looked = given_facts(self, self.looks_at)
        wrong = window_trouble(work.policy.procedures, cases, looked) or _dropouts_trouble(
            work, cases, looked
        )
        return wrong or (self._closed_trouble(work) if looked else {})

    def _closed_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that the years of the cases are open for findings."""
        years = {case.year for case in find_cases(work.session, self.cases)}
        troubles = (closed_trouble(work.session, year) for year in sorted(years))
        return {"": trouble} if (trouble := next(filter(None, troubles), "")) else {}

    def run(self, work: Work) -> Change:
        found = given_facts(self, self.looks_at)
        change = self.pass_all(work, self.opinion)
        for case in find_cases(work.session, self.cases):
            before = self._write(work, case, found)
            step = last_step(case)
            assert step is not None
            seen = last.id if (last := head(work.session)) else 0
            kept = {"visitors": self.visitors, **_plainly(found), "before": _plainly(before)}
            step.facts = {**(step.facts or {}), **kept, "seen": seen}
        return Change(change.summary, undo=change.undo, id=change.id)

    def _write(self, work: Work, case: Case, found: Mapping[str, object]) -> dict[str, object]:
        """Write the findings into the household's year; returns the facts before, for taking back."""
        if case.household_id is None or not found:
            return {}
        year = year_of(work.session, case.household_id, case.year)
        before = {name: getattr(year, name) for name in found}
        record_facts(year, found)
        return before


def _dropouts_trouble(work: Work, cases: Iterable[Case], looked: Mapping[str, object]) -> Mapping[str, str]:
    """The first household that cannot have as many dropouts."""
    homes = [(case.household_id, case.year) for case in cases if case.household_id is not None]
    return next(filter(None, (dropouts_trouble(work.session, *home, looked) for home in homes)), {})


def _plainly(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as JSON carries them."""
    return {name: plain(value) for name, value in facts.items()}


class RecordRiskVisit(RecordVisit, facts=WATCHED):
    """Record the findings of a visit about the risks, the income and the guarantees of a household."""

    act: ClassVar = ActWords(N_("Record a visit on risks"), N_("Recorded a visit on risks"), "case")
    synonyms: ClassVar = N_("risk survey")
    takes: ClassVar = (StepKind.RISK_VISIT,)
    looks_at: ClassVar = (*VISITED, *WATCHED)
    if TYPE_CHECKING:
        __init__ = RecordVisit.__init__


class RecordComparison(StepCommand):
    """Record the result of the comparison with other departments' data."""

    act: ClassVar = ActWords(N_("Record a data comparison"), N_("Recorded a data comparison"), "case")
    synonyms: ClassVar = N_("departments check")
    takes: ClassVar = (StepKind.COMPARISON,)

    departments: Annotated[str, Ask(Text(width=30), N_("Departments"))]
    hits: Annotated[int, Ask(Count(), N_("Hits not explained"))]
    explained: Annotated[
        str, Ask(Text(lines=3, width=40), N_("Explanations"), N_("One line for each hit on an imported list"))
    ] = ""
    opinion: Annotated[str, OPINION] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        if self.hits and not self.against.strip():
            return {
                "hits": _n(
                    "{count} hit is not explained; explain it, or end the case with its ground",
                    "{count} hits are not explained; explain them, or end the case with their ground",
                    self.hits,
                ).format(count=self.hits)
            }
        return self._unexplained(work)

    def _unexplained(self, work: Work) -> Mapping[str, str]:
        """The hits on imported lists that have no explanation."""
        cases = find_cases(work.session, self.cases)
        found = {case.id: unexplained(work.session, case) for case in cases}
        hit = next((case for case in cases if found[case.id]), None)
        if hit is None or self.against.strip():
            return {}
        told = _("; ").join(each.words for each in found[hit.id])
        if len(cases) > 1:
            words = _(
                "Case {number} ({subject}) has hits: {hits}. Record it alone, with an explanation of each"
            )
            return {"cases": words.format(number=hit.id, subject=hit.subject, hits=told)}
        if len(self._lines()) == len(found[hit.id]):
            return {}
        return {"explained": _("Explain each hit on a line of its own: {hits}").format(hits=told)}

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.explained.splitlines() if line.strip()]

    def run(self, work: Work) -> Change:
        found = [hit for case in find_cases(work.session, self.cases) for hit in hits_of(work.session, case)]
        facts = {
            "departments": self.departments,
            "hits": self.hits,
            "listed": explained_hits(found, self._lines()),
        }
        return self.pass_all(work, self.opinion, facts=facts)


class RecordConsent(StepCommand):
    """Record that the household agreed and signed, or why it refused."""

    act: ClassVar = ActWords(
        N_("Record the household's consent"), N_("Recorded the household’s consent"), "case"
    )
    synonyms: ClassVar = N_("signature agree")
    takes: ClassVar = (StepKind.CONSENT,)

    signed_by: Annotated[str, Ask(Text(), N_("Signed by"), N_("Blank: the household refused"))] = ""
    relation: Annotated[str, Ask(Text(), N_("Relation of the representative"))] = ""
    representing: Annotated[str, Ask(Reason(width=30), N_("Why a representative signs"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        name = self.signed_by.strip()
        if not name:
            words = _("Name the person who signed, or write why the household refused")
            return {} if self.against.strip() else {"signed_by": words}
        for case in find_cases(work.session, self.cases):
            field, trouble = signer_trouble(work, case, name, self.done_on, self.relation, self.representing)
            if trouble:
                return {field: trouble}
        return {}

    def run(self, work: Work) -> Change:
        facts = {"signed_by": self.signed_by.strip()}
        if self.relation.strip():
            facts |= {"relation": self.relation.strip(), "representing": self.representing.strip()}
        return self.pass_all(work, facts=facts if self.signed_by.strip() else None)


class RecordReview(StepCommand, SpotChecked):
    """Record the review of a township or the county, or the answer of a level above the county."""

    permission: ClassVar = Permission.REVIEW
    act: ClassVar = ActWords(N_("Record a review"), N_("Recorded a review"), "case")
    synonyms: ClassVar = N_("township examine")
    takes: ClassVar = (StepKind.REVIEW,)
    known: ClassVar = DOCUMENT_OF_LEVEL

    opinion: Annotated[str, replace(OPINION, needed=N_("Write the opinion of the review"))]
    document: Annotated[
        str, Ask(Text(width=24), N_("Document number"), N_("Only for a level above the county"), seldom=True)
    ] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        return document_trouble(work, find_cases(work.session, self.cases), self.document)

    def run(self, work: Work) -> Change:
        facts: dict[str, object] = {"checked": self.checked, "reviewed": len(self.cases)}
        if self.document.strip():
            facts["document"] = self.document.strip()
        return self.pass_all(work, self.opinion, facts=facts)
