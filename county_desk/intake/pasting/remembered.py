"""The meanings that a person chose for columns of a list of acts; its later tables keep them."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from county_desk.intake.comparing.layouts import OF_ACTS, SettleLayout, answers_of
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.text_table import TextTable
from county_desk.intake.vocabulary import bare


def remembered_meanings(session: Session, grid: PasteGrid, table: TextTable) -> dict[int, str]:
    """Return the keys of columns by their places, "" for one to leave out."""
    answers = answers_of(session, OF_ACTS + grid.key)
    return {place: answers[text] for place, text in _texts(table).items() if text in answers}


def settling(grid: PasteGrid, table: TextTable, meant: Mapping[int, str]) -> SettleLayout | None:
    """Return the act that remembers these meanings by the titles of a table; None without a title."""
    texts = _texts(table)
    meanings = {texts[place]: key for place, key in meant.items() if place in texts}
    if not meanings:
        return None
    return SettleLayout(list=OF_ACTS + grid.key, texts=tuple(texts.values()), meanings=meanings)


def _texts(table: TextTable) -> dict[int, str]:
    return {place: bare(table.title(place)) for place, path in enumerate(table.titles) if path}
