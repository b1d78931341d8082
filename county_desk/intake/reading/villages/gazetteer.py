"""The villages of the county by every name that a list may give them, with or without their township."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from county_desk.intake.delivery import KnownPlace
from county_desk.intake.vocabulary import bare

_OFFICE = re.compile(r"(村民委员会|村委会|居民委员会|居委会|社区居委会|社区|行政村|村)+$")
_SEAT = re.compile(r"(民族乡|街道办事处|办事处|街道|镇|乡)$")
_COUNTY = re.compile(r"^.*(县|市|区|旗)(?=..)")  # in front of a village's name
_TOWN = re.compile(r"(居民委员会|居委会|社区)$")
_UNIT = re.compile(r"(委员会|委会|社区|村)$")
AS_UNIT = "(?:(?:行政)?村|社区|居委会|街道)"  # in a title, a bare 改革 or 森林 need not be a village
_CLOSE = 0.5  # of two characters one, of three two: names are short
_NEAR = 3  # names that are offered for an unknown one
_OFFERS = 100  # unknown names of one file for which near ones are looked up; more is no spelling mistake


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """The meaning of a name in a list: one village, several of that name, or none with similar names."""

    candidates: tuple[KnownPlace, ...]
    near: tuple[KnownPlace, ...] = ()

    @property
    def place(self) -> KnownPlace | None:
        """The one village that is meant."""
        return self.candidates[0] if len(self.candidates) == 1 else None


class Gazetteer:
    """Finds villages by name; every name of a file is worked out once. Get one by `gazetteer`."""

    def __init__(self, places: Sequence[KnownPlace]) -> None:
        self.places = places
        names = sorted({place.township for place in places}, key=len, reverse=True)
        self._townships = [(bare(name), name) for name in names]
        self.names: dict[str, list[KnownPlace]] = defaultdict(list)
        for place in places:
            for name in {short_name(text) for text in (place.name, place.short, *place.aliases)}:
                self.names[name].append(place)
        self.find = cache(self._find)
        self._offers = _OFFERS

    def begin(self) -> None:
        """Forget what the file before asked for."""
        self.find.cache_clear()
        self._offers = _OFFERS

    def _find(self, name: str, township: str = "") -> NamedPlace:
        """The villages that a name and a township ("" where the list gives none) can mean."""
        plain = bare(name)
        written, rest = self._parted(plain)
        names = (short_name(each) for each in (rest, plain, _COUNTY.sub("", rest)))
        found = next((self.names[each] for each in names if each in self.names), [])
        seats = {_SEAT.sub("", seat) for seat in (bare(township), written) if seat}
        fitting = [place for place in found if seats <= {_SEAT.sub("", bare(place.township))}]
        if fitting:
            return NamedPlace(tuple({place.id: place for place in _closest(fitting, rest)}.values()))
        # a township that has no such village makes the row doubtful, so its namesakes are only offered
        return NamedPlace((), tuple(found) or tuple(self._near(short_name(rest), next(iter(seats), ""))))

    def _parted(self, name: str) -> tuple[str, str]:
        """The township that stands in front of a village's name, and the name."""
        for township, _name in self._townships:
            _before, found, after = name.partition(township)
            if found and after:
                return found, after
        return "", name

    def _near(self, name: str, seat: str) -> Iterator[KnownPlace]:
        self._offers -= 1
        if self._offers < 0:
            return
        close = get_close_matches(name, self.names, 2 * _NEAR, _CLOSE)
        places = [place for each in close for place in self.names[each]]
        places.sort(key=lambda place: bool(seat) and not place.township.startswith(seat))
        yield from places[:_NEAR]

    def townships_in(self, text: str) -> list[str]:
        """The townships that a text names, or is the short name of."""
        plain = bare(text)
        return [
            name
            for township, name in self._townships
            if township in plain or plain == _SEAT.sub("", township)
        ]

    def coded(self, codes: Collection[str]) -> KnownPlace | None:
        """The one village that has one of these codes."""
        found = {place.id: place for place in self.places if {*codes} & {*place.codes}}
        return next(iter(found.values())) if len(found) == 1 else None

    def named_in(self, text: str, tail: str = "") -> Iterator[KnownPlace]:
        """Yield the villages that a text names besides its townships; `tail` must follow the name.

        Without a tail, only the longest names count, since a short one may be a part of any word.
        """
        plain = bare(text)
        for township, _name in self._townships:
            plain = plain.replace(township, "\x00")
        named = sorted((name for name in self.names if name in plain), key=len, reverse=True)
        if named and tail:
            named = re.findall(f"({'|'.join(map(re.escape, named))}){tail}", plain)
        for name in dict.fromkeys(named):
            if tail or len(name) == len(named[0]):
                yield from self.names[name]

    def all_named_in(self, text: str, tail: str = "") -> list[KnownPlace]:
        """The same; of namesakes those in a township that the text names, too."""
        places, towns = list(self.named_in(text, tail)), self.townships_in(text)
        return [place for place in places if place.township in towns] or places

    def called(self, text: str) -> tuple[KnownPlace, ...]:
        """Return the villages named by the whole text, with or without the township."""
        _township, rest = self._parted(bare(text))
        return self.find(text).candidates if short_name(rest) in self.names else ()


def village_called(name: str, known: Gazetteer) -> str:
    """The short name of the one village that the name of a sheet says; "" for none or several."""
    found = {place.short for place in known.called(name) or known.all_named_in(name, AS_UNIT)}
    return found.pop() if len(found) == 1 else ""


def _closest(places: list[KnownPlace], name: str) -> list[KnownPlace]:
    """Of several villages of one name those that bear it as it is written, else those that are such a unit.

    One township can have 锁南村委会 and 锁南居委会.
    """
    if len(places) > 1:
        exact = [place for place in places if name in map(bare, (place.name, *place.aliases))]
        town = bool(_TOWN.search(name))
        alike = [place for place in places if bool(_TOWN.search(bare(place.name))) == town]
        return exact or (alike if _UNIT.search(name) else []) or places
    return places


def gazetteer(places: Sequence[KnownPlace]) -> Gazetteer:
    """The villages for one file; they are put in order once for all files of the same county."""
    known = _of_county(tuple(places))
    known.begin()
    return known


@lru_cache(1)
def _of_county(places: tuple[KnownPlace, ...]) -> Gazetteer:
    return Gazetteer(places)


def short_name(name: str) -> str:
    """A village's name without what it is: 柳湾 for 柳湾村村民委员会."""
    text = bare(name)
    return _OFFICE.sub("", text) or text
