"""A notice on paper: the facts that were frozen when it was issued, set out as GB/T 9704 wants it."""

from collections.abc import Callable
from datetime import date

from county_desk.models.notice_facts import NoticeFacts
from county_desk.reports import (
    exit_notices,
    household_notices,
    monitoring_notices,
    post_notices,
    project_notices,
    return_notices,
    village_notices,
)
from county_desk.reports.document import Document
from county_desk.reports.flow import Item, Page, bound, pages
from county_desk.reports.grid import PaperGrid
from county_desk.reports.letters import LETTERS, TIGHT
from county_desk.reports.paper import Paper
from county_desk.reports.parts import Setter, band, foot
from county_desk.reports.posted import posted
from county_desk.reports.wording import Spoken, speak
from county_desk.text import _
from county_desk.text import language as speaking

PLAIN, POSTER, RED = STYLES = ("plain", "poster", "red")
_OF_PEOPLE = ("household", "holder")  # subjects of lists with few columns, in large letters
TOGETHER = 4  # lines that go with the signature, which must not stand on a page alone
WORDINGS = (
    household_notices.WORDINGS
    | village_notices.WORDINGS
    | exit_notices.WORDINGS
    | return_notices.WORDINGS
    | monitoring_notices.WORDINGS
    | project_notices.WORDINGS
    | post_notices.WORDINGS
)


def render(
    facts: NoticeFacts, *, style: str = PLAIN, language: str = "zh", void: date | None = None
) -> bytes:
    """The notice as PDF; the same facts give the same bytes. Facts without a number give a preview.

    `void` is the day since which the notice is void.
    """
    return lay_out(facts, style=style, language=language, void=void).as_pdf()


def lay_out(
    facts: NoticeFacts, *, style: str = PLAIN, language: str = "zh", void: date | None = None
) -> Document:
    """The notice as `render` gives it, with its pages set out but not drawn."""
    if style not in STYLES:
        raise ValueError(f"{style} is none of {', '.join(STYLES)}")
    with speaking(language):
        words = speak(facts, WORDINGS[facts.kind], void=void)
        letters = LETTERS[language].of_layout(facts.layout)
        letters = letters.as_poster() if style == POSTER else letters
        setter = Setter(letters, _names(facts))
        laid = _poster(facts, words, setter) if style == POSTER else _letter(facts, words, setter, style)

    def draw_page(paper: Paper, number: int) -> None:
        band(paper, words.band)
        for top, item in laid[number]:
            if item.draw:
                item.draw(paper, top)
        foot(paper, words.foot, len(laid))

    return Document(
        title="".join(words.title),
        author=facts.issuer,
        subject=facts.number,
        language=language,
        count=len(laid),
        draw_page=draw_page,
        mark=words.mark,
    )


def _poster(facts: NoticeFacts, words: Spoken, setter: Setter) -> list[Page]:
    """A large title, and the list on the same sheet."""
    rows = _list(facts, words, setter)

    def laid(setter: Setter) -> list[Page]:
        title = setter.title(words.title)
        body = [item for text in words.body for item in setter.paragraph(text)]
        channel = [setter.blank(0.5), *_channel(words, setter)]
        end = setter.signature(words.issuer, words.date)
        return pages(
            [*title, setter.blank(0.5), *body, setter.blank(0.3), *rows, *bound(channel, TOGETHER), end]
        )

    return _fewest(laid, setter)


def _letter(facts: NoticeFacts, words: Spoken, setter: Setter, style: str) -> list[Page]:
    """The text, and the list as an attachment on pages of its own."""

    def laid(setter: Setter) -> list[Page]:
        top = setter.red_head(words.issuer, words.number) if style == RED else [setter.blank()]
        title = [*setter.title(words.title), setter.blank()]
        body = [item for text in words.body for item in setter.paragraph(text)]
        note = [setter.blank(), *setter.paragraph(words.attachment)]
        end = setter.signature(words.issuer, words.date)
        return pages([*top, *title, *bound([*body, *_channel(words, setter), *note], TOGETHER), end])

    label = [setter.label(_("Attachment")), setter.blank(0.5)]
    title = [*setter.title(words.list_title), setter.blank(0.5)]
    return _fewest(laid, setter) + pages([*label, *title, *_list(facts, words, setter)])


def _fewest(laid: Callable[[Setter], list[Page]], setter: Setter) -> list[Page]:
    """Lines as far apart as they may be without a page more."""
    return min((laid(setter.tightened(share)) for share in TIGHT), key=len)


def _channel(words: Spoken, setter: Setter) -> list[Item]:
    texts = [item for text in words.channel for item in setter.paragraph(text)]
    return texts + [item for parts in words.contacts for item in setter.packed(parts)]


def _list(facts: NoticeFacts, words: Spoken, setter: Setter) -> list[Item]:
    """The caption, the head, the rows, and the totals, which do not stand without a row."""
    what = posted(facts)
    letters = setter.letters
    grid = PaperGrid(what.table, letters.households if facts.kind.subject in _OF_PEOPLE else letters.villages)
    head = grid.head()
    rows = list(grid.rows(what.rows, head))
    totals = grid.row(what.totals, head)
    return [setter.caption(words.caption), head, *bound(rows, 1), totals]


def _names(facts: NoticeFacts) -> tuple[str, ...]:
    people = [row.name for row in facts.rows] + [contact.person for contact in facts.contacts]
    offices = [facts.issuer, facts.decided_by, *(contact.office for contact in facts.contacts)]
    return tuple(dict.fromkeys((*offices, facts.county, facts.township, facts.village, *people)))
