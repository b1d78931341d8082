"""One folder for a USB stick, with which the commands of README.md work without a network."""

import shutil
from pathlib import Path

from county_desk import release
from installer.packing.common import (
    BUILD,
    DIST,
    NAME,
    ROOT,
    build_name,
    digest,
    emptied,
    files_in,
    finished,
    settle,
    tar_gz,
)
from installer.packing.wheels import checkout, fetch

PYTHONS = ("3.12", "3.13", "3.14")


def build() -> Path:
    """The checkout with `wheels/` beside its files, packed; desk.py takes its packages from there."""
    top = f"{NAME}-{build_name()}-offline"
    folder = emptied(BUILD / top)
    for name in checkout():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    (folder / "resources" / release.COMMIT_FILE).write_text(release.commit(), "ascii")
    wheels = folder / "wheels"
    wheels.mkdir()
    for wheel in fetch("checkout", "linux", PYTHONS):
        shutil.copy(wheel, wheels / wheel.name)
    sums = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files_in(folder)]
    (folder / "SHA256SUMS").write_text("".join(sums), "utf8")
    settle(folder)
    DIST.mkdir(exist_ok=True)
    return finished(tar_gz(folder, DIST / f"{top}.tar.gz", top))
