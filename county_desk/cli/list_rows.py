"""`list`: the rows of a declared list, printed, or written as a workbook, a text table or a paper."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from county_desk.cli.opening import desk
from county_desk.cli.output import Speaker
from county_desk.cli.table_rows import plain_rows, printed_rows, shown_columns
from county_desk.fields import Column, Invalid
from county_desk.reveal_ways import RevealWay
from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import SortLevel
from county_desk.tables.history.acts import history_head
from county_desk.tables.history.acts_about import named_number
from county_desk.tables.listing import Listing, Query, count, page
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.revealing import own_rows, reveal_rows


def show_list(given: Namespace, speaker: Speaker) -> int:
    """Print or write a list. Personal numbers are covered without a purpose.

    With a purpose, and in a file, only the rows of the own area go out.
    """
    listing = _listing(given.table)
    query = _query(listing, given)
    personal = any(column.kind.personal for column in listing.table.columns)
    full = personal and given.purpose is not None
    at = desk(given, needs=listing.reveals if full else listing.needs)
    query = wanted = _named(at, listing, query)
    if full or given.out:
        wanted = own_rows(at, listing, query)
    rows = at.read(page, listing, wanted, 0, given.limit)
    reveal = partial(reveal_rows, at, listing, query, rows=len(rows), purpose=given.purpose) if full else None
    if given.out:
        _write(at, given.out, listing, query, rows, reveal)
        document = {"table": listing.table.key, "out": str(given.out), "rows": len(rows)}
        speaker.answer(document, str(given.out))
        return 0
    if reveal:
        reveal(way=RevealWay.JSON if speaker.as_json else RevealWay.SCREEN)
    total = at.read(count, listing, wanted)
    document = _document(listing, rows, total, masked=not full)
    speaker.answer(document, _printed(listing, query, rows, masked=not full))
    return 0


def _document[R](listing: Listing[R], rows: Iterable[R], total: int, *, masked: bool) -> dict[str, object]:
    columns = listing.table.columns
    return {
        "table": listing.table.key,
        "columns": [column.key for column in columns],
        "rows": plain_rows(columns, rows, masked=masked),
        "total": total,
    }


def _printed[R](listing: Listing[R], query: Query, rows: Iterable[R], *, masked: bool) -> str:
    table = listing.table
    columns = [table[key] for key in query.columns] or shown_columns(table)
    return "\n".join(printed_rows(columns, rows, masked=masked))


def _write[R](
    at: Desk,
    path: Path,
    listing: Listing[R],
    query: Query,
    rows: Sequence[R],
    reveal: Callable[..., object] | None,
) -> None:
    from county_desk.reports.lists.form import ListForm
    from county_desk.reports.lists.outgoing import outgoing
    from county_desk.reports.lists.writing import write_lists
    from county_desk.tables.county import county_name

    known = {form.value: form for form in ListForm}
    if (form := known.get(path.suffix.lower().removeprefix("."))) is None:
        raise Refused({"out": _("The name must end with .xlsx, .csv or .pdf")})
    county = at.read(county_name)
    head = at.read(history_head) if listing.sealed else ""
    masked = reveal is None
    listed = outgoing(listing, query, rows, county=county, day=at.today, masked=masked, head=head)

    def before_placing() -> None:
        if reveal and listed.personal:
            reveal(way=RevealWay.named(form.value))

    write_lists(path, form, [listed], before_placing=before_placing)


def _query[R](listing: Listing[R], given: Namespace) -> Query:
    columns = tuple(key.strip() for key in (given.columns or "").split(",") if key.strip())
    levels = tuple(SortLevel(key, order == "desc") for key, _colon, order in _sort_parts(given.sort))
    known = {column.key for column in listing.table.columns}
    for key in (*columns, *(level.key for level in levels)):
        if key not in known:
            raise _no_column("columns" if key in columns else "sort", key, listing.table.columns)
    return Query(where=_where(listing, given.where), text=given.search, sort=levels, columns=columns)


def _named[R](at: Desk, listing: Listing[R], query: Query) -> Query:
    """The query with names in place of record numbers beside the columns, for the filter in words."""
    named = {
        key: at.read(named_number, key, query.where[key]) for key in listing.narrowings if key in query.where
    }
    return replace(query, where={**query.where, **named})


def _sort_parts(sort: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    return (text.partition(":") for text in sort)


def _listing(name: str) -> Listing[object]:
    if name not in LISTS:
        raise Refused(
            {
                "table": _("There is no list {name}; there are: {names}").format(
                    name=name, names=_(", ").join(LISTS)
                )
            }
        )
    return LISTS[name]


def _no_column[R](option: str, key: str, columns: Iterable[Column[R]]) -> Refused:
    words = _("This list has no column {key}; there are: {keys}")
    named = _(", ").join(f"{column.key} ({_(column.title)})" for column in columns)
    return Refused({option: words.format(key=key, keys=named)})


def _where[R](listing: Listing[R], given: list[str]) -> dict[str, object]:
    known = {column.key: column for column in (*listing.table.columns, *listing.table.beside)}
    where: dict[str, object] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals:
            raise Refused({"where": _("“{text}” is not KEY=VALUE").format(text=text)})
        if key not in known:
            raise _no_column("where", key, known.values())
        try:
            where[key] = known[key].kind.read(value)
        except Invalid as error:
            raise Refused({"where": str(error)}) from None
    return where


VERBS = {"list": show_list}
