"""A remark that hangs on a cell of a delivered sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from county_desk.sheets.formats.moved import Place


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a cell and its author; `author` is "" where the file names none."""

    words: str
    author: str


type Remarks = Mapping[Place, Remark]  # those of one sheet
