"""The notices of households removed from the register because they were wrongly identified.

They give one reason for all: a household's own reason stays with its case and is never posted.
"""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

DISCLOSURE = Wording(
    title=N_("Disclosure of Households| Wrongly Identified and to Be Removed| in {place}, {year}"),
    body=N_(
        "{opening}{who} did not meet the conditions of identification, "
        "and it is proposed to remove them from the register. The list is hereby disclosed."
    ),
    list_title=N_("Households to Be Removed from the Register| in {place}, {year}"),
    who=phrases.households,
    steps=(phrases.visited, phrases.assembly),
    places=("village",),
)
ANNOUNCEMENT = Wording(
    title=N_("Announcement of Households| Removed as Wrongly Identified| in {place}, {year}"),
    body=N_(
        "{opening}removal from the register is confirmed for {who} in {place}, "
        "which did not meet the conditions of identification. This is hereby announced."
    ),
    list_title=N_("Households Removed from the Register| in {place}, {year}"),
    who=phrases.households,
    steps=(phrases.village_reviewed, phrases.disclosed, phrases.township_examined, phrases.decided),
    places=("township", "village"),
)

WORDINGS = {
    NoticeKind.HOUSEHOLD_REMOVAL_DISCLOSURE: DISCLOSURE,
    NoticeKind.HOUSEHOLD_REMOVAL_ANNOUNCEMENT: ANNOUNCEMENT,
}
