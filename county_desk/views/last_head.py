"""The head of the history that this computer saw last, and the word that a register lacks it."""

from contextlib import suppress
from typing import TYPE_CHECKING

from county_desk.storage.engine import NotARegister
from county_desk.views.widgets.banner import Banner

if TYPE_CHECKING:
    from county_desk.views.frame import Frame


def warn_of_older(frame: "Frame") -> None:
    """Say above the pages that the register is an older copy, when it lacks an act that was seen here."""
    if words := look_at_head(frame):
        frame.layout().insertWidget(0, Banner("bad", words, frame))  # type: ignore[union-attr]


def look_at_head(frame: "Frame") -> str:
    """Compare the head of a register of real people with the one seen last; returns what is missing."""
    from county_desk.workflow.heads import missing_act

    opened, desk = frame.opened, frame.desk
    if not opened.real or desk.sessions is not opened.sessions:  # a past day is a copy of its own
        return ""
    with suppress(NotARegister, OSError):  # what is damaged says so itself
        return desk.read(missing_act, opened.uid)
    return ""
