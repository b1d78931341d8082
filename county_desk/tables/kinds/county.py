"""Places and accounts, and what the county sets, names, closes and returns."""

from county_desk.models.check import CheckSetting
from county_desk.models.closed_year import ClosedYear
from county_desk.models.office_name import OfficeName
from county_desk.models.place import Place, PlaceCode
from county_desk.models.register import OwnYear, Register
from county_desk.models.return_ import Return
from county_desk.models.user import User
from county_desk.models.village import VillageRecord, VillageYear
from county_desk.tables.kinds.record_kind import RecordKind

PLACE = RecordKind(Place, (Place.name,))
PLACE_CODE = RecordKind(PlaceCode, (Place.name,), about=(PlaceCode.place_id,))
OFFICE_NAME = RecordKind(OfficeName, (Place.name,), about=(OfficeName.place_id,))
VILLAGE_RECORD = RecordKind(VillageRecord, (Place.name,), about=(VillageRecord.village_id,))
VILLAGE_YEAR = RecordKind(VillageYear, (Place.name, VillageYear.year), about=(VillageYear.village_id,))
USER = RecordKind(User, (User.name,))
REGISTER = RecordKind(Register, (Register.name,))
RETURN = RecordKind(Return, (Return.name, Return.period))
CHECK_SETTING = RecordKind(CheckSetting, (CheckSetting.number, CheckSetting.year))
CLOSED_YEAR = RecordKind(ClosedYear, (ClosedYear.year,))
OWN_YEAR = RecordKind(OwnYear, (OwnYear.year,))
