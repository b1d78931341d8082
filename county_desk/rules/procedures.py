"""Procedures as dated data: which version of each is in force on a day in a province."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from county_desk.notice_kinds import NoticeKind
from county_desk.paths import resources
from county_desk.rules.bilingual import Words, spoken
from county_desk.rules.own_files import PolicyFile, PolicyFileKind, digest_of
from county_desk.rules.parameters import ParameterBook
from county_desk.rules.places import NATIONAL, OWN
from county_desk.rules.policy_file import WrongFile, decoded, read_folder
from county_desk.rules.procedure_files import read_procedure
from county_desk.rules.step_kinds import StepKind
from county_desk.rules.steps import ActorLevel, Procedure, Step
from county_desk.text import _

__all__ = ["ActorLevel", "Ended", "NotBegun", "NotInForce", "Procedure", "Procedures", "Step", "StepKind"]


class NotInForce(LookupError):
    """No case of a procedure may begin on a day; its text says why, in the current language."""

    def __init__(self, said: str, more: Words | None) -> None:
        super().__init__(f"{said}{_('. ')}{spoken(more)}" if more else said)


class Ended(NotInForce):
    """No case of a procedure may begin any more."""

    def __init__(self, procedure: Procedure) -> None:
        words = _("“{title}” ended on {day}; cases begun before are finished under it")
        super().__init__(words.format(title=procedure.title, day=procedure.until), procedure.afterwards)


class NotBegun(NotInForce):
    """The day lies before the first version of a procedure."""

    def __init__(self, procedure: Procedure) -> None:
        words = _("“{title}” begins on {day}")
        super().__init__(words.format(title=procedure.title, day=procedure.since), procedure.beforehand)


class Procedures:
    """Every version of every procedure, and the texts that running cases follow instead of them."""

    def __init__(
        self,
        versions: Iterable[Procedure],
        broken: Mapping[str, WrongFile] | None = None,
        texts: Mapping[str, str] | None = None,
        kept: Mapping[str, Procedure | WrongFile] | None = None,
    ) -> None:
        self._versions: Mapping[str, Procedure] = {each.version: each for each in versions}
        self._placed: dict[tuple[str, str], list[Procedure]] = {}  # by key and place: thousands of rows ask
        for each in self._versions.values():
            self._placed.setdefault((each.key, each.place), []).append(each)
        self.broken = dict(broken or {})  # by version
        self._texts, self._kept = dict(texts or {}), dict(kept or {})  # by digest

    @classmethod
    def load(cls, book: ParameterBook | None = None, folder: Path | None = None) -> "Procedures":
        """Read the program's own files; a wrong file stops only those who ask for its procedure."""
        folder, book = folder or resources() / "procedures", book or ParameterBook.load()
        versions: list[Procedure] = []
        texts: dict[str, str] = {}
        broken: dict[str, WrongFile] = {}
        for place in sorted(each for each in folder.iterdir() if each.is_dir()):
            found, wrong = read_folder(sorted(place.glob("*.toml")), partial(_load, book))
            versions += [procedure for procedure, _text in found]
            texts |= {procedure.digest: text for procedure, text in found}
            broken |= {f"{place.name}/{name}": error for name, error in wrong.items()}
        return cls(versions, broken, texts)

    def with_own(
        self, files: Iterable[PolicyFile], kept: Iterable[PolicyFile], book: ParameterBook
    ) -> "Procedures":
        """The same with a county's own files, and with the texts `kept` for cases that follow them."""
        versions, broken, texts = dict(self._versions), dict(self.broken), dict(self._texts)
        for file in files:
            try:
                versions[file.name] = _read(book, file)
                texts[file.digest] = file.text
            except WrongFile as error:
                broken[file.name] = error
        return Procedures(versions.values(), broken, texts, {each.digest: _try(book, each) for each in kept})

    def version(self, name: str) -> Procedure:
        """A version as it is now.

        Raises LookupError when neither the program nor the county has it, and `WrongFile` when its file
        is wrong.
        """
        if name in self.broken:
            raise self.broken[name]
        if name not in self._versions:
            raise LookupError(f"no procedure {name}")
        return self._versions[name]

    def errors(self) -> list[WrongFile]:
        """The errors of all files that cannot be used, those of texts that cases follow among them."""
        return [*self.broken.values(), *(each for each in self._kept.values() if isinstance(each, WrongFile))]

    def begun(self, name: str, digest: str | None) -> Procedure:
        """The procedure that a case follows: the version and the text under which it began.

        A case without a digest is older than kept texts, and follows the version as it is now. Raises
        LookupError and `WrongFile` as `version` does.
        """
        present = self._versions.get(name)
        if not digest or (present and present.digest == digest):
            return self.version(name)
        kept = self._kept.get(digest)
        if isinstance(kept, WrongFile):
            raise kept
        if kept is None:
            raise LookupError(f"no text {digest[:16]} of the procedure {name}")
        return kept

    def changed(self, name: str, digest: str | None) -> bool:
        """Whether the text that a case follows says something else than the version as it is now."""
        try:
            followed = self.begun(name, digest)
        except (LookupError, WrongFile):
            return False
        present = self._versions.get(name)
        # a case that has begun goes on whatever the last day to begin one is
        return present is None or replace(present, until=followed.until) != followed

    def text(self, version: Procedure) -> str:
        """The text of a version as it is now."""
        return self._texts[version.digest]

    def digests(self) -> frozenset[str]:
        """The digests of all versions as they are now."""
        return frozenset(self._texts)

    def followed(self) -> Iterator[tuple[str, Procedure]]:
        """Every procedure that a case may follow, with the digest of its text, or "" for older cases."""
        for present in self._versions.values():
            yield present.digest, present
            yield "", present
        yield from ((digest, each) for digest, each in self._kept.items() if isinstance(each, Procedure))

    def versions(self) -> tuple[Procedure, ...]:
        """Every version as it is now, in the order of place and name."""
        return tuple(self._versions.values())

    def keys(self, subject: str = "", outcome: str = "") -> tuple[str, ...]:
        """The keys of all procedures, or of those of a subject or an outcome."""
        fit = [
            each
            for each in self._versions.values()
            if subject in ("", each.subject) and outcome in ("", each.outcome)
        ]
        return tuple(dict.fromkeys(each.key for each in fit))

    def in_force(self, key: str, day: date, province: str = "") -> Procedure:
        """The newest version on that day: the county's own, else the province's, else the national one.

        Raises `NotBegun` before the first version, `Ended` after the last day of the newest one, and
        LookupError where there is none. Raises `WrongFile` when any version there is wrong, since that one
        may be in force.
        """
        for place in (OWN, province, NATIONAL):
            self._refuse_broken(key, place)
            begun = [each for each in self._placed.get((key, place), ()) if each.since <= day]
            if begun:
                return _lasting(max(begun, key=lambda each: each.since), day)
        raise NotBegun(self.first(key, province))

    def first(self, key: str, province: str = "") -> Procedure:
        """The oldest version that a county of a province follows.

        Raises LookupError when it has none, and `WrongFile` when one of them is wrong.
        """
        places = (OWN, province, NATIONAL)
        for place in places:
            self._refuse_broken(key, place)
        known = [each for each in self._versions.values() if each.key == key and each.place in places]
        if not known:
            raise LookupError(f"no procedure {key}")
        return min(known, key=lambda each: each.since)

    def ended_with(self, notice: NoticeKind) -> Procedure | None:
        """The last of the program's versions that issue a kind of notice to end.

        None for a kind that no version issues, and while one of them has no last day.
        """
        shipped = (each for each in self._versions.values() if each.place != OWN)
        issuing = [each for each in shipped if any(step.notice == notice for step in each.steps)]
        if any(each.until is None for each in issuing):
            return None
        return max(issuing, key=lambda each: (each.until, each.place == NATIONAL), default=None)

    def is_broken(self, key: str) -> bool:
        """Whether the file of a version of a procedure is wrong."""
        return any(version.split("/")[-1].rpartition("-")[0] == key for version in self.broken)

    def _refuse_broken(self, key: str, place: str) -> None:
        for version, error in self.broken.items():
            if version.startswith(f"{place}/{key}-"):
                raise error


def _lasting(procedure: Procedure, day: date) -> Procedure:
    if procedure.until is not None and day > procedure.until:
        raise Ended(procedure)
    return procedure


def _load(book: ParameterBook, path: Path) -> tuple[Procedure, str]:
    """A shipped procedure and its text."""
    version = f"{path.parent.name}/{path.stem}"
    kind = PolicyFileKind.PROCEDURE
    text = decoded(path.read_bytes(), f"{kind.value}/{version}.toml")
    return _read(book, PolicyFile(kind, version, text, digest_of(text))), text


def _read(book: ParameterBook, file: PolicyFile) -> Procedure:
    made: Procedure = file.read(lambda data: read_procedure(data, file.name, book))
    return replace(made, digest=file.digest)


def _try(book: ParameterBook, file: PolicyFile) -> Procedure | WrongFile:
    try:
        return _read(book, file)
    except WrongFile as error:
        return error
