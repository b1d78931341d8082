"""The notices of households that come back into the register, and of announced results examined anew.

They are the missed, those back in poverty, those who left wrongly, and the re-examined. A household's own
reason stays with its case and is never posted.
"""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

# the steps before the first posting, and before the announcement, of those who come in
_TO_BE_POSTED = (phrases.visited, phrases.group_reviewed, phrases.compared, phrases.assembly)
_DECIDED = (
    phrases.village_reviewed,
    phrases.twice_disclosed,
    phrases.township_examined,
    phrases.compared,
    phrases.decided,
)

WORDINGS = {
    NoticeKind.HOUSEHOLD_MISSED_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| Missed and to Be Registered| in {place}, {year}"),
        body=N_(
            "{opening}{who} meet the conditions of identification and were missed; "
            "it is proposed to register them. The list is hereby disclosed."
        ),
        list_title=N_("Missed Households to Be Registered| in {place}, {year}"),
        steps=_TO_BE_POSTED,
        places=("village",),
    ),
    NoticeKind.HOUSEHOLD_MISSED_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Missed and Now Registered| in {place}, {year}"),
        body=N_(
            "{opening}registration as poor is confirmed for {who} in {place}, which were missed before, "
            "in force from the day of this announcement."
        ),
        list_title=N_("Missed Households Now Registered| in {place}, {year}"),
        steps=_DECIDED,
    ),
    NoticeKind.HOUSEHOLD_RELAPSE_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| Back in Poverty| in {place}, {year}"),
        body=N_(
            "{opening}it is proposed to register {who} again, which had left poverty and fell back. "
            "The list is hereby disclosed."
        ),
        list_title=N_("Households Back in Poverty| in {place}, {year}"),
        steps=_TO_BE_POSTED,
        places=("village",),
    ),
    NoticeKind.HOUSEHOLD_RELAPSE_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Back in Poverty| in {place}, {year}"),
        body=N_(
            "{opening}the return to poverty is confirmed for {who} in {place}; "
            "they are registered again under their own numbers from the day of this announcement."
        ),
        list_title=N_("Households Registered Again| in {place}, {year}"),
        steps=_DECIDED,
    ),
    NoticeKind.HOUSEHOLD_RESTORATION_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| Whose Exit Is to Be Undone| in {place}, {year}"),
        body=N_(
            "{opening}{who} did not meet the conditions of exit, "
            "and it is proposed to undo their exit. The list is hereby disclosed."
        ),
        list_title=N_("Households Whose Exit Is to Be Undone| in {place}, {year}"),
        steps=(phrases.visited, phrases.assembly),
        places=("village",),
    ),
    NoticeKind.HOUSEHOLD_RESTORATION_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Whose Exit Was Undone| in {place}, {year}"),
        body=N_(
            "{opening}the exit of {who} in {place}, which did not meet the conditions, is undone; "
            "they are registered from the day of this announcement."
        ),
        list_title=N_("Households Whose Exit Was Undone| in {place}, {year}"),
        steps=(phrases.village_reviewed, phrases.disclosed, phrases.township_examined, phrases.decided),
    ),
    NoticeKind.HOUSEHOLD_REEXAMINATION_DISCLOSURE: Wording(
        title=N_("Disclosure of Results| Examined Anew| in {place}, {year}"),
        body=N_(
            "{opening}the announced result does not hold for {who}, "
            "and it is proposed to correct it as the list shows. The list is hereby disclosed."
        ),
        list_title=N_("Results to Be Corrected| in {place}, {year}"),
        steps=(phrases.visited, phrases.asked_anew),
        places=("village",),
    ),
    NoticeKind.HOUSEHOLD_REEXAMINATION_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Results| Corrected after Re-examination| in {place}, {year}"),
        body=N_(
            "{opening}the announced result is corrected for {who} in {place} as the list shows. "
            "This is hereby announced."
        ),
        list_title=N_("Results Corrected after Re-examination| in {place}, {year}"),
        steps=(phrases.asked_anew, phrases.disclosed, phrases.decided),
    ),
}
