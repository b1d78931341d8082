"""The laws of the steps of a case: their level, and the persons who are kept apart from them."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import select

from county_desk.fields import Term
from county_desk.models.base import Kept, mapped_class
from county_desk.models.case import SENDS_BACK, UNDER_WAY, Case, CaseStep
from county_desk.models.disclosure import Disclosure, Objection
from county_desk.models.notice import Notice
from county_desk.models.user import User
from county_desk.rules.procedures import Step
from county_desk.text import _
from county_desk.workflow.cases.common import find_cases, procedure_of, step_of
from county_desk.workflow.command import Command, Work
from county_desk.workflow.gate.law import Apart, Law
from county_desk.workflow.gate.persons import is_among
from county_desk.workflow.gate.records import named_records
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD


def waiting_steps(work: Work, command: Command) -> Iterator[tuple[Case, Step]]:
    """The cases under way that an act names, and the step each waits for, where the act takes its kind."""
    for case in find_cases(work.session, getattr(command, "cases", ())):
        if case.state in UNDER_WAY:
            step = step_of(work, case)
            if not command.takes or step.kind in command.takes:
                yield case, step


def _levels(work: Work, command: Command) -> Iterator[tuple[Term, str]]:
    return ((step.level, step.title) for _case, step in waiting_steps(work, command))


def _taken_apart(work: Work, command: Command) -> Iterator[tuple[Case, Step, CaseStep]]:
    """The steps that stand and that another person takes than the step which a case waits for."""
    for case, step in waiting_steps(work, command):
        others = procedure_of(work, case).apart_from(step.key)
        for each in case.steps:
            if each.step in others and each.withdrawn_on is None and each.outcome not in SENDS_BACK:
                yield case, step, each


def _other_levels(work: Work, command: Command) -> Iterable[str]:
    return names_of(work, {taken.actor_id for _case, _step, taken in _taken_apart(work, command)})


def _level_words(work: Work, command: Command) -> str:
    case, step, taken = next(
        found
        for found in _taken_apart(work, command)
        if is_among(work, work.actor, names_of(work, {found[2].actor_id}))
    )
    words = _("“{step}” of case {number} is taken by another person than “{other}”, which {name} took")
    before = procedure_of(work, case).step(taken.step)
    return words.format(step=step.title, number=case.id, other=before.title, name=work.actor.name)


def _levels_of_papers(work: Work, command: Command) -> Iterator[tuple[Term, str]]:
    """The level of the place that issued a named notice, or the notice of a named list or objection."""
    for _field, table, number in named_records(command):
        record: Kept = work.session.get_one(mapped_class(table), number)
        if isinstance(record, Objection):
            record = work.session.get_one(Disclosure, record.disclosure_id)
        if isinstance(record, Disclosure):
            record = work.session.get_one(Notice, record.notice_id)
        if isinstance(record, Notice):
            yield record.place.level, record.number


def names_of(work: Work, accounts: Collection[int]) -> list[str]:
    """The names of some accounts."""
    wanted = select(User.name).where(User.id.in_(accounts))
    return list(work.session.scalars(wanted)) if accounts else []


OTHER_LEVEL = Apart("another level", _other_levels, _level_words)

OF_A_CASE = Law(apart=(OF_THE_HOUSEHOLD,))
OF_A_PAPER = Law(levels=_levels_of_papers)
OF_A_STEP = Law(apart=(OF_THE_HOUSEHOLD, OTHER_LEVEL), levels=_levels)
