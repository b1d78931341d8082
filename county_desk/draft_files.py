"""Drafts on the disk: unsubmitted entries of one person in the forms of one register.

They lie beside the settings, one file a draft, readable by their owner alone. No history holds them.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from county_desk import settings
from county_desk.register_file import create_private

KEPT_DAYS = 90  # days without a change after which a draft is thrown away
_SUFFIX, _DAMAGED, _PART = ".json", ".damaged", ".part"
_PRIVATE = 0o700

type Records = tuple[tuple[str, tuple[int, ...]], ...]  # declared list, record numbers


@dataclass(frozen=True)
class KeptDraft:
    """One form that was filled in and not submitted, in plain values.

    `key` names the act and its object. `fields` are those that were typed, and the days and
    years beside them. `fixed` are digests of the fields that the form does not ask for.
    `way` is the method of the page that opens the form again, and its arguments; None where none does.
    `seen` and `operation` are those of the form's `Submission`.
    """

    key: str
    command: str
    name: str
    page: str
    typed_at: datetime
    records: Records = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict, repr=False)
    way: object = field(default=None, repr=False)
    seen: int | None = None
    operation: str = ""


@dataclass(frozen=True)
class FoundDrafts:
    """The drafts in a folder; `damaged` counts files that were put aside, `expired` those too old."""

    drafts: tuple[KeptDraft, ...] = ()
    damaged: int = 0
    expired: int = 0


class DraftFiles:
    """The drafts of one person in one register, each named by a lasting identity."""

    def __init__(self, register: str, person: str) -> None:
        self.folder = _of_register(register) / _digest(person)

    def load(self) -> FoundDrafts:
        """Every draft, oldest first. A file that cannot be read is put aside and stops nothing."""
        drafts, damaged, expired = [], 0, 0
        _sweep(self.folder.parent.parent, but=self.folder)
        for path in sorted(self.folder.glob(f"*{_SUFFIX}")):
            try:
                if _is_old(path):
                    path.unlink()
                    expired += 1
                else:
                    drafts.append(_read(path))
            except (ValueError, TypeError, KeyError, AttributeError):
                damaged += 1
                with suppress(OSError):
                    path.replace(path.with_suffix(_DAMAGED))
            except OSError:
                damaged += 1
        drafts.sort(key=lambda draft: draft.typed_at)
        return FoundDrafts(tuple(drafts), damaged, expired)

    def write(self, changes: Mapping[str, KeptDraft | None]) -> None:
        """Write the drafts with these keys, and delete those that are None. Raises OSError."""
        for key, draft in changes.items():
            path = self.folder / f"{_digest(key)}{_SUFFIX}"
            if draft is None:
                path.unlink(missing_ok=True)
            else:
                self._write(path, draft)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _write(self, path: Path, draft: KeptDraft) -> None:
        """Write one file; a half-written one never takes the place of a whole one."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        part = path.with_suffix(f".{os.getpid()}{_PART}")
        part.unlink(missing_ok=True)
        kept = asdict(draft) | {"typed_at": draft.typed_at.isoformat()}
        try:
            with create_private(part) as file:
                file.write(json.dumps(kept, ensure_ascii=False).encode())
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def drop_drafts(register: str) -> None:
    """Delete the drafts of everybody in a register that is thrown away."""
    shutil.rmtree(_of_register(register), ignore_errors=True)


def _of_register(register: str) -> Path:
    return settings.folder() / "drafts" / _digest(register)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _read(path: Path) -> KeptDraft:
    """The draft in a file. Raises ValueError, TypeError or KeyError where it holds none."""
    kept = json.loads(path.read_bytes())
    names = {name: kept[name] for name in ("key", "command", "name", "page", "operation")}
    seen, typed = kept["seen"], kept["fields"]
    if not all(isinstance(value, str) for value in names.values()) or not isinstance(typed, dict):
        raise TypeError
    return KeptDraft(
        **names,
        typed_at=datetime.fromisoformat(kept["typed_at"]).astimezone(),
        records=_records(kept["records"]),
        fixed={str(name): str(digest) for name, digest in kept["fixed"].items()},
        fields=typed,
        way=kept["way"],
        seen=None if seen is None else int(seen),
    )


def _records(kept: Iterable[tuple[str, Iterable[int]]]) -> Records:
    return tuple((str(listed), tuple(int(number) for number in numbers)) for listed, numbers in kept)


def _sweep(root: Path, but: Path) -> None:
    """Delete old files of other persons and registers, and damaged files, without a message."""
    for path in root.glob("*/*/*"):
        with suppress(OSError):
            if (path.parent != but or path.suffix != _SUFFIX) and _is_old(path):
                path.unlink()


def _is_old(path: Path) -> bool:
    changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return datetime.now().astimezone() - changed > timedelta(days=KEPT_DAYS)
