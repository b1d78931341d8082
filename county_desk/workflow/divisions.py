"""The counties of China with their codes, from which a register is founded."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from county_desk.paths import resources
from county_desk.rules.places import PROVINCES, province_of
from county_desk.sound.search_text import finds

FOUND = 50  # counties that a search offers
# The lists of divisions put a county without a prefecture under one of these headings.
HEADINGS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


class ListedCounty(NamedTuple):
    """A unit at the level of a county: six places of GB/T 2260 and the names above it."""

    code: str
    name: str
    prefecture: str
    province: str

    @property
    def label(self) -> str:
        """The name, then where it lies, then the code."""
        above = "" if self.prefecture in HEADINGS else self.prefecture
        return " · ".join(filter(None, (self.name, above, self.province, self.code)))


@cache
def counties() -> Mapping[str, ListedCounty]:
    """Every county of the list of 2023, by its code."""
    path = resources() / "divisions" / "counties.csv"
    with path.open(encoding="utf8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[0]: ListedCounty(*row) for row in rows}


def find_counties(words: str) -> list[ListedCounty]:
    """Return the counties that a code, a name or its pinyin finds, at most 50."""
    words = words.strip()
    if words.isdecimal():
        found = [each for code, each in counties().items() if code.startswith(words)]
    else:
        found = [each for each in counties().values() if finds(each.name, words)]
        found.sort(key=lambda each: len(each.name))
    return found[:FOUND]


def county_of(code: str, name: str = "") -> ListedCounty:
    """Return the county with a code; one that the list lacks has the name given and its province alone."""
    known, province = counties().get(code), province_of(code)
    if known is None:
        return ListedCounty(code, name, "", PROVINCES[province].zh if province else "")
    return known._replace(name=name or known.name)
