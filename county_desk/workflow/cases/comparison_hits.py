"""The people of cases who stand on the imported lists of other departments."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from county_desk.models.case import Case
from county_desk.models.department import DepartmentEntry, DepartmentList, HitDecision
from county_desk.models.household import Household, Member
from county_desk.tables.departments.hits import COUNTS, in_its_village, names_member
from county_desk.text import _


@dataclass(frozen=True, slots=True)
class ComparisonHit:
    """One member of a case's household on one list; `explained` is an earlier decision about it."""

    entry: int
    name: str
    list: str
    kind: str
    explained: str = ""

    @property
    def words(self) -> str:
        """The hit as a form and a strip show it."""
        where = _("{list} ({kind})").format(list=self.list, kind=self.kind) if self.kind else self.list
        return _("{name} on “{list}”").format(name=self.name, list=where)


def hits_of(session: Session, case: Case) -> Sequence[ComparisonHit]:
    """The hits of a case, by identity number or by name in the village, in the order of the lists."""
    if case.household_id is None:
        return ()
    decided = and_(
        HitDecision.entry_id == DepartmentEntry.id,
        HitDecision.member_id == Member.id,
        HitDecision.withdrawn_on.is_(None),
    )
    found = (
        select(
            DepartmentEntry.id,
            Member.name,
            DepartmentList.name,
            DepartmentEntry.kind,
            func.coalesce(HitDecision.explanation, ""),
        )
        .select_from(DepartmentEntry)
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .join(Member, names_member())
        .join(Household, Household.id == Member.household_id)
        .outerjoin(HitDecision, decided)
        .where(
            Member.household_id == case.household_id,
            Member.withdrawn_on.is_(None),
            in_its_village(),
            *COUNTS,
            DepartmentList.withdrawn_on.is_(None),
        )
        .order_by(DepartmentList.id, DepartmentEntry.row)
    )
    return [ComparisonHit(*row) for row in session.execute(found)]


def unexplained(session: Session, case: Case) -> Sequence[ComparisonHit]:
    """The hits of a case without a decision."""
    return [hit for hit in hits_of(session, case) if not hit.explained]


def explained_hits(hits: Sequence[ComparisonHit], lines: Sequence[str]) -> list[dict[str, object]]:
    """The hits as a case keeps them: each with its decision, or with the next of some lines."""
    waiting = sum(not hit.explained for hit in hits)
    rest = iter(lines if len(lines) == waiting else [""] * waiting)
    return [{"entry": hit.entry, "hit": hit.words, "explained": hit.explained or next(rest)} for hit in hits]
