"""The texts of policy files that a register keeps, and the files that the county itself imported."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Base, Kept


class PolicyText(Base):
    """One text of a policy file, kept once: `digest` is its SHA-256.

    `kind` and `name` identify the file, as procedures and national/household_exit-2016.
    """

    __tablename__ = "policy_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    text: Mapped[str]


class OwnPolicyFile(Kept):
    """A policy file that the county imported, with the document it rests on; one of a name is in force.

    A real register keeps the day of the proposal, and the file is in force once a second person has
    confirmed it; without that day it is in force as it was imported. `scan` is the SHA-256 of the document as
    an `Original`.
    """

    __tablename__ = "own_policy_file"
    __table_args__ = (Index("ix_own_policy_file_kind_name", "kind", "name"),)

    kind: Mapped[str]
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("policy_text.digest"))
    reference: Mapped[str]
    entered_on: Mapped[date]
    entered_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_on: Mapped[date | None] = mapped_column(default=None)
    confirmed_on: Mapped[date | None] = mapped_column(default=None)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    scan: Mapped[str | None] = mapped_column(default=None)
