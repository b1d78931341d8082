"""The state of one comparison: the delivery, the register's records of it, and what the rules found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from county_desk.intake.comparing.county_corrections import Authors, Conflict, Difference, authors, removal
from county_desk.intake.comparing.differences import differences, people_new
from county_desk.intake.comparing.list_records import Changed, ListSnapshot
from county_desk.intake.comparing.notes import Notes, RowKey
from county_desk.intake.comparing.snapshot import (
    KnownHousehold,
    OtherRecord,
    RegisterSnapshot,
    is_copy_of_opening,
)
from county_desk.intake.delivery import STORED, Delivery, HouseholdIn, Line, MemberIn
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.row_hits import RowHit
from county_desk.rules.policy import Policy
from county_desk.workflow.consistency_settings import switches


@dataclass(frozen=True)
class ListAnswer:
    """The answer about one table: the key of its list, and the values of all its rows by field."""

    list: str = ""
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """The answers of a person to the questions about a file.

    `kinds` are the kinds of questions to which the person agreed for all rows. `keep` and `take` hold the
    keys of conflicts (`Conflict.key`): the register's value stays, or that of the file replaces it. `lists`
    are the answers about tables, by sheet.
    """

    kinds: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    take: tuple[str, ...] = ()
    lists: Mapping[str, ListAnswer] = field(default_factory=dict)

    @property
    def opening(self) -> bool:
        """Whether the households come in as they stand in an existing register."""
        return OPENING in self.kinds

    def of_opening(self, on: bool) -> "Answers":
        """The same answers, with or without this one."""
        rest = tuple(kind for kind in self.kinds if kind != OPENING)
        return replace(self, kinds=(*rest, OPENING) if on else rest)


NO_ANSWERS = Answers()


type LineHit = RowHit[Line]


class FileComparison:
    """A delivery beside the register, as the rules see both.

    `met` are the households of the delivery that are on record, by key; `changed` are the keys of those in
    which something is new. `kept` are households without the facts that stay as they are on record.
    """

    def __init__(
        self,
        session: Session,
        delivery: Delivery,
        register: RegisterSnapshot,
        policy: Policy | None,
        answers: Answers,
        today: date | None = None,
    ) -> None:
        self.session, self.delivery, self.register = session, delivery, register
        self.policy, self.answers, self.today = policy, answers, today
        self.notes = Notes(delivery)
        self.met: dict[str, KnownHousehold] = {}
        self.changed: set[str] = set()
        self.differences: list[Difference] = []
        self.kept: dict[str, HouseholdIn] = {}
        self.conflicts: list[Conflict] = []

    @property
    def same_file(self) -> bool:
        """Whether this very file was taken in before."""
        return self.register.batch is not None

    @cached_property
    def opening(self) -> bool:
        """Whether this is an opening balance, by the answer or as the returned copy of one."""
        return self.answers.opening or is_copy_of_opening(self.session, self.delivery)

    @cached_property
    def switches(self) -> dict[str, str]:
        """The levels of checks that the county set itself, by number."""
        return {switch.check: switch.level for switch in switches(self.session, self.delivery.year)}

    @cached_property
    def removals(self) -> list[tuple[Difference, OtherRecord]]:
        """The persons of the delivery who were taken off other households, with where they were."""
        return [
            (removal(household, member, self.row_of(member) or first, other.member, other.until), other)
            for household in (self.delivery.households if self.register.removed else ())
            if not self.is_settled(household) and (first := self.notes.first(household))
            for member in household.members
            for other in self.register.taken_off(member, household.key)
        ]

    @cached_property
    def authors(self) -> Authors:
        """The persons of the county who put the register's values there, where the county did so itself."""
        return authors(self.session, [*self.differences, *(off for off, _where in self.removals)])

    @cached_property
    def lists(self) -> ListSnapshot:
        """The register's records of villages, monitored households and departments' lists."""
        return ListSnapshot(self.session, self.delivery)

    @cached_property
    def list_changes(self) -> dict[RowKey, Changed]:
        """The facts that differ from the record, by row, for the rows of lists that have a record."""
        return dict(self.lists.changes(self.delivery))

    @cached_property
    def unchanged_rows(self) -> set[RowKey]:
        """The rows of those lists that equal their records."""
        return {row for row, changed in self.list_changes.items() if self.same_file or not changed}

    def is_settled(self, household: HouseholdIn) -> bool:
        """Whether this very file brought the household before."""
        known = self.register.households.get(household.key)
        return known is not None and known.settled

    def row_of(self, member: MemberIn) -> Line | None:
        """The row of a person."""
        return self.notes.lines.get((member.sheet, member.row))

    def stored_row(self, key: RowKey) -> Line | None:
        """A row that can go in as it was read; None for one that waits or was refused."""
        line = self.notes.lines[key]
        return line if line.verdict in STORED else None


@dataclass
class Pair:
    """A household of the delivery, the row that stands for it, and its record; None for a new one."""

    comparison: FileComparison
    household: HouseholdIn
    first: Line
    known: KnownHousehold | None


@dataclass
class Matched(Pair):
    """A household of the delivery that is the one on record."""

    known: KnownHousehold

    @cached_property
    def new_people(self) -> list[MemberIn]:
        """The persons who were never on record."""
        return list(people_new(self.known, self.household))

    @cached_property
    def differences(self) -> list[Difference]:
        """The columns that would change, and the persons who would come back."""
        notes = self.comparison.notes
        rows = {kind: notes.row(self.household, kind) or self.first for kind in ("ledger", "living")}
        return list(differences(self.known, self.household, {"": self.first, **rows}, notes.lines))
