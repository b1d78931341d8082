"""The notices of projects, and the two of funds and projects: the plan, and the results."""

from decimal import Decimal

from county_desk.models.notice_facts import NoticeFacts
from county_desk.models.project import FundLevel
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import PostedFunding
from county_desk.reports import phrases
from county_desk.reports.wording import Wording
from county_desk.text import N_, _


def _rows(facts: NoticeFacts) -> list[PostedFunding]:
    return [row for row in facts.rows if isinstance(row, PostedFunding)]


def _in_library(facts: NoticeFacts) -> str:
    """The county took the projects into its library."""
    return _("approval for the project library of the county")


def _carried_out(facts: NoticeFacts) -> str:
    """The units carried the projects out."""
    return _("the work of the units named in the list")


def _by_source(facts: NoticeFacts) -> str:
    """The released money by source, and the rest of the budget."""
    sums: dict[str, Decimal] = {}
    for row in _rows(facts):
        for each in row.sources:
            sums[each.name] = sums.get(each.name, Decimal(0)) + each.amount
    words = _("{source} {amount} yuan")
    parts = [
        words.format(source=_(level.label), amount=phrases.yuan(sums[level.value], facts.layout))
        for level in FundLevel
        if level.value in sums
    ]
    released = sum(sums.values(), Decimal(0))
    budget = sum((row.budget for row in _rows(facts)), Decimal(0))
    if released < budget:
        words = _("{amount} yuan not released yet")
        parts.append(words.format(amount=phrases.yuan(budget - released, facts.layout)))
    return _("Money by source: {sources}.").format(sources=phrases.listed(parts)) if parts else ""


def _spent(facts: NoticeFacts) -> str:
    """The sum paid, and the value of the assets; "" where a payment is unknown."""
    if any(row.paid is None for row in _rows(facts)):
        return ""
    paid = sum((row.paid or Decimal(0) for row in _rows(facts)), Decimal(0))
    built = sum((asset.amount for row in _rows(facts) for asset in row.assets), Decimal(0))
    words = _("{paid} yuan were paid; assets worth {built} yuan were built and recorded.")
    if not built:
        words = _("{paid} yuan were paid.")
    layout = facts.layout
    return words.format(paid=phrases.yuan(paid, layout), built=phrases.yuan(built, layout))


WORDINGS = {
    NoticeKind.PROJECT_DISCLOSURE: Wording(
        title=N_("Disclosure of Projects| Proposed for the Project Library| of {place}, {year}"),
        body=N_("{opening}{who} is hereby disclosed as proposed for the project library."),
        list_title=N_("Projects Proposed for the Library| of {place}, {year}"),
        who=phrases.projects,
        steps=(phrases.proposed, phrases.assembly, phrases.township_examined),
        places=("county", "township"),
    ),
    NoticeKind.PROJECT_ANNOUNCEMENT: Wording(
        title=N_("Announcement of Projects| in the Project Library| of {place}, {year}"),
        body=N_("{opening}{who} is in the project library. This is hereby announced."),
        list_title=N_("Projects in the Library| of {place}, {year}"),
        who=phrases.projects,
        steps=(phrases.proposed, phrases.township_examined, phrases.disclosed, phrases.decided),
        places=("county", "township"),
    ),
    NoticeKind.FUNDING_PLAN: Wording(
        title=N_("Disclosure of Funds and Projects| of {place}, {year}"),
        body=N_("{opening}the plan for {who} in {place} is hereby disclosed."),
        list_title=N_("Plan of Funds and Projects| of {place}, {year}"),
        who=phrases.projects,
        steps=(_in_library,),
        places=("county", "township", "village"),
        more=(_by_source,),
    ),
    NoticeKind.FUNDING_RESULT: Wording(
        title=N_("Announcement of the Results| of Funds and Projects| of {place}, {year}"),
        body=N_("{opening}the following came of {who} in {place}. This is hereby announced."),
        list_title=N_("Results of Funds and Projects| of {place}, {year}"),
        who=phrases.projects,
        steps=(_in_library, _carried_out),
        places=("county", "township", "village"),
        more=(_by_source, _spent),
    ),
}
