"""What tests of the import and its batches share: a reader in this process, and what the page shows."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from county_desk.intake.reading.report import read_delivery
from county_desk.models.batch import Batch
from county_desk.views.widgets.banner import Banner

TODAY = date(2016, 11, 24)
BAD = {"G3": "990101196503120012"}  # the head's number, with a wrong check digit
NAME = "城关镇柳湾花名册.xlsx"


class Here:
    """Reads in this process, which is quicker; one test below uses the real child."""

    def __enter__(self):
        return self

    def __exit__(self, *_trouble):
        pass

    def close(self):
        pass

    def read(self, path, terms, progress):
        return read_delivery(path, terms, progress)


def current(page):
    """The file that is shown."""
    return page.imports.files.current()


def batches(office):
    """How many batches there are."""
    return office.read(lambda session: session.scalar(select(func.count(Batch.id))))


def sheet(page):
    return page.imports.view.sheets


def rows(page):
    """The numbers of the rows that are shown."""
    model = sheet(page).table.rows
    return [model.row_at(place).line.row for place in range(model.rowCount())]


def cell(page, row, title, role=Qt.ItemDataRole.DisplayRole):
    """What a cell of the sheet on the screen says in a role."""
    table = sheet(page).table
    keys = [column.key for column in table.rows.table.columns]
    return table.rows.index(rows(page).index(row), keys.index(title)).data(role)


def banners(page):
    """What the banners on the page say, once those that are new are shown."""
    QApplication.processEvents()
    return [banner.words.text() for banner in page.findChildren(Banner) if not banner.isHidden()]
