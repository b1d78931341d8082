"""An existing register comes in as it stands, without a case, and a second person confirms it."""

from dataclasses import replace
from datetime import date

import pytest

from county_desk.intake.comparing.compare import compared
from county_desk.intake.delivery import Verdict
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.opening import last_day
from county_desk.intake.taking_in.opening_lists import opening_preview
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.household import Household, Standing
from county_desk.tables.opening_counts import opening_counts
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.story import story_of
from county_desk.text import language
from county_desk.workflow.command import Refused
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce
from county_desk.workflow.openings import ConfirmOpening
from county_desk.workflow.returns import FreezeReturn
from tests.build import CLERK, INSPECTOR, REVIEWER, SECOND, an_exit, refusal
from tests.intake.register.taking import looked_at, take_in
from tests.second_person import confirm_opening
from tests.workflow.deliveries import a_family, a_person

TODAY = date(2026, 11, 27)


def an_opening(deliver):
    """Four households: registered, out of poverty, fallen back, and about to leave."""
    claims = (
        ("0001", "李一", {"claimed": "未脱贫", "identified": "201404"}),
        ("0002", "李二", {"claimed": "脱贫", "identified": "2014", "exit_year": "2018"}),
        ("0003", "李三", {"claimed": "返贫", "identified": "201512"}),
        ("0004", "李四", {"claimed": "预脱贫"}),
    )
    families = [
        a_family(f"990101100001{number}", a_person(head, serial), **about)
        for serial, (number, head, about) in enumerate(claims, 1)
    ]
    return deliver(*families)


@pytest.fixture
def opened(office, deliver):
    """The number of a batch that opened the register."""
    return office.at(TODAY).do(TakeIn(delivery=an_opening(deliver), kinds=(OPENING,))).id


def test_households_come_in_as_they_stand_and_open_no_case(office, opened):
    def read(session):
        found = session.query(Household).order_by(Household.number)
        rows = [(each.head, each.standing, each.registered_on, each.exited_on) for each in found]
        return rows, session.query(Case).count(), session.get_one(Batch, opened).opening

    rows, cases, opening = office.read(read)
    assert rows == [
        ("李一", Standing.REGISTERED, date(2014, 4, 30), None),
        ("李二", Standing.EXITED, date(2014, 12, 31), date(2018, 12, 31)),
        ("李三", Standing.REGISTERED, date(2015, 12, 31), None),
        ("李四", Standing.REGISTERED, None, None),
    ]
    assert (cases, opening) == (0, True)


def test_the_story_of_a_household_begins_with_the_days_of_the_file(office, opened):
    def told(session):
        return story_of(session, session.query(Household).filter_by(head="李二").one().id)

    assert [(line.day, line.words) for line in office.read(told)] == [
        (date(2018, 12, 31), "Left poverty, as the file delivered says"),
        (date(2014, 12, 31), "Registered, as the file delivered says"),
    ]


def test_grace_follows_from_the_day_of_the_exit(office, opened):
    grace = office.read(lambda session: session.query(Household).filter_by(head="李二").one().grace_until)
    years = office.at(TODAY).policy.terms(date(2018, 12, 31))["grace_years"].whole
    assert grace == date(2018 + years, 12, 31)


def test_rows_that_say_how_a_household_stands_open_no_case_and_ask_once(office, deliver):
    file = an_opening(deliver)
    found = looked_at(office, file)
    assert [line.verdict for line in found.lines] == [Verdict.ASK] * 4
    asked = [problem.message for problem in found.problems if problem.kind == OPENING]
    assert "脱贫 1、返贫 1" in asked[0]
    assert all("tick “Opening balance”" in words for words in asked)
    assert "李四 9901011000010004" in asked[1], "it is about to leave, and nobody knows since when it stands"
    with pytest.raises(Refused, match="wait for an answer"):
        take_in(office, file)
    take_in(office, file, kinds=(OPENING,))
    assert office.read(lambda session: session.query(Case).count()) == 0


@pytest.mark.parametrize("claim", ["未脱贫", "脱贫", "返贫", "监测"])
def test_no_word_of_a_standing_opens_a_registration(office, deliver, claim):
    stands = a_family("9901011000010001", a_person(), claimed=claim)
    applies = a_family("9901011000010002", a_person("王秀田", 2), claimed="申请")
    take_in(office, deliver(stands, applies))
    assert office.read(lambda session: session.query(Case).one().subject) == "王秀田"
    assert office.read(lambda session: session.query(Household).one().standing) is Standing.APPLICANT


@pytest.mark.parametrize("told", [{"kind": "脱贫户"}, {"identified": "2014"}, {"exit_year": "2016"}])
def test_a_row_without_a_status_says_by_its_days_and_kind_that_it_stands(office, deliver, told):
    (line,) = looked_at(office, deliver(a_family("9901011000010001", a_person(), **told))).lines
    assert (line.verdict, line.kinds) == (Verdict.ASK, (OPENING,))


def test_a_household_about_to_leave_is_registered_with_its_day(office, deliver):
    leaving = {"claimed": "预脱贫", "identified": "2014"}
    take_in(office, deliver(a_family("9901011000010001", a_person(), **leaving)))
    found = office.read(lambda session: session.query(Household).one())
    assert (found.standing, found.registered_on) == (Standing.REGISTERED, date(2014, 12, 31))
    assert office.read(lambda session: session.query(Case).one().kind) == "household_exit"


def test_a_household_that_may_not_begin_its_step_holds_back_itself_alone(office, deliver):
    take_in(office, an_opening(deliver), day=TODAY, kinds=(OPENING,))
    known = a_family("9901011000010001", a_person("李一", 1), telephone="13900000001")
    fresh = [a_family(f"990101100001001{n}", a_person(f"周{n}", 10 + n)) for n in (1, 2)]
    file = deliver(known, *fresh)
    found = office.read(lambda session: compared(session, file, office.policy, today=TODAY)).delivery
    assert [line.verdict for line in found.lines] == [Verdict.ACCEPT, Verdict.ASK, Verdict.ASK]
    (words,) = {line.problems[0].message for line in found.lines[1:]}
    for said in ("周1 9901011000010011", "周2 9901011000010012", "2020-12-31", "“Opening balance”"):
        assert said in words
    take_in(office, file, day=TODAY)
    with office.sessions() as session:
        assert [each.head for each in session.query(Household).filter_by(telephone="13900000001")] == ["李一"]
        assert session.query(Household).count() == 4
    take_in(office, file, day=TODAY, kinds=(OPENING,))
    assert office.read(lambda session: session.query(Household).count()) == 6


def test_an_exit_of_a_household_on_record_that_may_not_begin_holds_back_the_household(office, deliver):
    take_in(office, an_opening(deliver), day=TODAY, kinds=(OPENING,))
    leaving = a_family("9901011000010001", a_person("李一", 1), claimed="预脱贫")
    found = office.read(lambda session: compared(session, deliver(leaving), office.policy, today=TODAY))
    (line,) = found.delivery.lines
    assert (line.verdict, line.kinds[-1]) == (Verdict.ASK, "case_not_begun")


def test_the_marked_copy_of_an_opening_balance_goes_its_way(office, deliver):
    file = an_opening(deliver)
    take_in(
        office,
        replace(file, households=file.households[:3], lines=file.lines[:3]),
        day=TODAY,
        kinds=(OPENING,),
    )
    copy = replace(an_opening(deliver), copy_of=(file.digest,))
    batch = take_in(office, copy, day=TODAY).id
    with office.sessions() as session:
        assert session.get_one(Batch, batch).opening
        assert (session.query(Household).count(), session.query(Case).count()) == (4, 0)
    office.at(TODAY).do(UndoBatch(batch=batch))
    other = replace(an_opening(deliver), copy_of=("0" * 64,))
    with pytest.raises(Refused, match="wait for an answer"):
        take_in(office, other, day=TODAY)


def test_the_counts_are_known_before_and_are_those_of_the_batch(office, deliver):
    delivery = an_opening(deliver)
    expected = office.read(lambda session: opening_preview(session, delivery))
    assert [(each.township, each.standing.value, each.count, each.persons) for each in expected] == [
        *(("城关镇", "registered", 2, 2), ("城关镇", "relapsed", 1, 1)),
        ("城关镇", "exited", 1, 1),
    ]
    batch = office.at(TODAY).do(TakeIn(delivery=delivery, kinds=(OPENING,))).id
    assert office.read(lambda session: opening_counts(session, batch)) == expected


def test_the_register_stood_so_on_every_day(office, opened):
    found = {each.id: each for each in office.read(presences)}
    there = [
        [each.there(date(year, 12, 31)) for each in found.values()] for year in (2013, 2014, 2016, 2018, 2026)
    ]
    assert [sum(row) for row in there] == [1, 3, 4, 3, 3]


def test_a_second_person_confirms_and_until_then_no_return_is_frozen(office, opened):
    ours = ConfirmOpening(batches=(opened,))
    assert "proposed as number 1, and waits" in refusal(office.at(TODAY), ours)["batches"]
    own = refusal(office.at(TODAY), PutInForce(proposal=1))[""]
    assert own.startswith(f"{CLERK} proposed this: another person decides on it ({REVIEWER}, {SECOND})")
    freeze = FreezeReturn(name="R1", period="2025")
    assert "is not confirmed yet" in refusal(office.at(TODAY), freeze)[""]
    with language("zh"):
        assert "尚未确认" in refusal(office.at(TODAY), freeze)[""]
    (effect,) = office.at(TODAY, REVIEWER).effects([PutInForce(proposal=1)])
    assert "城关镇, Registered: 2 (persons: 2)" in effect
    confirm_opening(office, opened, TODAY)
    batch = office.read(lambda session: session.get_one(Batch, opened))
    assert (batch.confirmed_by, batch.confirmed_on) == (office.at(TODAY, REVIEWER).actor.id, TODAY)
    assert "was confirmed on 2026-11-27" in refusal(office.at(TODAY), ours)["batches"]
    office.at(TODAY).do(freeze)


@pytest.mark.parametrize("name", [CLERK, INSPECTOR])
def test_who_may_not_decide_confirms_nothing(office, opened, name):
    assert refusal(office.at(TODAY, name), PutInForce(proposal=1))


def test_only_a_standing_opening_balance_is_confirmed(office, deliver):
    plain = take_in(office, deliver(a_family("", a_person()))).id
    clerk = office.at(TODAY)
    assert "no opening balance" in refusal(clerk, ConfirmOpening(batches=(plain,)))["batches"]
    assert "no batch 77" in refusal(clerk, ConfirmOpening(batches=(77,)))["batches"]


def test_it_is_undone_as_a_whole(office, opened):
    office.at(TODAY).do(UndoBatch(batch=opened, reason="表拿错了"))
    assert office.read(lambda session: session.query(Household).filter_by(withdrawn_on=None).count()) == 0
    assert office.read(presences) == []
    assert "was undone" in refusal(office.at(TODAY), ConfirmOpening(batches=(opened,)))["batches"]
    assert "taken back already" in refusal(office.at(TODAY, REVIEWER), PutInForce(proposal=1))["proposal"]


def test_what_was_declined_is_proposed_again(office, opened):
    office.at(TODAY, REVIEWER).do(DeclineProposal(proposal=1, answer="村名不对，核对后再报"))
    assert "is not confirmed yet" in refusal(office.at(TODAY), FreezeReturn(name="R1", period="2025"))[""]
    assert office.at(TODAY).do(ConfirmOpening(batches=(opened,))).waits
    confirm_opening(office, opened, TODAY)
    office.at(TODAY).do(FreezeReturn(name="R1", period="2025"))


def test_a_household_of_the_opening_behaves_like_any_other(office, opened):
    household = office.read(lambda session: session.query(Household).filter_by(head="李三").one().id)
    case = an_exit(office, household, received_on=date(2019, 3, 1))
    assert office.read(lambda session: session.get_one(Case, case).household_id) == household


def test_the_movement_begins_with_what_the_sheet_says(office, opened):
    year = Period.read("2018")
    steps = [step for each in office.read(presences) for step in each.steps(year)]
    assert [step.persons for step in steps if step.what == "exited"] == [1]


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("201404", date(2014, 4, 30)),
        ("2014", date(2014, 12, 31)),
        ("2026", TODAY),
        ("201413", None),
        ("", None),
        (None, None),
        ("去年", None),
    ],
)
def test_a_period_stands_for_its_last_day(period, day):
    assert last_day(period, TODAY) == day
