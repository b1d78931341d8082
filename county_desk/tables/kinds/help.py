"""Needs, measures and their stages, and those who help."""

from sqlalchemy import select

from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureStage, Need
from county_desk.models.official import Official, Pairing
from county_desk.models.place import Place
from county_desk.models.plan import VillagePlan
from county_desk.models.team import Team, TeamMember, TeamWeek, Training, Undertaking
from county_desk.tables.assistance.measure_titles import measure_title
from county_desk.tables.kinds.record_kind import Names, RecordKind


def _helped() -> Names:
    """A measure by its title, which depends on the language, and its household."""
    return select(AssistanceMeasure.id, measure_title(), Household.head).join(
        Household, Household.id == AssistanceMeasure.household_id
    )


def _staged() -> Names:
    """A stage by its measure and its day."""
    return select(MeasureStage.id, measure_title(), MeasureStage.done_on).join(
        AssistanceMeasure, AssistanceMeasure.id == MeasureStage.measure_id
    )


NEED = RecordKind(Need, (Household.head, Need.wants), about=(Need.household_id,))
ASSISTANCE_MEASURE = RecordKind(
    AssistanceMeasure, _helped, about=(AssistanceMeasure.household_id, AssistanceMeasure.member_id)
)
MEASURE_STAGE = RecordKind(MeasureStage, _staged, about=(MeasureStage.measure_id,))
OFFICIAL = RecordKind(Official, (Official.name, Official.unit))
PAIRING = RecordKind(Pairing, (Official.name, Household.head), about=(Pairing.household_id,))
VILLAGE_PLAN = RecordKind(VillagePlan, (Place.name, VillagePlan.year), about=(VillagePlan.village_id,))
TEAM = RecordKind(Team, (Place.name, Team.unit), about=(Team.village_id,))
TEAM_MEMBER = RecordKind(TeamMember, (TeamMember.name,))
TEAM_WEEK = RecordKind(TeamWeek, (TeamMember.name, TeamWeek.monday))
TRAINING = RecordKind(Training, (Training.title, Training.held_on), about=(Training.place_id,))
UNDERTAKING = RecordKind(Undertaking, (Undertaking.target,), about=(Undertaking.place_id,))
