"""The income of twelve months as a visit records it: it counts only with the month that its case asks for."""

from collections.abc import Iterable, Mapping
from datetime import date

from county_desk.models.case import Case
from county_desk.rules.monitoring_rules import entry_window, listed_window
from county_desk.rules.procedures import Procedures
from county_desk.rules.register_outcomes import HOUSEHOLD, RELEASED
from county_desk.text import _


def window_due(procedures: Procedures, kind: str, received_on: date) -> str:
    """The last of the twelve months, such as 2026-09, that count for a case of a kind."""
    release = kind in procedures.keys(HOUSEHOLD, RELEASED)
    return (listed_window if release else entry_window)(received_on)


def window_trouble(
    procedures: Procedures, cases: Iterable[Case], found: Mapping[str, object]
) -> Mapping[str, str]:
    """Check that the last of the twelve months of an income is given, and is the one due."""
    if "window_income" not in found and "window_end" not in found:
        return {}
    given = found.get("window_end")
    for case in cases:
        due = window_due(procedures, case.kind, case.received_on)
        if given is None:
            words = _("Give the last of the twelve months, {due}; the income counts only for them")
            return {"window_end": words.format(due=due)}
        if given != due:
            words = _("Case {number} ({subject}) needs the income of twelve months to {due}, not to {given}")
            about = {"number": case.id, "subject": case.subject, "due": due, "given": given}
            return {"window_end": words.format(**about)}
    return {}
