"""The file of a batch, given back byte for byte."""

import zlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.original import Original
from county_desk.reveal_ways import RevealWay
from county_desk.tables.area import area_of
from county_desk.tables.office import BATCHES
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.revealing import reveal
from county_desk.workflow.rights import Denial


@dataclass(frozen=True)
class OriginalFile:
    """A file as it was delivered: its name, its SHA-256 and its bytes.

    `place` is the record of its village; None for a file of several villages.
    """

    name: str
    digest: str
    content: bytes
    place: int | None
    taken_by: int
    rows: int


def hand_out(desk: Desk, batch: int, purpose: str) -> OriginalFile | None:
    """The file of a batch for a purpose that is recorded, because it holds the full numbers of its persons.

    Raises `Refused` for a file of another area, unless the person took it in. None as `original_of`.
    """
    found = desk.read(original_of, batch)
    if found is None:
        return None
    area = desk.read(area_of, desk.actor.place_id)
    if area is not None and found.place not in area and found.taken_by != desk.actor.id:
        words = _("{name} acts for one place, and this file is not of that place alone.")
        raise Refused({"": Denial(words.format(name=desk.actor.name))})
    words = _("batch {number}, {file}").format(number=batch, file=found.name)
    reveal(desk, BATCHES.key, RevealWay.DELIVERED, found.rows, purpose, words)
    return found


def original_of(session: Session, batch: int) -> OriginalFile | None:
    """The file of a batch; None when there is no such batch, or it was taken in before files were kept."""
    wanted = (
        select(Batch.file_name, Batch.digest, Original.content, Batch.place_id, Batch.taken_by, Batch.counts)
        .join(Original, Original.digest == Batch.digest)
        .where(Batch.id == batch)
    )
    found = session.execute(wanted).one_or_none()
    if found is None:
        return None
    content, rows = zlib.decompress(found.content), sum(found.counts.values())
    return OriginalFile(found.file_name, found.digest, content, found.place_id, found.taken_by, rows)
