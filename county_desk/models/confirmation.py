"""Entries of the shipped policy that the county has confirmed, each with its document."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class PolicyConfirmation(Kept):
    """A figure, criterion or procedure that the program only recalls and the county found right.

    The columns are those of `rules.confirmed.Confirmed`.
    """

    __tablename__ = "policy_confirmation"
    __table_args__ = (Index("ix_policy_confirmation_what", "what"),)

    what: Mapped[str]
    place: Mapped[str]
    since: Mapped[date]
    value: Mapped[str]
    reference: Mapped[str]
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
