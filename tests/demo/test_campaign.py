"""The demo register: everything that an office can meet is in it, and its history holds."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.demo.campaign.story import CAMPAIGN, TODAY
from county_desk.demo.chapter import make_demo
from county_desk.models.base import Base
from county_desk.models.case import CaseState
from county_desk.models.household import Standing
from county_desk.models.plan import PlanKind
from county_desk.models.project import ProjectStanding
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Role
from county_desk.models.village import Source, VillageStanding, VillageYear
from county_desk.progress import Cancelled
from county_desk.rules.policy import Policy
from county_desk.rules.procedures import StepKind
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.needs import NeedState
from county_desk.tables.assistance.officials import PairingState
from county_desk.tables.assistance.plans import PlanState
from county_desk.tables.supervision.inspections import FindingState
from county_desk.text import ENGLISH, language
from county_desk.workflow.audit import verify
from county_desk.workflow.checks import household_check
from county_desk.workflow.entry import sit_down

POLICY = Policy.load("", "west")
PROCEDURES = [
    POLICY.procedure(key, date(2016, 10, 1))
    for key in ("household_registration", "village_registration", "household_exit", "village_exit")
]
STEPS = [
    (procedure.key, step)
    for procedure in PROCEDURES
    for step in procedure.steps
    if step.kind is not StepKind.APPLICATION
]


def everything(opened):
    with opened.sessions() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.execute(select(table).order_by(table.c.id)).all() for table in tables}


@pytest.mark.slow
def test_the_same_register_is_made_every_time(county, tmp_path):
    with language(ENGLISH):
        again = make_demo(CAMPAIGN, tmp_path / "again.cdesk")
    first, second = everything(county), everything(again)
    again.close()
    assert [name for name in first if first[name] != second[name]] == []


def test_its_history_is_whole(county):
    with county.sessions() as session:
        assert verify(session).ok


def test_it_is_a_demo_of_the_west(county):
    with county.sessions() as session:
        kept = session.get_one(Register, 1)
        about = (kept.name, kept.kind, kept.region, kept.province)
    assert about == ("青岚县", RegisterKind.DEMO, "west", "")
    assert {person.role for person in county.people} == set(Role)


def test_it_has_twenty_four_villages_and_about_six_hundred_households(rows):
    assert Counter(row.township for row in rows("villages")) == {"石桥镇": 9, "河口镇": 8, "云岭乡": 7}
    assert 570 <= len(rows("households")) <= 630
    assert all(row.households >= 15 for row in rows("villages"))
    assert all(
        row.office and row.contact and row.telephone for row in rows("places") if row.code[:6] == "990101"
    )


@pytest.mark.parametrize(("kind", "step"), STEPS, ids=lambda part: getattr(part, "key", part))
def test_a_case_waits_at_every_step(rows, kind, step):
    state = CaseState.APPROVED if step.kind is StepKind.ANNOUNCEMENT else CaseState.OPEN
    assert rows("cases", kind=kind, step=step.key, state=state)


def test_lists_wait_to_be_posted_and_lists_hang(rows):
    hanging = {row.case_id for row in rows("entries") if row.disclosure_id in open_lists(rows)}
    for kind, step in STEPS:
        if step.kind is StepKind.DISCLOSURE:
            waiting = {row.id for row in rows("cases", kind=kind, step=step.key, state=CaseState.OPEN)}
            assert waiting & hanging, step.key
            assert waiting - hanging, step.key


def open_lists(rows):
    return {row.id: row for row in rows("disclosures") if row.closed_on is None}


def test_some_lists_end_today_and_one_is_late(rows):
    last_days = [row.last_day for row in open_lists(rows).values()]
    assert last_days.count(TODAY) >= 3
    assert sum(day < TODAY for day in last_days) == 1
    assert sum(day > TODAY for day in last_days) >= 2


def test_objections_are_open_upheld_and_rejected(rows):
    found = Counter(row.finding and row.finding.value for row in rows("objections"))
    assert found.keys() == {None, "upheld", "rejected"}
    assert {row.outcome.value for row in rows("disclosures") if row.outcome} == {
        "unopposed",
        "adjusted",
        "rejected",
    }


def test_cases_end_in_every_way(rows):
    assert {row.state for row in rows("cases")} == set(CaseState)
    steps = Counter(row.last and row.last.value for row in rows("cases", state=CaseState.OPEN))
    assert steps["returned"] == 1


def test_every_notice_of_its_story_was_issued_and_one_is_void(rows):
    notices = rows("notices")
    of_projects = {"project_disclosure", "project_announcement", "funding_plan", "funding_result"}
    others = {*of_projects, "post_disclosure"}
    assert {row.kind for row in notices} == {step.notice for _key, step in STEPS if step.notice} | others
    assert [row.kind for row in notices if row.voided_on] == ["household_first_disclosure"]
    assert len({row.number for row in notices}) == len(notices)


def test_proposed_holders_of_posts_are_posted_by_a_notice_of_their_village(rows):
    posted = [row for row in rows("stages") if row.stage.endswith("/disclosed")]
    numbers = {row.number for row in rows("notices", kind="post_disclosure")}
    assert numbers == {row.document for row in posted} != set()


def test_the_first_households_of_liuwan_go_the_way_of_the_handbook(rows):
    lists = [row for row in rows("disclosures") if row.notice in ("柳湾〔2016〕1号", "石桥〔2016〕2号")]
    assert [(row.opened_on, row.last_day, row.persons) for row in sorted(lists, key=lambda row: row.id)] == [
        (date(2016, 10, 10), date(2016, 10, 16), 11),
        (date(2016, 10, 19), date(2016, 10, 25), 11),
    ]
    registered = rows("households", registered_on=date(2016, 10, 31))
    assert [row.head for row in registered] == ["张大有", "王秀田", "陈阿水"]


def test_households_left_with_a_grace_of_five_years(rows):
    exits = rows("exits")
    assert len(exits) >= 6
    assert all(row.grace_until == row.exited_on.replace(year=row.exited_on.year + 5) for row in exits)
    assert rows("households", standing=Standing.EXITED)
    assert rows("villages", standing=VillageStanding.EXITED)
    assert rows("villages", standing=VillageStanding.POOR)


def test_some_households_have_not_signed_and_of_one_a_criterion_is_unknown(county, rows):
    assert len(rows("cases", kind="household_exit", step="consent", state=CaseState.OPEN)) >= 2
    waiting = rows("cases", kind="household_exit", step="county_decision", state=CaseState.OPEN)
    desk = sit_down(county, "王芳", today=TODAY)
    outcomes = {household_check(desk, row.household_id, 2016).finding.outcome.value for row in waiting}
    assert "unknown" in outcomes


def test_a_village_was_refused_for_its_income(rows):
    refused = rows("cases", kind="village_registration", state=CaseState.REFUSED)
    assert [row.subject for row in refused] == ["松林坡村"]


def test_a_batch_was_undone_and_taken_in_again(rows):
    twice = rows("batches", place="老屋湾村")
    undone = [row.undone_on for row in sorted(twice, key=lambda row: row.id) if not row.opening]
    assert undone == [date(2016, 9, 27), None]
    assert sum(not row.opening for row in rows("batches")) == 25


def test_households_that_left_before_came_in_as_they_stood_and_were_confirmed(rows):
    opened = [row for row in rows("batches") if row.opening]
    assert opened
    assert all(row.confirmed_by == "王芳" for row in opened)
    left = [row for row in rows("households") if str(row.exited_on)[:4] == "2015"]
    assert len(left) > 50
    assert not {row.number for row in left} & {row.number for row in rows("cases")}


def test_whoever_decided_had_not_acted_before(rows):
    deciders = {row.actor for row in rows("history", command="Decide")}
    assert deciders == {"王芳", "赵强"}
    own = {"Decide", "DrawRound", "EnterSheet", "CheckSheet", "RecordFinding"}  # acts of a reviewer
    acts = [row for row in rows("history") if not row.summary.act.proposer]  # put in force by a reviewer
    others = {row.actor for row in acts if row.command not in own}
    assert not deciders & others


def test_a_village_said_other_figures_than_its_households(county, rows):
    (liuwan,) = rows("villages", name="柳湾村")
    with county.sessions() as session:
        years = session.scalars(select(VillageYear).where(VillageYear.village_id == liuwan.id)).all()
        said = {year.source: (year.poor_persons, year.income_per_head) for year in years}
    assert said.keys() == {Source.WORKBOOK, Source.RECORDS}
    assert said[Source.WORKBOOK][1] > said[Source.RECORDS][1]


def test_each_registered_household_has_one_official_who_visits_in_time(rows):
    paired = Counter(row.id for row in rows("pairings") if row.official)
    assert {row.id for row in rows("households", standing=Standing.REGISTERED)} <= paired.keys()
    assert set(paired.values()) == {1}
    assert all(row.visit_due_on > TODAY for row in rows("pairings") if row.official)
    assert {row.state for row in rows("pairings")} <= {PairingState.PAIRED, PairingState.UNSURE}


def test_a_household_was_relocated_from_its_consent_to_its_new_life(rows):
    moved = [row for row in rows("stages") if row.programme == "relocation" and row.head == "阿尔·石古"]
    assert {row.stage.partition("/")[2] for row in moved} == {
        stage.key for stage in programmes()["relocation"].stages
    }


def test_measures_answer_needs_by_cause(rows):
    programmes_run = {row.programme for row in rows("measures") if row.programme}
    assert programmes_run >= {"relocation", "small_loan", "welfare_post", "forest_ranger", "rain_dew"}
    assert all(row.cause and not row.risk for row in rows("needs"))
    assert {row.head for row in rows("needs", state=NeedState.OPEN)} == {"韩怀礼", "何发明", "阿尔·以呷"}


def test_a_loan_keeps_within_the_limit_and_the_term_of_the_year(rows):
    loans = rows("measures", programme="small_loan")
    assert max(row.amount for row in loans) == 50_000
    assert max(row.months for row in loans) == 36


def test_a_project_was_paid_under_the_procedure_of_the_county(rows):
    projects = {row.title: row for row in rows("projects")}
    assert {row.standing for row in projects.values()} == {
        ProjectStanding.ACCEPTED,
        ProjectStanding.STARTED,
        ProjectStanding.PROPOSED,
    }
    assert all(row.paid <= row.released <= row.budget for row in projects.values())
    assert projects["沙坝村通组路硬化"].paid
    assert [row.file for row in rows("policy_files")] == ["procedures/own/project-2016.toml"]


def test_the_plan_of_the_year_stands_beside_its_result(rows):
    plans = rows("plans")
    assert {row.kind for row in plans} == {PlanKind.EXIT, PlanKind.VILLAGE_EXIT, PlanKind.MEASURES}
    assert {row.state for row in plans} == set(PlanState)


def test_a_round_found_what_is_mended(rows):
    (made,) = rows("inspections")
    assert made.size == len(rows("inspected_households"))
    assert {row.state for row in rows("findings")} == {FindingState.OPEN, FindingState.MENDED}
    assert all(row.due_on > TODAY for row in rows("findings"))


def test_the_history_goes_forward_and_ends_today(rows):
    times = [row.at for row in sorted(rows("history"), key=lambda row: row.id)]
    assert times == sorted(times)
    assert tuple(times[place].astimezone().date() for place in (0, -1)) == (date(2016, 1, 4), TODAY)


def test_its_clock_stands_at_the_last_day_of_the_story(county):
    assert county.day == TODAY
    assert sit_down(county, "李敏").today == TODAY


def test_the_story_can_end_earlier(tmp_path):
    opened = make_demo(CAMPAIGN, tmp_path / "early.cdesk", today=date(2016, 3, 20))
    with opened.sessions() as session:
        cases = session.execute(select(Base.metadata.tables["case"].c.step)).scalars().all()
    opened.close()
    assert cases == ["county_decision"] * 7


def test_nothing_is_left_when_the_work_is_stopped(tmp_path):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        make_demo(CAMPAIGN, tmp_path / "stopped.cdesk", progress=stop)
    assert list(tmp_path.iterdir()) == []
