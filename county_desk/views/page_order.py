"""The pages of the window in the order of the navigation, found in their modules."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from county_desk.views.page import Page

# a page that is not named comes last in its row of the navigation, or in its group
_ORDER = """
queue proposals applications disclosures exits county_exit grace clues signals monitored visits signal_rules
requests comparisons department_findings department_lists needs measures plans projects funds payments
assets pairings officials teams team_weeks trainings pledges inspections inspected_households findings
evaluations appraisals complaints notices returns registry changes waiting duplicates checks history people
ties offices figures to_confirm working_days procedures examples policy_files backups server
"""
_PLACES = {key: place for place, key in enumerate(_ORDER.split())}


@cache
def pages_in(package: str) -> tuple[type[Page], ...]:
    """The pages of a package and of those below it; their modules are named `…_page` or `…_pages`."""
    found: list[type[Page]] = []
    for module in walk_packages(import_module(package).__path__, f"{package}."):
        if module.name.endswith(("_page", "_pages")):
            own = vars(import_module(module.name)).values()
            found += [each for each in own if _is_page(each) and each.__module__ == module.name]
    return tuple(sorted(found, key=lambda page: _place(page, found)))


def _is_page(each: object) -> bool:
    """Whether an object is a page with a key of its own; a base of several pages has none."""
    return isinstance(each, type) and issubclass(each, Page) and "key" in vars(each)


def _place(page: type[Page], found: Iterable[type[Page]]) -> tuple[int, str]:
    """The place of a page; one that is not named has that of the last page beside it, and follows it."""
    if page.key in _PLACES:
        return _PLACES[page.key], ""
    group = [each for each in found if each.key in _PLACES and each.group == page.group]
    row = [each for each in group if each.nav is not None and each.nav == page.nav]
    return max((_PLACES[each.key] for each in row or group), default=len(_PLACES)), page.key
