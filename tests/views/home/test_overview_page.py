"""The overview: its figures beside those of an earlier day, and what was not sent."""

from datetime import date, datetime

from county_desk.models.batch import Batch
from county_desk.models.return_ import Return
from county_desk.tables.home.checklist import last_verification
from county_desk.tables.home.content import Cell, HomeContent, compared
from county_desk.tables.home.overview import not_sent
from county_desk.views.home.home_page import OverviewPage
from county_desk.workflow.verifying import VerifyHistory
from tests.build import CLERK, DAY, INSPECTOR, a_household
from tests.views.showing import shown

TODAY = date(2016, 10, 24)


def cells(page):
    """The last line of the first card: the open cases of the county by step."""
    return [cell.words for cell in page.boxes[0].content.rows[-1][1:]]


def test_the_overview_differs_from_the_end_of_last_month_by_what_was_recorded_since(guizhou, jobs, qtbot):
    a_household(guizhou, received_on=date(2016, 9, 20))
    a_household(guizhou, "赵桂兰", serial=3, received_on=TODAY)
    page = shown(OverviewPage(guizhou.at(TODAY + DAY), jobs), qtbot)
    assert page.last_month == date(2016, 9, 30)
    before = cells(page)
    assert before[0] == "2"
    page.comparing.click()
    qtbot.waitUntil(lambda: cells(page)[0] == "2 (+1)")
    assert cells(page)[1:] == before[1:]
    page.comparing.click()
    qtbot.waitUntil(lambda: cells(page) == before)


def test_numbers_alone_are_compared():
    new = Cell("b"), Cell("1", count=1)
    now = HomeContent([(Cell("a"), Cell("3", count=3), Cell("1.00", count=3)), new])
    before = HomeContent([(Cell("a"), Cell("5", count=5), Cell("2.00", count=5))])
    rows = [[cell.words for cell in row] for row in compared(now, before).rows]
    assert rows == [["a", "3 (-2)", "1.00"], ["b", "1"]]


def test_a_return_and_a_village_of_the_period_before_are_named_until_they_came_again(office):
    place = office.place("大河村")

    def sent(**more):
        record = {"edition": 1, "frozen_at": datetime(2016, 9, 1), "frozen_by": 1, "figures": {}}
        with office.sessions.begin() as session:
            session.add(Return(**record, digest="", anchor="", reason="", **more))

    def brought(year):
        record = {"file_name": "大河村.xlsx", "digest": str(year), "taken_at": datetime(2016, 9, 1)}
        with office.sessions.begin() as session:
            session.add(Batch(**record, taken_by=1, counts={}, report={}, year=year, place_id=place))

    def named():
        rows = office.read(lambda session: not_sent(session, TODAY)).rows
        return [(row[0].words.split()[0], row[1].words) for row in rows]

    assert named() == []
    for name, period in (("R6", "2016-08"), ("R8", "2016-Q2"), ("R1", "2014"), ("R2", "2015-07")):
        sent(name=name, period=period)
    brought(2015)
    returns = [("R1", "2015"), ("R6", "2016-09"), ("R8", "2016-Q3")]
    assert named() == [*returns, ("城关镇", "1 village for 2016")]
    sent(name="R6", period="2016-09")
    brought(2016)
    assert named() == [returns[0], returns[2]]


def test_the_last_verification_is_named_with_its_person(office):
    words = [cell.words for row in office.read(last_verification).rows for cell in row]
    assert words == ["Never verified"]
    office.at(TODAY, CLERK).do(VerifyHistory())
    office.at(TODAY + DAY, INSPECTOR).do(VerifyHistory())
    words = [cell.words for row in office.read(last_verification).rows for cell in row]
    assert (words[0], words[1][:10], words[3]) == ("Last verification", str(TODAY + DAY), INSPECTOR)
