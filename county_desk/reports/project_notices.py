"""The notices of projects: the disclosure of those proposed, and the announcement of those approved."""

from county_desk.notice_kinds import NoticeKind
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_

DISCLOSURE = Wording(
    title=N_("Disclosure of Projects| Proposed for the Project Library| of {place}, {year}"),
    body=N_("{opening}{who} is hereby disclosed as proposed for the project library."),
    list_title=N_("Projects Proposed for the Library| of {place}, {year}"),
    who=phrases.projects,
    steps=(phrases.proposed, phrases.assembly, phrases.township_examined),
    places=("county", "township"),
)
ANNOUNCEMENT = Wording(
    title=N_("Announcement of Projects| in the Project Library| of {place}, {year}"),
    body=N_("{opening}{who} is in the project library. This is hereby announced."),
    list_title=N_("Projects in the Library| of {place}, {year}"),
    who=phrases.projects,
    steps=(phrases.proposed, phrases.township_examined, phrases.disclosed, phrases.decided),
    places=("county", "township"),
)

WORDINGS = {
    NoticeKind.PROJECT_DISCLOSURE: DISCLOSURE,
    NoticeKind.PROJECT_ANNOUNCEMENT: ANNOUNCEMENT,
}
