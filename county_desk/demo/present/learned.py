"""Facts that the office of today learns of its households, and their income of former years."""

from decimal import Decimal

from county_desk.demo.present.cast import (
    DROPPED_OUT,
    GAOPING,
    LIUWAN,
    SANCHA,
    SHABA,
    SHIQIAO,
    SONGLIN,
    YUNLING,
    home,
    on,
)
from county_desk.demo.surveying import Surveyed
from county_desk.workflow.registry import RecordMemberYear, RecordYear


def _income(net: int) -> RecordYear:
    return RecordYear(household=0, year=2026, net_income=Decimal(net))


def _schooling(schooling: str, year: int = 2026) -> RecordMemberYear:
    return RecordMemberYear(member=0, year=year, schooling=schooling)


SURVEYED = (
    Surveyed(SHABA, home(SHABA, 0), on(1, 14), _schooling("高职一年级", 2025), 2),
    Surveyed(YUNLING, home(YUNLING, 7), on(3, 2), _schooling("非在校生"), 2),
    Surveyed(YUNLING, home(YUNLING, 7), on(3, 10), _schooling("八年级"), 2),
    Surveyed(GAOPING, home(GAOPING, 1), on(5, 18), RecordMemberYear(member=0, year=2026, allowance="是")),
    Surveyed(SHABA, home(SHABA, 0), on(9, 14), _schooling("高职二年级"), 2),
    Surveyed(SHIQIAO, home(SHIQIAO, 8), on(9, 29), RecordYear(household=0, year=2026, housing_grade="D")),
    Surveyed(GAOPING, home(GAOPING, 2), on(10, 12), _schooling("中职一年级"), 4),
    Surveyed(LIUWAN, home(LIUWAN, 7), on(11, 24), RecordYear(household=0, year=2025, housing_grade="B")),
    Surveyed(LIUWAN, home(LIUWAN, 7), on(11, 24), RecordYear(household=0, year=2026, housing_grade="C")),
    Surveyed(SONGLIN, DROPPED_OUT, on(11, 24), _schooling("非在校生"), 4),
    Surveyed(LIUWAN, home(LIUWAN, 0), on(11, 16), _income(78200)),
    Surveyed(SHABA, home(SHABA, 0), on(11, 16), _income(59600)),
    Surveyed(SHABA, home(SHABA, 13), on(11, 16), _income(36900)),
    Surveyed(SANCHA, home(SANCHA, 6), on(11, 16), _income(46800)),
    Surveyed(YUNLING, home(YUNLING, 4), on(11, 16), _income(76500)),
)  # income: of twelve months up to the end of September
# Net income a head of the households in the story, by year and household number. The seed draws all others.
INCOMES = {
    2024: {
        home(LIUWAN, 0).number: Decimal(10400),
        home(SHABA, 0).number: Decimal(9900),
        home(SANCHA, 6).number: Decimal(8600),
        home(YUNLING, 4).number: Decimal(11800),
    },
    2025: {
        home(LIUWAN, 0).number: Decimal(11900),
        home(SHABA, 0).number: Decimal(11200),
        home(SANCHA, 6).number: Decimal(9400),
        home(YUNLING, 4).number: Decimal(13700),
    },
}
