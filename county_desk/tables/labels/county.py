"""The labels of records of the county itself: its places, accounts, policy and returns."""

from collections.abc import Mapping

from county_desk.models.check import CheckSetting
from county_desk.models.closed_year import ClosedYear
from county_desk.models.confirmation import PolicyConfirmation
from county_desk.models.office_name import OfficeName
from county_desk.models.place import Place, PlaceCode
from county_desk.models.policy_text import OwnPolicyFile, PolicyText
from county_desk.models.register import OwnParameter, OwnYear, Register
from county_desk.models.return_ import Return
from county_desk.models.user import User
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

COUNTY_LABELS: Mapping[str, RecordLabels] = {
    "place": labels_of(Place, N_("Place")),
    "place_code": labels_of(PlaceCode, N_("Official code of a place")),
    "user": labels_of(User, N_("Account")),
    "register": labels_of(Register, N_("The register")),
    "own_parameter": labels_of(OwnParameter, N_("Figure of policy")),
    "closed_year": labels_of(ClosedYear, N_("Closed year")),
    "policy_confirmation": labels_of(PolicyConfirmation, N_("Confirmation of policy")),
    "office_name": labels_of(OfficeName, N_("Name of an office")),
    "own_year": labels_of(OwnYear, N_("Holidays of a year")),
    "own_policy_file": labels_of(OwnPolicyFile, N_("Policy file")),
    "policy_text": labels_of(PolicyText, N_("Text of a policy file")),
    "check_setting": labels_of(CheckSetting, N_("Setting of a check")),
    "return": labels_of(Return, N_("Return")),
}
