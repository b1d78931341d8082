"""The file of a batch, given back byte for byte."""

import zlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.original import Original


@dataclass(frozen=True)
class OriginalFile:
    """A file as it was delivered: its name, its SHA-256 and its bytes."""

    name: str
    digest: str
    content: bytes


def original_of(session: Session, batch: int) -> OriginalFile | None:
    """The file of a batch; None when there is no such batch, or it was taken in before files were kept."""
    wanted = (
        select(Batch.file_name, Batch.digest, Original.content)
        .join(Original, Original.digest == Batch.digest)
        .where(Batch.id == batch)
    )
    found = session.execute(wanted).one_or_none()
    if found is None:
        return None
    return OriginalFile(found.file_name, found.digest, zlib.decompress(found.content))
