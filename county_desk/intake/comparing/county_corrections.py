"""Corrections that the county made after a file was delivered; a later file never overwrites them unasked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.intake.delivery import HouseholdIn, Line, MemberIn
from county_desk.models.among import among
from county_desk.models.audit import Event, records_in
from county_desk.models.batch import Batch
from county_desk.models.correction import Correction
from county_desk.models.household_change import ChangeKind
from county_desk.models.user import User
from county_desk.tables.history.act_words import TAKING_BACK
from county_desk.tables.history.acts_done import DoneAct, acts_of, is_act
from county_desk.text import _
from county_desk.workflow.journal import kept

# the acts by which the office itself writes what a file can deliver too
OWN_ACTS = (
    *("FileHousehold", "AddMember", "WithdrawMember", "RecordYear", "RecordMemberYear", "RecordVisit"),
    *("SettleDuplicate", "CorrectHousehold", "CorrectMember", "PasteRows", "RecordCauses"),
    *("JoinMember", "LeaveMember", "ChangeHead", "EnterWaiting"),
)
# those by which it takes back the last of them
_TAKE_BACK = (
    *("TakeBackStep", "ReopenDuplicate", "TakeBackCorrection", "TakeBackFacts", "TakeBackRows"),
    *("TakeBackHelp", "TakeBackChange", "WithdrawChange", TAKING_BACK),
)
_CLEARING = ("CorrectHousehold", "CorrectMember", *_TAKE_BACK)  # a blank that they leave is meant
OWN = "county_corrected"  # the kind of the questions about it
REMOVED = "withdrawn_on"  # the column by which a person is off the register
_NUMBER = re.compile(r'"(\d+)":\{')


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of one record on record that a delivered household would change.

    `kind` and `record` are its table and number; `title`, `old` and `new` are as the sheet names and shows
    them; `before` is the register's value, that of the one line where `name` is the ledger. Of a person who
    would come back `name` is `REMOVED`, `before` the day on which the record was withdrawn, `old` its name.
    """

    household: HouseholdIn
    member: MemberIn | None
    line: Line
    kind: str
    record: int
    name: str
    title: str
    before: Any
    old: str
    new: str

    @property
    def key(self) -> str:
        """The name of the question about this difference in an answer."""
        return f"{self.line.sheet}!{self.line.row}!{self.title}"

    @property
    def place(self) -> tuple[str, int, str, str]:
        """The column that it is about, and of the ledger the line."""
        return self.kind, self.record, self.name, self.title


def removal(household: HouseholdIn, member: MemberIn, line: Line, record: int, until: Any) -> Difference:
    """A delivered person who was taken off another household on a day, as a difference at that record."""
    about = "member", record, REMOVED, "身份证号", until, "", member.name
    return Difference(household, member, line, *about)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that the county corrected and a file states otherwise; a person decides which counts.

    `ours` is the register's value, put there by `by` on the day `on`; `theirs` is the file's. `key` is what
    `keep` and `take` of an answer name it by; `sheet`, `row` and `cell` are where the sheet has it.
    """

    key: str
    sheet: str
    row: int
    cell: str
    household: str
    title: str
    ours: str
    theirs: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Author:
    """The person who entered a value of the register, the day, and the reason given ("" for none)."""

    name: str
    on: date
    reason: str = ""


class _Act(NamedTuple):
    """An act of the office with the changes of its event, the person who did it, and the moment."""

    done: DoneAct
    changes: str
    actor: str
    at: datetime


type Authors = dict[tuple[str, int, str, str], Author]


def authors(session: Session, differences: Sequence[Difference]) -> Authors:
    """Return the person and day for each value of the register that the county entered itself.

    A blank counts as the county's own only where a correction made it; other acts may leave a fact blank.
    """
    if not differences:
        return {}
    return {**_by_acts(session, differences), **_by_corrections(session, differences)}


def _by_corrections(session: Session, asked: Sequence[Difference]) -> Authors:
    """Those whom a correction in a delivered file left with the value that stands."""
    wanted = (
        select(Correction, User.name, Batch.taken_at)
        .join(Batch, Batch.id == Correction.batch_id)
        .join(User, User.id == Batch.taken_by)
        .where(Batch.undone_on.is_(None), Correction.withdrawn_on.is_(None))
    )
    put: dict[tuple[str, int, str, str], tuple[str, str, datetime]] = {}
    records = {each.record for each in asked}
    rows = session.execute(wanted.where(among(Correction.record, records)).order_by(Correction.id))
    for made, name, at in rows:
        put[made.kind, made.record, made.field, made.title] = (made.value, name, at)
    found: Authors = {}
    for each in asked:
        if (known := put.get(each.place)) and known[0] == as_text(each.before):
            found[each.place] = Author(known[1], known[2].astimezone().date())
    return found


def as_text(value: object) -> str:
    """A column's value as a correction keeps it."""
    return str(kept(value))


def _by_acts(session: Session, asked: Sequence[Difference]) -> Authors:
    """Those whom an act of the office left with the value that stands.

    The last act counts that was not taken back. One that put another value there, or a file after it, leaves
    nothing to ask about.
    """
    if not asked:
        return {}
    by_record: dict[tuple[str, str], list[Difference]] = {}
    for each in asked:
        by_record.setdefault((each.kind, str(each.record)), []).append(each)
    numbers = {number for _kind, number in by_record}
    blank = all(each.before in (None, "") for each in asked)
    commands = _CLEARING if blank else (*OWN_ACTS, *_TAKE_BACK)
    put: dict[tuple[str, int, str, str], list[Author | None]] = defaultdict(list)
    for act in _acts(session, numbers, commands):
        for table, number, values in records_in(act.changes):
            for each in by_record.get((table, number), ()):
                if each.name not in values or not _is_meant(act, each):
                    continue
                if act.done.name in _TAKE_BACK:
                    del put[each.place][-1:]
                else:
                    put[each.place].append(_author(act) if _same(values[each.name], each) else None)
    return {place: author for place, acts in put.items() if acts and (author := acts[-1]) is not None}


def _acts(session: Session, numbers: set[str], commands: Sequence[str]) -> Iterable[_Act]:
    """The acts of the office that wrote a record with one of these numbers, in any table.

    Acts that were taken back by number, and those that did so, are left out.
    """
    wanted = select(Event.id, Event.changes, Event.actor, Event.at).where(is_act(*commands))
    rows = session.execute(wanted.order_by(Event.id))
    found = [row for row in rows if not numbers.isdisjoint(_NUMBER.findall(row.changes))]
    done = acts_of(session, [row.id for row in found])
    taken = {act.request["event"] for act in done.values() if act.name == TAKING_BACK}
    return [
        _Act(done[row.id], row.changes, row.actor, row.at)
        for row in found
        if done[row.id].name != TAKING_BACK and row.id not in taken
    ]


def _is_meant(act: _Act, difference: Difference) -> bool:
    """Whether an act says anything of a fact: only some acts leave one blank on purpose."""
    return act.done.name in _CLEARING or difference.before not in (None, "")


def _author(act: _Act) -> Author:
    """The person who did an act, or proposed it."""
    reason = act.done.request.get("reason", "")
    if act.done.name == "LeaveMember":
        reason = _(ChangeKind.named(act.done.request["kind"]).label)
    return Author(act.done.proposer or act.actor, act.at.astimezone().date(), str(reason))


def _same(value: Any, difference: Difference) -> bool:
    """Whether a value of the history is the one that stands."""
    if difference.name == "ledger":
        value = (value or {}).get(difference.title)
    return bool(value == kept(difference.before))
