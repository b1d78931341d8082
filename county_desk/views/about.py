"""The name of the program, its version, and its licences."""

from importlib.metadata import version

from PySide6.QtWidgets import QMessageBox, QWidget

from county_desk.text import _


def show_about(window: QWidget) -> None:
    """Say what this is and under which licences."""
    words = _(
        "County Desk {version}, under the Apache licence 2.0. Qt is used under the LGPL; icons are "
        "Microsoft's Fluent System Icons (MIT); the licences of the fonts lie beside them."
    )
    QMessageBox.about(window, _("About County Desk"), words.format(version=version("county-desk")))
