"""Describes an act of the history in one sentence, in the language of the reader."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from county_desk.fields import Text
from county_desk.models.proposal import Proposal
from county_desk.tables.history.act_details import OBJECTS, ActDetails, ColumnChange, RecordedAct
from county_desk.tables.history.act_words import PROPOSING, ActName, ActTitle, requested
from county_desk.tables.history.record_labels import RECORD_LABELS
from county_desk.tables.history.record_words import (
    column_label,
    points_to,
    record_name,
    shown_value,
    value_words,
)
from county_desk.text import N_, _, _n, said

DETAILS = 6  # details that a sentence names before it counts them
SHORT = 4  # characters of a value that two details may have alike
_ACT = ActName()
_ASIDE = {"layout", "original", "place_code", "policy_text"}  # records that other acts keep beside
_UNCOUNTED = {"case_step", "entry"}  # a case has one, and the cases are counted
_SAID = {("case_step", "case_id"), ("case_step", "step"), ("entry", "case_id")}


@dataclass(frozen=True)
class ActSentence(Text):
    """An act in one sentence; a text is the sentence in which it was recorded."""

    width: int = 44

    def show(self, value: object) -> str:
        """The sentence in the language in force."""
        return act_sentence(value.act) if isinstance(value, RecordedAct) else super().show(value)

    def plain(self, value: object) -> object:
        """The sentence in the language in force."""
        return None if value is None else self.show(value)


def act_sentence(act: ActDetails) -> str:
    """The act, its object, and the details that it changed, in one line."""
    details = list(dict.fromkeys(_details(act)))
    left = len(details) - DETAILS
    if left > 0:
        more = _n("{count} more detail", "{count} more details", left).format(count=left)
        details = [*details[:DETAILS], more]
    done = _ACT.show(act.act)
    if act.proposer:
        done = _("{act}, as {name} proposed").format(act=done, name=act.proposer)
    if about := _proposal_words(act) or about_words(act):
        done = _("{act}: {about}").format(act=done, about=about)
    if not details:
        return done
    words = _("{done} – {details}") if about else _("{done}: {details}")
    return words.format(done=done, details=_("; ").join(details))


def _proposal_words(act: ActDetails) -> str:
    """The proposal that an act made, declined or took back; "" for any other act."""
    if (moved := act.proposal) is None:
        return ""
    words = _("number {number}, {act}: “{summary}”, proposed by {name} on {day}")
    if act.act == PROPOSING:
        words = _("number {number}, {act}: “{summary}”")
    about = {"act": ActTitle().show(moved.act), "summary": said(moved.summaries)}
    return words.format(number=moved.number, name=moved.proposer, day=moved.proposed_on, **about)


def about_words(act: ActDetails) -> str:
    """The names of the records of an act; "" for one without records."""
    names = _(", ").join(act.about[:OBJECTS])
    if act.others > 0 and names:
        words = _n("{names} and {count} other", "{names} and {count} others", act.others)
        return words.format(names=names, count=act.others)
    return names


def change_words(change: ColumnChange) -> tuple[str, str, str]:
    """The label of a column, and its value before and after in words."""
    label = column_label(change.table, change.column)
    old, new = (value_words(change.table, change.column, value) for value in (change.old, change.new))
    return label, old, new


def asked_words(act: ActDetails) -> Iterator[tuple[str, str]]:
    """The answers of the request that no record holds, each with its label."""
    for key, value in act.asked:
        label, kind = requested(act.act)[key]
        if shown := shown_value(kind, value):
            yield _(label), _("“{text}”").format(text=shown) if type(kind) is Text else shown


def bulk_words(bulk: Iterable[tuple[str, bool, int]]) -> Iterator[str]:
    """How many records of each table were made or changed, households and people first."""
    order = list(RECORD_LABELS)
    for table, made, count in sorted(
        bulk, key=lambda each: (order.index(each[0]) if each[0] in order else len(order), not each[1])
    ):
        if table in _ASIDE:
            continue
        words = N_("{record}: {count} new") if made else N_("{record}: {count} changed")
        yield _(words).format(record=record_name(table), count=f"{count:,}")


def _details(act: ActDetails) -> Iterator[str]:
    """The changes and new records of the act, without those in its object or an earlier detail."""
    many = {
        table: count
        for table, made, count in act.counts
        if made and count > OBJECTS and not act.is_about(table)
    }
    differ = _differing(act.changes)
    named = {*act.about}
    for change in act.changes:
        unlike = change.made and change.table in many and (change.table, change.column) in differ
        if change.table in _ASIDE or unlike or _is_said(change):
            continue
        label, old, new = change_words(change)
        bare = new.strip("“”")
        if change.made and (not new or bare in named):
            continue
        if len(bare) > SHORT:
            named.add(bare)
        yield _changed(change, label, old, new)
    for label, value in asked_words(act):
        if value.strip("“”") not in named:
            yield _("{label}: {value}").format(label=label, value=value)
    alone = [(table, True, count) for table, count in many.items() if table not in _UNCOUNTED]
    yield from bulk_words({*alone, *act.bulk})


def _differing(changes: Iterable[ColumnChange]) -> set[tuple[str, str]]:
    """Return the columns, with their tables, that differ among the records that an act created."""
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for change in changes:
        if change.made:
            values[change.table, change.column].add(str(change.new))
    return {key for key, known in values.items() if len(known) > 1}


def _is_said(change: ColumnChange) -> bool:
    """Whether a column repeats the actor or the object of the act."""
    return (change.table, change.column) in _SAID or points_to(change.table, change.column) == "user"


def _changed(change: ColumnChange, label: str, old: str, new: str) -> str:
    if change.made or (change.table == Proposal.__tablename__ and not old):  # its answer was always blank
        return _("{label}: {value}").format(label=label, value=new)
    blank = _("blank")
    return _("{label} from {old} to {new}").format(label=label, old=old or blank, new=new or blank)
