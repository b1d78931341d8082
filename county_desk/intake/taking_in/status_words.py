"""Unknown status words of a file: named once each, and read anew by the meanings that a person gives."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from county_desk.facts.word_lists import listed_words
from county_desk.intake.comparing.cases import STATUS
from county_desk.intake.comparing.comparison import Answers
from county_desk.intake.comparing.reading_terms import reading_terms
from county_desk.intake.delivery import Delivery
from county_desk.intake.reader import Reader
from county_desk.intake.taking_in.arrivals import Arrival, look_at
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk

type Cells = dict[str, dict[str, str]]
"""Texts by sheet and cell."""


def strange_words(delivery: Delivery) -> tuple[str, ...]:
    """The words in the status column that no list knows; each once, in the order of the file."""
    known = {"", *listed_words(STATUS)}
    said = (str(line.values.get(STATUS) or "") for line in delivery.lines)
    return tuple(dict.fromkeys(word for word in said if word not in known))


def meanings_of(given: Iterable[str]) -> dict[str, str]:
    """The meanings given as WORD=STATUS. Raises `Refused` for a status that is in no list."""
    known, found = listed_words(STATUS), {}
    for each in given:
        word, equals, status = each.partition("=")
        if not (word and equals and status in known):
            words = _("“{raw}” is not WORD=STATUS; a status is one of: {known}")
            raise Refused({"means": words.format(raw=each, known="、".join(known))})
        found[word.strip()] = status
    return found


def read_with_meanings(
    desk: Desk,
    reader: Reader,
    arrival: Arrival,
    year: int | None,
    meanings: Mapping[str, str],
    kinds: Collection[str] = (),
) -> Arrival:
    """The file read again with the meanings in place of its status words; as it was where it has none."""
    cells = _cells(arrival.raw, meanings)
    if not cells:
        return arrival
    terms = replace(desk.read(reading_terms, year, desk.today), fixes=cells)
    found = look_at(desk, reader.read(Path(arrival.raw.file), terms), Answers(tuple(kinds)))
    return replace(found, fixes=cells)


def _cells(delivery: Delivery, meanings: Mapping[str, str]) -> Cells:
    letters = {sheet.name: sheet.standard.get(STATUS) for sheet in delivery.sheets}
    found: Cells = {}
    for line in delivery.lines:
        letter, word = letters.get(line.sheet), str(line.values.get(STATUS) or "")
        if letter and word in meanings:
            found.setdefault(line.sheet, {})[f"{letter}{line.row}"] = meanings[word]
    return found
