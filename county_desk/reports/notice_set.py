"""Several notices together: one file with a page map, or one run of a printer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated

from county_desk.fields import Text
from county_desk.models.notice_facts import NoticeFacts
from county_desk.progress import Progress, each, silent
from county_desk.reports.document import Document, DocumentSet
from county_desk.reports.flow import pages
from county_desk.reports.grid import PaperGrid
from county_desk.reports.letters import LETTERS
from county_desk.reports.notice import PLAIN, WORDINGS, lay_out
from county_desk.reports.paper import Paper
from county_desk.reports.parts import Setter, foot
from county_desk.reports.pdf import Pdf
from county_desk.reports.wording import speak
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.text import N_, _, _n
from county_desk.text import language as speaking

SMALLEST = 8.0  # points; the least size of a title in the page map


@dataclass(frozen=True)
class IssuedNotice:
    """The data from which the paper of an issued notice is made again."""

    id: int
    facts: NoticeFacts
    void: date | None


class MapRow(ShownRow):
    """One notice in the page map."""

    number: Annotated[str, Shown(label=N_("Number"), kind=Text(width=22))]
    title: Annotated[str, Shown(label=N_("Title"), kind=Text(width=44))]
    pages: Annotated[str, Shown(label=N_("Pages"), kind=Text(width=8))]


PAGE_MAP = table_of("page_map", N_("Page map"), MapRow)


def lay_out_set(
    notices: Sequence[IssuedNotice],
    *,
    style: str = PLAIN,
    language: str = "zh",
    progress: Progress = silent,
) -> DocumentSet:
    """The papers of some notices, in their order, with their pages set out but not drawn."""
    documents = [
        lay_out(notice.facts, style=style, language=language, void=notice.void)
        for notice in each(notices, progress)
    ]
    with speaking(language):
        count = len(documents)
        title = _n("{count} notice", "{count} notices", count).format(count=count)
    return DocumentSet(title, tuple(documents))


def render_set(
    notices: Sequence[IssuedNotice],
    *,
    style: str = PLAIN,
    language: str = "zh",
    progress: Progress = silent,
) -> bytes:
    """One PDF file of some notices: the page map, then each paper, with a bookmark for each.

    The papers keep their own page numbers; the map counts the pages of the file.
    """
    together = lay_out_set(notices, style=style, language=language)
    with speaking(language):
        index = _page_map(notices, together, language)
    pdf = Pdf(title=together.title, author=notices[0].facts.county, subject="", language=language)
    index.draw(pdf, begun=partial(pdf.bookmark, _page_map_title(language)))
    done = 0
    for notice, document in zip(notices, together.documents, strict=True):
        progress(done, together.count)
        document.draw(pdf, begun=partial(pdf.bookmark, f"{notice.facts.number} {document.title}"))
        done += document.count
    progress(together.count, together.count)
    return pdf.done()


def _page_map_title(language: str) -> str:
    with speaking(language):
        return _(PAGE_MAP.title)


def _page_map(notices: Sequence[IssuedNotice], together: DocumentSet, language: str) -> Document:
    """The map of a file: on which of its pages each paper stands, its own pages counted in."""
    own = 1
    while True:
        document = _map_of(notices, together, language, own)
        if document.count == own:
            return document
        own = document.count


def _map_of(notices: Sequence[IssuedNotice], together: DocumentSet, language: str, own: int) -> Document:
    letters = LETTERS[language]
    setter = Setter(letters, ())
    rows, page = [], own + 1
    for notice, document in zip(notices, together.documents, strict=True):
        title = "".join(speak(notice.facts, WORDINGS[notice.facts.kind]).title)
        last = page + document.count - 1
        rows.append(MapRow(notice.facts.number, title, f"{page}" if last == page else f"{page}–{last}"))
        page = last + 1
    style = letters.villages
    grid = PaperGrid(PAGE_MAP, replace(style, smallest=min(1.0, SMALLEST / style.size)))
    head = grid.head()
    items = [*setter.title((_(PAGE_MAP.title),)), setter.blank(0.5), head, *grid.rows(rows, head)]
    laid = pages(items)

    def draw_page(paper: Paper, number: int) -> None:
        for top, item in laid[number]:
            if item.draw:
                item.draw(paper, top)
        foot(paper, together.title, len(laid))

    return Document(_(PAGE_MAP.title), "", "", language, len(laid), draw_page)
