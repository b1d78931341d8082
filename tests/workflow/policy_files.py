"""Policy files of a made-up county, as its office would write them."""

from county_desk.rules.policy_file import decoded
from county_desk.workflow.policy_files import ImportPolicyFile
from tests.build import ADMINISTRATOR, FOUNDED

NAMES = {
    "figure": "county_water_days.toml",
    "known": "grace_years.toml",
    "procedure": "removal.toml",
    "criteria": "exit.toml",
    "calendar": "2027.toml",
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


def importing(name="figure", text=FIGURE, reference="青政办〔2016〕3号"):
    """The act that imports a file."""
    return ImportPolicyFile(
        file_name=NAMES.get(name, name), text=decoded(text.encode(), name), reference=reference
    )


def take(office, name="figure", text=FIGURE, day=FOUNDED):
    """Import a file as the administrator does; returns what it did."""
    return office.at(day, ADMINISTRATOR).do(importing(name, text))
