"""Any declared list as a workbook: all of it or what the filter shows, personal numbers covered."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from county_desk.fields import Table
from county_desk.progress import Progress
from county_desk.sheets.writing.saving import safe_name
from county_desk.tables.filter_words import filter_words
from county_desk.tables.listing import Query, count
from county_desk.tables.listing import page as page_of
from county_desk.tables.lists import LISTS
from county_desk.text import _
from county_desk.views.lists.list_view import ListView
from county_desk.views.page import Page
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, save_file
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.saving import save
from county_desk.views.widgets.style import em

USUAL = ("township", "village", "place", "kind", "state", "standing", "year")
MOST = 4  # filters beside each other


class ExportPanel(QWidget):
    """A list to choose and to narrow; the columns go out as shown. The owner places `save_button`."""

    told = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        titles = [(key, _(listing.table.title)) for key, listing in LISTS.items()]
        self.which = ChoicesBox(_("List"), titles, self)
        self.covered = CheckBox(_("Cover personal numbers"), self)
        self.covered.setChecked(True)
        self.filtered = CheckBox(self)
        self.filtered.setChecked(True)
        self.save_button = PrimaryButton(_("Save as workbook…"), self)
        self.list: ListView | None = None
        row = QHBoxLayout()
        row.setSpacing(em(0.6))
        for widget in (self.which, self.filtered, self.covered):
            row.addWidget(widget)
        row.addStretch(1)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(em(0.4))
        self.box.addLayout(row)
        self.which.activated.connect(lambda _place: self.choose(self.which.value()))
        self.save_button.clicked.connect(lambda _checked: self.save())

    def refresh(self) -> None:
        """Look again, or for the first time."""
        if self.list is None:
            self.choose(self.which.value())
        else:
            self.list.refresh()

    def choose(self, key: str) -> None:
        """Show another list."""
        if self.list is not None:
            self.box.removeWidget(self.list)
            self.list.hide()
            self.list.deleteLater()
        listing = LISTS[key]
        self.which.set_value(key)
        self.list = ListView(self.page, listing, filters=_filters(listing.table))
        self.list.told.connect(self.told)
        self.list.model.modelReset.connect(self._count)
        self.box.addWidget(self.list, 1)
        self.list.refresh()
        personal = any(column.kind.personal for column in listing.table.columns)
        self.covered.setEnabled(personal)
        self.covered.setToolTip("" if personal else _("This list holds no personal numbers."))

    def _count(self) -> None:
        """Say how many rows the filter shows, and how many there are."""
        assert self.list is not None
        desk, listing, query = self.page.desk, self.list.listing, self.list.query()

        def work() -> tuple[int, int]:
            return desk.read(count, listing, query), desk.read(count, listing)

        self.page.look(work, lambda counts: self._say_counts(*counts), "export")

    def _say_counts(self, shown: int, every: int) -> None:
        words = _("Only what the filter shows ({shown} of {all})")
        self.filtered.setText(words.format(shown=f"{shown:,}", all=f"{every:,}"))

    def save(self) -> None:
        """Ask where to and write it."""
        assert self.list is not None
        stem = f"{_(self.list.listing.table.title)}_{self.page.desk.today:%Y%m%d}"
        title = _("Save the list")
        if path := save_file(self, Purpose.LIST, title, safe_name(stem, ".xlsx"), WORKBOOK):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the rows that are wanted with the columns as they are shown."""
        assert self.list is not None
        desk, listing, view = self.page.desk, self.list.listing, self.list
        query = view.query()
        if not self.filtered.isChecked():
            query = replace(query, where={}, text="", conditions=())
        columns, masked = _shown(listing.table, query), self.covered.isChecked()
        said = filter_words(listing.table, query)
        facts = (said,) if said else ()

        def work(progress: Progress) -> None:
            from county_desk.sheets.writing.writer import write

            rows = desk.read(page_of, listing, query)
            title = _(listing.table.title)
            write(
                path,
                columns,
                rows,
                title=title,
                facts=facts,
                masked=masked,
                day=desk.today,
                progress=progress,
            )

        save(self.page, work, path, _("Writing the list"))


def _filters(table: Table[object]) -> tuple[str, ...]:
    """Columns of few values, by which a list is usually narrowed."""
    keys = [column.key for column in table.columns]
    return tuple(key for key in USUAL if key in keys)[:MOST]


def _shown(table: Table[object], query: Query) -> Table[object]:
    """The table with the columns on the screen, in their order there."""
    shown = table.only(*query.columns)
    return replace(shown, columns=tuple(replace(column, hidden=False) for column in shown.columns))
