"""The procedures that the county follows, each drawn as its steps."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.tables.policy.procedures import (
    DrawnProcedure,
    ProcedureRow,
    drawn,
    procedures_listing,
    procedures_of,
)
from county_desk.text import _
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.administration.examples_page import examples_button
from county_desk.views.administration.steps_chart import StepsChart
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare, heading, line
from county_desk.views.widgets.style import em

LIST = {Width.NARROW: 21.0, Width.STANDARD: 24.0, Width.WIDE: 34.0}  # em; the drawing has the rest


class ProceduresPage(AdministrationPart, RegisterPage):
    """The versions at the left, the steps of the chosen one at the right."""

    key: ClassVar = "procedures"
    filters: ClassVar = ("state",)

    def _build(self) -> None:
        self.listing = procedures_listing(lambda: procedures_of(self.desk.policy, self.desk.today))
        super()._build()
        self.chart: StepsChart | None = None
        self.files_button = Button(_("Files of the county…"), self)
        self.files_button.setToolTip(_("Import a procedure of the county, or withdraw one"))
        self.files_button.clicked.connect(lambda _checked: self.go.emit("policy_files", None))
        self.header.addWidget(examples_button(self, "procedures"))
        self.header.addWidget(self.files_button)

    def show_row(self, row: ProcedureRow) -> QWidget:
        """One version: its document, and its steps drawn."""
        holder = QWidget(self)
        box = bare(QVBoxLayout(holder), 0.5)
        desk = self.desk
        self.look(
            lambda: drawn(desk.policy, row.version, desk.today),
            lambda found: self._show(found, box),
            "procedure",
            holder,
        )
        return holder

    def fit(self, band: Band) -> None:
        """The drawing has the greater part of the page."""
        super().fit(band)
        self.pane.setMinimumWidth(em(LIST[band.width]))

    def _split(self) -> None:
        left = em(LIST[self.band.width])
        self.split.setSizes([left, max(left, self.split.width() - left)])

    def _show(self, found: DrawnProcedure, box: QVBoxLayout) -> None:
        holder = self.pane
        box.addWidget(heading(found.title, holder))
        box.addWidget(line(f"{found.source} · {_(found.sure.label)}", holder, muted=True))
        box.addWidget(line(_("Figures of {day}").format(day=found.day), holder, muted=True))
        if found.rule:
            box.addWidget(examples_button(self, found.rule))
        self.chart = StepsChart(found.steps, holder)
        box.addWidget(self.chart)
