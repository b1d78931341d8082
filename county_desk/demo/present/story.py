"""The year 2026 of the made-up county, up to the last Friday of November."""

from datetime import date
from uuid import UUID

from county_desk.demo.chapter import Chapter
from county_desk.demo.office import Office, Thread
from county_desk.demo.present.asking import ask_departments
from county_desk.demo.present.screening import screen
from county_desk.demo.present.taking_over import take_over
from county_desk.demo.row_threads import row_threads
from county_desk.demo.script import script

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
