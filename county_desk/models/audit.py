"""The history: every act ever done, each event sealing the one before."""

import hashlib
import json
from base64 import b32encode
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.append_only import guard
from county_desk.models.base import Base

# how events have been sealed, oldest first: each name with what its digest begins with
ALGORITHMS = {"sha256": b"CDk1-event\0", "sha256-2": b"CDk2-event\0"}
FIRST, NEWEST = "sha256", "sha256-2"
_SLICE = 1 << 20  # characters that are hashed at once
# acts that change no record of the county
ACCESS = frozenset({"SignIn", "FailSignIn", "DenyAct", "RevealNumbers", "CopyNotices", "VerifyHistory"})
MANY = ""  # where the changes of a table hold the records that were made at once


class Event(Base):
    """One act: who did what when, what it changed, and a seal over it and the previous seal.

    `request` and `changes` are canonical JSON (sorted keys, no spaces, no floats). `previous` is
    unique, so the chain can never fork: of two acts that read the same last seal only one commits.

    `changes` hold the new columns of each record by table and number. Records that were made at once stand
    under `MANY`, as lists of {"columns": names, "rows": their values, "same": what all have alike}.

    `operation` is the id under which the act was asked for; unique, so that it is done once.
    """

    __table_args__ = (Index("ix_event_operation", "operation", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    role: Mapped[str]
    command: Mapped[str] = mapped_column(index=True)
    request: Mapped[str] = mapped_column(Text)
    summary: Mapped[str]
    changes: Mapped[str] = mapped_column(Text)
    algorithm: Mapped[str] = mapped_column(default=NEWEST)
    previous: Mapped[str] = mapped_column(unique=True)
    seal: Mapped[str] = mapped_column(unique=True)
    operation: Mapped[str | None]

    def sealed(self) -> str:
        """The seal that this event ought to carry, in hexadecimal; "" for an algorithm that is unknown.

        The first algorithm sealed neither its own name nor the operation; every later one does.
        """
        if self.algorithm not in ALGORITHMS:
            return ""
        parts: tuple[str, ...] = (
            self.previous,
            str(self.id),
            self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            self.actor,
            self.role,
            self.command,
            self.request,
            self.summary,
            self.changes,
        )
        if self.algorithm != FIRST:
            parts = (self.algorithm, *parts, self.operation or "")
        return seal(parts, ALGORITHMS[self.algorithm])

    def genuine(self) -> bool:
        """Whether the event carries the seal that it ought to, and no bytes in the place of a text."""
        try:
            return self.seal == self.sealed() != ""
        except (AttributeError, TypeError):
            return False


guard(Event.__table__)  # type: ignore[arg-type]


def seal(parts: Iterable[str], domain: bytes) -> str:
    """SHA-256 over length-prefixed UTF-8 fields, so that no two different events read the same."""
    digest = hashlib.sha256(domain)
    for part in parts:
        # in slices, so that a window meanwhile lives on, and twice, so that one slice is in memory
        digest.update(sum(map(len, _slices(part))).to_bytes(8, "big"))
        for raw in _slices(part):
            digest.update(raw)
    return digest.hexdigest()


def _slices(part: str) -> Iterator[bytes]:
    return (part[start : start + _SLICE].encode() for start in range(0, len(part), _SLICE))


def history_code(seal: str) -> str:
    """The first 128 bits of a seal as 26 letters and digits in groups of four, as papers bear it."""
    letters = b32encode(bytes.fromhex(seal[:32])).decode("ascii").rstrip("=")
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def records_in(changes: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The records that an event made or changed, as table, number and columns; bulk inserts first.

    Raises ValueError when the text is damaged.
    """
    for table, rows in json.loads(changes).items():
        for made in rows.pop(MANY, ()):
            place = made["columns"].index("id")
            for row in made["rows"]:
                yield table, str(row[place]), {**made["same"], **dict(zip(made["columns"], row, strict=True))}
        for number, values in rows.items():
            yield table, number, values
