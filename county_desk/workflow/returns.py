"""Returns: the figures of a period are checked, frozen and numbered, so that they can be sent upward."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Invalid
from county_desk.models.batch import Batch
from county_desk.models.return_ import Return
from county_desk.models.user import Permission
from county_desk.rules.regimes import why_not_made
from county_desk.tables.figures import Figures, Frozen, digest
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName, return_named
from county_desk.tables.returns import KINDS, collected, newest, restored
from county_desk.tables.returns.checks import broken, overtaken
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.audit import head
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Refused, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import OF_RETURNS, ONE_PERSON, SecondPerson
from county_desk.workflow.replay import refuse_altered

_SHOWN = 5  # how many broken identities a refusal says in full
PERIOD_HELP = N_("A year as 2016, a month as 2016-11, a quarter as 2016-Q4")


class FreezeReturn(Command):
    """Freeze a return of a period that has ended.

    Its figures must balance. A corrected edition needs a reason and a second person. The summary names
    earlier frozen returns that now differ.
    """

    permission: ClassVar = Permission.RETURN
    act: ClassVar = ActWords(N_("Freeze a return"), N_("Froze a return"), "return")
    synonyms: ClassVar = N_("lock report")
    law: ClassVar = ONE_PERSON
    final: ClassVar = ON_RECORD

    name: Annotated[str, Ask(Choice(terms=ReturnName, width=24), N_("Return"))]
    period: Annotated[str, asked(Return.period, PERIOD_HELP)]
    reason: Annotated[str, asked(Return.reason)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        """A period that cannot be, an edition without a reason, and every identity that does not hold."""
        if trouble := asking_trouble(self.name, self.period, work.today):
            return trouble
        name, period = return_named(self.name), Period.read(self.period)
        assert name is not None
        if period.last >= work.today:
            words = _("{period} ends on {last}; freeze it after that day. Until then, write a draft.")
            return {"period": words.format(period=period, last=period.last)}
        if (last := newest(work.session, name, (period,))) and not self.reason.strip():
            words = _("Edition {edition} of this return is frozen; a new one needs a reason")
            return {"reason": words.format(edition=last.edition)}
        if waits := _unconfirmed_trouble(work.session):
            return {"": waits}
        wrong = broken(work.session, collected(work.session, name, period, work.today))
        return {"": _imbalance_words(wrong)} if wrong else {}

    def second_person(self, work: Work) -> SecondPerson | None:
        name, period = return_named(self.name), Period.read(self.period)
        assert name is not None
        return OF_RETURNS.second if newest(work.session, name, (period,)) else None

    def run(self, work: Work) -> Change:
        """Keep the figures with their digest and the seal of the history before them."""
        name, period = return_named(self.name), Period.read(self.period)
        assert name is not None
        last, previous = newest(work.session, name, (period,)), head(work.session)
        frozen = Frozen(
            edition=last.edition + 1 if last else 1,
            at=work.now.isoformat(timespec="seconds"),
            by=work.actor.name,
            anchor=previous.seal if previous else "",
            reason=self.reason.strip(),
        )
        figures = replace(collected(work.session, name, period, work.today), frozen=frozen)
        others, plain = overtaken(work.session, figures), figures.as_plain()
        kept = Return(
            name=name.value,
            period=str(period),
            edition=frozen.edition,
            frozen_at=work.now,
            frozen_by=work.actor.id,
            figures=plain,
            digest=digest(plain),
            anchor=frozen.anchor,
            reason=frozen.reason,
        )
        work.session.add(kept)
        work.session.flush()
        summary = _("{name} of {period} frozen, edition {edition}").format(
            name=_(name.label), period=period, edition=frozen.edition
        )
        return Change(in_a_row(summary, *others), id=kept.id)


def draft(session: Session, name: str, period: str, today: date) -> Figures:
    """The figures of a return as the records give them today, not frozen. Raises `Refused` by field."""
    if trouble := asking_trouble(name, period, today):
        raise Refused(trouble)
    known = return_named(name)
    assert known is not None
    return collected(session, known, Period.read(period), today)


def frozen(session: Session, name: str, period: str) -> Figures | None:
    """The figures of the last frozen edition of a return, by name and period; None when there is none.

    Raises `Refused` naming an edition that was changed outside the program.
    """
    known = return_named(name)
    try:
        found = newest(session, known, (Period.read(period),)) if known else None
    except Invalid:
        return None
    return frozen_by_number(session, found.id) if found else None


def frozen_by_number(session: Session, number: int) -> Figures | None:
    """The figures of one frozen edition by its record number; None when there is none. Raises as `frozen`."""
    found = session.get(Return, number)
    if found is None:
        return None
    refuse_altered(session, Return.__tablename__, number)
    return restored(found.figures)


def asking_trouble(name: str, asked: str, today: date) -> Mapping[str, str]:
    """Check that figures can be collected for a return and a period; return the problem by field."""
    known = return_named(name)
    if known is None:
        words = _("There is no return {name}; there are: {known}")
        return {"name": words.format(name=name, known=_(", ").join(each.value for each in ReturnName))}
    try:
        period = Period.read(asked)
    except Invalid as error:
        return {"period": str(error)}
    if period.month is not None and not KINDS[known].monthly:
        return {"period": _("This return is made for a whole year; write {year}").format(year=period.year)}
    if period.quarter is not None and not KINDS[known].quarterly:
        words = _("This return is not made for a quarter; write {year} or a month of it")
        return {"period": words.format(year=period.year)}
    if period.first > today:
        return {"period": _("{period} has not begun; today is {day}").format(period=period, day=today)}
    trouble = why_not_made(known.value, _(known.label), period.first)
    return {"period": trouble} if trouble else {}


def _imbalance_words(wrong: list[str]) -> str:
    """The first broken identities, one a line, and how many more there are."""
    more = len(wrong) - _SHOWN
    lines = [_("The figures do not balance:"), *wrong[:_SHOWN]]
    return "\n".join([*lines, _("and {count} more").format(count=more)] if more > 0 else lines)


def _unconfirmed_trouble(session: Session) -> str:
    """Check that no opening balance waits for its second person, before a return is frozen."""
    waiting = select(Batch).where(
        Batch.opening.is_(True), Batch.confirmed_on.is_(None), Batch.undone_on.is_(None)
    )
    batch = session.scalar(waiting.order_by(Batch.id).limit(1))
    if batch is None:
        return ""
    words = _("Opening balance {number} ({file}) is not confirmed yet; a second person confirms it first")
    return words.format(number=batch.id, file=batch.file_name)
