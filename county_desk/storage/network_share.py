"""Finding out whether a register file lies on a network share, where SQLite's log can lose acts."""

import os
import re
from pathlib import Path

from county_desk.storage.engine import NotARegister
from county_desk.text import _

# Types of Linux mounts whose files lie on another computer, or whose locks do not hold.
_NETWORK = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph"),
        *("glusterfs", "lustre", "davfs", "fuse.davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone"),
        *("fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse"),
    }
)
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE


def refuse_network_share(path: Path) -> None:
    """Raise `NotARegister` when a register file lies on a network share; names the way out."""
    if on_network(path):
        words = _(
            "{path} is on a network share. A register file there can lose work when two computers use it. "
            "Copy it to a disk of this computer; for several computers, let the administrator set up a "
            "PostgreSQL server."
        )
        raise NotARegister(words.format(path=path))


def on_network(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a file, there or not yet, lies on a network share. False where the system does not say."""
    real = Path(os.path.realpath(path))
    if os.name == "nt":
        return _on_windows(real)
    try:
        lines = mounts.read_text("utf8", "replace").splitlines()
    except OSError:
        return False
    return _kind_of_mount(real, lines) in _NETWORK


def _kind_of_mount(real: Path, lines: list[str]) -> str:
    """The type of the file system of the innermost mount that holds a path; the last one mounted wins."""
    kind, depth = "", -1
    for line in lines:
        before, dash, after = line.partition(" - ")
        fields = before.split()
        if not dash or len(fields) < 5:
            continue
        point = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        if real.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = after.split()[0], len(point.parts)
    return kind


def _on_windows(real: Path) -> bool:
    if real.drive.startswith("\\\\"):
        return True
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return windows is not None and windows.kernel32.GetDriveTypeW(f"{real.drive}\\") == _REMOTE_DRIVE
