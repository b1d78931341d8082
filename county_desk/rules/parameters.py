"""Figures set by policy, read from the program's files and asked for by day and place."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from county_desk.paths import resources
from county_desk.rules.figures import Own, Parameter, Value
from county_desk.rules.indicators import Indicator, read_indicators
from county_desk.rules.parameter_files import read_parameter
from county_desk.rules.places import NATIONAL, region_of

__all__ = ["Book", "Own", "Parameter", "Terms", "Value"]


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
            every = self.book.indicators.get(name, ())
            places = (self.province, self.region, NATIONAL)
            self._indicators[name] = _nearest(every, places, self.day)
        return self._indicators[name]


class Book:
    """Every parameter the rules know."""

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        indicators: Mapping[str, tuple[Indicator, ...]] | None = None,
    ) -> None:
        self._parameters = dict(parameters)
        self.indicators = dict(indicators or {})

    @classmethod
    def load(cls, folder: Path | None = None) -> "Book":
        """Read the program's own figures; `WrongFile` names the file and what is wrong with it."""
        parameters, indicators = {}, {}
        for path in sorted((folder or resources() / "parameters").glob("*.toml")):
            data = tomllib.loads(path.read_text("utf8"), parse_float=Decimal)
            if "indicator" in data:
                indicators[path.stem.removesuffix("_indicators")] = read_indicators(data, path.name)
            else:
                parameters[path.stem] = read_parameter(data, path.stem)
        return cls(parameters, indicators)

    def __getitem__(self, name: str) -> Parameter:
        return self._parameters[name]

    def __contains__(self, name: object) -> bool:
        return name in self._parameters

    def names(self) -> tuple[str, ...]:
        """The name of every parameter, in order."""
        return tuple(sorted(self._parameters))

    def on(
        self, day: date, province: str = "", region: str = "", own: Iterable[tuple[str, date, str, str]] = ()
    ) -> Terms:
        """The figures in force on a day for a province (pinyin key), its region, and a county of its own."""
        return Terms(self, day, province, region, tuple(Own(*figure) for figure in own))


def _nearest(every: Iterable[Indicator], places: Sequence[str], day: date) -> tuple[Indicator, ...]:
    """The set of the nearest place that has one in force; within it the newest wording of each."""
    in_force = [indicator for indicator in every if indicator.since <= day]
    for place in places:
        here = {indicator.key: indicator for indicator in in_force if indicator.place == place}
        if here:
            return tuple(here.values())
    return ()
