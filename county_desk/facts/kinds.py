"""Kinds of value that only facts have: a word of a fixed list, a month or year, a grade, an area."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_desk.facts.word_lists import english_words, in_words, listed_words, same_words, stored_words
from county_desk.fields import Code, Invalid, Measure, Text
from county_desk.text import _


@dataclass(frozen=True)
class Word(Text):
    """A word of the fixed list that `words.toml` has for the column of this title.

    The register holds the Chinese word, which a reader of English sees in English.
    """

    title: str = ""

    def show(self, value: str | None) -> str:
        return in_words(self.title, value or "")

    def sought(self, text: str) -> str:
        """A text that is typed over a column, as the register keeps it."""
        return stored_words(self.title, text)

    def options(self) -> Sequence[tuple[str, str]]:
        return [(word, self.show(word)) for word in listed_words(self.title)]

    def parse(self, raw: object) -> str:
        text = super().parse(raw)
        called = {english: word for word, english in english_words(self.title).items()}
        word = called.get(text, text)
        if trouble := self.unfit(word):
            raise Invalid(trouble)
        return str(word)

    def unfit(self, value: object) -> str:
        known = listed_words(self.title)
        if not value or value in known:
            return ""
        return _("“{raw}” is not one of: {known}").format(
            raw=value, known=_(", ").join(map(self.show, known))
        )


@dataclass(frozen=True)
class WordText(Text):
    """Words of such a list, several in a row or with others between them; any text may stand there."""

    title: str = ""

    def show(self, value: str | None) -> str:
        return in_words(self.title, value or "")

    def sought(self, text: str) -> str:
        """A text that is typed over a column, as the register keeps it."""
        return stored_words(self.title, text)


_APART = re.compile(r"[,，、;；/]+|(?<=[\u4e00-\u9fff])\s+")  # blanks stand inside English words


@dataclass(frozen=True)
class SeveralWords(Word):
    """Several words of a fixed list, kept with “、” between them and each once."""

    def words(self) -> Sequence[tuple[str, str]]:
        """Each word of the list, and how it is shown."""
        return Word.options(self)

    def options(self) -> Sequence[tuple[str, str]]:
        return []

    def parse(self, raw: object) -> str:
        called = {english: word for word, english in english_words(self.title).items()}
        called |= same_words(self.title)
        parts = (part.strip() for part in _APART.split(str(raw)))
        words = "、".join(dict.fromkeys(called.get(part, part) for part in parts if part))
        if trouble := self.unfit(words):
            raise Invalid(trouble)
        return words

    def unfit(self, value: object) -> str:
        every = str(value or "").split("、")
        return next((trouble for word in every if (trouble := super(SeveralWords, self).unfit(word))), "")


@dataclass(frozen=True)
class YearOrMonth(Code):
    """A year, or a month as year and month: 2014 or 2014-03."""

    width: int = 8

    def parse(self, raw: object) -> str:
        text = str(super().parse(raw))
        if found := re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})月?", text):
            text = f"{found[1]}-{int(found[2]):02}"
        if trouble := self.unfit(text):
            raise Invalid(trouble)
        return text

    def unfit(self, value: object) -> str:
        if not value or re.fullmatch(r"(19|20)\d{2}(-(0[1-9]|1[0-2]))?", str(value)):
            return ""
        return _("“{raw}” is no year or month; write it as 2014 or 2014-03").format(raw=value)


@dataclass(frozen=True)
class HousingGrade(Word):
    """The grade of a house by its safety, A to D."""

    width: int = 6
    title: str = "危房等级"

    def unfit(self, value: object) -> str:
        return _("The grade of a house is A, B, C or D") if super().unfit(value) else ""


@dataclass(frozen=True)
class Area(Measure):
    """An area of land or housing, never below 0."""

    def unfit(self, value: object) -> str:
        return _("An area is not below 0") if isinstance(value, Decimal) and value < 0 else ""


@dataclass(frozen=True)
class Months(Measure):
    """Months of one year, 0 to 12."""

    def unfit(self, value: object) -> str:
        within = not isinstance(value, Decimal) or 0 <= value <= 12
        return "" if within else _("A year has 0 to 12 months")
