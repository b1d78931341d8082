"""The figures of policy that the county itself enters, where the shipped ones are missing or differ."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.day_laws import NAMES_RULE
from county_desk.models.register import OwnParameter
from county_desk.models.user import Permission
from county_desk.rules.bilingual import spoken
from county_desk.rules.parameters import OwnFigure
from county_desk.rules.policy import OwnPolicy, Policy
from county_desk.storage.tables_read import noting_tables
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.policy.figures import amount_words
from county_desk.tables.policy.unconfirmed import confirmations
from county_desk.tables.policy.waiting_entries import in_force
from county_desk.tables.procedure_words import follow
from county_desk.text import N_, _
from county_desk.text_kinds import FilePath
from county_desk.workflow.command import Ask, Change, Command, Keep, Refused, Work, ask_now
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.law import OF_RULES
from county_desk.workflow.originals import keep_scan, scan_trouble
from county_desk.workflow.policy.own_holidays import own_years
from county_desk.workflow.policy.texts import case_texts, own_files
from county_desk.workflow.rights import is_real

_O = OwnParameter.__table__.c
_KEPT = (  # made once: it is asked for every act
    select(_O.name, _O.since, _O.value, _O.reference).where(in_force(OwnParameter)).order_by(_O.since)
)


_NUMBERED = re.compile(r"\d\s*号|\bNo\.?\s*\d")


def policy_in_force(session: Session, shipped: Policy, keep: Keep = ask_now) -> Policy:
    """The policy that a register follows: the shipped one, with all that its county entered laid over it.

    `keep` gives the entries of the county that it has kept.
    """
    own = own_policy(session, (shipped.shipped or shipped).procedures.digests(), keep)
    laid = shipped.with_own(own)
    follow(laid.procedures if own.files or own.kept else None)
    return laid


def own_policy(session: Session, shipped: Collection[str] = (), keep: Keep = ask_now) -> OwnPolicy:
    """All that the county has entered and not withdrawn, and the texts that cases follow.

    `shipped` are the digests of the program's own procedures; their texts are not read.
    """
    return keep(("policy", frozenset(shipped)), partial(_entered, session, shipped))


def _entered(session: Session, shipped: Collection[str]) -> OwnPolicy:
    figures, files = tuple(OwnFigure(*row) for row in session.execute(_KEPT)), own_files(session)
    known = (*shipped, *(file.digest for file in files))
    with noting_tables():  # no case changes this: it begins under a known text, or keeps a new one
        kept = case_texts(session, known)
    return OwnPolicy(figures, own_years(session), files, kept, confirmations(session))


class SetParameter(Command):
    """Enter a figure of policy with the document it is written in."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Enter a figure of policy"), N_("Entered a figure of policy"), "own_parameter"
    )
    synonyms: ClassVar = N_("standard line figure")
    law: ClassVar = OF_RULES

    name: Annotated[str, asked(OwnParameter.name)]
    since: Annotated[date, asked(OwnParameter.since)]
    value: Annotated[str, asked(OwnParameter.value)]
    reference: Annotated[str, asked(OwnParameter.reference)]
    scan: Annotated[str, Ask(FilePath(), N_("Scan of the document"), N_("Path of the file"))] = ""
    dated_back: Annotated[str, asked(OwnParameter.dated_back)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := _value_trouble(work.policy, self.name, self.value):
            return found
        if _own_parameter(work.session, self.name, self.since):
            return {"since": _("This figure is already entered for this day; withdraw it first")}
        if trouble := scan_trouble(work.session, self.scan):
            return {"scan": trouble}
        return document_trouble(self.reference, self.scan) if is_real(work.session) else {}

    def policy_after(self, policy: Policy) -> Policy:
        if found := _value_trouble(policy, self.name, self.value):
            raise Refused(found)
        others = _without(policy, self.name, self.since)
        figure = OwnFigure(self.name, self.since, self.value.strip(), self.reference)
        return policy.with_own(policy.entered._replace(figures=(*others, figure)))

    def effect(self, work: Work) -> str:
        """The figure with its document."""
        return _("{figure} ({reference}).").format(figure=self._figure(work), reference=self.reference)

    def _figure(self, work: Work) -> str:
        words, figure = _("{name} is {value} from {since}"), work.policy.book[self.name]
        value = amount_words(figure.parse(self.value), figure.unit)
        return words.format(name=title_of(work, self.name), value=value, since=self.since)

    def run(self, work: Work) -> Change:
        scan = keep_scan(work.session, self.scan)
        entered = record_of(work, self, OwnParameter, entered_by=work.actor.id, scan=scan)
        return added(work, entered, self._figure(work))


class WithdrawParameter(Command):
    """Take back a figure that the county entered; the entry stays in the history."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Withdraw a figure of policy"), N_("Withdrew a figure of policy"), "own_parameter"
    )
    law: ClassVar = OF_RULES

    name: Annotated[str, asked(OwnParameter.name)]
    since: Annotated[date, asked(OwnParameter.since, law=NAMES_RULE)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if _own_parameter(work.session, self.name, self.since) is None:
            return {"": _("The county entered no such figure")}
        return {}

    def policy_after(self, policy: Policy) -> Policy:
        figures = _without(policy, self.name, self.since)
        return policy.with_own(policy.entered._replace(figures=figures))

    def run(self, work: Work) -> Change:
        entered = _own_parameter(work.session, self.name, self.since)
        assert entered is not None
        entered.withdrawn_on = work.today
        summary = _("{name} from {since} was withdrawn").format(
            name=title_of(work, self.name), since=self.since
        )
        return Change(summary, id=entered.id)


def _value_trouble(policy: Policy, name: str, value: str) -> Mapping[str, str]:
    """Check that a figure has a name and a value that the policy knows."""
    if name not in policy.book:
        return {"name": policy.book.unknown(name)}
    trouble = policy.book[name].trouble_with(value)
    return {"value": trouble} if trouble else {}


def _without(policy: Policy, name: str, since: date) -> tuple[OwnFigure, ...]:
    """The figures that the county entered, without that of a name and day."""
    return tuple(each for each in policy.entered.figures if (each.name, each.since) != (name, since))


def document_trouble(reference: str, scan: str) -> Mapping[str, str]:
    """Check that an entry names its document and has the scan of it."""
    if not _NUMBERED.search(reference):
        return {"reference": _("Give the number of the document, as 青政发〔2016〕9号")}
    if not scan.strip():
        return {"scan": _("Give the scan of the document; the register keeps it")}
    return {}


def title_of(work: Work, name: str) -> str:
    """The title of a figure in the current language."""
    return spoken(work.policy.book[name].title)


def _own_parameter(session: Session, name: str, since: date) -> OwnParameter | None:
    wanted = select(OwnParameter).where(OwnParameter.name == name, OwnParameter.since == since)
    return session.scalar(wanted.where(OwnParameter.withdrawn_on.is_(None)))
