"""All files of the corpus, group by group."""

from dataclasses import replace
from functools import cache

from tests.intake.corpus import (
    computed,
    containers,
    formats,
    furniture,
    guests,
    headers,
    hidden,
    hoards,
    lists,
    markup,
    texts,
    titles,
    values,
)

_GROUPS = (
    (containers, "H1"),
    (markup, "H1"),
    (values, "H3"),
    (hidden, "H1 marks / H3 rows"),
    (computed, "H1 marks / H3 rows"),
    (guests, "H1 marks / H3 rows"),
    (furniture, "H3"),
    (headers, "H3"),
    (titles, "H3"),
    (texts, "H2"),
    (formats, "H2"),
    (lists, "H4"),
    (hoards, "H1"),
)


_PARTS = {
    "sheet": "H4",
    "twice": "H4",
    "name_unknown_village": "H4",
    "name_two_villages": "H4",
    "name_village": "H4",
    "macros": "H2",
    "link": "H2",
    "embedded": "H2",
    "since_1904": "H1",
    "string": "H1",
    "remark": "H1",
    "rows_total_wrong": "H4",
    "amount_huge": "H3/H5",
    "amount_outlier": "H3/H5",
    "amount_wan_for_yuan": "H3/H5",
    "amount_negative": "H3/H5",
    "amount_count_zero": "H3/H5",
    "amount_count_many": "H3/H5",
}


def _owner(case, owner):
    return next((who for part, who in _PARTS.items() if case.name.startswith(part)), case.owner or owner)


@cache
def cases():
    """Every file of the corpus; no name twice."""
    found = [replace(case, owner=_owner(case, owner)) for group, owner in _GROUPS for case in group.cases()]
    names = [case.name for case in found]
    assert len(set(names)) == len(names), "two files bear one name"
    return found
