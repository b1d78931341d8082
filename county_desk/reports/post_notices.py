"""The notice of posts: the persons proposed for a ranger's or a public-welfare post in a village."""

from county_desk.models.notice_facts import NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import PostedHolder
from county_desk.reports.wording import Wording
from county_desk.rules.programmes import programmes
from county_desk.text import N_, _


def _holders(facts: NoticeFacts) -> str:
    """Name the holders on the list: the first name, their number, and the post."""
    rows = [row for row in facts.rows if isinstance(row, PostedHolder)]
    if not rows:
        return _("nobody")
    known = programmes().get(rows[0].programme)
    words = _("{name} ({post})") if len(rows) == 1 else _("{name} and others, {count} people ({post})")
    post = known.shown() if known else rows[0].programme
    return words.format(name=rows[0].name, count=len(rows), post=post)


def _applied(facts: NoticeFacts) -> str:
    """The persons asked for the post."""
    return _("applications by the persons")


def _reviewed(facts: NoticeFacts) -> str:
    """The township reviewed them."""
    return _("review by the township")


WORDINGS = {
    NoticeKind.POST_DISCLOSURE: Wording(
        title=N_("Disclosure of Persons| Proposed for Posts| in {place}, {year}"),
        body=N_("{opening}the proposal of {who} in {place} is hereby disclosed."),
        list_title=N_("Persons Proposed for Posts| in {place}, {year}"),
        who=_holders,
        steps=(_applied, _reviewed),
    ),
}
