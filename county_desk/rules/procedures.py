"""Procedures as dated data: which version of each is in force on a day in a province."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from county_desk.paths import resources
from county_desk.rules.parameters import ParameterBook
from county_desk.rules.places import NATIONAL
from county_desk.rules.policy_file import WrongFile, read_folder, read_policy_file
from county_desk.rules.procedure_files import read_procedure
from county_desk.rules.step_kinds import StepKind
from county_desk.rules.steps import ActorLevel, Procedure, Step

__all__ = ["ActorLevel", "Procedure", "Procedures", "Step", "StepKind"]


class Procedures:
    """Every version of every procedure."""

    def __init__(self, versions: Iterable[Procedure], broken: Mapping[str, WrongFile] | None = None) -> None:
        self._versions: Mapping[str, Procedure] = {each.version: each for each in versions}
        self.broken = dict(broken or {})  # by version

    @classmethod
    def load(cls, book: ParameterBook | None = None, folder: Path | None = None) -> "Procedures":
        """Read the program's own files; a wrong file stops only those who ask for its procedure."""
        folder, book = folder or resources() / "procedures", book or ParameterBook.load()
        versions: list[Procedure] = []
        broken: dict[str, WrongFile] = {}
        for place in sorted(each for each in folder.iterdir() if each.is_dir()):
            found, wrong = read_folder(sorted(place.glob("*.toml")), partial(_read, book=book))
            versions += found
            broken |= {f"{place.name}/{name}": error for name, error in wrong.items()}
        return cls(versions, broken)

    def version(self, name: str) -> Procedure:
        """The version that a case stored.

        Raises LookupError when this program does not have it, and `WrongFile` when its file is wrong.
        """
        if name in self.broken:
            raise self.broken[name]
        if name not in self._versions:
            raise LookupError(f"no procedure {name}")
        return self._versions[name]

    def versions(self) -> tuple[Procedure, ...]:
        """Every version, in the order of place and name."""
        return tuple(self._versions.values())

    def keys(self, subject: str = "", outcome: str = "") -> tuple[str, ...]:
        """The procedures there are, whatever their version; only those of a subject or an outcome."""
        fit = [
            each
            for each in self._versions.values()
            if subject in ("", each.subject) and outcome in ("", each.outcome)
        ]
        return tuple(dict.fromkeys(each.key for each in fit))

    def in_force(self, key: str, day: date, province: str = "") -> Procedure:
        """The newest version on that day: the province's own if it has one, else the national one.

        Raises LookupError before the first version, and `WrongFile` when any of its versions there is
        wrong, since that one may be in force.
        """
        for place in (province, NATIONAL):
            self._refuse_broken(key, place)
            begun = [each for each in self._versions.values() if (each.key, each.place) == (key, place)]
            begun = [each for each in begun if each.since <= day]
            if begun:
                return max(begun, key=lambda each: each.since)
        raise LookupError(f"no procedure {key} is in force on {day}")

    def first(self, key: str, province: str = "") -> Procedure:
        """The oldest version that a province follows.

        Raises LookupError when it has none, and `WrongFile` when one of them is wrong.
        """
        places = (province, NATIONAL)
        for place in places:
            self._refuse_broken(key, place)
        known = [each for each in self._versions.values() if each.key == key and each.place in places]
        if not known:
            raise LookupError(f"no procedure {key}")
        return min(known, key=lambda each: each.since)

    def is_broken(self, key: str) -> bool:
        """Whether the file of a version of a procedure is wrong."""
        return any(version.split("/")[-1].rpartition("-")[0] == key for version in self.broken)

    def _refuse_broken(self, key: str, place: str) -> None:
        for version, error in self.broken.items():
            if version.startswith(f"{place}/{key}-"):
                raise error


def _read(path: Path, book: ParameterBook) -> Procedure:
    version = f"{path.parent.name}/{path.stem}"
    name = f"procedures/{version}.toml"
    return read_policy_file(path, name, lambda data: read_procedure(data, version, book))
