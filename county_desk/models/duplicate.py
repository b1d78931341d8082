"""Rulings on two records that may be one person."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, aliased

from county_desk.fields import Day, Text, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Member
from county_desk.models.record_kind import Names, RecordKind
from county_desk.text import N_


class DuplicateRuling(Kept):
    """One ruling: two members are the same person or not, why, and which record goes on.

    `before` holds the changed records of a ruling of an earlier version, as they stood.
    """

    __table_args__ = (
        CheckConstraint("one_id < other_id", name="in_order"),
        CheckConstraint("same = (survivor_id IS NOT NULL)", name="one_survives"),
    )

    one_id: Mapped[int] = link("member", N_("One person"), index=True)
    other_id: Mapped[int] = link("member", N_("The other person"), index=True)
    same: Mapped[bool] = column(N_("The same person"), YesNo())
    survivor_id: Mapped[int | None] = link("member", N_("Record that stays"))
    reason: Mapped[str] = column(N_("Reason"), Text(lines=2, width=40), needed=N_("Give the reason"))
    settled_on: Mapped[date] = column(N_("Settled on"), Day())
    settled_by: Mapped[int] = link("user", N_("Settled by"))
    before: Mapped[dict[str, Any] | None]


_other = aliased(Member)


def _of_both() -> Names:
    """The two persons of a ruling."""
    both = select(DuplicateRuling.id, Member.name, _other.name)
    return both.join(Member, Member.id == DuplicateRuling.one_id).join(
        _other, _other.id == DuplicateRuling.other_id
    )


DUPLICATE_RULING = RecordKind(
    DuplicateRuling,
    N_("Ruling on a duplicate"),
    _of_both,
    about=(DuplicateRuling.one_id, DuplicateRuling.other_id),
)
