"""Heads of the history that were written down or seen here: a copy that lacks them is an older one."""

import base64
import binascii
import re
from datetime import datetime
from pathlib import Path

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from county_desk import settings
from county_desk.models.audit import Event, history_code
from county_desk.text import _
from county_desk.workflow.audit import head
from county_desk.workflow.command import Refused
from county_desk.workflow.restoring import RestoreRegister

_E = Event.__table__.c
_HEAD = re.compile("[0-9a-f]{16,64}")
_CODE = re.compile("[A-Z2-7]{26}")
_SEEN = re.compile(r"(\d+) ([0-9a-f]{64})")
_NUMBERED = re.compile(r"^\s*\d+\s*·")  # as the head of a printed list


def act_with(session: Session, text: str) -> Row[int, datetime] | None:
    """The act that bears a head or the code of a paper, as its number and moment; None when there is none.

    Raises `Refused` for a text that is neither.
    """
    bare = re.sub(r"[\s-]", "", _NUMBERED.sub("", text))
    seal = bare.lower()
    if _CODE.fullmatch(bare.upper()):
        seal = _seal_of(bare.upper())
    if not _HEAD.fullmatch(seal):
        words = _("“{text}” is neither a head of the history nor the code of a paper")
        raise Refused({"head": words.format(text=text)})
    return session.execute(
        select(Event.id, Event.at).where(Event.seal.startswith(seal)).limit(1)
    ).one_or_none()


def _seal_of(code: str) -> str:
    """The first digits of the seal from which a code was made; "" for a code of no seal."""
    try:
        return base64.b32decode(f"{code}======").hex()
    except binascii.Error:
        return ""


def found_or_not(session: Session, text: str) -> tuple[bool, str]:
    """Whether an act bears a head or a code, and the sentence that says so."""
    if (act := act_with(session, text)) is None:
        words = _(
            "{text}: no act bears it. It comes from another history, or an older copy lies in the place of "
            "the register."
        )
        return False, words.format(text=text)
    words = _("{text}: act {number} of {moment} bears it")
    moment = act.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return True, words.format(text=text, number=act.id, moment=moment)


def missing_act(session: Session, uid: str) -> str:
    """Words when this computer saw an act of this register that its history lacks; "" otherwise.

    The head of the history is remembered when nothing is missing, or when a backup was restored.
    """
    path, last = _head_file(uid), head(session)
    seen = _SEEN.fullmatch(path.read_text("utf8")) if path.is_file() else None
    if seen is None or session.scalar(select(_E.id).where(_E.seal == seen[2])) is not None:
        if last is not None:
            _remember(path, last.id, last.seal)
        return ""
    words = _(
        "This computer saw act {number} of this register (code {code}), and its history lacks it. An older "
        "copy or another history may lie in the place of the register: ask the administrator before "
        "you go on."
    ).format(number=seen[1], code=history_code(seen[2]))
    restored = select(_E.at).where(_E.command == RestoreRegister.__name__).order_by(_E.id.desc()).limit(1)
    if (moment := session.scalar(restored)) is None:
        return words
    _remember(path, last.id, last.seal)
    more = _("The history says that a backup was restored on {day}.")
    return f"{words} {more.format(day=moment.astimezone().date())}"


def _head_file(uid: str) -> Path:
    return settings.folder() / "heads" / re.sub("[^0-9A-Za-z-]", "_", uid)


def _remember(path: Path, number: int, seal: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{number} {seal}", "utf8")
