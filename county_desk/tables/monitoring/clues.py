"""Clues of households at risk, each with its state."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.facts.kinds import SeveralWords
from county_desk.fields import Choice, Code, Column, Day, Record, Table, Text, YesNo
from county_desk.models.clue import Clue, ClueSource, ClueState, ClueUrgency
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_

RISK = "致贫返贫风险1"  # the column of the ledgers that lists the risks


@dataclass(frozen=True, slots=True)
class ClueRow:
    """One clue as listed; `due_on` is the day by which it has to be verified."""

    id: int
    state: ClueState
    head: str
    village: str
    group_name: str
    risks: str
    urgency: ClueUrgency
    source: ClueSource
    found_on: date
    assigned_to: str | None
    due_on: date | None
    verified_on: date | None
    authorised: bool | None
    visitors: str | None
    township: str
    words: str
    finding: str | None
    reason: str | None
    number: str
    recorded_by: str
    earlier_id: int | None
    case_id: int | None
    household_id: int | None
    village_id: int
    township_id: int | None


CLUES = Table(
    key="clues",
    title=N_("Clues"),
    row=ClueRow,
    columns=(
        Column("id", N_("Clue"), Record()),
        Column("state", N_("State"), Choice(terms=ClueState, width=14)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("group_name", N_("Villager group"), Text(width=8), hidden=True),
        Column("risks", N_("Risks"), SeveralWords(title=RISK, width=20)),
        Column("urgency", N_("Urgency"), Choice(terms=ClueUrgency, width=10)),
        Column("source", N_("Source of the clue"), Choice(terms=ClueSource, width=14)),
        Column("found_on", N_("Found on"), Day()),
        Column("assigned_to", N_("Dispatched to"), Text(width=10)),
        Column("due_on", N_("To be verified by"), Day()),
        Column("verified_on", N_("Visited on"), Day()),
        Column("authorised", N_("Authorisation signed"), YesNo()),
        Column("visitors", N_("Visitors"), Text(width=16), hidden=True),
        Column("township", N_("Township"), Text(width=10)),
        Column("words", N_("What was noticed"), Text(width=24)),
        Column("finding", N_("What was found"), Text(width=24)),
        Column("reason", N_("Reason"), Text(width=20)),
        Column("number", N_("Household number"), Code(width=20), hidden=True),
        Column("recorded_by", N_("Entered by"), Text(width=10), hidden=True),
        Column("earlier_id", N_("Brings back clue"), Record(), hidden=True),
        Column("case_id", N_("Case"), Record()),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        Column("township_id", N_("Township number"), Record(), hidden=True),
    ),
)


def _clues() -> Rows:
    village, township = aliased(Place), aliased(Place)
    return (
        select(
            Clue.id.label("id"),
            Clue.state.label("state"),
            Clue.head.label("head"),
            village.name.label("village"),
            Clue.group_name.label("group_name"),
            Clue.risks.label("risks"),
            Clue.urgency.label("urgency"),
            Clue.source.label("source"),
            Clue.found_on.label("found_on"),
            Clue.assigned_to.label("assigned_to"),
            Clue.due_on.label("due_on"),
            Clue.verified_on.label("verified_on"),
            Clue.authorised.label("authorised"),
            Clue.visitors.label("visitors"),
            func.coalesce(township.name, "").label("township"),
            Clue.words.label("words"),
            Clue.finding.label("finding"),
            Clue.reason.label("reason"),
            func.coalesce(Household.number, "").label("number"),
            User.name.label("recorded_by"),
            Clue.earlier_id.label("earlier_id"),
            Clue.case_id.label("case_id"),
            Clue.household_id.label("household_id"),
            Clue.village_id.label("village_id"),
            township.id.label("township_id"),
        )
        .join(village, village.id == Clue.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .outerjoin(Household, Household.id == Clue.household_id)
        .join(User, User.id == Clue.recorded_by)
        .where(Clue.withdrawn_on.is_(None))
    )


LISTING = Listing(CLUES, _clues, search=("head", "village"), order=("-id",), named=("head", "village", "id"))
