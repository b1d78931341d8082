"""The wheels of a package: exactly those of installer/hashes, each proven by its SHA-256."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from installer.packing.common import BUILD, DIST, HASHES, ROOT, Trouble, digest, emptied, output, say, version

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def pinned(lock: str) -> Mapping[str, tuple[str, frozenset[str]]]:
    """The version and the allowed SHA-256s of each package of a list, by name."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    name = ""
    for line in (HASHES / f"{lock}.txt").read_text("utf8").splitlines():
        if matched := _PIN.match(line):
            name = matched[1]
            found[name] = (matched[2], frozenset())
        if hashed := _HASH.search(line):
            found[name] = (found[name][0], found[name][1] | {hashed[1]})
    return found


def fetch(lock: str, platform: str, pythons: tuple[str, ...]) -> list[Path]:
    """The wheels of a list for a platform and these versions of Python, downloaded unless they are there.

    Raises `Trouble` when a package cannot be had, or is not the pinned one.
    """
    folder = BUILD / "wheels" / f"{lock}-{platform}"
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "complete"
    wanted = digest(HASHES / f"{lock}.txt") + " ".join(pythons)
    if not done.exists() or done.read_text("utf8") != wanted:
        emptied(folder)
        for python in pythons:
            say(f"fetching the wheels of {lock} for Python {python}")
            output(*_pip_download(lock, platform, python, folder))
        done.write_text(wanted, "utf8")
    wheels = sorted(folder.glob("*.whl"))
    _prove(lock, wheels)
    return wheels


def _pip_download(lock: str, platform: str, python: str, folder: Path) -> list[str]:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    tags = [f"--platform={each}" for each in _accepted(platform)]
    kind = ["--only-binary=:all:", "--implementation=cp", f"--python-version={python}", *tags]
    return [*pip, "--require-hashes", *kind, "-d", str(folder), "-r", str(HASHES / f"{lock}.txt")]


def _accepted(platform: str) -> list[str]:
    """The tags that a platform accepts; glibc 2.34 also runs wheels built for older ones."""
    if platform != "linux":
        return [platform]
    return [f"manylinux_2_{minor}_x86_64" for minor in range(34, 16, -1)] + [
        f"manylinux{year}_x86_64" for year in ("2014", "2010", "1")
    ]


def _prove(lock: str, wheels: list[Path]) -> None:
    """Raise `Trouble` for a wheel that is not pinned, or a pinned package that is not there."""
    allowed = pinned(lock)
    known = frozenset[str]().union(*(hashes for _version, hashes in allowed.values()))
    foreign = [wheel.name for wheel in wheels if digest(wheel) not in known]
    there = {_canonical(wheel.name.split("-")[0]) for wheel in wheels}
    lacking = [name for name in allowed if _canonical(name) not in there]
    if foreign or lacking:
        raise Trouble(f"These wheels are not the pinned ones: {', '.join([*foreign, *lacking])}.")


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def own_wheel() -> Path:
    """The wheel of the program itself, built from this checkout."""
    DIST.mkdir(exist_ok=True)
    output(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(DIST))
    return DIST / f"county_desk-{version()}-py3-none-any.whl"


def source_archive() -> Path:
    """The source archive of the program."""
    output(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(DIST))
    return DIST / f"county_desk-{version()}.tar.gz"


def checkout() -> list[str]:
    """The files that git keeps, by their paths in the checkout."""
    listed = output("git", "-c", "safe.directory=*", "ls-files", "-z")
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
