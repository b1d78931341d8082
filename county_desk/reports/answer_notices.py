"""The answers to applicants after a case that ended with “no”."""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

HOUSEHOLD = Wording(
    title=N_("Answer to the Application| of a Household| in {place}, {year}"),
    body=N_("{opening}the application of {who} was not passed."),
    list_title=N_("Household Concerned| in {place}"),
    who=phrases.households,
    steps=(phrases.applied,),
    places=("village",),
    more=(phrases.reason,),
)
VILLAGE = Wording(
    title=N_("Answer to the Application| of a Village| in {place}, {year}"),
    body=N_("{opening}the application of {who} was not passed."),
    list_title=N_("Village Concerned| in {place}"),
    who=phrases.villages,
    steps=(phrases.village_applied,),
    places=("township", "village"),
    more=(phrases.reason,),
)

WORDINGS = {NoticeKind.HOUSEHOLD_ANSWER: HOUSEHOLD, NoticeKind.VILLAGE_ANSWER: VILLAGE}
