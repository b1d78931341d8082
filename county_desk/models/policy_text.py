"""The texts of policy files that a register keeps, and the files that the county itself imported."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Code, Day, Text
from county_desk.models.base import Base, Kept
from county_desk.models.declared import column, dated_back_column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class PolicyText(Base):
    """One text of a policy file, kept once: `digest` is its SHA-256.

    `kind` and `name` identify the file, as procedures and national/household_exit-2016.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    text: Mapped[str] = column(N_("Text"), Text())


POLICY_TEXT = RecordKind(PolicyText, N_("Text of a policy file"))


class OwnPolicyFile(Kept):
    """A policy file that the county imported, with the document it rests on; one of a name is in force.

    `scan` is the SHA-256 of the document as an `Original`, `dated_back` the reason why something in the file
    begins before the day of the import. Earlier versions kept the day of a proposal and its confirmation.
    """

    __table_args__ = (Index("ix_own_policy_file_kind_name", "kind", "name"),)

    kind: Mapped[str] = column(N_("Declares"), Code())
    name: Mapped[str] = column(N_("File"), Text(width=38))
    digest: Mapped[str] = mapped_column(ForeignKey("policy_text.digest"))
    reference: Mapped[str] = column(
        N_("Document it rests on"),
        Text(width=40),
        needed=N_("Name the document that this file puts into force"),
    )
    entered_on: Mapped[date] = column(N_("Imported on"), Day())
    entered_by: Mapped[int] = link("user", N_("Imported by"))
    proposed_on: Mapped[date | None] = column(N_("Proposed on"), Day(), default=None)
    confirmed_on: Mapped[date | None] = column(N_("Confirmed on"), Day(), default=None)
    confirmed_by: Mapped[int | None] = link("user", N_("Confirmed by"), default=None)
    scan: Mapped[str | None] = mapped_column(default=None)
    dated_back: Mapped[str | None] = dated_back_column()


OWN_POLICY_FILE = RecordKind(OwnPolicyFile, N_("Policy file"))
