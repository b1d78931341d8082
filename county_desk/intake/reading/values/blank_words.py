"""Cells that say that there is nothing to fill in: a stroke, or in some columns 无."""

import tomllib
from collections.abc import Mapping
from functools import cache

from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.cell_value import Found, Note
from county_desk.intake.vocabulary import Title
from county_desk.paths import resources
from county_desk.sheets.formats.book import Cell
from county_desk.text import _


@cache
def _declared() -> Mapping[str, list[str]]:
    with (resources() / "columns" / "blanks.toml").open("rb") as file:
        return tomllib.load(file)


def blank_in(title: Title) -> frozenset[str]:
    """The texts that mean a blank cell in a column."""
    said = _declared()
    signs = said["signs"] if title.kind in said["kinds"] and title.title not in said["never"] else ()
    line = title.of == "income" and title.group not in said["sums"]
    figure = title.of == "living" and title.kind in said["figures"]
    words = said["words"] if line or figure or title.title in said["titles"] else ()
    return frozenset((*signs, *words))


def read_as_blank(cell: Cell) -> Found:
    """Nothing to store, with a word: it may stand where something should."""
    message = _("“{raw}” was read as a blank cell.").format(raw=cell)
    return Found(notes=(Note("normalized", message, Level.WARN),))
