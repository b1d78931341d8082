"""Kinds of value with words in data files: procedures, their steps, and notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Protocol

from county_desk.fields import Column, Invalid, Kind
from county_desk.models.user import Role
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.bilingual import Words, spoken
from county_desk.rules.places import NATIONAL
from county_desk.rules.policy import shipped_policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedures
from county_desk.text import _


def shipped() -> Procedures:
    """The procedures that come with the program."""
    return shipped_policy().procedures


TITLES = 3  # of a step that several procedures call by one key
_followed: list[Procedures] = []  # those of the register that was read last, when it has some of its own


def follow(procedures: Procedures | None) -> None:
    """Let kinds of value show the procedures of a register; None for one that has only the shipped ones."""
    _followed[:] = [procedures] if procedures else []


def procedures() -> Procedures:
    """The procedures that a register follows: the shipped ones, and those of the county if it has some."""
    return _followed[0] if _followed else shipped()


@dataclass(frozen=True)
class ProcedureName(Kind):
    """A procedure by key, shown by its title."""

    width: int = 14

    def show(self, value: object) -> str:
        """The title that the nation gives it; provinces add their own name to theirs."""
        versions = [version for _digest, version in procedures().followed() if version.key == value]
        versions.sort(key=lambda version: version.place != NATIONAL)
        return versions[0].title if versions else str(value or "")


@dataclass(frozen=True)
class CaseKind(ProcedureName):
    """A procedure that a case can be opened for: any loaded one of a subject.

    Those of the outcome `but` are opened by another command, and a form does not offer them.
    """

    subject: str = ""
    but: str = ""

    def options(self) -> Sequence[tuple[str, str]]:
        others = procedures().keys(self.subject, self.but) if self.but else ()
        return [(key, self.show(key)) for key in procedures().keys(self.subject) if key not in others]

    def parse(self, raw: object) -> str:
        wanted = str(raw).strip()
        for key in procedures().keys(self.subject):
            if wanted in (key, self.show(key)):
                return key
        if procedures().is_broken(wanted):
            return wanted  # the command names the wrong file
        known = _(", ").join(title for _key, title in self.options())
        raise Invalid(_("“{raw}” is not one of: {known}").format(raw=wanted, known=known))


@dataclass(frozen=True)
class StepName(Kind):
    """A step by key, shown by its title; `step_in` says in which procedure.

    A key alone is shown by all titles that procedures give it.
    """

    width: int = 16

    def show(self, value: Any) -> str:
        """The title of the step, or its first titles."""
        version, _colon, key = str(value or "").rpartition(":")
        if "/" in version:
            return step_title(version, None, key)
        titles = self._every_title(key)
        more = ["…"] if len(titles) > TITLES else []
        return _(", ").join([*titles[:TITLES], *more]) or key

    def sought(self, value: Any) -> Sequence[str]:
        """Every title of the step."""
        return self._every_title(str(value or "")) or (self.show(value),)

    @staticmethod
    def _every_title(key: str) -> list[str]:
        return list(dict.fromkeys(spoken(words) for words in _titles(procedures()).get(key, ())))


class AtStep(Protocol):
    """A row that stands at a step of a procedure."""

    @property
    def procedure(self) -> str: ...
    @property
    def procedure_digest(self) -> str: ...
    @property
    def step(self) -> str: ...


class StepColumn[R: AtStep](Column[R]):
    """The step of a row by its title in the row's own procedure."""

    needs: ClassVar = ("procedure", "procedure_digest", "step")

    def written(self, row: R) -> object:
        """The title of the step; a key alone would lose it."""
        return self.shown(row)

    def shown(self, row: R, *, masked: bool = False) -> str:
        """The title of the step."""
        return step_title(row.procedure, row.procedure_digest, row.step)


def step_in(procedure: str, step: str) -> str:
    """A step with the version of its procedure, as `StepName` shows it."""
    return f"{procedure}:{step}"


def step_title(procedure: str, digest: str | None, step: str) -> str:
    """The title of a step in the procedure that a case follows; the usual ones if it cannot be read."""
    try:
        return procedures().begun(procedure, digest).step(step).title
    except (LookupError, WrongFile):
        return StepName().show(step)


@dataclass(frozen=True)
class NoticeName(Kind):
    """A kind of notice by key, shown by its title."""

    width: int = 20

    def show(self, value: Any) -> str:
        """The title of that kind."""
        return _(NoticeKind.named(value).label) if value in list(NoticeKind) else str(value or "")


@dataclass(frozen=True)
class RoleName(Kind):
    """A role by key, as the history keeps it, shown by its label."""

    width: int = 14

    def show(self, value: Any) -> str:
        """The label of that role."""
        return _(Role.named(value).label) if value in list(Role) else str(value or "")


@dataclass(frozen=True)
class PostedKind(ProcedureName):
    """A procedure by key, or the kind of a notice that belongs to none, such as that of funds."""

    def show(self, value: object) -> str:
        """The title of either."""
        return NoticeName().show(value) if value in list(NoticeKind) else super().show(value)


@lru_cache(maxsize=8)
def _titles(known: Procedures) -> dict[str, list[Words]]:
    """The words of each step by key, those of the nation first."""
    versions = sorted(
        (version for _digest, version in known.followed()), key=lambda each: each.place != NATIONAL
    )
    found: dict[str, list[Words]] = {}
    for version in versions:
        for step in version.steps:
            found.setdefault(step.key, []).append(step.words)
    return found
