"""The notices of monitoring: of households that enter it, are released, or were monitored by mistake.

They give the kind of monitoring and never the risk, which may be an illness.
"""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

WORDINGS = {
    NoticeKind.MONITORING_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| to Be Placed under Monitoring| in {place}, {year}"),
        body=N_(
            "{opening}it is proposed to place {who} under monitoring against poverty "
            "and to help them. The list is hereby disclosed."
        ),
        list_title=N_("Households to Be Placed under Monitoring| in {place}, {year}"),
        steps=(phrases.clue_verified, phrases.visited, phrases.compared, phrases.assembly),
        places=("village",),
    ),
    NoticeKind.MONITORING_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Placed under Monitoring| in {place}, {year}"),
        body=N_(
            "{opening}monitoring against poverty is confirmed for {who} in {place}, "
            "in force from the day of this announcement."
        ),
        list_title=N_("Households Placed under Monitoring| in {place}, {year}"),
        steps=(
            phrases.village_reviewed,
            phrases.disclosed,
            phrases.township_examined,
            phrases.compared,
            phrases.decided,
        ),
    ),
    NoticeKind.MONITORING_RELEASE_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| to Be Released from Monitoring| in {place}, {year}"),
        body=N_(
            "{opening}{who} have an income steadily above the line of the year, keep the three guarantees "
            "and safe water, and their risk is gone; it is proposed to release them. "
            "The list is hereby disclosed."
        ),
        list_title=N_("Households to Be Released from Monitoring| in {place}, {year}"),
        steps=(phrases.visited, phrases.assembly),
        places=("village",),
    ),
    NoticeKind.MONITORING_RELEASE_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Released from Monitoring| in {place}, {year}"),
        body=N_(
            "{opening}the removal of the risk is confirmed for {who} in {place}. "
            "Measures that run by contract go on to their end. This is hereby announced."
        ),
        list_title=N_("Households Released from Monitoring| in {place}, {year}"),
        steps=(phrases.village_reviewed, phrases.disclosed, phrases.township_examined, phrases.decided),
    ),
    NoticeKind.MONITORING_REMOVAL_DISCLOSURE: Wording(
        title=N_("Disclosure of Households| Wrongly Monitored and to Be Removed| in {place}, {year}"),
        body=N_(
            "{opening}{who} did not meet the conditions of entry into monitoring, "
            "and it is proposed to remove them from it. The list is hereby disclosed."
        ),
        list_title=N_("Households to Be Removed from Monitoring| in {place}, {year}"),
        steps=(phrases.visited, phrases.assembly),
        places=("village",),
    ),
    NoticeKind.MONITORING_REMOVAL_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Households| Removed as Wrongly Monitored| in {place}, {year}"),
        body=N_(
            "{opening}removal from monitoring is confirmed for {who} in {place}, "
            "which did not meet the conditions of entry. This is hereby announced."
        ),
        list_title=N_("Households Removed from Monitoring| in {place}, {year}"),
        steps=(phrases.village_reviewed, phrases.disclosed, phrases.township_examined, phrases.decided),
    ),
}
