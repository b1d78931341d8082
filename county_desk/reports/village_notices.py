"""The notices of village registration: the township's disclosure and the county's announcement."""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

DISCLOSURE = Wording(
    title=N_("Disclosure of Villages| Proposed for Poverty Registration| in {place}, {year}"),
    body=N_("{opening}the list of {who} proposed for poverty registration is hereby disclosed."),
    list_title=N_("Villages Proposed for Poverty Registration| in {place}, {year}"),
    who=phrases.villages,
    steps=(phrases.village_applied, phrases.figures_examined),
    places=("township",),
)
ANNOUNCEMENT = Wording(
    title=N_("Announcement of Registered Poor Villages| in {place}, {year}"),
    body=N_("{opening}registration as poor is confirmed for {who}. This is hereby announced."),
    list_title=N_("Registered Poor Villages| in {place}, {year}"),
    who=phrases.villages,
    steps=(phrases.village_applied, phrases.township_examined, phrases.disclosed, phrases.decided),
    places=("county", "township"),
)

WORDINGS = {
    NoticeKind.VILLAGE_DISCLOSURE: DISCLOSURE,
    NoticeKind.VILLAGE_ANNOUNCEMENT: ANNOUNCEMENT,
}
