"""The elements of an official paper: title, paragraphs, signature with room for the seal, margins."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, pairwise

from county_desk.reports.breaking import TextLine, TextMeasure, lines
from county_desk.reports.faces import BOLD, SERIF, TITLE, Run, mixed, width
from county_desk.reports.flow import Item
from county_desk.reports.letters import TextStyle
from county_desk.reports.paper import BLACK, HIGH, MM, RED, SEAL, WIDE, Colour, Paper
from county_desk.text import _n

_SHOULDER = 0.36  # how far the foot of a letter is below the middle of its line, in its own size
_DATE_INDENT = 4  # letters between a date under a seal and the right edge
_MARK = 40  # the largest size of the issuer's mark


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets the words of one paper. `names` are the names that must not change their face halfway."""

    letters: TextStyle
    names: tuple[str, ...]

    def tightened(self, share: float) -> "Setter":
        """The same, with lines closer together."""
        return replace(self, letters=self.letters.tightened(share))

    def blank(self, share: float = 1) -> Item:
        """An empty line, or a share of one."""
        return Item(self.letters.leading * share, keep=True)

    def paragraph(self, text: str) -> list[Item]:
        """Running text."""
        style = self.letters
        measure = TextMeasure(WIDE, style.size, style.space, style.indent, style.fill, style.numbers)
        return self._set(lines(mixed(text, style.body, self.names), measure))

    def packed(self, parts: Sequence[str]) -> list[Item]:
        """Parts in a row, as many as a line holds; each begins a line rather than be broken."""
        style = self.letters
        measure = TextMeasure(WIDE - style.indent, style.size, style.space, numbers=style.numbers)
        rows: list[str] = []
        for part in parts:
            longer = f"{rows[-1]}{style.between}{part}" if rows else part
            if rows and self._wide(longer, style.body, style.size) <= measure.wide:
                rows[-1] = longer
            else:
                rows.append(part)
        broken = [line for row in rows for line in lines(mixed(row, style.body, self.names), measure)]
        return self._set([replace(line, indent=style.indent) for line in broken])

    def title(self, pieces: Sequence[str]) -> list[Item]:
        """A centred title, its lines ending where the sense allows it."""
        size = self.letters.title
        rows = balanced(pieces, lambda text: self._wide(text, TITLE, size))
        fit = min(1.0, *(WIDE / max(self._wide(row, TITLE, size), 1) for row in rows))
        return [self._centred(row, TITLE, size * fit, self.letters.title_leading) for row in rows]

    def label(self, text: str) -> Item:
        """A word on its own at the left edge, as above an attachment."""
        runs, size = tuple(mixed(text, BOLD, self.names)), self.letters.size
        return Item(self.letters.leading, partial(_place, runs, 0.0, size, self.letters.leading), keep=True)

    def caption(self, text: str) -> Item:
        """The caption above a list."""
        size = self.letters.size * 0.875
        runs = tuple(mixed(text, self.letters.body, self.names))
        return Item(self.letters.leading, partial(_place, runs, 0.0, size, self.letters.leading), keep=True)

    def signature(self, issuer: str, date: str) -> Item:
        """The issuer and the date, with room for the seal that is stamped over both."""
        style = self.letters
        who, when = (tuple(mixed(text, style.body, self.names)) for text in (issuer, date))
        size = style.size * min(1.0, WIDE / max(self._wide(issuer, style.body, style.size), 1))
        half = sum(width(run, size) for run in who) / 2
        middle = WIDE - _DATE_INDENT * style.size - sum(width(run, style.size) for run in when) / 2
        return Item(
            SEAL,
            partial(_sign, ((who, size), (when, style.size)), min(middle, WIDE - half), style.leading),
        )

    def red_head(self, issuer: str, number: str) -> list[Item]:
        """The issuer's mark in red, the number of the document, and the red line."""
        size = min(_MARK, WIDE / max(self._wide(issuer, TITLE, 1), 1))
        mark = self._centred(issuer, TITLE, size, size * 1.2, RED)
        line = Item(4 * MM, _red_line, keep=True)
        return [
            Item(35 * MM, keep=True),
            mark,
            self.blank(2),
            self._centred(number, self.letters.body, self.letters.size, self.letters.leading),
            line,
            self.blank(2),
        ]

    def _set(self, broken: Iterable[TextLine]) -> list[Item]:
        style = self.letters
        items = [Item(style.leading, partial(_write, line, style)) for line in broken]
        return [*items, Item(style.gap)] if style.gap else items

    def _centred(self, text: str, name: str, size: float, high: float, colour: Colour = BLACK) -> Item:
        runs = tuple(mixed(text, name, self.names))
        left = (WIDE - sum(width(run, size) for run in runs)) / 2
        return Item(high, partial(_place, runs, left, size, high, colour=colour), keep=True)

    def _wide(self, text: str, name: str, size: float) -> float:
        return sum(width(run, size) for run in mixed(text, name, self.names))


def balanced(pieces: Sequence[str], wide: Callable[[str], float]) -> list[str]:
    """The fewest lines that hold the pieces, as even as can be."""
    best = list(pieces)
    for cuts in range(len(pieces)):
        ways = combinations(range(1, len(pieces)), cuts)
        rows = min((_joined(pieces, way) for way in ways), key=lambda rows: max(map(wide, rows)))
        if max(map(wide, rows)) <= WIDE:
            return rows
    return [piece.strip() for piece in best]


def _joined(pieces: Sequence[str], cuts: Sequence[int]) -> list[str]:
    ends = [0, *cuts, len(pieces)]
    return ["".join(pieces[start:end]).strip() for start, end in pairwise(ends)]


def band(paper: Paper, text: str) -> None:
    """Write a warning band above the block of text."""
    paper.centre(-11 * MM, mixed(text, BOLD, ()), 14)


def foot(paper: Paper, text: str, pages: int) -> None:
    """Write the page number at its place in GB/T 9704, and the identification of the paper below it."""
    number = f"— {paper.page} —"
    wide = width((SERIF, number), 14)
    paper.write(14 if paper.page % 2 == 0 else WIDE - wide - 14, HIGH + 7 * MM + 5, [(SERIF, number)], 14)
    count = _n("{count} page in all", "{count} pages in all", pages).format(count=pages)
    paper.write(0, HIGH + 16 * MM, mixed("\u3000".join(filter(None, (text, count))), SERIF, ()), 8)


def _write(line: TextLine, style: TextStyle, paper: Paper, top: float) -> None:
    paper.write(line.indent, top + _foot(style.size, style.leading), line.runs, style.size, space=line.space)


def _place(
    runs: Sequence[Run],
    left: float,
    size: float,
    high: float,
    paper: Paper,
    top: float,
    *,
    colour: Colour = BLACK,
) -> None:
    paper.write(left, top + _foot(size, high), runs, size, colour=colour)


def _sign(
    rows: Sequence[tuple[Sequence[Run], float]], middle: float, leading: float, paper: Paper, top: float
) -> None:
    """The middle of both lines lies a little below the middle of the seal."""
    down = top + SEAL * 0.58 - leading
    for runs, size in rows:
        paper.centre(down + _foot(size, leading), runs, size, middle=middle)
        down += leading


def _red_line(paper: Paper, top: float) -> None:
    paper.rule(top + 4 * MM, thick=1.5, colour=RED)


def _foot(size: float, high: float) -> float:
    return high / 2 + size * _SHOULDER
