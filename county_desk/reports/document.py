"""A document that is laid out: its pages can be drawn into a file, or on a printer at their true size."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from county_desk.progress import Progress, each, share, silent
from county_desk.reports.paper import OFFICIAL, PageFormat, Paper, Surface
from county_desk.reports.pdf import Pdf
from county_desk.text import language as speaking


def _nothing() -> None:
    """Do nothing."""


class Printable(Protocol):
    """Pages that a printer can take: those of one document or of several."""

    @property
    def title(self) -> str:
        """The name of the run in the printer's queue."""

    @property
    def format(self) -> PageFormat:
        """The paper that the pages need."""

    @property
    def count(self) -> int:
        """How many pages there are."""

    def draw(self, surface: Surface, pages: range | None = None, progress: Progress = silent) -> None:
        """Draw all pages onto a surface, or some of them."""


@dataclass(frozen=True)
class Document:
    """Pages in one language. `draw_page` draws one, counted from 0, onto a paper that has begun it."""

    title: str
    author: str
    subject: str
    language: str
    count: int
    draw_page: Callable[[Paper, int], None]
    format: PageFormat = OFFICIAL
    mark: str = ""

    def draw(
        self,
        surface: Surface,
        pages: range | None = None,
        progress: Progress = silent,
        begun: Callable[[], None] = _nothing,
    ) -> None:
        """Draw all pages onto a surface, or some of them; `begun` is called once the first has begun."""
        with speaking(self.language):
            for number in each(range(self.count) if pages is None else pages, progress):
                paper = Paper(surface, page=self.format, mark=self.mark, first=number + 1)
                begun()
                begun = _nothing
                self.draw_page(paper, number)
                paper.finish()

    def as_pdf(self, progress: Progress = silent) -> bytes:
        """The document as a PDF file; the same document always gives the same bytes."""
        pdf = Pdf(title=self.title, author=self.author, subject=self.subject, language=self.language)
        self.draw(pdf, progress=progress)
        return pdf.done()


@dataclass(frozen=True)
class DocumentSet:
    """Several documents in one language, set out one after the other."""

    title: str
    documents: tuple[Document, ...]
    format: PageFormat = OFFICIAL

    @property
    def count(self) -> int:
        """How many pages there are in all."""
        return sum(document.count for document in self.documents)

    def draw(self, surface: Surface, pages: range | None = None, progress: Progress = silent) -> None:
        """Draw all pages onto a surface, or some of them."""
        wanted = range(self.count) if pages is None else pages
        before = 0
        for document in self.documents:
            here = [n - before for n in wanted if before <= n < before + document.count]
            for number in here:
                progress(before + number - wanted.start, len(wanted))
                document.draw(surface, range(number, number + 1))
            before += document.count
        progress(len(wanted), len(wanted))

    def as_pdf(self, progress: Progress = silent) -> bytes:
        """The documents as one PDF file, with a bookmark for each."""
        first = self.documents[0]
        pdf = Pdf(title=self.title, author=first.author, subject=first.subject, language=first.language)
        for place, document in enumerate(self.documents):
            part = share(progress, place, place + 1, len(self.documents))
            document.draw(pdf, progress=part, begun=partial(pdf.bookmark, document.title))
        return pdf.done()
