"""An opening balance of rosters, monitoring ledgers and tables of villages, and what rests on it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import MonitoredIn, Verdict, VillageIn
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.opening import last_day
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Intensity, Monitored, RemovalWay
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.tables.county import county_of
from county_desk.tables.listing import page
from county_desk.tables.opening_counts import OpeningCount, OpeningStanding, opening_counts
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.movement import movement_page
from county_desk.tables.returns.roster import roster_page
from county_desk.tables.returns.villages import village_page
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.monitoring.visits import RecordMonitoringVisit
from county_desk.workflow.openings import ConfirmOpening, waiting_confirmation
from tests.build import CHINA, CLERK, REVIEWER, SECOND, an_id_number, refusal
from tests.intake.register.taking import looked_at
from tests.plans import MINE
from tests.second_person import confirm_opening
from tests.workflow.deliveries import SHEET, a_family, a_list, a_person

TODAY = date(2026, 11, 27)
NUMBER = "990101100001{:04}"


def a_watched(serial, kind, **facts):
    """A row of a monitoring ledger."""
    number = NUMBER.format(serial)
    told = {"监测对象类别": kind, "致贫返贫风险1": "因病,因残", "识别监测时间": "2023-05", "家庭人口数": 2}
    return MonitoredIn(
        SHEET, 0, number, f"周{serial}", an_id_number(serial, "19700101"), None, {**told, **facts}
    )


def take(office, delivery, *, day=TODAY):
    return office.at(day).do(TakeIn(delivery=delivery, kinds=(OPENING,))).id


def roster(deliver, *claims, **about):
    """A roster of one-person households; `claims` are their facts."""
    families = [
        a_family(NUMBER.format(serial), a_person(f"周{serial}", serial, born="19700101"), **facts)
        for serial, facts in enumerate(claims, 1)
    ]
    return deliver(*families, **about)


LEFT = {"claimed": "脱贫", "identified": "2014-04", "exit_year": "2018"}


def ledger(office, tmp_path, *rows):
    return a_list(
        tmp_path, *rows, name="监测.xlsx", kind="monitoring", place=office.place("柳湾村"), year=2026
    )


def watched(office):
    def read(session):
        found = session.scalars(select(Monitored).order_by(Monitored.id)).all()
        return [(each.head, each.entered_on, each.released_on, each.way, each.intensity) for each in found]

    return office.read(read)


def test_monitored_households_come_in_with_their_days(office, deliver, tmp_path):
    take(office, roster(deliver, LEFT, {}))
    removed = {"风险是否消除": "是", "风险消除时间": "2024-12-05", "风险消除方式": "帮扶消除"}
    rows = a_watched(1, "脱贫不稳定户"), a_watched(3, "边缘易致贫户", **removed)
    take(office, ledger(office, tmp_path, *rows))
    assert watched(office) == [
        ("周1", date(2023, 5, 31), None, None, Intensity.KEY),
        ("周3", date(2023, 5, 31), date(2024, 12, 5), RemovalWay.HELP, None),
    ]


def test_a_monitored_household_that_was_never_registered_gets_a_file(office, tmp_path):
    take(office, ledger(office, tmp_path, a_watched(7, "突发严重困难户")))

    def read(session):
        household = session.scalar(select(Household))
        (member,) = household.members
        return household.standing, household.number, household.persons, member.id_number[:6]

    assert office.read(read) == (Standing.ORDINARY, NUMBER.format(7), 2, "990101")
    assert office.read(presences) == []


def test_the_roster_may_follow_its_ledger(office, deliver, tmp_path):
    rows = a_watched(1, "脱贫不稳定户"), a_watched(2, "突发严重困难户")
    take(office, ledger(office, tmp_path, *rows))
    take(office, roster(deliver, LEFT, LEFT))

    def read(session):
        found = session.execute(
            select(Monitored.head, Household.head, Household.standing, Household.exited_on).join(Household)
        )
        return sorted(map(tuple, found))

    left = Standing.EXITED, date(2018, 12, 31)
    assert office.read(read) == [("周1", "周1", *left), ("周2", "周2", *left)]


def test_a_monitored_household_of_the_opening_is_visited_like_any_other(office, deliver, tmp_path):
    take(office, roster(deliver, LEFT))
    take(office, ledger(office, tmp_path, a_watched(1, "脱贫不稳定户")))
    number = office.read(lambda session: session.scalar(select(Monitored.id)))
    visit = RecordMonitoringVisit(monitored=number, visited_on=TODAY, visitors="王芳", found="情况稳定")
    office.at(TODAY).do(visit)
    assert office.read(lambda session: session.scalar(select(Monitored.visited_on))) == TODAY


def test_villages_come_in_with_their_status(office, tmp_path):
    names = "大河村", "柳湾村", "上坝村"
    told = (
        {"行政村属性": "贫困村", "贫困村识别时间": "2014"},
        {"行政村属性": "脱贫村", "贫困村识别时间": "2014", "贫困村出列时间": "2018-11"},
        {"行政村属性": "非贫困村"},
    )
    places = [office.place(*(("上坝村", "青山镇") if name == "上坝村" else (name,))) for name in names]
    rows = [VillageIn(SHEET, 0, place, facts) for place, facts in zip(places, told, strict=True)]
    delivery = a_list(tmp_path, *rows, name="村.xlsx", kind="villages", year=2026)
    batch = take(office, delivery)

    def lines(day):
        def read(session):
            county = county_of(session, day)
            lines = village_page(session, county, Period.read(str(day.year))).lines
            rows = {line.place: line.row for line in lines}
            return {name: (rows[at].standing, rows[at].since) for name, at in zip(names, places, strict=True)}

        return office.read(read)

    assert lines(date(2026, 12, 31)) == {
        "大河村": (VillageStanding.POOR, date(2014, 12, 31)),
        "柳湾村": (VillageStanding.EXITED, date(2018, 11, 30)),
        "上坝村": (VillageStanding.ORDINARY, None),
    }
    assert lines(date(2017, 12, 31))["柳湾村"] == (VillageStanding.POOR, date(2014, 12, 31))
    graces = office.read(lambda session: session.scalars(select(VillageRecord.grace_until)).all())
    assert [day for day in graces if day] == [date(2023, 11, 30)]
    office.at(TODAY).do(UndoBatch(batch=batch, reason="表拿错了"))
    assert {standing for standing, _since in lines(date(2026, 12, 31)).values()} == {VillageStanding.ORDINARY}


def moved(presence, year):
    """The persons of a household by what happened in a year."""
    return {step.what: step.persons for step in presence.steps(Period.read(str(year)))}


def test_a_relapsed_household_came_left_and_came_back(office, deliver):
    back = {"claimed": "返贫", "identified": "2014", "exit_year": "2016", "relapsed": "2018-03"}
    take(office, roster(deliver, back))
    (presence,) = office.read(presences)
    assert [presence.there(date(year, 12, 31)) for year in (2013, 2014, 2016, 2017, 2018)] == [
        *(False, True, False),
        *(False, True),
    ]
    for year, way in ((2014, "new"), (2016, "exited"), (2018, "returned")):
        assert moved(presence, year)[way] == 1, year


def test_a_household_of_the_opening_that_falls_back_later_counts_as_returned(office, deliver):
    take(office, roster(deliver, LEFT))

    def relapse(session):
        household = session.scalar(select(Household))
        household.standing, household.registered_on = Standing.REGISTERED, date(2019, 6, 3)
        case = Case(
            kind="household_registration",
            procedure="national/household_registration-2014",
            year=2019,
            household_id=household.id,
            place_id=household.village_id,
            subject=household.head,
            persons=1,
            step="announcement",
            state=CaseState.DONE,
            received_on=date(2019, 5, 6),
            entered_by=1,
        )
        announced = CaseStep(
            case=case,
            step="announcement",
            outcome=StepOutcome.ANNOUNCED,
            done_on=date(2019, 6, 3),
            recorded_at=office.at(TODAY).now().astimezone(CHINA),
            actor_id=1,
        )
        session.add_all([case, announced])

    with office.sessions.begin() as session:
        relapse(session)
    (presence,) = office.read(presences)
    assert moved(presence, 2014)["new"] == moved(presence, 2018)["exited"] == 1
    assert moved(presence, 2019)["returned"] == 1
    assert "new" not in moved(presence, 2019)


def test_r1_and_the_opening_line_of_r6_equal_the_sheet(office, deliver):
    claims = (
        {"claimed": "未脱贫", "identified": "2014-04"},
        LEFT,
        {"claimed": "返贫", "identified": "2014", "exit_year": "2016", "relapsed": "2017"},
        {"claimed": "预脱贫", "identified": "2016"},
        {"claimed": "申请", "filed_on": date(2019, 1, 3)},
    )
    batch = take(office, roster(deliver, *claims, year=2019), day=date(2019, 1, 4))
    sheet = 3  # not out of poverty, fallen back, and about to leave
    year = Period.read("2019")

    def read(session):
        county = county_of(session, year.last)
        moved = movement_page(session, county, year).totals
        listed = roster_page(session, county, year).lines
        return len(listed), moved["opening_households"], moved["opening_persons"]

    assert office.read(read) == (sheet, sheet, sheet)
    counts = {each.standing: each.count for each in office.read(lambda s: opening_counts(s, batch))}
    stands = OpeningStanding
    assert counts == {stands.REGISTERED: 2, stands.RELAPSED: 1, stands.EXITED: 1, stands.APPLICANT: 1}


def test_the_counts_name_the_township(office, deliver, tmp_path):
    batch = take(office, roster(deliver, LEFT, {}))
    assert office.read(lambda session: opening_counts(session, batch)) == (
        OpeningCount("城关镇", OpeningStanding.REGISTERED, 1, 1),
        OpeningCount("城关镇", OpeningStanding.EXITED, 1, 1),
    )
    batch = take(office, ledger(office, tmp_path, a_watched(1, "脱贫不稳定户")))
    assert office.read(lambda session: opening_counts(session, batch)) == (
        OpeningCount("城关镇", OpeningStanding.WATCHED, 1, 1),
    )


def test_mixed_files_sort_themselves_by_what_the_row_says(office, deliver):
    claims = ({}, {"exit_year": "2019"}, {"kind": "脱贫户"}, {"filed_on": date(2020, 3, 2)})
    take(office, roster(deliver, *claims, year=2020), day=date(2020, 3, 3))

    def read(session):
        rows = select(Household.head, Household.standing, Case.id).outerjoin(Case)
        found = session.execute(rows.order_by(Household.number))
        return [(standing, case is not None) for _head, standing, case in found]

    assert office.read(read) == [
        (Standing.REGISTERED, False),
        (Standing.EXITED, False),
        (Standing.EXITED, False),
        (Standing.APPLICANT, True),
    ]


def test_an_unknown_status_word_is_asked_about_and_not_guessed(office, deliver):
    delivery = roster(deliver, {"claimed": "拟销号"}, {"claimed": "拟销号"}, {})
    found = looked_at(office, delivery, kinds=(OPENING,))
    assert [line.verdict for line in found.lines] == [Verdict.ASK, Verdict.ASK, Verdict.ACCEPT]
    (asked,) = [problem.message for problem in found.problems]
    assert asked.count("拟销号") == 1
    households = tuple(replace(each, claimed="预脱贫") for each in delivery.households)
    take(office, replace(delivery, households=households))


def test_the_confirmation_waits_in_the_queue_of_who_can_confirm(office, deliver):
    batch = take(office, roster(deliver, LEFT, {}))

    def waits(name):
        desk = office.at(TODAY, name)
        return [(row.task, row.record, row.entries) for row in desk.read(page, plan(desk), MINE)]

    assert waits(REVIEWER) == waits(SECOND) == [("ConfirmOpening", 1, 0)]
    assert waits(CLERK) == []
    confirm_opening(office, batch, TODAY)
    assert waits(SECOND) == []


def test_an_opening_of_every_list_is_undone_as_a_whole(office, deliver, tmp_path):
    batch = take(office, ledger(office, tmp_path, a_watched(7, "边缘易致贫户")))
    office.at(TODAY).do(UndoBatch(batch=batch, reason="表拿错了"))
    standing = office.read(
        lambda session: [
            session.query(each).filter_by(withdrawn_on=None).count() for each in (Household, Monitored)
        ]
    )
    assert standing == [0, 0]


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2014-04", date(2014, 4, 30)),
        ("2014-04-03", date(2014, 4, 3)),
        ("20140403", date(2014, 4, 3)),
        ("2014-02-30", None),
        ("是", None),
    ],
)
def test_a_workbook_gives_years_months_and_days(period, day):
    assert last_day(period, TODAY) == day


def test_income_stays_with_its_year(office, deliver):
    facts = {**LEFT, "income": Decimal(5200)}
    take(office, roster(deliver, facts, year=2025))
    (year,) = office.read(lambda s: [(y.year, y.income_per_head) for y in s.scalar(select(Household)).years])
    assert year == (2025, Decimal(5200))


def test_every_file_of_an_opening_is_confirmed_in_one_act(office, deliver, tmp_path):
    first = take(office, roster(deliver, LEFT))
    second = take(office, ledger(office, tmp_path, a_watched(1, "脱贫不稳定户")))
    waiting = [office.at(TODAY).read(waiting_confirmation, batch) for batch in (first, second)]
    assert waiting == [1, 1]
    third = take(office, roster(deliver, LEFT, {}))
    office.at(TODAY).do(UndoBatch(batch=third, reason="表拿错了"))
    change = confirm_opening(office, second, TODAY)
    assert change.summary.endswith(f"2 opening balances confirmed (numbers of the batches: {first}-{second})")
    again = refusal(office.at(TODAY), ConfirmOpening(batches=(second,)))
    assert "was confirmed on 2026-11-27" in again["batches"]
    assert "Choose the batches" in refusal(office.at(TODAY), ConfirmOpening(batches=()))["batches"]
