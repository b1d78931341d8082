"""Every declared list by its key, found in the modules of this package."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from county_desk import tables
from county_desk.late import LateMapping
from county_desk.tables.listing import Listing

# the order in which they are offered; a list that is not named comes last
_ORDER = """
cases households members household_years changes waiting_changes villages places village_years
disclosures entries
objections notices returns batches exits grace evaluation_results projects funds payments assets
duplicates rulings clues signals unanswered_risks monitored needs measures stages visits pairings
officials requests asked_persons department_lists comparisons department_findings plans teams
team_members team_weeks trainings pledges inspections inspected_households findings evaluations
appraisals complaints policy_files history users ties proposals
"""


def _found() -> Iterator[Listing[Any]]:
    for module in walk_packages(tables.__path__, f"{tables.__name__}."):
        own = vars(import_module(module.name)).values()
        yield from (each for each in own if isinstance(each, Listing))


def _all() -> Mapping[str, Listing[Any]]:
    places = {key: place for place, key in enumerate(_ORDER.split())}
    listed = {listing.table.key: listing for listing in _found()}
    return {key: listed[key] for key in sorted(listed, key=lambda key: places.get(key, len(places)))}


LISTS: Mapping[str, Listing[Any]] = LateMapping(_all)
