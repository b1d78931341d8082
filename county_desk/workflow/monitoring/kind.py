"""The kind of monitoring of a household that enters, and how the risk of one that leaves went."""

from sqlalchemy.orm import Session

from county_desk.models.case import Case
from county_desk.models.monitored import RemovalWay
from county_desk.rules.combining import law_day
from county_desk.rules.register_outcomes import MONITORED, RELEASED
from county_desk.tables.monitoring.monitoring_facts import delivered, entered_on, entry_facts, watched_of
from county_desk.workflow.cases.common import procedure_of
from county_desk.workflow.command import Work


def monitoring_kind(work: Work, case: Case) -> str:
    """The kind of monitoring of the household of a case, in the words of the ledgers; "" for other cases."""
    procedure = procedure_of(work, case)
    if procedure.outcome != MONITORED or case.household_id is None:
        return ""
    facts = entry_facts(work.session, case.household_id, case.year)
    line = work.terms(law_day(case.year, work.today))["monitor_line"]
    return procedure.category or facts.kind(line.number)


def removal_way(work: Work, case: Case) -> str:
    """The way in which the risk of a household to be released went; "" for other cases."""
    if procedure_of(work, case).outcome != RELEASED or case.household_id is None:
        return ""
    return way_of(work.session, case.household_id).value


def way_of(session: Session, household: int) -> RemovalWay:
    """The way in which a risk went: by help where a measure was delivered, else by itself."""
    watched = watched_of(session, household)
    given = delivered(session, household, entered_on(watched) if watched else None)
    return RemovalWay.HELP if given else RemovalWay.ITSELF
