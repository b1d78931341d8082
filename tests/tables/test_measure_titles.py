"""A measure of a programme has the title of the programme in the language of whoever reads it."""

from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import update

from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.reports.help_papers import account_card, confirmation
from county_desk.tables.assistance.household_account import measure_paper
from county_desk.tables.assistance.measures import LISTING
from county_desk.tables.history.record_names import names_of
from county_desk.tables.listing import Query, page
from county_desk.tables.story import story_of
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.audit import verify
from tests.build import a_registered_household, refusal
from tests.reports.test_help_papers import read
from tests.workflow.staging import begun
from tests.workflow.test_needs import FOUND, a_measure

GRANT = {"amount": Decimal(3000)}
TITLES = {CHINESE: "雨露计划", ENGLISH: "Rain-dew plan"}


@pytest.fixture
def household(office):
    return a_registered_household(office)


@pytest.fixture(params=["", *TITLES.values()])
def measure(office, household, request):
    """A measure of a programme for which nothing else was typed; older records hold a title."""
    number = begun(office, household, "rain_dew", MeasureClass.EDUCATION, **GRANT)
    assert office.read(lambda session: session.get_one(AssistanceMeasure, number).title) == ""
    if request.param:
        with office.sessions.begin() as session:
            session.execute(update(AssistanceMeasure).values(title=request.param))
    return number


def titles(office, text=""):
    return [row.title for row in office.read(partial(page, listing=LISTING, query=Query(text=text)))]


@pytest.mark.parametrize("spoken", [CHINESE, ENGLISH])
def test_every_reader_has_the_title_in_their_language(office, household, measure, spoken):
    title = TITLES[spoken]
    with language(spoken):
        assert titles(office) == titles(office, title) == [title]
        (name,) = office.read(lambda session: names_of(session, [("measure", measure)])).values()
        assert title in name
        said = [line.words for line in office.read(lambda session: story_of(session, household))]
        assert any(title in words for words in said)


@pytest.mark.parametrize("spoken", [CHINESE, ENGLISH])
def test_a_paper_has_the_title_in_its_own_language(office, measure, spoken):
    facts = office.at(FOUND).read(measure_paper, measure, FOUND)
    title = TITLES[spoken].replace(" ", "")
    assert title in read(confirmation(*facts, spoken))
    assert title in read(account_card(facts[0], spoken))


def test_a_measure_that_the_household_has_is_known_whatever_its_record_holds(office, household, measure):
    about = {"kind": MeasureClass.EDUCATION, "programme": "rain_dew", "since": FOUND}
    again = GiveToMany(households=(household,), **about, **GRANT)
    with language(CHINESE):
        assert "已有" in refusal(office.at(FOUND), again)["households"]


def test_typed_words_stay_as_they_are(office, household):
    a_measure(office, household, kind=MeasureClass.EDUCATION, content="助学金")
    with language(ENGLISH):
        assert titles(office) == ["助学金"]
    assert office.read(verify).ok
