"""A comment on a cell of a delivered sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from county_desk.sheets.formats.table_limits import Place


@dataclass(frozen=True, slots=True)
class CellComment:
    """A comment on a cell and its author; `author` is "" where the file names none."""

    words: str
    author: str


type CellComments = Mapping[Place, CellComment]  # those of one sheet
