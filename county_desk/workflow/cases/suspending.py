"""A notice becomes void, and its list is suspended: the cases on it wait to be posted again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, true

from county_desk.fields import Term
from county_desk.models.case import UNDER_WAY, Case, CaseState, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, Objection
from county_desk.models.notice import Notice
from county_desk.models.user import Permission
from county_desk.text import N_, _, _n
from county_desk.workflow.cases.common import (
    find_cases,
    open_case,
    open_case_of,
    pass_step,
    procedure_of,
    subjects,
)
from county_desk.workflow.cases.filing import REEXAMINATION
from county_desk.workflow.cases.issuing import disclosed_cases
from county_desk.workflow.cases.return_effects import last_announced
from county_desk.workflow.command import Work
from county_desk.workflow.gate.law import SecondPerson

TAKES_BACK = SecondPerson(Permission.DECIDE, N_("It takes a decision back"))


class Consequence(Term):
    """The consequence for a case when its list or its entry falls; the words name the subjects."""

    SUSPENDED = (
        "suspended",
        N_("waiting to be posted again, with a new number and a new period: {subjects}"),
    )
    REEXAMINED = "reexamined", N_("announced already and re-examined: {subjects}")
    STRUCK = "struck", N_("struck, and the case ends: {subjects}")
    STANDS = "stands", N_("unchanged: {subjects} ({reason})")


@dataclass(frozen=True, slots=True)
class CaseConsequence:
    """The consequence for one case; one that stands has the `reason`."""

    case: Case
    consequence: Consequence
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consequences:
    """The consequences for some cases."""

    all: tuple[CaseConsequence, ...] = ()

    def of(self, consequence: Consequence) -> list[Case]:
        """The cases with a consequence."""
        return [each.case for each in self.all if each.consequence is consequence]

    @property
    def second(self) -> SecondPerson | None:
        """The second person of the act that they follow from, where the approval of a case falls."""
        fall = (*self.of(Consequence.SUSPENDED), *self.of(Consequence.STRUCK))
        return TAKES_BACK if any(case.state is CaseState.APPROVED for case in fall) else None

    @property
    def words(self) -> str:
        """The consequences in words, in one text for the confirmation and for the answer."""
        groups: dict[tuple[Consequence, str], list[Case]] = defaultdict(list)
        for each in sorted(self.all, key=lambda each: list(Consequence).index(each.consequence)):
            groups[each.consequence, each.reason].append(each.case)
        return _("; ").join(
            _(consequence.label).format(subjects=subjects(cases), reason=reason)
            for (consequence, reason), cases in groups.items()
        )


def consequence_of(work: Work, case: Case, disclosure: Disclosure, *, whole_list: bool) -> CaseConsequence:
    """The consequence for a case when its list falls, or its entry by an objection of its own.

    This is the one place that knows it: for an upheld objection, in time or late, and for a void notice.
    """
    if case.state is CaseState.DONE and (not whole_list or rests_on(work, case, disclosure)):
        trouble = reexamination_trouble(work, case)
        return CaseConsequence(case, Consequence.STANDS if trouble else Consequence.REEXAMINED, trouble)
    if case.state not in UNDER_WAY:
        return CaseConsequence(case, Consequence.STANDS, _(case.state.label))
    if not whole_list:
        return CaseConsequence(case, Consequence.STRUCK)
    if rests_on(work, case, disclosure):
        return CaseConsequence(case, Consequence.SUSPENDED)
    return CaseConsequence(case, Consequence.STANDS, _("it was sent back from this list before"))


def consequences_of_list(work: Work, disclosure: Disclosure) -> Consequences:
    """The consequence for each case of a list that falls."""
    cases = find_cases(work.session, disclosed_cases(disclosure))
    return Consequences(tuple(consequence_of(work, case, disclosure, whole_list=True) for case in cases))


def consequence_of_entry(work: Work, entry: Entry) -> Consequences:
    """The consequence for the case of an entry that falls."""
    case = work.session.get_one(Case, entry.case_id)
    return Consequences((consequence_of(work, case, entry.disclosure, whole_list=False),))


def rests_on(work: Work, case: Case, disclosure: Disclosure) -> bool:
    """Whether a case hangs on a list, or went on from it and was not sent back behind it since."""
    standing = [step for step in case.steps if step.withdrawn_on is None]
    passed = [place for place, step in enumerate(standing) if step.disclosure_id == disclosure.id]
    if not passed:
        return False
    since = standing[passed[-1] + 1 :]
    if not since:
        return True
    order = [step.key for step in procedure_of(work, case).steps]
    least = order.index(disclosure.step)
    return all(order.index(key) > least for key in (*(step.step for step in since), case.step))


def reexamination_trouble(work: Work, case: Case) -> str:
    """Check that a re-examination of an announced case can be opened today."""
    household = case.household
    if household is None:
        return _("announced; declare that notice void to take the result back")
    if trouble := work.policy.why_not_begun(REEXAMINATION, work.today):
        return trouble
    announced = last_announced(work.session, household.id)
    if household.withdrawn_on is not None or announced is None or announced.case_id != case.id:
        return _("a later result of it was announced")
    if other := open_case_of(work.session, household=household.id):
        return _("Case {number} of this household is under way").format(number=other.id)
    return ""


def declare_void(work: Work, notice: Notice, reason: str) -> None:
    """Make a notice void; one that is void already keeps its day and its reason."""
    if notice.voided_on is None:
        notice.voided_on, notice.void_reason = work.today, reason


def suspend(work: Work, disclosure: Disclosure, reason: str) -> Consequences:
    """Suspend a list and void its notice; returns the consequences for its cases.

    A closed list without a case that waits to be posted again keeps its outcome.
    """
    found = consequences_of_list(work, disclosure)
    suspended = found.of(Consequence.SUSPENDED)
    for case in suspended:
        stop(work, case, disclosure, reason)
    _reexamine(work, found, reason)
    if suspended or disclosure.closed_on is None:
        _close(work, disclosure, reason)
    else:
        declare_void(work, work.session.get_one(Notice, disclosure.notice_id), reason)
    take_off_lists(work, suspended, reason)
    return found


def strike(work: Work, entry: Entry, day: date, reason: str, late_reason: str = "") -> Consequences:
    """Strike an entry on a day; returns the consequence for its case."""
    found = consequence_of_entry(work, entry)
    entry.struck_on = entry.struck_on or day
    struck = found.of(Consequence.STRUCK)
    for case in struck:
        pass_step(
            work,
            case,
            StepOutcome.STRUCK,
            day,
            advance=False,
            opinion=reason,
            disclosure_id=entry.disclosure_id,
            late_reason=late_reason,
        )
        case.state = CaseState.STRUCK
    _reexamine(work, found, reason)
    take_off_lists(work, struck, reason)
    return found


def _reexamine(work: Work, found: Consequences, reason: str) -> None:
    """Open the re-examination of each announced case that has it."""
    for case in found.of(Consequence.REEXAMINED):
        open_case(
            work,
            REEXAMINATION,
            received_on=work.today,
            household=case.household,
            reason=reason,
        )


def stop(work: Work, case: Case, disclosure: Disclosure, reason: str) -> None:
    """Send a case back to be posted again; the steps that rested on the list no longer stand."""
    standing = [step for step in case.steps if step.withdrawn_on is None]
    first = next(place for place, step in enumerate(standing) if step.disclosure_id == disclosure.id)
    for step in standing[first:]:
        step.withdrawn_on = work.today
    case.step, case.state = disclosure.step, CaseState.OPEN
    pass_step(
        work,
        case,
        StepOutcome.SUSPENDED,
        work.today,
        advance=False,
        opinion=reason,
        notice_id=disclosure.notice_id,
    )


def stop_on_suspended(work: Work, case: Case) -> None:
    """Send a case back to the first suspended list that it still rests on, if there is one."""
    numbers = {step.disclosure_id for step in case.steps if step.disclosure_id and step.withdrawn_on is None}
    suspended = (Disclosure.outcome == DisclosureOutcome.SUSPENDED) & Disclosure.id.in_(numbers)
    for disclosure in work.session.scalars(select(Disclosure).where(suspended).order_by(Disclosure.id)):
        if rests_on(work, case, disclosure):
            stop(work, case, disclosure, disclosure.remark)
            return


def take_off_lists(work: Work, cases: Sequence[Case], reason: str) -> None:
    """Strike cases that stopped from the lists that still hang; one that keeps no entry is suspended."""
    listed = Entry.case_id.in_([case.id for case in cases]) & Entry.struck_on.is_(None)
    hanging = select(Entry).join(Disclosure).where(listed, Disclosure.closed_on.is_(None))
    for entry in work.session.scalars(hanging).all():
        entry.struck_on = work.today
        if not disclosed_cases(entry.disclosure):
            _close(work, entry.disclosure, reason)


def _close(work: Work, disclosure: Disclosure, reason: str) -> None:
    declare_void(work, work.session.get_one(Notice, disclosure.notice_id), reason)
    disclosure.outcome, disclosure.remark = DisclosureOutcome.SUSPENDED, reason
    disclosure.closed_on, disclosure.closed_by = work.today, work.actor.id


def ended_words(disclosure: Disclosure) -> str:
    """The day and manner in which a disclosure ended, in words for a refusal."""
    words = _("This disclosure was closed on {day}")
    if disclosure.suspended:
        words = _("This disclosure was suspended on {day}: notice void; its list is posted anew")
    return words.format(day=disclosure.closed_on)


def unsettled_trouble(work: Work, cases: Sequence[Case]) -> str:
    """Check that the objections to the suspended list of these cases are settled."""
    waiting = _unsettled(work, cases, Disclosure.outcome == DisclosureOutcome.SUSPENDED)
    words = _n(
        "{count} objection to the suspended list is open; settle it before the list is posted again",
        "{count} objections to the suspended list are open; settle them before the list is posted again",
        waiting,
    )
    return words.format(count=waiting) if waiting else ""


def objection_trouble(work: Work, case: Case) -> str:
    """Check that the objections to a case or its list are settled."""
    if not _unsettled(work, [case], true()):
        return ""
    words = _("An objection to case {number} ({subject}) or its list is open; settle it first")
    return words.format(number=case.id, subject=case.subject)


def _unsettled(work: Work, cases: Sequence[Case], lists: ColumnElement[bool]) -> int:
    """The number of objections to cases, on some lists, that are not settled."""
    heard = (
        select(func.count(func.distinct(Objection.id)))
        .join(Disclosure, Disclosure.id == Objection.disclosure_id)
        .join(Entry, Entry.disclosure_id == Disclosure.id)
        .where(
            lists,
            Entry.case_id.in_([case.id for case in cases]),
            (Objection.entry_id == Entry.id) | Objection.against_list(),
            Objection.settled_on.is_(None),
            Objection.withdrawn_on.is_(None),
        )
    )
    return work.session.scalar(heard) or 0
