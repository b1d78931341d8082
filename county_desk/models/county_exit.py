"""The county that leaves the list of poor counties, and the results of its evaluations."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped

from county_desk.day_laws import PAST, PAST_YEAR
from county_desk.fields import Choice, Count, Day, Term, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_

WHOLE = 10**8  # a weighted rate of 100 per cent


class CountyStanding(Term):
    """The standing of the county."""

    POOR = "poor", N_("Poor county")
    EXITED = "exited", N_("Exited")


class EvaluationParameter(Term):
    """One rate of an evaluation; the value names the fact of the rule of county exit."""

    WRONG_EXIT = "wrong_exit", N_("Rate of wrong exits")
    MISSED = "missed", N_("Rate of the missed")
    INCIDENCE = "incidence", N_("Comprehensive incidence of poverty")
    APPROVAL = "approval", N_("Approval of the people")
    INCOME_SHARE = "income_share", N_("Rural income as a share of the province’s")
    ROADS = "roads", N_("Villages with a paved road")
    TAP_WATER = "tap_water", N_("Households with tap water")
    POWER = "power", N_("Households with electricity")
    SAFE_HOUSES = "safe_houses", N_("Households in safe houses")
    INSURED = "insured", N_("Persons with basic medical insurance")


class CountyRecord(Kept):
    """The standing of the county; one without a record is a poor county that has not left."""

    county_id: Mapped[int] = link("place", N_("County"), unique=True)
    standing: Mapped[CountyStanding] = column(
        N_("Standing of the county"), Choice(terms=CountyStanding), default=CountyStanding.POOR
    )
    exited_on: Mapped[date | None] = column(N_("Exited on"), Day())
    grace_until: Mapped[date | None] = column(N_("Grace until"), Day())


COUNTY_RECORD = RecordKind(CountyRecord, N_("County in the register"), (Place.name,))


class EvaluationResult(Kept):
    """One rate that a round of an evaluation found: `numerator` of `denominator` in one year.

    The gates of county exit read the newest round of each parameter. An evaluation by third parties that
    counts its own visits adds a result the same way, with its document. For the incidence, the numerator
    holds the registered who have not left, and `missed` and `wrong` are added to it. `weighted` is the rate
    weighted back by township, in hundred-millionths; None where the two counts give the rate. `low` and
    `high` are the ends of its interval; None where it has none.
    """

    __table_args__ = (
        CheckConstraint("denominator > 0", name="denominator_positive"),
        CheckConstraint("numerator >= 0", name="numerator_not_below_nought"),
    )

    county_id: Mapped[int] = link("place", N_("County"), index=True)
    year: Mapped[int] = column(N_("Year"), Year(), law=PAST_YEAR)
    round: Mapped[int] = column(N_("Round"), Count(), help=N_("1 is the first; the newest round counts"))
    parameter: Mapped[EvaluationParameter] = column(N_("Evaluated rate"), Choice(terms=EvaluationParameter))
    numerator: Mapped[int] = column(
        N_("Numerator"), Count(), help=N_("For the incidence: the registered who have not left")
    )
    denominator: Mapped[int] = column(N_("Denominator"), Count())
    missed: Mapped[int | None] = column(N_("Missed persons"), Count(), help=N_("For the incidence only"))
    wrong: Mapped[int | None] = column(N_("Wrongly exited"), Count(), help=N_("For the incidence only"))
    weighted: Mapped[int | None] = column(N_("Weighted rate (hundred-millionths)"), Count(), type_=BigInteger)
    low: Mapped[int | None] = column(
        N_("Lower end of the interval (hundred-millionths)"), Count(), type_=BigInteger
    )
    high: Mapped[int | None] = column(
        N_("Upper end of the interval (hundred-millionths)"), Count(), type_=BigInteger
    )
    found_on: Mapped[date] = column(N_("Found on"), Day(), law=PAST)
    document: Mapped[str] = column(
        N_("Document number"), Text(width=24), needed=N_("Give the number of the document with this result")
    )
    recorded_by: Mapped[int] = link("user", N_("Recorded by"))


EVALUATION_RESULT = RecordKind(
    EvaluationResult, N_("Evaluation result"), (EvaluationResult.year, EvaluationResult.round)
)
