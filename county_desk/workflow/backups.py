"""Backups of a register file: made and verified, listed with the findings, thinned out, on two media."""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from county_desk import settings
from county_desk.register_file import SUFFIX, create_private, share_as
from county_desk.storage.backup import backup_file
from county_desk.storage.engine import NotARegister, in_words
from county_desk.text import _
from county_desk.trouble import why_stopped
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.entry import open_register

FOLDER = "backups"  # beside the register
DAILY, MONTHLY = 30, 24  # how many days and months keep a backup of their own
_STAMP = re.compile(rf"-(\d{{8}}-\d{{6}})(?:-\d+)?{re.escape(SUFFIX)}$")
_KEPT = "backups.json"


@dataclass(frozen=True)
class BackupCheck:
    """The findings of a verification: the events and the head of the history, or the trouble in words."""

    at: str
    events: int = 0
    head: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class BackupFile:
    """One backup as it lies there; `check` is None for one that this computer has not verified."""

    path: Path
    made_at: datetime
    size: int
    second: bool
    check: BackupCheck | None


@dataclass(frozen=True)
class BackupPlan:
    """The folders for the backups of a register; `second` is one on another medium, None for none."""

    register: Path
    second: Path | None = None

    @property
    def first(self) -> Path:
        """The folder beside the register."""
        return self.register.parent / FOLDER


def plan_of(register: Path) -> BackupPlan:
    """The plan that this computer keeps for a register."""
    second = settings.load().backups.get(str(register), "")
    return BackupPlan(register, Path(second) if second else None)


def keep_plan(plan: BackupPlan) -> None:
    """Remember the second medium of a register on this computer."""
    kept = settings.load()
    others = {place: folder for place, folder in kept.backups.items() if place != str(plan.register)}
    second = {str(plan.register): str(plan.second)} if plan.second else {}
    settings.save(replace(kept, backups=others | second))


def make_backup(plan: BackupPlan) -> BackupFile:
    """Copy the register, verify the copy, and put a copy of that on the second medium where it is there.

    Raises `NotARegister` when the register cannot be copied, and OSError as the disk does.
    """
    made = backup_file(plan.register, plan.first)
    check = check_backup(made)
    if plan.second is not None and plan.second.is_dir() and not check.trouble:
        _copy(made, plan.second / made.name)
    return _backup_file(made, second=False, check=check)


def make_daily_backup(plan: BackupPlan, now: datetime) -> BackupFile | None:
    """Make the backup of the day unless there is one; older ones are thinned out. None where it was there."""
    today = [each for each in list_backups(plan) if each.made_at.date() == now.date() and not each.second]
    if any(each.check is None or not each.check.trouble for each in today):
        return None
    made = make_backup(plan)
    for folder in (plan.first, plan.second):
        if folder is not None:
            thin_out(plan.register, folder)
    return made


def check_backup(path: Path) -> BackupCheck:
    """Verify a backup as a whole, and keep the findings on this computer."""
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        copy = open_register(path)
        try:
            with in_words(), copy.sessions() as session:
                proof = verify(session)
        finally:
            copy.close()
        trouble = "" if proof.ok else proof.sentence().splitlines()[0]
        check = BackupCheck(at, proof.events, proof.head, trouble)
    except (NotARegister, Refused) as error:
        check = BackupCheck(at, trouble=str(error))
    except OSError as error:
        check = BackupCheck(at, trouble=why_stopped(error))
    _keep_check(path, check)
    return check


def list_backups(plan: BackupPlan) -> list[BackupFile]:
    """Every backup on both media, the newest first; those made before an upgrade lie beside the register."""
    found = [
        _backup_file(path, second=folder == plan.second, check=_kept_check(path))
        for folder in (plan.register.parent, plan.first, plan.second)
        for path in _files(plan.register, folder)
    ]
    return sorted(found, key=lambda each: each.made_at, reverse=True)


def thin_out(register: Path, folder: Path) -> list[Path]:
    """Remove all but the last backup of each day or month; returns the removed files."""
    files = {path: _made_at(path) for path in _files(register, folder)}
    gone = [path for path in files if path not in _worth_keeping(files)]
    for path in gone:
        with suppress(OSError):
            path.unlink()
    return gone


def _worth_keeping(files: Mapping[Path, datetime]) -> set[Path]:
    """The last backup of each of the newest days, and of each of the newest months."""
    newest = sorted(files, key=files.__getitem__)
    days: dict[date, Path] = {files[path].date(): path for path in newest}
    months: dict[tuple[int, int], Path] = {(files[path].year, files[path].month): path for path in newest}
    return {*list(days.values())[-DAILY:], *list(months.values())[-MONTHLY:]}


def _files(register: Path, folder: Path | None) -> Iterable[Path]:
    if folder is None or not folder.is_dir():
        return []
    names = (path for path in folder.glob(f"*{SUFFIX}") if path.name.startswith(f"{register.stem}-"))
    return [path for path in names if _STAMP.search(path.name)]


def _backup_file(path: Path, *, second: bool, check: BackupCheck | None) -> BackupFile:
    return BackupFile(path, _made_at(path), path.stat().st_size, second, check)


def _made_at(path: Path) -> datetime:
    stamp = _STAMP.search(path.name)
    assert stamp is not None
    return datetime.strptime(stamp[1], "%Y%m%d-%H%M%S").astimezone()


def _copy(made: Path, out: Path) -> None:
    """Put a backup on another medium under a name of its own until it is whole."""
    part = out.with_name(f".{out.name}.part")
    part.unlink(missing_ok=True)
    try:
        with made.open("rb") as whole, create_private(part) as file:
            shutil.copyfileobj(whole, file)
        share_as(made, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    kept = _kept_check(made)
    if kept is not None and out.read_bytes() == made.read_bytes():
        _keep_check(out, kept)


def _known_checks() -> dict[str, dict[str, object]]:
    try:
        kept = json.loads((settings.folder() / _KEPT).read_text("utf8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _mark(path: Path) -> str:
    """A backup by its place, size and time of change: another file of that name has another mark."""
    about = path.stat()
    return f"{path}|{about.st_size}|{about.st_mtime_ns}"


def _kept_check(path: Path) -> BackupCheck | None:
    found = _known_checks().get(_mark(path))
    try:
        return BackupCheck(**found) if found else None  # type: ignore[arg-type]
    except TypeError:
        return None


def _keep_check(path: Path, check: BackupCheck) -> None:
    """Keep the findings beside the settings of this computer; a full disk there loses nothing else."""
    with suppress(OSError):
        mark = _mark(path)
        place = settings.folder() / _KEPT
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(_known_checks() | {mark: asdict(check)}, ensure_ascii=False), "utf8")


def second_medium_trouble(plan: BackupPlan, now: datetime) -> str:
    """Check that the second medium protects the register now; return the problem, "" without one."""
    if plan.second is None:
        return _("No second medium is chosen: a fault of this disk would take the backups, too.")
    if not plan.second.is_dir():
        return _("The second medium is not there: {folder}").format(folder=plan.second)
    copies = [each.made_at for each in list_backups(plan) if each.second]
    if not copies:
        return _("There is no backup on the second medium yet.")
    days = (now - max(copies)) // timedelta(days=1)
    if days > WEEK:
        return _("The newest backup on the second medium is {days} days old.").format(days=days)
    return ""


WEEK = 7  # days after which the copy on the second medium counts as old
