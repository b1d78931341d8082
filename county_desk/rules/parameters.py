"""Figures set by policy, read from the program's files and asked for by day and place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from county_desk.paths import resources
from county_desk.rules.figures import Own, Parameter, Value
from county_desk.rules.indicators import Indicator, read_indicators
from county_desk.rules.parameter_files import read_parameter
from county_desk.rules.places import NATIONAL, region_of
from county_desk.rules.policy_file import WrongFile, read_folder, read_policy_file

__all__ = ["Book", "Own", "Parameter", "Terms", "Value"]

_INDICATORS = "_indicators"  # how the name of a file of indicators ends


class Terms:
    """The figures in force on one day in one place; each is looked up once, when a rule first asks."""

    def __init__(self, book: "Book", day: date, province: str, region: str, own: Sequence[Own]) -> None:
        self.book, self.day, self.province = book, day, province
        self.region = region or region_of(province)
        self._own = own
        self._values: dict[str, Value] = {}
        self._indicators: dict[str, tuple[Indicator, ...]] = {}

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

    def indicators(self, name: str) -> tuple[Indicator, ...]:
        """The set of indicators in force here, in the order of its file; empty when none is."""
        if name not in self._indicators:
            every = self.book.indicators(name)
            places = (self.province, self.region, NATIONAL)
            self._indicators[name] = _nearest(every, places, self.day)
        return self._indicators[name]


class Book:
    """Every parameter the rules know."""

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        indicators: Mapping[str, tuple[Indicator, ...]] | None = None,
        broken: Mapping[str, WrongFile] | None = None,
    ) -> None:
        self._parameters = dict(parameters)
        self._indicators = dict(indicators or {})
        self.broken = dict(broken or {})  # by the name of the parameter

    @classmethod
    def load(cls, folder: Path | None = None) -> "Book":
        """Read the program's own figures; a wrong file stops only those who ask for its figure."""
        parameters, indicators = {}, {}
        paths = sorted((folder or resources() / "parameters").glob("*.toml"))
        found, broken = read_folder(paths, _read)
        for name, content in found:
            if isinstance(content, Parameter):
                parameters[name] = content
            else:
                indicators[name] = content
        return cls(parameters, indicators, broken)

    def __getitem__(self, name: str) -> Parameter:
        """A parameter. Raises `WrongFile` when its file is wrong, KeyError when there is none."""
        if name in self.broken:
            raise self.broken[name]
        return self._parameters[name]

    def __contains__(self, name: object) -> bool:
        return name in self._parameters or name in self.broken

    def indicators(self, name: str) -> tuple[Indicator, ...]:
        """A set of indicators; empty when there is none. Raises `WrongFile` when its file is wrong."""
        if (file := f"{name}{_INDICATORS}") in self.broken:
            raise self.broken[file]
        return self._indicators.get(name, ())

    def names(self) -> tuple[str, ...]:
        """The name of every parameter, in order."""
        return tuple(sorted(self._parameters))

    def on(
        self, day: date, province: str = "", region: str = "", own: Iterable[tuple[str, date, str, str]] = ()
    ) -> Terms:
        """The figures in force on a day for a province (pinyin key), its region, and a county of its own."""
        return Terms(self, day, province, region, tuple(Own(*figure) for figure in own))


def _read(path: Path) -> tuple[str, Parameter | tuple[Indicator, ...]]:
    """A parameter or a set of indicators, with its name."""

    def content(data: dict[str, Any]) -> tuple[str, Parameter | tuple[Indicator, ...]]:
        if "indicator" in data:
            return path.stem.removesuffix(_INDICATORS), read_indicators(data, path.name)
        return path.stem, read_parameter(data, path.stem)

    return read_policy_file(path, f"parameters/{path.name}", content)


def _nearest(every: Iterable[Indicator], places: Sequence[str], day: date) -> tuple[Indicator, ...]:
    """The set of the nearest place that has one in force; within it the newest wording of each."""
    in_force = [indicator for indicator in every if indicator.since <= day]
    for place in places:
        here = {indicator.key: indicator for indicator in in_force if indicator.place == place}
        if here:
            return tuple(here.values())
    return ()
