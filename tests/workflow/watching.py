"""Households that come under watch: their clues, their cases, and the facts that let them in."""

from datetime import date
from decimal import Decimal
from typing import Any

from county_desk.models.clue import ClueSource
from county_desk.rules.monitoring_rules import entry_window
from county_desk.rules.step_kinds import StepKind
from county_desk.workflow.cases.steps import RecordRiskVisit
from county_desk.workflow.monitoring.clues import RecordClue, VerifyClue
from county_desk.workflow.monitoring.entering import OpenMonitoring
from tests.build import CLERK, DAY, Office, an_id_number, case_of, walk
from tests.second_person import enter

FOUND = date(2024, 6, 3)


def set_line(office: Office, year: int = FOUND.year, value: str = "8000") -> None:
    """Enter the line of monitoring of a year, which the county takes from its province's document."""
    figure = {"name": "monitor_line", "value": value, "reference": "省文件"}
    enter(office, date(year, 1, 1), since=date(year, 1, 1), **figure)


def a_clue(office: Office, head: str = "周有粮", *, found_on: date = FOUND, **more: Any) -> int:
    """The number of a clue about a household that is not on record."""
    asked: dict[str, Any] = {"risks": "因学", "source": ClueSource.ROUND, **more}
    if "household" not in asked:
        asked |= {"village": office.place(asked.get("village", "大河村")), "head": head}
    number = office.at(found_on).do(RecordClue(found_on=found_on, **asked)).id
    assert number is not None
    return number


def verified(office: Office, clue: int, day: date = FOUND + DAY, *, authorised: bool = True) -> int:
    """The same clue, verified by a visit."""
    about = {"visitors": "郑宝、王芳", "finding": "学费负担重", "authorised": authorised}
    office.at(day).do(VerifyClue(clue=clue, verified_on=day, **about))
    return clue


def a_case(office: Office, head: str = "周有粮", *, serial: int = 1, persons: int = 4, **more: Any) -> int:
    """The number of the case of monitoring of a household that was never registered."""
    found_on = more.get("found_on", FOUND)
    clue = verified(office, a_clue(office, head, **more), found_on + DAY)
    about = {"id_number": an_id_number(serial), "persons": persons}
    case = office.at(found_on + DAY).do(OpenMonitoring(clue=clue, **about)).id
    assert case is not None
    return case


def look(office: Office, case: int, day: date, **found: Any) -> None:
    """Visit a household in its case: poor and well kept, unless it is said otherwise."""
    known: dict[str, Any] = {
        "dropouts": 0,
        "all_insured": True,
        "safe_water": True,
        "window_income": Decimal(20000),
        "window_end": entry_window(case_of(office, case).received_on),
        "hard_spending": Decimal(0),
        "beyond_means": False,
    }
    visit = {"cases": (case,), "done_on": day, "visitors": "郑宝、王芳"}
    office.at(day).do(RecordRiskVisit(**visit, **(known | found)))


def announced(office: Office, case: int, **found: Any) -> date:
    """Walk a case to its announcement; returns the day of it."""
    look(office, case, case_of(office, case).received_on + 2 * DAY, **found)
    return walk(office, (case,), by={StepKind.ASSEMBLY: CLERK})
