"""Acts of the catalogue, drawn from their declarations: each field gets a value of its kind and law."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select

from county_desk.commands import KNOWN
from county_desk.day_laws import DayLaw
from county_desk.facts.kinds import SeveralWords, YearOrMonth
from county_desk.fields import Count, Day, IdNumber, Kind, Measure, Money, Numbers, Record, Year, YesNo
from county_desk.models.base import mapped_class
from county_desk.several_terms import SeveralTerms
from county_desk.text_kinds import Digits, FilePath, PersonName, Published
from county_desk.workflow.command import Ask, Command
from county_desk.workflow.gate.records import table_of
from tests.build import A_SCAN, Office, an_id_number
from tests.workflow.drawn_values import OWN_VALUES, WITHOUT

NAMES = ("孙一", "孙二", "李小花", "周有粮", "吴小满", "钱多", "赵来福")
BACK_DAYS = (0, 0, 0, 0, 1, 3, 8, 11, 40, 400)  # days that a day lies back
AHEAD_DAYS = (1, 7, 30, 200, 800)
BLANK = 0.75  # of the fields that may stay blank
TEXTS = ("补录", "经查属实", "青扶办〔2018〕{number}号", "按规定办理", "村委会证明")


def drawable() -> Sequence[type[Command]]:
    """The acts of the catalogue that can be drawn: those of steps are taken with their cases."""
    return [
        kind for name, kind in sorted(KNOWN.items()) if kind.listed and not kind.takes and name not in WITHOUT
    ]


class Drawing:
    """Values for the fields of one act, drawn by a number for one day of an office."""

    def __init__(self, office: Office, day: date, number: int, fixed: Mapping[str, Any]) -> None:
        self.office, self.day, self.random = office, day, Random(number)
        self.fixed = fixed  # values that the fields of the act have anyway

    def act(self, kind: type[Command]) -> Command | None:
        """An act of a kind; None where there is no record for a field that it needs."""
        needed = {each.name for each in fields(kind) if each.default is MISSING}
        own = OWN_VALUES[kind.__name__](self) if kind.__name__ in OWN_VALUES else {}
        if own is None:
            return None
        given: dict[str, Any] = {**own, **self.fixed}
        for name, ask in kind.asks().items():
            if name in given:
                continue
            if name not in needed and name != "late_reason" and self.random.random() < BLANK:
                continue
            value = self.value(name, ask, given)
            if value in (None, ()) and name in needed:
                return None
            if value is not None:
                given[name] = value
        return kind(**{name: value for name, value in given.items() if value is not None})

    def one_of[T](self, some: Sequence[T]) -> T | None:
        """One of some; None of none."""
        return self.random.choice(some) if some else None

    def value(self, name: str, ask: Ask, given: dict[str, Any]) -> Any:
        """A value for a field; None without a record for it."""
        if (drawn := _BY_NAME.get(name)) is not None:
            return drawn(self)
        if isinstance(ask.kind, Numbers):
            some = self.numbers(ask, given)
            return tuple(self.random.sample(some, min(len(some), self.random.choice((1, 1, 2)))))
        if isinstance(ask.kind, Record):
            return self.one_of(self.numbers(ask, given))
        if isinstance(ask.kind, SeveralWords):
            words = [word for word, _shown in ask.kind.words()]
            return "、".join(self.random.sample(words, self.random.choice((1, 2))))
        if options := [value for value, _shown in ask.kind.options()]:
            chosen = self.random.choice(options)
            return (chosen,) if isinstance(ask.kind, SeveralTerms) else chosen
        return self._plain(ask)

    def _plain(self, ask: Ask) -> Any:
        """A value of a kind that is no list and no record."""
        match ask.kind:
            case Day():
                return self.a_day(ask.law)
            case Year():
                return self.day.year - self.random.choice((0, 0, 0, 1, 1, 2, -1))
        return _value_of(ask.kind, self)

    def a_day(self, law: Any) -> date:
        """A day by its law: mostly one that it allows."""
        ahead = isinstance(law, DayLaw) and law.ahead and self.random.random() < 0.8
        days = self.random.choice(AHEAD_DAYS) if ahead else -self.random.choice(BACK_DAYS)
        return self.day if isinstance(law, DayLaw) and law.today else self.day + timedelta(days=days)

    def numbers(self, ask: Ask, given: dict[str, Any]) -> list[int]:
        """The newest records of the list of a field, of the same household where it is within one."""
        table = table_of(ask)
        if not table:
            return []
        mapped = mapped_class(table)
        wanted = select(mapped.id).where(mapped.withdrawn_on.is_(None))
        if isinstance(given.get(ask.within), int) and hasattr(mapped, "household_id"):
            wanted = wanted.where(mapped.household_id == given[ask.within])
        if ask.of == "villages":
            wanted = wanted.where(mapped.__table__.c.level == "village")
        newest = wanted.order_by(mapped.id.desc()).limit(8)
        return self.office.read(lambda session: list(session.scalars(newest)))

    def text(self) -> str:
        """A few plain words."""
        return self.random.choice(TEXTS).format(number=self.random.randrange(1, 90))


def _value_of(kind: Kind, drawing: Drawing) -> Any:
    random = drawing.random
    plain: dict[type[Kind], Callable[[], Any]] = {
        FilePath: lambda: A_SCAN,
        PersonName: lambda: random.choice(NAMES),
        Published: lambda: f"{random.choice(NAMES)}家产业",
        IdNumber: lambda: an_id_number(random.randrange(40, 900), random.choice(("19650312", "20180302"))),
        Digits: lambda: f"1390000{random.randrange(10000):04}",
        YearOrMonth: lambda: str(drawing.day.year),
        Money: lambda: Decimal(random.choice((100, 3000, 20000, 50000, 400000))),
        Measure: lambda: Decimal(random.choice((1, 5, 25, 60, 95))),
        Count: lambda: random.choice((0, 1, 1, 2, 3, 40)),
        YesNo: lambda: random.random() < 0.5,
    }
    return next((made for each, made in plain.items() if isinstance(kind, each)), drawing.text)()


_BY_NAME: dict[str, Callable[[Drawing], Any]] = {
    "late_reason": lambda drawing: drawing.random.choice(("补录", "补录", "补录", "")),
    "dated_back": lambda _drawing: "补录",
    "visitors": lambda _drawing: "孙一、孙二",
    "investigators": lambda _drawing: "孙一、孙二",
    "telephone": lambda _drawing: None,
}
