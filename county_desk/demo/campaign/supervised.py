"""Supervision in the campaign: one round of inspection with its findings."""

from decimal import Decimal

from county_desk.demo.campaign.cast import DAYAKOU, LUHUATANG, on, registered
from county_desk.demo.inspecting import Flaw, Inspecting
from county_desk.models.inspection import RoundKind, RoundPeople, Severity
from county_desk.workflow.supervision.rounds import DrawRound

_DRAWN = on(11, 14)
ROUND = Inspecting(
    DrawRound(
        kind=RoundKind.INSPECTION,
        name="2016年脱贫攻坚第四季度督查",
        people=RoundPeople.REGISTERED,
        drawn_on=_DRAWN,
        due_on=on(11, 28),
        unit="县扶贫开发领导小组督查组",
        confidence=Decimal(80),
        margin=Decimal(22),
    ),
    "郭敏、唐志刚",
    twice=4,
    flaws=(
        Flaw(
            DAYAKOU,
            "搬迁户明白卡未填写安置情况",
            Severity.SLIGHT,
            registered(DAYAKOU, 7),
            proof="已补填明白卡并由户主签字",
        ),  # to be confirmed
        Flaw(
            LUHUATANG,
            "小额信贷放款后没有用途跟踪记录",
            Severity.SERIOUS,
            registered(LUHUATANG, 1),
        ),
    ),
)
