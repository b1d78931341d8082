"""The figures, criteria and procedures behind a paper; the county confirms those that are only recalled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from county_desk.rules.bilingual import Words, spoken
from county_desk.rules.combining import judge
from county_desk.rules.figures import Value
from county_desk.rules.places import names
from county_desk.rules.registry import RULES
from county_desk.rules.steps import Procedure
from county_desk.text import _

if TYPE_CHECKING:
    from county_desk.rules.parameters import Terms

RECALLED = ("K", "G")  # probably right, or a proposal: both wait for the county


class Confirmed(NamedTuple):
    """A shipped figure, criterion or procedure that the county found right, with the document it has read.

    `what` is the name of the figure, `<rule>/<criterion>`, or the version of the procedure. `value` is
    the figure as `plain_value` writes it, "" for others: a newer program with another figure asks again.
    """

    what: str
    place: str
    since: date
    value: str
    reference: str


@dataclass(frozen=True, slots=True)
class Rested:
    """One thing of the policy that a procedure rests on: as `Confirmed`, with words, source and certainty."""

    what: str
    place: str
    since: date
    value: str
    shown: str
    sure: str
    title: Words
    source: Words

    @property
    def recalled(self) -> bool:
        """Whether no document was seen for it."""
        return self.sure in RECALLED

    def key(self) -> tuple[str, str, date, str]:
        """The columns of a confirmation without its document."""
        return (self.what, self.place, self.since, self.value)

    def sentence(self) -> str:
        """The entry with its figure, place and source, in the current language."""
        named = {"title": spoken(self.title), "place": spoken(names(self.place))}
        words = _("“{title}” of {place} ({source})")
        if self.shown:
            words = _("“{title}” of {place}: {figure} ({source})")
        return words.format(**named, figure=self.shown, source=spoken(self.source))


def plain_value(amount: object) -> str:
    """A figure as a confirmation keeps it: 0.5 and 0.50 are one figure."""
    return f"{amount.normalize():f}" if isinstance(amount, Decimal) else str(amount)


def rests_on(procedure: Procedure, terms: "Terms", law: "Terms") -> tuple[Rested, ...]:
    """All that a procedure rests on: itself, the figures of its steps, and the criteria of its rule.

    `terms` are the figures of the day of the act, `law` those of the day that judges the facts. Missing
    entries are left out: they stop the act by themselves.
    """
    found = {each.key(): each for each in _every(procedure, terms, law)}
    return tuple(found.values())


def _every(procedure: Procedure, terms: "Terms", law: "Terms") -> Iterator[Rested]:
    yield Rested(
        procedure.version,
        procedure.place,
        procedure.since,
        "",
        "",
        procedure.sure,
        procedure.words,
        procedure.source,
    )
    for step in procedure.steps:
        for name in step.figures:
            yield from rested_figures([terms[name]])
    if rule := procedure.rule:
        yield from _criteria(rule, law)


def _criteria(rule: str, law: "Terms") -> Iterator[Rested]:
    for leaf in judge(rule, RULES[rule].facts(), law).reasons():
        line = leaf.needed
        if not leaf.weighs or line is None or line.missing:
            continue
        if line.name:
            yield from rested_figures(line.parts or (line,))
        elif line.since is not None:
            key = f"{rule}/{leaf.label}"
            yield Rested(key, line.place, line.since, "", "", line.sure, leaf.words, line.source)


def rested_figures(values: Iterable[Value]) -> Iterator[Rested]:
    """The figures that are set, as things that a paper rests on."""
    for value in values:
        if value.since is not None:
            shown = value.text(exact=True)
            plain = plain_value(value.value)
            yield Rested(
                value.name, value.place, value.since, plain, shown, value.sure, value.title, value.source
            )
