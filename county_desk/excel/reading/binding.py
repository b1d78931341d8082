"""Binding a file to its village: by the column of villages, its titles, its name and its folder."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from county_desk.excel.delivery import Level, Place
from county_desk.excel.reading.families import Family
from county_desk.excel.reading.rows import Sheet
from county_desk.excel.reading.values import Note, text_of
from county_desk.excel.reading.vocabulary import bare
from county_desk.text import _

_OFFICE = re.compile(r"(村民委员会|村委会|居民委员会|居委会|社区居委会|社区|行政村|村)+$")
_AS_UNIT = "(村|社区|居委会|街道)"  # in a title, a bare 改革 or 森林 need not be a village


@dataclass(frozen=True)
class Binding:
    """The village of a file (None: not found) and what there is to say about that."""

    place: Place | None
    notes: tuple[Note, ...] = ()


def bind(path: str, sheets: Sequence[Sheet], families: Sequence[Family], places: Sequence[Place]) -> Binding:
    """Find the village that a file is about. The rows' own column decides, titles and names support it."""
    by_name = _by_name(places)
    townships = {place.township for place in places}
    said = Counter(
        bare(row.text("行政村")) for family in families for row in family.drafts() if row.text("行政村")
    )
    hints = [hint for text in _titles(sheets) for hint in _named_in(text, places, _AS_UNIT)]
    near = _near(path, sheets, townships)
    if said:
        return _by_column(said, by_name, near, hints, places, path)
    named = list(_named_in(PurePath(path).stem, places)) or hints
    chosen = _choose(named, near)
    return Binding(chosen, () if chosen else (_unknown(PurePath(path).name),))


def _by_column(
    said: Counter[str],
    by_name: dict[str, list[Place]],
    near: list[str],
    hints: list[Place],
    places: Sequence[Place],
    path: str,
) -> Binding:
    name = said.most_common(1)[0][0]
    chosen = _choose(by_name.get(_short(name), []), near)
    if chosen is None:
        return Binding(None, (_unknown(name),))
    others = {hint for hint in hints if hint.short != chosen.short}
    if not others:
        return Binding(chosen)
    message = _("A title of the file says {other}, the rows say {place}.").format(
        other=min(hint.name for hint in others), place=chosen.name
    )
    backed = chosen in _named_in(PurePath(path).stem, places) or chosen in hints
    level = Level.WARN if backed else Level.ASK
    return Binding(chosen, (Note("village_mismatch", message, level),))


def strangers(place: Place, families: Sequence[Family]) -> Iterator[Family]:
    """Households whose rows name another village than that of the file."""
    names = {_short(name) for name in (place.name, place.short, *place.aliases)}
    for family in families:
        said = bare(family.first.text("行政村"))
        if said and _short(said) not in names:
            yield family


def _by_name(places: Sequence[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        for name in {_short(text) for text in (place.name, place.short, *place.aliases)}:
            found.setdefault(name, []).append(place)
    return found


def _short(name: str) -> str:
    text = bare(name)
    return _OFFICE.sub("", text) or text


def _titles(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.header:
            for row in sheet.grid.rows[: sheet.header.first - 1]:
                yield from (text_of(cell) for cell in row if cell != "")


def _named_in(text: str, places: Sequence[Place], tail: str = "") -> Iterator[Place]:
    """The villages that a text names, apart from the name of the township; `tail` must follow the name."""
    plain = bare(text)
    for township in sorted({place.township for place in places}, key=len, reverse=True):
        plain = plain.replace(township, "\x00")
    named = {name for name in _by_name(places) if re.search(re.escape(name) + tail, plain)}
    longest = max(map(len, named), default=0)
    for name in named:
        if len(name) == longest:
            yield from _by_name(places)[name]


def _near(path: str, sheets: Sequence[Sheet], townships: set[str]) -> list[str]:
    """The townships that a column, the file's name, its folders or its titles name, the surest first."""
    column = [row.text("乡镇") for sheet in sheets for row in sheet.data[:1] if row.text("乡镇")]
    folders = [PurePath(path).name, *(part.name for part in PurePath(path).parents)]
    texts = [*column, *folders, *_titles(sheets)]
    return [township for text in texts for township in townships if township in bare(text)]


def _choose(candidates: Sequence[Place], near: Sequence[str]) -> Place | None:
    """The one candidate, or the one of them in the township that is named first."""
    if len({place.id for place in candidates}) == 1:
        return candidates[0]
    for township in near:
        fitting = {place.id: place for place in candidates if place.township == township}
        if len(fitting) == 1:
            return next(iter(fitting.values()))
    return None


def _unknown(name: str) -> Note:
    message = _("The register has no village “{name}”, or more than one; choose the village of this file.")
    return Note("village_unknown", message.format(name=name), Level.ASK)
