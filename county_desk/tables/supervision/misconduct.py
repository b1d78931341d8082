"""Reports of misconduct, for those who supervise, and appraisals of results."""

from datetime import date
from typing import Annotated

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_

from county_desk.fields import Choice, Term
from county_desk.models.misconduct import (
    Appraisal,
    AppraisalGrade,
    AppraisedKind,
    MisconductReport,
    ReportChannel,
    ReportOutcome,
)
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.names import BLANKS, account_key
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import PlaceName
from county_desk.text import N_


class ReportState(Term):
    """The state of a report of misconduct, named by its next step."""

    NEW = "new", N_("To assign"), Shape.WATCH
    ASSIGNED = "assigned", N_("Is looked into"), Shape.UNDERWAY
    SETTLED = "settled", N_("Settled"), Shape.FINE


class ReportRow(ShownRow):
    """One report of misconduct with its steps."""

    id: Annotated[int, Shown(MisconductReport.id, N_("Report"), hidden=False)]
    state: Annotated[ReportState, Shown(label=N_("State"), kind=Choice(terms=ReportState, width=12))]
    received_on: Annotated[date, Shown(MisconductReport.received_on)]
    channel: Annotated[ReportChannel, Shown(MisconductReport.channel, width=14)]
    anonymous: Annotated[bool, Shown(MisconductReport.anonymous)]
    reporter: Annotated[str, Shown(MisconductReport.reporter, width=10)]
    village: Annotated[str, Shown(Place.name, N_("Village"), width=12, blank=True)]
    about: Annotated[str, Shown(MisconductReport.about, width=16)]
    words: Annotated[str, Shown(MisconductReport.words, width=28)]
    investigators: Annotated[str, Shown(MisconductReport.investigators, width=14)]
    due_on: Annotated[date | None, Shown(MisconductReport.due_on)]
    outcome: Annotated[ReportOutcome | None, Shown(MisconductReport.outcome, width=14)]
    found: Annotated[str, Shown(MisconductReport.found, width=24)]
    settled_on: Annotated[date | None, Shown(MisconductReport.settled_on)]
    answered_on: Annotated[date | None, Shown(MisconductReport.answered_on)]


REPORTS = table_of("complaints", N_("Reports of misconduct"), ReportRow)


def _reports() -> Rows:
    state = case(
        (MisconductReport.settled_on.is_not(None), ReportState.SETTLED.value),
        (MisconductReport.investigators != "", ReportState.ASSIGNED.value),
        else_=ReportState.NEW.value,
    )
    found = select_of(ReportRow, state=as_term(state, ReportState))
    with_village = found.outerjoin(Place, Place.id == MisconductReport.village_id)
    return with_village.where(MisconductReport.withdrawn_on.is_(None))


class AppraisalRow(ShownRow):
    """One appraisal; the list is sorted by place and name, never by grade."""

    id: Annotated[int, Shown(Appraisal.id, N_("Appraisal"))]
    year: Annotated[int, Shown(Appraisal.year)]
    kind: Annotated[AppraisedKind, Shown(Appraisal.kind)]
    place: PlaceName
    name: Annotated[str, Shown(Appraisal.name, width=10)]
    grade: Annotated[AppraisalGrade, Shown(Appraisal.grade, width=10)]
    basis: Annotated[str, Shown(Appraisal.basis, width=28)]
    appraised_on: Annotated[date, Shown(Appraisal.appraised_on)]
    incentive: Annotated[str, Shown(Appraisal.incentive, width=20)]
    incentive_on: Annotated[date | None, Shown(Appraisal.incentive_on)]
    place_id: Annotated[int, Shown(Appraisal.place_id, N_("Place record"))]


APPRAISALS = table_of("appraisals", N_("Appraisals of results"), AppraisalRow)


def _appraisals() -> Rows:
    found = select_of(AppraisalRow).join(Place, Place.id == Appraisal.place_id)
    return found.where(Appraisal.withdrawn_on.is_(None))


def concerns(name: str) -> ColumnElement[bool]:
    """Whether a report is about a person of this name, or names the person; blanks are ignored.

    The result of an inquiry may name those who looked into it.
    """
    r = MisconductReport
    found = and_(_names(r.found, name), ~_names(r.investigators, name))
    return or_(_names(r.about, name), _names(r.words, name), found)


def _names(column: SQLColumnExpression[str], name: str) -> ColumnElement[bool]:
    squeezed: ColumnElement[str] = func.lower(column)
    for blank in BLANKS:
        squeezed = func.replace(squeezed, blank, "")
    return squeezed.contains(account_key(name), autoescape=True)


REPORTS_LISTING = Listing(
    REPORTS,
    _reports,
    hides=concerns,
    search=("about", "words"),
    order=("-id",),
    named=("received_on", "id"),
    needs=Permission.SUPERVISE,
)
APPRAISALS_LISTING = Listing(
    APPRAISALS, _appraisals, search=("place", "name"), order=("-year", "place", "name", "id")
)
