"""Cases of every procedure, with where each stands and since when."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Code, Column, Count, Day, Record, Table, Text, Year
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.words import ProcedureName, StepColumn, StepName
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as listed. `last` is how its last step ended, `since` the day of it.

    `late` is the longest time from a step to its record, in days; None where no step keeps it. `unconfirmed`
    counts the late entries that wait for a second person.
    """

    id: int
    kind: str
    subject: str
    number: str
    township: str
    village: str
    persons: int
    year: int
    step: str
    state: CaseState
    last: StepOutcome | None
    since: date
    received_on: date
    due_on: date | None
    entered_by: str
    place_id: int
    township_id: int | None
    household_id: int | None
    village_id: int | None
    procedure: str
    procedure_digest: str = ""
    late: int | None = None
    unconfirmed: int = 0
    project_id: int | None = None


CASES = Table(
    key="cases",
    title=N_("Cases"),
    row=CaseRow,
    columns=(
        Column("id", N_("Case"), Record()),
        Column("kind", N_("Procedure"), ProcedureName()),
        Column("subject", N_("Subject"), Text(width=14)),
        Column("number", N_("Household number"), Code(width=20)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("persons", N_("Persons"), Count()),
        Column("year", N_("Year"), Year()),
        StepColumn("step", N_("Waits for"), StepName()),
        Column("state", N_("State"), Choice(terms=CaseState)),
        Column("last", N_("Last step"), Choice(terms=StepOutcome)),
        Column("since", N_("Since"), Day()),
        Column("received_on", N_("Received on"), Day()),
        Column("due_on", N_("To be decided by"), Day()),
        Column("entered_by", N_("Entered by"), Text(width=10)),
        Column("place_id", N_("Place"), Record(), hidden=True),
        Column("township_id", N_("Township number"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village number"), Record(), hidden=True),
        Column("procedure", N_("Version of the procedure"), Text(width=28), hidden=True),
        Column("procedure_digest", N_("Text of the procedure"), Code(width=20), hidden=True),
        Column("late", N_("Recorded late (days)"), Count(width=8)),
        Column("unconfirmed", N_("Late entries not confirmed"), Count(width=8)),
        Column("project_id", N_("Project record"), Record(), hidden=True),
    ),
)


def _standing() -> Select[CaseStep]:
    """The steps of a case that were not taken back."""
    return select(CaseStep).where(CaseStep.case_id == Case.id, CaseStep.withdrawn_on.is_(None))


def _cases() -> Rows:
    village, township = aliased(Place), aliased(Place)
    newest = _standing().order_by(CaseStep.id.desc()).limit(1).correlate(Case)
    last = newest.with_only_columns(CaseStep.outcome).scalar_subquery()
    since = newest.with_only_columns(CaseStep.done_on).scalar_subquery()
    late = _standing().correlate(Case).with_only_columns(func.max(CaseStep.late_days)).scalar_subquery()
    waiting = _standing().where(CaseStep.late_reason.is_not(None), CaseStep.confirmed_by.is_(None))
    unconfirmed = waiting.correlate(Case).with_only_columns(func.count(CaseStep.id)).scalar_subquery()
    return (
        select(
            Case.id.label("id"),
            Case.kind.label("kind"),
            Case.subject.label("subject"),
            func.coalesce(Household.number, "").label("number"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            Case.persons.label("persons"),
            Case.year.label("year"),
            Case.step.label("step"),
            Case.state.label("state"),
            last.label("last"),
            func.coalesce(since, Case.received_on).label("since"),
            Case.received_on.label("received_on"),
            Case.due_on.label("due_on"),
            User.name.label("entered_by"),
            Case.place_id.label("place_id"),
            township.id.label("township_id"),
            Case.household_id.label("household_id"),
            Case.village_id.label("village_id"),
            Case.procedure.label("procedure"),
            func.coalesce(Case.procedure_digest, "").label("procedure_digest"),
            late.label("late"),
            unconfirmed.label("unconfirmed"),
            Case.project_id.label("project_id"),
        )
        .join(village, village.id == Case.place_id)
        .outerjoin(township, township.id == village.parent_id)
        .outerjoin(Household, Household.id == Case.household_id)
        .join(User, User.id == Case.entered_by)
        .where(Case.withdrawn_on.is_(None))
    )


LISTING = Listing(
    CASES,
    _cases,
    search=("subject", "number", "village"),
    order=("id",),
    named=("subject", "village", "id"),
)
