"""Values that the titles of a table and the name of its file offer for the fields of all its rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from county_desk.fields import Choice, Day, Invalid, Year
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.reading.checks.year_of_file import year_of
from county_desk.intake.text_table import TextTable
from county_desk.intake.vocabulary import bare

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

_PAIR = re.compile(r"([^\s:：]+)[:：]\s*([^\s:：]+)")  # 项目名称：2026年产业奖补项目
_DAY = re.compile(r"20\d\d(?:[-./年]\d{1,2}[-./月]\d{1,2}|\d{4})(?!\d)")


def offered(grid: PasteGrid, table: TextTable, names: Iterable[str], file: str = "") -> dict[str, object]:
    """Return the values of fields that the table or its file names in words; `names` are those of fields.

    A field with a label in a title line has its value from there: a day, a number, a name. Another day of a
    title or of the file's name counts if it is the only one; a choice if its word is the only one.
    """
    asks, found = grid.act.asks(), dict[str, object]()
    labelled = {bare(label): text for label, text in _pairs(table)}
    titles = [_PAIR.sub("", text) for text in (*table.above, table.sheet, file)]
    columns = grid.titles()
    for name in names:
        kind = asks[name].kind
        said = [text for label, text in labelled.items() if (own := columns.get(label)) and own.key == name]
        if isinstance(kind, Day):
            said = said or list(dict.fromkeys(day for text in titles for day in _DAY.findall(text)))
        elif isinstance(kind, Choice):
            said = said or list(_choices(grid, name, titles))
        elif isinstance(kind, Year):
            said = [str(year)] if (year := year_of(table.above, table.sheet, file)) else []
        column = next((each for each in grid.values if each.key == name), None)
        if len(said) != 1:
            continue
        try:
            value = column.read(said[0], None, None).value if column else kind.read(said[0])
        except Invalid:
            continue
        if value is not None:
            found[name] = value
    return found


def offered_records(
    desk: "Desk", grid: PasteGrid, table: TextTable, names: Iterable[str]
) -> dict[str, object]:
    """Return the records of fields that a title line names after a label, as 项目名称：…."""
    columns, found = grid.titles(), dict[str, object]()
    for record in grid.records:
        for label, text in _pairs(table) if record.field in names else ():
            column = columns.get(bare(label))
            if column in record.columns and column is not None:
                (named,) = record.find(desk, [{column.key: text}], {})
                if named.record is not None:
                    found[record.field] = named.record
    return found


def _pairs(table: TextTable) -> Iterator[tuple[str, str]]:
    for text in table.above:
        yield from _PAIR.findall(text)


def _choices(grid: PasteGrid, name: str, titles: Iterable[str]) -> Iterator[str]:
    """The terms with a word in the titles, each once."""
    words: Mapping[str, str] = grid.said.words.get(name, {})
    text = "".join(titles)
    yield from dict.fromkeys(term for word, term in words.items() if word in text)
