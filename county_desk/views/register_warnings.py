"""The warnings above the pages: the register lacks an act that was seen here, or a clock jumped."""

from contextlib import suppress
from typing import TYPE_CHECKING

from county_desk.storage.engine import NotARegister
from county_desk.views.widgets.banner import Banner

if TYPE_CHECKING:
    from county_desk.views.frame import Frame


def show_register_warnings(frame: "Frame") -> None:
    """Say above the pages that the register is an older copy, or that the clock contradicts its last act."""
    if words := "\n".join(filter(None, (missing_act_warning(frame), clock_warning(frame)))):
        frame.layout().insertWidget(0, Banner("bad", words, frame))  # type: ignore[union-attr]


def missing_act_warning(frame: "Frame") -> str:
    """Compare the head of a register of real people with the one seen last; returns a warning or ""."""
    from county_desk.workflow.known_heads import missing_act

    opened, desk = frame.opened, frame.desk
    if not opened.real or desk.sessions is not opened.sessions:  # a past day is a copy of its own
        return ""
    with suppress(NotARegister, OSError):  # what is damaged says so itself
        return desk.read(missing_act, opened.uid)
    return ""


def clock_warning(frame: "Frame") -> str:
    """Compare the clock at the sign-in with the act before; returns a warning, "" for none."""
    from county_desk.workflow.clock import jump_at_sign_in

    desk = frame.desk
    if not frame.opened.real or desk.sessions is not frame.opened.sessions:
        return ""
    with suppress(NotARegister, OSError):
        return desk.read(jump_at_sign_in, desk.actor.name, desk.now())
    return ""
