"""Signals in words: a record keeps its check and figures, and each reader gets a sentence of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case

from county_desk.fields import Invalid, Kind
from county_desk.models.signal import FoundSignal
from county_desk.rules.bilingual import spoken
from county_desk.rules.checks.catalogue import catalogue, key_groups, signals
from county_desk.text import _

_APART = "\n"  # between the parts of a sentence in a select; no part has a line end


@dataclass(frozen=True)
class SignalRule(Kind):
    """The number of a check that is a signal, shown by its title."""

    width: int = 20

    def show(self, value: str | None) -> str:
        return catalogue()[value].titled() if value and value in catalogue() else value or ""

    def options(self) -> Sequence[tuple[str, str]]:
        return [(number, self.show(number)) for number in (*signals(), *key_groups())]

    def parse(self, raw: object) -> str:
        wanted = str(raw).strip()
        for number, title in self.options():
            if wanted in (number, title):
                return number
        known = _(", ").join(title for _number, title in self.options())
        raise Invalid(_("“{raw}” is not one of: {known}").format(raw=wanted, known=known))


@dataclass(frozen=True)
class SignalSentence(Kind):
    """A signal as `sentence_parts` gives it, shown as a sentence."""

    width: int = 36

    def show(self, value: str | None) -> str:
        if not value:
            return ""
        number, figures, words, _rule = value.split(_APART)
        return _sentence(number, figures, words)

    def plain(self, value: str | None) -> str | None:
        return value and self.show(value)


def sentence_parts() -> ColumnElement[str]:
    """The parts of the sentence of a signal, for a select; a search finds its figures and its rule."""
    rules = {number: _rule_words(number) for number in (*signals(), *key_groups())}
    parts = (FoundSignal.values, FoundSignal.words, case(rules, value=FoundSignal.number, else_=""))
    joined: ColumnElement[str] = FoundSignal.number.concat("")
    for part in parts:
        joined = joined.concat(_APART).concat(part)
    return joined


def sentence_of(signal: FoundSignal) -> str:
    """The sentence of a signal in the language in force."""
    return _sentence(signal.number, signal.values, signal.words)


def _rule_words(number: str) -> str:
    rule = catalogue()[number]
    return " ".join((rule.titled(), *(spoken(each.words) for each in rule.wordings.values())))


def _sentence(number: str, figures: str, words: str) -> str:
    """The sentence of a check with its figures; what no check says now has the kept words, or its figures."""
    try:
        wording, values = json.loads(figures)
        return catalogue()[number].sentence(wording, values)
    except (KeyError, ValueError):
        return words or figures
