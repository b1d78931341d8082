"""The way to a form: the method of its page that opens it, with arguments that a file can hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from county_desk.late import LateMapping
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import by_number
from county_desk.views.types import Desk
from county_desk.workflow.command import Command

if TYPE_CHECKING:
    from county_desk.views.page import Page

_number = attrgetter("id")
_LISTED = LateMapping[type, str](lambda: {listing.table.row: key for key, listing in LISTS.items()})


class Gone(Exception):
    """The object of a form does not exist any more."""


@dataclass(frozen=True)
class FormWay:
    """`step` is the dotted name of a method of the page, `given` its arguments as JSON carries them."""

    step: str
    given: Sequence[object] = ()

    @classmethod
    def to(cls, step: str, *given: object) -> "FormWay":
        """The way by a method with these arguments: plain values, commands, days, rows of declared lists."""
        return cls(step, [_as_json(value) for value in given])

    @classmethod
    def read(cls, kept: object) -> "FormWay | None":
        """A way as a file holds it; None for anything else."""
        match kept:
            case [str(step), list(given)]:
                return cls(step, given)
        return None

    @property
    def plain(self) -> list[object]:
        """The way as a file holds it."""
        return [self.step, list(self.given)]

    def open_on(self, page: "Page") -> None:
        """Open the form on a page; rows are read anew. Raises `Gone` when one of them is not there."""
        try:
            method: Callable[..., object] = attrgetter(self.step)(page)
        except AttributeError:  # a later version has no such form
            raise Gone from None
        method(*(_restored(value, page.desk) for value in self.given))


def _as_json(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"number": str(value)}
        case type() if issubclass(value, Command):
            return {"command": value.__name__}
        case list() | tuple() if value and (listed := _list_of(value[0])):
            return {"rows": [listed, [_number(row) for row in value]]}
        case list() | tuple():
            return [_as_json(each) for each in value]
    if listed := _list_of(value):
        return {"row": [listed, _number(value)]}
    raise TypeError(type(value))


def _list_of(value: object) -> str:
    """The key of the declared list with such rows, or with rows that this one adds a column to; else ""."""
    return next((_LISTED[each] for each in type(value).__mro__ if each in _LISTED), "")


def _restored(kept: object, desk: Desk) -> object:
    match kept:
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case {"number": str(number)}:
            return Decimal(number)
        case {"command": str(name)}:
            return _command(name)
        case {"row": [str(listed), int(number)]}:
            return _rows(desk, listed, [number])[0]
        case {"rows": [str(listed), list(numbers)]}:
            return _rows(desk, listed, numbers)
        case list():
            return tuple(_restored(each, desk) for each in kept)
    return kept


def _rows(desk: Desk, listed: str, numbers: Sequence[int]) -> list[object]:
    found = desk.read(by_number, LISTS[listed], numbers) if listed in LISTS else []
    if not found:
        raise Gone
    return found


def _command(name: str) -> type[Command]:
    from county_desk.commands import KNOWN

    known: Mapping[str, type[Command]] = KNOWN
    if name not in known:
        raise Gone
    return known[name]
