"""The declared lists of acts, and those among them that a table can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.grids import GRIDS as OF_REGISTER
from county_desk.intake.pasting.heading import heading_of
from county_desk.intake.pasting.help_grids import GRIDS as OF_HELP
from county_desk.intake.reading.checks.year_of_file import year_of
from county_desk.intake.text_table import TextTable
from county_desk.text import _

ACT_LISTS = (*OF_REGISTER, *OF_HELP)
_CALLED = 2  # so many known titles weighs a word that names the list


@dataclass(frozen=True)
class FittingList:
    """A list that a table can be.

    `known` are the sender's titles that it knows. `names` are the labels of the columns that name a record.
    `lacks` are the fields to ask once for all rows, `unnamed` whether its rows do not say what they are
    about. `called` is the word in the title of the table that names the list, "" for none.
    """

    grid: PasteGrid
    known: tuple[str, ...]
    names: tuple[str, ...]
    lacks: tuple[str, ...]
    unnamed: bool
    called: str
    score: int

    def why(self) -> str:
        """The reasons as sentences in the language in force."""
        return "\n".join(self._reasons())

    def _reasons(self) -> Iterator[str]:
        comma = _(", ")
        if self.called:
            yield _("Its title says “{word}”.").format(word=self.called)
        yield _("Known titles: {titles}.").format(titles=comma.join(self.known))
        if self.names:
            yield _("Its rows are named by: {columns}.").format(columns=comma.join(self.names))
        if self.lacks:
            asks = self.grid.act.asks()
            labels = comma.join(_(asks[name].title) for name in self.lacks)
            yield _("Asked once for all rows: {fields}.").format(fields=labels)


def kinds_of(table: TextTable, lists: Iterable[PasteGrid], file: str = "") -> tuple[FittingList, ...]:
    """The lists that a table can be, the best ones first; those that fit equally have the same `score`.

    `file` is the name of its file, which may name the list.
    """
    found = [fit for grid in lists if (fit := _fit(table, grid, file)) is not None]
    return tuple(sorted(found, key=lambda fit: -fit.score))


def best_of(fitting: Iterable[FittingList]) -> tuple[FittingList, ...]:
    """Those of the highest score: one, or several among which a person chooses."""
    found = tuple(fitting)
    return tuple(fit for fit in found if fit.score == found[0].score)


def _fit(table: TextTable, grid: PasteGrid, file: str) -> FittingList | None:
    heading = heading_of(grid, table, year_of(table.above, table.sheet, file), {})
    values = [place for place, column in heading.columns.items() if column in grid.values]
    if not values:
        return None
    named = [column for column in heading.columns.values() if column in grid.named]
    unnamed = bool(grid.unnamed(heading.keys, ()))
    lacks = grid.lacking(heading.keys, ())
    titles = (*table.above, table.sheet, file)
    called = next((word for word in grid.said.called if any(word in text for text in titles)), "")
    score = 2 * (len(values) + _CALLED * bool(called)) + len(named) - len(lacks) - 6 * unnamed
    return FittingList(
        grid,
        tuple(heading.texts[place] for place in values),
        tuple(_(column.label) for column in named),
        lacks,
        unnamed,
        called,
        score + (100 if table.list == grid.key else 0),
    )
