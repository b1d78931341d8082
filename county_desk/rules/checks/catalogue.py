"""The catalogue of checks: the entries of the data files, and which of them hold in a year and a place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from county_desk.facts import FACTS, covered
from county_desk.facts.fact import FactSubject
from county_desk.facts.word_lists import RISK, listed_words
from county_desk.paths import resources, toml_resource
from county_desk.rules.bilingual import Words, spoken, words_of
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.functions import FUNCTIONS
from county_desk.rules.checks.hits import Numbers, Values
from county_desk.rules.figures import SURE
from county_desk.rules.places import NATIONAL, OWN, PLACES
from county_desk.rules.policy_file import WrongFile, check_keys, check_known, read_policy_file
from county_desk.text import _

_OF_FACT = ("given", "old", "new")  # values of a sentence that are values of its fact
FIRST_YEAR = 2014  # the registers were begun in this year
OF_FACTS = "DMBP"  # checks of households, monitoring, villages and procedure, which `rules` carries out
OF_READING, OF_COMPARISON = "L", "R"  # checks within a file, and against the register
OF_FILES = OF_READING + OF_COMPARISON  # those that `intake` carries out
_GROUPS = OF_FACTS + OF_FILES
_WEIGHTS = ("error", "ask", "warn", "note")


@dataclass(frozen=True, slots=True)
class CheckWording:
    """The sentence for one case of a check, and its stable code on the command line.

    `one` is the sentence for a `count` of one. `weight` is that of the note on a row: "error", "ask", "warn"
    or "note". It overrides the level of the check; "" lets the level decide.
    """

    words: Words
    kind: str
    one: Words = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One entry. `field` is the usual column, `at_import` the level when a list is read.

    `needs` are columns or kinds of column (`income`): a list must have one of them for the check to find
    anything. `register` and `lists` say whether the check runs over the register and over lists.
    `numbers_at_import` are limits that differ at import. `note` explains a peculiarity in words. A `fixed`
    check always holds: no county can change it. `signal` is the risk that a signal of monitoring points to,
    "" for another check. It `compares` a fact of two years, or `reads` one. One to `watch` is a key group,
    looked for with the signals only.
    """

    number: str
    title: Words
    wordings: Mapping[str, CheckWording]
    fix: Words
    level: CheckLevel
    at_import: CheckLevel
    register: bool
    lists: bool
    since: int
    until: int | None
    reference: Words
    sure: str
    note: Words
    numbers: Numbers
    numbers_at_import: Numbers = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    fixed: bool = False
    signal: str = ""
    compares: str = ""
    reads: str = ""
    watch: bool = False
    variants: tuple["Variant", ...] = ()

    def on(self, year: int, province: str = "") -> "Check":
        """The check as it holds in a year and a province: the nearest variant over the entry."""
        found = self
        for place in (NATIONAL, province):
            here = [each for each in self.variants if each.place == place and each.since <= year]
            for variant in sorted(here, key=lambda each: each.since):
                found = variant.over(found)
        return found

    def at_lists(self) -> "Check":
        """The check with the limits that it has when a list is read."""
        return replace(self, numbers={**self.numbers, **self.numbers_at_import})

    def holds(self, year: int) -> bool:
        """Whether the check holds for the figures of a year."""
        return self.since <= year <= (self.until or year)

    @property
    def group(self) -> str:
        """The letter of the group: D households, M monitoring, B villages, P procedures, L and R files."""
        return self.number[0]

    def sentence(self, case: str, values: Values, title: str = "") -> str:
        """The finding of one case in the current language; personal numbers under the title are covered."""
        wording = self.wordings[case]
        words = wording.one if wording.one and values.get("count") == "1" else wording.words
        shown = {name: covered(title, values[name]) for name in _OF_FACT if name in values}
        return spoken(words).format(**{**self.numbers, **values, **shown})

    def titled(self) -> str:
        """The title of the check in the current language."""
        return spoken(self.title)


@dataclass(frozen=True, slots=True)
class Variant:
    """The changes that a place or a later year makes to an entry."""

    place: str
    since: int
    level: CheckLevel | None
    numbers: Numbers

    def over(self, check: Check) -> Check:
        """The check with these changes."""
        level = self.level or check.level
        return replace(check, level=level, numbers={**check.numbers, **self.numbers})


class Catalogue:
    """Every check, by number."""

    def __init__(self, checks: Iterable[Check]) -> None:
        ordered = sorted(checks, key=lambda check: (_GROUPS.index(check.group), check.number))
        self.checks = {check.number: check for check in ordered}

    @classmethod
    def load(cls, folder: Path | None = None) -> "Catalogue":
        """Read the program's own files; `WrongFile` names the file and its fault."""
        paths = sorted((folder or resources() / "checks").glob("*.toml"))
        files = [read_policy_file(path, f"checks/{path.name}", partial(_read, path.name)) for path in paths]
        return cls(check for checks in files for check in checks)

    def __getitem__(self, number: str) -> Check:
        return self.checks[number]

    def __contains__(self, number: object) -> bool:
        return number in self.checks

    def kinds(self) -> frozenset[str]:
        """Every code of the command line that a check can say."""
        return frozenset(
            wording.kind for check in self.checks.values() for wording in check.wordings.values()
        )


@cache
def catalogue() -> Catalogue:
    """The program's own catalogue, read once."""
    return Catalogue.load()


def signals() -> Mapping[str, str]:
    """The checks that are signals, each with the risk that it points to."""
    return {
        each.number: each.signal for each in catalogue().checks.values() if each.signal and not each.watch
    }


def compared_facts() -> tuple[str, ...]:
    """The facts of a household's year that signals compare with the year before."""
    keys = dict.fromkeys(check.compares for check in catalogue().checks.values() if check.compares)
    return tuple(key for key in keys if FACTS[key].of is FactSubject.HOUSEHOLD_YEAR)


def key_groups() -> Mapping[str, str]:
    """The checks of groups that are looked at on a schedule, each with the risk of the group."""
    return {each.number: each.signal for each in catalogue().checks.values() if each.watch}


_KEYS = {
    *("title", "wrong", "cases", "fix", "level", "at_import", "register", "lists", "since", "until"),
    *("kind", "reference", "sure", "note", "numbers", "numbers_at_import", "needs", "variant"),
    *("fixed", "weight", "one", "signal", "compares", "reads", "watch"),
}


def _read(file: str, data: dict[str, Any]) -> list[Check]:
    common = data.pop("common", {})
    return [read_check(number, {**common, **given}, file) for number, given in data.items()]


def read_check(number: str, data: Mapping[str, Any], file: str) -> Check:
    """An entry from its file; `WrongFile` when it lacks words, a source or a function."""
    where = f"{file} {number}"
    check_keys(data, set(), _KEYS, where)
    if number[0] not in OF_FILES and number not in FUNCTIONS:
        raise WrongFile(where, _("no function carries out the check {number}").format(number=number), number)
    check_known(data.get("sure"), SURE, "sure", where)
    level, wordings = _level(data, "level", where), _wordings(number, data, where)
    fixed = data.get("fixed", False)
    if not fixed and any(wording.weight for wording in wordings.values()):
        raise WrongFile(where, _("only a fixed check has wordings with a weight"), at="weight")
    return Check(
        number=number,
        title=words_of(data, "title", where),
        wordings=wordings,
        fix="" if number[0] in OF_FILES else words_of(data, "fix", where),
        level=level,
        at_import=_level(data, "at_import", where) if "at_import" in data else level,
        register=data.get("register", True),
        lists=data.get("lists", True),
        since=data.get("since", FIRST_YEAR),
        until=data.get("until"),
        reference=words_of(data, "reference", where),
        sure=data["sure"],
        note=words_of(data, "note", where) if "note" in data else "",
        numbers=_numbers(data.get("numbers", {}), where),
        numbers_at_import=_numbers(data.get("numbers_at_import", {}), where),
        needs=frozenset(data.get("needs", ())),
        fixed=fixed,
        signal=_known(data, "signal", listed_words(RISK), where),
        compares=_known(data, "compares", FACTS, where),
        reads=_known(data, "reads", FACTS, where),
        watch=data.get("watch", False),
        variants=tuple(_variant(given, where) for given in data.get("variant", ())),
    )


def _wordings(number: str, data: Mapping[str, Any], where: str) -> dict[str, CheckWording]:
    kind = data.get("kind", f"check_{number.lower()}")
    cases = {"": data} if "wrong" in data else {}
    cases |= data.get("cases", {})
    if not cases:
        raise WrongFile(where, _("the check has no words for a hit"))
    return {case: _wording(given, kind, f"{where} {case}".rstrip()) for case, given in cases.items()}


def _wording(given: Mapping[str, Any], kind: str, where: str) -> CheckWording:
    if "weight" in given:
        check_known(given["weight"], _WEIGHTS, "weight", where)
    one = words_of(given, "one", where) if "one" in given else ""
    return CheckWording(
        words_of(given, "wrong", where), given.get("kind", kind), one, given.get("weight", "")
    )


def _variant(given: Mapping[str, Any], where: str) -> Variant:
    place = given.get("place", NATIONAL)
    if place not in PLACES or place == OWN or "since" not in given:
        reason = _("a variant for “{place}” needs a known place and a year").format(place=place)
        raise WrongFile(where, reason, at=place)
    level = _level(given, "level", where) if "level" in given else None
    return Variant(place, given["since"], level, _numbers(given.get("numbers", {}), where))


def _known(data: Mapping[str, Any], key: str, known: Iterable[str], where: str) -> str:
    """The optional word of a key that must be among those known; "" where it is not given."""
    if key in data:
        check_known(data[key], known, key, where)
    return str(data.get(key, ""))


def _level(data: Mapping[str, Any], key: str, where: str) -> CheckLevel:
    check_known(data.get(key), [level.value for level in CheckLevel], key, where)
    return CheckLevel.named(data[key])


def _numbers(given: Mapping[str, object], where: str) -> dict[str, object]:
    """The limits: lists for looking up, in their order, and those of words by the column that they are of."""
    found: dict[str, object] = {}
    for name, value in given.items():
        if isinstance(value, dict) and set(value) == {"words"}:
            found[name] = _words(value["words"], where)
        elif isinstance(value, dict) and set(value) == {"parameter"}:
            found[name] = NamedFigure(value["parameter"])
        else:
            found[name] = dict.fromkeys(value) if isinstance(value, list) else value
    return found


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A limit that is a figure of policy, by the name of its parameter."""

    parameter: str


def _words(title: str, where: str) -> frozenset[str]:
    lists = toml_resource("columns", "words.toml")
    if title not in lists:
        raise WrongFile(where, _("there is no list of words “{title}”").format(title=title), at=title)
    return frozenset(lists[title]["words"])
