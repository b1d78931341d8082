"""Decides cases; the rule runs again inside the transaction, and its whole finding is kept."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.day_laws import DONE
from county_desk.fields import Choice, Day, Numbers, Term, Text
from county_desk.models.case import Case, CaseState, StepOutcome
from county_desk.models.user import Permission, Role, User
from county_desk.rules.findings import Outcome
from county_desk.rules.procedures import StepKind
from county_desk.rules.register_outcomes import LETS_IN
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.text_kinds import Reason
from county_desk.workflow.cases.case_facts import finding_of
from county_desk.workflow.cases.common import (
    DOCUMENT_OF_LEVEL,
    case_problems,
    document_trouble,
    find_cases,
    pass_step,
    procedure_of,
    subjects,
)
from county_desk.workflow.cases.evidence import SpotChecked
from county_desk.workflow.cases.laws import OF_A_STEP, names_of, waiting_steps
from county_desk.workflow.cases.persons import handled_by
from county_desk.workflow.cases.posted import since_posting
from county_desk.workflow.cases.suspending import objection_trouble
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.duplicates import duplicate_trouble
from county_desk.workflow.gate.law import DEPARTS, Apart, SecondPerson
from county_desk.workflow.gate.persons import is_among


class Decision(Term):
    """The two possible decisions."""

    APPROVE = "approve", N_("Approve")
    REFUSE = "refuse", N_("Refuse")


def _handlers(work: Work, command: Command) -> Iterable[str]:
    """The names of the persons who handled the cases of a decision."""
    return names_of(work, {each for case, _step in waiting_steps(work, command) for each in handled_by(case)})


def _handled_words(work: Work, command: Command) -> str:
    """The case that this person handled, and the persons who may decide it."""
    case = next(
        case
        for case, _step in waiting_steps(work, command)
        if is_among(work, work.actor, names_of(work, handled_by(case)))
    )
    about = {"name": work.actor.name, "number": case.id, "subject": case.subject}
    if others := signers(work.session, handled_by(case)):
        words = _("{name} entered or reviewed case {number} ({subject}) and cannot decide it; {others} can")
        return words.format(**about, others=_(", ").join(others))
    words = _(
        "{name} entered or reviewed case {number} ({subject}). No other account can decide it; an "
        "administrator opens one for another reviewer"
    )
    return words.format(**about)


def signers(session: Session, acted: Collection[int]) -> list[str]:
    """The names of those who may decide, without the people who acted before."""
    others = select(User.name).where(
        User.role.in_([role for role in Role if role.may(Permission.DECIDE)]),
        User.id.not_in(acted),
        User.withdrawn_on.is_(None),
    )
    return list(session.scalars(others.order_by(User.id)))


HANDLED = Apart("handled", _handlers, _handled_words)


class Decide(SpotChecked):
    """Decide cases that have passed every step before; the decider must not have acted on them."""

    permission: ClassVar = Permission.DECIDE
    act: ClassVar = ActWords(N_("Decide and sign"), N_("Decided and signed"), "case")
    synonyms: ClassVar = N_("approve refuse sign")
    law: ClassVar = replace(OF_A_STEP, apart=(*OF_A_STEP.apart, HANDLED))
    final: ClassVar = ON_RECORD
    takes: ClassVar = (StepKind.DECISION,)
    known: ClassVar = DOCUMENT_OF_LEVEL

    cases: Annotated[tuple[int, ...], Ask(Numbers(), N_("Cases"), of="cases")]
    decided_on: Annotated[date, Ask(Day(), N_("Decided on"), today=True, law=DONE)]
    decision: Annotated[Decision, Ask(Choice(terms=Decision), N_("Decision"))]
    opinion: Annotated[str, Ask(Text(lines=2, width=40), N_("Opinion"), needed=N_("Write the opinion"))]
    document: Annotated[str, Ask(Text(width=24), N_("Document number"), seldom=True)] = ""
    departure: Annotated[
        str,
        Ask(Reason(), N_("Departs from the rule because"), N_("Only for tests that hold in principle")),
    ] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        """Too early, an actor who acted before, and every criterion that is not met or unknown."""
        if found := case_problems(work, self.cases, self.takes, self.decided_on, "decided_on"):
            return found
        if found := document_trouble(work, find_cases(work.session, self.cases), self.document):
            return found
        for case in find_cases(work.session, self.cases):
            if self.decision is Decision.APPROVE and (
                trouble := self._rule_trouble(work, case)
                or _twice_trouble(work, case)
                or posting_trouble(work, case)
                or objection_trouble(work, case)
            ):
                return {"decision": trouble}
        return self.evidence_trouble(work, self.decided_on) if self.decision is Decision.APPROVE else {}

    def second_person(self, work: Work) -> SecondPerson | None:
        """Another person puts a decision in force that departs from the rule."""
        return DEPARTS if self.departure.strip() else None

    def _departed(self) -> dict[str, object]:
        return {"departure": self.departure.strip()} if self.departure.strip() else {}

    def _rule_trouble(self, work: Work, case: Case) -> str:
        """Check the rule before an approval; a reasoned departure with its document overrides it."""
        trouble = criteria_trouble(work, case, self.decided_on)
        departure = self.departure.strip()
        if not departure:
            return trouble
        finding, rule = finding_of(work, case, self.decided_on), procedure_of(work, case).rule
        about = {"number": case.id, "subject": case.subject}
        if not trouble or finding is None:
            return _("Case {number} ({subject}) meets the rule; leave the departure blank").format(**about)
        if not work.terms(self.decided_on).book.rule(rule).in_principle:
            return _("Case {number} ({subject}): nothing departs from this rule").format(**about)
        if any(leaf.outcome is Outcome.UNKNOWN for leaf in finding.blockers()):
            return trouble
        if not self.document.strip():
            return _("A departure from the rule rests on the document of the county group; name it")
        return ""

    def run(self, work: Work) -> Change:
        approved = self.decision is Decision.APPROVE
        cases = find_cases(work.session, self.cases)
        kept_evidence = self.evidence(work)
        for case in cases:
            finding = finding_of(work, case, self.decided_on)
            kept = (
                finding.as_plain(rule=case.kind, subject=case.subject, on=self.decided_on)
                if finding
                else None
            )
            pass_step(
                work,
                case,
                StepOutcome.APPROVED if approved else StepOutcome.REFUSED,
                self.decided_on,
                advance=approved,
                opinion=self.opinion,
                facts={"document": self.document, **self._departed(), **kept_evidence},
                finding=kept,
                late_reason=self.late_reason,
            )
            case.state = CaseState.APPROVED if approved else CaseState.REFUSED
        summary = _("{decision}: {whose}").format(decision=_(self.decision.label), whose=subjects(cases))
        return Change(summary, id=cases[0].id)


def _twice_trouble(work: Work, case: Case) -> str:
    """Check that no member of a household to be registered may be on record elsewhere."""
    if case.household_id is None or procedure_of(work, case).outcome not in LETS_IN:
        return ""
    trouble = duplicate_trouble(work.session, case.household_id)
    if not trouble:
        return ""
    return _("Case {number} ({subject}): {reasons}").format(
        number=case.id, subject=case.subject, reasons=trouble
    )


def posting_trouble(work: Work, case: Case) -> str:
    """Check that no change since the posting requires a new posting."""
    since = since_posting(work, case)
    if not since.again:
        return ""
    return _("Case {number} ({subject}): {reasons}").format(
        number=case.id, subject=case.subject, reasons=_("{words}; post it again").format(words=since.words)
    )


def criteria_trouble(work: Work, case: Case, day: date) -> str:
    """Name the criteria against an approval, each with its figures and the way to meet it."""
    finding = finding_of(work, case, day)
    if finding is None or finding.met:
        return ""
    reasons = [
        _("{reason}. {lift}").format(reason=part.sentence(), lift=lift)
        if (lift := part.would_change())
        else part.sentence()
        for part in finding.blockers()
    ]
    return _("Case {number} ({subject}): {reasons}").format(
        number=case.id, subject=case.subject, reasons=_("; ").join(reasons)
    )
