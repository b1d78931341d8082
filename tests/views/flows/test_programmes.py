"""Measures of programmes, stage by stage in the whole window: loan, post, training, school and house."""

from datetime import date

import pytest

from county_desk.measure_classes import MeasureClass
from county_desk.tables.assistance.measures import LISTING as MEASURES
from county_desk.tables.assistance.measures import measure_detail
from county_desk.tables.assistance.programme_words import stage_of
from county_desk.text import _
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.audit import verify

pytestmark = pytest.mark.slow


def words_of(stage):
    return _("{act}…").format(act=stage_of(stage).shown())


def take_stage(person, head, measure, stage, *, next_one=True, **given):
    """Record a stage of a measure from the list, where the next one is blue."""
    person.page("measures").row(head, measure)
    if next_one:
        assert person.blue() == [words_of(stage)]
    person.press(words_of(stage))
    assert head in person.panel.objects.text()
    return person.fill(**given).submit()


def test_a_loan_is_asked_for_paid_out_repaid_and_settled(sit):
    head, what = "马立军", "购牛两头"
    clerk = sit("罗建功", date(2026, 11, 27)).page("monitored").row(head).press(RecordMeasure)
    clerk.fill(programme="small_loan", kind=MeasureClass.FINANCE, content=what, amount=50000, months=24)
    clerk.fill(member=head).submit().press(_("Next stage of the measure"))
    assert clerk.shown.key == "measures"
    take_stage(clerk, head, what, "small_loan/applied", words="本人申请")

    second = sit("严小燕", date(2026, 11, 28))
    take_stage(second, head, what, "small_loan/use_checked", agreed=True, words="购牛发展生产")
    clerk = sit("罗建功", date(2026, 12, 1))
    take_stage(clerk, head, what, "small_loan/approved", amount=50000, document="青农信〔2026〕9号")
    take_stage(clerk, head, what, "small_loan/paid_out", amount=50000)

    clerk = sit("罗建功", date(2027, 3, 2)).page("measures").row(head, what)
    (grey,) = [each for each in clerk.buttons_grey() if each.text() == words_of("small_loan/subsidised")]
    assert "罗建功" in grey.toolTip()  # the county records the subsidy
    county = sit("李敏", date(2027, 3, 2))
    take_stage(county, head, what, "small_loan/subsidised", amount=400)
    clerk = sit("罗建功", date(2027, 4, 2))
    take_stage(clerk, head, what, "small_loan/repaid", amount=20000)
    take_stage(clerk, head, what, "small_loan/repaid", amount=30000)
    take_stage(clerk, head, what, "small_loan/settled", words="还清")

    row = clerk.only(MEASURES, title=what, head=head)
    assert (row.stage, row.ended_on) == ("small_loan/settled", date(2027, 4, 2))
    assert clerk.read(measure_detail, row.id).owed == 0
    assert clerk.read(verify).ok


def test_a_post_is_renewed_for_a_year_and_left(sit):
    head = "马立军"
    clerk = sit("罗建功", date(2027, 2, 20))
    renewed = {"document": "河口公岗〔2027〕3号", "until": date(2028, 2, 19)}
    take_stage(clerk, head, "公益性岗位" if _("Yes") == "是" else "post", "welfare_post/renewed", **renewed)
    row = clerk.only(MEASURES, head=head, programme="welfare_post")
    assert row.until == date(2028, 2, 19)
    clerk = sit("罗建功", date(2027, 9, 1))
    take_stage(clerk, head, row.title, "welfare_post/left", next_one=False, words="外出务工")
    assert clerk.only(MEASURES, id=row.id).ended_on == date(2027, 9, 1)


def test_a_training_leads_to_work(sit):
    head, what = "覃九斤", "冬季茶叶加工技能培训班"
    clerk = sit("何秀云", date(2026, 12, 1))
    take_stage(clerk, head, what, "skills_training/enrolled", place="云岭乡文化站")
    second = sit("穆长顺", date(2026, 12, 20))
    take_stage(second, head, what, "skills_training/trained", until=date(2026, 12, 20), words="全程参加")
    take_stage(second, head, what, "skills_training/certified", document="黔技〔2026〕118号")
    clerk = sit("何秀云", date(2027, 1, 5))
    take_stage(clerk, head, what, "skills_training/employed", place="云岭茶厂", words="固定岗位")
    county = sit("李敏", date(2027, 1, 8))
    take_stage(county, head, what, "skills_training/subsidised", amount=800)
    assert county.only(MEASURES, head=head, title=what).stage == "skills_training/subsidised"


def test_a_child_that_came_back_to_school_finishes_it(sit):
    head = "张琴"
    clerk = sit("何秀云", date(2026, 12, 10))
    take_stage(clerk, head, "", "back_to_school/followed", words="出勤正常，成绩稳定")
    clerk = sit("何秀云", date(2027, 7, 1))
    take_stage(clerk, head, "", "back_to_school/finished", next_one=False, words="初中毕业")
    row = clerk.only(MEASURES, head=head, programme="back_to_school")
    assert row.ended_on == date(2027, 7, 1)


class TestOfTheCampaign:
    @pytest.fixture
    def chapter(self):
        return "campaign"

    def test_a_household_moves_into_its_new_house(self, sit):
        head = "李志刚"
        clerk = sit("何秀云", date(2016, 12, 20))
        row = clerk.only(MEASURES, head=head, programme="relocation")
        moved = {"persons": 3, "place": "云岭安置点3栋2单元"}
        take_stage(clerk, head, row.title, "relocation/moved", **moved)
        after = {"homestead": {"words": "旧宅已拆除复垦"}, "jobs": {"persons": 1, "words": "县城务工"}}
        for stage, given in after.items():
            take_stage(clerk, head, row.title, f"relocation/{stage}", next_one=False, **given)
        county = sit("李敏", date(2017, 3, 1))
        take_stage(county, head, row.title, "relocation/title", next_one=False, document="房产〔2017〕12号")
        found = county.only(MEASURES, id=row.id)
        assert found.delivered_on == date(2016, 12, 20)
        assert county.read(verify).ok
