"""The shares of an evaluation follow from its field sheets, with numerator, denominator and interval."""

from datetime import date

from county_desk.models.inspection import RoundKind, RoundPeople
from county_desk.tables.evaluations import EVALUATIONS, LISTING, RatedShare
from county_desk.tables.listing import page
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
    assert words(accuracy) == ("50.00 %", "9.45 % to 90.55 %")
    assert (rating.parameter, rating.hits, rating.answered) == (RatedShare.RATING, 2, 2)
    desk.do(EnterSheet(sheet=3, visited_on=DRAWN, decided_rightly=True))
    accuracy = shares(office)[0]
    assert words(accuracy) == ("66.67 %", "full count")
