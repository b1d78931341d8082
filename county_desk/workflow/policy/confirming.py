"""Confirming entries that the program only recalls, before a paper of an office rests on them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.models.case import Case
from county_desk.models.confirmation import PolicyConfirmation
from county_desk.models.user import Permission
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.bilingual import titles_of
from county_desk.rules.combining import law_day
from county_desk.rules.confirmed import Rested
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.policy.unconfirmed import waiting
from county_desk.text import N_, _, _n
from county_desk.workflow.cases.common import procedure_of
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.law import OF_RULES
from county_desk.workflow.rights import is_real


class ConfirmFigure(Command):
    """Confirm a figure, criterion or procedure that the program only recalls, by its document."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Confirm a figure of policy"), N_("Confirmed a figure of policy"), "policy_confirmation"
    )
    synonyms: ClassVar = N_("confirm policy")
    law: ClassVar = OF_RULES

    what: Annotated[str, Ask(Text(width=30), N_("Name to confirm"), N_("As the list “unconfirmed” names it"))]
    since: Annotated[date, asked(PolicyConfirmation.since)]
    reference: Annotated[str, asked(PolicyConfirmation.reference)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if self._rested(work) is None:
            return {
                "what": _("“{what}” from {since} does not wait for a confirmation").format(
                    what=self.what, since=self.since
                )
            }
        return {}

    def run(self, work: Work) -> Change:
        rested = self._rested(work)
        assert rested is not None
        confirmed = record_of(
            work,
            self,
            PolicyConfirmation,
            what=rested.what,
            place=rested.place,
            value=rested.value,
            confirmed_on=work.today,
            confirmed_by=work.actor.id,
        )
        summary = _("Confirmed: {what}; {reference}").format(
            what=rested.sentence(), reference=confirmed.reference
        )
        return added(work, confirmed, summary)

    def _rested(self, work: Work) -> Rested | None:
        what = self.what.strip()
        found = (each for each, _titles in waiting(work.session, work.policy, work.today))
        since = (each for each in found if each.since == self.since)
        return next((each for each in since if what in (each.what, *titles_of(each.title))), None)


class WithdrawConfirmation(Command):
    """Take back a confirmation; papers that rested on it stay as they are."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Withdraw a confirmation"), N_("Withdrew a confirmation"), "policy_confirmation"
    )
    law: ClassVar = OF_RULES

    what: Annotated[str, Ask(Text(width=30), N_("Name that was confirmed"))]
    since: Annotated[date, asked(PolicyConfirmation.since)]

    def problems(self, work: Work) -> Mapping[str, str]:
        found = self._standing(work.session)
        return {} if found else {"what": _("The county has confirmed nothing of that name and day")}

    def run(self, work: Work) -> Change:
        for each in (standing := self._standing(work.session)):
            each.withdrawn_on = work.today
        summary = _("The confirmation of {what} from {since} was withdrawn").format(
            what=self.what, since=self.since
        )
        return Change(summary, id=standing[0].id)

    def _standing(self, session: Session) -> list[PolicyConfirmation]:
        named = (PolicyConfirmation.what == self.what.strip(), PolicyConfirmation.since == self.since)
        wanted = select(PolicyConfirmation).where(*named, PolicyConfirmation.withdrawn_on.is_(None))
        return list(session.scalars(wanted))


def paper_trouble(work: Work, kind: NoticeKind, day: date, cases: Iterable[Case] = ()) -> str:
    """Check that a paper of a kind may be issued: its wording is in force, its entries are confirmed.

    `cases` are those that the paper is about. Practice registers issue papers of no effect, so theirs need
    no confirmation.
    """
    cases = list(cases)
    for case in cases:
        if trouble := work.policy.why_not_issued(kind, day, case.received_on):
            return trouble
    unsure = list(_unsure(work, kind, day, cases)) if is_real(work.session) else []
    if not unsure:
        return ""
    words = _n(
        "This paper would rest on {what}, which is only recalled. {cure}",
        "This paper would rest on {count} entries that are only recalled, first {what}. {cure}",
        len(unsure),
    )
    cure = _(
        "The administrator confirms each with its document (ConfirmFigure), "
        "or enters the county’s own figure (SetParameter)."
    )
    return words.format(what=unsure[0].sentence(), count=len(unsure), cure=cure)


def _unsure(work: Work, kind: NoticeKind, day: date, cases: Iterable[Case]) -> Iterable[Rested]:
    """The unconfirmed entries behind a paper: of the procedures of its cases, and of its own kind."""
    every = list(work.policy.unconfirmed_of(kind, day))
    for case in {(case.procedure, case.procedure_digest, case.year): case for case in cases}.values():
        every += work.policy.unconfirmed(procedure_of(work, case), day, law_day(case.year, day))
    return {each.key(): each for each in every}.values()
