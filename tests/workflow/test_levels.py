"""Steps of the prefecture and the province: the county records them with the number of their document."""

from datetime import date

import pytest

from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.steps import RecordReview
from tests.build import (
    DAY,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    a_registered_household,
    case_of,
    last_disclosure,
    refusal,
    steps_of,
    walk,
)
from tests.workflow.policy_files import PROCEDURE, take

RECEIVED = date(2016, 12, 1)
PREFECTURE = """\
[[step]]
key = "prefecture_check"
kind = "review"
level = "prefecture"
title = { zh = "市级核查", en = "Check by the prefecture" }

[[step]]
key = "disclosure"
"""
WORKING = """\
title = { zh = "清退公示计日", en = "Counting of a removal's list" }
description = { zh = "清退公示按工作日计算。", en = "Lists of removals count working days." }
kind = "word"
unit = "word"
choices = ["inclusive", "working"]
reference = "青政办〔2016〕3号第二条"
sure = "S"

[values.own]
2016-02-01 = "working"
"""


@pytest.fixture
def case(office):
    """A removal that waits for the prefecture; its list counts working days, and the province decides."""
    take(office, "removal_counting.toml", WORKING)
    text = PROCEDURE.replace('[[step]]\nkey = "disclosure"\n', PREFECTURE)
    text = text.replace('posted = "village"', 'posted = "village"\ncounting = "removal_counting"', 1)
    take(
        office,
        "procedure",
        text.replace('kind = "decision"\nlevel = "county"', 'kind = "decision"\nlevel = "province"'),
    )
    household = a_registered_household(office)
    removal = OpenCase(
        household=household, kind="household_removal", year=2016, received_on=RECEIVED, reason="有商品房"
    )
    number = office.at(RECEIVED).do(removal).id
    walk(office, (number,), to="prefecture_check")
    return number


def answer(case, **about):
    day = RECEIVED + 2 * DAY
    return RecordReview(**({"cases": (case,), "done_on": day, "opinion": "同意", "document": ""} | about))


def test_an_act_of_the_prefecture_is_recorded_by_the_county_with_its_document(office, case):
    day = RECEIVED + 2 * DAY
    assert list(refusal(office.at(day, TOWNSHIP), answer(case, document="青市扶〔2016〕7号"))) == [""]
    words = refusal(office.at(day, REVIEWER), answer(case))
    assert words == {
        "document": "“Check by the prefecture” is an act of the Prefecture; give the number of its document"
    }
    office.at(day, REVIEWER).do(answer(case, document="青市扶〔2016〕7号"))
    assert case_of(office, case).step == "disclosure"
    assert steps_of(office, case)[-1].facts["document"] == "青市扶〔2016〕7号"


def test_one_list_counts_working_days_where_others_count_all(office, case):
    day = RECEIVED + 2 * DAY
    office.at(day, REVIEWER).do(answer(case, document="青市扶〔2016〕7号"))
    posted = date(2016, 12, 5)
    office.at(posted).do(OpenDisclosure(cases=(case,), opened_on=posted))
    found = last_disclosure(office)
    assert (found.counting, found.days, found.last_day) == ("working", 7, date(2016, 12, 14))


def test_a_decision_of_the_province_names_its_document(office, case):
    office.at(RECEIVED + 2 * DAY, REVIEWER).do(answer(case, document="青市扶〔2016〕7号"))
    day = walk(office, (case,), to="county_decision")
    deciding = {
        "cases": (case,),
        "decided_on": day,
        "decision": Decision.APPROVE,
        "checked": 1,
        "opinion": "同意",
    }
    assert list(refusal(office.at(day, SECOND), Decide(**deciding))) == ["document"]
    office.at(day, SECOND).do(Decide(**deciding, document="云政办〔2016〕12号"))
    assert case_of(office, case).step == "announcement"


def test_a_prefecture_posts_no_list_of_the_county(office):
    wrong = PROCEDURE.replace(
        'kind = "disclosure"\nlevel = "village"', 'kind = "disclosure"\nlevel = "prefecture"'
    )
    with pytest.raises(Exception, match="a step of the Prefecture is a review or a decision"):
        take(office, "procedure", wrong)
