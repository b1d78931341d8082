"""Days of application: whether a case can have begun on them, or has begun on another day."""

from collections.abc import Iterator, Sequence
from datetime import date

from county_desk.intake.comparing.cases import EXIT, CaseOf, case_kind, cases_of, opens_exit
from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.delivery import Line
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check

_FILED = "申请日期"


@check("R20", Of.DELIVERY)
def days_of_application(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Days before any procedure, and days other than that of the case on record, which stays."""
    dated = [(each, each.filed_on) for each in comparison.delivery.households if each.filed_on]
    met = comparison.met
    matched = [met[each.key] for each, _day in dated if each.key in met and not met[each.key].settled]
    cases = cases_of(comparison.session, [known.row.id for known in matched])
    for household, day in dated:
        first = comparison.notes.first(household)
        known = comparison.register.households.get(household.key)
        if first is None:
            continue
        if known is None or known.gone:
            yield from _before_any(comparison, first, case_kind(household), day)
        elif household.key in met and not known.settled:
            begun = cases.get(known.row.id, [])
            if household.key in comparison.changed and opens_exit(known, household, begun):
                yield from _before_any(comparison, first, EXIT, day)
            else:
                yield from _note_of_other_day(comparison, first, day, begun)


def _before_any(comparison: FileComparison, row: Line, kind: str, day: date) -> Iterator[LineHit]:
    """A hit when no case of this kind can have begun on the day."""
    first = comparison.policy.first_procedure(kind) if comparison.policy else None
    if first is not None and day < first.since:
        yield RowHit(row, _FILED, {"title": first.title, "first": first.since, "day": day}, "before")


def _note_of_other_day(
    comparison: FileComparison, row: Line, day: date, cases: Sequence[CaseOf]
) -> Iterator[LineHit]:
    """A note that the newest case on record keeps its day, when none of them began on this one."""
    if not cases or any(case.received_on == day for case in cases):
        return
    kept = str(cases[-1].received_on)
    comparison.notes.keep(row, _FILED, kept)
    values = {"title": _FILED, "old": kept, "new": day}
    yield RowHit(row, _FILED, values, "under_way" if cases[-1].under_way else "ended")
