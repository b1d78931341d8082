"""The part of a plan that a person can settle."""

from county_desk.tables.cases.queue_words import OWN, PlanPart
from county_desk.tables.listing import Query

MINE = Query({"plan": (*OWN, PlanPart.SECOND)})
