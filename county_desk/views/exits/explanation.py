"""The reason for a cell of the matrix: a sentence, figures, the parameter, and the turning point."""

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from county_desk.rules.bilingual import spoken
from county_desk.rules.figures import Value
from county_desk.rules.findings import Finding
from county_desk.text import N_, _
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.parts import in_column, in_row, line
from county_desk.views.widgets.style import em, sized

SURE = {
    "K+": N_("near certain"),
    "K": N_("probably right, to be checked"),
    "G": N_("a proposal, to be replaced by the county's own figure"),
}


class Explanation(QWidget):
    """One criterion of one subject; or the argument of a group, or of the whole rule."""

    def __init__(self, subject: str, finding: Finding, part: Finding | None, parent: QWidget) -> None:
        super().__init__(parent)
        box = in_column(on=self, gap=0.4, margins=(0.3, 0, 0.3, 0))
        if part is None or part.parts:
            argument = part or finding
            view = FindingView(argument, self)
            view.setAccessibleName(argument.sentence())
            box.addWidget(view)
            return
        title = QLabel(f"{subject} · {part.title()}", self)
        sized(title, 1.0)
        box.addLayout(in_row(title, Chip(part.outcome.shape, _(part.outcome.label), self), 1))
        box.addWidget(line(part.sentence(), self))
        if change := part.would_change():
            box.addWidget(line(change, self))
        if part.needed:
            box.addLayout(self._figures(part, part.needed))

    def _figures(self, part: Finding, needed: Value) -> QFormLayout:
        """The figures one by one, for the person who has to defend them."""
        rows = QFormLayout()
        rows.setVerticalSpacing(em(0.2))
        rows.setHorizontalSpacing(em(1))
        for words, value in (
            (N_("On record"), part.shown() or _("not known")),
            (
                N_("Needed"),
                f"{part.sign} {needed.text()}".strip() if not needed.missing else needed.trouble(),
            ),
            (N_("Parameter"), spoken(needed.title) if needed.title else ""),
            (N_("In force from"), needed.since.isoformat() if needed.since else ""),
            (N_("Written in"), needed.reference),
            (N_("How sure"), _(SURE[needed.sure]) if needed.sure in SURE else ""),
        ):
            if value:
                rows.addRow(QLabel(_(words), self), line(value, self))
        return rows
