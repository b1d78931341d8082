"""Names for made-up people: a surname by its weight, a given name by sex and time of birth."""

from random import Random
from typing import Any

from county_desk.paths import toml_resource

_TIMES = ((1970, "old"), (1995, "middle"), (9999, "new"))


def _file() -> dict[str, Any]:
    return toml_resource("demo", "names.toml")


class Namer:
    """Draws names, the same ones for the same seed."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        weights: dict[str, int] = _file()["surnames"]
        self._surnames, self._weights = tuple(weights), tuple(weights.values())

    def surname(self) -> str:
        """A surname, the frequent ones more often."""
        return self._draw.choices(self._surnames, self._weights)[0]

    def given(self, male: bool, year: int) -> str:
        """A given name as parents chose it in a year."""
        time = next(name for before, name in _TIMES if year < before)
        names: list[str] = _file()["given"][_sex(male)][time]
        return self._draw.choice(names)

    def rare(self, male: bool) -> str:
        """A given name with a letter that few fonts have."""
        names: list[str] = _file()["given"]["rare"][_sex(male)]
        return self._draw.choice(names)

    def family(self, group: str) -> str:
        """The family part of a name of two parts."""
        names: list[str] = _file()["dotted"][group]["family"]
        return self._draw.choice(names)

    def dotted(self, group: str, male: bool, family: str) -> str:
        """A name of two parts with a dot between, in the order of the group."""
        parts = _file()["dotted"][group]
        given = self._draw.choice(parts[_sex(male)])
        return f"{given}·{family}" if parts["given_first"] else f"{family}·{given}"


def _sex(male: bool) -> str:
    return "male" if male else "female"
