"""Opens the register of today from workbooks: its households, their incomes, and those under watch."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from county_desk.demo.accounts import ledgers
from county_desk.demo.arriving import read_here
from county_desk.demo.drafts import PEOPLE, DraftBook, DraftSheet, Row, headings
from county_desk.demo.homes import Home
from county_desk.demo.layouts import household_row, person_row
from county_desk.demo.office import Office, Thread
from county_desk.demo.pages import put
from county_desk.demo.places import ADMINISTRATOR, CLERK, REVIEWER, village, villages
from county_desk.demo.present.later import LAST_YEARS, handed_over, home, households, incomes
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.openings import waiting_confirmation
from county_desk.workflow.policy.own_figures import SetParameter

_SOURCE = "数据来源：全国防返贫监测信息系统（演示数据，人名和号码均为虚构）"
# A made-up province has no line of its own; these are made up with it.
_LINES = (
    (date(2025, 1, 1), "8500", "云农领办发〔2025〕3号（虚构）"),
    (date(2026, 1, 1), "8800", "云农领办发〔2026〕2号（虚构）"),
)


def take_over(office: Office, begins: date) -> Thread:
    """Enter the lines of monitoring, and take in the workbooks that were handed over."""
    yield begins
    for since, value, reference in _LINES:
        entered = SetParameter(
            name="monitor_line",
            since=since,
            value=value,
            reference=reference,
            dated_back="登记册本年启用，补录省里已公布的标准",
        )
        office.do(ADMINISTRATOR, entered)
    opening = take_in(office, roster(households()), LAST_YEARS[-1], opening=True)
    yield begins + timedelta(1)
    office.do(REVIEWER, PutInForce(proposal=office.read(waiting_confirmation, opening)))
    yield begins + timedelta(2)
    take_in(office, ledger_book(), LAST_YEARS[-1])
    for year in LAST_YEARS:
        take_in(office, income_book(year, incomes(year)), year)


def take_in(office: Office, book: DraftBook, year: int, *, opening: bool = False) -> int:
    """Let the clerk take in a workbook that came today; the number of its batch."""
    with TemporaryDirectory() as folder:
        path = put(book, Path(folder), office.today)
        delivery = read_here(office, path, Path(folder), year)
        kinds = (OPENING,) if opening else ()
        return office.made(CLERK, TakeIn(delivery=delivery, path=path, kinds=kinds))


def roster(homes: Mapping[str, Sequence[Home]]) -> DraftBook:
    """The whole register, a row a person, as the county hands it over at the end of 2025."""
    rows = list(_people(homes))
    title = "青岚县脱贫人口基础信息（截至2025年12月31日）"
    sheet = DraftSheet(PEOPLE, "脱贫人口", headings("roster"), rows, (title,), (_SOURCE,))
    return DraftBook("", "青岚县脱贫人口基础信息2025.xlsx", [sheet])


def income_book(year: int, homes: Mapping[str, Sequence[Home]]) -> DraftBook:
    """The income of every household in a year."""
    sheets = []
    for each in villages():
        title = f"{each.town}{each.committee}{year}年脱贫户收入核算表"
        sheet = ledgers(title, homes[each.code], _SOURCE)
        sheet.name = f"{each.town}{each.name}"
        sheets.append(sheet)
    return DraftBook("", f"青岚县{year}年脱贫户收入.xlsx", sheets)


def ledger_book() -> DraftBook:
    """The ledger of monitoring with the households under watch and those past their risk."""
    rows = [_watched(place, *line) for place, line in enumerate(handed_over()["watched"]["rows"], start=1)]
    title = "青岚县防止返贫监测对象台账（截至2025年12月31日）"
    sheet = DraftSheet("monitoring", "监测对象", headings("monitoring"), rows, (title,), (_SOURCE,))
    return DraftBook("", "青岚县监测对象台账2025.xlsx", [sheet])


def _people(homes: Mapping[str, Sequence[Home]]) -> Iterator[Row]:
    place = 0
    for each in villages():
        for listed in homes[each.code]:
            place += 1
            allowed: Row = {"低保": "是" if listed.kind == "低保贫困户" else "否"}
            for number in range(len(listed.people)):
                yield household_row(each, place, listed) | person_row(listed, number) | allowed


def _watched(place: int, name: str, risk: str, since: str, kind: str, measure: str, removed: str) -> Row:
    """A line of the ledger; months are written 2025-03, and `removed` is blank while the risk stands."""
    watched = home(name)
    return {
        "序号": place,
        "乡镇": village(name.split()[0]).town,
        "行政村": name.split()[0],
        "户编号": watched.number,
        "户主": watched.head.name,
        "证件": watched.head.id_number,
        "人口": len(watched.people),
        "类别": "脱贫不稳定户",
        "风险": risk,
        "识别": since,
        kind: measure,
        "消除": "是" if removed else "否",
        "时间": removed,
        "方式": "帮扶消除" if removed else "",
    }
