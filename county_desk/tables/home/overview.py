"""The overview of a county: its work by township, last days, plans, money by month, and open questions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Money
from county_desk.models.batch import Batch
from county_desk.models.case import UNDER_WAY, CaseState
from county_desk.models.clue import OPEN, ClueState
from county_desk.models.place import Place
from county_desk.models.plan import PlanKind
from county_desk.models.return_ import Return
from county_desk.rules.policy import Policy
from county_desk.rules.step_kinds import StepKind
from county_desk.shapes import Shape
from county_desk.tables import duplicates, waiting_changes
from county_desk.tables.assistance import needs, plans
from county_desk.tables.assistance.officials import PAIRINGS_LISTING, PairingState
from county_desk.tables.assistance.payments import PAYMENTS_LISTING
from county_desk.tables.cases import case_list, disclosures
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.departments import department_lists, requests
from county_desk.tables.home.content import Cell, Door, HomeContent, number
from county_desk.tables.home.counted import CountedRows, by_township, in_all, side_by_side, summed
from county_desk.tables.listing import Query, count, facets
from county_desk.tables.monitoring import clues, signals
from county_desk.tables.monitoring.monitored import MONITORED_LISTING, MonitoredState
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.supervision.inspections import FINDINGS_LISTING, FindingState
from county_desk.text import N_, _, _n

_LAST_DAYS = {"monitored": "visit_due_on", "disclosures": "last_day"}  # by page; elsewhere due_on
AHEAD = 7  # days that the overview looks ahead


def cases_by_step(session: Session, policy: Policy, today: date) -> HomeContent:
    """The open cases of each township by the kind of step, for procedures in force or with an open case."""
    under_way = facets(session, case_list.LISTING, "step", Query({"state": UNDER_WAY}))
    present, keys = {key for key, _found in under_way}, dict[StepKind, set[str]]()
    for _digest, version in policy.procedures.followed():
        for step in version.steps:
            keys.setdefault(step.kind, set()).add(step.key)
        if version.since <= today <= (version.until or today):
            present |= {step.key for step in version.steps}
    shown = [kind for kind in StepKind if kind.type.task and keys.get(kind, set()) & present]
    return by_township(session, [_at_step(kind, keys[kind]) for kind in shown])


def monitoring_by_township(session: Session, today: date) -> HomeContent:
    """The work of monitoring and help of each township."""
    watched = Query({"state": (MonitoredState.WATCHED,)})
    before = Condition("visit_due_on", Operator.AT_MOST, today - timedelta(days=1))
    late = Query(watched.where, conditions=(before,))
    found = signals.SignalState.OPEN
    columns = (
        CountedRows(N_("Signals"), "signals", signals.LISTING, Query({"state": (found,)})),
        CountedRows(N_("Clues"), "clues", clues.LISTING, Query({"state": OPEN})),
        CountedRows(N_("Monitored"), "monitored", MONITORED_LISTING, watched),
        CountedRows(N_("Visit overdue"), "monitored", MONITORED_LISTING, late, Shape.MUST),
        CountedRows(
            N_("Needs without a measure"), "needs", needs.LISTING, Query({"state": (needs.NeedState.OPEN,)})
        ),
        CountedRows(
            *(N_("No contact official"), "pairings", PAIRINGS_LISTING),
            Query({"state": (PairingState.NONE,)}),
        ),
        CountedRows(
            N_("Findings to be mended"), "findings", FINDINGS_LISTING, Query({"state": (FindingState.OPEN,)})
        ),
    )
    return by_township(session, columns)


def last_days(session: Session, today: date) -> HomeContent:
    """The kinds of work with a last day: overdue rows, and rows that fall due within a week."""
    watched, short = {"state": (MonitoredState.WATCHED,)}, {"state": (plans.PlanState.SHORT,)}
    asked, to_mend = {"state": (requests.RequestState.OPEN,)}, {"state": (FindingState.OPEN,)}
    kinds = (
        (N_("Decisions on cases"), "applications", case_list.LISTING, {"state": (CaseState.OPEN,)}),
        (N_("Clues to verify"), "clues", clues.LISTING, {"state": (ClueState.DISPATCHED,)}),
        (N_("Visits of monitored households"), "monitored", MONITORED_LISTING, watched),
        (N_("Lists to close"), "disclosures", disclosures.LISTING, {"closed_on": (None,)}),
        (N_("Answers of departments"), "requests", requests.REQUESTS_LISTING, asked),
        (N_("Findings to be mended"), "findings", FINDINGS_LISTING, to_mend),
        (N_("Plans of villages"), "plans", plans.LISTING, short),
    )
    every = (CountedRows(title, key, listing, Query(where)) for title, key, listing, where in kinds)
    lines = [_two(each, _LAST_DAYS.get(each.page, "due_on"), today) for each in every]
    return side_by_side(session, (N_("Overdue"), N_("In 7 days")), lines)


def data_questions(session: Session) -> HomeContent:
    """The open questions about data."""
    late = Query({"state": UNDER_WAY}, conditions=(Condition("unconfirmed", Operator.AT_LEAST, 1),))
    counted = (
        CountedRows(N_("Possible duplicates"), "duplicates", duplicates.LISTING),
        CountedRows(N_("Changes that wait"), "waiting", waiting_changes.LISTING),
        CountedRows(N_("Cases with late entries to confirm"), "applications", case_list.LISTING, late),
        CountedRows(
            *(N_("Hits of departments to decide"), "comparisons", department_lists.MATCHES_LISTING),
            Query({"state": (department_lists.HitState.OPEN,)}),
        ),
    )
    return in_all(session, counted)


def not_answered(session: Session) -> HomeContent:
    """The departments that have not answered, each with its requests."""
    waits = {"state": (requests.RequestState.OPEN,)}
    listing = requests.REQUESTS_LISTING
    rows = []
    for department, found in facets(session, listing, "department", Query(waits)):
        query = Query({**waits, "department": (department,)})
        rows.append((Cell(_(department.label)), number("requests", query, found)))
    return HomeContent(rows)


def not_sent(session: Session, today: date) -> HomeContent:
    """The returns, and by township the villages, that came for the period before and not for the last one.

    The last period of a return is the month, quarter or year that ended last; that of a village is the year.
    """
    frozen = {tuple(row) for row in session.execute(select(Return.name, Return.period))}
    last_year = today.year - 1
    month, quarter = today.year * 12 + today.month - 2, today.year * 4 + (today.month - 1) // 3 - 1
    steps = (
        [Period(at // 12, month=at % 12 + 1) for at in (month, month - 1)],
        [Period(at // 4, quarter=at % 4 + 1) for at in (quarter, quarter - 1)],
        [Period(last_year), Period(last_year - 1)],
    )
    rows = [
        (Cell(_(name.label), Door("returns", "returns")), Cell(str(last), Door("returns", "returns")))
        for name in ReturnName
        for last, before in steps
        if (name.value, str(before)) in frozen and (name.value, str(last)) not in frozen
    ]
    town, door = aliased(Place), Door("returns", "batches")
    sent = select(Batch.place_id).where(Batch.undone_on.is_(None), Batch.place_id.is_not(None))
    before, now = (sent.where(Batch.year == year) for year in (last_year, today.year))
    late = Place.id.in_(before), Place.id.not_in(now)
    villages = select(town.name, func.count()).join(Place, Place.parent_id == town.id).where(*late)
    for name, found in session.execute(villages.group_by(town.id, town.name).order_by(town.id)):
        words = _n("{count} village for {year}", "{count} villages for {year}", found)
        rows.append((Cell(name, door), Cell(words.format(count=found, year=today.year), door)))
    return HomeContent(rows)


def money_by_month(session: Session, today: date) -> HomeContent:
    """The payments of each month of the year up to a day: their number and their sum."""
    rows = []
    for month in range(today.month, 0, -1):
        first = date(today.year, month, 1)
        last = min(date(today.year + month // 12, month % 12 + 1, 1) - timedelta(days=1), today)
        query = Query(conditions=(Condition("paid_on", Operator.BETWEEN, first, last),))
        found = count(session, PAYMENTS_LISTING, query)
        paid = summed(session, PAYMENTS_LISTING, "amount", query)
        sum_ = Cell(Money().show(Decimal(paid)), Door("payments", query), count=found)
        rows.append((Cell(f"{first:%Y-%m}"), number("payments", query, found), sum_))
    return HomeContent(rows, (_("Month"), _("Payments"), _("Paid (yuan)")))


def plans_of_year(session: Session, today: date) -> HomeContent:
    """Each kind of plan of the year: planned and done households, and the villages that lack some."""
    year = today.year
    rows: list[tuple[Cell, ...]] = []
    for kind in PlanKind:
        query = Query({"year": (year,), "kind": (kind,)})
        if not (every := count(session, plans.LISTING, query)):
            continue
        short = Query({**query.where, "state": (plans.PlanState.SHORT,)})
        sums = [summed(session, plans.LISTING, key, query) for key in ("households", "done")]
        door = Door("plans", query)
        cells = (Cell(f"{int(each):,}", door, count=every) for each in sums)
        lacking = number("plans", short, count(session, plans.LISTING, short))
        rows.append((Cell(_(kind.label)), *cells, lacking))
    return HomeContent(rows, ("", _("Planned"), _("Done"), _("Villages that lack some")))


def _at_step(kind: StepKind, keys: set[str]) -> CountedRows:
    query = Query({"state": UNDER_WAY, "step": tuple(sorted(keys))})
    return CountedRows(kind.label, "applications", case_list.LISTING, query)


def _two(counted: CountedRows, day: str, today: date) -> Sequence[CountedRows]:
    """The rows with a last day before today, and those with one within a week."""
    before = Condition(day, Operator.AT_MOST, today - timedelta(days=1))
    week = Condition(day, Operator.BETWEEN, today, today + timedelta(days=AHEAD))
    late = replace(counted, query=replace(counted.query, conditions=(before,)), shape=Shape.MUST)
    return late, replace(counted, query=replace(counted.query, conditions=(week,)))
