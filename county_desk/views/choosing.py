"""Asking for the files that are to be read."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from county_desk.text import _

KINDS = "*.xlsx *.xlsm *.xlsb *.xls *.et *.ods *.csv *.txt"


def ask_files(parent: QWidget) -> list[Path]:
    """The files that somebody chose; none when the question was closed."""
    words = _("Workbooks ({kinds});;All files (*)").format(kinds=KINDS)
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Workbooks to import"), "", words)
    return [Path(name) for name in names]


def ask_folder(parent: QWidget) -> list[Path]:
    """The folder that somebody chose, of which all files are read."""
    name = QFileDialog.getExistingDirectory(parent, _("Folder of workbooks"))
    return [Path(name)] if name else []
