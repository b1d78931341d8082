"""Reports of misconduct, for those who supervise, and appraisals of results."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_, select

from county_desk.fields import Choice, Column, Day, Record, Table, Term, Text, Year, YesNo
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
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_


class ReportState(Term):
    """The state of a report of misconduct, named by its next step."""

    NEW = "new", N_("To assign"), Shape.WATCH
    ASSIGNED = "assigned", N_("Is looked into"), Shape.UNDERWAY
    SETTLED = "settled", N_("Settled"), Shape.FINE


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of misconduct with its steps."""

    id: int
    state: ReportState
    received_on: date
    channel: ReportChannel
    anonymous: bool
    reporter: str
    village: str
    about: str
    words: str
    investigators: str
    due_on: date | None
    outcome: ReportOutcome | None
    found: str
    settled_on: date | None
    answered_on: date | None


REPORTS = Table(
    key="complaints",
    title=N_("Reports of misconduct"),
    row=ReportRow,
    columns=(
        Column("id", N_("Report"), Record()),
        Column("state", N_("State"), Choice(terms=ReportState, width=12)),
        Column("received_on", N_("Received on"), Day()),
        Column("channel", N_("Channel"), Choice(terms=ReportChannel, width=14)),
        Column("anonymous", N_("Anonymous"), YesNo()),
        Column("reporter", N_("Name of the reporter"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("about", N_("Whom it is about"), Text(width=16)),
        Column("words", N_("What is reported"), Text(width=28)),
        Column("investigators", N_("Who looks into it"), Text(width=14)),
        Column("due_on", N_("To be settled by"), Day()),
        Column("outcome", N_("Result"), Choice(terms=ReportOutcome, width=14)),
        Column("found", N_("Result of the inquiry"), Text(width=24)),
        Column("settled_on", N_("Settled on"), Day()),
        Column("answered_on", N_("Reporter answered on"), Day()),
    ),
)


def _reports() -> Rows:
    state = case(
        (MisconductReport.settled_on.is_not(None), ReportState.SETTLED.value),
        (MisconductReport.investigators != "", ReportState.ASSIGNED.value),
        else_=ReportState.NEW.value,
    )
    return (
        select(
            MisconductReport.id.label("id"),
            as_term(state, ReportState).label("state"),
            MisconductReport.received_on.label("received_on"),
            MisconductReport.channel.label("channel"),
            MisconductReport.anonymous.label("anonymous"),
            MisconductReport.reporter.label("reporter"),
            func.coalesce(Place.name, "").label("village"),
            MisconductReport.about.label("about"),
            MisconductReport.words.label("words"),
            MisconductReport.investigators.label("investigators"),
            MisconductReport.due_on.label("due_on"),
            MisconductReport.outcome.label("outcome"),
            MisconductReport.found.label("found"),
            MisconductReport.settled_on.label("settled_on"),
            MisconductReport.answered_on.label("answered_on"),
        )
        .outerjoin(Place, Place.id == MisconductReport.village_id)
        .where(MisconductReport.withdrawn_on.is_(None))
    )


@dataclass(frozen=True, slots=True)
class AppraisalRow:
    """One appraisal; the list is sorted by place and name, never by grade."""

    id: int
    year: int
    kind: AppraisedKind
    place: str
    name: str
    grade: AppraisalGrade
    basis: str
    appraised_on: date
    incentive: str
    incentive_on: date | None
    place_id: int


APPRAISALS = Table(
    key="appraisals",
    title=N_("Appraisals of results"),
    row=AppraisalRow,
    columns=(
        Column("id", N_("Appraisal"), Record(), hidden=True),
        Column("year", N_("Year"), Year()),
        Column("kind", N_("Appraised"), Choice(terms=AppraisedKind, width=12)),
        Column("place", N_("Place"), Text(width=12)),
        Column("name", N_("Name of the official"), Text(width=10)),
        Column("grade", N_("Grade"), Choice(terms=AppraisalGrade, width=10)),
        Column("basis", N_("Ground of the grade"), Text(width=28)),
        Column("appraised_on", N_("Appraised on"), Day()),
        Column("incentive", N_("Incentive"), Text(width=20)),
        Column("incentive_on", N_("Given on"), Day()),
        Column("place_id", N_("Place record"), Record(), hidden=True),
    ),
)


def _appraisals() -> Rows:
    return (
        select(
            Appraisal.id.label("id"),
            Appraisal.year.label("year"),
            Appraisal.kind.label("kind"),
            Place.name.label("place"),
            Appraisal.name.label("name"),
            Appraisal.grade.label("grade"),
            Appraisal.basis.label("basis"),
            Appraisal.appraised_on.label("appraised_on"),
            Appraisal.incentive.label("incentive"),
            Appraisal.incentive_on.label("incentive_on"),
            Appraisal.place_id.label("place_id"),
        )
        .join(Place, Place.id == Appraisal.place_id)
        .where(Appraisal.withdrawn_on.is_(None))
    )


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
