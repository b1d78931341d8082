"""The .deb for Debian 13 and its relatives on amd64: the program with a Python of its own."""

import shutil
import subprocess
from pathlib import Path

from installer.packing.app_folder import compile_all, fill, publish_bill, write_licences
from installer.packing.common import (
    BUILD,
    DESKTOP,
    DIST,
    NAME,
    ROOT,
    build_name,
    emptied,
    filled,
    finished,
    output,
    released_on,
    settle,
    version,
)
from installer.packing.debian import unpacked
from installer.packing.wheels import fetch

PYTHON = "3.13"
PYTHON_PACKAGES = (f"python{PYTHON}-minimal", f"libpython{PYTHON}-minimal", f"libpython{PYTHON}-stdlib")
# what Qt 6 wants of X11 and a desktop of another kind lacks
WINDOW_PACKAGES = (
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0", "libxcb-render-util0"),
    *("libxcb-util1", "libxkbcommon-x11-0"),
)
DEPENDS = (
    "libc6 (>= 2.38), libstdc++6, zlib1g, libexpat1, libffi8, libssl3t64 | libssl3, libsqlite3-0, "
    "libbz2-1.0, liblzma5, libegl1, libgl1, libfontconfig1, libfreetype6, libdbus-1-3, "
    "libgssapi-krb5-2, libxkbcommon0, libglib2.0-0t64 | libglib2.0-0, libx11-6, libx11-xcb1, libxcb1, "
    "libxcb-randr0, libxcb-render0, "
    "libxcb-shape0, libxcb-shm0, libxcb-sync1, libxcb-xfixes0, libxcb-xkb1, libwayland-client0, "
    "libwayland-cursor0, libwayland-egl1"
)
_NOT_NEEDED = ("test", "idlelib", "tkinter", "turtledemo", "lib2to3", "pydoc_data", "ensurepip", "venv")
_LAUNCHER = """#!/bin/sh
exec /usr/lib/county-desk/bin/python3 -X utf8 -m county_desk "$@"
"""
_CONTROL = """Package: county-desk
Version: {version}
Architecture: amd64
Maintainer: County Desk <county-desk@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: libcups2t64 | libcups2, fonts-noto-cjk | fonts-wqy-microhei
Section: misc
Priority: optional
Description: records desk of a county's poverty relief office
 Reviews applications, records disclosures, runs exit checks, monitors and
 helps, prints notices and exchanges workbooks, without the internet.
 It brings its own Python and Qt.
"""


def build() -> Path:
    """Build the package and return it."""
    tree = emptied(BUILD / "deb")
    home = tree / "usr" / "lib" / NAME
    python = _lay_python(home)
    app = fill(home / "app", fetch("linux", "linux", (PYTHON,)))
    _lay_window_libraries(app)
    compile_all(python, home / "lib", app)
    _lay_desktop(tree, app)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(_CONTROL.format(version=build_name(), size=size, depends=DEPENDS), "utf8")
    settle(tree)
    publish_bill(app, "deb")
    out = DIST / f"{NAME}_{build_name()}_amd64.deb"
    output(*("dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zzstd", "-z10", "--build"), tree, out)
    return finished(out)


def _lay_python(home: Path) -> Path:
    """Lay the Python that runs the program, and return it; it reads nothing from outside its folders."""
    root = unpacked(*PYTHON_PACKAGES, *WINDOW_PACKAGES)
    python = home / "bin" / "python3"
    python.parent.mkdir(parents=True)
    shutil.copy(root / "usr" / "bin" / f"python{PYTHON}", python)
    library = home / "lib" / f"python{PYTHON}"
    shutil.copytree(root / "usr" / "lib" / f"python{PYTHON}", library, symlinks=False, ignore=_unneeded)
    places = (f"../lib/python{PYTHON}", f"../lib/python{PYTHON}/lib-dynload", "../app")
    (python.parent / "python3._pth").write_text("\n".join((*places, "")), "utf8")
    return python


def _unneeded(_folder: str, names: list[str]) -> list[str]:
    """Modules that only developers use, and those for tests of Python itself."""
    left = ("_test", "_xxtest", "xxlimited", "xxsubtype", "_ctypes_test", "_dbm", "_curses", "config-")
    return [name for name in names if name in _NOT_NEEDED or name.startswith(left)]


def _lay_window_libraries(app: Path) -> None:
    """Lay small libraries of X11 beside Qt's own, where Qt looks first."""
    libraries = BUILD / "debian-root" / "usr" / "lib" / "x86_64-linux-gnu"
    for path in sorted(libraries.glob("libx*.so.[0-9]")):
        shutil.copy(path.resolve(), app / "PySide6" / "Qt" / "lib" / path.name)


def _lay_desktop(tree: Path, app: Path) -> None:
    """Lay the command, the menu entry, icon, type of files, manual page and licences."""
    share = tree / "usr" / "share"
    words = {"VERSION": version(), "DATE": released_on()}
    for source, place in (
        ("county-desk.desktop", "applications/county-desk.desktop"),
        ("county-desk-mime.xml", "mime/packages/county-desk.xml"),
        ("county-desk.metainfo.xml", "metainfo/county-desk.metainfo.xml"),
    ):
        _write(share / place, filled(DESKTOP / source, words))
    icon = share / "icons" / "hicolor" / "scalable" / "apps" / "county-desk.svg"
    icon.parent.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "icons" / "county-desk.svg", icon)
    manual = share / "man" / "man1" / "county-desk.1.gz"
    manual.parent.mkdir(parents=True)
    page = filled(DESKTOP / "county-desk.1", words).encode("utf8")
    manual.write_bytes(subprocess.run(["gzip", "-9n"], input=page, capture_output=True, check=True).stdout)
    documents = share / "doc" / NAME
    write_licences(app, documents / "licences")
    for name in (*PYTHON_PACKAGES[:2], *WINDOW_PACKAGES):
        brought = BUILD / "debian-root" / "usr" / "share" / "doc" / name / "copyright"
        shutil.copy(brought, documents / "licences" / f"{name}.txt")
    shutil.copy(ROOT / "LICENSE", documents / "copyright")
    _write(documents / "changelog", (ROOT / "CHANGELOG.md").read_text("utf8"))
    launcher = tree / "usr" / "bin" / NAME
    _write(launcher, _LAUNCHER)
    launcher.chmod(0o755)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf8")
