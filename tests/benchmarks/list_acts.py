"""What a clerk does on the lists of a large register; each act is declared here once for every benchmark."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from county_desk.tables import households, office
from county_desk.tables.assistance import measures, needs, officials, payments, projects, stages
from county_desk.tables.cases import case_list
from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import ALL, Listing, Query, by_number, count, numbers, page
from county_desk.tables.monitoring import visits
from county_desk.tables.supervision import inspections

PAGE = 256
VILLAGE = {"village": "大河村"}

type Act = Callable[[], object]


class Narrowed(NamedTuple):
    """A list, its table, and the values of the columns by which a clerk filters it."""

    listing: Listing[Any]
    table: str
    filters: Mapping[str, Query]


def _by(text: str, **status: object) -> Mapping[str, Query]:
    return {"village": Query(where=VILLAGE), "status": Query(where=status), "text": Query(text=text)}


HOUSEHOLDS = Narrowed(households.LISTING, "household", _by("秀英", standing="exited"))
REGISTRY = {
    "households": HOUSEHOLDS,
    "members": Narrowed(households.MEMBERS_LISTING, "member", _by("秀英", relation="户主")),
    "cases": Narrowed(case_list.LISTING, "case", _by("秀英", state="open")),
    "notices": Narrowed(office.NOTICES_LISTING, "notice", {"text": Query(text="公示")}),
}
ASSISTANCE = {
    "needs": Narrowed(needs.LISTING, "need", _by("秀英", state="open")),
    "measures": Narrowed(measures.LISTING, "measure", _by("秀英", kind="产业帮扶")),
    "stages": Narrowed(stages.STAGES_LISTING, "measure_stage", _by("秀英", stage="loan/granted")),
    "visits": Narrowed(visits.LISTING, "watch_visit", _by("秀英", purpose="contact")),
    "pairings": Narrowed(officials.PAIRINGS_LISTING, "pairing", _by("秀英", state="late")),
    "officials": Narrowed(officials.OFFICIALS_LISTING, "official", {"text": Query(text="干部77")}),
    "projects": Narrowed(
        projects.PROJECTS_LISTING,
        "project",
        {"village": Query(where={"place": "大河村"}), "status": Query(where={"standing": "started"})},
    ),
    "funds": Narrowed(projects.FUNDS_LISTING, "fund", {"text": Query(text="衔接")}),
    "payments": Narrowed(
        payments.PAYMENTS_LISTING,
        "payment",
        {
            "status": Query(where={"question": "twice"}),
            "early days": Query(where={"question": "early"}),
            "text": Query(text="村组道路19"),
        },
    ),
    "findings": Narrowed(inspections.FINDINGS_LISTING, "inspection_finding", _by("秀英", severity="grave")),
}
LISTS = REGISTRY | ASSISTANCE


def first_page(session: Session, listing: Listing[Any], query: Query) -> None:
    """What a list needs before it can be painted."""
    count(session, listing, query)
    page(session, listing, query, 0, PAGE)


def acts_on(session: Session, of: Narrowed) -> dict[str, Act]:
    """The acts on a list; a sort is named "by" and its column."""
    listing = of.listing
    order = numbers(session, listing)
    middle = order[len(order) // 2 :][:PAGE]
    acts: dict[str, Act] = {
        "first page": partial(first_page, session, listing, ALL),
        "count": partial(count, session, listing, ALL),
        "order of all": partial(numbers, session, listing),
        "page in the middle": partial(by_number, session, listing, middle),
    }
    for name, query in of.filters.items():
        acts[f"filter by {name}"] = partial(first_page, session, listing, query)
    for column in listing.table.columns:
        if not column.hidden:
            query = Query(sort=(SortLevel(column.key, descending=True),))
            acts[f"by {column.key}"] = partial(page, session, listing, query, 0, PAGE)
    return acts


def filters_of(session: Session, listing: Listing[Any]) -> dict[str, Act]:
    """The filter of each column by the value that the row in the middle of the list has."""
    order = numbers(session, listing)
    (row,) = by_number(session, listing, order[len(order) // 2 :][:1])
    queries = {
        column.key: Query(where={column.key: column.value(row)})
        for column in listing.table.columns
        if not column.hidden
    }
    return {
        f"{key} as in the middle": partial(first_page, session, listing, each)
        for key, each in queries.items()
    }
