"""Signals of the register: looked for, dismissed with a reason, or left for the clerk of today."""

from datetime import date

from county_desk.demo.office import Office, Thread
from county_desk.demo.places import ADMINISTRATOR, CLERK
from county_desk.demo.present.later import home
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
