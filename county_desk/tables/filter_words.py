"""The filter and sorting of a list in words, for its screen, its papers and its workbooks."""

from collections.abc import Sequence

from county_desk.fields import Column, Kind, Table
from county_desk.tables.conditions import Condition, Operator, limit_kind
from county_desk.tables.listing import Query
from county_desk.tables.scales import scale_of
from county_desk.text import N_, _

NAMED = 3  # values that are named before they are counted
WORDS = {
    Operator.IS: N_("{title} is {value}"),
    Operator.IS_NOT: N_("{title} is not {value}"),
    Operator.CONTAINS: N_("{title} contains {value}"),
    Operator.LACKS: N_("{title} does not contain {value}"),
    Operator.BEGINS: N_("{title} begins with {value}"),
    Operator.AT_LEAST: N_("{title} is at least {value}"),
    Operator.AT_MOST: N_("{title} is at most {value}"),
    Operator.BETWEEN: N_("{title} is from {value} to {other}"),
    Operator.TOP: N_("{title} is among the highest {value}"),
    Operator.BOTTOM: N_("{title} is among the lowest {value}"),
    Operator.BLANK: N_("{title} is blank"),
    Operator.FILLED: N_("{title} is not blank"),
}
OF_DAYS = {
    Operator.AT_LEAST: N_("{title} is {value} or later"),
    Operator.AT_MOST: N_("{title} is {value} or earlier"),
    Operator.TOP: N_("{title} is among the latest {value}"),
    Operator.BOTTOM: N_("{title} is among the earliest {value}"),
}
LABELS_OF_DAYS = {
    Operator.AT_LEAST: N_("On or after"),
    Operator.AT_MOST: N_("On or before"),
    Operator.TOP: N_("The latest"),
    Operator.BOTTOM: N_("The earliest"),
}


def filter_words[R](table: Table[R], query: Query, *, masked: bool = True) -> str:
    """Every filter of a query in one line; empty when nothing is filtered."""
    return _("; ").join(words for _key, words in filter_parts(table, query, masked=masked))


def filter_parts[R](table: Table[R], query: Query, *, masked: bool = True) -> list[tuple[str, str]]:
    """Each filter of a query as the key of its column and its words; the key of the search is empty.

    Personal numbers are covered while `masked`. A key that is no column of the table is left out.
    """
    columns = {column.key: column for column in (*table.columns, *table.beside)}
    parts = [
        (
            key,
            _("{title}: {words}").format(
                title=_(columns[key].title), words=_any_of(columns[key], value, masked)
            ),
        )
        for key, value in query.where.items()
        if key in columns
    ]
    parts += [
        (each.key, condition_words(columns[each.key], each, masked=masked))
        for each in query.conditions
        if each.key in columns
    ]
    if query.text:
        parts.append(("", _("Search: {text}").format(text=query.text)))
    return parts


def sort_words[R](table: Table[R], query: Query) -> str:
    """The levels of sorting in one line; empty in the usual order."""
    titles = {column.key: _(column.title) for column in table.columns}
    words = {True: N_("{title}, descending"), False: N_("{title}, ascending")}
    levels = (level for level in query.sort if level.key in titles)
    return _("; ").join(_(words[level.descending]).format(title=titles[level.key]) for level in levels)


def condition_words[R](column: Column[R], condition: Condition, *, masked: bool = True) -> str:
    """One condition as a sentence without a stop."""
    days = scale_of(column.kind) == "day"
    words = OF_DAYS.get(condition.operator) if days else None
    kind = limit_kind(column.kind, condition.operator)
    value, other = (_shown(kind, each, masked) for each in (condition.value, condition.other))
    if scale_of(kind) == "text":
        value = _("“{text}”").format(text=value)
    return _(words or WORDS[condition.operator]).format(title=_(column.title), value=value, other=other)


def operator_label(operator: Operator, kind: Kind) -> str:
    """The words of an operator for a kind of value, which precede its value."""
    days = scale_of(kind) == "day"
    return _((LABELS_OF_DAYS.get(operator) if days else None) or operator.label)


def value_words[R](column: Column[R], value: object, *, masked: bool = True) -> str:
    """One value of a column in a filter; a blank has a word."""
    return _shown(column.kind, value, masked) or _("(blank)")


def _any_of[R](column: Column[R], value: object, masked: bool) -> str:
    values: Sequence[object] = value if isinstance(value, tuple) else (value,)
    words = _(", ").join(value_words(column, each, masked=masked) for each in values[:NAMED])
    more = len(values) - NAMED
    return _("{values} and {count} more").format(values=words, count=more) if more > 0 else words


def _shown(kind: Kind, value: object, masked: bool) -> str:
    return kind.mask(value) if masked and kind.personal else kind.show(value)
