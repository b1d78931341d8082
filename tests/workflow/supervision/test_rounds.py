"""Rounds are drawn by a seed, their sheets entered twice, and their findings mended and confirmed."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from county_desk.models.audit import Event
from county_desk.models.household import Household, Standing
from county_desk.models.inspection import InspectedHousehold, RoundKind, RoundPeople, Severity
from county_desk.models.place import Place
from county_desk.reports.lists.paper import list_document
from county_desk.reports.supervision_papers import RoundPaper, finding_sheet, round_list
from county_desk.tables.listing import page
from county_desk.tables.supervision.inspections import (
    FINDINGS_LISTING,
    ROUNDS_LISTING,
    SHEETS_LISTING,
    FindingState,
    SheetState,
    round_townships,
    withdrawn_draws,
)
from county_desk.workflow.audit import verify
from county_desk.workflow.supervision.findings import (
    ConfirmFinding,
    MendFinding,
    RecordFinding,
    ReturnFinding,
    WithdrawFinding,
)
from county_desk.workflow.supervision.rounds import CheckSheet, DrawRound, EnterSheet, WithdrawRound
from tests.build import (
    CLERK,
    DAY,
    ELSEWHERE,
    REVIEWER,
    SECOND,
    a_household,
    refusal,
)

DRAWN = date(2017, 3, 1)
SAMPLE = {"kind": RoundKind.SPOT_CHECK, "name": "春季抽查", "drawn_on": DRAWN}
SAMPLE |= {"people": RoundPeople.ALL}
SEED = "3 7 11"
Town = aliased(Place)
FOUND = {"severity": Severity.SERIOUS, "words": "档案缺评议记录", "found_on": DRAWN, "mender": "郑宝"}


def rows(office, listing):
    """All rows of a list."""
    return office.read(lambda session: page(session, listing))


def draw(office, **more):
    """Draw a round as the inspector."""
    return replace(office.at(DRAWN, REVIEWER), chance=lambda: SEED).do(DrawRound(**SAMPLE | more))


@pytest.fixture
def people(office):
    """Households on record in two townships."""
    for serial, head in enumerate(("户一", "户二", "户三"), 1):
        a_household(office, head, serial=serial)
    a_household(office, "远户", serial=9, village="上坝村", township="青山镇")


def households(office):
    """The households drawn, in the order of the sheets."""
    wanted = select(InspectedHousehold.household_id).order_by(InspectedHousehold.id)
    return office.read(lambda session: session.scalars(wanted).all())


def test_the_same_seed_draws_the_same_households_from_every_township(office, people):
    draw(office, margin=Decimal(30), confidence=Decimal(50))
    first = households(office)
    (made,) = rows(office, ROUNDS_LISTING)
    assert (made.population, made.size, made.seed) == (4, len(first), "3 7 11")
    assert {row.township for row in rows(office, SHEETS_LISTING)} == {"城关镇", "青山镇"}
    office.at(DRAWN, REVIEWER).do(WithdrawRound(round=made.id, reason="重抽"))
    assert rows(office, SHEETS_LISTING) == []
    (kept,) = rows(office, ROUNDS_LISTING)
    assert (kept.seed, kept.withdrawn_on, kept.reason) == (SEED, DRAWN, "重抽")
    draw(office, margin=Decimal(30), confidence=Decimal(50))
    assert households(office)[len(first) :] == first
    assert office.read(verify).ok


def test_the_program_draws_the_seed_and_no_draw_has_that_of_another(office, people):
    office.at(DRAWN, REVIEWER).do(DrawRound(**SAMPLE))
    office.at(DRAWN, REVIEWER).do(DrawRound(**SAMPLE))
    seeds = [row.seed for row in rows(office, ROUNDS_LISTING)]
    assert len(set(seeds)) == 2
    assert all(len(seed) == 16 for seed in seeds)
    assert "seed" not in {each.name for each in fields(DrawRound)}
    sealed = office.read(lambda session: session.scalars(select(Event).order_by(Event.id.desc())).first())
    assert seeds[0] in sealed.changes


def test_the_digest_of_the_frame_is_that_of_all_households_of_the_day(office, people):
    draw(office)
    (made,) = rows(office, ROUNDS_LISTING)
    wanted = (
        select(Household.id, Town.name, Household.persons)
        .join(Place, Place.id == Household.village_id)
        .join(Town, Town.id == Place.parent_id)
    )
    frame = office.read(lambda session: session.execute(wanted.order_by(Household.id)).all())
    lines = "".join(f"{number} {town} applicant {persons}\n" for number, town, persons in frame)
    assert made.frame == sha256(lines.encode()).hexdigest()


def test_a_sheet_keeps_standing_and_persons_of_the_day_of_the_draw(office, people):
    draw(office)
    before = [(row.standing, row.persons) for row in rows(office, SHEETS_LISTING)]
    with office.sessions.begin() as session:
        session.execute(update(Household).values(persons=9, standing=Standing.REGISTERED))
    assert [(row.standing, row.persons) for row in rows(office, SHEETS_LISTING)] == before


@pytest.mark.parametrize(
    ("place", "heads"), [("青山镇", {"远户"}), ("大河村", {"户一", "户二", "户三"}), ("柳湾村", None)]
)
def test_a_round_of_a_place_is_drawn_among_its_households(office, people, place, heads):
    about = SAMPLE | {"kind": RoundKind.SURVEY, "place": office.place(place)}
    if heads is None:
        assert list(refusal(office.at(DRAWN, REVIEWER), DrawRound(**about))) == ["people"]
        return
    draw(office, **about)
    assert {row.head for row in rows(office, SHEETS_LISTING)} == heads


def test_a_survey_takes_everybody_without_a_seed(office, people):
    change = draw(office, margin=Decimal(30), confidence=Decimal(50), kind=RoundKind.SURVEY)
    assert change.summary == "春季抽查: 4 of 4 households drawn"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"confidence": Decimal(100)}, "confidence"),
        ({"margin": Decimal(0)}, "margin"),
        ({"weight": Decimal(11)}, "weight"),
        ({"drawn_on": DRAWN + DAY}, "drawn_on"),
        ({"drawn_on": DRAWN - DAY}, "drawn_on"),
        ({"remote": (999,)}, "remote"),
        ({"remote": (1,)}, "remote"),
        ({"due_on": DRAWN - DAY}, "due_on"),
        ({"place": 999}, "place"),
        ({"people": RoundPeople.EXITED}, "people"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused_at_its_field(office, people, wrong, field):
    assert list(refusal(office.at(DRAWN, REVIEWER), DrawRound(**SAMPLE | wrong))) == [field]


def test_only_the_reviewer_draws(office, people):
    assert list(refusal(office.at(DRAWN, CLERK), DrawRound(**SAMPLE))) == [""]


def test_a_sheet_is_entered_again_by_another_person_with_the_same_answers(office, people):
    draw(office)
    answers = {"sheet": 1, "visited_on": DRAWN, "decided_rightly": True, "satisfied": False}
    desk, other = office.at(DRAWN, REVIEWER), office.at(DRAWN, SECOND)
    assert "sheet" in refusal(other, CheckSheet(**answers))
    assert list(refusal(desk, EnterSheet(sheet=1, visited_on=DRAWN))) == ["decided_rightly"]
    assert list(refusal(desk, EnterSheet(**answers | {"visited_on": DRAWN - DAY}))) == ["visited_on"]
    desk.do(EnterSheet(**answers, visitors="督查组"))
    assert f"{REVIEWER} entered this record" in refusal(desk, CheckSheet(**answers))[""]
    assert list(refusal(other, CheckSheet(**answers | {"satisfied": True}))) == ["satisfied"]
    other.do(CheckSheet(**answers))
    sheet = rows(office, SHEETS_LISTING)[0]
    assert (sheet.state, sheet.decided_rightly, sheet.fell_back) == (SheetState.CHECKED, True, None)
    assert "round" in refusal(desk, WithdrawRound(round=1, reason="重抽"))
    assert office.read(verify).ok


def test_a_finding_is_mended_with_proof_returned_and_confirmed(office):
    village = office.place("大河村")
    finding = RecordFinding(village=village, due_on=DRAWN + 9 * DAY, **FOUND)
    office.at(DRAWN, REVIEWER).do(finding)
    day, later = DRAWN + DAY, DRAWN + 3 * DAY
    mending = {"finding": 1, "mended_on": day}
    assert list(refusal(office.at(day, ELSEWHERE), MendFinding(**mending, proof="补录"))) == [""]
    assert list(refusal(office.at(day), MendFinding(**mending, proof=" "))) == ["proof"]
    assert "finding" in refusal(office.at(day, REVIEWER), ConfirmFinding(finding=1, confirmed_on=day))
    office.at(day).do(MendFinding(**mending, proof="补录照片"))
    back = {"finding": 1, "due_on": later, "reason": "照片不清"}
    past = back | {"due_on": DRAWN}
    assert list(refusal(office.at(day, REVIEWER), ReturnFinding(**past))) == ["due_on"]
    office.at(day, REVIEWER).do(ReturnFinding(**back))
    (row,) = rows(office, FINDINGS_LISTING)
    assert (row.state, row.due_on, row.proof) == (FindingState.OPEN, later, "")
    office.at(later).do(MendFinding(finding=1, mended_on=later, proof="会议记录原件"))
    office.at(later, REVIEWER).do(ConfirmFinding(finding=1, confirmed_on=later))
    assert rows(office, FINDINGS_LISTING)[0].state is FindingState.CONFIRMED
    assert "finding" in refusal(office.at(later, REVIEWER), WithdrawFinding(finding=1, reason="误记"))
    assert office.read(verify).ok


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": ""}, "words"),
        ({"mender": ""}, "mender"),
        ({"due_on": DRAWN - DAY}, "due_on"),
        ({"found_on": DRAWN + DAY, "due_on": DRAWN + DAY}, "found_on"),
        ({"round": 7}, "round"),
        ({"round": 1, "found_on": DRAWN - DAY}, "found_on"),
        ({"household": 1}, "household"),
    ],
)
def test_a_finding_that_makes_no_sense_is_refused_at_its_field(office, wrong, field):
    a_household(office)
    draw(office)
    given = {"village": office.place("上坝村"), "due_on": DRAWN, **FOUND, **wrong}
    assert list(refusal(office.at(DRAWN, REVIEWER), RecordFinding(**given))) == [field]


def test_the_papers_of_a_round_bear_all_that_draws_it_again(office, people):
    draw(office, remote=(office.place("青山镇"),))
    village = office.place("大河村")
    office.at(DRAWN, REVIEWER).do(RecordFinding(village=village, round=1, due_on=DRAWN, **FOUND))
    (made,) = rows(office, ROUNDS_LISTING)
    townships = office.read(lambda session: round_townships(session, 1))
    draw(office, name="先抽的")
    office.at(DRAWN, REVIEWER).do(WithdrawRound(round=2, reason="重抽"))
    withdrawn = office.read(lambda session: withdrawn_draws(session, DRAWN.year))
    about = {"found": made, "townships": townships, "county": "青岚县", "day": DRAWN, "head": "12 · KXYW"}
    about = RoundPaper(**about, withdrawn=withdrawn)
    paper = round_list(about, rows(office, SHEETS_LISTING))
    assert paper.title == "春季抽查: households drawn"
    assert paper.facts[-7:] == (
        "4 of 4 households drawn on 2017-03-01",
        "Seed: 3 7 11; confidence 95 %, margin 5 %",
        "Weight 2 for 青山镇",
        "城关镇 3 of 3, 青山镇 1 of 1",
        "First in each township by SHA-256 of the seed, a space and the record of the household",
        f"Frame: SHA-256 {made.frame} over record, township, standing and persons of each household",
        "Withdrawn on 2017-03-01: 先抽的, drawn on 2017-03-01 by the seed 3 7 11, 4 households. 重抽",
    )
    assert "Head of the history: 12 · KXYW" in paper.facts
    assert "household_id" in {column.key for column in paper.table.columns}
    assert list_document(paper).as_pdf().startswith(b"%PDF")
    findings = finding_sheet(about, rows(office, FINDINGS_LISTING))
    assert len(findings.rows) == 1
    assert findings.signing == ("Issued by:", "Received by:", "Day:")
    assert list_document(findings).as_pdf().startswith(b"%PDF")
