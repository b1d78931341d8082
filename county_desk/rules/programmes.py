"""The programmes of help: who may have each, what its measures need, and the stages of their life."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from county_desk.fields import Term
from county_desk.notice_kinds import NoticeKind
from county_desk.paths import resources
from county_desk.rules.bilingual import Words, spoken, words_of
from county_desk.rules.policy_file import PolicyData, check, check_keys, check_known, read_policy_file
from county_desk.rules.registry import HELP_RULES
from county_desk.rules.steps import ActorLevel
from county_desk.text import N_, _

STAGE_FIELDS = ("amount", "until", "document", "agreed", "persons", "area", "place", "words")
MEASURE_FIELDS = ("member", "amount", "months")
_FACTS = {"agreed": ("consent", "productive"), "area": ("area",)}  # by the field that can state them
_FLAGS = ("gate", "delivers", "ends", "repeat", "term")
_NAMES = ("days", "within", "rate", "longest", "notice")


class StageLevel(Term):
    """The level that acts in a stage; the office records what those outside of it do."""

    HOUSEHOLD = "household", N_("Household")
    VILLAGE = "village", N_("Village")
    TOWNSHIP = "township", N_("Township")
    COUNTY = "county", N_("County")
    BANK = "bank", N_("The bank")
    DEPARTMENT = "department", N_("Department")
    SCHOOL = "school", N_("School")

    @property
    def recorded_by(self) -> ActorLevel:
        """The lowest level of the office that records its acts."""
        if self in (StageLevel.HOUSEHOLD, StageLevel.VILLAGE, StageLevel.SCHOOL):
            return ActorLevel.VILLAGE
        return ActorLevel.COUNTY if self is StageLevel.COUNTY else ActorLevel.TOWNSHIP


@dataclass(frozen=True, slots=True)
class ProgrammeStage:
    """One stage. `asks` are the fields that it records, `facts` the facts of the rule that they state.

    A person who recorded a stage for the level before does not record it, unless `together` says why not. It
    follows the stage named `after`; `days` is the figure of the days that must pass before the stage
    behind it. At a `gate` the rule must be met. The amounts of a stage stay `within` those of another; with
    a `rate`, the figure of a yearly rate, they stay within the interest on the debt. When two stages are
    `balanced`, their amounts add up alike. A stage that `delivers` gives the household the measure, one that
    `ends` closes it. With `term` the measure ends after its months; `longest` is the figure of the most
    months of a contract. A stage with a `notice` can be posted: the kind of notice lists those proposed.
    """

    key: str
    title: Words
    level: StageLevel
    asks: tuple[str, ...]
    after: str
    facts: Mapping[str, str]
    days: str = ""
    within: str = ""
    rate: str = ""
    longest: str = ""
    balanced: tuple[str, ...] = ()
    gate: bool = False
    delivers: bool = False
    ends: bool = False
    repeat: bool = False
    term: bool = False
    notice: str = ""
    together: Words | None = None

    def shown(self) -> str:
        """The title in the language in force."""
        return spoken(self.title)

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that may not stay blank: all that it records, but words only where they stand alone."""
        return tuple(field for field in self.asks if field != "words") or self.asks


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. `kind` is the word of its class of measure; `needs` are fields of a measure of it."""

    key: str
    title: Words
    kind: str
    rule: str
    needs: tuple[str, ...]
    stages: tuple[ProgrammeStage, ...]

    @property
    def posting(self) -> ProgrammeStage | None:
        """The stage that posts proposed holders by a notice; None without one."""
        return next((each for each in self.stages if each.notice), None)

    @property
    def owing(self) -> tuple[str, ...]:
        """The stages that lend and give back, with amounts that balance at the end; empty without a loan."""
        return next((stage.balanced for stage in self.stages if stage.balanced), ())

    def closes(self, stage: ProgrammeStage) -> bool:
        """Whether a stage only winds a measure up, so that it can follow a death or a departure."""
        return stage.ends or stage.key in self.owing[1:]

    def shown(self) -> str:
        """The title in the language in force."""
        return spoken(self.title)

    def stage(self, key: str) -> ProgrammeStage | None:
        """The stage with a key; None without one."""
        return next((stage for stage in self.stages if stage.key == key), None)

    def level_before(self, stage: ProgrammeStage) -> tuple[str, ...]:
        """The keys of the stages of the level before; who recorded one of them does not record this stage.

        Behind a posting those who reviewed before it count too. A household is no level of its own.
        """
        found: list[str] = []
        level: StageLevel | None = None
        alone = stage.together or stage.level is StageLevel.HOUSEHOLD
        before = None if alone else self.stage(stage.after)
        while before is not None and (level is None or before.level in (level, StageLevel.HOUSEHOLD)):
            if before.level not in (stage.level, StageLevel.HOUSEHOLD):
                found.append(before.key)
                level = None if before.notice else before.level
            before = self.stage(before.after)
        return tuple(found)

    def open_stages(self, done: Iterable[str]) -> tuple[ProgrammeStage, ...]:
        """The stages that can be recorded next, in their order, after those that were done."""
        behind = tuple(done)
        if any(stage.ends for stage in self.stages if stage.key in behind):
            return ()
        return tuple(
            stage
            for stage in self.stages
            if (not stage.after or stage.after in behind) and (stage.repeat or stage.key not in behind)
        )


@cache
def programmes() -> Mapping[str, Programme]:
    """Every programme by its key, in the order of their files; `WrongFile` for a wrong one."""
    found = (_read(path) for path in sorted((resources() / "programmes").glob("*.toml")))
    return {programme.key: programme for programme in found}


def _read(path: Path) -> Programme:
    return read_policy_file(path, f"programmes/{path.name}", lambda data: read_programme(data, path.stem))


def read_programme(data: PolicyData, name: str) -> Programme:
    """The programme of a file; `WrongFile` for an unknown key, rule, field, fact or stage."""
    where = f"{name}.toml"
    check_keys(data, {"key", "title", "class", "rule", "stage"}, _KEYS, where)
    check(data["key"] == name, where, _("the key is not the name of the file"), data["key"])
    check_known(data["rule"], HELP_RULES, "rule", where)
    needs = tuple(data.get("needs", ()))
    for field in needs:
        check_known(field, MEASURE_FIELDS, "needs", where)
    stages: list[ProgrammeStage] = []
    for entry in data["stage"]:
        stages.append(_stage(entry, stages, where))
    return Programme(
        data["key"], words_of(data, "title", where), data["class"], data["rule"], needs, tuple(stages)
    )


_KEYS = {"key", "title", "class", "rule", "needs", "stage"}
_STAGE = {"key", "title", "level", "asks", "after", "facts", *_NAMES, "balanced", *_FLAGS, "together"}


def _stage(entry: PolicyData, before: list[ProgrammeStage], file: str) -> ProgrammeStage:
    """A stage of a file; without `after` it follows the last one before it that is done once."""
    where = f"{file} {entry.get('key', '?')}"
    check_keys(entry, {"key", "title", "level"}, _STAGE, where)
    check(entry["key"] not in {stage.key for stage in before}, where, _("the stage is given twice"))
    once = [stage.key for stage in before if not stage.repeat]
    after = entry.get("after", once[-1] if once else "")
    if after:
        check_known(after, [stage.key for stage in before], "after", where)
    balanced = tuple(entry.get("balanced", ()))
    for key in filter(None, (entry.get("within", ""), *balanced)):
        check_known(key, [stage.key for stage in before], "within", where)
    asks, facts = tuple(entry.get("asks", ())), dict(entry.get("facts", {}))
    for field in asks:
        check_known(field, STAGE_FIELDS, "asks", where)
    for field, fact in facts.items():
        check_known(field, asks, "facts", where)
        check_known(fact, _FACTS.get(field, ()), "facts", where)
    named = {name: str(entry.get(name, "")) for name in _NAMES}
    said: PolicyData = named | {flag: bool(entry.get(flag, False)) for flag in _FLAGS}
    if notice := named["notice"]:
        check_known(notice, NoticeKind, "notice", where)
        check(bool(named["days"]), where, _("{keys} is missing").format(keys="days"), "notice")
    check_known(entry["level"], [level.value for level in StageLevel], "level", where)
    title, level = words_of(entry, "title", where), StageLevel.named(entry["level"])
    together = words_of(entry, "together", where) if "together" in entry else None
    return ProgrammeStage(
        entry["key"], title, level, asks, after, facts, balanced=balanced, together=together, **said
    )
