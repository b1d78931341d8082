"""The list of villages from which a register is founded, read from the cells of a table."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from county_desk.text import _
from county_desk.workflow.divisions import ListedCounty

# The titles of each column: first the one that messages name, then the others that are accepted.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "town": ("乡镇", "乡镇名称"),
    "village_code": ("村代码", "行政村代码"),
    "village_official_name": ("村名", "行政村", "村名称"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "committee_type_from_code": ("委员会类型",),
    "year": ("年份", "年度"),
    "province": ("省", "省份"),
    "province_code": ("省代码",),
    "prefecture": ("市", "市州"),
    "prefecture_code": ("市代码",),
    "county_code": ("县代码",),
    "county": ("县", "县名"),
    "town_code": ("乡镇代码",),
}
_COLUMNS = {title: key for key, titles in {**REQUIRED, **OPTIONAL}.items() for title in (key, *titles)}


@dataclass(frozen=True)
class PlaceLine:
    """One village of the list, with the township, county, prefecture and province above it."""

    year: int
    province_code: str
    province: str
    prefecture_code: str
    prefecture: str
    county_code: str
    county: str
    town_code: str
    town: str
    village_code: str
    village: str
    committee: str = ""  # the kind of its committee as the list gives it, such as 居民委员会


@dataclass(frozen=True)
class UnfitPlace:
    """A row of the list, counted from 1, that makes no village, its words, and the reason."""

    row: int
    words: str
    reason: str


@dataclass(frozen=True)
class VillageList:
    """The villages of a list, and its unfit rows.

    `elsewhere` counts rows of other counties, which stay out. `trouble` says why there is no list at all.
    """

    lines: tuple[PlaceLine, ...] = ()
    unfit: tuple[UnfitPlace, ...] = ()
    elsewhere: int = 0
    trouble: str = ""

    @property
    def townships(self) -> Mapping[tuple[str, str], int]:
        """The number of villages of each township, by its code and name."""
        return Counter((line.town_code, line.town) for line in self.lines)

    def refusal(self) -> str:
        """Return why no register can be founded from the list; empty when one can."""
        if self.trouble or not self.unfit:
            return self.trouble or ("" if self.lines else _("it holds no village of this county"))
        first = self.unfit[0]
        return _("row {row}: {reason}").format(row=first.row, reason=first.reason)


def required_titles() -> str:
    """Return the titles that the first row of a list has to hold, for a person to read."""
    return _(", ").join(titles[0] for titles in REQUIRED.values())


def places_in(cells: Sequence[Sequence[str]], county: ListedCounty, year: int) -> VillageList:
    """Return the villages of a county in a table with its titles in the first row.

    A village code of 12 digits begins with the codes of province (2), prefecture (4), county (6) and township
    (9); a column of its own overrides each. `county` and `year` stand where the table has no such column.
    """
    rows = [(number, row) for number, row in enumerate(cells, start=1) if any(map(str.strip, row))]
    if len(rows) < 2:
        return VillageList(trouble=_("it holds no villages"))
    keys = [_COLUMNS.get(title.strip().lstrip("* "), "") for title in rows[0][1]]
    if missing := [names[0] for key, names in REQUIRED.items() if key not in keys]:
        words = _("it lacks the columns {names}; its first row has to hold {all}")
        return VillageList(trouble=words.format(names=_(", ").join(missing), all=required_titles()))
    if not county.province and "province" not in keys:
        words = _("it lacks the column {name}, which the code {code} does not tell")
        return VillageList(trouble=words.format(name=OPTIONAL["province"][0], code=county.code))
    reading = _Reading(county, year)
    for number, row in rows[1:]:
        reading.take(number, {key: _plain(cell) for key, cell in zip(keys, row, strict=False) if key})
    return VillageList(tuple(reading.lines), tuple(reading.unfit), reading.elsewhere)


def _plain(cell: str) -> str:
    """The text of a cell with digits and letters of half width."""
    return (
        unicodedata.normalize("NFKC", cell).strip() if re.search("[０-９Ａ-Ｚａ-ｚ]", cell) else cell.strip()
    )


@dataclass
class _Reading:
    """Takes row after row, and remembers the codes that were there before."""

    county: ListedCounty
    year: int
    lines: list[PlaceLine] = field(default_factory=list)
    unfit: list[UnfitPlace] = field(default_factory=list)
    elsewhere: int = 0
    _villages: dict[str, int] = field(default_factory=dict)
    _towns: dict[str, str] = field(default_factory=dict)

    def take(self, number: int, row: Mapping[str, str]) -> None:
        """Add one row of the table where it belongs."""
        if reason := next(self._reasons(row), ""):
            words = " · ".join(filter(None, (row.get(key, "") for key in REQUIRED)))
            self.unfit.append(UnfitPlace(number, words, reason))
        elif self._county_code(row) != self.county.code:
            self.elsewhere += 1
        else:
            line = self._line(row)
            self._villages[line.village_code] = number
            self._towns.setdefault(line.town_code, line.town)
            self.lines.append(line)

    def _county_code(self, row: Mapping[str, str]) -> str:
        return row.get("county_code") or row["village_code"][:6]

    def _reasons(self, row: Mapping[str, str]) -> Iterator[str]:
        """The reasons for which a row makes no village."""
        code, year = row.get("village_code", ""), row.get("year", "")
        if not re.fullmatch(r"\d{12}", code):
            yield _("“{code}” is not a village code of 12 digits").format(code=code)
        for key, titles in REQUIRED.items():
            if not row.get(key):
                yield _("{name} is blank").format(name=titles[0])
        if year and not re.fullmatch(r"\d{4}", year):
            yield _("“{year}” is not a year").format(year=year)
        if code in self._villages:
            words = _("the village code {code} stands in row {row} already")
            yield words.format(code=code, row=self._villages[code])
        town = row.get("town_code") or code[:9]
        if (known := self._towns.get(town, row["town"])) != row["town"]:
            words = _("by its code it lies in {known}, and the row says {town}")
            yield words.format(known=known, town=row["town"])

    def _line(self, row: Mapping[str, str]) -> PlaceLine:
        code = row["village_code"]
        return PlaceLine(
            year=int(row.get("year") or self.year),
            province_code=row.get("province_code") or code[:2],
            province=row.get("province") or self.county.province,
            prefecture_code=row.get("prefecture_code") or code[:4],
            prefecture=row.get("prefecture") or self.county.prefecture,
            county_code=self._county_code(row),
            county=row.get("county") or self.county.name,
            town_code=row.get("town_code") or code[:9],
            town=row["town"],
            village_code=code,
            village=row["village_official_name"],
            committee=row.get("committee_type_from_code", ""),
        )
