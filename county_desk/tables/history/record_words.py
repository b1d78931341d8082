"""Names of records and columns, and the values of columns, in the language of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import cast

from sqlalchemy import JSON, Boolean, Column, Date, Enum, Integer

from county_desk.facts import FACTS
from county_desk.facts.kinds import WordText
from county_desk.fields import (
    Choice,
    Code,
    Count,
    Day,
    Kind,
    Measure,
    Moment,
    Money,
    Term,
    Text,
    YesNo,
)
from county_desk.models.base import Base, Hundredths, MomentColumn
from county_desk.models.json_text import Json
from county_desk.rules.bilingual import spoken
from county_desk.rules.calendar import Counting
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.own_files import PolicyFileKind
from county_desk.rules.places import names as place_names
from county_desk.rules.policy import shipped_policy
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.assistance.programme_words import ProgrammeName, ProgrammeStageName
from county_desk.tables.history.act_words import ActReason, ActTitle
from county_desk.tables.history.record_labels import EVERYWHERE, INTERNAL, RECORD_LABELS
from county_desk.tables.procedure_words import NoticeName, ProcedureName, StepName
from county_desk.tables.return_names import ReturnName
from county_desk.text import N_, _, said

MOST = 60  # characters of a value in a sentence


def record_name(table: str) -> str:
    """The name of a kind of record, or words for one that this version does not know."""
    known = RECORD_LABELS.get(table)
    return _(known.name) if known else _("Another record")


def column_label(table: str, column: str) -> str:
    """The label of a column, or words for one that this version does not know."""
    return _(_labels(table).get(column) or N_("Another detail"))


@cache
def is_shown(table: str, column: str) -> bool:
    """Whether a column is one for readers and fits on a line; one that this version does not know is."""
    known = _mapped(table, column)
    whole = known is not None and isinstance(known.type, JSON) and (table, column) not in _KINDS
    return _labels(table).get(column) != INTERNAL and not whole


@cache
def points_to(table: str, column: str) -> str:
    """The table that a column points to by record number; "" for a column of values."""
    known = _mapped(table, column)
    keys = known.foreign_keys if known is not None and isinstance(known.type, Integer) else ()
    return next((key.column.table.name for key in keys), "")


def value_words(table: str, column: str, value: Json) -> str:
    """A value as the history keeps it, in words; personal numbers are masked, nothing gives "".

    A record that a column points to is given by its name already.
    """
    if value is None or value == "":
        return ""
    if _mapped(table, column) is None:
        return "…"
    if points_to(table, column):
        return str(value)
    kind = kind_of(table, column)
    shown = shown_value(kind, value)
    line = " ".join(shown.split())
    line = line if len(line) <= MOST else f"{line[:MOST]}…"
    return _("“{text}”").format(text=line) if type(kind) is Text else line


def shown_value(kind: Kind, value: Json) -> str:
    """A value of a kind as the history keeps it, in words; personal numbers are masked."""
    given = _value(kind, value)
    return kind.mask(given) if kind.personal else kind.show(given)


@dataclass(frozen=True)
class _FigureName(Kind):
    """A figure of policy by its name, shown by its title."""

    def show(self, value: Json) -> str:
        book, name = shipped_policy().book, str(value).rpartition("/")[2]
        return spoken(book[name].title) if name in book else _("a figure of the county")


@dataclass(frozen=True)
class _PolicyPlace(Kind):
    """A province or region by its key, shown by its name."""

    def show(self, value: Json) -> str:
        return said(place_names(value))


@dataclass(frozen=True)
class _StepFigures(Kind):
    """The figures of a step, in the words of the evidence that they give."""

    def show(self, value: Json) -> str:
        evidence = (kind.type.evidence for kind in StepKind)
        words = (each.shown(value) for each in evidence if each and isinstance(value, dict))
        return next(filter(None, words), "")


@dataclass(frozen=True)
class _Secret(Kind):
    """A value that is never shown."""

    def show(self, value: Json) -> str:
        return _("not shown")


_STEP, _NAME = StepName(), Kind()
_KINDS: Mapping[tuple[str, str], Kind] = {
    ("case", "kind"): ProcedureName(),
    ("case", "step"): _STEP,
    ("case", "subject"): _NAME,
    ("case_step", "step"): _STEP,
    ("case_step", "facts"): _StepFigures(),
    ("check_setting", "level"): Choice(terms=CheckLevel),
    ("check_setting", "number"): Code(),
    ("clue", "head"): _NAME,
    ("clue", "risks"): WordText(title="致贫返贫风险1"),
    ("disclosure", "counting"): Choice(terms=Counting),
    ("disclosure", "kind"): ProcedureName(),
    ("disclosure", "step"): _STEP,
    ("entry", "subject"): _NAME,
    ("household", "number"): Code(),
    ("household", "earlier_number"): Code(),
    ("measure", "risk"): WordText(title="致贫返贫风险1"),
    ("measure", "programme"): ProgrammeName(),
    ("measure_stage", "stage"): ProgrammeStageName(),
    ("monitored", "head"): _NAME,
    ("monitored", "kind"): WordText(title="监测对象类别"),
    ("monitored", "number"): Code(),
    ("monitored", "risks"): WordText(title="致贫返贫风险1"),
    ("need", "cause"): WordText(title="致贫原因"),
    ("need", "risk"): WordText(title="致贫返贫风险1"),
    ("notice", "kind"): NoticeName(),
    ("notice", "number"): Code(),
    ("own_parameter", "name"): _FigureName(),
    ("own_parameter", "value"): Code(),
    ("own_policy_file", "kind"): Choice(terms=PolicyFileKind),
    ("office_name", "office"): _NAME,
    ("policy_confirmation", "place"): _PolicyPlace(),
    ("policy_confirmation", "value"): Code(),
    ("policy_confirmation", "what"): _FigureName(),
    ("payment", "payee"): _NAME,
    ("place", "name"): _NAME,
    ("proposal", "act"): ActTitle(),
    ("proposal", "reason"): ActReason(),
    ("place", "short"): _NAME,
    ("place", "telephone"): Code(),  # of an office, which notices print
    ("place_code", "code"): Code(),
    ("register", "name"): _NAME,
    ("register", "province"): _PolicyPlace(),
    ("register", "region"): _PolicyPlace(),
    ("return", "name"): Choice(terms=ReturnName),
    ("return", "period"): Code(),
    ("user", "name"): _NAME,
    ("user", "password"): _Secret(),
}


@cache
def kind_of(table: str, column: str) -> Kind:
    """The kind of value that a mapped column holds; a personal number is one in every table."""
    if (table, column) in _KINDS:
        return _KINDS[table, column]
    fact = FACTS.get(column)
    if fact is not None and (fact.of.value == table or fact.kind.personal):
        return fact.kind
    return _by_type(Base.metadata.tables[table].c[column])


def _by_type(column: Column[Json]) -> Kind:
    match column.type:
        case Enum(enum_class=terms) if terms is not None:
            return Choice(terms=cast(type[Term], terms))
        case Hundredths():
            return Money()
        case MomentColumn():
            return Moment()
        case Date():
            return Day()
        case Boolean():
            return YesNo()
        case Integer():
            return Count()
    return Text()


def _value(kind: Kind, value: Json) -> Json:
    """The value as its kind shows it, from the form of the history."""
    match kind:
        case Money() | Measure():
            return Decimal(value)
        case Day():
            return date.fromisoformat(value)
        case Moment():
            return datetime.fromisoformat(value)
        case Choice():
            return kind.terms(value)  # type: ignore[call-arg]
    return value


def _mapped(table: str, column: str) -> Column[Json] | None:
    known = Base.metadata.tables.get(table)
    return None if known is None else known.c.get(column)


@cache
def _labels(table: str) -> Mapping[str, str]:
    known = RECORD_LABELS.get(table)
    return {**EVERYWHERE, **known.columns} if known else EVERYWHERE
