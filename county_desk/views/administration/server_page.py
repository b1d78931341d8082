"""The server of several desks: findings about its line, its version and the rights of the role."""

from typing import ClassVar

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from county_desk.storage.server import ServerFinding
from county_desk.text import N_, _
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.guides import GuidesWindow
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import drop_all, line
from county_desk.views.widgets.style import em
from county_desk.workflow.other_desks import server_findings


class ServerPage(AdministrationPart):
    """Each finding in its tone; for a register in a file, words about moving it to a server."""

    key: ClassVar = "server"
    synonyms: ClassVar = N_("postgresql network")

    def _build(self) -> None:
        super()._build()
        self.guide_button = Button(_("Guide…"), self, self.show_guide)
        self.check_button = PrimaryButton(_("Check again"), self, self.refresh)
        for button in (self.guide_button, self.check_button):
            self.header.addWidget(button)
        holder = QWidget(self)
        self.lines = QVBoxLayout(holder)
        self.lines.setSpacing(em(0.5))
        self.area = QScrollArea(self, widgetResizable=True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(holder)
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        """Look at the server again, off the window's thread."""
        self.look(lambda: server_findings(self.desk), self.show_findings)

    def show_findings(self, findings: list[ServerFinding] | None) -> None:
        """Show each finding; None for a register in a file."""
        drop_all(self.lines)
        if findings is None:
            words = _(
                "This register is a file of this computer, at which one person works at a time. For several "
                "computers, an administrator moves it to a PostgreSQL server: the guide says how."
            )
            self.lines.addWidget(Banner("info", words, self))
        else:
            self.lines.addWidget(line(self.desk.place, self, muted=True))
        for finding in findings or ():
            self.lines.addWidget(Banner("ok" if finding.good else "bad", finding.words, self))
        self.lines.addStretch()

    def show_guide(self) -> None:
        """Open the guide for administrators."""
        GuidesWindow("administrator", self).show()
