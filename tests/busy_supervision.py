"""Something on each list of supervision."""

from datetime import date
from decimal import Decimal

from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionFinding,
    InspectionRound,
    RoundKind,
    RoundPeople,
    Severity,
)
from tests.build import DAY

OPENED = date(2017, 6, 1)


def inspections(village):
    """Two rounds with their field sheets, and findings in every state."""
    for number, kind in enumerate((RoundKind.EVALUATION, RoundKind.SURVEY), 1):
        sampled = {"confidence": Decimal(95), "margin": Decimal(5), "weight": Decimal(2), "seed": "3 7 11"}
        made = InspectionRound(
            kind=kind,
            title=f"督查{number}",
            people=RoundPeople.REGISTERED,
            place_id=village if number == 1 else None,
            drawn_on=OPENED,
            due_on=OPENED + DAY,
            population=9 * number,
            size=number,
            recorded_by=number,
            **(sampled if number == 1 else {}),
        )
        about = {"round": made, "row": number, "household_id": number, "township_id": village}
        yield InspectedHousehold(
            visited_on=OPENED, visitors="郑宝", decided_rightly=True, fell_back=False, entered_by=1, **about
        )
        yield InspectedHousehold(**about)
    for number, severity in enumerate(Severity, 1):
        yield InspectionFinding(
            village_id=village,
            household_id=number if number < 3 else None,
            severity=severity,
            words=f"档案缺页{number}",
            found_on=OPENED,
            mender="郑宝",
            due_on=OPENED + number * DAY,
            mended_on=OPENED if number > 1 else None,
            proof="照片" if number > 1 else "",
            confirmed_on=OPENED if number > 2 else None,
            recorded_by=1,
        )
