"""Funds and projects of the campaign, under the procedure that the county made for itself."""

from decimal import Decimal

from county_desk.demo.acts import Deed
from county_desk.demo.campaign.cast import DAYAKOU, LIYUAN, SHABA, on
from county_desk.demo.funding import Building, posted
from county_desk.demo.places import ADMINISTRATOR, CLERK
from county_desk.models.project import FundLevel, ProjectClass
from county_desk.notice_kinds import NoticeKind
from county_desk.paths import resources
from county_desk.workflow.policy.files import ImportPolicyFile
from county_desk.workflow.projects.money import RecordFund

_FUND = "青财农〔2016〕6号"
_PROCEDURE = "project-2016.toml"
_BUILDER = "岚州市宏远建设有限公司"


def procedure() -> Deed:
    """The county's own procedure for projects, because the nation had none in that year."""
    text = (resources() / "demo" / _PROCEDURE).read_text("utf8")
    imported = ImportPolicyFile(file_name=_PROCEDURE, reference="青政办发〔2016〕11号（虚构）", text=text)
    return Deed(on(3, 21), ADMINISTRATOR, imported)


FUND = Deed(
    on(3, 23),
    CLERK,
    RecordFund(
        document=_FUND,
        name="中央财政专项扶贫资金",
        level=FundLevel.CENTRAL,
        year=2016,
        received_on=on(3, 23),
        amount=Decimal(1_800_000),
    ),
)
_P = ProjectClass
PROJECTS = (
    Building(
        SHABA,
        on(4, 6),
        "沙坝村通组路硬化",
        _P.INFRASTRUCTURE,
        "硬化通组路2.6公里，宽3.5米",
        780_000,
        _FUND,
        4,
        _BUILDER,
        741_000,
    ),
    Building(
        DAYAKOU,
        on(5, 9),
        "青松集中安置点配套设施",
        _P.RELOCATION,
        "建设供水管网1.2公里、活动室120平方米",
        640_000,
        _FUND,
        2,
        _BUILDER,
        320_000,
    ),
    Building(LIYUAN, on(11, 21), "梨园村柑橘种植", _P.INDUSTRY, "新植柑橘150亩", 360_000, _FUND),
)  # the last one is on disclosure
POSTED = (  # notices of the funding plan and of its results
    posted(on(6, 6), NoticeKind.FUNDING_PLAN),
    posted(on(9, 26), NoticeKind.FUNDING_RESULT, SHABA.code),
)
