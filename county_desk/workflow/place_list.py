"""The list of villages (CSV) from which a register is founded."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.csv_encoding import encoding_of
from county_desk.text import _
from county_desk.trouble import why_not_read
from county_desk.workflow.command import Refused

# The titles of each column: first the one that messages name, then the others that are accepted.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "year": ("年份", "年度"),
    "province": ("省", "省份"),
    "town": ("乡镇", "乡镇名称"),
    "village_code": ("村代码", "行政村代码"),
    "village_official_name": ("村名", "行政村", "村名称"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "province_code": ("省代码",),
    "prefecture": ("市", "市州"),
    "prefecture_code": ("市代码",),
    "county_code": ("县代码",),
    "county": ("县", "县名"),
    "town_code": ("乡镇代码",),
    "committee_type_from_code": ("委员会类型",),
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


def read_places(path: Path) -> tuple[PlaceLine, ...]:
    """Return the villages of a CSV file in UTF-8 or GBK, as Excel saves it.

    A village code of 12 digits begins with the codes of province (2), prefecture (4), county (6) and township
    (9); a column of its own overrides each. Raises `Refused` naming the columns or the row that is wrong.
    """
    titles, *rows = [row for row in _rows(path) if any(cell.strip() for cell in row[1])] or [(1, [])]
    if not rows:
        raise Refused({"places": _("{path} holds no villages").format(path=path)})
    keys = [_COLUMNS.get(title.strip(), "") for title in titles[1]]
    if missing := [names[0] for key, names in REQUIRED.items() if key not in keys]:
        message = _("{path} lacks the columns {names}; its first row has to hold {all}")
        words = message.format(path=path, names=_(", ").join(missing), all=required_titles())
        raise Refused({"places": words})
    return tuple(
        _line(path, number, {key: cell.strip() for key, cell in zip(keys, row, strict=False)})
        for number, row in rows
    )


def required_titles() -> str:
    """Return the titles that the first row of a list has to hold, for a person to read."""
    return _(", ").join(titles[0] for titles in REQUIRED.values())


def _rows(path: Path) -> Sequence[tuple[int, list[str]]]:
    """The rows of the file with their line numbers."""
    try:
        text = (raw := path.read_bytes()).decode(encoding_of(raw))
        return list(enumerate(csv.reader(StringIO(text, newline="")), start=1))
    except OSError as error:
        raise _unreadable(path, why_not_read(error)) from None
    except (Unreadable, csv.Error):
        words = _("it is no table of text with commas between; in Excel, save it as “CSV (comma delimited)”")
        raise _unreadable(path, words) from None


def _unreadable(path: Path, why: str) -> Refused:
    return Refused({"places": _("{path} cannot be read: {error}").format(path=path, error=why)})


def _line(path: Path, number: int, row: Mapping[str, str]) -> PlaceLine:
    code = row.get("village_code", "")
    if not re.fullmatch(r"\d{12}", code):
        message = _("{path}, row {row}: “{code}” is not a village code of 12 digits")
        raise Refused({"places": message.format(path=path, row=number, code=code)})
    if blank := [titles[0] for key, titles in REQUIRED.items() if not row.get(key)]:
        message = _("{path}, row {row}: {name} is blank")
        raise Refused({"places": message.format(path=path, row=number, name=blank[0])})
    if not re.fullmatch(r"\d{4}", row["year"]):
        message = _("{path}, row {row}: “{year}” is not a year")
        raise Refused({"places": message.format(path=path, row=number, year=row["year"])})
    return PlaceLine(
        year=int(row["year"]),
        province_code=row.get("province_code") or code[:2],
        province=row["province"],
        prefecture_code=row.get("prefecture_code") or code[:4],
        prefecture=row.get("prefecture", ""),
        county_code=row.get("county_code") or code[:6],
        county=row.get("county", ""),
        town_code=row.get("town_code") or code[:9],
        town=row["town"],
        village_code=code,
        village=row["village_official_name"],
        committee=row.get("committee_type_from_code", ""),
    )
