"""Procedures as dated data: which version of each is in force on a day in a province."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from county_desk.paths import resources
from county_desk.rules.parameters import Book
from county_desk.rules.places import NATIONAL
from county_desk.rules.procedure_files import read_procedure
from county_desk.rules.steps import Level, Procedure, Step, StepKind

__all__ = ["Level", "Procedure", "Procedures", "Step", "StepKind"]


class Procedures:
    """Every version of every procedure."""

    def __init__(self, versions: Iterable[Procedure]) -> None:
        self._versions: Mapping[str, Procedure] = {each.version: each for each in versions}

    @classmethod
    def load(cls, book: Book | None = None, folder: Path | None = None) -> "Procedures":
        """Read the program's own files; `WrongFile` names the file and what is wrong with it."""
        folder, book = folder or resources() / "procedures", book or Book.load()
        versions = []
        for path in sorted(folder.glob("*/*.toml")):
            version = f"{path.parent.name}/{path.stem}"
            versions.append(read_procedure(tomllib.loads(path.read_text("utf8")), version, book))
        return cls(versions)

    def version(self, name: str) -> Procedure:
        """The version that a case stored; LookupError when this program does not have it."""
        if name not in self._versions:
            raise LookupError(f"no procedure {name}")
        return self._versions[name]

    def versions(self) -> tuple[Procedure, ...]:
        """Every version, in the order of place and name."""
        return tuple(self._versions.values())

    def keys(self) -> tuple[str, ...]:
        """The procedures there are, whatever their version."""
        return tuple(dict.fromkeys(each.key for each in self._versions.values()))

    def in_force(self, key: str, day: date, province: str = "") -> Procedure:
        """The newest version on that day: the province's own if it has one, else the national one.

        LookupError before the first version.
        """
        for place in (province, NATIONAL):
            begun = [each for each in self._versions.values() if (each.key, each.place) == (key, place)]
            begun = [each for each in begun if each.since <= day]
            if begun:
                return max(begun, key=lambda each: each.since)
        raise LookupError(f"no procedure {key} is in force on {day}")

    def first(self, key: str, province: str = "") -> Procedure:
        """The oldest version that a province follows; LookupError when it has none."""
        places = (province, NATIONAL)
        known = [each for each in self._versions.values() if each.key == key and each.place in places]
        if not known:
            raise LookupError(f"no procedure {key}")
        return min(known, key=lambda each: each.since)
