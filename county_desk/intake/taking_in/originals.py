"""The files themselves: kept as they were delivered, and given back byte for byte."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.original import Original
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.journal import insert_row

_ZIP = b"PK\x03\x04"
_KEPT = select(Original.id).where(Original.digest == bindparam("digest"))


@dataclass(frozen=True)
class OriginalFile:
    """A file as it was delivered: its name, its SHA-256 and its bytes."""

    name: str
    digest: str
    content: bytes


def original_trouble(path: Path, digest: str) -> str:
    """Why the bytes of a file that was read cannot be kept; empty when they can."""
    try:
        with path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return _("The file {name} is not there any more; bring it again.").format(name=path.name)
    if now != digest:
        return _("The file {name} was changed since it was read; read it again.").format(name=path.name)
    return ""


def keep_original(session: Session, path: Path, name: str, digest: str) -> None:
    """Keep a file under its digest, unless it is kept already. Raises `Refused` when it is another one."""
    if session.scalar(_KEPT, {"digest": digest}) is not None:
        return
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refused({"": original_trouble(path, digest)})
    # these are compressed already; a second time would only take time
    packed = zlib.compress(content, 0 if content.startswith(_ZIP) else 6)
    insert_row(session, Original, {"digest": digest, "name": name, "size": len(content), "content": packed})


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
