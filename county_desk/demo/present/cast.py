"""The villages and households of the chapter of today."""

from datetime import date

from county_desk.demo.homes import Home, newcomers
from county_desk.demo.places import DemoVillage, village
from county_desk.demo.present.later import households

BEGINS, TODAY = date(2026, 1, 5), date(2026, 11, 27)
LIUWAN, SHIQIAO, SHABA = village("柳湾村"), village("石桥村"), village("沙坝村")
YUNLING, GAOPING, LIYUAN = village("云岭村"), village("高坪村"), village("梨园村")
SANCHA, SONGLIN, TIANBA = village("三岔河村"), village("松林坡村"), village("田坝村")


def home(place: DemoVillage, number: int) -> Home:
    """A household of a village by its place on the roster, from 0."""
    return households()[place.code][number]


def newcomer(place: DemoVillage, number: int) -> Home:
    """A household that was never registered, by its position in its village."""
    return newcomers(place.code)[number][1]


def on(month: int, day: int) -> date:
    """A day of the year of the story."""
    return date(BEGINS.year, month, day)


DROPPED_OUT = home(SONGLIN, 17)  # its child of 14 has left school, as the autumn round finds
EARNED_LESS = (
    home(SONGLIN, 2),
    home(SONGLIN, 7),
    home(TIANBA, 3),
    home(SHABA, 13),
    home(GAOPING, 8),
    home(SHIQIAO, 6),
)  # last year
