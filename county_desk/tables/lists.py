"""Every declared list by its key."""

from collections.abc import Mapping
from typing import Any

from county_desk.tables import (
    changes,
    county_exit,
    duplicates,
    grace,
    households,
    office,
    places,
    rulings,
    users,
    village_years,
    waiting_changes,
)
from county_desk.tables.assistance import (
    assets,
    measures,
    needs,
    officials,
    payments,
    plans,
    projects,
    stages,
    teams,
    undertakings,
)
from county_desk.tables.cases import case_list as cases
from county_desk.tables.cases import disclosures
from county_desk.tables.departments import findings as department_findings
from county_desk.tables.departments import lists as departments
from county_desk.tables.departments import requests
from county_desk.tables.history import acts as history
from county_desk.tables.listing import Listing
from county_desk.tables.monitoring import clues, monitored, signals, unanswered, visits
from county_desk.tables.policy import files as policy_files
from county_desk.tables.supervision import evaluations, inspections, misconduct

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
        grace.LISTING,
        county_exit.EVALUATION_RESULTS_LISTING,
        projects.PROJECTS_LISTING,
        projects.FUNDS_LISTING,
        payments.PAYMENTS_LISTING,
        assets.LISTING,
        duplicates.LISTING,
        rulings.LISTING,
        clues.LISTING,
        signals.LISTING,
        unanswered.LISTING,
        monitored.MONITORED_LISTING,
        needs.LISTING,
        measures.LISTING,
        stages.STAGES_LISTING,
        visits.LISTING,
        officials.PAIRINGS_LISTING,
        officials.OFFICIALS_LISTING,
        requests.REQUESTS_LISTING,
        requests.ASKED_LISTING,
        departments.DEPARTMENT_LISTS_LISTING,
        departments.MATCHES_LISTING,
        department_findings.LISTING,
        plans.LISTING,
        teams.TEAMS_LISTING,
        teams.MEMBERS_LISTING,
        teams.WEEKS_LISTING,
        undertakings.TRAININGS_LISTING,
        undertakings.PLEDGES_LISTING,
        inspections.ROUNDS_LISTING,
        inspections.SHEETS_LISTING,
        inspections.FINDINGS_LISTING,
        evaluations.LISTING,
        misconduct.APPRAISALS_LISTING,
        misconduct.REPORTS_LISTING,
        policy_files.LISTING,
        history.EVENTS_LISTING,
        users.LISTING,
    )
}
