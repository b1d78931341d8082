"""A spot check of the autumn: drawn by its seed, its sheets entered twice, its findings mended."""

from datetime import date, timedelta
from decimal import Decimal

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import REVIEWER, SECOND_REVIEWER, DemoVillage
from county_desk.models.inspection import RoundKind, RoundPeople, Severity
from county_desk.tables.inspections import SHEETS_LISTING
from county_desk.tables.listing import page
from county_desk.workflow.supervision.findings import ConfirmFinding, MendFinding, RecordFinding
from county_desk.workflow.supervision.rounds import CheckSheet, DrawRound, EnterSheet

_VISITED, _ENTERED, _MENDED, _CONFIRMED = 5, 8, 16, 19  # days after the draw
_ENTERED_TWICE = 9  # sheets; the rest wait for the second entry


def spot_check(office: Office, drawn: date, mended: tuple[DemoVillage, Home], open_at: DemoVillage) -> Thread:
    """Walk the check; one finding is mended and confirmed, one still waits."""
    yield drawn
    office.do(REVIEWER, _draw(drawn))
    yield drawn + timedelta(_ENTERED)
    visited = drawn + timedelta(_VISITED)
    _enter(office, visited)
    village, home = mended
    due = office.today + timedelta(20)
    found = RecordFinding(
        village=office.place(village.code),
        household=office.household(home),
        severity=Severity.SERIOUS,
        words="帮扶措施已公示，户内明白卡未更新",
        found_on=visited,
        mender=village.contact,
        due_on=due,
    )
    finding = office.made(REVIEWER, found)
    office.do(
        REVIEWER,
        RecordFinding(
            village=office.place(open_at.code),
            severity=Severity.SLIGHT,
            words="监测走访记录没有两人签名",
            found_on=visited,
            mender=open_at.contact,
            due_on=due,
        ),
    )
    yield drawn + timedelta(_MENDED)
    who = office.clerk(village)
    mending = MendFinding(finding=finding, mended_on=office.today, proof="已补填明白卡并拍照存档")
    office.do(who, mending)
    yield drawn + timedelta(_CONFIRMED)
    office.do(REVIEWER, ConfirmFinding(finding=finding, confirmed_on=office.today))


def _enter(office: Office, visited: date) -> None:
    """Enter each field sheet, and some a second time by another person."""
    for place, sheet in enumerate(office.read(page, SHEETS_LISTING)):
        first = EnterSheet(
            sheet=sheet.id,
            visited_on=visited,
            visitors="郭敏、唐志刚",
            decided_rightly=True,
            fell_back=False,
            satisfied=place % 6 != 0,
        )
        office.do(REVIEWER, first)
        if place < _ENTERED_TWICE:
            again = CheckSheet(
                sheet=sheet.id,
                visited_on=visited,
                decided_rightly=True,
                fell_back=False,
                satisfied=first.satisfied,
            )
            office.do(SECOND_REVIEWER, again)


def _draw(drawn: date) -> DrawRound:
    return DrawRound(
        kind=RoundKind.SPOT_CHECK,
        name=f"{drawn.year}年秋季防返贫抽查",
        people=RoundPeople.EXITED,
        drawn_on=drawn,
        due_on=drawn + timedelta(14),
        unit="县农业农村局督查组",
        seed=f"{drawn:%Y%m%d}",
        confidence=Decimal(80),
        margin=Decimal(18),
    )
