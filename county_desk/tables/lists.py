"""Every declared list by its key."""

from collections.abc import Mapping
from typing import Any

from county_desk.tables import (
    cases,
    changes,
    clues,
    disclosures,
    duplicates,
    history,
    households,
    measures,
    monitored,
    needs,
    office,
    officials,
    places,
    policy_files,
    projects,
    rulings,
    signals,
    unanswered,
    users,
    village_years,
    visits,
    waiting_changes,
)
from county_desk.tables.listing import Listing

LISTS: Mapping[str, Listing[Any]] = {
    listing.table.key: listing
    for listing in (
        cases.LISTING,
        households.LISTING,
        households.MEMBERS_LISTING,
        changes.LISTING,
        waiting_changes.LISTING,
        places.VILLAGES_LISTING,
        places.PLACES_LISTING,
        village_years.LISTING,
        disclosures.LISTING,
        disclosures.ENTRIES_LISTING,
        disclosures.OBJECTIONS_LISTING,
        office.NOTICES_LISTING,
        office.RETURNS_LISTING,
        office.BATCHES_LISTING,
        office.EXITS_LISTING,
        projects.PROJECTS_LISTING,
        projects.FUNDS_LISTING,
        projects.PAYMENTS_LISTING,
        duplicates.LISTING,
        rulings.LISTING,
        clues.LISTING,
        signals.LISTING,
        unanswered.LISTING,
        monitored.MONITORED_LISTING,
        needs.LISTING,
        measures.LISTING,
        visits.LISTING,
        officials.PAIRINGS_LISTING,
        officials.OFFICIALS_LISTING,
        monitored.DEPARTMENT_LISTS_LISTING,
        monitored.MATCHES_LISTING,
        policy_files.LISTING,
        history.EVENTS_LISTING,
        users.LISTING,
    )
}
