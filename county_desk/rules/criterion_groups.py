"""Groups of criteria: all, any, or a number of them must be met."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from county_desk.rules.bilingual import Words, words_of
from county_desk.rules.policy_file import PolicyData, WrongFile, check, check_keys, check_known, with_nearest
from county_desk.text import _

_KEYS = {"key", "title", "met_when"}


class CriterionGroup(NamedTuple):
    """Criteria that count as one; `enough` of them must be met (0: all)."""

    key: str
    title: Words
    enough: int


def enough_of(data: PolicyData, count: int, section: str) -> int:
    """The number of `count` criteria that must be met; 0 for all. Raises `WrongFile` for more."""
    given = data.get("met_when", "all")
    if type(given) is int and given > 0:
        reason = _("met_when {given} is more than the number of criteria, {count}")
        check(given <= count, section, reason.format(given=given, count=count), "met_when")
        return given
    check_known(given, ("all", "any"), "met_when", section)
    return 0 if given == "all" else 1


def read_groups(
    data: PolicyData,
    members: Iterable[tuple[str, str]],
    section: str,
    known: Mapping[str, CriterionGroup],
) -> dict[str, CriterionGroup]:
    """The groups of a file by key, with those `known` from the file that it adds to.

    `members` are the key and the group of each criterion.
    """
    keys_in: dict[str, set[str]] = {}
    for key, group in members:
        keys_in.setdefault(group, set()).add(key)
    every = set().union(*keys_in.values())
    found = dict(known)
    for entry in data.get("group", ()):
        at = f"{section} {entry.get('key', '?')}"
        check_keys(entry, _KEYS, _KEYS, at)
        key = entry["key"]
        check(key not in every, at, _("a criterion has the key “{key}” too").format(key=key), key)
        check(key not in found, at, _("the group is given twice"), key)
        found[key] = _group(entry, keys_in.get(key, ()), at)
    for group in filter(None, keys_in):
        if group not in found:
            reason = _("there is no group “{key}”").format(key=group)
            raise WrongFile(f"{section} {min(keys_in[group])}", with_nearest(reason, group, found), group)
    return found


def _group(entry: PolicyData, members: Collection[str], at: str) -> CriterionGroup:
    key = entry["key"]
    check(bool(members), at, _("no criterion is in the group “{key}”").format(key=key), key)
    return CriterionGroup(key, words_of(entry, "title", at), enough_of(entry, len(members), at))
