"""The notices of household registration: two disclosures and an announcement."""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

FIRST = Wording(
    title=N_("First Disclosure of Households| Proposed for Poverty Registration| in {place}, {year}"),
    body=N_("{opening}it is proposed to register {who} as poor. The list is hereby disclosed."),
    list_title=N_("Households Proposed for Poverty Registration| in {place}"),
    who=phrases.households,
    steps=(
        phrases.applied,
        phrases.group_reviewed,
        phrases.assembly,
        phrases.visited,
        phrases.compared,
    ),
    places=("village",),
)
SECOND = Wording(
    title=N_("Second Disclosure of Households| Proposed for Poverty Registration| in {place}, {year}"),
    body=N_(
        "{opening}the list of {who} proposed for poverty registration "
        "is hereby disclosed for the second time."
    ),
    list_title=N_("Households Proposed for Poverty Registration| in {place}"),
    who=phrases.households,
    steps=(
        phrases.village_reviewed,
        phrases.first_disclosed,
        phrases.township_examined,
        phrases.compared,
    ),
    places=("township", "village"),
)
ANNOUNCEMENT = Wording(
    title=N_("Announcement of Households| Newly Registered as Poor| in {place}, {year}"),
    body=N_(
        "{opening}registration as poor is confirmed for {who} in {place}, "
        "in force from the day of this announcement."
    ),
    list_title=N_("Households Newly Registered as Poor| in {place}, {year}"),
    who=phrases.households,
    steps=(
        phrases.applied,
        phrases.village_reviewed,
        phrases.twice_disclosed,
        phrases.township_examined,
        phrases.compared,
        phrases.decided,
    ),
    places=("township", "village"),
)

WORDINGS = {
    NoticeKind.HOUSEHOLD_FIRST_DISCLOSURE: FIRST,
    NoticeKind.HOUSEHOLD_SECOND_DISCLOSURE: SECOND,
    NoticeKind.HOUSEHOLD_ANNOUNCEMENT: ANNOUNCEMENT,
}
