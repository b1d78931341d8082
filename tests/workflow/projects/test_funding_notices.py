"""Notices of funds and projects: money by source before the work, payments and assets after it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select

from county_desk.models.notice import Notice
from county_desk.models.project import Project, ProjectStanding
from county_desk.notice_kinds import NoticeKind
from county_desk.reports.notice import render
from county_desk.tables.assistance.projects import PROJECTS_LISTING
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.papers import VoidNotice, facts_of
from county_desk.workflow.command import Refused
from county_desk.workflow.projects.asset_acts import RecordAsset
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.project_acts import RecordProgress, StateBenefit
from tests.build import CLERK, ELSEWHERE, TOWNSHIP, VILLAGE, refusal
from tests.refusals import outside
from tests.reports.papers import flat
from tests.second_person import agreed
from tests.workflow.projects.test_projects import fund, paying, project, release, rows, today

__all__ = ["fund", "project", "release", "today"]
PLAN, RESULT = NoticeKind.FUNDING_PLAN, NoticeKind.FUNDING_RESULT


def notice(office, place="大河村", kind=PLAN, **more):
    return IssueFundingNotice(kind=kind, place=office.place(place), year=2018, **more)


def issued(office, command, day, name=CLERK):
    number = office.at(day, name).do(command).id
    return office.read(lambda session: facts_of(session, number))


@pytest.fixture
def finished(office, project, today, release):
    """The project after its acceptance: 300,000 yuan released, 200,000 paid, one asset built."""
    desk = office.at(today)
    agreed(office, release(300000), today)
    agreed(office, paying(project, 200000, today, payee="青岚县通达路桥有限公司"), today)
    for standing in (ProjectStanding.FINISHED, ProjectStanding.ACCEPTED):
        desk.do(RecordProgress(project=project, standing=standing, done_on=today))
    built = {"asset": "产业路", "value": Decimal(198000), "built_on": today, "keeper": "大河村村民委员会"}
    desk.do(RecordAsset(project=project, **built))
    return project


def test_a_plan_names_the_money_by_source_and_who_is_helped_for_ten_days(office, project, today, release):
    agreed(office, release(100000), today)
    stated = {"benefit": "方便村民出行", "helped_households": 30, "helped_persons": 96}
    office.at(today, VILLAGE).do(StateBenefit(project=project, **stated))
    facts = issued(office, notice(office), today, VILLAGE)
    (row,) = facts.rows
    assert (row.village, row.purpose, row.budget) == ("", "infrastructure", Decimal("360000.00"))
    assert [(each.name, each.amount) for each in row.sources] == [("central", Decimal("100000.00"))]
    assert (row.benefit, row.helped, row.standing, row.paid) == ("方便村民出行", (30, 96), "", None)
    assert (facts.days, facts.last_day - facts.first_day) == (10, timedelta(days=9))
    law, guidance = [each.zh for each in facts.basis]
    assert (law, guidance) == (
        "《中华人民共和国政府信息公开条例》",
        "《关于完善扶贫资金项目公告公示制度的指导意见》",
    )
    paper = flat(render(facts))
    for words in (
        "扶贫资金项目",
        "中央100,000元",
        "尚未下达260,000元",
        "预算360,000元",
        "30户96人",
        "12317",
        "共10日",
    ):
        assert words in paper
    assert "30households96persons" in flat(render(facts, language="en"))
    assert office.read(verify).ok


def test_results_name_what_was_paid_and_built(office, finished, today):
    facts = issued(office, notice(office, "城关镇", RESULT), today, TOWNSHIP)
    (row,) = facts.rows
    assert (row.village, row.standing, row.paid) == ("大河村", "accepted", Decimal("200000.00"))
    assert [(each.name, each.amount) for each in row.assets] == [("产业路", Decimal("198000.00"))]
    paper = flat(render(facts))
    for words in ("已支付资金200,000元", "形成并登记资产198,000元", f"已验收{today}", "公告时间"):
        assert words in paper


def test_the_money_and_assets_of_all_projects_are_read_at_once(office, finished, today):
    with office.sessions.begin() as session:
        first = session.get_one(Project, finished)
        names = [column.key for column in Project.__table__.c if column.key not in ("id", "version")]
        kept = {name: getattr(first, name) for name in names}
        session.add(Project(**kept | {"title": "大河村五组产业路硬化"}))
    asked = []
    event.listen(office.sessions.kw["bind"], "before_cursor_execute", lambda *call: asked.append(call[2]))
    rows = issued(office, notice(office, "城关镇", RESULT), today).rows
    assert [(row.paid, len(row.sources), len(row.assets)) for row in rows] == [(200000, 1, 1), (0, 0, 0)]
    for table in ("fund_share", "payment", "asset"):
        assert sum(f"\nFROM {table} " in f"{said} " for said in asked) == 1


def test_each_level_posts_its_own_projects_and_a_year_has_its_words(office, project, today):
    assert len(issued(office, notice(office, "青岚县"), today).rows) == 1
    assert len(issued(office, notice(office, "城关镇"), today).rows) == 1
    assert refusal(office.at(today), notice(office, "青山镇")) == {
        "projects": "No project of 青山镇 of 2018 is in the library and under way"
    }
    later = issued(office, notice(office), date(2022, 3, 1))
    assert [each.zh for each in later.basis][1].endswith("（中发〔2020〕30号）")
    assert "衔接资金项目" in flat(render(later))
    assert "衔接" not in flat(render(issued(office, notice(office), date(2026, 3, 2))))


def test_a_notice_lists_what_belongs_to_it_and_says_that_one_hangs_already(office, project, today):
    number = office.at(today).do(notice(office, projects=(project,))).id
    first = office.read(lambda session: session.get(Notice, number)).number
    (said,) = office.at(today).effects([notice(office)])
    last = today + timedelta(days=9)
    assert said.split("\n") == [
        f"1 project with 360,000.00 yuan is posted until {last}.",
        f"Such a notice was issued this year already: {first}.",
    ]
    office.at(today).do(VoidNotice(notice=number, reason="金额有误"))
    (said,) = office.at(today).effects([notice(office)])
    assert "already" not in said


@pytest.mark.parametrize(
    ("wrong", "field", "name"),
    [
        ({"place": 99}, "place", CLERK),
        ({"kind": RESULT}, "projects", CLERK),
        ({"projects": (99,)}, "projects", CLERK),
        ({"year": 2017}, "projects", CLERK),
        ({"kind": NoticeKind.PROJECT_DISCLOSURE}, "kind", CLERK),
        ({"township": True}, "", VILLAGE),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused_at_its_field(office, project, today, wrong, field, name):
    if wrong.pop("township", False):
        wrong["place"] = office.place("城关镇")
    assert list(refusal(office.at(today, name), replace(notice(office), **wrong))) == [field]


def test_each_office_posts_for_its_own_place_only(office, project, today):
    assert refusal(office.at(today, VILLAGE), notice(office, "柳湾村")) == {
        "": outside("郑宝", "大河村", "城关镇柳湾村")
    }
    assert refusal(office.at(today, ELSEWHERE), notice(office)) == {"": outside()}


def test_a_finished_project_stands_on_no_plan(office, finished, today):
    found = refusal(office.at(today), notice(office, projects=(finished,)))
    words = "大河村三组产业路硬化 (2018, Accepted) does not belong on this list"
    assert found == {"projects": words}


def test_a_number_of_a_person_never_comes_on_the_notice(office, project, today):
    with office.sessions.begin() as session:
        session.get(Project, project).contractor = "990101196503120011"
    with pytest.raises(Refused, match="must not carry this number"):
        office.at(today).do(notice(office))
    assert office.read(lambda session: len(session.scalars(select(Notice)).all())) == 2


def test_what_a_project_brings_is_kept_where_it_is_blank_and_can_be_undone(office, project, today):
    desk = office.at(today)
    assert refusal(desk, StateBenefit(project=project)) == {"benefit": "Fill in at least one of them"}
    desk.do(StateBenefit(project=project, helped_households=30))
    assert list(refusal(desk, StateBenefit(project=project, helped_persons=29))) == ["helped_persons"]
    change = desk.do(StateBenefit(project=project, benefit="方便出行"))
    (row,) = rows(office, PROJECTS_LISTING)
    assert (row.benefit, row.helped_households, row.helped_persons) == ("方便出行", 30, None)
    desk.do(change.undo)
    assert rows(office, PROJECTS_LISTING)[0].benefit is None
