"""All that stands in a register as plain facts, and what an act did to them."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from county_desk.models.case import Case, CaseState, CaseStep
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from tests.build import Office

type At = tuple[str, int]
type Facts = dict[At, dict[str, Any]]
_LEFT = {"version", "withdrawn_on", "batch_id", "facts", "finding", "before"}


def standing(office: Office) -> Facts:
    """Every fact of every record that counts, whose household and person count too."""
    found: Facts = {}
    with office.sessions() as session:
        for mapped in (Household, Member, HouseholdYear, MemberYear, Case, CaseStep, DuplicateRuling):
            table = mapped.__table__
            names = [column.name for column in table.c if column.name not in _LEFT]
            wanted = select(*(table.c[name] for name in names)).where(mapped.withdrawn_on.is_(None))
            for row in session.execute(wanted).mappings():
                if _counts(mapped, row, found):
                    found[table.name, row["id"]] = dict(row)
    return found


def _counts(mapped: Any, row: Any, found: Facts) -> bool:
    if mapped is Case:
        return row["state"] is not CaseState.WITHDRAWN
    if mapped is CaseStep:
        return ("case", row["case_id"]) in found
    if mapped in (Member, HouseholdYear):
        return ("household", row["household_id"]) in found
    return mapped is not MemberYear or ("member", row["member_id"]) in found


def before_and_after(before: Facts, after: Facts) -> Facts:
    """The records that differ, each with its columns then and now; None for one that does not count."""
    return {
        at: {"": (before.get(at), after.get(at))}
        if at not in before or at not in after
        else {name: (was, after[at][name]) for name, was in before[at].items() if was != after[at][name]}
        for at in {**before, **after}
        if before.get(at) != after.get(at)
    }


def undone(now: Facts, did: Facts) -> tuple[Facts, list[str]]:
    """What has to stand once an act is undone, and what was changed again since so that it cannot be."""
    found, lost = dict(now), []
    for at, columns in did.items():
        if "" in columns:
            was, is_ = columns[""]
            if now.get(at) != is_ and at[0] not in ("case", "case_step") and not _owner_left(at, is_, now):
                lost.append(f"{at}: {is_} is now {now.get(at)}")
            found.pop(at, None)
            if was is not None:
                found[at] = was
            continue
        if at not in now and at[0] in ("case", "member_year"):
            continue  # one that was withdrawn goes nowhere, and of one who left nothing counts
        if at not in now:
            lost.append(f"{at} does not stand any more")
            continue
        found[at] = {**now[at], **{name: was for name, (was, _is) in columns.items()}}
        lost += [
            f"{at} {name}: {is_} is now {now[at][name]}"
            for name, (_was, is_) in columns.items()
            if now[at][name] != is_
        ]
    return found, lost


def _owner_left(at: At, row: dict[str, Any] | None, now: Facts) -> bool:
    """Whether a record does not count because the person left to whom it belongs."""
    return at[0] == "member_year" and row is not None and ("member", row["member_id"]) not in now


def of(facts: Facts, table: str, **where: Any) -> list[dict[str, Any]]:
    """The records of a table with these values."""
    return [
        row
        for (kind, _number), row in facts.items()
        if kind == table and all(row[name] == value for name, value in where.items())
    ]


def household_at(facts: Facts, at: At) -> int | None:
    """The household to which a record belongs."""
    row = facts[at]
    match at[0]:
        case "household":
            return at[1]
        case "member_year":
            found: int = facts["member", row["member_id"]]["household_id"]
            return found
        case "case_step":
            return household_at(facts, ("case", row["case_id"]))
        case "duplicate_ruling":
            return None
    whose: int = row["household_id"]
    return whose


def bearers(facts: Facts) -> Counter[str]:
    """How often each identity number stands in the register."""
    return Counter(row["id_number"][:18] for row in of(facts, "member") if row["id_number"])


def listed(facts: Facts) -> Counter[int]:
    """How many members of each household stand."""
    return Counter(row["household_id"] for row in of(facts, "member"))
