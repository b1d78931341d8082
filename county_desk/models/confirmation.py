"""Entries of the shipped policy that the county has confirmed, each with its document."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from county_desk.day_laws import NAMES_RULE
from county_desk.fields import Day, Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class PolicyConfirmation(Kept):
    """A figure, criterion or procedure that the program only recalls and the county found right.

    The columns are those of `rules.confirmed.Confirmed`.
    """

    __table_args__ = (Index("ix_policy_confirmation_what", "what"),)

    what: Mapped[str] = column(N_("Figure"), Text(width=30))
    place: Mapped[str] = column(N_("Policy of"), Text())
    since: Mapped[date] = column(N_("In force from"), Day(), law=NAMES_RULE)
    value: Mapped[str] = column(N_("Value"), Text())
    reference: Mapped[str] = column(
        N_("Document and clause"),
        Text(width=40),
        needed=N_("Name the document and clause where this figure is written"),
    )
    confirmed_on: Mapped[date] = column(N_("Confirmed on"), Day())
    confirmed_by: Mapped[int] = link("user", N_("Confirmed by"))


POLICY_CONFIRMATION = RecordKind(PolicyConfirmation, N_("Confirmation of policy"))
