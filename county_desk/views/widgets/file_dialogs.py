"""Asking for files and folders: each purpose starts in the folder where this person last was for it."""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from county_desk import settings

WORKBOOK = "Excel (*.xlsx)"


class Purpose(StrEnum):
    """The purposes that have a folder of their own."""

    REGISTER = "register"
    PLACES = "places"
    IMPORT = "import"
    MARKED = "marked"
    DELIVERED = "delivered"
    BLANK = "blank"
    RETURN = "return"
    LIST = "list"
    NOTICE = "notice"
    POLICY = "policy"
    BACKUP = "backup"
    SCAN = "scan"


def open_file(parent: QWidget, purpose: Purpose, title: str, kinds: str) -> Path | None:
    """One existing file; None when the person thought better of it."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, str(_start(purpose)), kinds)
    return _remember_folder(purpose, name, lambda path: path.parent)


def open_files(parent: QWidget, purpose: Purpose, title: str, kinds: str) -> list[Path]:
    """Existing files; none when the person thought better of it."""
    names, _kind = QFileDialog.getOpenFileNames(parent, title, str(_start(purpose)), kinds)
    for name in names[:1]:
        _remember_folder(purpose, name, lambda path: path.parent)
    return [Path(name) for name in names]


def open_folder(parent: QWidget, purpose: Purpose, title: str, *, usual: Path | None = None) -> Path | None:
    """A folder; `usual` is where the first dialog of its purpose starts."""
    name = QFileDialog.getExistingDirectory(parent, title, str(_start(purpose, usual)))
    return _remember_folder(purpose, name, lambda path: path)


def save_file(
    parent: QWidget,
    purpose: Purpose,
    title: str,
    proposed: str,
    kinds: str = "",
    *,
    usual: Path | None = None,
) -> Path | None:
    """The path for a file under the proposed name or another; None when the person thought better of it."""
    start = _start(purpose, usual) / proposed
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    return _remember_folder(purpose, name, lambda path: path.parent)


def _start(purpose: Purpose, usual: Path | None = None) -> Path:
    """The last folder of a purpose while it is there, else the usual one, else the person's documents."""
    last = settings.load().folders.get(purpose, "")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    candidates = (Path(last) if last else None, usual, Path(documents))
    return next((path for path in candidates if path is not None and path.is_dir()), Path.home())


def _remember_folder(purpose: Purpose, name: str, folder: Callable[[Path], Path]) -> Path | None:
    """Remember the folder of the chosen file."""
    if not name:
        return None
    path = Path(name)
    with suppress(OSError):  # settings that cannot be written do not keep the person from the file
        settings.save(settings.load().been(purpose, str(folder(path))))
    return path
