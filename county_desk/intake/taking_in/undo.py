"""Undoing a batch: putting every record back to where it was before the file came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import FACTS, HOUSEHOLD, INCOME, LIVING, MEMBER, MEMBER_YEAR, VILLAGE_FACTS
from county_desk.intake.comparing.list_records import watched_facts
from county_desk.intake.comparing.record_facts import Facts, blank
from county_desk.intake.taking_in.blockers import WRITTEN
from county_desk.models.among import among
from county_desk.models.base import Kept, column_value
from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.monitored import Monitored
from county_desk.models.village import VillageRecord, VillageStanding, VillageYear
from county_desk.tables.duplicates import open_duplicates
from county_desk.text import _
from county_desk.workflow.cases.common import pass_step
from county_desk.workflow.command import Work
from county_desk.workflow.journal import change_rows, insert_rows, next_number

_AT_ONCE = 500
# all but what a record is found by goes with it, so that it comes again as for the first time
_EMPTY: Mapping[type[Kept], Facts] = {
    Household: blank(HOUSEHOLD),
    HouseholdYear: {"persons": None, "ledger": None, **blank((*INCOME, *LIVING))},
    Member: blank(name for name in MEMBER if not FACTS[name].identifying),
    MemberYear: blank(MEMBER_YEAR),
    VillageYear: {"facts": None, **dict.fromkeys(VILLAGE_FACTS)},
    # every village has one record at most, which is never withdrawn
    VillageRecord: {"withdrawn_on": None, "standing": VillageStanding.ORDINARY}
    | dict.fromkeys(("listed_on", "exited_on", "grace_until", "batch_id")),
    Monitored: {"facts": {}, **watched_facts({})},
}


def take_back(work: Work, batch: Batch, reason: str) -> None:
    """Withdraw what the batch made, empty, and restore what it changed."""
    written: dict[str, Any] = batch.report["records"]
    opinion = reason or _("The file was taken out again")
    singly = sum(len(numbers) for kind in ("made", "changed") for numbers in written[kind].values())
    done, total = 0, singly + sum(last - first + 1 for _mapped, first, last in _ranges(written))
    for parts in (_withdraw_many, _withdraw_made, _restore):
        for some in parts(work, written, opinion):
            done += some
            work.progress(done, total)


def words_of_twice(session: Session, batch: Batch) -> str:
    """Return a sentence about persons who come back but now belong to another household; "" for none."""
    changed: dict[str, Any] = batch.report["records"]["changed"].get(Member.__tablename__, {})
    back = {
        int(number) for number, entry in changed.items() if entry["before"].get("withdrawn_on", "") is None
    }
    households = session.scalars(select(Member.household_id).where(among(Member.id, back)).distinct()).all()
    twice = [
        found.name
        for household in households
        for found in open_duplicates(session, household)
        if found.member_id in back
    ]
    message = _("On record in two households now: {names}; rule on them among the possible duplicates")
    return message.format(names="、".join(twice)) if twice else ""


def _ranges(written: dict[str, Any]) -> Iterator[tuple[type[Kept], int, int]]:
    """The first and the last of the records of a kind that were made at once."""
    for table, ranges in written.get("many", {}).items():
        for first, last in ranges:
            yield WRITTEN[table], first, last


def _withdraw_many(work: Work, written: dict[str, object], opinion: str) -> Iterator[int]:
    """Withdraw the records that were made at once; those that no act touched since go at once as well.

    Like those below it gives the numbers of records that it is done with, little by little.
    """
    for mapped, first, last in _ranges(written):
        if mapped is not CaseStep:
            if mapped is Case:
                done = _withdraw_cases(work, first, last, opinion)
            else:
                done = change_rows(work.session, mapped, first, last, _withdrawn(work, mapped))
            rest = set(range(first, last + 1)).difference(done)
            for some in _records(work.session, mapped, rest):
                for record in some:
                    _withdraw(work, record, opinion)
        yield last - first + 1


def _withdraw_made(work: Work, written: dict[str, Any], opinion: str) -> Iterator[int]:
    for table, made in written["made"].items():
        for some in _records(work.session, WRITTEN[table], made):
            for record in some:
                _withdraw(work, record, opinion)
            yield len(some)


def _restore(work: Work, written: dict[str, Any], _opinion: str) -> Iterator[int]:
    """Give the records back that were changed what they had before."""
    for table, changed in written["changed"].items():
        mapped = WRITTEN[table]
        for some in _records(work.session, mapped, changed):
            for record in some:
                for name, value in changed[str(record.id)]["before"].items():
                    setattr(record, name, column_value(mapped, name, value))
            yield len(some)


def _withdraw_cases(work: Work, first: int, last: int, opinion: str) -> Sequence[int]:
    """Withdraw cases with a step that says why."""
    session = work.session
    wanted = select(Case.id, Case.step).where(Case.id.between(first, last))
    waiting = {case: step for case, step in session.execute(wanted)}
    done = change_rows(session, Case, first, last, {"state": CaseState.WITHDRAWN})
    numbers = count(next_number(session, CaseStep))
    rows = [(next(numbers), case, waiting[case]) for case in done]
    by = {"outcome": StepOutcome.WITHDRAWN, "done_on": work.today, "recorded_at": work.now}
    by |= {"actor_id": work.actor.id, "opinion": opinion}
    insert_rows(session, CaseStep, ("id", "case_id", "step"), rows, by)
    return done


def _withdraw(work: Work, record: Kept, opinion: str) -> None:
    if isinstance(record, Case):
        if record.state is CaseState.WITHDRAWN:
            return
        pass_step(work, record, StepOutcome.WITHDRAWN, work.today, advance=False, opinion=opinion)
        record.state = CaseState.WITHDRAWN
    elif not isinstance(record, CaseStep):
        for name, value in _withdrawn(work, type(record)).items():
            setattr(record, name, value)


def _withdrawn(work: Work, mapped: type[Kept]) -> Facts:
    """The new values of the columns of a record that is withdrawn."""
    return {"withdrawn_on": work.today, **_EMPTY.get(mapped, {})}


def _records(session: Session, mapped: type[Kept], numbers: Iterable[Any]) -> Iterator[Sequence[Kept]]:
    """These records, some at a time."""
    for some in batched(sorted(map(int, numbers)), _AT_ONCE):
        yield session.scalars(select(mapped).where(mapped.id.in_(some)).order_by(mapped.id)).all()
