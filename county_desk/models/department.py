"""Lists of other departments, kept to be held against the register."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.models.base import Kept
from county_desk.models.sounding import NAMED, SORTED


class DepartmentList(Kept):
    """One list of another department: its name, its year, and the day it arrived."""

    __tablename__ = "department_list"

    name: Mapped[str] = mapped_column(info=NAMED)
    year: Mapped[int]
    received_on: Mapped[date]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)

    entries: Mapped[list["DepartmentEntry"]] = relationship(
        back_populates="list", order_by="DepartmentEntry.row"
    )


class DepartmentEntry(Kept):
    """One person of such a list; `amount` is in yuan, `kind` what it is for, `row` where it stands."""

    __tablename__ = "department_entry"

    list_id: Mapped[int] = mapped_column(ForeignKey("department_list.id"), index=True)
    row: Mapped[int]
    name: Mapped[str] = mapped_column(info=NAMED)
    id_number: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="", info=SORTED)
    amount: Mapped[Decimal | None]

    list: Mapped[DepartmentList] = relationship(back_populates="entries")
