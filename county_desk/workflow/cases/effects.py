"""Effects of an announced case on the register: one for each declared outcome, with its way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Term
from county_desk.models.case import Case
from county_desk.models.county_exit import CountyRecord, CountyStanding
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Intensity, Monitored, RemovalWay
from county_desk.models.project import FundShare, Project, ProjectStanding
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.rules.monitoring_rules import whole_months
from county_desk.rules.procedures import Procedure
from county_desk.rules.register_outcomes import (
    APPROVED,
    COUNTY,
    EXITED,
    HOUSEHOLD,
    MISSED,
    MONITORED,
    PROJECT,
    REEXAMINED,
    REGISTERED,
    RELEASED,
    REMOVED,
    RESTORED,
    RETURNED,
    UNMONITORED,
    VILLAGE,
)
from county_desk.tables.monitoring.monitoring_facts import (
    BETWEEN,
    entered_on,
    named_risks,
    risk_columns,
    watched_of,
)
from county_desk.text import _
from county_desk.workflow.cases.effect import (
    Effect,
    HouseholdEffect,
    RegistrationEffect,
    StandingEffect,
    household_in,
)
from county_desk.workflow.cases.return_effects import (
    LateRegistrationEffect,
    ReexaminationEffect,
    RemovalEffect,
    ReturnEffect,
)
from county_desk.workflow.command import Work
from county_desk.workflow.monitoring.kind import monitoring_kind, way_of
from county_desk.workflow.monitoring.visit_plan import due_after, measures_due

_OF_REMOVAL = ("风险消除时间", "风险消除方式")  # columns of a ledger that are blank while the risk stands


class VillageEffect(StandingEffect):
    """Moves a village to its new standing."""

    def standing(self, session: Session, case: Case) -> Term:
        return village_record(session, case).standing

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        record = village_record(session, case)
        before = {"standing": (record.standing or VillageStanding.ORDINARY).value}
        record.standing = VillageStanding.named(self.leads_to)
        return before

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        was = before.get("standing", self.starts_at.value)
        village_record(session, case).standing = VillageStanding.named(was)


class EntryEffect(Effect):
    """Puts a household on the list of those monitored; its standing in the register stays."""

    def begins(self, work: Work, household: Household, day: date) -> str:
        return _("A case of monitoring is opened from a verified clue (OpenMonitoring)")

    def stands(self, session: Session, case: Case) -> bool:
        watched = watched_of(session, household_in(case).id)
        return watched is not None and watched.entry_case_id == case.id

    def enact(self, work: Work, case: Case, day: date, grace: date | None) -> dict[str, str]:
        household = household_in(case)
        kind, risks = monitoring_kind(work, case), named_risks(work.session, household.id)
        facts = {"监测对象类别": kind, "识别监测时间": day.isoformat(), "风险是否消除": "否"}
        facts |= risk_columns(risks)
        work.session.add(
            Monitored(
                household_id=household.id,
                village_id=household.village_id,
                number=household.number,
                head=household.head,
                id_number=_number_of(household),
                kind=kind,
                risks=BETWEEN.join(risks),
                identified=day.isoformat(),
                facts=facts,
                entered_on=day,
                entry_case_id=case.id,
                intensity=Intensity.KEY,
                visit_due_on=due_after(work, day, Intensity.KEY),
                measures_due_on=measures_due(work, day),
            )
        )
        return {}

    def undo(self, session: Session, case: Case, before: Mapping[str, str], today: date) -> None:
        watched = watched_of(session, household_in(case).id)
        assert watched is not None  # an announcement is taken back only while it `stands`
        watched.withdrawn_on = today


@dataclass(frozen=True)
class ReleaseEffect(Effect):
    """Ends the record of a monitored household, which is kept: its risk is gone, or there never was one."""

    mistaken: bool = False

    def begins(self, work: Work, household: Household, day: date) -> str:
        watched = watched_of(work.session, household.id)
        if watched is None:
            return _("The household of {head} is not monitored").format(head=household.head)
        if self.mistaken:
            return ""
        entered, least = entered_on(watched), work.terms(day)["monitoring_least_months"].whole
        months = whole_months(entered, day) if entered else None
        if months is None or least is None or months >= least:
            return ""
        words = _("The household of {head} entered monitoring on {day}; {least} months have to pass first")
        return words.format(head=household.head, day=entered, least=least)

    def stands(self, session: Session, case: Case) -> bool:
        return _released(session, case) is not None and watched_of(session, household_in(case).id) is None

    def enact(self, work: Work, case: Case, day: date, grace: date | None) -> dict[str, str]:
        watched = watched_of(work.session, household_in(case).id)
        assert watched is not None  # the case began for a monitored household, and nothing else ends that
        way = RemovalWay.MISTAKE if self.mistaken else way_of(work.session, household_in(case).id)
        before = {"intensity": watched.intensity.value if watched.intensity else ""}
        before["visit_due_on"] = watched.visit_due_on.isoformat() if watched.visit_due_on else ""
        watched.removed, watched.released_on, watched.release_case_id = day.isoformat(), day, case.id
        watched.way, watched.intensity, watched.visit_due_on = way, None, None
        if not self.mistaken:
            said = {"风险是否消除": "是", "风险消除时间": day.isoformat(), "风险消除方式": way.value}
            watched.facts = {**watched.facts, **said}
        return before

    def undo(self, session: Session, case: Case, before: Mapping[str, str], today: date) -> None:
        watched = _released(session, case)
        assert watched is not None  # an announcement is taken back only while it `stands`
        watched.removed, watched.released_on, watched.release_case_id, watched.way = "", None, None, None
        watched.intensity = Intensity.named(before["intensity"]) if before.get("intensity") else None
        due = before.get("visit_due_on")
        watched.visit_due_on = date.fromisoformat(due) if due else None
        if self.mistaken:
            return
        stays = {key: value for key, value in watched.facts.items() if key not in _OF_REMOVAL}
        watched.facts = {**stays, "风险是否消除": "否"}


class ProjectEffect(StandingEffect):
    """Takes a project into the project library."""

    def stands(self, session: Session, case: Case) -> bool:
        money = select(FundShare.id).where(
            FundShare.project_id == case.project_id, FundShare.withdrawn_on.is_(None)
        )
        return super().stands(session, case) and session.scalar(money.limit(1)) is None

    def standing(self, session: Session, case: Case) -> Term:
        return project_of(case).standing

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        project = project_of(case)
        project.standing, project.approved_on = ProjectStanding.named(self.leads_to), day
        return {}

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        project = project_of(case)
        project.standing, project.approved_on = ProjectStanding.named(self.starts_at), None


class CountyEffect(StandingEffect):
    """Takes the county off the list of poor counties; its record keeps the day and the end of grace."""

    def standing(self, session: Session, case: Case) -> Term:
        return county_of_case(session, case).standing

    def enact(self, work: Work, case: Case, day: date, grace: date | None) -> dict[str, str]:
        return self.change(work.session, case, day, grace)  # no `Exit`: the county has one record

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        record = county_of_case(session, case)
        record.standing, record.exited_on, record.grace_until = CountyStanding.EXITED, day, grace
        return {}

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        record = county_of_case(session, case)
        record.standing, record.exited_on, record.grace_until = CountyStanding.POOR, None, None


EFFECTS: Mapping[tuple[str, str], Effect] = {
    (HOUSEHOLD, REGISTERED): RegistrationEffect(Standing.APPLICANT, Standing.REGISTERED),
    (HOUSEHOLD, EXITED): HouseholdEffect(Standing.REGISTERED, Standing.EXITED, exits=True),
    (HOUSEHOLD, REMOVED): RemovalEffect(Standing.REGISTERED, Standing.REMOVED),
    (HOUSEHOLD, MISSED): LateRegistrationEffect(Standing.APPLICANT, Standing.REGISTERED),
    (HOUSEHOLD, RETURNED): ReturnEffect(Standing.EXITED, Standing.REGISTERED),
    (HOUSEHOLD, RESTORED): ReturnEffect(Standing.EXITED, Standing.REGISTERED),
    (HOUSEHOLD, REEXAMINED): ReexaminationEffect(),
    (HOUSEHOLD, MONITORED): EntryEffect(),
    (HOUSEHOLD, RELEASED): ReleaseEffect(),
    (HOUSEHOLD, UNMONITORED): ReleaseEffect(mistaken=True),
    (VILLAGE, REGISTERED): VillageEffect(VillageStanding.ORDINARY, VillageStanding.POOR),
    (VILLAGE, EXITED): VillageEffect(VillageStanding.POOR, VillageStanding.EXITED, exits=True),
    (COUNTY, EXITED): CountyEffect(CountyStanding.POOR, CountyStanding.EXITED, exits=True),
    (PROJECT, APPROVED): ProjectEffect(ProjectStanding.PROPOSED, ProjectStanding.APPROVED),
}


def effect_of(procedure: Procedure) -> Effect:
    """The effect of a procedure, by its subject and its declared outcome."""
    return EFFECTS[procedure.subject, procedure.outcome]


def village_record(session: Session, case: Case) -> VillageRecord:
    """The village's standing; made the first time."""
    assert case.village_id is not None
    wanted = select(VillageRecord).where(VillageRecord.village_id == case.village_id)
    found = session.scalar(wanted)
    if found is None:
        found = VillageRecord(village_id=case.village_id)
        session.add(found)
    return found


def _released(session: Session, case: Case) -> Monitored | None:
    """The record that a case closed, while it stands."""
    wanted = select(Monitored).where(Monitored.release_case_id == case.id, Monitored.withdrawn_on.is_(None))
    return session.scalar(wanted)


def _number_of(household: Household) -> str:
    """The identity number of the head; "" where it is not known."""
    standing = [one for one in household.members if one.withdrawn_on is None]
    return next((one.id_number for one in standing if one.relation == "户主"), "")


def county_of_case(session: Session, case: Case) -> CountyRecord:
    """The standing of the county that a case is about; made the first time."""
    assert case.county_id is not None
    found = session.scalar(select(CountyRecord).where(CountyRecord.county_id == case.county_id))
    if found is None:
        found = CountyRecord(county_id=case.county_id, standing=CountyStanding.POOR)
        session.add(found)
        session.flush()
    return found


def project_of(case: Case) -> Project:
    """The project that a case is about."""
    assert case.project is not None
    return case.project
