"""The facts of a notice, frozen when it is issued: in no language, and without any villager's secret."""

from collections.abc import Iterator, Mapping
from dataclasses import InitVar, dataclass, fields
from datetime import date
from typing import Any

from county_desk.models.audit import history_code
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import (
    Ending,
    NamedAmount,
    NoticeRow,
    PostedCounty,
    PostedFunding,
    PostedHolder,
    PostedHousehold,
    PostedProject,
    PostedVillage,
)
from county_desk.privacy import health_word, holds_mobile, holds_number
from county_desk.text import N_, _

HOTLINE = "12317"  # the national line for reports on poverty relief
LAYOUT = 2  # how papers are set now; a frozen notice keeps the layout of its day, so that it prints as before


# how a refusal calls a field of the facts
_FIELDS = {
    "name": N_("Name on the list"),
    "group": N_("Villager group"),
    "head": N_("Head of the household"),
    "title": N_("Project"),
    "content": N_("Content of the project"),
    "unit": N_("Responsible unit"),
    "contractor": N_("Contractor"),
    "benefit": N_("What it brings"),
    "issuer": N_("Issuing office"),
    "office": N_("Office"),
    "person": N_("Contact person"),
    "telephone": N_("Telephone for objections"),
    "address": N_("Address for objections"),
    "email": N_("E-mail"),
    "zh": N_("Basis"),
    "en": N_("Basis"),
    "decided_by": N_("Leading group"),
    "county": N_("County"),
    "township": N_("Township"),
    "village": N_("Village"),
    "number": N_("Number"),
    "reason": N_("Reason on the notice"),
}


class Leak(ValueError):
    """A notice was about to carry what it must not; the message is for the person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """One policy that a notice rests on: its title and number as both languages cite it."""

    zh: str
    en: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnWords:
    """One part of a notice that the county words itself; `part` is title, body, list_title or objections."""

    part: str
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """An office that hears objections; `telephone` and the rest are the office's, not a villager's."""

    office: str
    person: str = ""
    telephone: str = ""
    address: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """The work done before the list went up; None and False for work not done, which the paper omits.

    `visited`, `spot_checked` and `signed` count households (villages on a list of villages). `examined`
    means that the township reviewed the list. `objections` counts the settled objections to earlier
    disclosures; 0 states that there was none, None states nothing. `late` counts the steps that were
    recorded past the days that the county allows. `further` are the keys of other kinds of step, in order.
    """

    group_review: bool = False
    assembly_due: int | None = None
    assembly_present: int | None = None
    assembly_in_favour: int | None = None
    visited: int | None = None
    examined: bool = False
    spot_checked: int | None = None
    compared: bool = False
    signed: int | None = None
    objections: int | None = None
    late: int | None = None
    further: tuple[str, ...] = ()

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Done":
        """The work that a frozen notice names; one of an earlier program has no further steps."""
        return cls(**{**plain, "further": tuple(plain.get("further", ()))})


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeFacts:
    """Everything a notice says. Making one raises `Leak` when a text holds what no paper may carry.

    Facts that were frozen before are `kept`: they were judged when the notice was issued, and stay as
    they are.

    `first_day`, `last_day` and `days` are None for an announcement without a period; `counting` says
    how the days are counted. `decided_by` is the body that confirmed the list. `appeal_days` is how
    long an announced result may be disputed. `anchor` is the seal of the history before the notice.
    `words` are the parts that the county words itself, where it does. `reason` is that of an answer.
    `layout` is the edition of the program's rules of setting: since 2, document numbers stay on one line,
    and every amount of money has one form.
    """

    kind: NoticeKind
    number: str
    year: int
    issuer: str
    issued_on: date
    rows: tuple[NoticeRow, ...]
    county: str = ""
    township: str = ""
    village: str = ""
    first_day: date | None = None
    last_day: date | None = None
    days: int | None = None
    counting: str = "inclusive"
    basis: tuple[Basis, ...] = ()
    done: Done = Done()
    decided_by: str = ""
    appeal_days: int | None = None
    grace_until: date | None = None
    contacts: tuple[Contact, ...] = ()
    hotline: str = HOTLINE
    rehearsal: bool = False
    anchor: str = ""
    words: tuple[OwnWords, ...] = ()
    reason: str = ""
    layout: int = LAYOUT
    kept: InitVar[bool] = False

    def __post_init__(self, kept: bool) -> None:
        wanted = self.kind.row
        if not all(isinstance(row, wanted) for row in self.rows):
            raise TypeError(f"{self.kind} lists {wanted.__name__} only")
        if len({day is None for day in (self.first_day, self.last_day, self.days)}) > 1:
            raise ValueError("a period has a first day, a last day and a number of days")
        if not kept:
            for key, text in _texts(self.as_plain()):
                _refuse_leak(key, text)

    @property
    def persons(self) -> int:
        """How many people the list is about; on a list of villages, their poor people."""
        return sum(
            (row.poor_persons or 0) if isinstance(row, PostedVillage) else row.persons for row in self.rows
        )

    @property
    def code(self) -> str:
        """The first 128 bits of the anchor as 26 letters and digits in groups of four."""
        return history_code(self.anchor)

    def as_plain(self) -> dict[str, Any]:
        """The facts as JSON carries them; days are ISO and decimals text."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "NoticeFacts":
        """The facts that `as_plain` gave. Raises KeyError, TypeError or ValueError for other JSON."""
        kind = NoticeKind.named(plain["kind"])
        given = {"layout": 1, **plain, "kind": kind, "done": Done.from_plain(plain["done"])}
        for key in ("issued_on", "first_day", "last_day", "grace_until"):
            given[key] = date.fromisoformat(plain[key]) if plain[key] else None
        given["rows"] = tuple(kind.row.from_plain(row) for row in plain["rows"])
        given["basis"] = tuple(Basis(**each) for each in plain["basis"])
        given["words"] = tuple(OwnWords(**each) for each in plain.get("words", ()))
        given["contacts"] = tuple(Contact(**each) for each in plain["contacts"])
        return cls(**given, kept=True)


_NESTED = (
    PostedHousehold,
    PostedVillage,
    PostedProject,
    PostedCounty,
    PostedFunding,
    PostedHolder,
    NamedAmount,
    Ending,
    Basis,
    Contact,
    Done,
    OwnWords,
)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, _NESTED):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _refuse_leak(key: str, text: str) -> None:
    """Raise `Leak` with the field when a text holds a number of a person or a word of illness.

    The telephone of an office may be a mobile.
    """
    field = _(_FIELDS.get(key, key))
    if holds_number(text):
        raise Leak(_("{field}: a notice must not carry this number: {text}").format(field=field, text=text))
    if key != "telephone" and holds_mobile(text):
        words = _("{field}: a list must not carry a telephone number of a person: {text}")
        raise Leak(words.format(field=field, text=text))
    if word := health_word(text):
        words = _("{field}: a notice must not speak of illness or disability (“{word}”): {text}")
        raise Leak(words.format(field=field, word=word, text=text))


def _texts(plain: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the facts with its field, the anchor apart, which is digits by its nature."""
    if isinstance(plain, dict):
        for name, value in plain.items():
            if name != "anchor":
                yield from _texts(value, name)
    elif isinstance(plain, list):
        for value in plain:
            yield from _texts(value, key)
    elif isinstance(plain, str):
        yield key, plain
