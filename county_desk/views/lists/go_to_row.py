"""Ctrl+G: go to a row by its place in the list."""

from county_desk.text import _
from county_desk.views.lists.line_dialog import LineDialog
from county_desk.views.lists.table_view import TableView


def go_to_row(table: TableView) -> LineDialog | None:
    """Ask for the place of a row and make it the current one; return None for an empty table."""
    last = table.rows.rowCount()
    if not last:
        return None

    def trouble(text: str) -> str:
        number = _place(text)
        fits = number is not None and 1 <= number <= last
        return "" if fits else _("Type a number from 1 to {most}").format(most=f"{last:,}")

    def go(text: str) -> None:
        column = max(0, table.currentIndex().column())
        index = table.rows.index((_place(text) or 1) - 1, column)
        table.setCurrentIndex(index)
        table.scrollTo(index, TableView.ScrollHint.PositionAtCenter)
        table.setFocus()

    words = _("Row (1 to {last})").format(last=f"{last:,}")
    dialog = LineDialog(_("Go to row"), words, _("Go"), trouble, go, table)
    dialog.ask(str(table.currentIndex().row() + 1))
    return dialog


def _place(text: str) -> int | None:
    digits = text.replace(",", "").replace("，", "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None
