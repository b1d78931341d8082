"""The labels of records of the county itself: its places, accounts, policy and returns."""

from collections.abc import Mapping

from county_desk.tables.labels.record_labels import INTERNAL, RecordLabels
from county_desk.text import N_

COUNTY_LABELS: Mapping[str, RecordLabels] = {
    "place": RecordLabels(
        N_("Place"),
        {
            "level": N_("Level"),
            "parent_id": N_("Belongs to"),
            "name": N_("Name of the place"),
            "short": N_("Short name"),
            "office": N_("Office"),
            "contact": N_("Contact person"),
            "telephone": N_("Telephone for objections"),
            "address": N_("Address of the office"),
            "agency_code": N_("Agency code of document numbers"),
        },
    ),
    "place_code": RecordLabels(
        N_("Official code of a place"),
        {"place_id": N_("Place"), "code": N_("Code"), "since": N_("Valid from"), "until": N_("Valid until")},
    ),
    "user": RecordLabels(
        N_("Account"),
        {
            "name": N_("Name"),
            "role": N_("Role"),
            "place_id": N_("Place"),
            "password": N_("Password"),
            "created_at": INTERNAL,
            "one_time": N_("One-time password"),
            "failures": N_("Wrong passwords in a row"),
            "locked_until": N_("Locked until"),
        },
    ),
    "register": RecordLabels(
        N_("The register"),
        {
            "uid": INTERNAL,
            "name": N_("Name of the county"),
            "kind": N_("Purpose"),
            "county_id": N_("County"),
            "province": N_("Province whose policy applies"),
            "region": N_("Region whose figures apply"),
            "leading_group": N_("Leading group"),
            "created_at": INTERNAL,
        },
    ),
    "own_parameter": RecordLabels(
        N_("Figure of policy"),
        {
            "name": N_("Figure"),
            "since": N_("In force from"),
            "value": N_("Value"),
            "reference": N_("Document it rests on"),
            "entered_by": N_("Entered by"),
            "proposed_on": N_("Proposed on"),
            "confirmed_on": N_("Confirmed on"),
            "confirmed_by": N_("Confirmed by"),
            "scan": INTERNAL,
            "dated_back": N_("Reason for an earlier first day"),
        },
    ),
    "closed_year": RecordLabels(
        N_("Closed year"),
        {
            "year": N_("Year"),
            "closed_on": N_("Closed on"),
            "closed_by": N_("Closed by"),
            "reason": N_("Reason"),
        },
    ),
    "policy_confirmation": RecordLabels(
        N_("Confirmation of policy"),
        {
            "what": N_("Figure"),
            "place": N_("Policy of"),
            "since": N_("In force from"),
            "value": N_("Value"),
            "reference": N_("Document it rests on"),
            "confirmed_on": N_("Confirmed on"),
            "confirmed_by": N_("Confirmed by"),
        },
    ),
    "office_name": RecordLabels(
        N_("Name of an office"),
        {
            "place_id": N_("Place"),
            "since": N_("In force from"),
            "office": N_("Office"),
            "agency_code": N_("Agency code of document numbers"),
            "leading_group": N_("Leading group"),
            "reference": N_("Document it rests on"),
            "entered_by": N_("Entered by"),
        },
    ),
    "own_year": RecordLabels(
        N_("Holidays of a year"),
        {
            "year": N_("Year"),
            "holidays": N_("Holidays"),
            "workdays": N_("Make-up working days"),
            "reference": N_("Document it rests on"),
            "entered_by": N_("Entered by"),
        },
    ),
    "own_policy_file": RecordLabels(
        N_("Policy file"),
        {
            "kind": N_("Declares"),
            "name": N_("File"),
            "digest": INTERNAL,
            "reference": N_("Document it rests on"),
            "entered_on": N_("Imported on"),
            "entered_by": N_("Imported by"),
            "proposed_on": N_("Proposed on"),
            "confirmed_on": N_("Confirmed on"),
            "confirmed_by": N_("Confirmed by"),
            "scan": INTERNAL,
        },
    ),
    "policy_text": RecordLabels(
        N_("Text of a policy file"),
        {"digest": INTERNAL, "kind": INTERNAL, "name": INTERNAL, "text": N_("Text")},
    ),
    "check_setting": RecordLabels(
        N_("Setting of a check"),
        {
            "number": N_("Check"),
            "year": N_("Year"),
            "level": N_("Level of the check"),
            "reason": N_("Reason"),
            "set_by": N_("Set by"),
        },
    ),
    "return": RecordLabels(
        N_("Return"),
        {
            "name": N_("Return"),
            "period": N_("Period"),
            "edition": N_("Edition"),
            "frozen_at": INTERNAL,
            "frozen_by": N_("Frozen by"),
            "figures": N_("Figures of the return"),
            "digest": INTERNAL,
            "anchor": INTERNAL,
            "reason": N_("Reason"),
        },
    ),
}
