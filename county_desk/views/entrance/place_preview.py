"""A preview of a list of villages: its townships with their numbers, and its unfit rows."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from county_desk.text import _, _n
from county_desk.views.widgets.parts import in_column, line
from county_desk.views.widgets.style import em, tones
from county_desk.workflow.place_list import VillageList

UNFIT = 200  # rows that are shown; the file is mended and chosen again anyhow


class PlacePreview(QWidget):
    """Hidden until a list is shown; unfit rows stand first, in red, with the reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = line("", self)
        self.unfit = _table((_("Row"), _("Words"), _("Reason")), _("Rows that make no village"), self)
        self.towns = _table((_("Township"), _("Code"), _("Villages")), _("Villages of each township"), self)
        in_column(self.words, self.unfit, self.towns, on=self, gap=0.4, margins=0)
        self.hide()

    def show_list(self, found: VillageList) -> None:
        """Show the townships and the unfit rows of a list."""
        self.words.setText(_summary(found))
        bad = QColor(tones(self).bad)
        rows = [(f"{each.row:,}", each.words, each.reason) for each in found.unfit[:UNFIT]]
        _fill(self.unfit, rows, bad)
        self.unfit.setVisible(bool(rows))
        self.unfit.setMaximumHeight(em(2.3) * (len(rows) + 1) + em(0.5))
        _fill(self.towns, [(name, code, f"{count:,}") for (code, name), count in found.townships.items()])
        self.towns.setVisible(bool(found.lines))
        self.setVisible(not found.trouble)


def _summary(found: VillageList) -> str:
    villages, towns, unfit = len(found.lines), len(found.townships), len(found.unfit)
    parts = [
        _n("{count} village", "{count} villages", villages).format(count=f"{villages:,}"),
        _n("{count} township", "{count} townships", towns).format(count=towns),
    ]
    if unfit:
        parts.append(_n("{count} row to mend", "{count} rows to mend", unfit).format(count=f"{unfit:,}"))
    if found.elsewhere:
        words = _n("{count} row of another county", "{count} rows of other counties", found.elsewhere)
        parts.append(words.format(count=f"{found.elsewhere:,}"))
    return " · ".join(parts)


def _table(titles: tuple[str, ...], name: str, parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, len(titles), parent)
    table.setHorizontalHeaderLabels(titles)
    table.verticalHeader().hide()
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setStretchLastSection(True)
    table.setMinimumHeight(em(5))
    return table


def _fill(table: QTableWidget, rows: list[tuple[str, str, str]], colour: QColor | None = None) -> None:
    table.setRowCount(len(rows))
    for place, row in enumerate(rows):
        for column, words in enumerate(row):
            item = QTableWidgetItem(words)
            if colour is not None:
                item.setForeground(colour)
            table.setItem(place, column, item)
