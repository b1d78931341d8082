"""The notices of village registration, and the answers to applicants after a case that ended with “no”."""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

WORDINGS = {
    NoticeKind.VILLAGE_DISCLOSURE: Wording(
        title=N_("Disclosure of Villages| Proposed for Poverty Registration| in {place}, {year}"),
        body=N_("{opening}the list of {who} proposed for poverty registration is hereby disclosed."),
        list_title=N_("Villages Proposed for Poverty Registration| in {place}, {year}"),
        who=phrases.villages,
        steps=(phrases.village_applied, phrases.figures_examined),
        places=("township",),
    ),
    NoticeKind.VILLAGE_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Registered Poor Villages| in {place}, {year}"),
        body=N_("{opening}registration as poor is confirmed for {who}. This is hereby announced."),
        list_title=N_("Registered Poor Villages| in {place}, {year}"),
        who=phrases.villages,
        steps=(phrases.village_applied, phrases.township_examined, phrases.disclosed, phrases.decided),
        places=("county", "township"),
    ),
    NoticeKind.HOUSEHOLD_ANSWER: Wording(
        title=N_("Answer to the Application| of a Household| in {place}, {year}"),
        body=N_("{opening}the application of {who} was not passed."),
        list_title=N_("Household Concerned| in {place}"),
        steps=(phrases.applied,),
        places=("village",),
        more=(phrases.reason,),
    ),
    NoticeKind.VILLAGE_ANSWER: Wording(
        title=N_("Answer to the Application| of a Village| in {place}, {year}"),
        body=N_("{opening}the application of {who} was not passed."),
        list_title=N_("Village Concerned| in {place}"),
        who=phrases.villages,
        steps=(phrases.village_applied,),
        more=(phrases.reason,),
    ),
}
