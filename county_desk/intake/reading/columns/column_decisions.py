"""The decisions of persons about the titles of a sheet, in its own form or in any form of its list."""

from collections.abc import Iterable, Mapping, Sequence

from county_desk.intake.delivery import Layout
from county_desk.intake.reading.columns.answers import answer_of
from county_desk.intake.reading.columns.header_columns import BLANK
from county_desk.intake.reading.columns.list_kinds import NO_LIST


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
