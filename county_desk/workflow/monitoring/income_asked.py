"""The income of twelve months as a visit records it: it counts only with its last month."""

from collections.abc import Mapping

from county_desk.text import _


def window_trouble(found: Mapping[str, object]) -> Mapping[str, str]:
    """Why an income cannot be recorded: the last of its twelve months is missing."""
    if "window_income" not in found or "window_end" in found:
        return {}
    return {"window_end": _("Give the last of the twelve months; the income counts only for them")}
