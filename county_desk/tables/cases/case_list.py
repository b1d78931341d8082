"""Cases of every procedure, with where each stands and since when."""

from datetime import date
from typing import Annotated

from sqlalchemy import Select, func, select

from county_desk.fields import Choice, Code, Count, Day, Text
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.procedure_words import ProcedureName, StepColumn, StepName
from county_desk.tables.usual_fields import TOWNSHIP, TownshipName, VillageName
from county_desk.text import N_


class CaseRow(ShownRow):
    """One case as listed. `last` is how its last step ended, `since` the day of it.

    `late` is the longest time from a step to its record, in days; None where no step keeps it. `unconfirmed`
    counts the late entries that wait for a second person.
    """

    id: Annotated[int, Shown(Case.id, N_("Case"), hidden=False)]
    kind: Annotated[str, Shown(Case.kind, kind=ProcedureName())]
    subject: Annotated[str, Shown(Case.subject, width=14)]
    number: Annotated[str, Shown(Household.number, blank=True)]
    township: TownshipName
    village: VillageName
    persons: Annotated[int, Shown(Case.persons)]
    year: Annotated[int, Shown(Case.year)]
    step: Annotated[str, Shown(Case.step, N_("Waits for"), StepName(), column=StepColumn)]
    state: Annotated[CaseState, Shown(Case.state)]
    last: Annotated[StepOutcome | None, Shown(label=N_("Last step"), kind=Choice(terms=StepOutcome))]
    since: Annotated[date, Shown(label=N_("Since"), kind=Day())]
    received_on: Annotated[date, Shown(Case.received_on)]
    due_on: Annotated[date | None, Shown(Case.due_on, N_("To be decided by"))]
    entered_by: Annotated[str, Shown(User.name, N_("Entered by"), width=10)]
    place_id: Annotated[int, Shown(Case.place_id)]
    township_id: Annotated[int | None, Shown(TOWNSHIP.id, N_("Township number"))]
    household_id: Annotated[int | None, Shown(Case.household_id)]
    village_id: Annotated[int | None, Shown(Case.village_id, N_("Village number"))]
    procedure: Annotated[
        str, Shown(Case.procedure, N_("Version of the procedure"), Text(width=28), hidden=True)
    ]
    procedure_digest: Annotated[
        str,
        Shown(Case.procedure_digest, N_("Text of the procedure"), Code(width=20), hidden=True, blank=True),
    ] = ""
    late: Annotated[int | None, Shown(label=N_("Recorded late (days)"), kind=Count(width=8))] = None
    unconfirmed: Annotated[int, Shown(label=N_("Late entries not confirmed"), kind=Count(width=8))] = 0
    project_id: Annotated[int | None, Shown(Case.project_id, N_("Project record"))] = None


CASES = table_of("cases", N_("Cases"), CaseRow)


def _standing() -> Select[CaseStep]:
    """The steps of a case that were not taken back."""
    return select(CaseStep).where(CaseStep.case_id == Case.id, CaseStep.withdrawn_on.is_(None))


def _cases() -> Rows:
    newest = _standing().order_by(CaseStep.id.desc()).limit(1).correlate(Case)
    last = newest.with_only_columns(CaseStep.outcome).scalar_subquery()
    since = newest.with_only_columns(CaseStep.done_on).scalar_subquery()
    late = _standing().correlate(Case).with_only_columns(func.max(CaseStep.late_days)).scalar_subquery()
    waiting = _standing().where(CaseStep.late_reason.is_not(None), CaseStep.confirmed_by.is_(None))
    unconfirmed = waiting.correlate(Case).with_only_columns(func.count(CaseStep.id)).scalar_subquery()
    return (
        select_of(
            CaseRow,
            last=last,
            since=func.coalesce(since, Case.received_on),
            late=late,
            unconfirmed=unconfirmed,
        )
        .join(Place, Place.id == Case.place_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
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
