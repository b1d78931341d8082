"""The shares of an evaluation follow from its field sheets, with numerator, denominator and interval."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import delete

from county_desk.models.inspection import InspectionStratum, RoundKind, RoundPeople
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.listing import Query, page
from county_desk.tables.supervision.evaluations import EVALUATIONS, LISTING, RatedShare
from county_desk.workflow.supervision.rounds import DrawRound, EnterSheet
from tests.build import REVIEWER, a_household

DRAWN = date(2017, 3, 1)


def shares(office):
    """The rows of the list, newest round first."""
    return office.read(lambda session: page(session, LISTING))


def words(row):
    """The share and its interval as the list shows them."""
    return EVALUATIONS["share"].shown(row), EVALUATIONS["between"].shown(row)


def test_each_question_is_counted_over_the_sheets_that_answer_it(office):
    for serial, head in enumerate(("张三", "李四", "王五"), 1):
        a_household(office, head, serial=serial)
    desk = office.at(DRAWN, REVIEWER)
    about = {"name": "评估", "people": RoundPeople.ALL, "drawn_on": DRAWN}
    desk.do(DrawRound(kind=RoundKind.SURVEY, **about))
    assert shares(office) == []
    desk.do(EnterSheet(sheet=1, visited_on=DRAWN, decided_rightly=True, satisfied=True))
    desk.do(EnterSheet(sheet=2, visited_on=DRAWN, decided_rightly=False, satisfied=True))
    accuracy, rating = shares(office)
    assert (accuracy.parameter, accuracy.hits, accuracy.answered) == (RatedShare.ACCURACY, 1, 2)
    assert words(accuracy) == ("50%", "12.53% to 87.47%")
    assert (rating.parameter, rating.hits, rating.answered) == (RatedShare.RATING, 2, 2)
    desk.do(EnterSheet(sheet=3, visited_on=DRAWN, decided_rightly=True))
    accuracy, rating = shares(office)
    assert words(accuracy) == ("66.67%", "full count")
    assert words(rating) == ("100%", "60.97% to 100.00%")


def test_shares_are_weighted_back_by_township_once_each_has_an_answer(office):
    """Of 2 households in one township 1 is drawn, of 4 in the remote one 3 are."""
    for serial, head in enumerate("甲乙丙丁戊己", 1):
        township = "城关镇" if serial < 3 else "青山镇"
        a_household(office, f"王{head}", township=township, serial=serial)
    desk, remote = office.at(DRAWN, REVIEWER), (office.place("青山镇"),)
    about = {"name": "评估", "people": RoundPeople.ALL, "drawn_on": DRAWN, "remote": remote}
    about |= {"margin": Decimal(40), "weight": Decimal(3)}
    desk.do(DrawRound(kind=RoundKind.EVALUATION, **about))
    desk.do(EnterSheet(sheet=1, visited_on=DRAWN, decided_rightly=True))
    (row,) = shares(office)
    assert (row.plain, row.share, row.without, words(row)) == (100, None, 1, ("", ""))
    for sheet in (2, 3, 4):
        desk.do(EnterSheet(sheet=sheet, visited_on=DRAWN, decided_rightly=False))
    (row,) = shares(office)
    assert (row.hits, row.answered, row.plain, row.share, row.without) == (1, 4, 25, Decimal("33.33"), 0)
    least = Condition("share", Operator.AT_LEAST, EVALUATIONS["share"].kind.parse("33.33%"))
    assert office.read(lambda session: page(session, LISTING, Query(conditions=(least,)))) == [row]
    more = replace(least, value=EVALUATIONS["share"].kind.parse("33.34"))
    assert office.read(lambda session: page(session, LISTING, Query(conditions=(more,)))) == []
    low, high = row_interval(row)
    assert low < Decimal("33.33") < high


def test_a_round_without_the_sizes_of_its_townships_is_not_weighted(office):
    a_household(office)
    desk = office.at(DRAWN, REVIEWER)
    about = {"name": "评估", "people": RoundPeople.ALL, "drawn_on": DRAWN}
    desk.do(DrawRound(kind=RoundKind.EVALUATION, **about))
    desk.do(EnterSheet(sheet=1, visited_on=DRAWN, decided_rightly=True))
    assert words(shares(office)[0]) == ("100%", "full count")
    with office.sessions.begin() as session:
        session.execute(delete(InspectionStratum))
    (row,) = shares(office)
    assert (row.plain, words(row)) == (100, ("", ""))


def row_interval(row):
    """Both ends of the interval, in per cent."""
    low, high = words(row)[1].split(" to ")
    return Decimal(low.removesuffix("%")), Decimal(high.removesuffix("%"))
