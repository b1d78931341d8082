"""The parts of a procedure: its steps, their actors, and the figures that govern them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from county_desk.fields import Term
from county_desk.rules.bilingual import Words, spoken
from county_desk.rules.step_kinds import StepKind
from county_desk.text import N_


class ActorLevel(Term):
    """The level that acts in a step, the lowest first.

    The county records the acts of a prefecture, a province and the State, each with its document.
    """

    VILLAGE = "village", N_("Village")
    TOWNSHIP = "township", N_("Township")
    COUNTY = "county", N_("County")
    PREFECTURE = "prefecture", N_("Prefecture")
    PROVINCE = "province", N_("Province")
    STATE = "state", N_("The State")

    @property
    def above_county(self) -> bool:
        """Whether the county learns of the act from a document."""
        return self in (ActorLevel.PREFECTURE, ActorLevel.PROVINCE, ActorLevel.STATE)


_NO_FIGURES = {"key", "notice", "rule", "places", "longest", "within"}  # other fields of a step with a text


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `days`, `counting`, `longest`, `quorum`, `majority`, `share`, `gap`, `within` name figures.

    `days` is the length of the disclosure and `counting` how its days are counted. `posted` is where the list
    hangs, `notice` the kind of its paper. `quorum` and `majority` are of the assembly, `share` is that of the
    spot check. `rule` gates a decision. `gap` is the least number of days since the signature of the level
    before. `within` is the most days since the step before; passing them is warned of and blocks nothing.
    `places` is at how many places a list must hang, each with a picture. `longest` is the most days
    for which it hangs. `paper` is the title of the paper that an office keeps as a scan. With `evaluates`,
    the facts of the rule are found in this step.
    """

    key: str
    kind: StepKind
    level: ActorLevel
    words: Words
    days: str = ""
    counting: str = ""
    posted: ActorLevel | None = None
    notice: str = ""
    quorum: str = ""
    majority: str = ""
    share: str = ""
    rule: str = ""
    gap: str = ""
    places: str = ""
    longest: str = ""
    within: str = ""
    evaluates: bool = False
    paper: Words = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures that an act of the step rests on, those for the places of a list apart."""
        texts = (each.name for each in fields(self) if each.type is str and each.name not in _NO_FIGURES)
        return tuple(filter(None, (getattr(self, name) for name in texts)))

    @property
    def title(self) -> str:
        """The title of the step in the current language."""
        return spoken(self.words)


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure; a case keeps the version under which it began.

    `version` is the text that a case stores, such as `national/household_exit-2016`. `basis` holds the
    documents that its notices cite; `source` is a note for the people who keep the file. `until` is the
    last day on which a case may begin. `total` is the parameter with the most days from the first day of a
    case to its decision. `total_counting` is the one for how they are counted. `category` is the kind of
    monitoring of every household that enters; "" where the facts decide. `apart` names further pairs of
    steps that two persons take, `together` says why the levels are not kept apart. `year_before` are days, of
    one year or of each, until which a case is judged by the facts of the year before its receipt.
    `beforehand` says why none began before the first day, `afterwards` the right act after the last one.
    `digest` is the SHA-256 of the text that it was read from.
    """

    version: str
    key: str
    place: str
    since: date
    source: Words
    sure: str
    subject: str
    words: Words
    outcome: str
    steps: tuple[Step, ...]
    basis: tuple[Mapping[str, str], ...]
    until: date | None = None
    total: str = ""
    total_counting: str = ""
    category: str = ""
    apart: tuple[tuple[str, str], ...] = ()
    together: Words | None = None
    year_before: tuple[str, ...] = ()
    digest: str = field(default="", compare=False)
    beforehand: Words | None = field(default=None, compare=False)
    afterwards: Words | None = field(default=None, compare=False)

    @property
    def title(self) -> str:
        """The title of the procedure in the current language."""
        return spoken(self.words)

    @property
    def reference(self) -> str:
        """The source of the procedure, in the language in force."""
        return spoken(self.source)

    @property
    def rule(self) -> str:
        """The rule that its decision rests on; "" when it names none."""
        return next((step.rule for step in self.steps if step.rule), "")

    @property
    def first(self) -> Step:
        """The step with which a case begins."""
        return self.steps[0]

    def year_of(self, received_on: date) -> int:
        """The year by which a case received on a day is judged."""
        day = received_on.isoformat()
        before = any(day[-len(until) :] <= until for until in self.year_before)
        return received_on.year - before

    def step(self, key: str) -> Step:
        """A step by its key; LookupError when the procedure has none of that name."""
        for step in self.steps:
            if step.key == key:
                return step
        raise LookupError(f"{self.version} has no step {key}")

    def after(self, key: str) -> Step | None:
        """The step that follows; None after the last one."""
        place = self.steps.index(self.step(key)) + 1
        return self.steps[place] if place < len(self.steps) else None

    def evaluated_after(self, key: str) -> bool:
        """Whether the facts of the rule are found only in a step after this one."""
        return any(step.evaluates for step in self.steps[self.steps.index(self.step(key)) + 1 :])

    def apart_from(self, key: str) -> tuple[str, ...]:
        """The steps that another person takes than this one.

        A person who acted for one level does not review for the next, unless the levels stand `together`.
        """
        pairs = {*self.apart, *(() if self.together else self._reviewed())}
        return tuple(step.key for step in self.steps if {(key, step.key), (step.key, key)} & pairs)

    def _reviewed(self) -> Iterator[tuple[str, str]]:
        """Each step of a level of the county, with a later review by another of these levels."""
        own = [step for step in self.steps if not step.level.above_county and step.kind.type.apart]
        for place, step in enumerate(own):
            reviews = (each for each in own[place + 1 :] if each.kind is StepKind.REVIEW)
            yield from ((step.key, review.key) for review in reviews if review.level is not step.level)

    def signed_below(self, key: str) -> tuple[str, ...]:
        """The steps before one that another level signs; the days of a list run between two signatures."""
        place = self.steps.index(self.step(key))
        level = self.steps[place].level
        return tuple(
            step.key
            for step in self.steps[:place]
            if step.level is not level and step.kind is not StepKind.DISCLOSURE
        )
