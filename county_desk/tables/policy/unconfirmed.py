"""The list of recalled figures, criteria and procedures that wait for a confirmation by the county."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Code, Day, Record, Text
from county_desk.models.case import UNDER_WAY, Case
from county_desk.models.confirmation import PolicyConfirmation
from county_desk.notice_kinds import ALONE, NoticeKind
from county_desk.rules.bilingual import spoken
from county_desk.rules.combining import law_day
from county_desk.rules.confirmed import Confirmed, Rested
from county_desk.rules.places import names
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedure
from county_desk.rules.register_outcomes import SUBJECTS
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.text import N_, _

SURE_WORDS = {
    "K": N_("source not checked"),
    "G": N_("a proposal; no document is known"),
}
_C = PolicyConfirmation.__table__.c
_KEPT = (  # made once: it is asked for every act
    select(_C.what, _C.place, _C.since, _C.value, _C.reference).where(_C.withdrawn_on.is_(None))
)


class UnconfirmedRow(ShownRow):
    """One thing that is only recalled, and the procedures that rest on it."""

    id: Annotated[int, Shown(label=N_("Record"), kind=Record())]
    title: Annotated[str, Shown(label=N_("Figure, criterion or procedure"), kind=Text(width=22))]
    figure: Annotated[str, Shown(label=N_("Value"), kind=Text(width=10))]
    place: Annotated[str, Shown(label=N_("Policy of"), kind=Text(width=8))]
    since: Annotated[date, Shown(label=N_("In force from"), kind=Day())]
    sure: Annotated[str, Shown(label=N_("How sure"), kind=Text(width=14))]
    source: Annotated[str, Shown(label=N_("Source"), kind=Text(width=34))]
    procedures: Annotated[str, Shown(label=N_("Procedures that rest on it"), kind=Text(width=24))]
    what: Annotated[str, Shown(label=N_("Name to confirm"), kind=Code(width=26))]


UNCONFIRMED = table_of("unconfirmed", N_("Not confirmed yet"), UnconfirmedRow)


def confirmations(session: Session) -> tuple[Confirmed, ...]:
    """All that the county has confirmed and not taken back."""
    return tuple(Confirmed(*row) for row in session.execute(_KEPT))


def unconfirmed(session: Session, policy: Policy, day: date) -> list[UnconfirmedRow]:
    """The rows of the list, for cases that begin on a day and those under way."""
    found = waiting(session, policy, day)
    return [_row(number, *each) for number, each in enumerate(found, start=1)]


def waiting(session: Session, policy: Policy, day: date) -> list[tuple[Rested, list[str]]]:
    """Each entry that waits for a confirmation, with the procedures and notices that rest on it."""
    found: dict[tuple[str, str, date, str], tuple[Rested, list[str]]] = {}
    for title, rested in _waiting(session, policy, day):
        titles = found.setdefault(rested.key(), (rested, []))[1]
        titles += [title] if title not in titles else []
    return list(found.values())


def _waiting(session: Session, policy: Policy, day: date) -> Iterator[tuple[str, Rested]]:
    """Each entry that waits, with a procedure or a kind of notice that rests on it."""
    for procedure, year in _followed(session, policy, day):
        kinds = [NoticeKind.named(step.notice) for step in procedure.steps if step.notice]
        every = [policy.unconfirmed(procedure, day, law_day(year, day))]
        every += [policy.unconfirmed_of(kind, day) for kind in kinds]
        yield from ((procedure.title, rested) for entries in every for rested in entries)
    for kind in ALONE:
        yield from ((_(kind.label), rested) for rested in policy.unconfirmed_of(kind, day))


def _row(number: int, rested: Rested, titles: list[str]) -> UnconfirmedRow:
    return UnconfirmedRow(
        id=number,
        title=spoken(rested.title),
        figure=rested.shown,
        place=spoken(names(rested.place)),
        since=rested.since,
        sure=_(SURE_WORDS[rested.sure]),
        source=spoken(rested.source),
        procedures=_(", ").join(titles),
        what=rested.what,
    )


def _followed(session: Session, policy: Policy, day: date) -> Iterator[tuple[Procedure, int]]:
    """The procedures under which a case may begin, and those of the cases under way with their years.

    One with a wrong file is left out; the acts that need it report that.
    """
    for subject in SUBJECTS:
        for key in policy.begin(subject, day):
            if not policy.procedures.is_broken(key):
                yield policy.procedure(key, day), day.year
    running = select(Case.procedure, Case.procedure_digest, Case.year).distinct()
    for version, digest, year in session.execute(running.where(Case.state.in_(UNDER_WAY))):
        try:
            yield policy.procedures.begun(version, digest), year
        except (LookupError, WrongFile):
            continue
