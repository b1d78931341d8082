"""The guides of docs/guides in a window of their own: one for each post, with a search in the one shown."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from county_desk.models.user import Role
from county_desk.paths import guides
from county_desk.text import N_, _, current
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.painted import Button, LineField
from county_desk.views.widgets.parts import in_column
from county_desk.views.widgets.style import em

GUIDES = {
    "clerk": N_("For clerks"),
    "reviewer": N_("For reviewers"),
    "administrator": N_("For administrators"),
    "inspector": N_("For inspectors"),
}
_FIRST = {Role.REVIEWER: "reviewer", Role.ADMINISTRATOR: "administrator", Role.INSPECTOR: "inspector"}


def guide_for(role: Role | None) -> str:
    """The guide that a post needs first; before anybody signed in, that for administrators."""
    return "administrator" if role is None else _FIRST.get(role, "clerk")


def guide_file(name: str) -> Path:
    """The file of a guide in the language in force."""
    return guides() / f"{name}.{current()}.md"


class GuideBrowser(QTextBrowser):
    """Shows a guide with its pictures no wider than the text."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture in the width of the window, anything else unchanged."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        image = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        room = max(self.viewport().width() - em(2), em(20))
        smooth = Qt.TransformationMode.SmoothTransformation
        return image if image.width() <= room else image.scaledToWidth(room, smooth)


class GuidesWindow(Dialog):
    """Stays open beside the work. `shown` is the name of the guide that is read."""

    def __init__(self, first: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Guides"), parent, (64, 44))
        self.shown = ""
        self.browser = GuideBrowser(self)
        self.browser.setAccessibleName(_("Guide"))
        self.browser.setOpenExternalLinks(False)
        self.sought = LineField(self)
        self.sought.setPlaceholderText(_("Find in this guide"))
        self.sought.setAccessibleName(_("Find in this guide"))
        self.sought.returnPressed.connect(self.find_next)
        self.buttons = {name: Button(_(words), self) for name, words in GUIDES.items()}
        top = QHBoxLayout()
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, name=name: self.show_guide(name))
            top.addWidget(button)
        top.addStretch()
        top.addWidget(self.sought)
        in_column(top, self.browser, on=self)
        self.show_guide(first)

    def show_guide(self, name: str) -> None:
        """Show a guide from its beginning."""
        self.shown = name
        url = QUrl.fromLocalFile(str(guide_file(name)))
        self.browser.setSource(url, QTextDocument.ResourceType.MarkdownResource)
        for other, button in self.buttons.items():
            button.setChecked(other == name)
        self.browser.setFocus()

    def find_next(self) -> bool:
        """Go to the next place with the typed words, from the end to the beginning; False for none."""
        words = self.sought.text()
        if not words or self.browser.find(words):
            return bool(words)
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        return self.browser.find(words)
