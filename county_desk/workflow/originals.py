"""Files that the register keeps as they were brought, each once under its digest."""

import hashlib
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from county_desk.models.original import Original
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.journal import insert_row

MOST = 20 << 20  # bytes of a scan or picture
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ZIP = b"PK\x03\x04"
_KEPT = select(Original.id).where(Original.digest == bindparam("digest"))


def original_trouble(path: Path, digest: str) -> str:
    """Check that a file still has the bytes that were read, so that they can be kept."""
    try:
        with path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return _("The file {name} is not there any more; bring it again.").format(name=path.name)
    if now != digest:
        return _("The file {name} was changed since it was read; read it again.").format(name=path.name)
    return ""


@dataclass(frozen=True)
class ScanFile:
    """A file as it was brought: its name and its bytes."""

    name: str
    content: bytes


def kept_file(session: Session, digest: str) -> ScanFile | None:
    """A kept file by its SHA-256; None when there is none."""
    wanted = select(Original.name, Original.content).where(Original.digest == digest)
    found = session.execute(wanted).one_or_none()
    return ScanFile(found.name, zlib.decompress(found.content)) if found else None


def scan_trouble(session: Session, path: str) -> str:
    """Check that a file can be kept as a scan or picture, or that its digest is kept; "" without a path."""
    if not path.strip():
        return ""
    if _DIGEST.fullmatch(path.strip()) and session.scalar(_KEPT, {"digest": path.strip()}) is not None:
        return ""
    file = Path(path.strip())
    if not file.is_file():
        return _("There is no file {path}.").format(path=path.strip())
    if (size := file.stat().st_size) > MOST:
        words = _("{name} has {size} MB; at most {most} MB are kept. Save the picture smaller.")
        return words.format(name=file.name, size=size >> 20, most=MOST >> 20)
    return "" if size else _("The file {name} is empty.").format(name=file.name)


def keep_scan(session: Session, path: str) -> str | None:
    """Keep the file of a path; returns its SHA-256, None for no path. A digest is of a file that is kept."""
    if not path.strip():
        return None
    if _DIGEST.fullmatch(path.strip()):
        return path.strip()
    file = Path(path.strip())
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    keep_original(session, file, file.name, digest)
    return digest


def keep_original(session: Session, path: Path, name: str, digest: str) -> None:
    """Keep a file under its digest, unless it is kept already. Raises `Refused` when it is another one."""
    if session.scalar(_KEPT, {"digest": digest}) is not None:
        return
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refused({"": original_trouble(path, digest)})
    # these are compressed already; a second time would only take time
    packed, size = zlib.compress(content, 0 if content.startswith(_ZIP) else 6), len(content)
    del content  # the database makes copies of its own
    insert_row(session, Original, {"digest": digest, "name": name, "size": size, "content": packed})
