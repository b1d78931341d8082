"""The columns that many lists share: the village and township of a record, and its household."""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, aliased

from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.tables.declared import Shown
from county_desk.tables.listing import Rows
from county_desk.text import N_

VILLAGE, TOWNSHIP = aliased(Place), aliased(Place)

IN_VILLAGE = Shown(VILLAGE.name, N_("Village"), width=12)
IN_TOWNSHIP = Shown(TOWNSHIP.name, N_("Township"), width=10, blank=True)
AT_PLACE = Shown(Place.name, N_("Place"), width=12)
TOWNSHIP_NUMBER = Shown(TOWNSHIP.id, N_("Township number"))
HEAD = Shown(Household.head)
HOUSEHOLD_NUMBER = Shown(Household.number, hidden=True)
VILLAGE_OF_HOUSEHOLD = Shown(Household.village_id, N_("Village record"))


def by_village(rows: Rows, village: InstrumentedAttribute[int] | ColumnElement[int]) -> Rows:
    """The rows with the village of each, and with its township where it has one."""
    return rows.join(VILLAGE, VILLAGE.id == village).outerjoin(TOWNSHIP, TOWNSHIP.id == VILLAGE.parent_id)
