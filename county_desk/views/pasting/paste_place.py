"""The place of pasted rows: which rows they are, and the values that all of them share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from county_desk.workflow.command import Change

if TYPE_CHECKING:
    from county_desk.intake.pasting.block import Cells
    from county_desk.intake.pasting.grid import PasteGrid
    from county_desk.intake.pasting.subjects import Scope

type NamedRows = Callable[[], Sequence[Mapping[str, str]]]  # rows of a workbook, by the keys of columns


@dataclass(frozen=True)
class PastePlace:
    """The place of a paste: its grids, its village or household, and the values of shared fields.

    `then` is called with the change. `named` gives the reader of the rows that the blank workbook
    of a grid lists. `begins` are rows to type under a `title`, in place of the clipboard.
    """

    grids: "Sequence[PasteGrid]"
    scope: "Scope" = field(default_factory=dict)
    given: Mapping[str, object] = field(default_factory=dict)
    then: Callable[[Change], None] | None = None
    begins: "Cells" = field(default_factory=list)
    title: str = ""
    named: "Callable[[PasteGrid], NamedRows]" = lambda _grid: tuple
