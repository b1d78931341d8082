"""The facts on which the exit of a county is judged: the rates of an evaluation, each with its two counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from county_desk.rules.amounts import SHARE
from county_desk.rules.findings import FindingNote
from county_desk.text import N_

OF = N_("{found} of {of}")
WEIGHTED = N_("{found} of {of} on the sheets, weighted back by township")
BETWEEN = N_("{found} of {of} on the sheets, weighted back by township; interval {low} to {high}")
PERSONS = N_(
    "{found} of {of} persons on the sheets, weighted back by township. The gate counts persons, because its "
    "rate is one of persons; the list of evaluations counts households"
)
PERSONS_BETWEEN = N_(
    "{found} of {of} persons on the sheets, weighted back by township; interval {low} to {high}. The gate "
    "counts persons, because its rate is one of persons; the list of evaluations counts households"
)
OF_SUM = N_("{left} + {missed} + {wrong} of {of}")
NO_SAMPLE = N_("no result of an evaluation is entered")
APART = N_(
    "by the evaluation {declared} are registered and have not left, by the register {registered}; "
    "correct the register, or enter the next round"
)
EMPTY = N_("the register holds no household that was ever registered, so it cannot confirm the incidence")

type Counts = tuple[int, int]
"""What was found, and of how many."""
type Interval = tuple[Decimal, Decimal]


def _rate(found: int | None, of: int | None) -> Decimal | None:
    return Decimal(found) / of if found is not None and of else None


def _working(found: int | None, of: int | None) -> FindingNote:
    if found is None or not of:
        return FindingNote(NO_SAMPLE)
    return FindingNote(OF, (("found", found, ""), ("of", of, "")))


def _measured(key: str) -> tuple[property, property]:
    """The share and the two counts of a province's own gate."""

    def share(facts: "CountyExitFacts") -> Decimal | None:
        return _rate(*facts.measures.get(key, (None, None)))

    def counts(facts: "CountyExitFacts") -> FindingNote | None:
        return _working(*facts.measures.get(key, (None, None)))

    return property(share), property(counts)


@dataclass(frozen=True, slots=True)
class CountyExitFacts:
    """The counts of an evaluation; None is unknown.

    `wrong_found` of `wrong_of` sampled persons exited wrongly, and `missed_found` of `missed_of` unregistered
    ones were missed. The incidence is `poor_left`, `missed_persons` and `wrong_persons` together, of the
    rural `population`. `approving` of `surveyed` households approve. `measures` are the counts of a
    province's own gates, by key; each has a share, and a note of its two counts. `weighted` are the rates
    weighted back by township, by fact; they go before the two counts of the sheets. `between` are their
    intervals, where they have one. `doubt` says why `poor_left` cannot be used.
    """

    wrong_found: int | None = None
    wrong_of: int | None = None
    missed_found: int | None = None
    missed_of: int | None = None
    poor_left: int | None = None
    missed_persons: int | None = None
    wrong_persons: int | None = None
    population: int | None = None
    approving: int | None = None
    surveyed: int | None = None
    measures: Mapping[str, Counts] = field(default_factory=dict)
    weighted: Mapping[str, Decimal] = field(default_factory=dict)
    between: Mapping[str, Interval] = field(default_factory=dict)
    doubt: FindingNote | None = None

    @property
    def wrong_exit(self) -> Decimal | None:
        """The rate of wrong exits among the sampled persons."""
        return self.weighted.get("wrong_exit", _rate(self.wrong_found, self.wrong_of))

    @property
    def wrong_exit_working(self) -> FindingNote | None:
        """Its two counts."""
        return self._weighted("wrong_exit", self.wrong_found, self.wrong_of, persons=True)

    @property
    def missed(self) -> Decimal | None:
        """The rate of the missed among the sampled unregistered persons."""
        return self.weighted.get("missed", _rate(self.missed_found, self.missed_of))

    @property
    def missed_working(self) -> FindingNote | None:
        """Its two counts."""
        return self._weighted("missed", self.missed_found, self.missed_of, persons=True)

    @property
    def incidence(self) -> Decimal | None:
        """The poor who have not left, the missed and the wrongly exited, of the rural population."""
        return self.weighted.get("incidence", _rate(self._poor, self.population))

    @property
    def incidence_working(self) -> FindingNote | None:
        """Its parts and the population, or the contradiction with the register."""
        if self.doubt is not None:
            return self.doubt
        if self._poor is None or not self.population:
            return FindingNote(NO_SAMPLE)
        parts = (("left", self.poor_left), ("missed", self.missed_persons), ("wrong", self.wrong_persons))
        told = tuple((name, count or 0, "") for name, count in parts)
        return FindingNote(OF_SUM, (*told, ("of", self.population, "")))

    @property
    def approval(self) -> Decimal | None:
        """The rate of approving households among those surveyed."""
        return self.weighted.get("approval", _rate(self.approving, self.surveyed))

    @property
    def approval_working(self) -> FindingNote | None:
        """Its two counts."""
        return self._weighted("approval", self.approving, self.surveyed)

    @property
    def _poor(self) -> int | None:
        parts = (self.poor_left, self.missed_persons, self.wrong_persons)
        return None if self.poor_left is None else sum(part or 0 for part in parts)

    def _weighted(self, key: str, found: int | None, of: int | None, *, persons: bool = False) -> FindingNote:
        """The two counts of a rate, and how it was weighted, with its interval."""
        note = _working(found, of)
        if key not in self.weighted or note.message == NO_SAMPLE:
            return note
        if key not in self.between:
            return FindingNote(PERSONS if persons else WEIGHTED, note.values)
        ends = zip(("low", "high"), self.between[key], strict=True)
        values = (*note.values, *((name, end, SHARE) for name, end in ends))
        return FindingNote(PERSONS_BETWEEN if persons else BETWEEN, values)

    income_share, income_share_working = _measured("income_share")
    roads, roads_working = _measured("roads")
    tap_water, tap_water_working = _measured("tap_water")
    power, power_working = _measured("power")
    safe_houses, safe_houses_working = _measured("safe_houses")
    insured, insured_working = _measured("insured")
