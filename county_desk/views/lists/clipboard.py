"""Copying cells so that a worksheet keeps them: identity numbers stay text, dates stay dates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from county_desk.fields import Column, Day
from county_desk.progress import Progress, silent
from county_desk.tables.picking import stretches

TEXT = 'style=\'mso-number-format:"\\@"\' sdnum="1033;0;@"'
DATE = "style='mso-number-format:\"yyyy\\-mm\\-dd\"'"


@dataclass(frozen=True)
class Copied:
    """Rows as a clipboard takes them: tab-separated text, and a table."""

    rows: int
    text: str
    html: str

    def put(self) -> None:
        """Put them onto the clipboard."""
        mime = QMimeData()
        mime.setText(self.text)
        mime.setHtml(self.html)
        QGuiApplication.clipboard().setMimeData(mime)


@dataclass(frozen=True)
class CopiedCells:
    """Selected cells of a table.

    `read(offset, limit)` gives its rows on any thread; without `titles` the headers are left out. `covers`
    decides for each row whether personal numbers are covered.
    """

    columns: Sequence[Column[object]]
    numbers: Sequence[int]
    titles: Sequence[str]
    covers: Callable[[object], bool]
    read: Callable[[int, int], Sequence[object]]

    @property
    def personal(self) -> bool:
        """Whether one of the columns holds personal numbers."""
        return any(column.kind.personal for column in self.columns)

    def copied(self, progress: Progress = silent) -> Copied:
        """Read and write the cells, some rows at a time."""
        lines = ["\t".join(map(_one_line, self.titles))] if self.titles else []
        head = "".join(f"<th>{escape(title)}</th>" for title in self.titles)
        body = [f"<tr>{head}</tr>"] if head else []
        done = 0
        for start, count in stretches(self.numbers):
            progress(done, len(self.numbers))
            for row in self.read(start, count):
                masked = self.covers(row)
                cells = [column.shown(row, masked=masked) for column in self.columns]
                lines.append("\t".join(map(_one_line, cells)))
                body.append(f"<tr>{_table_cells(self.columns, cells)}</tr>")
            done += count
        progress(done, len(self.numbers))
        html = f"<meta charset='utf-8'><table>{''.join(body)}</table>"
        return Copied(len(lines) - bool(self.titles), "\n".join(lines), html)


def _table_cells[R](columns: Sequence[Column[R]], row: Sequence[str]) -> str:
    pairs = zip(columns, row, strict=True)
    return "".join(f"<td {_format(column)}>{escape(cell)}</td>" for column, cell in pairs)


def _format[R](column: Column[R]) -> str:
    """Figures stay figures; everything else is text, so that no digit is lost and nothing is a formula."""
    if isinstance(column.kind, Day):
        return DATE
    return "" if column.kind.align == "right" else TEXT


def _one_line(cell: str) -> str:
    return cell.replace("\t", " ").replace("\n", " ")
