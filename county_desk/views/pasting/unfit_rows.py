"""The rows of a block that do not fit, copied back with the reasons so that they can be put right."""

from collections.abc import Sequence
from html import escape

from county_desk.intake.pasting.block_content import ReadBlock
from county_desk.text import _
from county_desk.views.lists.clipboard import TEXT, Copied


def unfit_rows(block: ReadBlock) -> Copied:
    """The title row, if there is one, and each row that does not fit, its reasons in a column at the end."""
    lines: list[list[str]] = [[*block.heading.texts, _("What does not fit")]] if block.heading.texts else []
    for row in block.unfit:
        reasons = [row.trouble, *(cell.trouble for cell in row.cells)]
        lines.append([*(cell.text for cell in row.cells), " ".join(filter(None, reasons))])
    text = "\n".join("\t".join(map(_quoted, line)) for line in lines)
    body = "".join(f"<tr>{_row(line)}</tr>" for line in lines)
    return Copied(len(block.unfit), text, f"<meta charset='utf-8'><table>{body}</table>")


def _row(cells: Sequence[str]) -> str:
    return "".join(f"<td {TEXT}>{escape(cell)}</td>" for cell in cells)


def _quoted(cell: str) -> str:
    """A cell as a spreadsheet copies it: in quotation marks where it holds a line break or a tab."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in "\n\t\r") else cell
