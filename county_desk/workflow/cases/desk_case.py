"""One case for the person at the desk: its waiting step, its finding, and its blockers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from county_desk.models.case import UNDER_WAY, Case, CaseState
from county_desk.models.disclosure import Disclosure
from county_desk.models.user import Role
from county_desk.rules.findings import Finding
from county_desk.rules.procedures import Procedure, Step, StepKind
from county_desk.tables.cases.case_detail import CaseDetail, case_detail
from county_desk.tables.cases.evidence import evidence_of
from county_desk.tables.cases.evidence_lines import EvidenceLine
from county_desk.tables.cases.similar import Decided, decided_lately
from county_desk.tables.proposals import ProposedAct
from county_desk.text import _
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.case_facts import finding_of
from county_desk.workflow.cases.common import (
    gap_of,
    last_step,
    procedure_of,
    signed_below,
    step_of,
)
from county_desk.workflow.cases.decision import Decide, Decision, signers
from county_desk.workflow.cases.disclosure import OpenDisclosure, on_disclosure
from county_desk.workflow.cases.missing_facts import MissingFact, missing_facts
from county_desk.workflow.cases.next_steps import proposed_steps, step_commands
from county_desk.workflow.cases.persons import handled_by
from county_desk.workflow.cases.posted import UNCHANGED, SincePosting, since_posting
from county_desk.workflow.cases.steps import StepCommand
from county_desk.workflow.command import KINDS, Command, Work
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.gate import problems_of
from county_desk.workflow.gate.levels import reaches
from county_desk.workflow.gate.second_persons import posts_with
from county_desk.workflow.policy.own_figures import policy_in_force
from county_desk.workflow.rights import refusal

ASKED = ("telephone", "rule_reason", "document", "scan", "checked")  # what a form still asks for


@dataclass(frozen=True, slots=True)
class CaseBlocker:
    """One obstacle to the next step, and its remedy; an obstacle of the rule does not bar a refusal."""

    reason: str
    lift: str = ""
    of_rule: bool = False


@dataclass(frozen=True, slots=True)
class CaseNow:
    """A case with everything that its next step needs.

    `finding` is that of today, or for a decided case that of the decision. `similar` is empty unless the
    case waits for its decision. `missing` are the gaps of an open case, to the end of its procedure.
    `proposed` is the step that waits for a second person.
    """

    detail: CaseDetail
    procedure: Procedure
    step: Step
    finding: Finding | None
    blockers: tuple[CaseBlocker, ...]
    evidence: tuple[EvidenceLine, ...]
    similar: tuple[Decided, ...] = ()
    changed_procedure: bool = False
    since: SincePosting = UNCHANGED
    missing: tuple[MissingFact, ...] = ()
    proposed: ProposedAct | None = None

    @property
    def procedure_note(self) -> str:
        """A note on a case that follows an older text of its procedure; "" for any other."""
        words = _("This case follows the procedure under which it began; the present one reads otherwise.")
        return words if self.changed_procedure else ""

    @property
    def under_way(self) -> bool:
        """Whether anything is still to be done."""
        return self.detail.row.state in UNDER_WAY

    @property
    def decides(self) -> bool:
        """Whether the next step is the decision."""
        return self.under_way and self.step.kind is StepKind.DECISION

    @property
    def may_refuse(self) -> bool:
        """Whether this person may refuse it now; the rule is no bar to that."""
        return (
            self.decides
            and self.step.kind.type.may_refuse
            and all(blocker.of_rule for blocker in self.blockers)
        )


def case_now(desk: Desk, number: int) -> CaseNow | None:
    """The current state of a case; None when there is no such case."""

    def read(session: Session) -> CaseNow | None:
        detail = case_detail(session, number)
        if detail is None:
            return None
        work = work_of(desk, session)
        case = session.get_one(Case, number)
        procedure, step = procedure_of(work, case), step_of(work, case)
        finding = _finding(work, case, detail)
        deciding = case.state is CaseState.OPEN and step.kind is StepKind.DECISION
        since = since_posting(work, case)
        return CaseNow(
            detail,
            procedure,
            step,
            finding,
            tuple(blockers(work, case, finding)),
            (*since.lines, *evidence_of(detail, procedure)),
            tuple(decided_lately(session, number, work.today)) if deciding else (),
            work.policy.procedures.changed(case.procedure, case.procedure_digest),
            since,
            missing_facts(work, case, step, finding) if finding and case.state is CaseState.OPEN else (),
            proposed_steps(session).get(number),
        )

    return desk.read(read)


def blockers(work: Work, case: Case, finding: Finding | None) -> Iterator[CaseBlocker]:
    """The obstacles to the step that a case waits for; none for a case that has ended."""
    if case.state not in UNDER_WAY:
        return
    if on_disclosure(case):
        yield _hanging(work, case)
        return
    if waiting := proposed_steps(work.session).get(case.id):
        yield CaseBlocker(_waiting_words(waiting))
        return
    step = step_of(work, case)
    deciding = step.kind is StepKind.DECISION
    posts = [role for role in Role if reaches(role, step.level)]
    if reason := refusal(work.actor, step_commands()[step.kind].permission, posts):
        yield CaseBlocker(reason, _signers_words(work, case) if deciding else "")
    elif troubles := list(_troubles(work, case, step).values()):
        yield from (CaseBlocker(trouble, _earliest(work, case)) for trouble in troubles)
    if deciding and finding is not None and not finding.met:
        yield from (CaseBlocker(_briefly(leaf), leaf.would_change(), True) for leaf in finding.blockers())
    if deciding and (since := since_posting(work, case)).again:
        lift = _("Return it to be posted again.")
        yield CaseBlocker(_("{words}.").format(words=since.words), lift, of_rule=True)


def _waiting_words(waiting: ProposedAct) -> str:
    """The words for a step that waits for a second person."""
    words = _("Number {number}, “{act}”, waits for {posts}.")
    act = _(KINDS[waiting.act].act.title)
    return words.format(number=waiting.proposal, act=act, posts=posts_with(waiting.may))


def _hanging(work: Work, case: Case) -> CaseBlocker:
    last = last_step(case)
    posted = work.session.get_one(Disclosure, last.disclosure_id) if last else None
    assert posted is not None
    if posted.last_day < work.today:
        reason = _("The last day of its disclosure, {last}, has ended.").format(last=posted.last_day)
        return CaseBlocker(reason, _("It goes on once the disclosure is closed."))
    reason = _("It is on disclosure until {last}.").format(last=posted.last_day)
    first = posted.last_day + timedelta(days=1)
    return CaseBlocker(reason, _("The disclosure can be closed from {first} on.").format(first=first))


def _troubles(work: Work, case: Case, step: Step) -> Mapping[str, str]:
    """Check that the step can be taken today; fields that its form will still ask for are left out."""
    found = problems_of(work, _probe(work, case, step))
    return {field: trouble for field, trouble in found.items() if field not in ASKED}


def _probe(work: Work, case: Case, step: Step) -> Command:
    """The act that takes a step today, with as little as it needs; a decision that the rule does not bar."""
    match step.kind:
        case StepKind.DISCLOSURE:
            return OpenDisclosure(cases=(case.id,), opened_on=work.today)
        case StepKind.ANNOUNCEMENT:
            return Announce(cases=(case.id,), announced_on=work.today)
        case StepKind.DECISION:
            no, opinion = Decision.REFUSE, _(Decision.REFUSE.label)
            return Decide(cases=(case.id,), decided_on=work.today, decision=no, opinion=opinion)
    return StepCommand(cases=(case.id,), done_on=work.today)


def _signers_words(work: Work, case: Case) -> str:
    names = _(", ").join(signers(work.session, handled_by(case)))
    return _("{names} can sign it.").format(names=names) if names else _("Nobody is left who can sign it.")


def _earliest(work: Work, case: Case) -> str:
    """From which day the step can be taken, where the level before has to lie some days back."""
    signed, gap = signed_below(work, case), gap_of(work, case, work.today)
    if signed is None or not gap or signed + timedelta(days=gap) <= work.today:
        return ""
    return _("It can be taken from {day} on.").format(day=signed + timedelta(days=gap))


def _briefly(leaf: Finding) -> str:
    """The sentence of a leaf without where it is written, which stands beside the rule itself."""
    needed = replace(leaf.needed, source="") if leaf.needed else None
    return leaf._replace(needed=needed).sentence()


def _finding(work: Work, case: Case, detail: CaseDetail | None = None) -> Finding | None:
    kept = next((step.finding for step in reversed(detail.steps) if step.finding), None) if detail else None
    if kept is not None and case.state is not CaseState.OPEN:
        return Finding.from_plain(kept)
    return finding_of(work, case, work.today)


def work_of(desk: Desk, session: Session) -> Work:
    """A `Work` for asking a command within a reading session."""
    return Work(session, desk.actor, desk.now(), policy_in_force(session, desk.shipped))
