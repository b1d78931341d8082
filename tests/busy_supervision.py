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
from county_desk.models.misconduct import (
    Appraisal,
    AppraisalGrade,
    AppraisedKind,
    MisconductReport,
    ReportChannel,
    ReportOutcome,
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


def misconduct(village):
    """A report of misconduct in each state, and appraisals with and without an incentive."""
    for number, channel in enumerate((ReportChannel.LETTER, ReportChannel.HOTLINE, ReportChannel.VISIT), 1):
        settled = {"outcome": ReportOutcome.UNFOUNDED, "found": "查无实据", "settled_on": OPENED}
        yield MisconductReport(
            received_on=OPENED,
            channel=channel,
            anonymous=number == 1,
            reporter="" if number == 1 else f"周某{number}",
            village_id=village if number > 1 else None,
            about=f"村干部{number}",
            words=f"优亲厚友{number}",
            investigators="孙宁" if number > 1 else "",
            due_on=OPENED if number > 1 else None,
            recorded_by=5,
            **(settled if number == 3 else {}),
        )
    for kind, grade in (
        (AppraisedKind.VILLAGE, AppraisalGrade.GOOD),
        (AppraisedKind.OFFICIAL, AppraisalGrade.POOR),
    ):
        about = {"year": 2016, "kind": kind, "place_id": village, "grade": grade, "basis": f"{kind}考核"}
        given = {"incentive": "通报表扬", "incentive_on": OPENED} if grade is AppraisalGrade.GOOD else {}
        name = "郑宝" if kind is AppraisedKind.OFFICIAL else ""
        yield Appraisal(name=name, appraised_on=OPENED, recorded_by=5, **about, **given)
