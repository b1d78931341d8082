"""A concluded round gives the gates of the county their rates, from sheets that were entered twice."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import select, update

from county_desk.models.county_exit import WHOLE, EvaluationParameter, EvaluationResult
from county_desk.models.household import Household, Standing
from county_desk.models.inspection import InspectionRound, RoundKind, RoundPeople
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.village import Source, VillageYear
from county_desk.rules.amounts import SHARE
from county_desk.rules.county_exit import PERSONS_BETWEEN
from county_desk.tables.county_exit import EVALUATION_RESULTS_LISTING
from county_desk.tables.listing import page
from county_desk.tables.supervision.evaluations import LISTING as EVALUATIONS_LISTING
from county_desk.tables.supervision.evaluations import AskedBy, RatedShare
from county_desk.workflow.audit import verify
from county_desk.workflow.county_exit import WithdrawEvaluation, gates_of
from county_desk.workflow.supervision.concluding import ConcludeEvaluation, results_of
from county_desk.workflow.supervision.rounds import CheckSheet, DrawRound, EnterSheet
from tests.build import DAY, REVIEWER, SECOND, a_household, a_registered_household, refusal

DRAWN = date(2017, 3, 1)
CONCLUSION = {"round": 1, "found_on": DRAWN, "document": "评估报告〔2017〕1号"}


@pytest.fixture
def answered(office):
    """Two households on record that are not registered; one should be."""
    for serial, head in enumerate(("张三", "李四"), 1):
        a_household(office, head, serial=serial)
    desk = office.at(DRAWN, REVIEWER)
    desk.do(DrawRound(kind=RoundKind.SURVEY, name="评估", people=RoundPeople.ALL, drawn_on=DRAWN))
    answers = ({"decided_rightly": False, "satisfied": True}, {"decided_rightly": True, "satisfied": True})
    for sheet, given in enumerate(answers, 1):
        desk.do(EnterSheet(sheet=sheet, visited_on=DRAWN, **given))
    office.at(DRAWN, SECOND).do(CheckSheet(sheet=1, visited_on=DRAWN, **answers[0]))
    return answers


def test_a_round_is_concluded_once_every_sheet_was_entered_twice(office, answered):
    desk = office.at(DRAWN, REVIEWER)
    assert refusal(desk, ConcludeEvaluation(**CONCLUSION)) == {
        "round": "1 field sheet was entered once only; a second person enters it first"
    }
    office.at(DRAWN, SECOND).do(CheckSheet(sheet=2, visited_on=DRAWN, **answered[1]))
    change = desk.do(ConcludeEvaluation(**CONCLUSION))
    assert change.summary == (
        "评估 concluded: Rate of the missed 50.00% weighted (1 of 2 on the sheets); "
        "Approval of the people 100.00% weighted (2 of 2 on the sheets)"
    )
    results = office.read(lambda session: session.scalars(select(EvaluationResult)).all())
    assert [(each.parameter, each.numerator, each.denominator, each.round) for each in results] == [
        (EvaluationParameter.MISSED, 1, 2, 1),
        (EvaluationParameter.APPROVAL, 2, 2, 1),
    ]
    assert office.read(verify).ok


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"round": 9}, "round"),
        ({"document": " "}, "document"),
        ({"found_on": DRAWN - DAY}, "found_on"),
        ({"found_on": DRAWN + DAY}, "found_on"),
    ],
)
def test_a_conclusion_that_makes_no_sense_is_refused_at_its_field(office, answered, wrong, field):
    assert list(refusal(office.at(DRAWN, REVIEWER), ConcludeEvaluation(**CONCLUSION | wrong))) == [field]


@pytest.fixture
def sampled(office):
    """Two households of five persons in a near township, four of one person in a remote one.

    One and three of them are drawn, eight persons in all. One household of the remote township is missed.
    """
    for serial, head in enumerate("甲乙丙丁戊己", 1):
        near = serial < 3
        about = {"township": "城关镇" if near else "青山镇", "persons": 5 if near else 1}
        a_household(office, f"王{head}", serial=serial, **about)
    desk, remote = office.at(DRAWN, REVIEWER), (office.place("青山镇"),)
    about = {"name": "评估", "people": RoundPeople.ALL, "drawn_on": DRAWN, "remote": remote}
    about |= {"margin": Decimal(40), "weight": Decimal(3)}
    desk.do(DrawRound(kind=RoundKind.EVALUATION, **about))
    return desk


def answer(office, desk, *sheets):
    for sheet in sheets:
        given = {"decided_rightly": sheet != 2, "satisfied": sheet != 3}
        desk.do(EnterSheet(sheet=sheet, visited_on=DRAWN, **given))
        office.at(DRAWN, SECOND).do(CheckSheet(sheet=sheet, visited_on=DRAWN, **given))


def results(office):
    """The results by parameter."""
    found = office.read(lambda session: session.scalars(select(EvaluationResult)).all())
    return {each.parameter: each for each in found}


def test_rates_are_weighted_back_by_township_and_the_gates_read_them(office, sampled):
    answer(office, sampled, 1)
    assert refusal(sampled, ConcludeEvaluation(**CONCLUSION)) == {
        "round": "No field sheet of 青山镇 was entered; the rates cannot be weighted back"
    }
    answer(office, sampled, 2, 3, 4)
    sampled.do(ConcludeEvaluation(**CONCLUSION))
    missed, approval = results(office).values()
    assert (missed.numerator, missed.denominator) == (1, 8)
    exact = Fraction(4, 3) / (2 * 5 + 4)  # one missed person stands for 4/3 of the 14 in all
    assert missed.weighted == round(exact * WHOLE)
    assert (approval.numerator, approval.denominator) == (3, 4)
    assert approval.weighted == round((2 + Fraction(8, 3)) / 6 * WHOLE)
    found = {each.label: each for each in gates_of(sampled, 2017).reasons()}["The missed"]
    assert found.found == Decimal(missed.weighted) / WHOLE
    low, high = (Decimal(end) / WHOLE for end in (missed.low, missed.high))
    assert 0 < low < found.found < high < 1
    assert found.note.message == PERSONS_BETWEEN
    counts = (("found", 1, ""), ("of", 8, ""), ("low", low, SHARE), ("high", high, SHARE))
    assert found.note.values == counts
    assert "the gate counts persons" in found.note.text().lower()
    rows = office.read(lambda session: page(session, EVALUATION_RESULTS_LISTING))
    assert {row.rate for row in rows} == {Decimal("9.52"), Decimal("77.78")}
    assert office.read(verify).ok


def test_what_happens_after_the_draw_changes_no_rate(office, sampled):
    answer(office, sampled, 1, 2, 3, 4)
    sampled.do(ConcludeEvaluation(**CONCLUSION))
    first = {parameter: (each.numerator, each.weighted) for parameter, each in results(office).items()}
    for each in results(office).values():
        office.at(DRAWN).do(WithdrawEvaluation(result=each.id, reason="录错"))
    with office.sessions.begin() as session:
        session.execute(update(Household).values(standing=Standing.REGISTERED, persons=1))
    sampled.do(ConcludeEvaluation(**CONCLUSION))
    assert {
        parameter: (each.numerator, each.weighted) for parameter, each in results(office).items()
    } == first


def test_recurrence_says_that_no_gate_asks_for_it(office, sampled):
    given = {"sheet": 1, "visited_on": DRAWN, "fell_back": True, "decided_rightly": True, "satisfied": True}
    sampled.do(EnterSheet(**given))
    rows = office.read(lambda session: page(session, EVALUATIONS_LISTING))
    asked = {row.parameter: row.gate for row in rows}
    assert asked == {
        RatedShare.ACCURACY: AskedBy.PERSONS,
        RatedShare.RECURRENCE: AskedBy.NONE,
        RatedShare.RATING: AskedBy.HOUSEHOLDS,
    }


def test_the_incidence_follows_from_the_rates_the_register_and_the_population(office, sampled):
    answer(office, sampled, 1, 2, 3, 4)
    with office.sessions.begin() as session:
        villages = session.scalars(select(Place.id).where(Place.level == PlaceLevel.VILLAGE)).all()
        session.add_all(
            VillageYear(village_id=v, year=2017, source=Source.FORM, persons=100) for v in villages
        )
    sampled.do(ConcludeEvaluation(**CONCLUSION))
    found = results(office)[EvaluationParameter.INCIDENCE]
    share = Fraction(4, 3) / 14
    assert (found.numerator, found.missed, found.wrong, found.denominator) == (0, round(share * 600), 0, 600)
    assert found.weighted == round(share * WHOLE)


def test_no_incidence_is_guessed_where_a_village_has_no_population(office, sampled):
    answer(office, sampled, 1, 2, 3, 4)
    with office.sessions.begin() as session:
        village = office.place("大河村")
        session.add(VillageYear(village_id=village, year=2017, source=Source.FORM, persons=100))
    sampled.do(ConcludeEvaluation(**CONCLUSION))
    assert EvaluationParameter.INCIDENCE not in results(office)


def test_a_round_is_concluded_again_only_after_its_rates_were_withdrawn(office, sampled):
    answer(office, sampled, 1, 2, 3, 4)
    sampled.do(ConcludeEvaluation(**CONCLUSION))
    assert list(refusal(sampled, ConcludeEvaluation(**CONCLUSION))) == ["round"]
    for each in results(office).values():
        office.at(DRAWN).do(WithdrawEvaluation(result=each.id, reason="录错"))
    sampled.do(ConcludeEvaluation(**CONCLUSION))
    standing = office.read(lambda session: results_of(session, 1))
    assert {each.round for each in standing} == {2}


def test_a_spot_check_gives_the_county_no_rates(office, answered):
    with office.sessions.begin() as session:
        session.get_one(InspectionRound, 1).kind = RoundKind.SPOT_CHECK
    assert list(refusal(office.at(DRAWN, REVIEWER), ConcludeEvaluation(**CONCLUSION))) == ["round"]


def test_sheets_that_give_no_rate_conclude_nothing(office):
    a_household(office)
    desk = office.at(DRAWN, REVIEWER)
    desk.do(DrawRound(kind=RoundKind.SURVEY, name="普查", people=RoundPeople.ALL, drawn_on=DRAWN))
    for at, act in ((desk, EnterSheet), (office.at(DRAWN, SECOND), CheckSheet)):
        at.do(act(sheet=1, visited_on=DRAWN, fell_back=False))
    assert list(refusal(desk, ConcludeEvaluation(**CONCLUSION))) == ["round"]


def test_a_round_is_not_concluded_before_its_last_visit(office, sampled):
    answer(office, sampled, 1, 2, 3)
    day = DRAWN + 2 * DAY
    given = {"sheet": 4, "visited_on": day, "decided_rightly": True}
    office.at(day, REVIEWER).do(EnterSheet(**given))
    office.at(day, SECOND).do(CheckSheet(**given))
    desk = office.at(day, REVIEWER)
    assert list(refusal(desk, ConcludeEvaluation(**CONCLUSION))) == ["found_on"]
    assert desk.problems(ConcludeEvaluation(**CONCLUSION | {"found_on": day})) == {}


def test_sheets_that_are_still_out_are_said_before_a_round_is_concluded(office, sampled):
    answer(office, sampled, 1, 2, 3)
    (words,) = sampled.effects([ConcludeEvaluation(**CONCLUSION)])
    assert words == "1 of 4 field sheets was not entered; the rates rest on the others alone."
    answer(office, sampled, 4)
    assert sampled.effects([ConcludeEvaluation(**CONCLUSION)]) == []


def test_who_decided_a_case_does_not_enter_the_sheet_of_its_household(office):
    a_registered_household(office)
    asked = {"kind": RoundKind.SURVEY, "name": "评估", "people": RoundPeople.ALL, "drawn_on": DRAWN}
    office.at(DRAWN, REVIEWER).do(DrawRound(**asked))
    entering = EnterSheet(sheet=1, visited_on=DRAWN, decided_rightly=True)
    own = refusal(office.at(DRAWN, REVIEWER), entering)
    assert f"{REVIEWER} decided a case of this household" in own[""]
    office.at(DRAWN, SECOND).do(entering)
