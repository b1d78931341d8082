"""The rules that an act changes: rehearsed for the second person, and kept as they are in closed years."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select

from county_desk.models.return_ import Return
from county_desk.rules.bilingual import spoken
from county_desk.rules.rehearsal import Trials
from county_desk.rules.rehearsal_words import summary
from county_desk.rules.rehearsed import Rehearsal
from county_desk.tables.closed_years import closed_trouble, closed_years
from county_desk.text import _
from county_desk.workflow.command import Command, Work


def rehearsed(work: Work, command: Command) -> Rehearsal | None:
    """The rehearsal of an act; None for one that changes no rule."""
    after = command.policy_after(work.policy)
    if after is None:
        return None
    from county_desk.tables.policy.rehearsing import rehearse  # here, for few acts change a rule

    return rehearse(work.session, work.policy, after, work.today, work.progress)


def rehearsal_lines(rehearsal: Rehearsal | None) -> Iterator[str]:
    """A rehearsal in words, with the day of its records; nothing without one."""
    if rehearsal is not None:
        yield _("Rehearsed by the records of {day}:").format(day=rehearsal.on)
        yield from (f"· {words}" for words in summary(rehearsal))


def closed_rules_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that an act changes no rule by which the facts of a closed year are judged."""
    if command.policy_after(work.policy) is None:
        return {}
    for year, rule in _changed(work, command, closed_years(work.session)):
        words = _("“{rule}” would change for {year}. {closed}")
        return {"": words.format(rule=rule, year=year, closed=closed_trouble(work.session, year))}
    return {}


def reported_lines(work: Work, command: Command) -> Iterator[str]:
    """Each year that is reported and that an act makes a rule judge otherwise, with its frozen returns."""
    frozen: dict[int, list[str]] = defaultdict(list)
    wanted = select(Return.period, Return.name).where(Return.withdrawn_on.is_(None)).distinct()
    for period, name in work.session.execute(wanted.order_by(Return.period, Return.name)):
        if period.isdigit():
            frozen[int(period)].append(name)
    words = _("“{rule}” changes for {year}. Frozen returns of that year: {returns}.")
    for year, rule in _changed(work, command, frozen):
        yield words.format(rule=rule, year=year, returns=_(", ").join(frozen[year]))


def _changed(work: Work, command: Command, years: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The years in which an act changes a rule, each with the title of the first such rule."""
    wanted = sorted(years)
    after = command.policy_after(work.policy) if wanted else None
    if after is not None:
        trials = Trials(work.policy, after, work.today)
        for year in wanted:
            if trial := trials.first_of(year):
                yield year, spoken(trial.title)
