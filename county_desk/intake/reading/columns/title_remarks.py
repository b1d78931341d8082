"""Remarks around a title (units, years, notes in brackets), and whether they make the column doubtful."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from county_desk.intake.reading.columns.title_units import MEASURED, is_money, is_unit, unit_named, units_of
from county_desk.intake.reading.columns.titles import notes_in, read_title
from county_desk.intake.vocabulary import Title, Unit, bare, declared, titles_by_name, units, words_of

_PARTS = re.compile(r"[、,;。\s]+")
_WORDS = re.compile(r"[、,;/。:\d.\s等…或和]+")
_DAY = r"(?:19|20)\d\d(?:年度?|(?=\D|$))(?:[-./]?\d{1,2}(?:[-./月]\d{1,2})?[月日号份]*)?"
_TO = re.compile(rf"{_DAY}(?:至|到|[-—~])+(?={_DAY})")
_DATED = re.compile(_DAY)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_OVER = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|$|\D)")
_ONLY_WHEN = re.compile(r"(截[至止到]*|至|年?[底末初]|止|为止|以来|数据?|情况|度)*")
_ANY_AMOUNT = Title("", "money", "")  # the values that an unknown column may hold


class Doubt(Enum):
    """A reason to doubt that a column is the one of its title."""

    UNIT = "unit"  # its figures are in an unknown unit
    OTHER = "other"  # it may be of other people, or of a part of them
    TIME = "time"  # it may be of another time
    WORD = "word"  # the remark holds an unknown word


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks around one title: the unit of its figures, and the reason why the column is doubtful."""

    unit: Unit | None = None
    doubt: Doubt | None = None
    said: str = ""


@lru_cache(2048)
def remarks_on(path: tuple[str, ...], title: Title, year: int = 0, above: tuple[str, ...] = ()) -> Remarks:
    """Return the remarks of the titles over a column, beside its meaning; `above` are units over them all.

    The nearest remark counts: a unit in the title goes before one of its group, and that before one above
    the table.
    """
    own, over = _own(path, title)
    found = _together([_judged(remark, title, year) for remark in own])
    if found.doubt is None and (when := _other_time(over, year)):
        found = Remarks(doubt=Doubt.TIME, said=when)
    for names in (*(notes_in(part) for part in reversed(over)), above):
        if found.unit is None and found.doubt is None:
            found = _over(names, title)
    return found


def is_several(path: tuple[str, ...], title: Title | None, above: tuple[str, ...]) -> str:
    """Return the units above a table if a column without a unit may have any of them; "" for one or none."""
    if not above:
        return ""
    meant = title or _ANY_AMOUNT
    if remarks_on(path, meant) != Remarks():
        return ""
    found = _over(above, meant)
    return found.said if found.doubt else ""


def _own(path: tuple[str, ...], title: Title) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The remarks of a title itself, and the titles over it that are no part of it.

    In an unknown line, brackets are a part of its name, except units and times.
    """
    for size in dict.fromkeys((len(path), min(2, len(path)), 1)):
        if found := read_title("".join(path[-size:])):
            return found[1], path[:-size]
    notes = [note for note in notes_in(path[-1]) if _is_figure(note, title)]
    shorter = ("".join(path[-1:]),) if _is_shorter_than_a_year(path[-1]) else ()
    return (*notes, *shorter), path[:-1]


def _is_figure(note: str, title: Title) -> bool:
    parts = _PARTS.split(note)
    return any(is_unit(part) or _is_shorter_than_a_year(part) or _YEAR.search(part) for part in parts)


def _is_shorter_than_a_year(text: str) -> bool:
    """Whether a title says a month's, a quarter's or a day's figure."""
    return _periods().search(bare(text)) is not None


def _together(found: Sequence[Remarks]) -> Remarks:
    """Several remarks joined into one; two units that differ are a doubt."""
    if doubt := next((each for each in found if each.doubt), None):
        return doubt
    named = [each for each in found if each.unit]
    if len({each.unit.factor for each in named if each.unit}) > 1:
        return Remarks(doubt=Doubt.UNIT, said="、".join(each.said for each in named))
    return named[-1] if named else Remarks()


@lru_cache(4096)
def _judged(remark: str, title: Title, year: int) -> Remarks:
    """The meaning of one remark for a column."""
    if (whole := _plainly(remark, title, year)) is not None:
        return whole
    parts = [part for part in _PARTS.split(remark) if part]
    if len(parts) > 1:
        found = _together([_judged(part, title, year) for part in parts])
        return Remarks(found.unit, found.doubt, remark) if found.doubt else found
    return Remarks(doubt=Doubt.WORD, said=remark)


def _plainly(remark: str, title: Title, year: int) -> Remarks | None:
    """The meaning of a remark as a whole; None for an unknown one."""
    name, measured = unit_named(remark), title.kind in MEASURED
    if unit := units_of(title).get(name):
        return Remarks(unit, said=name)
    if not name or _is_of(remark, title):
        return Remarks()
    if measured and (is_unit(name) or _is_other_money(remark, title)):
        return Remarks(doubt=Doubt.UNIT, said=remark)
    if any(word in remark for word in declared("groups")["others"]):
        return Remarks(doubt=Doubt.OTHER, said=remark)
    if not measured and _harmless().fullmatch(remark) and not _YEAR.fullmatch(remark):
        return Remarks()  # an example of a day is of any year
    return _timely(remark, title, year) or (Remarks() if _harmless().fullmatch(remark) else None)


def _timely(remark: str, title: Title, year: int) -> Remarks | None:
    """The meaning of a remark that names a time; None for one that names none."""
    if (rest := _without_year(remark, year)) is not None:
        return Remarks() if not rest else _judged(rest, title, year)
    if _YEAR.search(remark) or _times().search(remark):
        return Remarks(doubt=Doubt.TIME, said=remark)
    return None


def _is_of(remark: str, title: Title) -> bool:
    """Whether a remark adds nothing: the column's own name, its words, the way it is written."""
    if title.of == "row" or title.spreads or title.title == "备注":
        return True  # names of places are held against the register
    if (known := titles_by_name().get(remark)) and known.title == title.title:
        return True
    if (words := words_of(title.title)) is not None:
        parts = [part for part in _WORDS.split(remark.removeprefix("如")) if part]
        if len(parts) > 1 and any(part in words.accepted or part in words.same for part in parts):
            return True
    return remark.upper() in _harmless_in(title.kind)


def _is_other_money(remark: str, title: Title) -> bool:
    """Whether a remark on money names thousands or a month, in any words."""
    if title.kind not in ("money", "group"):
        return False
    if _is_shorter_than_a_year(remark):
        return True
    return any(
        len(name) > 1 and unit.factor != 1 and name in remark for name, unit in units()["money"].items()
    )


def _without_year(remark: str, year: int) -> str | None:
    """A remark without the day or the year that it names, where that is in the file's year; else None."""
    last = _TO.sub("", remark)
    years = {int(each) for each in _YEAR.findall(last)}
    if years != {year} or _DATED.search(last) is None:
        return None
    rest = _DATED.sub("", last).strip("、,;:")
    return "" if _ONLY_WHEN.fullmatch(rest) else rest


def _other_time(over: Iterable[str], year: int) -> str:
    """The title over a column that names another time than the file's year; "" for none."""
    for part in map(bare, over):
        years = {int(each) for each in _YEAR_OVER.findall(_TO.sub("", part))}
        if part not in declared("groups")["when"] and (years - {year} or _times().search(part)):
            return part
    return ""


def _over(names: Iterable[str], title: Title) -> Remarks:
    """The unit over several columns, if it fits this one; two units are a doubt."""
    said = [part for name in names for part in _PARTS.split(unit_named(name)) if part]
    known = units_of(title)
    meant = [Remarks(known[name], said=name) for name in said if name in known]
    if title.kind in ("money", "group"):
        strange = [name for name in said if name not in known and is_money(name)]
        if strange:
            return Remarks(
                doubt=Doubt.UNIT, said="、".join(dict.fromkeys((*(one.said for one in meant), *strange)))
            )
    return _together(meant)


@cache
def _harmless_in(kind: str) -> frozenset[str]:
    return frozenset(map(bare, declared("remarks")["of"].get(kind, ())))


@cache
def _harmless() -> re.Pattern[str]:
    said = declared("remarks")
    return re.compile("|".join([*(re.escape(bare(word)) for word in said["harmless"]), *said["like"]]))


@cache
def _times() -> re.Pattern[str]:
    return re.compile("|".join(declared("remarks")["times"]))


@cache
def _periods() -> re.Pattern[str]:
    return re.compile("|".join(declared("remarks")["periods"]))
