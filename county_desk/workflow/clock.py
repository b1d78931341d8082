"""Clocks that jump: an act says so when the clock of its computer contradicts the act before it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from county_desk.models.audit import Event
from county_desk.text import _
from county_desk.workflow.audit import head
from county_desk.workflow.rights import is_real

BACK = timedelta(minutes=5)  # clocks of two computers may differ so much
AHEAD = timedelta(days=92)  # a longer pause between two acts is worth a look at the clock


def jump_words(session: Session, now: datetime) -> str:
    """The mark of an act at this moment; "" while the clock agrees with the last act.

    The clock of a demo or a rehearsal is set by hand and has no mark.
    """
    last = head(session)
    if last is None or -BACK <= now - last.at <= AHEAD or not is_real(session):
        return ""
    return _words(last.at, now)


def jump_at_sign_in(session: Session, name: str, now: datetime) -> str:
    """The mark of a person's last sign-in, in the time zone of `now`; "" when the clock agreed."""
    before = aliased(Event)
    pair = select(before.at, Event.at).join(before, before.id == Event.id - 1)
    last = pair.where(Event.command == "SignIn", Event.actor == name).order_by(Event.id.desc()).limit(1)
    found = session.execute(last).one_or_none()
    if found is None or -BACK <= found[1] - found[0] <= AHEAD:
        return ""
    return _words(found[0], found[1].astimezone(now.tzinfo))


def _words(last: datetime, now: datetime) -> str:
    words = _("The clock of this computer shows {now}; the act before was at {last}. Set the clock right.")
    last, form = last.astimezone(now.tzinfo), "%Y-%m-%d %H:%M"
    return words.format(now=now.strftime(form), last=last.strftime(form))
