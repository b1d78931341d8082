"""The laws of every act and of the records of an office, looked at after each act from outside the gate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.day_laws import DayLaw
from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.models.project import Fund, FundShare, Payment, Project, ProjectStanding
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.rules.procedures import Procedures
from county_desk.rules.programmes import Programme, programmes
from county_desk.tables.assistance.measure_life import key_of, recorded, summed
from county_desk.workflow.command import Change, Command
from county_desk.workflow.gate.proposals import PutInForce
from tests.workflow.undoing import Rows

OF_TWO = (  # tables of rules, money, accounts and closed years
    *("own_parameter", "own_year", "own_policy_file", "policy_confirmation", "office_name", "check_setting"),
    *("fund_share", "payment", "user", "tie", "closed_year"),
)
AHEAD = (
    "due",
    "until",
    "last_day",
    "begins",
    "ends",
    "opens",
    "grace",
    "planned",
    "since",
)  # in names of days
LIMITS = {"late_entry_days": 10, "late_help_days": 45, "late_change_days": 366}  # as shipped
PLACES = ("village_id", "place_id", "township_id")
OF_A_YEAR = ("household_year", "member_year")
OF_A_DAY = {
    "household_change": "happened_on",
    "measure_stage": "done_on",
    "watch_visit": "visited_on",
    "team_week": "monday",
}


@dataclass(frozen=True)
class Act:
    """One act that was done: by whom, on which day, and all rows that count before and after it."""

    day: date
    by: str
    command: Command
    change: Change
    before: Rows
    after: Rows

    @cached_property
    def changed(self) -> dict[tuple[str, int], tuple[dict[str, Any] | None, dict[str, Any] | None]]:
        """Each row that is another now, as it was and as it is."""
        keys = {**self.before, **self.after}
        pairs = {key: (self.before.get(key), self.after.get(key)) for key in keys}
        return {key: (was, now) for key, (was, now) in pairs.items() if was != now}

    @property
    def tables(self) -> set[str]:
        """The tables of these rows."""
        return {table for table, _number in self.changed}

    def came(self) -> Iterator[str]:
        """What came of it, by name: stages, changes of households, requests, and settled proposals."""
        for (table, _number), (was, now) in self.changed.items():
            if table == "proposal" and now and now["state"] != "waiting":
                yield f"proposal {now['state']}"
                if now["state"] == "in_force":
                    yield f"in force {now['act']}"
            if was is not None or now is None:
                continue
            named = {"measure_stage": "stage", "household_change": "kind", "department_request": "department"}
            if table in named:
                yield f"{table} {now[named[table]]}"


def broken_by(act: Act, procedures: Procedures) -> list[str]:
    """Each law that an act broke."""
    return [
        *_second_person(act),
        *_late(act),
        *_ahead(act),
        *_area(act),
        *_closed(act),
        *_own_household(act),
        *_regime(act, procedures),
    ]


def _second_person(act: Act) -> Iterable[str]:
    if act.change.waits:
        if more := act.tables - {"proposal", "original"}:
            yield f"14.1 {more} changed, although the act waits"
    elif not isinstance(act.command, PutInForce) and (found := act.tables & {*OF_TWO}):
        yield f"14.2 {found} changed by one person"


def _late(act: Act) -> Iterable[str]:
    for name, ask in act.command.asks().items():
        value = getattr(act.command, name)
        if not isinstance(value, date) or not isinstance(ask.law, DayLaw) or not ask.law.late:
            continue
        if (act.day - value).days > LIMITS[ask.law.late]:
            if not act.change.waits:
                yield f"12.4 {name} {value} was late, and nobody else was asked"
            if not act.command.late_reason.strip():
                yield f"12.4 {name} {value} was late without a reason"


def _ahead(act: Act) -> Iterable[str]:
    today = act.day.isoformat()
    for (table, number), (was, now) in act.changed.items():
        for name, value in (now or {}).items():
            typed = name.endswith("_on") and not any(word in name for word in AHEAD)
            if typed and value and value > today and (was or {}).get(name) != value:
                yield f"12.2 {table} {number} {name} is {value}, which has not come"


def _area(act: Act) -> Iterable[str]:
    users = [row for (table, _number), row in act.before.items() if table == "user" and row["name"] == act.by]
    own = users[0]["place_id"] if users else None
    if own is None:
        return
    above = {number: row["parent_id"] for (table, number), row in act.before.items() if table == "place"}
    for (table, number), (was, now) in act.changed.items():
        row = was or now or {}
        for place in filter(None, (row.get(name) for name in PLACES)):
            if own not in _lineage(above, place):
                yield f"13.3 {table} {number} lies in place {place}, and {act.by} acts for {own}"


def _lineage(above: dict[int, int | None], place: int | None) -> Iterator[int]:
    while place is not None:
        yield place
        place = above.get(place)


def _closed(act: Act) -> Iterable[str]:
    closed = {row["year"] for (table, _number), row in act.before.items() if table == "closed_year"}
    for (table, number), pair in act.changed.items():
        if table == "return" and all(pair):
            yield f"17.1 return {number} is another"
        for row in filter(None, pair):
            year = row["year"] if table in OF_A_YEAR else None
            if table in OF_A_DAY:
                year = int(row[OF_A_DAY[table]][:4])
            if year in closed:
                yield f"17.2 {table} {number} of {year} changed, which is closed"


def _own_household(act: Act) -> Iterable[str]:
    users = {row["name"]: number for (table, number), row in act.before.items() if table == "user"}
    tied = {
        row["household_id"]
        for (table, _number), row in act.before.items()
        if table == "tie" and row["kind"] == "household" and row["account_id"] == users.get(act.by)
        if row["ended_on"] is None
    }
    for (table, number), (was, now) in act.changed.items():
        if table == "case_step" and was is None and now and now["actor_id"] == users.get(act.by):
            case = act.after["case", now["case_id"]]
            if case["household_id"] in tied:
                yield f"7.14 step {number} of case {now['case_id']} by {act.by}, who is tied to the household"


def _regime(act: Act, procedures: Procedures) -> Iterable[str]:
    for (table, number), (was, now) in act.changed.items():
        if table == "case" and was is None and now:
            until = procedures.version(now["procedure"]).until
            if until and now["received_on"] > until.isoformat():
                yield f"1.4 case {number} of {now['received_on']}, its procedure ended on {until}"


def broken_laws_of_the_office(session: Session) -> list[str]:
    """Each law of proposals, money and programmes that does not hold now."""
    return [*_of_proposals(session), *_of_money(session), *_of_stages(session)]


def _of_proposals(session: Session) -> Iterable[str]:
    for each in session.scalars(select(Proposal)):
        same = each.settled_by == each.proposed_by
        wanted = {
            ProposalState.IN_FORCE: False,
            ProposalState.DECLINED: False,
            ProposalState.TAKEN_BACK: True,
        }
        if (each.settled_by is None) is not (each.state is ProposalState.WAITING):
            yield f"14.3 proposal {each.id} is {each.state} and settled by {each.settled_by}"
        elif each.state in wanted and same is not wanted[each.state]:
            yield f"14.3 proposal {each.id} of {each.proposed_by} is {each.state} by {each.settled_by}"
        if each.state is ProposalState.DECLINED and not (each.answer or "").strip():
            yield f"14.5 proposal {each.id} was declined without a reason"


def _of_money(session: Session) -> Iterable[str]:
    shares, payments = (_standing(session, each) for each in (FundShare, Payment))
    released = _sums((share.fund_id, share.amount) for share in shares)
    came = _sums((share.project_id, share.amount) for share in shares)
    went = _sums((paid.project_id, paid.amount) for paid in payments)
    funds = {fund.id: fund.amount for fund in _standing(session, Fund)}
    for fund, amount in released.items():
        if amount > funds.get(fund, 0):
            yield f"18.1 {amount} yuan of fund {fund} were released"
    for project, amount in went.items():
        if amount > came.get(project, 0):
            yield f"18.2 {amount} yuan of project {project} were paid, {came.get(project)} released"
    for project in came:
        if session.get_one(Project, project).standing is ProjectStanding.PROPOSED:
            yield f"18.3 money went to project {project}, which is not in the library"


def _standing(session: Session, mapped: type[Any]) -> list[Any]:
    return list(session.scalars(select(mapped).where(mapped.withdrawn_on.is_(None))))


def _sums(amounts: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for number, amount in amounts:
        found[number] = found.get(number, Decimal(0)) + amount
    return found


def _of_stages(session: Session) -> Iterable[str]:
    for measure in _standing(session, AssistanceMeasure):
        if (programme := programmes().get(measure.programme or "")) is None:
            continue
        done = recorded(measure)
        for place, each in enumerate(done):
            found = (*_order(programme, done[:place], each), *_apart(programme, done[:place], each))
            yield from (f"{law}, measure {measure.id}" for law in found)
        if programme.owing and _owed(measure, programme.owing) < 0:
            yield f"19.4 more was given back than lent, measure {measure.id}"


def _order(programme: Programme, before: list[MeasureStage], each: MeasureStage) -> Iterable[str]:
    """The place of a stage behind those before it."""
    keys = [key_of(other) for other in before]
    stage = programme.stage(key_of(each))
    assert stage is not None
    if stage.after and stage.after not in keys:
        yield f"19.1 {stage.key} without {stage.after}"
    elif stage.after and each.done_on < before[keys.index(stage.after)].done_on:
        yield f"19.1 {stage.key} on {each.done_on}, before {stage.after}"
    if not stage.repeat and stage.key in keys:
        yield f"19.1 {stage.key} stands twice"
    if any(ended.ends for ended in programme.stages if ended.key in keys):
        yield f"19.1 {stage.key} after the end"


def _apart(programme: Programme, before: list[MeasureStage], each: MeasureStage) -> Iterable[str]:
    """The person of a stage, who is another than that of the level before."""
    stage = programme.stage(key_of(each))
    level = programme.level_before(stage) if stage else ()
    if any(other.recorded_by == each.recorded_by for other in before if key_of(other) in level):
        yield f"19.2 {key_of(each)} by who recorded the level before"


def _owed(measure: AssistanceMeasure, owing: tuple[str, ...]) -> Decimal:
    lent, back = (summed(measure, key) for key in owing)
    return lent - back
