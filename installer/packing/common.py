"""The version, the time of the commit, and archives with always the same bytes, for every package."""

import gzip
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from county_desk import release
from county_desk.storage.steps import newest
from installer.machine import BROKEN_OFF, OFFLINE

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "packing"
DIST = ROOT / "dist"
HASHES = ROOT / "installer" / "hashes"
DESKTOP = ROOT / "installer" / "desktop"
NAME = "county-desk"


class Trouble(Exception):
    """The reason why a package cannot be built, in one sentence."""


class Missing(Trouble):
    """A tool or a download that cannot be had here; another machine builds the package."""


def say(text: str) -> None:
    """Report progress beside the output."""
    print(f"build: {text}", file=sys.stderr, flush=True)


def version() -> str:
    """The version of the program, which stands in the package alone."""
    line = next(
        line
        for line in (ROOT / "county_desk" / "__init__.py").read_text("utf8").splitlines()
        if line.startswith("__version__")
    )
    return line.split('"')[1]


def build_name() -> str:
    """The release with minute of the commit, commit and schema, as `0.1.0+202611300925.59a67695.0063`.

    A later commit sorts after an earlier one, as a package manager compares versions.
    """
    minute = datetime.fromtimestamp(epoch(), UTC).strftime("%Y%m%d%H%M")
    return f"{version()}+{'.'.join(filter(None, (minute, release.commit(), newest())))}"


def released_on() -> str:
    """The day of this version in CHANGELOG.md, as 2026-11-28. Raises `Trouble` where it names none."""
    for line in (ROOT / "CHANGELOG.md").read_text("utf8").splitlines():
        if line.startswith(f"## {version()} · "):
            return line.split(" · ")[1]
    raise Trouble(f"CHANGELOG.md has no section “## {version()} · YYYY-MM-DD”.")


def epoch() -> int:
    """The time of the commit in seconds, which every file of a package bears."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    return int(output("git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"))


def output(*command: str | Path) -> str:
    """The output of a command that succeeds. Raises `Trouble` with its last lines when it fails.

    Raises `Missing` when the network does not answer.
    """
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    if done.returncode:
        words = done.stdout + done.stderr
        if any(sign in words for sign in OFFLINE + BROKEN_OFF):
            raise Missing("The network does not answer.")
        raise Trouble("\n".join((f"{Path(command[0]).name} failed:", *words.strip().splitlines()[-8:])))
    return done.stdout.strip()


def environment() -> dict[str, str]:
    """The environment of every tool: nothing of it depends on the machine or the day."""
    fixed = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    told = os.environ.get("SOURCE_DATE_EPOCH")
    return {**os.environ, **fixed, **({"SOURCE_DATE_EPOCH": told} if told else {})}


def emptied(folder: Path) -> Path:
    """A folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def files_in(folder: Path) -> Iterator[Path]:
    """Every file and link below a folder, in the order of their names on any system."""
    found = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return iter(sorted(found, key=lambda path: path.relative_to(folder).as_posix().encode("utf8")))


def settle(folder: Path) -> None:
    """Give every file and folder the time of the commit, and rights that do not depend on the machine."""
    when = epoch()
    for path in [*folder.rglob("*"), folder]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)


def tar_gz(folder: Path, out: Path, top: str) -> Path:
    """A .tar.gz of a folder; its bytes depend on the files and the commit alone."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path in files_in(folder):
            entry = archive.gettarinfo(path, f"{top}/{path.relative_to(folder).as_posix()}")
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = epoch()
            with path.open("rb") as file:
                archive.addfile(entry, file if entry.isreg() else None)
    with out.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        packed.write(raw.getbuffer())
    return out


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def finished(path: Path) -> Path:
    """Report a package with its size and SHA-256, and return it."""
    say(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB, sha256 {digest(path)}")
    return path


def filled(template: Path, words: Mapping[str, str]) -> str:
    """A text of installer/desktop with its @WORDS@ filled in."""
    text = template.read_text("utf8")
    for name, word in words.items():
        text = text.replace(f"@{name}@", word)
    return text
