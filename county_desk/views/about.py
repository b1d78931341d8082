"""The name of the program, its version, its packages, and their licences."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from county_desk.licences import components
from county_desk.paths import resources
from county_desk.storage.steps import this_build
from county_desk.text import _
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_row, line

_RULE = "\n\n" + "=" * 60 + "\n"


class AboutDialog(Dialog):
    """The version and the notices on top; below, every package with its licence and the texts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("About County Desk"), parent, (44, 34))
        self.texts = QPlainTextEdit(self)
        self.texts.setReadOnly(True)
        self.texts.setAccessibleName(_("Packages and licences"))
        self.texts.setPlainText(_listed())
        close = PrimaryButton(_("Close"), self, self.accept)
        box = QVBoxLayout(self)
        box.addWidget(heading(_("County Desk {version}").format(version=this_build()), self, 1.3))
        for words in _notices():
            box.addWidget(line(words, self))
        box.addWidget(self.texts)
        box.addLayout(in_row(close, STRETCH))


def show_about(window: QWidget) -> None:
    """Say what this is and under which licences."""
    AboutDialog(window).exec()


def _notices() -> tuple[str, ...]:
    return (
        _(
            "County Desk is under the Apache licence 2.0. Its icons are Microsoft’s Fluent System Icons "
            "(MIT); the licences of the fonts lie beside them."
        ),
        _(
            "It uses Qt and Qt for Python under the GNU LGPL, version 3, unchanged and as libraries of their "
            "own. You may replace them with your own build: they lie in the folder PySide6 of the program. "
            "Their source is at download.qt.io."
        ),
    )


def _listed() -> str:
    """Every package with its licence in one line, then every text."""
    packages = components()
    lines = [f"{each.name} {each.version}\t{each.licence}" for each in packages]
    texts = [
        f"{each.name} {each.version} – {file.rpartition('/')[2]}\n\n{text}"
        for each in packages
        for file, text in each.texts.items()
    ]
    shipped = [
        f"{path.stem}\n\n{path.read_text('utf8')}"
        for path in sorted((resources() / "licences").glob("*.txt"))
    ]
    return _RULE.join(["\n".join(lines), *shipped, *texts])
