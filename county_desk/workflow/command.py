"""The shape of a command, and the report of its changes."""

import secrets
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Protocol, dataclass_transform, get_type_hints

from sqlalchemy import Column
from sqlalchemy.orm import Session

from county_desk.day_laws import DayLaw, YearLaw
from county_desk.fields import Kind, Text
from county_desk.late import LateRegister
from county_desk.models.base import Kept
from county_desk.models.user import Actor, Permission
from county_desk.progress import Progress, silent
from county_desk.rules.parameters import Terms
from county_desk.rules.policy import Policy
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.history.act_words import ACTS, ANSWERS, BACKS, ActWords, BackWords
from county_desk.text import N_, _
from county_desk.text_kinds import FilePath, Reason
from county_desk.workflow.gate.law import Law, SecondPerson


@dataclass(frozen=True)
class Ask:
    """One field of a command: its kind of value, its title, and a word of help.

    `of` names the declared list that a record number comes from, so that a form can offer its rows; of a
    household those alone that belong to the household, or to the record of one, in the field `within`. A form
    asks for a `last` field after all others. A needed day of `today` begins with today in a form. A mapped
    `column` declares the field. The history shows a field `in_history` by the request, because no column
    holds it. A day or a year has its `law`. It lies on or after the days `after`: fields of the same act, and
    columns of records on a way from a field. "member.household.registered_on" goes to the record in a column,
    "household.watch_visit.visited_on" to all standing records of a table that point to the household. A blank
    text is refused with the words of `needed`. A form shows a blank field that is filled in `seldom` once the
    person asks for more.
    """

    kind: Kind
    title: str
    help: str = ""
    of: str = ""
    last: bool = False
    today: bool = False
    column: Column[Any] | None = None
    within: str = ""
    in_history: bool = False
    law: DayLaw | YearLaw | None = None
    after: tuple[str, ...] = ()
    needed: str = ""
    seldom: bool = False


LATE_REASON = Ask(
    Reason(),
    N_("Why it is recorded late"),
    N_("Only past the days that the county allows"),
    last=True,
)
REASON = Ask(Text(lines=2, width=40), N_("Reason"), needed=N_("Give the reason"))


type Given = Mapping[str, Any]  # the values of a form, by field


def _nothing(_session: Session, _given: Given) -> Mapping[str, Any]:
    """The records say nothing of any field."""
    return {}


@dataclass(frozen=True)
class Known:
    """The values that the records give other fields of a form, once the fields `by` are filled in.

    `read` takes a session and the values given so far; it returns the possible values by field. A form fills
    in the only one, and narrows a fixed list to them. `wants` returns fields that the records need (True).
    """

    by: tuple[str, ...]
    read: Callable[[Session, Given], Mapping[str, Sequence[object]]] = _nothing
    wants: Callable[[Session, Given], Mapping[str, bool]] = _nothing


class Refused(Exception):
    """The command cannot be done; each problem belongs to a field, or to "" for the whole."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(_("; ").join(problems.values()))
        self.problems = dict(problems)


def new_seed() -> str:
    """An unpredictable seed of 64 bits."""
    return secrets.token_hex(8)


class Refusal(Protocol):
    """A state of a record in which an act is refused, in words with parts of the record."""

    words: str

    def bars(self, record: Kept, /) -> bool: ...


class NotSaved(Refused):
    """The database did not take it: the disk is full, the register read-only, or held by another program."""


class Keep(Protocol):
    """A way to ask a question, which may keep the answer."""

    def __call__[T](self, question: Hashable, ask: Callable[[], T], /) -> T: ...


def ask_now[T](_question: Hashable, ask: Callable[[], T], /) -> T:
    """The answer that `ask` reads now."""
    return ask()


@dataclass(frozen=True)
class Work:
    """The surroundings of a running command: session, actor, time and policy.

    A long command reports to `progress` and lets the `Cancelled` that it raises pass. `chance` gives an
    unpredictable seed. `second` is the person who puts in force what the actor proposed on `proposed_on`.
    `keep` asks a question about the register; until the act runs, the desk keeps the answer.
    """

    session: Session
    actor: Actor
    now: datetime
    policy: Policy
    progress: Progress = silent
    chance: Callable[[], str] = new_seed
    second: Actor | None = None
    proposed_on: date | None = None
    keep: Keep = ask_now

    @property
    def today(self) -> date:
        """The day the desk believes in, at the office."""
        return self.now.date()

    @property
    def asked_on(self) -> date:
        """The day on which the act was asked for: that of its proposal, today without one."""
        return self.proposed_on or self.today

    def terms(self, day: date | None = None) -> Terms:
        """The figures of policy in force on a day, the county's own among them."""
        return self.policy.terms(day or self.today)


@dataclass(frozen=True)
class Change:
    """The result of a command: its summary and its inverse.

    `id` is the record that the command made or moved. An act that `waits` for a second person was only
    proposed, and `id` is the number of the proposal. `notice` is the number of a notice that the act issued.
    The desk fills in `event` and `seal`, the number and the seal of its event, and `touched`, the mapped
    classes that it wrote. `secret` is a one-time password of the person named `owner`. It is shown once to
    the person at the desk; the register keeps only its hash. `secrets` are those of several people, each
    after the name.
    """

    summary: str
    undo: "Command | None" = None
    id: int | None = None
    notice: int | None = None
    touched: frozenset[type] = frozenset()
    event: int | None = None
    seal: str = ""
    secret: str = field(default="", repr=False)
    owner: str = ""
    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    waits: bool = False


KINDS = LateRegister["type[Command]"]()  # by name; each enters itself


@dataclass_transform(frozen_default=True, kw_only_default=True)
@dataclass(frozen=True, kw_only=True)
class Command:
    """Something a person asks for. Each subclass becomes a frozen dataclass of plain values by itself.

    The desk gives an act that is `back` its inverse, `TakeBackAct`, unless it has one of its own.
    """

    permission: ClassVar[Permission]
    act: ClassVar[ActWords]
    synonyms: ClassVar[str] = ""  # other words that find it, between spaces
    law: ClassVar[Law]
    back: ClassVar[BackWords | None] = None  # the words of taking it back, where the history can do it
    final: ClassVar[str] = ""  # words to show before an act that cannot be undone, only corrected
    refused: ClassVar[tuple[Refusal, ...]] = ()  # states of the record in the first field that refuse it
    listed: ClassVar[bool] = True  # whether a shell and a palette offer it; inverse commands are not
    takes: ClassVar[tuple[StepKind, ...]] = ()  # the kinds of step that it takes
    # the facts of rules that it records, each with its field; "" where one record more counts
    records: ClassVar[Mapping[str, str]] = {}
    known: ClassVar[Known | None] = None  # what a form fills in from the records
    leads_to: ClassVar[str] = ""  # the page where the record that it makes is read next, such as a notice
    with_one_time: ClassVar[bool] = False  # whether a person with a one-time password may do it

    late_reason: Annotated[str, LATE_REASON] = ""

    def __init_subclass__(cls) -> None:
        """Make it a dataclass, and enter the words of the act for readers of the history."""
        super().__init_subclass__()
        dataclass(frozen=True, kw_only=True)(cls)
        if "act" in vars(cls):
            ACTS[cls.__name__] = cls.act
            ANSWERS[cls.__name__] = cls.answers
            KINDS[cls.__name__] = cls
            if cls.back:
                BACKS[cls.__name__] = cls.back

    @property
    def undoable(self) -> bool:
        """Whether this act can be taken back from the history."""
        return self.back is not None

    @classmethod
    def original(
        cls, _session: Session, request: Mapping[str, object]
    ) -> tuple["type[Command]", Mapping[str, object]]:
        """The kind and the request of the act that was proposed; the act itself when one person did it."""
        return cls, request

    @classmethod
    def performed(cls, _request: Mapping[str, object]) -> "type[Command] | None":
        """The kind of act that was done by a command with this request."""
        return cls

    @classmethod
    def back_trouble(cls, _work: Work, _records: Sequence[Kept]) -> str:
        """Check that the records of an act can go, or count again, once nothing points to them."""
        return ""

    @classmethod
    def words_of_taking_back(cls, _request: Mapping[str, object]) -> str:
        """The summary of taking back an act with this request."""
        return _(cls.back.summary) if cls.back else ""

    @classmethod
    def fields_wanted(cls, _given: Mapping[str, object]) -> Mapping[str, bool]:
        """The fields that the values given so far need (True) or leave blank (False).

        A field that is not named stands as it is declared. A form shows and stars its fields by this, and
        the gate refuses an act that departs from it.
        """
        return {}

    def problems(self, work: Work) -> Mapping[str, str]:
        """The problems of the act by field; empty when it can be done."""
        return {}

    def acts_within(self) -> "Sequence[Command]":
        """The acts that this act consists of, each with its own records and persons; itself for most."""
        return (self,)

    def second_person(self, work: Work) -> SecondPerson | None:
        """The second person that this act needs beside the law of its days; None when one person suffices."""
        return self.law.second

    @classmethod
    def may_wait(cls) -> bool:
        """Whether such an act may need a second person: by its law, its days, or what it takes back."""
        own = cls.law.second is not None or cls.second_person is not Command.second_person
        stated = any(ask.law is not None and ask.law.reported for ask in cls.asks().values())
        return own or stated or "late_reason" in cls.asks() or cls.law.takes_back is not None

    def effect(self, work: Work) -> str:
        """The effect in words, where a person must read and confirm it first; empty for an ordinary act.

        Called once `problems` found nothing.
        """
        return ""

    def policy_after(self, policy: Policy) -> Policy | None:
        """The policy once this act is in force; None for an act that changes no rule.

        Raises `Refused` where the act names no rule, or gives a figure or a file that cannot be used.
        """
        return None

    def run(self, work: Work) -> Change:
        """Do it. Called once `problems` found nothing, in the same transaction."""
        raise NotImplementedError

    def asked(self) -> dict[str, object]:
        """The request as plain data, for the history, which keeps no path of this computer."""
        paths = {name for name, ask in self.asks().items() if isinstance(ask.kind, FilePath)}
        values = {f.name: plain(getattr(self, f.name)) for f in fields(self) if f.name not in paths}
        if not self.late_reason:
            del values["late_reason"]
        return values

    @classmethod
    @cache
    def asks(cls) -> dict[str, Ask]:
        """The fields that a form or shell must fill in, in order."""
        hints = get_type_hints(cls, include_extras=True)
        notes = {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
        asked = {name: note[0] for name, note in notes.items() if note and isinstance(note[0], Ask)}
        blank = {field.name for field in fields(cls) if field.default is None}
        asked |= {name: replace(asked[name], today=False) for name in asked.keys() & blank}
        if not any(isinstance(ask.law, DayLaw) and ask.law.late for ask in asked.values()):
            del asked["late_reason"]
        return dict(sorted(asked.items(), key=lambda field: (field[1].last, field[0] == "late_reason")))

    @classmethod
    def answers(cls) -> Mapping[str, tuple[str, Kind]]:
        """The label and the kind of value of each field that the history shows by the request."""
        return {name: (ask.title, ask.kind) for name, ask in cls.asks().items() if ask.in_history}


def unfit(command: Command) -> Mapping[str, str]:
    """The fields with typed values that their kinds do not take, each with the reason and the cure."""
    found = {name: ask.kind.unfit(getattr(command, name)) for name, ask in command.asks().items()}
    return {name: words for name, words in found.items() if words}


ON_RECORD = N_("It cannot be undone, only corrected.")


def plain(value: object) -> object:
    """A value as canonical JSON carries it: no floats, dates as ISO, enums by value."""
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(item) for item in value]
    return str(value)
