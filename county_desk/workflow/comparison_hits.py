"""The people of cases who stand on the imported lists of other departments."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import Case
from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.models.household import Member
from county_desk.text import _


@dataclass(frozen=True, slots=True)
class ComparisonHit:
    """One member of a case's household on one list."""

    entry: int
    name: str
    list: str
    kind: str

    @property
    def words(self) -> str:
        """The hit as a form and a strip show it."""
        where = _("{list} ({kind})").format(list=self.list, kind=self.kind) if self.kind else self.list
        return _("{name} on “{list}”").format(name=self.name, list=where)


def hits_of(session: Session, case: Case) -> Sequence[ComparisonHit]:
    """The hits of a case, matched by identity number, in the order of the lists."""
    if case.household_id is None:
        return ()
    found = (
        select(DepartmentEntry.id, Member.name, DepartmentList.name, DepartmentEntry.kind)
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .join(Member, Member.id_number == DepartmentEntry.id_number)
        .where(
            Member.household_id == case.household_id,
            Member.withdrawn_on.is_(None),
            Member.id_number != "",
            DepartmentEntry.withdrawn_on.is_(None),
            DepartmentList.withdrawn_on.is_(None),
        )
        .order_by(DepartmentList.id, DepartmentEntry.row)
    )
    return [ComparisonHit(*row) for row in session.execute(found)]
