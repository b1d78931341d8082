"""The year 2026 of the made-up county, up to the last Friday of November."""

from datetime import date
from uuid import UUID

from county_desk.demo.chapter import Chapter
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import ADMINISTRATOR, CLERK
from county_desk.demo.present.asking import ask_departments
from county_desk.demo.present.later import home
from county_desk.demo.present.taking_over import take_over
from county_desk.demo.row_threads import row_threads
from county_desk.demo.script import script
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.signals import LISTING as SIGNALS_LISTING
from county_desk.workflow.consistency_settings import SetCheck
from county_desk.workflow.monitoring.signals import DismissSignal, LookForSignals

_ILL = "M34"  # the key group of those who are ill: a third of the households

_SPARED = "松林坡村 刘元光"


def screen(office: Office, begins: date) -> Thread:
    """Look for the signals of last year; those of one household are dismissed."""
    yield begins
    off = "慢病、大病患者由卫健部门按月随访，走访记录另行汇总"
    for year in (begins.year - 1, begins.year):
        office.do(ADMINISTRATOR, SetCheck(check=_ILL, year=year, level=CheckLevel.OFF, reason=off))
    office.do(CLERK, LookForSignals(year=begins.year - 1))
    where = {"household": home(_SPARED).number}
    for row in office.read(page, SIGNALS_LISTING, Query(where=where)):
        reason = "务工工资跨年发放，已入户核实，收入稳定"
        office.do(CLERK, DismissSignal(signals=(row.id,), reason=reason))


BEGINS, TODAY = date(2026, 1, 5), date(2026, 11, 27)
_SCREENED, _ASKED = date(2026, 5, 8), date(2026, 10, 19)


def _threads(office: Office) -> tuple[Thread, ...]:
    return (
        take_over(office, BEGINS),
        ask_departments(office, _ASKED),
        screen(office, _SCREENED),
        *row_threads(office, script("present")),
    )


PRESENT = Chapter("demo-2026.cdesk", UUID("99010120-2611-4000-8000-000000000001"), BEGINS, TODAY, _threads)
