"""Villages that apply: to be registered as poor, and to leave the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from county_desk.demo.homes import LEAVING, POOR, rosters
from county_desk.demo.objecting import hang_out
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, REVIEWER, DemoVillage, town_clerk, town_reviewer
from county_desk.demo.registering import decide
from county_desk.models.village import Source
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.steps import RecordReview
from county_desk.workflow.cases.village_filing import EXIT, FileVillage
from county_desk.workflow.cases.village_survey import SurveyVillage

REVIEW, POST, CLOSE, DECIDE, ANNOUNCE = 2, 3, 10, 14, 17  # days after the application
_READY = "hardened_road=是,safe_water=是,electricity=是,clinic=是,broadband=是,collective_income=32000"
_COUNTED = "登记册中尚有办理中的农户，已逐户核对，以入户核实人数为准。"
_NATURE = "山地多，耕地少而散；通村路已通，通组路未全部硬化；以玉米、洋芋和养猪为主。"


@dataclass(frozen=True)
class Applying:
    """The applications of some villages of one township that go the same way on the same days.

    `more` is added to the net income a head, `earned` is what the village itself earns in a year.
    `share` is the per cent of its people who are poor; without it they are counted on its roster.
    `figures` are those of the village itself, by the field names of `FileVillage`.
    """

    places: Sequence[DemoVillage]
    kind: str
    begins: date
    more: int = 0
    earned: int = 0
    share: int | None = None
    year: int = 2016
    figures: Mapping[str, Any] | None = None
    source: Source = Source.FORM


def apply_for(office: Office, going: Applying) -> Thread:
    """Walk the applications; wherever the story ends, they wait for the next step."""
    begins, town = going.begins, town_clerk(going.places[0].town)
    reviewer = town_reviewer(going.places[0].town)
    yield begins
    cases = tuple(_file(office, going, place) for place in going.places)
    yield begins + timedelta(REVIEW)
    if going.kind == EXIT:
        _survey(office, going, town)
    office.do(
        reviewer,
        RecordReview(cases=cases, done_on=office.today, opinion="情况属实，同意上报"),
    )
    yield begins + timedelta(POST)
    _disclosure, left = yield from hang_out(office, town, cases, CLOSE - POST)
    yield begins + timedelta(DECIDE)
    approved = decide(office, REVIEWER, left, "不符合标准，不予通过")
    yield begins + timedelta(ANNOUNCE)
    if approved:
        office.do(CLERK, Announce(cases=approved, announced_on=office.today))


def _file(office: Office, going: Applying, place: DemoVillage) -> int:
    if going.figures is not None:
        filed = FileVillage(
            village=office.place(place.code),
            kind=going.kind,
            received_on=office.today,
            source=Source.WORKBOOK,
            **going.figures,
        )
        return office.made(office.clerk(place), filed)
    leaving = going.kind == EXIT
    households, persons = _poor(going, place)
    return office.made(
        office.clerk(place),
        FileVillage(
            village=office.place(place.code),
            kind=going.kind,
            year=going.year,
            received_on=office.today,
            persons=place.people,
            poor_persons=persons,
            income_per_head=Decimal(3380 + place.size * 15 + going.more),
            collective_income=Decimal(going.earned),
            natural_villages=3 + place.size % 4,
            households=place.people * 10 // 34,
            poor_households=households,
            indicators=_READY if leaving else "",
            remark="" if leaving else _NATURE,
            source=going.source,
        ),
    )


def _survey(office: Office, going: Applying, town: str) -> None:
    """Count the poor persons of each village again, before its figures are posted."""
    for place in going.places:
        _households, persons = _poor(going, place)
        office.do(
            town,
            SurveyVillage(
                village=office.place(place.code),
                year=going.year,
                poor_persons=persons,
                explanation=_COUNTED,
            ),
        )


def _poor(going: Applying, place: DemoVillage) -> tuple[int, int]:
    """How many households and persons of the village are poor."""
    if going.share is not None:
        persons = place.people * going.share // 100
        return persons * 10 // 34, persons
    counted = (LEAVING,) if going.kind == EXIT else (POOR, LEAVING)
    poor = [home for home in rosters()[place.code] if home.claimed in counted]
    return len(poor), sum(len(home.people) for home in poor)
