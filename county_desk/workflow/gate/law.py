"""The law of an act: who puts it in force, and who may not do it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from county_desk.fields import Term
from county_desk.models.user import Permission
from county_desk.text import N_

type OfAct[T] = Callable[[Any, Any], T]  # of the work and the command


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """The second person of an act: another than the one who proposes it, with this right.

    `reason` says what makes the act one for two persons.
    """

    may: Permission
    reason: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A relation that keeps a person from an act.

    `people` gives the names of the persons so related, from the work and the command. `words` say why they
    may not, with a place for the {name}, or are made from the work and the command.
    """

    key: str
    people: OfAct[Iterable[str]]
    words: str | OfAct[str]


@dataclass(frozen=True, slots=True)
class Law:
    """The law of an act beside its right and the laws of its days and records.

    `second` is the second person that every such act needs; a command overrides `second_person` where only
    some do. `apart` are the relations that keep a person from the act. `settles_apart` are those that only
    keep a person from putting it in force or declining it. `levels` gives each level that the act stands
    for, with the title of its step. `places` gives each place that the act concerns beside those of the
    named records; the person must act for all of them. `years` gives those in which counts what the act
    takes back; they must be open. `takes_back` gives the numbers of the events with the acts that it takes
    back. What another person put in force needs another person on its way back, too. `hides` says whether
    the person must not learn of the named record; it then counts as none. An act on `any_record` may name
    records that no longer count, or lie outside the place of the person. One that may be done `alone` needs
    no second person while no other account could put it in force.
    """

    second: SecondPerson | None = None
    apart: tuple[Apart, ...] = ()
    settles_apart: tuple[Apart, ...] = ()
    levels: OfAct[Iterable[tuple[Term, str]]] | None = None
    places: OfAct[Iterable[int]] | None = None
    years: OfAct[Iterable[int]] | None = None
    takes_back: OfAct[Iterable[int]] | None = None
    hides: OfAct[bool] | None = None
    any_record: bool = False
    alone: bool = False


DEPARTS = SecondPerson(Permission.DECIDE, N_("It departs from the rule"))

ONE_PERSON = Law()
ANY_RECORD = Law(any_record=True)

OF_RULES = Law(SecondPerson(Permission.DECIDE, N_("It changes a rule")), any_record=True)
OF_RETURNS = Law(SecondPerson(Permission.DECIDE, N_("It changes what was reported")), any_record=True)
OF_MONEY = Law(SecondPerson(Permission.DECIDE, N_("It moves money")))
OF_ACCOUNTS = Law(SecondPerson(Permission.DECIDE, N_("It changes who may act")), any_record=True, alone=True)
