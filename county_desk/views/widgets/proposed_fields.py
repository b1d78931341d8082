"""The fields of a proposed act, for the person who decides on it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.reveal_ways import RevealWay
from county_desk.tables.proposals import LISTING, PROPOSALS
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.offers import filled_fields, holds_personal
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import Pairs, bare, drop_all, heading
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.workflow.gate.proposals import proposed_act
from county_desk.workflow.revealing import reveal

type Fields = Sequence[tuple[str, str]]


class ProposedFields(QWidget):
    """Shows the act in full. Its personal numbers are covered until a purpose is given, which is recorded."""

    def __init__(self, page: Page, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.page, self.number = page, number
        self.box = bare(QVBoxLayout(self), 0.4)
        self.look()

    def look(self, purpose: str = "") -> None:
        """Read the fields; with a purpose in full, once the look is recorded."""
        desk, number = self.page.desk, self.number

        def work() -> tuple[Fields, bool] | None:
            try:
                command = desk.read(proposed_act, number)
            except LookupError:  # an act of another version of the program
                return None
            if purpose:
                words = f"{_(PROPOSALS['id'].title)} {number}"
                reveal(desk, PROPOSALS.key, RevealWay.SCREEN, 1, purpose, words)
            fields = tuple(filled_fields(desk, command, masked=not purpose))
            return fields, not purpose and holds_personal(command)

        self.page.look(work, self._show, f"fields {id(self)}")

    def _show(self, found: tuple[Fields, bool] | None) -> None:
        if not isValid(self) or found is None:
            return
        drop_all(self.box)
        fields, covered = found
        self.box.addWidget(heading(_("The act in full"), self, 1.0))
        self.box.addWidget(Pairs(list(fields), self))
        if covered:
            uncover = Button(_("Show full numbers"), self)
            uncover.clicked.connect(lambda _checked: self._ask())
            self.page.permit(uncover, LISTING.reveals)
            self.box.addWidget(uncover)

    def _ask(self) -> None:
        dialog = PurposeDialog(_("Show full numbers"), self)
        dialog.given.connect(self.look)
        dialog.open()
