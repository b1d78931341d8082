"""Undoing a batch: what rests on it, and putting every record back to where it was."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Enum, select
from sqlalchemy.orm import Session

from county_desk.models.base import Hundredths, Kept
from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.text import _
from county_desk.workflow.casework import pass_step
from county_desk.workflow.command import Work

_MAPPED: dict[str, type[Kept]] = {
    mapped.__tablename__: mapped for mapped in (Household, Member, HouseholdYear, MemberYear, Case, CaseStep)
}
_AT_ONCE = 500


def resting(session: Session, batch: Batch) -> list[str]:
    """The heads of the households to which something was done since the batch; they forbid its undoing.

    A record whose version is not the one that the batch left was changed by a later step, batch or
    correction; so was a household to which somebody was added. A later batch that is undone counts for
    nothing.
    """
    found: dict[int, str] = {}
    undone = _undone_since(session, batch)
    for mapped, written in _written(batch):
        versions = {number: left + _touched(undone, mapped, number) for number, left in written.items()}
        for record in _records(session, mapped, versions):
            if record.version != versions[record.id]:
                household = _household_of(record)
                found[household.id] = household.head
    for household in _households(session, batch):
        known = _numbers(batch, Member)
        if any(member.id not in known and member.withdrawn_on is None for member in household.members):
            found[household.id] = household.head
    return list(found.values())


def take_back(work: Work, batch: Batch, reason: str) -> None:
    """Withdraw what the batch made, and restore what it changed."""
    written: dict[str, Any] = batch.report["records"]
    for table, made in written["made"].items():
        for record in _records(work.session, _MAPPED[table], {int(number): 0 for number in made}):
            if isinstance(record, Case):
                opinion = reason or _("The file was taken out again")
                pass_step(work, record, StepOutcome.WITHDRAWN, work.today, advance=False, opinion=opinion)
                record.state = CaseState.WITHDRAWN
            elif not isinstance(record, CaseStep):
                record.withdrawn_on = work.today
    for table, changed in written["changed"].items():
        mapped = _MAPPED[table]
        for record in _records(work.session, mapped, {int(number): 0 for number in changed}):
            for name, value in changed[str(record.id)]["before"].items():
                setattr(record, name, _given_back(mapped, name, value))


def _written(batch: Batch) -> Iterator[tuple[type[Kept], dict[int, int]]]:
    """Which records the batch left in which version, by kind."""
    written: dict[str, Any] = batch.report["records"]
    for table, made in written["made"].items():
        yield _MAPPED[table], {int(number): version for number, version in made.items()}
    for table, changed in written["changed"].items():
        yield _MAPPED[table], {int(number): entry["version"] for number, entry in changed.items()}


def _undone_since(session: Session, batch: Batch) -> list[dict[str, Any]]:
    """What later batches of the same village had changed before they were undone."""
    later = select(Batch).where(
        Batch.id > batch.id, Batch.place_id == batch.place_id, Batch.undone_on.is_not(None)
    )
    return [each.report["records"]["changed"] for each in session.scalars(later)]


def _touched(undone: list[dict[str, Any]], mapped: type[Kept], number: int) -> int:
    """How often batches that are undone wrote a record: each once, and once more when it was undone."""
    return 2 * sum(str(number) in changed.get(mapped.__tablename__, {}) for changed in undone)


def _numbers(batch: Batch, mapped: type[Kept]) -> set[int]:
    return {number for kind, versions in _written(batch) if kind is mapped for number in versions}


def _households(session: Session, batch: Batch) -> Iterator[Household]:
    made = batch.report["records"]["made"].get(Household.__tablename__, {})
    for record in _records(session, Household, {int(number): 0 for number in made}):
        assert isinstance(record, Household)
        yield record


def _records(session: Session, mapped: type[Kept], numbers: dict[int, int]) -> Iterator[Kept]:
    every = sorted(numbers)
    for start in range(0, len(every), _AT_ONCE):
        wanted = select(mapped).where(mapped.id.in_(every[start : start + _AT_ONCE])).order_by(mapped.id)
        yield from session.scalars(wanted)


def _household_of(record: Kept) -> Household:
    match record:
        case Household():
            return record
        case Member() | HouseholdYear():
            return record.household
        case MemberYear():
            return record.member.household
        case (
            Case(household=Household() as household) | CaseStep(case=Case(household=Household() as household))
        ):
            return household
    raise TypeError(f"a batch does not write {type(record).__name__}")


def _given_back(mapped: type[Kept], name: str, value: Any) -> Any:
    """A value as the column holds it, from how the report keeps it."""
    kind = mapped.__table__.c[name].type
    if value is None:
        return None
    if isinstance(kind, Hundredths):
        return Decimal(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value
