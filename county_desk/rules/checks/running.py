"""The checks in force, run over a household, a county, a village or a case."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from county_desk.rules.bilingual import spoken
from county_desk.rules.checks.catalogue import OF_FACTS, Catalogue, Check, NamedFigure
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.functions import FUNCTIONS
from county_desk.rules.checks.hits import Hit, Numbers, Of
from county_desk.rules.checks.household_facts import HouseholdFacts, PersonFacts, traits_of
from county_desk.rules.checks.procedure import CaseFacts
from county_desk.rules.checks.village import VillageFacts
from county_desk.text import _

_ALIKE = 10_000  # sorts of people for which the hits are kept

type Figure = Callable[[str], object]
"""A figure of policy by the name of its parameter; None where nobody has set it."""


@dataclass(frozen=True)
class Switch:
    """How the county takes one check of a year (0: of any): as error or warning, or not at all."""

    check: str
    level: str
    year: int = 0


class CountedHit(NamedTuple):
    """One hit of one check, with the level at which it counts here."""

    check: Check
    level: CheckLevel
    hit: Hit

    @property
    def kind(self) -> str:
        """The stable code of the command line."""
        return self.check.wordings[self.hit.case].kind

    def sentence(self) -> str:
        """The finding in the current language."""
        return self.check.sentence(self.hit.case, self.hit.values, self.hit.title)

    def fix(self) -> str:
        """The cure in the current language."""
        return spoken(self.check.fix)

    def message(self) -> str:
        """The finding and its cure in one text."""
        return _("{wrong} {fix}").format(wrong=self.sentence(), fix=self.fix())


class Ready(NamedTuple):
    """One check in force with its function and its limits."""

    check: Check
    level: CheckLevel
    function: Callable[..., Any]
    numbers: Numbers


def _check_number(found: CountedHit) -> str:
    return found.check.number


@dataclass(frozen=True)
class Running:
    """The checks in force, by their subject."""

    ready: Mapping[Of, tuple[Ready, ...]]
    _known: dict[tuple[object, ...], tuple[CountedHit, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def household(self, facts: HouseholdFacts) -> Iterator[CountedHit]:
        """All that is wrong with one household and its people."""
        yield from self._hits_of(Of.HOUSEHOLD, facts)
        ready = self.ready[Of.PERSON]
        for place, someone in enumerate(facts.people):
            found = [
                CountedHit(check, level, hit)
                for check, level, function, numbers in ready
                for hit in function(someone, facts, numbers)
            ]
            found += self._of_traits(someone)
            for each in sorted(found, key=_check_number) if found else ():
                yield each._replace(hit=each.hit._replace(person=place))

    def _of_traits(self, person: PersonFacts) -> tuple[CountedHit, ...]:
        """The hits of the traits of a person; people alike are judged once."""
        traits = traits_of(person)
        found = self._known.get(traits)
        if found is None:
            if len(self._known) == _ALIKE:
                self._known.clear()
            found = self._known[traits] = tuple(self._hits_of(Of.TRAITS, person))
        return found

    def together(self, households: Sequence[HouseholdFacts]) -> Iterator[CountedHit]:
        """All that is wrong between households; each hit names the place of its household."""
        return self._hits_of(Of.COUNTY, households)

    def village(self, facts: VillageFacts) -> Iterator[CountedHit]:
        """All that is wrong with the figures of one village."""
        return self._hits_of(Of.VILLAGE, facts)

    def case(self, facts: CaseFacts) -> Iterator[CountedHit]:
        """All that is wrong with one case."""
        return self._hits_of(Of.CASE, facts)

    def _hits_of(self, of: Of, facts: object) -> Iterator[CountedHit]:
        for check, level, function, numbers in self.ready[of]:
            for hit in function(facts, numbers):
                yield CountedHit(check, level, hit)


def unset(name: str) -> object:
    """The figure where no policy is at hand."""


def in_force(
    catalogue: Catalogue,
    year: int,
    *,
    province: str = "",
    switches: Mapping[str, str] | None = None,
    figure: Figure = unset,
    only: Iterable[str] = (),
    lists: bool = False,
    columns: Set[str] | None = None,
    groups: str = OF_FACTS,
) -> Running:
    """The checks that hold for the figures of a year, with the levels that the county set itself.

    A check that the county switched on holds in any year. With `lists` the levels are those at import;
    `columns` are then the columns of the lists and their sorts, without which some checks find nothing.
    `groups` are the letters of the checks to run; those to watch run only where `only` names them.
    """
    switched, chosen = switches or {}, frozenset(only)
    ready: list[Ready] = []
    for entry in catalogue.checks.values():
        asked_for = entry.number in chosen if chosen else entry.group in groups and not entry.watch
        if not asked_for or not (entry.lists if lists else entry.register):
            continue
        if columns is not None and entry.needs and entry.needs.isdisjoint(columns):
            continue
        check = entry.on(year, province).at_lists() if lists else entry.on(year, province)
        level = (check.at_import if lists else check.level) if check.holds(year) else CheckLevel.OFF
        if check.number in switched:
            level = CheckLevel.named(switched[check.number])
        if level is not CheckLevel.OFF:
            numbers = {name: _set(value, figure) for name, value in check.numbers.items()}
            ready.append(Ready(check, level, FUNCTIONS[check.number][1], numbers))
    return Running({of: tuple(each for each in ready if FUNCTIONS[each.check.number][0] is of) for of in Of})


def _set(value: object, figure: Figure) -> object:
    return figure(value.parameter) if isinstance(value, NamedFigure) else value
