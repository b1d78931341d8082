"""The rows of the table, and the answer of the desk to each."""

import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from county_desk.commands import KNOWN
from county_desk.fields import Day, IdNumber, Invalid
from county_desk.models.audit import Event
from county_desk.models.base import mapped_class
from county_desk.models.proposal import Proposal
from county_desk.models.record_kind import record_kinds
from county_desk.rules.policy import Policy
from county_desk.text_kinds import FilePath
from county_desk.workflow.command import Ask, Change, Command, Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.gate.records import table_of
from county_desk.workflow.gate.stored import ACT, restored
from tests import build
from tests.build import Office, an_id_number, make_real, national
from tests.databases import Files, opened

FOLDER = Path(__file__).parent
PEOPLE = {
    "village": build.VILLAGE,
    "township": build.TOWNSHIP,
    "elsewhere": build.ELSEWHERE,
    "county": build.CLERK,
    "reviewer": build.REVIEWER,
    "second": build.SECOND,
    "third": "吴桐",  # a reviewer whom some states add
    "administrator": build.ADMINISTRATOR,
    "inspector": build.INSPECTOR,
}
WHOLE = "act"  # the field of a refusal that is about the act as a whole
LAST = "last"  # the record of its kind that was made last
ANSWERS = ("refused", "proposed", "done")
OF_A_ROW = ("id", "tried", "state", "before", "seated", "was", "hole", *ANSWERS)

type Values = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """The answer of the desk: it refused, it took a proposal, or it did the act, in words by field."""

    kind: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Act:
    """An act as a row tells it: the day, the person, the command and its fields.

    One that was put `before` is done. Where it needs a second person, another puts it in force, unless it
    `waits`.
    """

    day: date
    who: str
    name: str
    values: Values = field(repr=False)
    second: str = "reviewer"
    waits: bool = False

    @classmethod
    def of(cls, row: Values, given: Values) -> "Act":
        """The act of a row; `given` are the values that the row shares with others."""
        values = {**given, **row}
        own = {key: values.pop(key) for key in ("second", "waits") if key in values}
        day, who, name = values.pop("day"), values.pop("who"), values.pop("act")
        return cls(day, who, name, values, **own)

    def command(self, office: Office) -> Command:
        """The command with its fields. Raises `Refused` for a day that there is not."""
        return restored(_request(office, self.name, self.values))

    def desk(self, office: Office) -> Desk:
        """The desk of the person on that day."""
        return office.at(self.day, PEOPLE[self.who])

    def do(self, office: Office, desk: Desk | None = None) -> Change:
        """Do it at the own desk, or at one where the person sat down before."""
        return (desk or self.desk(office)).do(self.command(office))

    def done(self, office: Office) -> None:
        """Have it done, by two persons where it needs them."""
        change = self.do(office)
        if change.waits and not self.waits:
            assert change.id is not None
            office.at(self.day, PEOPLE[self.second]).do(PutInForce(proposal=change.id))


@dataclass(frozen=True)
class Order:
    """One row: the state it starts from, the acts before, the act that is tried, and the answer due.

    A person who is `seated` sat down before those acts. `was` is the finding of the examination of 30
    November 2026; "" for a row that it had not. A `hole` says why the program does not hold the row yet.
    """

    id: str
    tried: str
    state: str
    before: tuple[Act, ...]
    act: Act
    due: Answer
    seated: bool = False
    was: str = ""
    hole: str = ""

    def answer(self, office: Office) -> Answer:
        """The answer of the desk."""
        seated = self.act.desk(office) if self.seated else None
        for each in self.before:
            each.done(office)
        try:
            change = self.act.do(office, seated)
        except Refused as refused:
            return Answer("refused", {name or WHOLE: words for name, words in refused.problems.items()})
        if not change.waits:
            return Answer("done", {WHOLE: change.summary})
        with office.sessions() as session:
            proposal = session.get_one(Proposal, change.id)
            return Answer("proposed", {WHOLE: f"{proposal.reason}: {proposal.summary}"})


def holds(due: Answer, found: Answer) -> bool:
    """Whether an answer is the one that is due: of the kind, about the fields, with each piece of words."""
    if (due.kind, set(due.words)) != (found.kind, set(found.words)):
        return False
    return all(words in found.words[name] for name, words in due.words.items())


def orders() -> tuple[Order, ...]:
    """Every row of every file, in the order of the files."""
    files = (path for path in sorted(FOLDER.glob("*.toml")) if path.stem not in ("states", "usual"))
    return tuple(order for path in files for order in _rows(tomllib.loads(path.read_text("utf8"))))


def _rows(data: Values) -> Iterator[Order]:
    """The rows of a file; its head holds values for all of them."""
    head = {key: value for key, value in data.items() if key != "order"}
    for row in data["order"]:
        own = {key: row[key] for key in OF_A_ROW if key in row}
        (kind,) = (key for key in ANSWERS if key in own)
        words = own.pop(kind)
        values = {key: value for key, value in row.items() if key not in OF_A_ROW}
        shared = {key: head[key] for key in ("day", "who") if key in head}
        act = Act.of(values, shared)
        before = tuple(Act.of(each, {"day": act.day, "who": act.who}) for each in own.pop("before", ()))
        state = own.pop("state", head.get("state", ""))
        due = Answer(kind, words if kind == "refused" else {WHOLE: words})
        yield Order(state=state, before=before, act=act, due=due, **own)


@cache
def usual() -> Mapping[str, Values]:
    """The values of an act that a row leaves out, by the name of the act."""
    return tomllib.loads((FOLDER / "usual.toml").read_text("utf8"))


class States:
    """The offices that rows start from: each is made once, out of the state before, and copied for a row."""

    def __init__(self, folder: Path, files: Files, policy: Policy) -> None:
        self._folder, self._files, self._policy = folder, files, national(policy)
        told = tomllib.loads((FOLDER / "states.toml").read_text("utf8"))["state"]
        self._copies = count()
        self._told: Mapping[str, Values] = {each["key"]: each for each in told}

    @contextmanager
    def office(self, state: str) -> Iterator[Office]:
        """A copy of the office in a state."""
        path = self._folder / f"{next(self._copies)}.cdesk"
        shutil.copy(self._made(state), path)
        office, engine = opened(self._policy, path)
        try:
            yield office
        finally:
            engine.dispose()
            path.unlink()

    def _made(self, state: str) -> Path:
        path = self._folder / f"{state}.cdesk"
        if not path.exists():
            begun = path.with_suffix(".part")
            self._make(state, begun)
            begun.rename(path)
        return path

    def _make(self, state: str, path: Path) -> None:
        told = self._told[state]
        if "after" in told:
            shutil.copy(self._made(told["after"]), path)
            office, engine = opened(self._policy, path)
        else:
            office, engine = self._files.fresh(self._policy, path)
        if told.get("real"):
            make_real(office)
        for row in told.get("acts", ()):
            Act.of(row, {}).done(office)
        engine.dispose()  # the last one out folds the log into the file


def _request(office: Office, act: str, values: Values) -> dict[str, Any]:
    """An act as `stored` keeps it, with the values that a row leaves out."""
    asks, given = KNOWN[act].asks(), {**usual().get(act, {}), **values}
    return {ACT: act} | {key: _stored(office, key, asks.get(key), value) for key, value in given.items()}


def _stored(office: Office, name: str, ask: Ask | None, value: Any) -> Any:
    """A value of a row as `stored` keeps it: a record by its number, a day by its digits."""
    if ask is not None and ask.of:
        return (
            [_number(office, ask, each) for each in value]
            if isinstance(value, list)
            else (_number(office, ask, value))
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(value)
    if ask is None:
        return _unasked(office, name, value)
    match ask.kind:
        case Day():
            return _day(name, ask, value)
        case IdNumber() if not isinstance(value, str):
            return an_id_number(*value) if isinstance(value, list) else an_id_number(value)
        case FilePath():
            return build.A_SCAN
    return value


def _unasked(office: Office, name: str, value: Any) -> Any:
    """A value that no form asks for: the acts of pasted rows, or an event by its distance from the last."""
    if name == "acts":
        return [
            _request(office, each["act"], {key: each[key] for key in each if key != ACT}) for each in value
        ]
    if name == "event":
        with office.sessions() as session:
            return session.scalars(select(func.max(Event.id))).one() + value
    return value


def _day(name: str, ask: Ask, typed: str) -> str:
    """A day as a form reads what was typed."""
    try:
        return str(ask.kind.read(typed))
    except Invalid as error:
        raise Refused({name: str(error)}) from error


def _number(office: Office, ask: Ask, name: str | int) -> int:
    """The number of a record: by its name, the last of its kind, or as it stands."""
    if isinstance(name, int):
        return name
    table = table_of(ask)
    if table == "place":
        township, _space, place = name.rpartition(" ")
        return office.place(place, *filter(None, [township]))
    with office.sessions() as session:
        if name == LAST:
            return session.scalars(select(func.max(mapped_class(table).id))).one()
        rows = session.execute(record_kinds()[table].names({}))
        return max(number for number, *names in rows if name in map(str, names))
