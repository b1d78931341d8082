"""A summary as the rows of a table: a line for each value down, a column for each across, and the totals."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from county_desk.fields import Column, Day, Table, Text
from county_desk.tables.filter_words import value_words
from county_desk.tables.summary import (
    Figure,
    GroupFigures,
    ListSummary,
    SummaryQuestion,
    figure_kind,
)
from county_desk.text import _

TOTAL = "total"  # the key of the column of totals


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary: its words, and a figure for each column, that of the total at last.

    `subject` is the value of the line; that of the line of totals holds none.
    """

    label: str
    figures: tuple[int | Decimal | None, ...]
    subject: tuple[object, ...] = ()


@dataclass(frozen=True)
class FigureColumn(Column[SummaryRow]):
    """One column of figures; `subject` is its value, none for the totals."""

    place: int = 0
    subject: tuple[object, ...] = ()

    def value(self, row: SummaryRow) -> object:
        """The figure of a line."""
        return row.figures[self.place]


def summary_table[R](of: Table[R], summary: ListSummary) -> Table[SummaryRow]:
    """The table of a summary of a list, with its title in words."""
    question = summary.question
    kind = replace(figure_kind(of, question), width=8)
    label = Column[SummaryRow]("label", of[question.down].title, Text(width=14))
    across = enumerate(summary.across if question.across else ())
    figures = [
        FigureColumn(
            f"figure{place}", _words(of, question.across, value), kind, place=place, subject=(value,)
        )
        for place, value in across
    ]
    total = FigureColumn(TOTAL, _total_title(question), kind, place=len(figures))
    return Table(f"{of.key}_summary", summary_title(of, question), SummaryRow, (label, *figures, total))


def summary_rows[R](of: Table[R], summary: ListSummary) -> Iterator[SummaryRow]:
    """The lines of a summary, that of the totals at last."""
    question, across = summary.question, summary.across if summary.question.across else ()
    for value, counted in summary.down.items():
        groups = [summary.groups.get((value, other), GroupFigures()) for other in across]
        yield _row(question.figure, _words(of, question.down, value), [*groups, counted], (value,))
    if summary.down:
        totals = list(summary.across.values()) if across else []
        yield _row(question.figure, _("Total"), [*totals, summary.whole], ())


def figure_words[R](of: Table[R], figure: Figure, key: str) -> str:
    """The words of a figure: “Sum: Released”."""
    return (
        _(figure.label)
        if not key
        else _("{title}: {words}").format(title=_(figure.label), words=_(of[key].title))
    )


def summary_title[R](of: Table[R], question: SummaryQuestion) -> str:
    """The title of a summary: the list, the figure and the columns."""
    by = " × ".join(_(of[key].title) for key in (question.down, question.across) if key)
    words = _("{list}: {figure} by {columns}")
    return words.format(list=_(of.title), figure=figure_words(of, question.figure, question.of), columns=by)


def _total_title(question: SummaryQuestion) -> str:
    return _("Total") if question.across else _(question.figure.label)


def _row(figure: Figure, label: str, groups: list[GroupFigures], subject: tuple[object, ...]) -> SummaryRow:
    return SummaryRow(label, tuple(group.value(figure) for group in groups), subject)


def _words[R](of: Table[R], key: str, value: object) -> str:
    if isinstance(of[key].kind, Day) and isinstance(value, int):
        return str(value)
    return value_words(of[key], value)
