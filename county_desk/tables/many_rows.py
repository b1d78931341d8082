"""Reading many rows in little memory."""

from collections.abc import Iterable, Iterator
from typing import cast

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

FEW = {"yield_per": 1000}  # the execution options of a select whose rows are read some at a time
_MOST = 10_000  # words that are kept once, such as the kinds and causes of households
_SHORT = 12  # characters of a word that may be kept once


def rows_of[*T](session: Session, wanted: Select[*T]) -> Iterator[Row[*T]]:
    """Yield the rows of a select, some at a time. The cursor of a server closes when the reader stops."""
    with session.execute(wanted, execution_options=FEW) as rows:
        yield from rows


class SharedWords:
    """Keeps a word that many records have in common once: gives back the first text equal to the one given.

    Other values, and long texts, come back as they are.
    """

    def __init__(self) -> None:
        self._words: dict[str, str] = {}

    def all(self, values: Iterable[object]) -> list[object]:
        """Several values, each as a call gives it back; quicker than a call for each."""
        known = self._words
        keep = known.setdefault if len(known) < _MOST else known.get
        return [
            keep(value, value) if type(value) is str and len(value) <= _SHORT else value for value in values
        ]

    def __call__[T](self, value: T) -> T:
        if type(value) is not str:
            return value
        word = cast(str, value)
        if len(word) > _SHORT:
            return value
        few = len(self._words) < _MOST
        return cast(T, self._words.setdefault(word, word) if few else self._words.get(word, word))
