"""The application of a village on the program's own form, filled in by the village committee."""

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from county_desk.demo.homes import LEFT, rosters
from county_desk.demo.places import COUNTY, record_of, village
from county_desk.intake.forms.blank import Addressee, write_blank_village_form
from county_desk.intake.forms.village_fields import FIELDS
from county_desk.sheets.writing.package import save
from county_desk.text import CHINESE, language

APPLICANT = village("新民村", "河口镇")
YEAR, FILLED_ON = 2016, date(2016, 11, 4)
_FIRST_ROW, _ANSWERS = 4, 2


def fill_in(folder: Path) -> Path:
    """Write the form of one village and fill it in; the same file every time."""
    path = folder / APPLICANT.town / f"{APPLICANT.name}贫困村申请表.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    with language(CHINESE):
        addressee = Addressee(
            record_of(APPLICANT.code), APPLICANT.code, COUNTY, APPLICANT.town, APPLICANT.name
        )
        write_blank_village_form(path, addressee, YEAR)
    book = load_workbook(path)
    answers = _answers()
    for row, field in enumerate(FIELDS, start=_FIRST_ROW):
        book.worksheets[0].cell(row, _ANSWERS).value = answers.get(field.key)
    save(path, book, day=FILLED_ON)
    return path


def _answers() -> dict[str, Any]:
    poor = [home for home in rosters()[APPLICANT.code] if home.claimed != LEFT]
    return {
        "natural_villages": 5,
        "households": APPLICANT.people * 10 // 34,
        "persons": APPLICANT.people,
        "poor_households": len(poor),
        "poor_persons": sum(len(home.people) for home in poor),
        "income_per_head": 3680,
        "has_collective_income": "否",
        "collective_income": 0,
        "nature": "沿河山地，坡地占七成，易受洪涝。",
        "infrastructure": "通村路已硬化，两个村民小组未通水泥路，有32户饮水不稳定。",
        "economy": "种植玉米、洋芋，养猪养羊，青壮年多外出务工。",
        "culture": "有卫生室1个，村医1名，无文化活动场所。",
        "security": "农村合作医疗参加率高，有低保户和五保户。",
        "filed_on": FILLED_ON,
    }
