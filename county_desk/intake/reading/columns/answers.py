"""Answers of persons about columns: the title that one means, its unit, and the year of the answer.

A layout stores it in the form of a title: 人均纯收入, 人均纯收入(万元), 人均纯收入(万元)(2016年). "" passes
the column over.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from county_desk.intake.delivery import Layout
from county_desk.intake.reading.columns.list_kinds import NO_LIST
from county_desk.intake.reading.columns.title_units import units_of
from county_desk.intake.vocabulary import Title, Unit, standard_title

BLANK = re.compile(r"\(([A-Z]{1,3})\)")  # the text of a column that has none: its letter
_YEAR = re.compile(r"\((\d{4})年\)$")
_UNIT = re.compile(r"\(([^()]+)\)$")
_NAMES_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a standard title, or "" to pass the column over; "" for no unit and 0 for every year."""

    title: str
    unit: str = ""
    year: int = 0

    @property
    def remembered(self) -> str:
        """The answer as a layout keeps it."""
        unit, year = f"({self.unit})" if self.unit else "", f"({self.year}年)" if self.year else ""
        return f"{self.title}{unit}{year}"

    @property
    def known(self) -> Title | None:
        """The column that it means; None for one to pass over."""
        return standard_title(self.title)

    @property
    def said_unit(self) -> Unit | None:
        """The unit that it names."""
        return units_of(title).get(self.unit) if (title := self.known) else None

    def holds_in(self, year: int) -> bool:
        """Whether it holds for the files of a year."""
        return self.year in (0, year)


def answer_of(remembered: str) -> Answer:
    """The answer that a layout keeps."""
    year = _YEAR.search(remembered)
    left = remembered[: year.start()] if year else remembered
    unit = None if standard_title(left) else _UNIT.search(left)
    title = left[: unit.start()] if unit else left
    return Answer(title, unit[1] if unit else "", int(year[1]) if year else 0)


def dated(text: str, remembered: str, year: int) -> str:
    """Return the answer with the year if the title names a year, so that the question returns next year."""
    answer = answer_of(remembered)
    if not year or answer.year or not _NAMES_A_YEAR.search(text):
        return remembered
    return replace(answer, year=year).remembered


def decided(key: str, texts: Sequence[str], layouts: Sequence[Layout], year: int) -> Mapping[str, str]:
    """The answers that hold for a sheet in a year, by title; `key` is its list, `texts` are its titles.

    An answer serves a title in every form of the list. The form's own answers come first; only they count
    for a column without a title and for a sheet that is no known list.
    """
    own = own_layout(key, texts, layouts)
    found = dict(own.meanings) if own else {}
    there = set(texts)
    for text, meant in _of_the_list(key, layouts):
        if text in there and not BLANK.fullmatch(text) and answer_of(meant).holds_in(year):
            found.setdefault(text, meant)
    return found


def own_layout(key: str, texts: Sequence[str], layouts: Sequence[Layout]) -> Layout | None:
    """Return the layout of exactly this form; None without a decision about it.

    The titles identify the form. The kind of its list was a guess then; it only separates forms alike.
    """
    same = [layout for layout in layouts if _titles_of(layout) == tuple(texts)]
    return next((layout for layout in same if layout.list == key), same[0] if same else None)


def _of_the_list(key: str, layouts: Iterable[Layout]) -> Iterable[tuple[str, str]]:
    if key == NO_LIST.key:
        return ()
    return (answer for layout in layouts if layout.list == key for answer in layout.meanings.items())


def _titles_of(layout: Layout) -> tuple[str, ...]:
    return tuple(text for text in layout.texts if not BLANK.fullmatch(text))
