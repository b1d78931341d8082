"""The notices of households and villages that leave the register, and those of the county's exit.

The county posts the province's list in its own places, because people look there.
"""

from county_desk.models.notice_facts import NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_, _


def _grace(facts: NoticeFacts) -> str:
    """Support goes on after the exit."""
    if facts.grace_until is None:
        return _("Supporting policies go on during the period of grace.")
    return _("Supporting policies go on until {day}.").format(day=phrases.day(facts.grace_until))


def _county(facts: NoticeFacts) -> str:
    """The county by its name."""
    return facts.rows[0].name if facts.rows else facts.county


def _applied(facts: NoticeFacts) -> str:
    """The county asked for it, and the levels above looked into it."""
    return _("application by the county, examination by the prefecture and verification by the province")


def _evaluated(facts: NoticeFacts) -> str:
    """The State had the exit evaluated."""
    return _("special evaluation by the State and approval by the province")


WORDINGS = {
    NoticeKind.HOUSEHOLD_EXIT_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| Proposed for Deregistration| in {place}, {year}"),
        body=N_(
            "{opening}the standard for leaving the register is met by {who}. The list is hereby disclosed."
        ),
        list_title=N_("Households Proposed for Deregistration| in {place}, {year}"),
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
    ),
    NoticeKind.HOUSEHOLD_EXIT_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Deregistered| in {place}, {year}"),
        body=N_(
            "{opening}deregistration in {year} is confirmed for {who} in {place}. This is hereby announced."
        ),
        list_title=N_("Households Deregistered| in {place}, {year}"),
        steps=(phrases.village_reviewed, phrases.disclosed, phrases.township_examined, phrases.decided),
        more=(_grace,),
    ),
    NoticeKind.VILLAGE_EXIT_DISCLOSURE: Wording(
        title=N_("Disclosure of Poor Villages| Proposed for Deregistration| in {place}, {year}"),
        body=N_(
            "{opening}the standard for leaving the register is met by {who}. "
            "The list is hereby disclosed throughout {place}."
        ),
        list_title=N_("Poor Villages Proposed for Deregistration| in {place}, {year}"),
        who=phrases.villages,
        steps=(phrases.village_applied, phrases.township_examined),
        places=("township",),
    ),
    NoticeKind.VILLAGE_EXIT_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Poor Villages| Deregistered| in {place}, {year}"),
        body=N_("{opening}deregistration in {year} is confirmed for {who}. This is hereby announced."),
        list_title=N_("Poor Villages Deregistered| in {place}, {year}"),
        who=phrases.villages,
        steps=(phrases.village_applied, phrases.township_examined, phrases.disclosed, phrases.decided),
        places=("county", "township"),
        more=(_grace,),
    ),
    NoticeKind.COUNTY_EXIT_DISCLOSURE: Wording(
        title=N_("Disclosure of the County| Proposed for Deregistration| as a Poor County: {place}, {year}"),
        body=N_(
            "{opening}the province proposes to take {who} off the list of poor counties. "
            "The list that the province discloses is hereby posted in the county."
        ),
        list_title=N_("Poor County Proposed for Deregistration| {place}, {year}"),
        who=_county,
        steps=(_applied,),
        places=("county",),
    ),
    NoticeKind.COUNTY_EXIT_ANNOUNCEMENT: Wording(
        title=N_("Announcement that the County| Was Deregistered| as a Poor County: {place}, {year}"),
        body=N_("{opening}{who} is off the list of poor counties. This is hereby announced."),
        list_title=N_("Poor County Deregistered| {place}, {year}"),
        who=_county,
        steps=(_applied, phrases.disclosed, _evaluated),
        places=("county",),
        more=(_grace,),
    ),
}
