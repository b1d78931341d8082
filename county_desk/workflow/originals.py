"""Files that the register keeps as they were brought, each once under its digest."""

import hashlib
import zlib
from pathlib import Path

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from county_desk.models.original import Original
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.journal import insert_row

_ZIP = b"PK\x03\x04"
_KEPT = select(Original.id).where(Original.digest == bindparam("digest"))


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
