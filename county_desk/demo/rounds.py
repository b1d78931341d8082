"""Events of the year in the made-up villages, up to 1 December 2016."""

from datetime import date

from county_desk.demo.applying import Applying
from county_desk.demo.exiting import Leave
from county_desk.demo.places import SECOND_REVIEWER, DemoVillage, village
from county_desk.demo.registering import Pace, Round
from county_desk.demo.voices import DOUBTED, LATE, REJECTED, STRUCK, UNHEARD, UPHELD
from county_desk.models.village import Source
from county_desk.workflow.cases.village_filing import EXIT, REGISTRATION

_HANDBOOK = Pace(1, 2, 9, 10, 11, 18, 20, 23)
_LIUWAN = village("柳湾村")

ROUNDS = (
    Round(_LIUWAN, slice(0, 3), date(2016, 10, 8), _HANDBOOK),
    Round(village("青龙沟村"), slice(0, 5), date(2016, 10, 10), first=REJECTED, excluded=3),
    Round(village("三岔河村"), slice(0, 7), date(2016, 10, 11), returned=2, withdrawn=4),
    Round(_LIUWAN, slice(3, 9), date(2016, 10, 17), first=UPHELD, decider=SECOND_REVIEWER),
    Round(village("云岭村"), slice(0, 6), date(2016, 10, 24), second=REJECTED),
    Round(village("白果树村"), slice(0, 4), date(2016, 10, 26), decider=SECOND_REVIEWER),
    Round(village("芦花塘村"), slice(0, 1), date(2016, 11, 2), first=STRUCK),
    Round(village("石桥村"), slice(0, 5), date(2016, 11, 7)),  # approved, waits to be announced
    Round(village("高坪村"), slice(0, 4), date(2016, 11, 8)),  # waits to be decided
    Round(village("沙坝村"), slice(0, 6), date(2016, 11, 10)),  # last day of the second list
    Round(village("鹰嘴岩村"), slice(0, 6), date(2016, 11, 11), Pace(close=60), first=LATE),
    Round(village("黄泥堡村"), slice(0, 5), date(2016, 11, 14), second=UNHEARD),
    Round(village("大垭口村"), slice(0, 3), date(2016, 11, 17)),  # second list waits to be posted
    Round(village("松林坡村"), slice(0, 4), date(2016, 11, 18)),  # waits for the township's review
    Round(village("老屋湾村"), slice(0, 5), date(2016, 11, 21)),  # last day of the first list
    Round(_LIUWAN, slice(9, 13), date(2016, 11, 24), first=UNHEARD),
    Round(village("双河村"), slice(0, 4), date(2016, 11, 29)),  # first list waits to be posted
    Round(village("枫树岭村"), slice(0, 3), date(2016, 12, 1)),  # waits to be visited
)

LEAVES = (
    Leave(_LIUWAN, slice(0, 4), date(2016, 10, 17)),
    Leave(village("石桥村"), slice(0, 5), date(2016, 10, 24), decider=SECOND_REVIEWER),
    Leave(village("沙坝村"), slice(0, 6), date(2016, 11, 7), unsigned=(2, 4), unseen=3),
    Leave(village("梨园村"), slice(0, 5), date(2016, 11, 16), voices=DOUBTED),  # waits to be announced
    Leave(village("三岔河村"), slice(0, 4), date(2016, 11, 17)),  # waits to be decided
    Leave(village("云岭村"), slice(0, 5), date(2016, 11, 21)),  # last day of the list
    Leave(village("下渡村"), slice(0, 4), date(2016, 11, 28)),  # list waits to be posted
    Leave(village("龙㘵村"), slice(0, 4), date(2016, 11, 29), unsigned=(0, 1, 2, 3)),  # nobody has signed
    Leave(village("青龙沟村"), slice(0, 3), date(2016, 12, 1)),  # waits to be visited
)


def _villages(*names: str) -> tuple[DemoVillage, ...]:
    return tuple(village(name) for name in names)


def _out(name: str, day: int) -> Applying:
    """A village that asks in November to leave."""
    return Applying(_villages(name), EXIT, date(2016, 11, day), more=3900, earned=32000)


_IN = REGISTRATION
APPLICATIONS = (
    Applying(_villages("石桥村", "枫树岭村"), _IN, date(2016, 3, 7), share=27, year=2015),
    Applying(_villages("沙坝村", "下渡村", "梨园村"), _IN, date(2016, 3, 8), share=27, year=2015),
    Applying(_villages("云岭村", "大垭口村"), _IN, date(2016, 3, 9), share=27, year=2015),
    Applying(_villages("柳湾村"), _IN, date(2016, 10, 31), source=Source.WORKBOOK),
    Applying(_villages("松林坡村"), _IN, date(2016, 11, 1), more=900, earned=18000),  # refused
    Applying(_villages("高坪村"), _IN, date(2016, 11, 15)),  # waits to be announced
    Applying(_villages("龙㘵村"), _IN, date(2016, 11, 21)),  # waits to be decided
    Applying(_villages("鹰嘴岩村"), _IN, date(2016, 11, 22)),  # on disclosure, the last day
    Applying(_villages("老屋湾村"), _IN, date(2016, 11, 29)),  # list waits to be posted
    Applying(_villages("白果树村"), _IN, date(2016, 12, 1)),  # waits for the township's review
    _out("石桥村", 7),
    _out("梨园村", 15),  # waits to be announced
    _out("下渡村", 21),  # waits to be decided
    _out("沙坝村", 28),  # on disclosure
    _out("云岭村", 29),  # list waits to be posted
    _out("枫树岭村", 30),  # waits for the township's review
)
