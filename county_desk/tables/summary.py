"""Sums and counts of a list by group: the values of one column down, those of another across."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import ColumnElement, Integer, extract, func, literal, select, type_coerce
from sqlalchemy.orm import Session

from county_desk.fields import (
    Code,
    Column,
    Count,
    Day,
    IdNumber,
    Kind,
    Measure,
    Moment,
    Money,
    Record,
    Table,
    Tally,
    Term,
    Year,
)
from county_desk.tables.listing import Listing, Query, filtered_rows
from county_desk.text import N_
from county_desk.text_kinds import Digits

MOST_GROUPS = 5000  # groups that anybody reads
MOST_ACROSS = 60  # values that stand side by side

type Group = tuple[object, object]  # a value of the rows, and one of the columns


class Figure(Term):
    """The figure of each group."""

    COUNT = "count", N_("Number of rows")
    SUM = "sum", N_("Sum")
    AVERAGE = "average", N_("Average")


@dataclass(frozen=True)
class SummaryQuestion:
    """The column down, that across ("" for none), and the figure, of the column `of` unless rows are counted.

    Days are grouped by their years.
    """

    down: str
    across: str = ""
    figure: Figure = Figure.COUNT
    of: str = ""


@dataclass(frozen=True)
class GroupFigures:
    """The number of rows of a group, the sum of their figures, and the number of rows that have one."""

    rows: int = 0
    total: Decimal = Decimal()
    figures: int = 0

    def __add__(self, other: "GroupFigures") -> "GroupFigures":
        return GroupFigures(self.rows + other.rows, self.total + other.total, self.figures + other.figures)

    def value(self, figure: Figure) -> int | Decimal | None:
        """The figure of the group; None where no row has one."""
        if figure is Figure.COUNT:
            return self.rows
        if not self.figures:
            return None
        return self.total if figure is Figure.SUM else self.total / self.figures


@dataclass(frozen=True)
class ListSummary:
    """The groups of a question, with the totals; values with most rows come first.

    A row with several terms counts under each of them, and once in the `whole`. There are no groups where
    they were `too_many`.
    """

    question: SummaryQuestion
    groups: Mapping[Group, GroupFigures] = field(default_factory=dict)
    down: Mapping[object, GroupFigures] = field(default_factory=dict)
    across: Mapping[object, GroupFigures] = field(default_factory=dict)
    whole: GroupFigures = field(default_factory=GroupFigures)
    too_many: bool = False


def usual_group[R](table: Table[R]) -> str:
    """The column by which a list is summarised first: the township, or one of fixed words."""
    keys = [column.key for column in grouping_columns(table)]
    fixed = (column.key for column in grouping_columns(table) if column.kind.options())
    return "township" if "township" in keys else next(fixed, keys[0])


def grouping_columns[R](table: Table[R]) -> list[Column[R]]:
    """The columns by which rows can be grouped: not the numbers of records and persons, nor moments."""
    single = Record | Code | Digits | IdNumber | Moment
    return [each for each in table.columns if not each.kind.personal and not isinstance(each.kind, single)]


def figure_columns[R](table: Table[R]) -> list[Column[R]]:
    """The columns with figures that add up."""
    figures, other = Count | Money | Measure, Record | Year
    return [
        each for each in table.columns if isinstance(each.kind, figures) and not isinstance(each.kind, other)
    ]


def figure_kind[R](table: Table[R], question: SummaryQuestion) -> Kind:
    """The kind of value of the figures; an average of counts has decimals."""
    kind = table[question.of].kind if question.of else Count()
    if not isinstance(kind, Count):
        return kind
    return Measure() if question.figure is Figure.AVERAGE else Tally()


def summarise[R](
    session: Session, listing: Listing[R], query: Query, question: SummaryQuestion
) -> ListSummary:
    """Count or add up the rows of a query by group; the database does it."""
    keys = tuple(filter(None, (question.down, question.across, question.of)))
    columns = filtered_rows(listing, query, keys).order_by(None).subquery().c
    down = _grouped(columns[question.down], listing.table[question.down].kind)
    across: ColumnElement[object] = literal("")
    if question.across:
        across = _grouped(columns[question.across], listing.table[question.across].kind)
    figure = columns[question.of] if question.of else literal(None, literal(0).type)
    each = select(down.label("down"), across.label("across"), figure.label("figure")).subquery()
    group = each.c.down, each.c.across
    asked = select(*group, func.count(), func.sum(each.c.figure), func.count(each.c.figure)).group_by(*group)
    found = session.execute(asked.limit(MOST_GROUPS + 1)).all()
    if len(found) > MOST_GROUPS:
        return ListSummary(question, too_many=True)
    return _summed(
        question,
        (
            (_terms(one), _terms(other), GroupFigures(rows, Decimal(total or 0), figures))
            for one, other, rows, total, figures in found
        ),
    )


def _grouped(column: ColumnElement[object], kind: Kind) -> ColumnElement[object]:
    return type_coerce(extract("year", column), Integer()) if isinstance(kind, Day) else column


def _terms(value: object) -> tuple[object, ...]:
    """Each term of a value with several; any other value alone."""
    return (value or (None,)) if isinstance(value, tuple) else (value,)


def _summed(
    question: SummaryQuestion, found: Iterable[tuple[tuple[object, ...], tuple[object, ...], GroupFigures]]
) -> ListSummary:
    groups: dict[Group, GroupFigures] = defaultdict(GroupFigures)
    down: dict[object, GroupFigures] = defaultdict(GroupFigures)
    across: dict[object, GroupFigures] = defaultdict(GroupFigures)
    whole = GroupFigures()
    for ones, others, counted in found:
        whole += counted
        for other in others:
            across[other] += counted
        for one in ones:
            down[one] += counted
            for other in others:
                groups[one, other] += counted
    if len(across) > MOST_ACROSS:
        return ListSummary(question, too_many=True)
    return ListSummary(question, groups, _most_first(down), _most_first(across), whole)


def _most_first(counted: Mapping[object, GroupFigures]) -> dict[object, GroupFigures]:
    """Values by their number of rows; a blank comes last."""
    by_rows = sorted(counted.items(), key=lambda each: (each[0] in (None, ""), -each[1].rows, str(each[0])))
    return dict(by_rows)


def plain_question(question: SummaryQuestion) -> dict[str, object]:
    """A question as JSON carries it."""
    return {
        "down": question.down,
        "across": question.across,
        "figure": question.figure.value,
        "of": question.of,
    }


def question_from[R](table: Table[R], plain: Mapping[str, object]) -> SummaryQuestion | None:
    """The question that `plain_question` gave; None where the table no longer has its columns."""
    down, across, of = (str(plain.get(key) or "") for key in ("down", "across", "of"))
    groups = _keys(grouping_columns(table))
    figure = next((each for each in Figure if each.value == plain.get("figure")), None)
    known = down in groups and across in {"", *groups}
    if figure is None or not known or (figure is not Figure.COUNT) != (of in _keys(figure_columns(table))):
        return None
    return SummaryQuestion(down, across, figure, of)


def _keys[R](columns: Iterable[Column[R]]) -> set[str]:
    return {column.key for column in columns}
