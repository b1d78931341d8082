"""One sheet that is to be written: its rows, and the words that stand above and below them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from county_desk.fields import Column, Table
from county_desk.text import N_, _

TITLE_ROW, FACTS_ROW, HEAD_ROW = 1, 2, 3
SIGNATURES = (N_("Head of unit"), N_("Checked by"), N_("Filled in by"), N_("Contact telephone"))


def never(_row: object) -> bool:
    """No row of the sheet is a sum."""
    return False


@dataclass(frozen=True)
class Sheet[R]:
    """Rows under their table, ready to be written.

    `facts` are the parts of the second line (unit, date, measure). `bands` are titles over neighbouring
    columns, by column key. `totals` are the values of the last row by column key; the first column names
    the row. `strong` marks the rows that are sums. `signed` adds the line for signatures, `notes` the lines
    under it. `mark` is a warning such as that of a draft. It precedes the title and the sheet's name and
    overprints each page. `masked` hides most digits of personal numbers, as the screen does.
    """

    table: Table[R]
    rows: Sequence[R]
    title: str = ""
    facts: tuple[str, ...] = ()
    bands: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, Any] | None = None
    strong: Callable[[R], bool] = never
    signed: bool = False
    notes: tuple[str, ...] = ()
    mark: str = ""
    masked: bool = False

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The columns that are written, in order."""
        return tuple(column for column in self.table.columns if not column.hidden)

    @property
    def heading(self) -> str:
        """The title over the sheet, in the language in force."""
        return f"{self.mark}{self.title or _(self.table.title)}"

    @property
    def last_head_row(self) -> int:
        """The row of the column titles; the rows follow it."""
        return HEAD_ROW + (1 if self.bands else 0)

    @property
    def last_row(self) -> int:
        """The last row of figures, sums included."""
        return self.last_head_row + len(self.rows) + (1 if self.totals is not None else 0)

    @property
    def footing(self) -> tuple[str, ...]:
        """The lines under the figures: for signatures, and notes."""
        signatures = "　　　　　　　　".join(_("{title}:").format(title=_(title)) for title in SIGNATURES)
        return (*((signatures,) if self.signed else ()), *self.notes)
