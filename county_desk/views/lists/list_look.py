"""The layout of one list in each width of the window, with its filters and its order."""

from collections.abc import Mapping

from county_desk.tables.listing import Query
from county_desk.tables.saved_query import as_plain, from_plain
from county_desk.views.lists.list_filters import ListFilters
from county_desk.views.lists.table_view import TableView

type Plain = dict[str, object]


def held(kept: object, part: str) -> Mapping[str, object]:
    """One part of a stored look; empty where it is inconsistent."""
    found = kept.get(part) if isinstance(kept, dict) else None
    return found if isinstance(found, dict) else {}


def layout_of(table: TableView) -> Plain:
    """The columns that are shown from left to right, the widths that were chosen, and how many are frozen."""
    widths = {key: width for key, width in table.widths().items() if width}
    return {"columns": list(table.shown_columns()), "widths": widths, "frozen": table.frozen.wanted}


def lay_out(table: TableView, layout: Mapping[str, object]) -> None:
    """Lay a table out like this; what does not hold together is as usual."""
    widths = layout.get("widths")
    columns, frozen = layout.get("columns"), layout.get("frozen")
    table.usual_columns()
    held = widths.items() if isinstance(widths, dict) else ()
    table.set_widths({key: width for key, width in held if isinstance(width, int) and width > 0})
    if isinstance(columns, list):
        table.show_columns([key for key in columns if isinstance(key, str)])
    table.frozen.freeze(frozen if isinstance(frozen, int) else 0)


def wishes_of(table: TableView, filters: ListFilters) -> Plain:
    """Return the filters, the sorting and the colours of a list, in the form of JSON."""
    query = Query(filters.values, "", table.rows.levels, tuple(filters.conditions.values()))
    colours = table.colours.plain(table.rows.table)
    return {**as_plain(table.rows.table, query), "colours": colours}


def apply_wishes(table: TableView, filters: ListFilters, plain: Mapping[str, object]) -> None:
    """Filter, sort and colour a list like this; the caller reads the rows."""
    query = from_plain(table.rows.table, plain)
    table.colours.take(table.rows.table, held(plain, "colours"))
    filters.blockSignals(True)
    filters.show(query)
    filters.blockSignals(False)
    table.rows.blockSignals(True)
    table.sort_by(query.sort)
    table.rows.blockSignals(False)
