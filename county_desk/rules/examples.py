"""Worked examples of the policy: made-up cases, each with the sentence that the program says.

The files are in `resources/examples/<subject>.toml`. They ship with the program and run as its tests.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from inspect import signature
from pathlib import Path
from typing import NamedTuple

from county_desk.paths import resources
from county_desk.rules.bilingual import Words, spoken, titles_of, words_of
from county_desk.rules.example_inputs import ExampleCase, ExampleInput, case_inputs, inputs_of
from county_desk.rules.example_subjects import SUBJECTS, ExampleAnswer
from county_desk.rules.figures import OwnFigure
from county_desk.rules.outcomes import Outcome
from county_desk.rules.parameters import CRITERIA, ParameterBook
from county_desk.rules.policy import Policy, shipped_policy
from county_desk.rules.policy_file import (
    PolicyData,
    WrongFile,
    check,
    check_keys,
    check_known,
    read_policy_file,
    with_nearest,
)
from county_desk.text import LANGUAGES, _, language

_OWN = re.compile(r"(?P<title>[^：]+)：(?P<value>[^，]+)，(?P<since>\d{4}-\d\d-\d\d)起，(?P<reference>.+)")


class ExampleFact(NamedTuple):
    """One fact that an example gives, with its value."""

    input: ExampleInput
    value: object

    def shown(self) -> tuple[str, str]:
        """The name and the value, in the language in force."""
        return spoken(self.input.words), self.input.kind.show(self.value)


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up case of a subject. `says` are the sentences that the program must say, in Chinese.

    `document` is where that is written. `own` are figures that the county of the case has entered itself.
    """

    subject: str
    title: Words
    document: Words
    case: ExampleCase
    facts: object
    given: tuple[ExampleFact, ...]
    own: tuple[OwnFigure, ...]
    says: tuple[str, ...]

    def answer(self, policy: Policy) -> ExampleAnswer:
        """The answer of a policy, in the language in force."""
        terms = policy.book.on(self.case.law_day, self.case.province, self.case.region, own=self.own)
        return SUBJECTS[self.subject].answer(policy, self.case, self.facts, terms)


class SaidExample(NamedTuple):
    """An example in words: its facts by name, the figures of its county, and the answer of the program."""

    title: str
    document: str
    given: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    outcome: Outcome | None


def said(example: Example) -> SaidExample:
    """An example with its answer by the shipped policy, in the language in force."""
    policy = shipped_policy()
    answer = example.answer(policy)
    own = _("{value} from {since} ({reference}), entered by the county")
    figures = [(spoken(policy.book[each.name].title), own.format(**each._asdict())) for each in example.own]
    given = (*(fact.shown() for fact in example.given), *figures)
    title, document = spoken(example.title), spoken(example.document)
    return SaidExample(title, document, given, answer.says, answer.outcome)


@cache
def examples_of(subject: str) -> tuple[Example, ...]:
    """The examples of a subject, in the order of its file; `WrongFile` for a wrong one."""
    return read_examples(resources() / "examples" / f"{subject}.toml", shipped_policy())


def title_of(subject: str, book: ParameterBook) -> str:
    """The title of a subject in the language in force; that of a rule stands in its file."""
    if title := SUBJECTS[subject].title:
        return _(title)
    return subject if f"{CRITERIA}{subject}" in book.broken else spoken(book.rule(subject).title)


def every_title(subject: str) -> frozenset[str]:
    """The title of a subject in every language."""
    titles = set()
    for code in LANGUAGES:
        with language(code):
            titles.add(title_of(subject, shipped_policy().book))
    return frozenset(titles)


def read_examples(path: Path, policy: Policy) -> tuple[Example, ...]:
    """The examples of a file, which has the name of their subject.

    Raises `WrongFile` with file and line for an unknown subject, key, fact or value.
    """
    file = f"examples/{path.name}"
    check_known(path.stem, SUBJECTS, _("the name of the file"), file)
    return read_policy_file(path, file, _Reader(path.name, path.stem, policy).examples)


class _Reader:
    """Reads the examples of one file."""

    def __init__(self, file: str, subject: str, policy: Policy) -> None:
        self.file, self.subject, self.book = file, subject, policy.book
        self.case = {each.name: each for each in case_inputs(policy)}
        self.facts = {each.name: each for each in inputs_of(subject, SUBJECTS[subject].facts, policy)}

    def examples(self, data: PolicyData) -> tuple[Example, ...]:
        """The examples of the file; each has the document of the file unless it names its own."""
        check_keys(data, {"document", "example"}, {"document", "example"}, self.file)
        return tuple(self._example({"document": data["document"], **entry}) for entry in data["example"])

    def _example(self, entry: PolicyData) -> Example:
        check_keys(
            entry, {"title", "given", "says"}, {"title", "given", "says", "own", "document"}, self.file
        )
        title = words_of(entry, "title", self.file)
        at = spoken(title)
        given = tuple(self._fact(line) for line in self._lines(entry, "given"))
        names = [fact.input.name for fact in given]
        twice = next((name for name in names if names.count(name) > 1), "")
        check(not twice, self.file, _("“{name}” is given twice").format(name=twice), at)
        return Example(
            self.subject,
            title,
            words_of(entry, "document", self.file),
            self._made(ExampleCase, given, self.case, at),
            self._made(SUBJECTS[self.subject].facts, given, self.facts, at),
            given,
            tuple(self._own(line) for line in self._lines(entry, "own")),
            tuple(self._lines(entry, "says")),
        )

    def _lines(self, entry: PolicyData, key: str) -> list[str]:
        text = entry.get(key, "")
        check(isinstance(text, str), self.file, _("{key} is no text").format(key=key), key)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _fact(self, line: str) -> ExampleFact:
        name, _colon, written = line.partition("：")
        found = self._named(name, {**self.case, **self.facts}, line)
        try:
            return ExampleFact(found, found.read(written))
        except (ValueError, ArithmeticError):
            reason = _("“{value}” cannot be the value of “{name}”").format(value=written, name=name)
            raise WrongFile(self.file, reason, at=line) from None

    def _named[T](self, name: str, known: Mapping[str, T], line: str) -> T:
        if name not in known:
            reason = _("there is no fact or figure “{name}”").format(name=name)
            raise WrongFile(self.file, with_nearest(reason, name, known), at=line)
        return known[name]

    def _made[T](
        self,
        kind: Callable[..., T],
        given: tuple[ExampleFact, ...],
        known: Mapping[str, ExampleInput],
        at: str,
    ) -> T:
        """The given facts of a class; a path with a dot leads into a table of figures."""
        values: dict[str, object] = {}
        tables: dict[str, dict[str, object]] = {}
        for fact in given:
            outer, dot, inner = fact.input.path.partition(".")
            if fact.input.name in known and dot:
                tables.setdefault(outer, {})[inner] = fact.value
            elif fact.input.name in known:
                values[outer] = fact.value
        needed = signature(kind).parameters.values()
        missing = [each.name for each in needed if each.default is each.empty and each.name not in values]
        names = [each.name for each in known.values() if each.path in missing]
        check(not missing, self.file, _("{keys} is missing").format(keys=", ".join(names)), at)
        return kind(**values, **tables)

    def _own(self, line: str) -> OwnFigure:
        """A figure that the county of the example entered itself: title, value, first day, document."""
        found = _OWN.fullmatch(line)
        if found is None:
            reason = _("an own figure is written as title：value，2016-01-01起，document")
            raise WrongFile(self.file, reason, at=line)
        titles = {titles_of(self.book[name].title)[0]: name for name in self.book.names()}
        name, since = self._named(found["title"], titles, line), date.fromisoformat(found["since"])
        return OwnFigure(name, since, found["value"], found["reference"])
