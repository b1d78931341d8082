"""Copying cells so that a worksheet keeps them: identity numbers stay text, dates stay dates."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from county_desk.fields import Column, Day

TEXT = 'style=\'mso-number-format:"\\@"\' sdnum="1033;0;@"'
DATE = "style='mso-number-format:\"yyyy\\-mm\\-dd\"'"


def copied[R](
    columns: Sequence[Column[R]], rows: Sequence[Sequence[str]], titles: Sequence[str]
) -> QMimeData:
    """Cells as tab-separated text and as a table; `titles` is empty to leave the headers out."""
    mime = QMimeData()
    lines = [titles, *rows] if titles else list(rows)
    mime.setText("\n".join("\t".join(_one_line(cell) for cell in line) for line in lines))
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{_cells(columns, row)}</tr>" for row in rows)
    mime.setHtml(f"<meta charset='utf-8'><table>{f'<tr>{head}</tr>' if titles else ''}{body}</table>")
    return mime


def _cells[R](columns: Sequence[Column[R]], row: Sequence[str]) -> str:
    pairs = zip(columns, row, strict=True)
    return "".join(f"<td {_format(column)}>{escape(cell)}</td>" for column, cell in pairs)


def _format[R](column: Column[R]) -> str:
    """Figures stay figures; everything else is text, so that no digit is lost and nothing is a formula."""
    if isinstance(column.kind, Day):
        return DATE
    return "" if column.kind.align == "right" else TEXT


def _one_line(cell: str) -> str:
    return cell.replace("\t", " ").replace("\n", " ")
