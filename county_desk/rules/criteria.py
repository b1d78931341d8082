"""The criteria of a rule, read from its data file: a fact, its comparison and line, the day and the place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_type_hints

from county_desk.rules.amounts import FLAG, FRACTION, MONEY, NUMBER, SHARE, UNITS, WORD, parsed
from county_desk.rules.bilingual import Words, words_of
from county_desk.rules.combining import considered, where
from county_desk.rules.comparing import Fact, Needed, Rule, compared, product
from county_desk.rules.criterion_groups import CriterionGroup, enough_of, read_groups
from county_desk.rules.figures import SURE, Value
from county_desk.rules.findings import FindingNote
from county_desk.rules.places import NATIONAL, OWN, PLACES
from county_desk.rules.policy_file import (
    PolicyData,
    WrongFile,
    check,
    check_keys,
    check_known,
    check_place,
    with_nearest,
)
from county_desk.text import _

if TYPE_CHECKING:
    from county_desk.rules.parameters import ParameterBook

NUMBERS = (NUMBER, MONEY, SHARE, FRACTION)
_STATED = "indicators."  # before the key under which a village states a figure for an exit
_OF_NUMBERS = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "equals": "="}
_OF_FLAGS = {"is_true": "=", "is_false": "="}
_OF_WORDS = {"in": "="}
_COMPARISONS = {FLAG: _OF_FLAGS, WORD: _OF_WORDS} | dict.fromkeys(NUMBERS, _OF_NUMBERS)
_KINDS = {bool: (FLAG,), str: (WORD,), int: NUMBERS, Decimal: NUMBERS}  # by the type of the fact

_SPAN = {"place", "since", "until"}
_SOURCE = {"reference", "sure"}
_FILE = {"key", "title", "met_when", "in_principle", "criterion", "group", "drop", "since", "until", *_SOURCE}
_OWN_FILE = {*_FILE, "rule", "place"} - {"key", "title", "met_when", "in_principle"}
_DROP = {"keys", *_SPAN, *_SOURCE}
_MUST = {"key", "title", "fact", "comparison", "since", *_SOURCE}
_MAY = {*_MUST, *_SPAN, "replaces", "group", "kind", "unit", "parameter", "value", "decides", "note"}


class CriterionSpan(NamedTuple):
    """The place where an entry of the file holds, from its first day to its last one, if it has one."""

    place: str
    since: date
    until: date | None

    def holds(self, place: str, day: date) -> bool:
        """Whether the entry holds on a day by the policy of exactly this place."""
        return self.place == place and self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `key` names it in findings for ever, `fact` is the one that it compares.

    `replaces` is the key of the criterion of a wider place, or an earlier one, that makes room for it.
    `group` is the key of its group; "" for none, None where the file leaves it to the one it replaces.
    """

    key: str
    title: Words
    kind: str
    fact: str
    span: CriterionSpan
    replaces: str
    group: str | None
    rule: Rule[object]
    unit: str = ""

    @property
    def stated(self) -> str:
        """The key of the figure that a village gives for it; "" for a criterion on any other fact."""
        return _stated(self.fact)


class Drop(NamedTuple):
    """Criteria of wider places that do not hold here, by their keys."""

    keys: tuple[str, ...]
    span: CriterionSpan


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The criteria of one rule in every place and at every time; `enough` of them must be met (0: all).

    A rule that holds `in_principle` may be departed from by a reasoned decision with its document.
    """

    key: str
    title: Words
    enough: int
    criteria: tuple[Criterion, ...]
    drops: tuple[Drop, ...]
    groups: Mapping[str, CriterionGroup]
    in_principle: bool = False

    def in_force(self, day: date, places: Iterable[str]) -> tuple[Criterion, ...]:
        """The criteria on a day; each nearer place drops, replaces and adds to those of the wider ones."""
        found: dict[str, Criterion] = {}
        for place in places:
            gone = {key for drop in self.drops if drop.span.holds(place, day) for key in drop.keys}
            found = {key: each for key, each in found.items() if key not in gone}
            for criterion in self.criteria:
                if criterion.span.holds(place, day):
                    found = _laid_over(found, criterion)
        return tuple(found.values())


def _laid_over(found: Mapping[str, Criterion], new: Criterion) -> dict[str, Criterion]:
    """The criteria with a new one, which stands where the one that it replaces stood, or last."""
    if new.replaces not in found:
        return {**found, new.key: new}
    return dict((new.key, new) if key == new.replaces else (key, each) for key, each in found.items())


def stated(criteria: Iterable[Criterion]) -> dict[str, Criterion]:
    """The criteria with figures that a village states itself, by the key under which it does."""
    return {each.stated: each for each in criteria if each.stated}


def read_rule(data: PolicyData, name: str, facts: type[object], book: "ParameterBook") -> RuleFile:
    """The rule of a file over facts of a class; `WrongFile` for an unknown fact, comparison or parameter."""
    section = f"{name}.toml"
    check_keys(data, {"key", "title", "criterion"}, _FILE, section)
    nothing = RuleFile(data["key"], words_of(data, "title", section), 0, (), (), {})
    rule = _with_entries(nothing, data, _Reader(section, _types(facts), book, PLACES - {OWN}))
    count = len({each.group or each.key for each in rule.criteria})
    principle = data.get("in_principle", False)
    check(isinstance(principle, bool), section, _("in_principle is neither true nor false"), "in_principle")
    return replace(rule, enough=enough_of(data, count, section), in_principle=principle)


def read_own_rule(
    data: PolicyData, shipped: RuleFile, facts: type[object], book: "ParameterBook"
) -> RuleFile:
    """A shipped rule with the criteria of a county's own file, which add to, replace or drop those of it."""
    section = f"{data['rule']}.toml"
    check_keys(data, {"rule"}, _OWN_FILE, section)
    return _with_entries(shipped, {"place": OWN, **data}, _Reader(section, _types(facts), book, {OWN}))


def _with_entries(rule: RuleFile, data: PolicyData, reader: "_Reader") -> RuleFile:
    """A rule with the criteria and drops of a file; what the file says once holds for each of them."""
    section = reader.file
    given = {key: data[key] for key in ("place", "since", "until", *_SOURCE) if key in data}
    new = [reader.criterion({**given, **entry}) for entry in data.get("criterion", ())]
    every = _with_inherited((*rule.criteria, *new))
    keys = {each.key for each in every}
    _check_once(every, section)
    for each in new:
        check_known(each.replaces, keys, "replaces", f"{section} {each.key}")
    drops = [reader.drop({**given, **entry}, keys) for entry in data.get("drop", ())]
    members = [(each.key, each.group or "") for each in every]
    groups = read_groups(data, members, section, rule.groups)
    ordered = sorted(every, key=lambda each: each.span.since)
    return replace(rule, criteria=tuple(ordered), drops=(*rule.drops, *drops), groups=groups)


def _check_once(criteria: Iterable[Criterion], section: str) -> None:
    seen = set()
    for each in criteria:
        same = (each.key, each.span.place, each.span.since)
        check(same not in seen, f"{section} {each.key}", _("the criterion is given twice"), each.key)
        seen.add(same)


def _with_inherited(criteria: Iterable[Criterion]) -> list[Criterion]:
    """The criteria; one that names no group is in that of the criterion that it replaces."""
    every = list(criteria)
    groups = {each.key: each.group for each in every if each.group}
    return [
        replace(each, group=groups.get(each.replaces, "")) if each.group is None else each for each in every
    ]


def _span(entry: PolicyData, section: str, places: Collection[str]) -> CriterionSpan:
    place = entry.get("place", NATIONAL)
    check_place(place, places, section)
    for key in ("since", "until"):
        if key in entry and type(entry[key]) is not date:
            raise WrongFile(section, _("{key} is a day, as 2016-04-01").format(key=key), at=key)
    return CriterionSpan(place, entry["since"], entry.get("until"))


def _check_source(entry: PolicyData, section: str) -> None:
    words_of(entry, "reference", section)
    check_known(entry["sure"], SURE, "sure", section)


def _types(facts: type[object]) -> dict[str, object]:
    """The type of each fact of a class by name, inherited ones too, beside None for unknown."""
    members = {name: getattr(facts, name) for name in dir(facts)}
    worked_out = {name: each.fget for name, each in members.items() if isinstance(each, property)}
    hints = get_type_hints(facts) | {name: get_type_hints(get)["return"] for name, get in worked_out.items()}
    return {name: get_args(hint)[0] if NoneType in get_args(hint) else hint for name, hint in hints.items()}


def _stated(fact: str) -> str:
    """The key of a figure that a village states; empty for any other fact."""
    return fact.removeprefix(_STATED) if fact.startswith(_STATED) else ""


class _Reader:
    """Reads the criteria of one file."""

    def __init__(
        self, section: str, types: Mapping[str, object], book: "ParameterBook", places: Collection[str]
    ) -> None:
        self.file, self.types, self.book, self.places = section, types, book, places

    def drop(self, entry: PolicyData, keys: Iterable[str]) -> Drop:
        """One entry that drops criteria by their keys."""
        check_keys(entry, {"keys", "place", "since", *_SOURCE}, _DROP, self.file)
        for key in entry["keys"]:
            check_known(key, keys, "keys", self.file)
        _check_source(entry, self.file)
        return Drop(tuple(entry["keys"]), _span(entry, self.file, self.places))

    def criterion(self, entry: PolicyData) -> Criterion:
        """One criterion, checked against the facts and parameters there are."""
        section = f"{self.file} {entry.get('key', '?')}"
        check_keys(entry, _MUST, _MAY, section)
        _check_source(entry, section)
        kind, span, title = (
            self._kind(entry, section),
            _span(entry, section, self.places),
            words_of(entry, "title", section),
        )
        check_known(entry["comparison"], _COMPARISONS[kind], "comparison", section)
        key, name = entry["key"], _stated(entry["fact"])
        read: Fact[object] = partial(_given, name, kind) if name else attrgetter(entry["fact"])
        rule = compared(
            key,
            read,
            _COMPARISONS[kind][entry["comparison"]],
            self._line(entry, kind, span, section),
            words=title,
            note=self._note(entry, section),
            among=tuple(entry["value"]) if kind == WORD else (),
        )
        rule = self._weighed(rule, entry.get("decides", True), section)
        replaces, unit = entry.get("replaces", key), entry.get("unit", "")
        return Criterion(key, title, kind, entry["fact"], span, replaces, entry.get("group"), rule, unit)

    def _kind(self, entry: PolicyData, section: str) -> str:
        """The kind of the fact: by its type, or, for one that a village states, by the file."""
        fact = entry["fact"]
        if _stated(fact) and "indicators" in self.types:
            check_known(entry.get("kind"), (FLAG, *NUMBERS), "kind", section)
            return str(entry["kind"])
        known = {name: _KINDS[each] for name, each in self.types.items() if each in _KINDS}
        check_known(fact, known, "fact", section)
        kind = str(entry.get("kind", known[fact][0]))
        check_known(kind, known[fact], "kind", section)
        return kind

    def _line(self, entry: PolicyData, kind: str, span: CriterionSpan, section: str) -> Needed:
        """The right side of the comparison: a parameter, the product of two, or a value of the file."""
        if "parameter" in entry:
            check("value" not in entry, section, _("give a parameter or a value, not both"), "parameter")
            names = entry["parameter"] if isinstance(entry["parameter"], list) else [entry["parameter"]]
            for name in names:
                self._check_parameter(name, NUMBERS, section)
            return product(*names) if len(names) > 1 else str(names[0])
        unit = entry.get("unit", {FLAG: "yes or no", WORD: "word"}.get(kind, ""))
        check_known(unit, filter(None, UNITS), "unit", section)
        value, reference = _value(entry, kind, section), words_of(entry, "reference", section)
        line = Value("", value, unit, kind, span.since, span.place, reference, entry["sure"], "")
        return lambda _terms: line

    def _check_parameter(self, name: str, kinds: Iterable[str], section: str) -> None:
        if name not in self.book:
            reason = _("there is no figure “{name}”").format(name=name)
            raise WrongFile(section, with_nearest(reason, name, self.book.names()), at=name)
        if name not in self.book.broken:
            check_known(self.book[name].kind, kinds, name, section)

    def _note(self, entry: PolicyData, section: str) -> Fact[object] | None:
        if "note" not in entry:
            return None
        notes = [name for name, each in self.types.items() if each is FindingNote]
        check_known(entry["note"], notes, "note", section)
        return attrgetter(entry["note"])

    def _weighed(self, rule: Rule[object], decides: bool | str, section: str) -> Rule[object]:
        """The rule as it decides, is shown only, or decides where a parameter says yes."""
        if isinstance(decides, bool):
            return rule if decides else considered(rule)
        self._check_parameter(decides, (FLAG,), section)
        return where(decides, rule)


def _value(entry: PolicyData, kind: str, section: str) -> Any:
    """The value of the file that the fact must reach, equal or be among."""
    if kind == FLAG:
        return entry["comparison"] == "is_true"
    check("value" in entry, section, _("{keys} is missing").format(keys="value"))
    if kind == WORD:
        check(isinstance(entry["value"], list), section, _("value is a list of words"), "value")
        return " / ".join(entry["value"])
    try:
        return parsed(entry["value"], kind)
    except ValueError as error:
        raise WrongFile(section, _("value: {error}").format(error=error), at=entry["value"]) from None


def _given(name: str, kind: str, case: Any) -> object:
    """The figure that a village states, as JSON or a form gives it; None when it is none."""
    try:
        return parsed(case.indicators[name], kind)
    except (KeyError, ValueError):
        return None
