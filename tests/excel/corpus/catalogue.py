"""All files of the corpus, group by group."""

from dataclasses import replace
from functools import cache

from tests.excel.corpus import containers, features, headers, markup, texts, values

_GROUPS = (
    (containers, "H1"),
    (markup, "H1"),
    (values, "H3"),
    (features, "H4"),
    (headers, "H3"),
    (texts, "H2"),
)


@cache
def cases():
    """Every file of the corpus; no name twice."""
    found = [replace(case, owner=case.owner or owner) for group, owner in _GROUPS for case in group.cases()]
    names = [case.name for case in found]
    assert len(set(names)) == len(names), "two files bear one name"
    return found
