"""The command for each step of a procedure, and the work that waits for the person at a desk."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy.orm import Session

from county_desk.models.user import Actor, Permission
from county_desk.rules.procedures import ActorLevel, Step, StepKind
from county_desk.tables.cases.queue import acts_since, waiting
from county_desk.tables.cases.queue_row import OwnStep, OwnWork, QueueRow
from county_desk.tables.cases.queue_words import PlanPart
from county_desk.tables.history.acts import EventRow
from county_desk.tables.home.plan import plan_counts
from county_desk.tables.listing import Listing
from county_desk.tables.proposals import ProposedAct, proposed_acts
from county_desk.workflow import cases
from county_desk.workflow.command import KINDS, Command
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.levels import REACH, reaches
from county_desk.workflow.gate.persons import accounts_of
from county_desk.workflow.settling import to_settle

STEP_DAYS = "step_days"  # the figure for steps without a limit of their own


@cache
def step_commands() -> Mapping[StepKind, type[Command]]:
    """The command for each kind of step, found among the modules of this package."""
    for module in iter_modules(cases.__path__, f"{cases.__name__}."):
        import_module(module.name)
    return {kind: command for command in KINDS.values() for kind in command.takes}


def may_take(actor: Actor, step: Step) -> bool:
    """Whether a step is this person's to take, by the rights of the post and the level that acts."""
    command = step_commands().get(step.kind)
    return command is not None and actor.role.may(command.permission) and reaches(actor.role, step.level)


def own_work(desk: Desk) -> OwnWork:
    """The acts and places open to the person at the desk today."""
    policy = desk.policy
    terms = policy.terms(desk.today)
    actor = desk.actor
    found, proposed = to_settle(desk), desk.read(proposed_steps)
    return OwnWork(
        actor_id=actor.id,
        actor=actor.name,
        accounts=tuple(sorted(desk.read(accounts_of, actor.id))),
        place_id=actor.place_id,
        today=desk.today,
        steps=tuple(_steps(desk, mine=True)),
        others=tuple(_steps(desk, mine=False)),
        procedures=tuple((version.version, digest) for digest, version in policy.procedures.followed()),
        acts=any(actor.role.may(command.permission) for command in step_commands().values()),
        closes=actor.role.may(Permission.DISCLOSE),
        settles=actor.role.may(Permission.OBJECT),
        decides=actor.role.may(Permission.DECIDE),
        records=actor.role.may(Permission.RECORD),
        answer_days=terms["objection_answer_days"].whole,
        ready=found.ready,
        stale=found.stale,
        proposed=frozenset(proposed),
        step_proposals=frozenset(each.proposal for each in proposed.values()),
    )


def _steps(desk: Desk, *, mine: bool) -> Iterator[OwnStep]:
    """The steps of all procedures that are this person's to take, or those of other posts."""
    terms, role = desk.policy.terms(desk.today), desk.actor.role
    levels = [level for level in ActorLevel if level.value in REACH.get(role, ())]
    for digest, version in desk.policy.procedures.followed():
        for step in version.steps:
            if may_take(desk.actor, step) is mine:
                gap = terms[step.gap].whole if step.gap else None
                yield OwnStep(
                    version.version,
                    digest,
                    step.key,
                    step.kind,
                    gap or 0,
                    version.signed_below(step.key) if gap else (),
                    below=step.level in levels[:-1],
                    within=terms[step.within or STEP_DAYS].whole,
                )


def proposed_steps(session: Session) -> Mapping[int, ProposedAct]:
    """The steps that wait for a second person, by the number of the case."""
    waiting = proposed_acts(session, [command.__name__ for command in step_commands().values()])
    return {case: each for each in waiting for case in each.values.get("cases", ())}


def plan(desk: Desk) -> Listing[QueueRow]:
    """The work of the person at the desk, and the open cases and the acts that wait for others."""
    return waiting(lambda: own_work(desk))


def plan_numbers(desk: Desk) -> Mapping[PlanPart, int]:
    """How many things stand in each part of the plan; kept until an act touches one of them."""
    desk.read(desk.kept.renew)
    return desk.kept.of("plan", lambda: desk.read(plan_counts, plan(desk)))


def done_today(desk: Desk) -> Listing[EventRow]:
    """The acts of the person at the desk since midnight."""
    return acts_since(desk.actor.name, lambda: desk.now().replace(hour=0, minute=0, second=0, microsecond=0))
