"""Figures set by policy, read from the program's files and asked for by day and place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from county_desk.fields import Invalid
from county_desk.names import compared
from county_desk.paths import resources
from county_desk.rules.bilingual import titles_of
from county_desk.rules.criteria import Criterion, RuleFile, read_own_rule, read_rule
from county_desk.rules.figures import OwnFigure, Parameter, Value
from county_desk.rules.own_files import PolicyFile, PolicyFileKind
from county_desk.rules.parameter_files import read_own_parameter, read_parameter
from county_desk.rules.places import NATIONAL, OWN, region_of
from county_desk.rules.policy_file import (
    PolicyData,
    WrongFile,
    check_known,
    read_folder,
    read_policy_file,
    with_nearest,
)
from county_desk.rules.registry import RULES
from county_desk.text import _

__all__ = ["OwnFigure", "Parameter", "ParameterBook", "Terms", "Value"]

CRITERIA = "criteria/"


class Terms:
    """The figures in force on one day in one place; each is looked up once, when a rule first asks."""

    def __init__(
        self, book: "ParameterBook", day: date, province: str, region: str, own: Sequence[OwnFigure]
    ) -> None:
        self.book, self.day, self.province = book, day, province
        self.region = region or region_of(province)
        self._own = own
        self._values: dict[str, Value] = {}
        self._criteria: dict[str, tuple[Criterion, ...]] = {}

    def __getitem__(self, name: str) -> Value:
        """The figure, or one that says that it is missing; KeyError only for a name that no file has."""
        if name not in self._values:
            parameter = self.book[name]
            self._values[name] = parameter.on(self.day, self.province, self.region, self._own)
        return self._values[name]

    def worked_out(self, name: str, work: Callable[[], Value]) -> Value:
        """A figure that follows from others in force; worked out once, like the others."""
        if name not in self._values:
            self._values[name] = work()
        return self._values[name]

    def criteria(self, rule: str) -> tuple[Criterion, ...]:
        """The criteria of a rule in force here, in their order; empty when none is."""
        if rule not in self._criteria:
            places = (NATIONAL, self.region, self.province, OWN)
            self._criteria[rule] = self.book.rule(rule).in_force(self.day, places)
        return self._criteria[rule]


class ParameterBook:
    """Every parameter and every rule of the policy files."""

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        rules: Mapping[str, RuleFile] | None = None,
        broken: Mapping[str, WrongFile] | None = None,
    ) -> None:
        self._parameters = dict(parameters)
        self._rules = dict(rules or {})
        self.broken = dict(broken or {})  # by the name of the parameter, or as criteria/<rule>

    @classmethod
    def load(cls, parameters: Path | None = None, criteria: Path | None = None) -> "ParameterBook":
        """Read the program's own figures and rules; a wrong file stops only what asks for its content."""
        figures, broken = read_folder(_files(parameters or resources() / "parameters"), _read_parameter)
        book = cls(dict(figures), broken=broken)
        rules, wrong = read_folder(_files(criteria or resources() / "criteria"), partial(_read_rule, book))
        return cls(dict(figures), dict(rules), broken | {f"{CRITERIA}{name}": wrong[name] for name in wrong})

    def with_own(self, files: Iterable[PolicyFile]) -> "ParameterBook":
        """The same book with the figures and criteria of a county's own files laid over the shipped ones.

        A wrong file stops what asks for its content, as a wrong shipped one does.
        """
        every = tuple(files)
        book = self._with(each for each in every if each.kind is PolicyFileKind.PARAMETER)
        return book._with(each for each in every if each.kind is PolicyFileKind.CRITERIA)

    def _with(self, files: Iterable[PolicyFile]) -> "ParameterBook":
        """The same book with files of one kind, which see the figures and rules of this one."""
        figures, rules, broken = dict(self._parameters), dict(self._rules), dict(self.broken)
        for file in files:
            of_figure = file.kind is PolicyFileKind.PARAMETER
            try:
                if of_figure:
                    figures[file.name] = file.read(partial(self._own_parameter, file.name))
                else:
                    rules[file.name] = file.read(partial(self._own_rule, file))
            except WrongFile as error:
                broken[file.name if of_figure else f"{CRITERIA}{file.name}"] = error
        return ParameterBook(figures, rules, broken)

    def _own_parameter(self, name: str, data: PolicyData) -> Parameter:
        known = name in self
        return read_own_parameter(data, name, self[name] if known else None)

    def _own_rule(self, file: PolicyFile, data: PolicyData) -> RuleFile:
        check_known(file.name, RULES, "rule", file.file)
        return read_own_rule(data, self.rule(file.name), RULES[file.name].facts, self)

    def __getitem__(self, name: str) -> Parameter:
        """A parameter. Raises `WrongFile` when its file is wrong, KeyError when there is none."""
        if name in self.broken:
            raise self.broken[name]
        return self._parameters[name]

    def __contains__(self, name: object) -> bool:
        return name in self._parameters or name in self.broken

    def rule(self, name: str) -> RuleFile:
        """A rule. Raises `WrongFile` when its file is wrong, KeyError when there is none."""
        if (file := f"{CRITERIA}{name}") in self.broken:
            raise self.broken[file]
        return self._rules[name]

    def names(self) -> tuple[str, ...]:
        """The name of every parameter, in order."""
        return tuple(sorted(self._parameters))

    def named(self, words: str) -> str:
        """The name of the parameter with this name, or this title in any language.

        Raises `Invalid` with the nearest one when there is none.
        """
        if words in self.broken:
            return words
        if (name := self._called.get(compared(words))) is not None:
            return name
        raise Invalid(self.unknown(words))

    def unknown(self, words: str) -> str:
        """The words for a name that no parameter has, with the nearest name or title."""
        known = [each for name in self.names() for each in (name, *titles_of(self._parameters[name].title))]
        return with_nearest(_("There is no figure named {name}").format(name=words), words, known)

    @cached_property
    def _called(self) -> dict[str, str]:
        """The name of every parameter by its name, and by its title in each language."""
        titled = {
            compared(title): name
            for name in self.names()
            for title in titles_of(self._parameters[name].title)
        }
        return titled | {name: name for name in self.names()}

    def on(
        self, day: date, province: str = "", region: str = "", own: Iterable[tuple[str, date, str, str]] = ()
    ) -> Terms:
        """The figures in force on a day for a province (pinyin key), its region, and a county of its own."""
        return Terms(self, day, province, region, tuple(OwnFigure(*figure) for figure in own))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _read_parameter(path: Path) -> tuple[str, Parameter]:
    """A parameter with its name."""
    name = path.stem
    return name, read_policy_file(path, f"parameters/{path.name}", lambda data: read_parameter(data, name))


def _read_rule(book: ParameterBook, path: Path) -> tuple[str, RuleFile]:
    """A rule with its name."""
    name, file = path.stem, f"{CRITERIA}{path.name}"
    check_known(name, RULES, "the name of the file", file)
    return name, read_policy_file(path, file, lambda data: read_rule(data, name, RULES[name].facts, book))
