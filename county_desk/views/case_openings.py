"""The cases that may begin on the day at work, and the reasons against the others."""

from functools import partial

from county_desk.rules.policy_file import WrongFile
from county_desk.rules.register_outcomes import HOUSEHOLD, MONITORED
from county_desk.tables.procedure_words import ProcedureName
from county_desk.views.types import Desk
from county_desk.workflow.cases.filing import OpenCase


def openable_procedures(desk: Desk, subject: str) -> list[tuple[object, str]]:
    """The procedures of a subject under which a case may begin today, as key and title.

    A case of monitoring begins with a clue, on a page of its own.
    """
    begun = desk.policy.begin(subject, desk.today)
    return [(key, ProcedureName().show(key)) for key in _opened_here(desk, subject) if key in begun]


def cases_of_household(desk: Desk, household: int) -> list[tuple[object, str]]:
    """The procedures under which a household may begin a case today by its standing, as key and title."""
    open_ = partial(OpenCase, household=household, received_on=desk.today)
    offered = openable_procedures(desk, HOUSEHOLD)
    return [each for each in offered if "kind" not in desk.problems(open_(kind=str(each[0])))]


def opening_refusal(desk: Desk, key: str) -> str:
    """The reason against a case of a procedure today; "" without one or with a wrong file in its command."""
    try:
        return desk.policy.why_not_begun(key, desk.today)
    except WrongFile:
        return ""


def joint_opening_refusal(desk: Desk, subject: str, outcome: str = "") -> str:
    """The reasons against every case of a subject, or of one outcome for it, today; "" when one may begin."""
    reasons = [opening_refusal(desk, key) for key in _opened_here(desk, subject, outcome)]
    return "\n".join(reasons) if all(reasons) else ""


def _opened_here(desk: Desk, subject: str, outcome: str = "") -> list[str]:
    known = desk.policy.procedures
    others = known.keys(subject, MONITORED)
    return [key for key in known.keys(subject, outcome) if key not in others]
