"""Any declared list to choose, to narrow and to take out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.fields import Table
from county_desk.tables.all_lists import LISTS
from county_desk.text import _
from county_desk.views.lists.list_view import ListView
from county_desk.views.page import Page
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.parts import bare, in_row

USUAL = ("township", "village", "place", "kind", "state", "standing", "year")
MOST = 4  # filters beside each other


class ExportPanel(QWidget):
    """A list to choose and to narrow; the columns go out as shown. The owner places `save_button`."""

    told = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        may = page.desk.actor.may
        titles = [(key, _(listing.table.title)) for key, listing in LISTS.items() if may(listing.needs)]
        self.which = ChoicesBox(_("List"), titles, self)
        self.save_button = PrimaryButton(_("Export or print…"), self, self.ask)
        self.list: ListView | None = None
        self.box = bare(QVBoxLayout(self), 0.4)
        self.box.addLayout(in_row(self.which, 1, gap=0.6))
        self.which.activated.connect(lambda _place: self.choose(self.which.value()))

    def refresh(self) -> None:
        """Look again, or for the first time."""
        if self.list is None:
            self.choose(self.which.value())
        else:
            self.list.refresh()

    def ask(self) -> None:
        """Ask what goes out of the list, and how."""
        assert self.list is not None
        self.list.exporting.ask()

    def choose(self, key: str) -> None:
        """Show another list."""
        if self.list is not None:
            self.box.removeWidget(self.list)
            self.list.hide()
            self.list.deleteLater()
        listing = LISTS[key]
        self.which.set_value(key)
        self.list = ListView(self.page, listing, filters=_filters(listing.table))
        self.list.bar.out.hide()  # the page has the same button at its foot
        self.list.told.connect(self.told)
        self.box.addWidget(self.list, 1)
        self.list.refresh()


def _filters[R](table: Table[R]) -> tuple[str, ...]:
    """Columns of few values, by which a list is usually narrowed."""
    keys = [column.key for column in table.columns]
    return tuple(key for key in USUAL if key in keys)[:MOST]
