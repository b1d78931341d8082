"""The words that a person keeps beside a row of a list, seen by that person alone."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Text
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class OwnNote(Kept):
    """The note of one account beside one record of a list; `of_list` is the key of the list.

    It is no fact of the register: no notice, return, check or rule reads it.
    """

    __table_args__ = (UniqueConstraint("account_id", "of_list", "record_id"),)

    account_id: Mapped[int] = link("user", N_("Account"), of="users")
    of_list: Mapped[str]
    record_id: Mapped[int] = mapped_column()
    words: Mapped[str] = column(N_("My notes"), Text(width=24))


OWN_NOTE = RecordKind(OwnNote, N_("Note of one's own"), secret=True)
