"""The cases under way and the papers that a change of the policy touches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.case import UNDER_WAY, Case, CaseState
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedure, Procedures, Step
from county_desk.rules.rehearsal import RehearsedLine, Trials, plain_line
from county_desk.rules.rehearsed import CasesUnderWay, ChangedPaper

_OF_PROCEDURE = ("total", "total_counting")
_SUBJECT = func.coalesce(Case.household_id, Case.village_id, Case.county_id, 0)  # of a case, by its number


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case under way or announced, with the procedure that it follows; `subject` is the number of it."""

    id: int
    year: int
    subject: int
    state: CaseState
    step: str
    procedure: Procedure

    @property
    def open(self) -> bool:
        """Whether it is still to be decided; every other one is approved."""
        return self.state is CaseState.OPEN

    @property
    def steps(self) -> Sequence[Step]:
        """The steps that are still before it."""
        every = self.procedure.steps
        return every[every.index(self.procedure.step(self.step)) :]

    @property
    def figures(self) -> frozenset[str]:
        """The names of the figures of its steps and of its time limit."""
        return figures_of(self.steps) | {getattr(self.procedure, each) for each in _OF_PROCEDURE}


def known_cases(session: Session, procedures: Procedures) -> Iterator[KnownCase]:
    """Every case under way or announced with a known procedure and step."""
    columns = Case.id, Case.year, _SUBJECT, Case.state, Case.step, Case.procedure, Case.procedure_digest
    wanted = select(*columns).where(Case.state.in_((*UNDER_WAY, CaseState.DONE)), Case.withdrawn_on.is_(None))
    for number, year, subject, state, step, version, digest in session.execute(wanted.order_by(Case.id)):
        with suppress(LookupError, WrongFile):
            procedure = procedures.begun(version, digest)
            yield KnownCase(number, year, subject, state, procedure.step(step).key, procedure)


def cases_of(
    trials: Trials, running: Iterable[KnownCase], turning: Collection[int]
) -> tuple[CasesUnderWay, ...]:
    """The cases under way by procedure, of those procedures that something changes for."""
    changed = _changed(trials)
    replaced = trials.replaced()
    by_key: dict[str, list[KnownCase]] = defaultdict(list)
    for case in running:
        by_key[case.procedure.key].append(case)
    found = []
    for key, cases in by_key.items():
        named = frozenset().union(*(case.figures for case in cases))
        about = CasesUnderWay(
            title=cases[0].procedure.words,
            open=sum(case.open for case in cases),
            decided=sum(not case.open for case in cases),
            turn=sum(case.id in turning for case in cases),
            replaced=key in replaced,
            figures=tuple(line for line in changed if line.label in named),
        )
        ruled = any(trials.of(case.procedure.rule, case.year) for case in cases if case.procedure.rule)
        if ruled or about.replaced or about.figures:
            found.append(about)
    return tuple(found)


def papers_of(
    trials: Trials, running: Sequence[KnownCase], turning: Collection[int]
) -> tuple[ChangedPaper, ...]:
    """The kinds of notice that read otherwise from then on, or have others on their lists."""
    changed, issued = _changed(trials), _issued_by(trials, running)
    replaced = trials.replaced()
    found = []
    for kind in NoticeKind:
        procedures = issued.get(kind.value, {})
        steps = [step for each in procedures.values() for step in each.steps if step.notice == kind.value]
        waiting = [case for case in running if any(step.notice == kind.value for step in case.steps)]
        named = figures_of(steps) | set(kind.figures)
        paper = ChangedPaper(
            kind=kind.value,
            waiting=len(waiting),
            listed=sum(case.id in turning for case in waiting),
            worded=_wording(trials.before, kind) != _wording(trials.after, kind)
            or any(each.key in replaced for each in procedures.values()),
            figures=tuple(line for line in changed if line.label in named),
        )
        if paper.listed or paper.worded or paper.figures:
            found.append(paper)
    return tuple(found)


def figures_of(steps: Iterable[Step]) -> frozenset[str]:
    """The names of the figures that govern some steps."""
    return frozenset(
        filter(None, (name for step in steps for name in (*step.figures, step.places, step.longest)))
    )


def _changed(trials: Trials) -> Sequence[RehearsedLine]:
    """The figures that change, with their names as labels."""
    return [
        RehearsedLine(after.title, after.unit, plain_line(before), plain_line(after), after.name)
        for before, after in trials.figures()
    ]


def _issued_by(trials: Trials, running: Iterable[KnownCase]) -> Mapping[str, dict[str, Procedure]]:
    """The procedures in force or followed by a case that issue each kind of notice, by version."""
    found: dict[str, dict[str, Procedure]] = defaultdict(dict)
    followed = [case.procedure for case in running]
    for procedure in (*followed, *_in_force(trials.before, trials), *_in_force(trials.after, trials)):
        for step in procedure.steps:
            if step.notice:
                found[step.notice][f"{procedure.version} {procedure.digest}"] = procedure
    return found


def _in_force(policy: Policy, trials: Trials) -> Iterator[Procedure]:
    keys = policy.procedures.keys()
    for key in keys:
        with suppress(LookupError, WrongFile):
            yield policy.procedure(key, trials.days[-1])


def _wording(policy: Policy, kind: NoticeKind) -> object:
    with suppress(WrongFile):
        return policy.notices.of(kind.value)
    return None
