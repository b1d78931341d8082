"""Projects with their assets and their money."""

from county_desk.models.asset import Asset, AssetYear
from county_desk.models.project import Fund, FundShare, Payment, Project
from county_desk.tables.kinds.record_kind import RecordKind

PROJECT = RecordKind(Project, (Project.title,), about=(Project.place_id,))
ASSET = RecordKind(Asset, (Asset.title,), about=(Asset.place_id,))
ASSET_YEAR = RecordKind(AssetYear, (Asset.title, AssetYear.year))
FUND = RecordKind(Fund, (Fund.title,))
FUND_SHARE = RecordKind(FundShare, (Project.title,))
PAYMENT = RecordKind(Payment, (Payment.payee, Payment.paid_on), about=(Payment.household_id,))
