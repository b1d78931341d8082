"""The facts that a worked example can give: their names in both languages, and how each value is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import NamedTuple, get_args, get_type_hints

from county_desk.facts import FACTS, VILLAGE_FACTS
from county_desk.facts.fact import Fact
from county_desk.facts.word_lists import in_words
from county_desk.fields import Choice, Count, Day, Kind, Term, YesNo
from county_desk.paths import toml_resource
from county_desk.rules.amounts import FLAG, SHARE, parsed, written
from county_desk.rules.bilingual import Words, spoken, titles_of
from county_desk.rules.combining import law_day
from county_desk.rules.places import PLACES, names
from county_desk.rules.policy import Policy
from county_desk.rules.register_outcomes import COUNTY, VILLAGE
from county_desk.rules.registry import RULES
from county_desk.text import CHINESE, language


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """The day, year and place of an example. `region` is given where it is not that of the province."""

    on: date = date(2016, 12, 31)
    year: int | None = None
    province: str = ""
    region: str = ""

    @property
    def law_day(self) -> date:
        """The day of the figures and criteria that judge the example."""
        return self.on if self.year is None else law_day(self.year, self.on)


class ExampleInput(NamedTuple):
    """One fact by its path in the facts of a subject, with its name, and the kind of its values."""

    path: str
    words: Words
    kind: Kind

    @property
    def name(self) -> str:
        """The Chinese name, under which files give the fact."""
        return titles_of(self.words)[0]

    def read(self, written: str) -> object:
        """The value as a file writes it, in Chinese; ValueError when it is none."""
        with language(CHINESE):
            return self.kind.parse(written)


@dataclass(frozen=True)
class _Number(Kind):
    """A number with all its places, or a share such as 60%."""

    def show(self, value: Decimal | None) -> str:
        return written(value, exact=True)

    def parse(self, raw: object) -> object:
        return parsed(raw, SHARE)


@dataclass(frozen=True)
class _Counts(Kind):
    """Two counts, those found and those looked at: 97/100."""

    def show(self, value: tuple[int, int]) -> str:
        return "/".join(map(str, value))

    def parse(self, raw: object) -> object:
        found, of = str(raw).split("/")
        return int(found), int(of)


@dataclass(frozen=True)
class _Listed(Kind):
    """One of the words of a column of workbooks, such as those for schooling."""

    title: str = ""

    def show(self, value: str) -> str:
        return in_words(self.title, value)


@dataclass(frozen=True)
class _Titled(Kind):
    """One thing of the policy by its title: a place, a figure, a procedure."""

    titles: tuple[tuple[str, Words], ...] = ()

    def show(self, value: str) -> str:
        return next((spoken(words) for key, words in self.titles if key == value), value)

    def parse(self, raw: object) -> str:
        for key, words in self.titles:
            if raw in titles_of(words):
                return key
        raise ValueError(raw)


_KINDS: Mapping[object, Kind] = {
    bool: YesNo(),
    int: Count(),
    Decimal: _Number(),
    date: Day(),
    str: _Listed(),
}  # by the type of the fact


def case_inputs(policy: Policy) -> Iterator[ExampleInput]:
    """The day, year and place that an example of any subject can give."""
    return _of_class(ExampleCase, {}, policy)


def inputs_of(subject: str, facts: type[object], policy: Policy) -> Iterator[ExampleInput]:
    """Every fact that an example of a subject can give, over its class of facts."""
    rule = RULES.get(subject)
    yield from _of_class(facts, VILLAGE_FACTS if rule and rule.subject == VILLAGE else FACTS, policy)
    if rule:
        yield from _stated(subject, policy)


def _of_class(facts: type[object], declared: Mapping[str, Fact], policy: Policy) -> Iterator[ExampleInput]:
    for key, hint in get_type_hints(facts).items():
        kind = _kind(key, get_args(hint)[0] if NoneType in get_args(hint) else hint, policy)
        fact = declared.get(key)
        if kind and fact and fact.title:
            words = {"zh": fact.title, "en": fact.label}
            yield ExampleInput(key, words, _Listed(title=fact.title) if isinstance(kind, _Listed) else kind)
        elif kind:
            yield ExampleInput(key, _names()[key], kind)


def _kind(key: str, type_: object, policy: Policy) -> Kind | None:
    """The kind of the values of a fact; None for one that an example cannot give."""
    if key in ("province", "region"):
        return _Titled(titles=tuple((place, names(place)) for place in sorted(PLACES)))
    if key == "figure":
        return _Titled(titles=tuple((name, policy.book[name].title) for name in policy.book.names()))
    if key == "procedure":
        return _Titled(titles=tuple((each.key, each.words) for each in policy.procedures.versions()))
    if isinstance(type_, type) and issubclass(type_, Term):
        return Choice(terms=type_)
    return _KINDS.get(type_)


def _stated(subject: str, policy: Policy) -> Iterator[ExampleInput]:
    """The figures that a village states for an exit, and the counts of a province's own gates of a county."""
    for each in policy.book.rule(subject).criteria:
        if each.stated:
            kind = YesNo() if each.kind == FLAG else _Listed()
            yield ExampleInput(f"indicators.{each.stated}", each.title, kind)
    if RULES[subject].subject == COUNTY:
        yield from (ExampleInput(key, _names()[key], _Counts()) for key in _names() if "." in key)


def _names() -> Mapping[str, Words]:
    """The names of the facts that no workbook has, by key."""
    return toml_resource("examples.toml")
