"""A chart on paper: its question, a bar and a figure for each value, and the key of the series."""

from dataclasses import dataclass, replace
from datetime import date

from county_desk.reports.breaking import TextLine, TextMeasure, lines
from county_desk.reports.document import Document
from county_desk.reports.faces import BOLD, SERIF, TITLE, mixed, runs, width
from county_desk.reports.lists.fitting import UPRIGHT
from county_desk.reports.paper import Colour, Paper
from county_desk.tables.chart import Bars, Chart
from county_desk.text import _, current

INKS: tuple[Colour, ...] = ((0.2, 0.2, 0.2), (0.62, 0.62, 0.62), (0.82, 0.82, 0.82))
SIZE, TITLE_SIZE, BAR, GAP = 9.0, 16.0, 10.0, 6.0
_HEAD, _FOOT = 60.0, 20.0
_LABELS, _FIGURES = 0.28, 0.16  # shares of the width


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the chart with its folded label; `top` is where it begins on its page."""

    bars: Bars
    label: tuple[TextLine, ...]
    top: float

    @property
    def high(self) -> float:
        return max(len(self.bars.values), len(self.label)) * BAR + GAP


def chart_document(chart: Chart, county: str, day: date) -> Document:
    """The chart as pages, in the language in force; no line is split between two pages."""
    pages = _pages(chart)
    facts = "\u3000".join((county, day.isoformat()))

    def draw(paper: Paper, number: int) -> None:
        _draw_head(paper, chart, facts)
        for row in pages[number]:
            _draw_row(paper, chart, row)
        words = _("Page {page} of {pages}").format(page=number + 1, pages=len(pages))
        paper.write(0, UPRIGHT.block_high, mixed(words, SERIF, ()), SIZE)

    question = _(chart.question)
    return Document(question, county, "", current(), len(pages), draw, UPRIGHT)


def _pages(chart: Chart) -> list[list[_Row]]:
    """The lines of the chart by page; one page without any where the chart has none."""
    measure = TextMeasure(UPRIGHT.block_wide * _LABELS - GAP, SIZE)
    pages: list[list[_Row]] = [[]]
    top = _HEAD
    for each in chart.lines:
        row = _Row(each, tuple(lines(runs(each.label, BOLD), measure)), top)
        if top + row.high > UPRIGHT.block_high - _FOOT and pages[-1]:
            row = replace(row, top=_HEAD)
            pages.append([])
        pages[-1].append(row)
        top = row.top + row.high
    return pages


def _draw_head(paper: Paper, chart: Chart, facts: str) -> None:
    paper.centre(TITLE_SIZE, tuple(runs(_(chart.question), TITLE)), TITLE_SIZE)
    paper.write(0, 32, mixed(facts, SERIF, ()), SIZE)
    along = 0.0
    for place, title in enumerate(chart.series):
        paper.rule(46 - SIZE / 3, left=along, right=along + 12, thick=7, colour=_ink(place))
        said = tuple(mixed(_(title), SERIF, ()))
        paper.write(along + 18, 46, said, SIZE)
        along += 36 + sum(width(run, SIZE) for run in said)


def _draw_row(paper: Paper, chart: Chart, row: _Row) -> None:
    wide = paper.format.block_wide
    left, longest = wide * _LABELS, wide * (1 - _LABELS - _FIGURES)
    for place, said in enumerate(row.label):
        paper.write(0, row.top + (place + 0.8) * BAR, said.runs, SIZE)
    for place, value in enumerate(row.bars.values):
        middle = row.top + place * BAR + BAR / 2
        end = left + longest * float(value) / float(chart.most)
        if value > 0:
            paper.rule(middle, left=left, right=end, thick=BAR - 3, colour=_ink(place))
        paper.write(end + 6, middle + SIZE / 3, mixed(chart.kind.show(value), SERIF, ()), SIZE)


def _ink(place: int) -> Colour:
    return INKS[place % len(INKS)]
