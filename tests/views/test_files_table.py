"""The list of files: its figures, as an eye reads them."""

from dataclasses import replace

from PySide6.QtCore import Qt

from county_desk.views.importing.files_table import NAME
from county_desk.views.importing.import_files import FILES
from county_desk.views.widgets.style import em
from tests.views.importing import BAD, current

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def test_numbers_of_rows_stand_at_the_right_with_separators(page, a_file):
    page.open_files([a_file(BAD)])
    files = page.imports.files.files
    row = replace(current(page), ready=18801, wrong=1234567)
    files.show_files({row.path: row})
    keys = [column.key for column in FILES.columns]
    for key, words in (("ready", "18,801"), ("wrong", "1,234,567"), ("waiting", "4")):
        index = files.index(0, keys.index(key))
        assert index.data() == words
        assert index.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT


def test_a_name_of_a_file_is_never_too_narrow_to_be_told_from_others(page, a_file):
    page.open_files([a_file(BAD)])
    files = page.imports.files
    files.setMinimumWidth(0)
    for width, tight in ((1200, False), (500, True), (1200, False)):
        files.resize(width, 200)
        assert files.columnWidth(0) >= em(NAME)
        assert (files.horizontalHeader().length() > files.viewport().width()) is tight
