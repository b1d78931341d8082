"""Evaluations: the shares that the field sheets give, with numerator, denominator and interval."""

from collections.abc import Iterable
from operator import attrgetter
from typing import ClassVar

from county_desk.tables.supervision.evaluations import LISTING, EvaluationRow
from county_desk.text import N_, _
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.supervision.sheet_pasting import SHEET_GRIDS, sheets_place
from county_desk.views.supervision.supervision_part import SupervisionPart
from county_desk.views.widgets.record_card import RowLink, RowOffer


class EvaluationsPage(SupervisionPart[EvaluationRow]):
    """One row for each parameter with answers of each round."""

    key: ClassVar = "evaluations"
    listing = LISTING
    filters: ClassVar = ("kind", "parameter", "title")

    grids: ClassVar = SHEET_GRIDS
    empty: ClassVar = N_("No field sheet was entered yet; the shares follow from the sheets.")

    def acts(self, row: EvaluationRow) -> Iterable[RowOffer]:
        """The way to the round."""
        yield RowLink(_("Go to the round"), "inspections", row.round_id)

    def paste_place(self) -> PastePlace:
        """The field sheets of the round of the current row."""
        return sheets_place(self, attrgetter("round_id"))
