"""The days of application in a file: whether a case can have begun on them, or has begun on another."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from county_desk.intake.comparing.cases import EXIT, CaseOf, case_kind, cases_of, opens_exit
from county_desk.intake.comparing.known import Known, KnownHousehold
from county_desk.intake.delivery import HouseholdIn, Level
from county_desk.rules.policy import Policy
from county_desk.text import _

FILED, KEPT = "申请日期", "county_kept"


@dataclass(frozen=True)
class DaySaid:
    """What there is to say about the day on which one household applied; `kept` is the day that stays."""

    household: HouseholdIn
    kind: str
    level: Level
    sentence: str
    kept: str = ""


def days_of_application(
    session: Session,
    policy: Policy | None,
    households: Iterable[HouseholdIn],
    known: Known,
    met: Mapping[str, KnownHousehold],
    changed: Collection[str],
) -> Iterator[DaySaid]:
    """Ask about days before any procedure, and say where a case on record keeps another day.

    `met` are the households on record with which the delivered ones were compared, `changed` the keys of
    those in which something is new.
    """
    dated = [(each, each.filed_on) for each in households if each.filed_on]
    compared = [met[each.key] for each, _day in dated if each.key in met and not met[each.key].settled]
    cases = cases_of(session, [found.row.id for found in compared])
    for household, day in dated:
        key, on_record = household.key, known.households.get(household.key)
        if on_record is None or on_record.gone:
            yield from _before_any(policy, household, case_kind(household), day)
        elif key in met and not on_record.settled:
            begun = cases.get(on_record.row.id, [])
            if key in changed and opens_exit(on_record, household, begun):
                yield from _before_any(policy, household, EXIT, day)
            else:
                yield from _of_another_day(household, day, begun)


def _before_any(policy: Policy | None, household: HouseholdIn, kind: str, day: date) -> Iterator[DaySaid]:
    """That no case of this kind can have begun on the day."""
    first = policy.first_procedure(kind) if policy else None
    if first is not None and day < first.since:
        message = _("“{title}” begins on {first} and {day} is before that; look at the day again.")
        sentence = message.format(title=first.title, first=first.since, day=day)
        yield DaySaid(household, "date_range", Level.ASK, sentence)


def _of_another_day(household: HouseholdIn, day: date, cases: Sequence[CaseOf]) -> Iterator[DaySaid]:
    """That the newest case on record keeps its day, when none of them began on this one."""
    if not cases or any(case.received_on == day for case in cases):
        return
    under_way = _("{title}: the case under way keeps {old}; the file has {new}.")
    ended = _("{title}: the case of {old} has ended; the file has {new}. For a new application, open a case.")
    kept = str(cases[-1].received_on)
    words = under_way if cases[-1].under_way else ended
    yield DaySaid(household, KEPT, Level.NOTE, words.format(title=FILED, old=kept, new=day), kept)
