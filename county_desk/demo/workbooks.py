"""The workbooks that the villages of the made-up county send in, in four layouts and with their mistakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from county_desk.demo.accounts import income, living
from county_desk.demo.drafts import DraftBook
from county_desk.demo.homes import Home, rosters
from county_desk.demo.layouts import Layout, continued, flat, merged, pair
from county_desk.demo.mistakes import MISTAKES, Planted, plant
from county_desk.demo.pages import put
from county_desk.demo.places import DemoVillage, villages

FIRST_DAY, SECOND_DAY = date(2016, 9, 26), date(2016, 11, 28)
AGAIN = "更正"  # the folder of the workbooks that came a second time

_NAMES = (
    "{short}贫困户花名册.xlsx",
    "{short}建档立卡贫困户信息表.xlsx",
    "{town}{short}贫困户花名册2016.xlsx",
    "附件1：{short}贫困户花名册.xlsx",
    "{short}2016.9.26.xlsx",
)
_LAYOUTS: Sequence[Layout] = (continued, flat, pair, continued, merged)
_AS_TEXT = "990101100205"
_CORRECTED = ("990101100201", "990101100202", "990101101200")


@dataclass(frozen=True)
class Sent:
    """One workbook of a village: as drafted, when it came, and the mistakes in it."""

    village: DemoVillage
    book: DraftBook
    day: date
    planted: tuple[Planted, ...] = ()

    def write(self, folder: Path) -> Path:
        """Put the workbook in its place under a folder."""
        return put(self.book, folder, self.day)


def first_deliveries() -> tuple[Sent, ...]:
    """The workbook of every village as it came in September, mistakes and all."""
    return tuple(_first(number, village) for number, village in enumerate(villages()))


def second_deliveries() -> tuple[Sent, ...]:
    """The corrected workbooks that some villages sent later, with a household that was left out before."""
    return tuple(
        Sent(village, _draft(number, village, rosters()[village.code], f"{AGAIN}/"), SECOND_DAY)
        for number, village in enumerate(villages())
        if village.code in _CORRECTED
    )


def planted() -> Mapping[str, tuple[Planted, ...]]:
    """Every mistake that the first workbooks have, by file name."""
    return {each.book.name: each.planted for each in first_deliveries() if each.planted}


def _first(number: int, village: DemoVillage) -> Sent:
    homes = rosters()[village.code]
    if village.code in _CORRECTED:
        homes = homes[:-1]
    book = _draft(number, village, homes, "")
    made = tuple(plant(book, mistake) for mistake in MISTAKES.get(village.code, ()))
    return Sent(village, book, FIRST_DAY, made)


def _draft(number: int, village: DemoVillage, homes: Sequence[Home], above: str) -> DraftBook:
    folder = f"{above}{village.town}"
    if village.code == _AS_TEXT:
        return DraftBook(folder, f"{village.short}贫困户花名册.csv", continued(village, homes))
    name = _NAMES[number % len(_NAMES)].format(short=village.short, town=village.town)
    sheets = _LAYOUTS[number % len(_LAYOUTS)](village, homes)
    return DraftBook(folder, name, [*sheets, income(village, homes), living(village, homes)])


def write_workbooks(folder: Path) -> list[Path]:
    """Write every workbook of the made-up county: rosters, and corrected rosters."""
    sent = (*first_deliveries(), *second_deliveries())
    return [each.write(folder) for each in sent]
