"""A kept picture of a posting over the window, and the way to save its file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from county_desk.progress import Progress
from county_desk.sheets.writing.saving import whole
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, in_row, line
from county_desk.views.widgets.saving import save
from county_desk.workflow.originals import ScanFile


class PictureDialog(QDialog):
    """Shows the picture as large as the window allows; a file that is no picture can be saved."""

    def __init__(self, page: Page, kept: ScanFile) -> None:
        super().__init__(page.window())
        self.page, self.kept = page, kept
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(kept.name)
        self.picture = QLabel(self)
        self.picture.setAccessibleName(kept.name)
        box = QVBoxLayout(self)
        found = QPixmap()
        if found.loadFromData(kept.content):
            room = page.window().size() * 0.75
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            small = found.width() <= room.width() and found.height() <= room.height()
            self.picture.setPixmap(found if small else found.scaled(room, keep, smooth))
            box.addWidget(self.picture, 1, Qt.AlignmentFlag.AlignCenter)
        else:
            box.addWidget(line(_("This file is no picture; save it to look at it."), self))
        self.save_button, self.close_button = (
            Button(_("Save the file…"), self, self._save),
            PrimaryButton(_("Close"), self, self.accept),
        )
        box.addLayout(in_row(self.close_button, self.save_button, STRETCH, gap=0.5))

    def save_to(self, path: Path) -> None:
        """Write the file as it was brought to a path."""
        content = self.kept.content

        def write(_progress: Progress) -> None:
            with whole(path) as file:
                file.write(content)

        save(self.page, write, path, _("Saving {name}").format(name=path.name))

    def _save(self) -> None:
        if path := save_file(self, Purpose.SCAN, _("Save the file"), self.kept.name):
            self.save_to(path)
