"""The notices of households that are registered, or removed because they were wrongly identified.

The latter give one reason for all: a household's own reason stays with its case and is never posted.
"""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

WORDINGS = {
    NoticeKind.HOUSEHOLD_FIRST_DISCLOSURE: Wording(
        title=N_("First Disclosure of Households| Proposed for Poverty Registration| in {place}, {year}"),
        body=N_("{opening}it is proposed to register {who} as poor. The list is hereby disclosed."),
        list_title=N_("Households Proposed for Poverty Registration| in {place}"),
        steps=(phrases.applied, phrases.group_reviewed, phrases.assembly, phrases.visited, phrases.compared),
        places=("village",),
    ),
    NoticeKind.HOUSEHOLD_SECOND_DISCLOSURE: Wording(
        title=N_("Second Disclosure of Households| Proposed for Poverty Registration| in {place}, {year}"),
        body=N_(
            "{opening}the list of {who} proposed for poverty registration "
            "is hereby disclosed for the second time."
        ),
        list_title=N_("Households Proposed for Poverty Registration| in {place}"),
        steps=(
            phrases.village_reviewed,
            phrases.first_disclosed,
            phrases.township_examined,
            phrases.compared,
        ),
    ),
    NoticeKind.HOUSEHOLD_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Newly Registered as Poor| in {place}, {year}"),
        body=N_(
            "{opening}registration as poor is confirmed for {who} in {place}, "
            "in force from the day of this announcement."
        ),
        list_title=N_("Households Newly Registered as Poor| in {place}, {year}"),
        steps=(
            phrases.applied,
            phrases.village_reviewed,
            phrases.twice_disclosed,
            phrases.township_examined,
            phrases.compared,
            phrases.decided,
        ),
    ),
    NoticeKind.HOUSEHOLD_REMOVAL_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| Wrongly Identified and to Be Removed| in {place}, {year}"),
        body=N_(
            "{opening}{who} did not meet the conditions of identification, "
            "and it is proposed to remove them from the register. The list is hereby disclosed."
        ),
        list_title=N_("Households to Be Removed from the Register| in {place}, {year}"),
        steps=(phrases.visited, phrases.assembly),
        places=("village",),
    ),
    NoticeKind.HOUSEHOLD_REMOVAL_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Removed as Wrongly Identified| in {place}, {year}"),
        body=N_(
            "{opening}removal from the register is confirmed for {who} in {place}, "
            "which did not meet the conditions of identification. This is hereby announced."
        ),
        list_title=N_("Households Removed from the Register| in {place}, {year}"),
        steps=(phrases.village_reviewed, phrases.disclosed, phrases.township_examined, phrases.decided),
    ),
}
