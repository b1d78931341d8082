"""The content of a block as it was read: its rows with their acts, and its troubles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from county_desk.intake.pasting.columns import ReadCell
from county_desk.intake.pasting.heading import BlockHeading
from county_desk.workflow.command import Command
from county_desk.workflow.pasting import PasteRows, by_row

type Picked = Mapping[int, Mapping[str, object]]  # records that a person chose, by row number and field
type Refusals = Mapping[int, Mapping[str, str]]  # why rows were refused, by their number and the field


@dataclass(frozen=True)
class ReadRow:
    """One row of a block: its number from 1, its subject, its cells, and its act if it is valid.

    `records` are those that it names, by the field of the act. `before` are the values on record of the
    first one, by the key of the column. `effect` is a consequence to confirm beforehand. A row is `blank`
    if it says what it is about, and nothing else. It `stands` if its record exists already. It `asks` if
    only a field that all rows share keeps it out. `candidates` are records that fit equally, by the field
    of the act, each with its number and a label.
    """

    number: int
    cells: tuple[ReadCell, ...]
    label: str = ""
    records: Mapping[str, object] = field(default_factory=dict)
    trouble: str = ""
    act: Command | None = None
    before: Mapping[str, object] = field(default_factory=dict)
    effect: str = ""
    blank: bool = False
    stands: bool = False
    asks: bool = False
    candidates: Mapping[str, Sequence[tuple[object, str]]] = field(default_factory=dict)

    @property
    def fits(self) -> bool:
        """Whether the row is valid."""
        return not self.trouble and not any(cell.trouble for cell in self.cells)


@dataclass(frozen=True)
class OtherTotal:
    """A total that is not the sum of its rows: its row, the place of its column, and the words."""

    number: int
    place: int
    words: str


@dataclass(frozen=True)
class ReadBlock:
    """A block; `troubles` concern all of it, so that no row can go in. `waits` says whom it waits for.

    `asked` has the words for each field that all typed rows share and that must still be filled in. `lacks`
    are the needed fields without a column; a person fills them in once for all rows. `totals` are those that
    are not the sums of their rows.
    """

    heading: BlockHeading
    rows: tuple[ReadRow, ...] = ()
    troubles: tuple[str, ...] = ()
    whole: type[PasteRows] = PasteRows
    waits: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    totals: tuple[OtherTotal, ...] = ()

    @property
    def fitting(self) -> tuple[ReadRow, ...]:
        """Return the valid rows."""
        return () if self.troubles else tuple(row for row in self.rows if row.act and row.fits)

    @property
    def unfit(self) -> tuple[ReadRow, ...]:
        """Return the invalid rows."""
        return tuple(row for row in self.rows if not row.fits and not row.blank)

    @property
    def blank(self) -> tuple[ReadRow, ...]:
        """Return the rows that were not filled in."""
        return tuple(row for row in self.rows if row.blank)

    def command(self) -> PasteRows:
        """Return the command that runs the acts of the valid rows."""
        return self.whole(acts=tuple(row.act for row in self.fitting if row.act))

    def refusals(self, problems: Mapping[str, str]) -> Refusals:
        """The problems of `command` by row number; problems of all rows together are left out."""
        rows = self.fitting
        return {rows[at].number: said for at, said in by_row(problems)[0].items()}
