"""The notices of the county's exit: the list that the province discloses, and the announcement.

The county posts the province's list in its own places, because people look there.
"""

from county_desk.models.notice_facts import NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.exit_notices import grace_words
from county_desk.reports.wording import Wording
from county_desk.text import N_, _


def _county(facts: NoticeFacts) -> str:
    """The county by its name."""
    return facts.rows[0].name if facts.rows else facts.county


def _applied(facts: NoticeFacts) -> str:
    """The county asked for it, and the levels above looked into it."""
    return _("application by the county, examination by the prefecture and verification by the province")


def _evaluated(facts: NoticeFacts) -> str:
    """The State had the exit evaluated."""
    return _("special evaluation by the State and approval by the province")


DISCLOSURE = Wording(
    title=N_("Disclosure of the County| Proposed for Deregistration| as a Poor County: {place}, {year}"),
    body=N_(
        "{opening}the province proposes to take {who} off the list of poor counties. "
        "The list that the province discloses is hereby posted in the county."
    ),
    list_title=N_("Poor County Proposed for Deregistration| {place}, {year}"),
    who=_county,
    steps=(_applied,),
    places=("county",),
)
ANNOUNCEMENT = Wording(
    title=N_("Announcement that the County| Was Deregistered| as a Poor County: {place}, {year}"),
    body=N_("{opening}{who} is off the list of poor counties. This is hereby announced."),
    list_title=N_("Poor County Deregistered| {place}, {year}"),
    who=_county,
    steps=(_applied, phrases.disclosed, _evaluated),
    places=("county",),
    more=(grace_words,),
)

WORDINGS = {
    NoticeKind.COUNTY_EXIT_DISCLOSURE: DISCLOSURE,
    NoticeKind.COUNTY_EXIT_ANNOUNCEMENT: ANNOUNCEMENT,
}
