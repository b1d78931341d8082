"""A chart on paper: its question, a bar and a figure for each value, and the key of the series."""

from datetime import date

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


def chart_document(chart: Chart, county: str, day: date) -> Document:
    """The chart as pages, in the language in force; no line is split between two pages."""
    high = len(chart.series) * BAR + GAP
    room = max(1, int((UPRIGHT.block_high - _HEAD - _FOOT) // high))
    pages = [chart.lines[at : at + room] for at in range(0, len(chart.lines), room)] or [()]
    facts = "\u3000".join((county, day.isoformat()))

    def draw(paper: Paper, number: int) -> None:
        _draw_head(paper, chart, facts)
        for place, line in enumerate(pages[number]):
            _draw_line(paper, chart, line, _HEAD + place * high)
        words = _("Page {page} of {pages}").format(page=number + 1, pages=len(pages))
        paper.write(0, UPRIGHT.block_high, mixed(words, SERIF, ()), SIZE)

    question = _(chart.question)
    return Document(question, county, "", current(), len(pages), draw, UPRIGHT)


def _draw_head(paper: Paper, chart: Chart, facts: str) -> None:
    paper.centre(TITLE_SIZE, tuple(runs(_(chart.question), TITLE)), TITLE_SIZE)
    paper.write(0, 32, mixed(facts, SERIF, ()), SIZE)
    along = 0.0
    for place, title in enumerate(chart.series):
        paper.rule(46 - SIZE / 3, left=along, right=along + 12, thick=7, colour=_ink(place))
        said = tuple(mixed(_(title), SERIF, ()))
        paper.write(along + 18, 46, said, SIZE)
        along += 36 + sum(width(run, SIZE) for run in said)


def _draw_line(paper: Paper, chart: Chart, line: Bars, top: float) -> None:
    wide = paper.format.block_wide
    left, longest = wide * _LABELS, wide * (1 - _LABELS - _FIGURES)
    paper.write(0, top + BAR * 0.8, tuple(runs(line.label, BOLD)), SIZE)
    for place, value in enumerate(line.values):
        middle = top + place * BAR + BAR / 2
        end = left + longest * float(value) / float(chart.most)
        if value > 0:
            paper.rule(middle, left=left, right=end, thick=BAR - 3, colour=_ink(place))
        paper.write(end + 6, middle + SIZE / 3, mixed(chart.kind.show(value), SERIF, ()), SIZE)


def _ink(place: int) -> Colour:
    return INKS[place % len(INKS)]
