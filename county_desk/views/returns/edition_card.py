"""One frozen edition of a return: what seals it, its figures, and its workbook."""

from pathlib import Path

from PySide6.QtWidgets import QSizePolicy

from county_desk.tables.figures import Figures
from county_desk.tables.office import ReturnRow
from county_desk.tables.return_names import return_named
from county_desk.tables.returns import stale_words
from county_desk.text import CHINESE, ENGLISH, _, current
from county_desk.views.page import Page
from county_desk.views.returns.figures_view import FiguresView
from county_desk.views.returns.saving_return import ask_return, save_return
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Card, PrimaryButton
from county_desk.views.widgets.parts import Pairs, heading, in_column

SPOKEN = ((CHINESE, "中文"), (ENGLISH, "English"))


class EditionCard(Card):
    """The frozen figures; their workbook is the same at every time and place."""

    def __init__(self, page: Page, row: ReturnRow, figures: Figures, *, stale: bool) -> None:
        super().__init__(page)
        self.page, self.figures = page, figures
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        name = return_named(row.name)
        title = _(name.label) if name else row.name
        self.language = ChoicesBox(_("Language of the workbook"), SPOKEN, self)
        self.language.set_value(current())
        self.save_button = PrimaryButton(_("Save as workbook…"), self, self.save)
        box = in_column(heading(title, self), on=self, gap=0.5, margins=(0.8, 0.6, 0.8, 0.7))
        if stale:
            box.addWidget(Banner("warn", stale_words(figures), self))
        box.addWidget(Pairs(_facts(row), self))
        box.addLayout(FlowLayout(self.save_button, self.language))
        box.addWidget(FiguresView(figures, self), 1)

    def save(self) -> None:
        """Ask for the purpose of full numbers and for the file, and write the workbook."""
        stem = f"{self.figures.county}_{self.figures.name}_{self.figures.period}"
        ask_return(self.page, self, self.figures.name, _("Save the return"), stem, self.save_to)

    def save_to(self, path: Path, purpose: str | None = None) -> None:
        """Write the workbook of this edition."""
        save_return(self.page, path, lambda: self.figures, str(self.language.value()), purpose)


def _facts(row: ReturnRow) -> list[tuple[str, str]]:
    facts = [
        (_("Period"), row.period),
        (_("Edition"), str(row.edition)),
        (_("Frozen at"), f"{row.frozen_at.astimezone():%Y-%m-%d %H:%M}"),
        (_("Frozen by"), row.frozen_by),
        (_("Digest"), row.digest[:16] + "…"),
    ]
    return [*facts, (_("Reason"), row.reason)] if row.reason else facts
