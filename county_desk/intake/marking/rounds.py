"""In which round a cell is wrong: read from our remark on it, or from our column where remarks got lost."""

import re

from county_desk.sheets.formats.county_additions import ODD, OURS, WRONG
from county_desk.text import N_, in_every_language

AGAIN = N_("Sent back, round {count}.")
_TOLD = re.compile(rf"(?:^|\s)([{WRONG}{ODD}{OURS}]) ([A-Z]{{1,3}})[1-9]\d*\s")


def round_of(text: str) -> int:
    """Return the round in which a remark of ours was made; 0 for a remark about something merely odd."""
    return _counted(text) or int(text.startswith(WRONG))


def rounds_in(text: str) -> dict[str, int]:
    """Return the columns that our words beside a row call wrong, each with its round.

    The keys are column letters only: the cells of a row that was moved have other addresses.
    """
    rounds: dict[str, int] = {}
    for found in _TOLD.finditer(text):
        if found[1] == WRONG:  # of several problems of a cell, only the first names its round
            rounds.setdefault(found[2], _counted(text[found.end() :]) or 1)
    return rounds


def _counted(text: str) -> int:
    """The round with which a text begins; 0 when it names none."""
    for words in in_every_language(AGAIN):
        before, _field, after = map(re.escape, words.partition("{count}"))
        if found := re.match(rf"{before}(\d{{1,4}}){after}", text):
            return int(found[1])
    return 0
