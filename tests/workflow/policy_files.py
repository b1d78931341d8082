"""Policy files of a made-up county, as its office would write them."""

from county_desk.rules.policy_file import decoded
from county_desk.text import _
from county_desk.workflow.policy.county_files import ImportPolicyFile
from tests.build import ADMINISTRATOR, FOUNDED
from tests.second_person import in_force

NAMES = {
    "figure": "county_water_days.toml",
    "known": "grace_years.toml",
    "procedure": "removal.toml",
    "criteria": "exit.toml",
    "calendar": "2027.toml",
    "wording": "第一次公示.toml",
}
FIGURE = """\
title = { zh = "饮水核查期限", en = "Days of the water check" }
description = { zh = "从受理到核查完毕。", en = "From receipt to the end of the check." }
kind = "number"
unit = "days"
least = 1
most = 90
reference = "青政办〔2016〕3号第二条"
sure = "S"

[values.own]
2016-02-01 = 10
2016-11-01 = 5
"""
KNOWN = """\
reference = "青政办〔2016〕4号"
sure = "S"

[values.own]
2016-05-01 = 3
"""
CRITERIA = """\
rule = "household_exit"
since = 2016-10-01
reference = "青政办〔2016〕5号第三条"
sure = "S"

[[criterion]]
key = "Electricity of the household"
title = { zh = "户通生活用电", en = "Electricity of the household" }
fact = "electricity"
comparison = "is_true"

[[criterion]]
key = "Wider house"
replaces = "Area of the house"
title = { zh = "住房面积达到县定标准", en = "Area of the house by county standard" }
fact = "housing_area"
comparison = "at_least"
parameter = "exit_housing_area"

[[drop]]
keys = ["Enough clothing"]
"""
CALENDAR = """\
year = 2027
reference = "国办发明电〔2026〕9号"

[holidays]
2027-01-01 = "元旦"

[workdays]
2027-01-03 = "元旦"
"""
PROCEDURE = """\
key = "household_removal"
place = "own"
since = 2016-02-01
reference = "青政办〔2016〕6号"
basis = []
sure = "S"
subject = "household"
title = { zh = "青岚县识别不准户清退", en = "Removal in Qinglan" }
outcome = "removed"

[[step]]
key = "application"
kind = "application"
level = "village"
title = { zh = "提出清退", en = "Proposal of removal" }

[[step]]
key = "town_check"
kind = "review"
level = "township"
title = { zh = "乡镇核查", en = "Check by the township" }

[[step]]
key = "disclosure"
kind = "disclosure"
level = "village"
title = { zh = "拟清退名单公示", en = "Disclosure of the households to be removed" }
days = "household_exit_disclosure_days"
posted = "village"
notice = "household_removal_disclosure"

[[step]]
key = "county_decision"
kind = "decision"
level = "county"
title = { zh = "县级审定清退", en = "Decision on the removal by the county" }

[[step]]
key = "announcement"
kind = "announcement"
level = "county"
title = { zh = "公告清退", en = "Announcement of the removal" }
posted = "village"
notice = "household_removal_announcement"
"""
WORDING = """\
notice = "household_first_disclosure"
reference = "青政办〔2016〕8号附件"
sure = "S"
title = { zh = "{place}{year}年度|贫困户识别名单公示", en = "Households Found Poor| in {place}, {year}" }
body = { zh = "{opening}现将{who}予以公示。", en = "{opening}the list of {who} is posted." }
objections = { zh = "公示期内可向镇政府反映。", en = "Write to the township within this period." }
"""


def importing(name="figure", text=FIGURE, reference="青政办〔2016〕3号"):
    """The act that imports a file."""
    return ImportPolicyFile(
        file_name=NAMES.get(name, name),
        text=decoded(text.encode(), name),
        reference=reference,
        dated_back="文件晚到",
    )


def take(office, name="figure", text=FIGURE, day=FOUNDED):
    """Import a file as the administrator proposes and a reviewer puts it in force; returns what it did."""
    return in_force(office, importing(name, text), day)


def preview(office, act, day):
    """The changes that an import names, between its document and the second person whom it waits for."""
    (effect,) = office.at(day, ADMINISTRATOR).effects([act])
    document, *lines = effect.splitlines()
    assert act.reference in document
    second = next(place for place, line in enumerate(lines) if _(act.law.second.reason) in line)
    assert act.dated_back in lines[second - 1]
    return lines[: second - 1]
