"""Choices that drop down under the typed text; their sound finds them, too."""

import re
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit

from county_desk.sound.search_text import finds

_APART = re.compile(r"[、,，;；]\s*")


class SoundChoices(QSortFilterProxyModel):
    """The choices that some words find."""

    def __init__(self, choices: QAbstractItemModel, parent: QObject) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSourceModel(choices)

    def narrow(self, words: str) -> None:
        """Offer what these words find; all when there are none."""
        if words != self._words:
            self.beginFilterChange()
            self._words = words
            self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the words find a choice."""
        return finds(str(self.sourceModel().index(row, 0, parent).data() or ""), self._words)


class SoundCompleter(QCompleter):
    """A completer of a box of choices; the choices are narrowed whenever the words change."""

    def __init__(self, choices: QAbstractItemModel, parent: QObject) -> None:
        super().__init__(parent)
        self.choices = SoundChoices(choices, self)
        self.setModel(self.choices)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)

    def splitPath(self, words: str) -> list[str]:
        """Narrow the choices; Qt asks this for all that is typed."""
        self.choices.narrow(words.strip())
        return [""]


class NameCompleter(SoundCompleter):
    """Completes the last of the names that commas separate; those before it stay."""

    def splitPath(self, words: str) -> list[str]:
        """Narrow the choices by the last name."""
        return super().splitPath(_APART.split(words)[-1])

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole text with the chosen name in the place of the last."""
        line = self.widget()
        typed = line.text() if isinstance(line, QLineEdit) else ""
        return typed.removesuffix(_APART.split(typed)[-1]) + super().pathFromIndex(index)


def place_meant(labels: Sequence[str], words: str, *, first: bool) -> int:
    """The place of the label that holds the words as a whole, or that they find alone; -1 for none.

    Of several such labels the `first` is meant where the choices are terms, and none where they are records.
    English words find no label that begins with others: a grandson is no great-grandson.
    """
    found = [place for place, label in enumerate(labels) if finds(label, words)]
    if words.isascii():
        begun = words.casefold()
        found = [at for at in found if not labels[at].isascii() or labels[at].casefold().startswith(begun)]
    whole = [place for place in found if words in re.split(r"[\s·,，、（）()]+", labels[place])]
    meant = whole or found
    return meant[0] if len(meant) == 1 or (meant and first) else -1
