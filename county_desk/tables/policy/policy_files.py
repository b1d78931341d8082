"""The policy files of the county that are in force."""

from datetime import date
from typing import Annotated

from sqlalchemy import type_coerce

from county_desk.fields import Choice, Code, Text
from county_desk.models.base import term_column
from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.user import User
from county_desk.rules.own_files import PolicyFileKind
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.policy.waiting_entries import in_force
from county_desk.text import N_

_KIND = term_column(PolicyFileKind, "policy_file_kind")


class PolicyFileRow(ShownRow):
    """One policy file of the county; `file` is its name with folder and suffix."""

    id: Annotated[int, Shown(OwnPolicyFile.id, N_("Policy file record"))]
    kind: Annotated[
        PolicyFileKind,
        Shown(type_coerce(OwnPolicyFile.kind, _KIND), N_("Declares"), Choice(terms=PolicyFileKind, width=15)),
    ]
    file: Annotated[
        str, Shown(OwnPolicyFile.kind + "/" + OwnPolicyFile.name + ".toml", N_("File"), Text(width=38))
    ]
    reference: Annotated[str, Shown(OwnPolicyFile.reference, width=28)]
    entered_on: Annotated[date, Shown(OwnPolicyFile.entered_on)]
    entered_by: Annotated[str, Shown(User.name, N_("Imported by"), width=10)]
    dated_back: Annotated[str, Shown(OwnPolicyFile.dated_back, blank=True, width=20)]
    digest: Annotated[str, Shown(OwnPolicyFile.digest, N_("Digest"), Code(width=20))]


POLICY_FILES = table_of("policy_files", N_("Policy files of the county"), PolicyFileRow)


def _policy_files() -> Rows:
    return (
        select_of(PolicyFileRow)
        .join(User, User.id == OwnPolicyFile.entered_by)
        .where(in_force(OwnPolicyFile))
    )


LISTING = Listing(
    POLICY_FILES, _policy_files, search=("file", "reference"), order=("file",), named=("file", "id")
)
