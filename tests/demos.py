"""Registers of the demo that tests only read: each is made once for a state of the code, and copied."""

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from county_desk.demo.chapter import Chapter, make_demo

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "demos"
SOURCES = ("county_desk", "resources", "installer/constraints.txt")
ENDINGS = {".py", ".sql", ".toml", ".po", ".csv", ".txt"}

type Make = Callable[[Path], None]


class Demos:
    """The registers of the chapters, in a folder that the workers of a run share."""

    def __init__(self, folder: Path, state: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._state = state

    def copy(self, chapter: Chapter, path: Path) -> Path:
        """Put the register of a chapter at a path, as its story leaves it."""

        def make(made: Path) -> None:
            make_demo(chapter, made).close()

        shutil.copyfile(self.kept(chapter.uid.hex, make), path)
        return path

    def kept(self, name: str, make: Make) -> Path:
        """Return the file of that name; the first worker that asks for it makes it."""
        wanted = self._folder / f"{name}-{self._state}.cdesk"
        with locked(self._folder / f"{name}.lock"):
            if not wanted.exists():
                for earlier in self._folder.glob(f"{name}-*"):
                    earlier.unlink()
                unfinished = wanted.with_suffix(".unfinished")
                make(unfinished)
                unfinished.rename(wanted)
        return wanted


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process at a time do what the block does; a process that dies lets go of it."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def state_of_the_code(root: Path = ROOT) -> str:
    """Return a digest of everything that a register of the demo follows from."""
    digest = hashlib.sha256(sys.version.encode())
    for source in SOURCES:
        top = root / source
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.suffix in ENDINGS:
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
