"""The rehearsal of an act that changes a rule, before another person puts it in force."""

from collections.abc import Iterator

from county_desk.rules.rehearsal_words import summary
from county_desk.rules.rehearsed import Rehearsal
from county_desk.tables.policy.rehearsing import rehearse
from county_desk.text import _
from county_desk.workflow.command import Command, Work


def rehearsed(work: Work, command: Command) -> Rehearsal | None:
    """The rehearsal of an act; None for one that changes no rule."""
    after = command.policy_after(work.policy)
    if after is None:
        return None
    return rehearse(work.session, work.policy, after, work.today, work.progress)


def rehearsal_lines(rehearsal: Rehearsal | None) -> Iterator[str]:
    """A rehearsal in words, with the day of its records; nothing without one."""
    if rehearsal is not None:
        yield _("Rehearsed by the records of {day}:").format(day=rehearsal.on)
        yield from (f"· {words}" for words in summary(rehearsal))
