"""The notices of households and villages that leave the register."""

from county_desk.models.notice_facts import NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_, _


def grace_words(facts: NoticeFacts) -> str:
    """Support goes on after the exit."""
    if facts.grace_until is None:
        return _("Supporting policies go on during the period of grace.")
    return _("Supporting policies go on until {day}.").format(day=phrases.day(facts.grace_until))


HOUSEHOLD_DISCLOSURE = Wording(
    title=N_("Disclosure of Households| Proposed for Deregistration| in {place}, {year}"),
    body=N_("{opening}the standard for leaving the register is met by {who}. The list is hereby disclosed."),
    list_title=N_("Households Proposed for Deregistration| in {place}, {year}"),
    who=phrases.households,
    steps=(
        phrases.group_reviewed,
        phrases.assembly,
        phrases.visited,
        phrases.signed,
        phrases.compared,
        phrases.already_disclosed,
        phrases.township_examined,
    ),
    places=("village",),
)
HOUSEHOLD_ANNOUNCEMENT = Wording(
    title=N_("Announcement of Households| Deregistered| in {place}, {year}"),
    body=N_("{opening}deregistration in {year} is confirmed for {who} in {place}. This is hereby announced."),
    list_title=N_("Households Deregistered| in {place}, {year}"),
    who=phrases.households,
    steps=(phrases.village_reviewed, phrases.disclosed, phrases.township_examined, phrases.decided),
    places=("township", "village"),
    more=(grace_words,),
)
VILLAGE_DISCLOSURE = Wording(
    title=N_("Disclosure of Poor Villages| Proposed for Deregistration| in {place}, {year}"),
    body=N_(
        "{opening}the standard for leaving the register is met by {who}. "
        "The list is hereby disclosed throughout {place}."
    ),
    list_title=N_("Poor Villages Proposed for Deregistration| in {place}, {year}"),
    who=phrases.villages,
    steps=(phrases.village_applied, phrases.township_examined),
    places=("township",),
)
VILLAGE_ANNOUNCEMENT = Wording(
    title=N_("Announcement of Poor Villages| Deregistered| in {place}, {year}"),
    body=N_("{opening}deregistration in {year} is confirmed for {who}. This is hereby announced."),
    list_title=N_("Poor Villages Deregistered| in {place}, {year}"),
    who=phrases.villages,
    steps=(phrases.village_applied, phrases.township_examined, phrases.disclosed, phrases.decided),
    places=("county", "township"),
    more=(grace_words,),
)

WORDINGS = {
    NoticeKind.HOUSEHOLD_EXIT_DISCLOSURE: HOUSEHOLD_DISCLOSURE,
    NoticeKind.HOUSEHOLD_EXIT_ANNOUNCEMENT: HOUSEHOLD_ANNOUNCEMENT,
    NoticeKind.VILLAGE_EXIT_DISCLOSURE: VILLAGE_DISCLOSURE,
    NoticeKind.VILLAGE_EXIT_ANNOUNCEMENT: VILLAGE_ANNOUNCEMENT,
}
