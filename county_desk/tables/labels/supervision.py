"""The labels of records of supervision."""

from collections.abc import Mapping

from county_desk.tables.labels.record_labels import INTERNAL, RecordLabels
from county_desk.text import N_

SUPERVISION_LABELS: Mapping[str, RecordLabels] = {
    "inspection_round": RecordLabels(
        N_("Inspection round"),
        {
            "kind": N_("Kind of round"),
            "title": N_("Title of the round"),
            "people": N_("Drawn from"),
            "place_id": N_("Place"),
            "drawn_on": N_("Drawn on"),
            "due_on": N_("To be done by"),
            "unit": N_("Inspectors"),
            "confidence": N_("Confidence (per cent)"),
            "margin": N_("Margin (per cent)"),
            "weight": N_("Weight of the remote townships"),
            "remote": N_("Remote townships"),
            "seed": N_("Seed"),
            "population": N_("Households in all"),
            "size": N_("Households drawn"),
            "frame": N_("Digest of the frame"),
            "registered_persons": N_("Registered persons at the draw"),
            "exited_persons": N_("Exited persons at the draw"),
            "recorded_by": N_("Recorded by"),
            "reason": N_("Reason"),
        },
    ),
    "inspected_household": RecordLabels(
        N_("Field sheet"),
        {
            "round_id": N_("Round"),
            "row": N_("Row"),
            "household_id": N_("Household"),
            "township_id": N_("Township"),
            "standing": N_("Standing at the draw"),
            "persons": N_("Persons at the draw"),
            "visited_on": N_("Visited on"),
            "visitors": N_("Visitors"),
            "decided_rightly": N_("Decision is right"),
            "fell_back": N_("Poor again"),
            "satisfied": N_("Content with the help"),
            "note": N_("Note"),
            "entered_by": N_("Entered by"),
            "checked_by": N_("Entered again by"),
        },
    ),
    "inspection_stratum": RecordLabels(
        N_("Township of a round"),
        {
            "round_id": N_("Round"),
            "township_id": N_("Township"),
            "population": N_("Households in all"),
        },
    ),
    "misconduct_report": RecordLabels(
        N_("Report of misconduct"),
        dict.fromkeys(
            (
                *("received_on", "channel", "anonymous", "reporter", "village_id", "about", "words"),
                *("investigators", "due_on", "outcome", "found", "settled_on", "answered_on", "reason"),
                "recorded_by",
            ),
            INTERNAL,
        ),
    ),
    "appraisal": RecordLabels(
        N_("Appraisal"),
        {
            "year": N_("Year"),
            "kind": N_("Appraised"),
            "place_id": N_("Place"),
            "name": N_("Name of the official"),
            "grade": N_("Grade"),
            "basis": N_("Ground of the grade"),
            "appraised_on": N_("Appraised on"),
            "incentive": N_("Incentive"),
            "incentive_on": N_("Given on"),
            "reason": N_("Reason"),
            "recorded_by": N_("Recorded by"),
        },
    ),
    "inspection_finding": RecordLabels(
        N_("Finding"),
        {
            "round_id": N_("Round"),
            "village_id": N_("Village"),
            "household_id": N_("Household"),
            "severity": N_("Severity"),
            "words": N_("What is wrong"),
            "found_on": N_("Found on"),
            "mender": N_("Who mends it"),
            "due_on": N_("To be mended by"),
            "mended_on": N_("Mended on"),
            "proof": N_("Proof"),
            "confirmed_on": N_("Confirmed on"),
            "recorded_by": N_("Recorded by"),
            "reason": N_("Reason"),
        },
    ),
}
