"""The criteria that stand against a case, in words to be confirmed before it is opened."""

from county_desk.rules.combining import judge, law_day
from county_desk.text import _
from county_desk.workflow.command import Work


def exit_effect(work: Work, rule: str, subject: str, facts: object, year: int) -> str:
    """Every criterion that is not met or unknown, with figure and threshold; empty when all are met."""
    finding = judge(rule, facts, work.terms(law_day(year, work.today)))
    leaves = finding.blockers()
    if not leaves:
        return ""
    heading = _("{title}: {words}").format(title=subject, words=finding.sentence())
    closing = _("The case can be opened; it cannot be approved until every criterion is met.")
    return "\n".join([heading, *(f"· {leaf.sentence()}" for leaf in leaves), closing])
