"""The policy files of the county: those in force, and those that wait for a second person."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select, type_coerce

from county_desk.fields import Choice, Code, Column, Day, Record, Table, Text, YesNo
from county_desk.models.base import term_column
from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.user import User
from county_desk.rules.own_files import PolicyFileKind
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_

_KIND = term_column(PolicyFileKind, "policy_file_kind")
_IN_FORCE = or_(OwnPolicyFile.proposed_on.is_(None), OwnPolicyFile.confirmed_on.is_not(None))


@dataclass(frozen=True, slots=True)
class PolicyFileRow:
    """One policy file of the county; `file` is its name with folder and suffix."""

    id: int
    kind: PolicyFileKind
    file: str
    reference: str
    entered_on: date
    entered_by: str
    in_force: bool
    digest: str


POLICY_FILES = Table(
    key="policy_files",
    title=N_("Policy files of the county"),
    row=PolicyFileRow,
    columns=(
        Column("id", N_("Policy file record"), Record(), hidden=True),
        Column("kind", N_("Declares"), Choice(terms=PolicyFileKind, width=15)),
        Column("file", N_("File"), Text(width=38)),
        Column("reference", N_("Document it rests on"), Text(width=28)),
        Column("entered_on", N_("Imported on"), Day()),
        Column("entered_by", N_("Imported by"), Text(width=10)),
        Column("in_force", N_("In force"), YesNo()),
        Column("digest", N_("Digest"), Code(width=20)),
    ),
)


def _policy_files() -> Rows:
    return (
        select(
            OwnPolicyFile.id.label("id"),
            type_coerce(OwnPolicyFile.kind, _KIND).label("kind"),
            (OwnPolicyFile.kind + "/" + OwnPolicyFile.name + ".toml").label("file"),
            OwnPolicyFile.reference.label("reference"),
            OwnPolicyFile.entered_on.label("entered_on"),
            User.name.label("entered_by"),
            _IN_FORCE.label("in_force"),
            OwnPolicyFile.digest.label("digest"),
        )
        .join(User, User.id == OwnPolicyFile.entered_by)
        .where(OwnPolicyFile.withdrawn_on.is_(None))
    )


LISTING = Listing(
    POLICY_FILES, _policy_files, search=("file", "reference"), order=("file",), named=("file", "id")
)
