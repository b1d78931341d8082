"""Opens the register of today from workbooks: its households, their incomes, and those under watch."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from county_desk.demo.arriving import read_here
from county_desk.demo.drafts import DraftBook
from county_desk.demo.office import Office, Thread
from county_desk.demo.pages import put
from county_desk.demo.places import ADMINISTRATOR, CLERK, REVIEWER
from county_desk.demo.present.later import LAST_YEARS, households, incomes
from county_desk.demo.present.sheets import income_book, ledger_book, roster
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.openings import waiting_confirmation
from county_desk.workflow.policy.own_figures import SetParameter

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
