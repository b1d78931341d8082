"""Posting a list for public supervision, and recording how that ended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, ClassVar

from county_desk.fields import Numbers, Record, Text
from county_desk.models.case import Case, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, ObjectionFinding
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.calendar import Counting, Undecided
from county_desk.rules.procedures import ActorLevel, Procedure, Step, StepKind
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.text_kinds import Reason
from county_desk.workflow.cases.common import (
    ancestor,
    case_problems,
    count_anew,
    find_cases,
    last_step,
    pass_step,
    procedure_of,
    step_of,
)
from county_desk.workflow.cases.decision import criteria_trouble
from county_desk.workflow.cases.evidence import places_trouble
from county_desk.workflow.cases.issuing import (
    disclosed_cases,
    issue,
    issuer_of,
    objections_trouble,
)
from county_desk.workflow.cases.laws import OF_A_PAPER, OF_A_STEP
from county_desk.workflow.cases.posted import freeze
from county_desk.workflow.cases.suspending import ended_words, unsettled_trouble
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import SecondPerson
from county_desk.workflow.gate.taken_back import writing
from county_desk.workflow.policy.confirming import paper_trouble

AGAINST_RULE = SecondPerson(Permission.REVIEW, N_("The rule does not find each entry met"))


class OpenDisclosure(Command):
    """Post the cases of one place as a list: its last day is computed, its notice is numbered and frozen."""

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Open a disclosure"), N_("Opened a disclosure"), "disclosure")
    synonyms: ClassVar = N_("post board publish")
    law: ClassVar = OF_A_STEP
    final: ClassVar = ON_RECORD
    takes: ClassVar = (StepKind.DISCLOSURE,)

    cases: Annotated[tuple[int, ...], Ask(Numbers(), N_("Cases"), of="cases")]
    opened_on: Annotated[date, asked(Disclosure.opened_on)]
    contact: Annotated[str, asked(Place.contact, N_("Blank: as recorded for the place"))] = ""
    telephone: Annotated[str, asked(Place.telephone)] = ""
    address: Annotated[str, asked(Place.address)] = ""
    rule_reason: Annotated[
        str,
        Ask(Reason(), N_("Why they are posted"), N_("Only where the rule is not met")),
    ] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := case_problems(work, self.cases, self.takes, self.opened_on, "opened_on"):
            return found
        cases = find_cases(work.session, self.cases)
        if trouble := list_trouble(work, cases):
            return {"": trouble}
        posted = next((case for case in cases if on_disclosure(case)), None)
        if posted:
            return {
                "": _("Case {number} ({subject}) is already on disclosure").format(
                    number=posted.id, subject=posted.subject
                )
            }
        if trouble := unsettled_trouble(work, cases):
            return {"": trouble}
        step = step_of(work, cases[0])
        if trouble := paper_trouble(work, NoticeKind.named(step.notice), self.opened_on, cases):
            return {"": trouble}
        board = board_of(work, step, cases[0])
        if not self.telephone and (trouble := objections_trouble(work, board)):
            return {"telephone": trouble}
        last = last_day_of(work, step, self.opened_on)
        if isinstance(last, str):
            return {"opened_on": last}
        return self._rule_problems(work)

    def second_person(self, work: Work) -> SecondPerson | None:
        return AGAINST_RULE if self.rule_reason.strip() and self._not_met(work) else None

    def _rule_problems(self, work: Work) -> Mapping[str, str]:
        """Check that a reason is given for entries that do not meet the rule."""
        if self.rule_reason.strip() or not (against := self._not_met(work)):
            return {}
        words = _n(
            "The rule does not find {count} entry met; write why it is posted. {reasons}",
            "The rule does not find {count} entries met; write why they are posted. {reasons}",
            len(against),
        )
        return {"rule_reason": words.format(count=len(against), reasons=_("; ").join(against))}

    def _not_met(self, work: Work) -> list[str]:
        """The criteria against each entry that does not meet the rule."""
        cases = find_cases(work.session, self.cases)
        return [said for case in cases if (said := criteria_trouble(work, case, self.opened_on))]

    def effect(self, work: Work) -> str:
        """The entries that the rule does not find met."""
        return "\n".join(self._not_met(work))

    def run(self, work: Work) -> Change:
        cases = find_cases(work.session, self.cases)
        count_anew(cases)
        procedure, step = procedure_of(work, cases[0]), step_of(work, cases[0])
        board = board_of(work, step, cases[0])
        self._remember(issuer_of(work, step, board))
        last = last_day_of(work, step, self.opened_on)
        assert not isinstance(last, str)
        days, counting = length_of(work, step, self.opened_on)
        disclosure = self._post(work, procedure, step, board, (last, days, counting))
        for position, case in enumerate(cases, start=1):
            _enter(work, disclosure, case, position)
        period = (self.opened_on, last, days, counting.value)
        work.session.flush()
        notice = issue(work, procedure, step, board, cases, self.opened_on, period=period)
        disclosure.notice_id = notice.id
        for case in cases:
            pass_step(
                work,
                case,
                StepOutcome.POSTED,
                self.opened_on,
                advance=False,
                disclosure_id=disclosure.id,
                notice_id=disclosure.notice_id,
            )
        summary = _n(
            "{count} case of {place} on disclosure until {last}",
            "{count} cases of {place} on disclosure until {last}",
            len(cases),
        ).format(count=len(cases), place=board.name, last=last)
        return Change(summary, id=disclosure.id, notice=notice.id)

    def _remember(self, issuer: Place) -> None:
        """Keep the contact for objections with the issuer: a township's telephone is not the village's."""
        for name in ("contact", "telephone", "address"):
            if given := getattr(self, name).strip():
                setattr(issuer, name, given)

    def _post(
        self, work: Work, procedure: Procedure, step: Step, board: Place, ends: tuple[date, int, Counting]
    ) -> Disclosure:
        last, days, counting = ends
        posted = Disclosure(
            kind=procedure.key,
            procedure=procedure.version,
            step=step.key,
            place_id=board.id,
            opened_on=self.opened_on,
            days=days,
            counting=counting.value,
            last_day=last,
            reference=work.terms(self.opened_on)[step.days].reference,
            opened_by=work.actor.id,
            rule_reason=self.rule_reason.strip() if self._not_met(work) else None,
        )
        work.session.add(posted)
        return posted


class CloseDisclosure(Command):
    """Record how a disclosure ended; entries that were struck stay behind, the rest go on."""

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Close the disclosure"), N_("Closed a disclosure"), "disclosure")
    synonyms: ClassVar = N_("finish outcome")
    law: ClassVar = OF_A_PAPER

    disclosure: Annotated[int, Ask(Record(), N_("Disclosure"), of="disclosures")]
    closed_on: Annotated[date, asked(Disclosure.closed_on)]
    remark: Annotated[str, asked(Disclosure.remark, seldom=True)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        if disclosure.closed_on is not None:
            return {"": ended_words(disclosure)}
        trouble = held_trouble(work, disclosure) or places_trouble(work, disclosure)
        return {"": trouble} if trouble else self._timing_trouble(disclosure)

    def _timing_trouble(self, disclosure: Disclosure) -> Mapping[str, str]:
        """Check that the days of the disclosure were over and its objections settled by that day."""
        if self.closed_on <= disclosure.last_day:
            return {
                "closed_on": _(
                    "The last day of this disclosure, {last}, has not ended; it can be closed from {first} on"
                ).format(last=disclosure.last_day, first=disclosure.last_day + timedelta(days=1))
            }
        settled = [objection.settled_on for objection in disclosure.objections]
        if waiting := settled.count(None):
            return {
                "": _n(
                    "{count} objection is open; settle it first",
                    "{count} objections are open; settle them first",
                    waiting,
                ).format(count=waiting)
            }
        last = max((day for day in settled if day), default=None)
        if last and self.closed_on < last:
            message = _("An objection was settled on {day}; the disclosure ended then or later")
            return {"closed_on": message.format(day=last)}
        return {}

    def run(self, work: Work) -> Change:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        disclosure.outcome = outcome_of(disclosure)
        disclosure.closed_on, disclosure.closed_by = self.closed_on, work.actor.id
        disclosure.remark = self.remark
        going_on = find_cases(work.session, disclosed_cases(disclosure))
        for case in going_on:
            pass_step(
                work,
                case,
                StepOutcome.PASSED,
                self.closed_on,
                disclosure_id=disclosure.id,
                late_reason=self.late_reason,
            )
        summary = _("Disclosure in {place} closed: {outcome}; {count} of {all} go on").format(
            place=disclosure.place.name,
            outcome=_(disclosure.outcome.label),
            count=len(going_on),
            all=len(disclosure.entries),
        )
        undo = ReopenDisclosure(disclosure=self.disclosure, reason=_("Undone"))
        return Change(summary, undo=undo, id=disclosure.id)


class ReopenDisclosure(Command):
    """Take back the closing of a disclosure while no step followed it."""

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Reopen the disclosure"), N_("Reopened a disclosure"), "disclosure")
    synonyms: ClassVar = N_("again")
    law: ClassVar = replace(OF_A_PAPER, takes_back=writing("disclosure", "closed_on"))

    disclosure: Annotated[int, Ask(Record(), N_("Disclosure"), of="disclosures")]
    reason: Annotated[str, Ask(Text(width=40), N_("Reason"), needed=N_("Give the reason"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        if disclosure.closed_on is None:
            return {"": _("This disclosure is not closed")}
        if disclosure.suspended:
            return {"": ended_words(disclosure)}
        for case in find_cases(work.session, disclosed_cases(disclosure)):
            last = last_step(case)
            if last is None or last.disclosure_id != disclosure.id:
                return {
                    "": _("Case {number} ({subject}) has gone on; the disclosure stays closed").format(
                        number=case.id, subject=case.subject
                    )
                }
        return {}

    def run(self, work: Work) -> Change:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        for case in find_cases(work.session, disclosed_cases(disclosure)):
            last = last_step(case)
            assert last is not None
            last.withdrawn_on, case.step = work.today, last.step
        disclosure.closed_on = disclosure.closed_by = disclosure.outcome = None
        summary = _("Disclosure in {place} reopened: {reason}").format(
            place=disclosure.place.name, reason=self.reason
        )
        return Change(summary, id=disclosure.id)


def outcome_of(disclosure: Disclosure) -> DisclosureOutcome:
    """The outcome of a disclosure by its objections."""
    if any(entry.struck_on for entry in disclosure.entries):
        return DisclosureOutcome.ADJUSTED
    if not disclosure.objections:
        return DisclosureOutcome.UNOPPOSED
    upheld = any(objection.finding is not ObjectionFinding.REJECTED for objection in disclosure.objections)
    return DisclosureOutcome.SETTLED if upheld else DisclosureOutcome.REJECTED


def held_trouble(work: Work, disclosure: Disclosure) -> str:
    """Check that a list can go on: its notice is valid, and no objection to the whole list was upheld."""
    notice = work.session.get_one(Notice, disclosure.notice_id)
    if notice.voided_on is not None:
        words = _("Notice {number} is void since {day}; declare it void once more, then post the list again")
        return words.format(number=notice.number, day=notice.voided_on)
    if any(objection.holds for objection in disclosure.objections):
        words = _(
            "An objection to the whole list was upheld; declare notice {number} void and post the list again"
        )
        return words.format(number=notice.number)
    return ""


def list_trouble(work: Work, cases: Sequence[Case]) -> str:
    """Check that these cases can share one list: they have one procedure, step, year and board."""
    first = cases[0]
    step = step_of(work, first)
    board = board_of(work, step, first)
    for case in cases[1:]:
        if (case.procedure, case.step, case.year) != (first.procedure, first.step, first.year):
            return _("Case {number} ({subject}) is at another step or of another year").format(
                number=case.id, subject=case.subject
            )
        if board_of(work, step, case).id != board.id:
            return _("Case {number} ({subject}) is not of {place}; each place has a list of its own").format(
                number=case.id, subject=case.subject, place=board.name
            )
    return ""


def board_of(work: Work, step: Step, case: Case) -> Place:
    """The place with the boards for the list of a step."""
    return ancestor(work.session, case.place_id, (step.posted or ActorLevel.VILLAGE).value)


def length_of(work: Work, step: Step, day: date) -> tuple[int, Counting]:
    """The days of a list and their way of counting; LookupError when the days are not set."""
    terms = work.terms(day)
    days = terms[step.days].whole
    if days is None:
        raise LookupError(terms[step.days].trouble())
    if not step.counting:
        return days, Counting.INCLUSIVE
    if terms[step.counting].missing:
        raise LookupError(terms[step.counting].trouble())
    return days, Counting.named(terms[step.counting].word)


def last_day_of(work: Work, step: Step, opened_on: date) -> date | str:
    """The last day of a list posted on a day, or the reason why it is unknown."""
    try:
        days, counting = length_of(work, step, opened_on)
    except LookupError as error:
        return str(error.args[0])
    last = work.policy.calendar.last_day(opened_on, days, counting)
    return last.reason if isinstance(last, Undecided) else last


def on_disclosure(case: Case) -> bool:
    """Whether the case stands on a list that is posted now."""
    last = last_step(case)
    return last is not None and last.outcome is StepOutcome.POSTED


def _enter(work: Work, disclosure: Disclosure, case: Case, position: int) -> None:
    group = case.household.group_name if case.household else ""
    disclosure.entries.append(
        Entry(
            case_id=case.id,
            position=position,
            subject=case.subject,
            group_name=group,
            persons=case.persons,
            frozen=freeze(work, case),
        )
    )
