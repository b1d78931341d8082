"""Answers that a desk keeps: asked again once an act touches what they were read from."""

from dataclasses import fields, replace
from datetime import date

import pytest
from sqlalchemy import text

from county_desk.measure_classes import MeasureClass
from county_desk.models.audit import Event
from county_desk.models.measure import Need
from county_desk.models.tie import Tie, TieKind
from county_desk.progress import Cancelled
from county_desk.storage.tables_read import noting_tables
from county_desk.tables.listing import Query, SortLevel, page
from county_desk.tables.monitoring.visits import LISTING
from county_desk.workflow.accounts.ties import DeclareTie
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.kept_answers import KeptAnswers
from tests.build import DAY, TOWNSHIP, a_household, a_registered_household, refusal
from tests.second_person import in_force
from tests.statements import statements

TODAY = date(2017, 3, 1)


class Asking:
    """How many records a table has; it counts how often it is asked."""

    def __init__(self, desk, mapped):
        self.desk, self.mapped, self.asked = desk, mapped, 0

    def __call__(self):
        self.asked += 1
        return self.desk.read(lambda session: session.query(self.mapped).count())


@pytest.fixture
def need(office):
    household = a_registered_household(office)
    about = {"wants": MeasureClass.HEALTH, "cause": "因病", "found_on": TODAY, "found_by": "郑宝"}
    return RecordNeed(household=household, **about)


@pytest.fixture
def desk(office, need):
    return office.at(TODAY)


@pytest.fixture
def kept(desk):
    return KeptAnswers(desk)


def now(desk, kept, question):
    desk.read(kept.renew)
    return kept.of("question", question)


def test_an_answer_is_kept_until_an_act_touches_its_table(desk, kept, need):
    needs, ties = Asking(desk, Need), Asking(desk, Tie)
    for _again in range(2):
        assert (now(desk, kept, needs), kept.of("ties", ties)) == (0, 0)
    desk.do(need)
    assert (now(desk, kept, needs), kept.of("ties", ties)) == (1, 0)
    assert (needs.asked, ties.asked) == (2, 1)


def test_an_act_of_another_desk_and_its_undoing_count_too(office, desk, kept, need):
    def standing():
        return desk.read(lambda session: session.query(Need).where(Need.withdrawn_on.is_(None)).count())

    other = office.at(TODAY, TOWNSHIP)
    assert now(desk, kept, standing) == 0
    done = other.do(need)
    assert now(desk, kept, standing) == 1
    other.do(done.undo)
    assert now(desk, kept, standing) == 0


def test_an_act_that_was_stopped_leaves_the_answers(desk, kept, need):
    needs = Asking(desk, Need)
    assert now(desk, kept, needs) == 0

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.do(need, stop)
    assert now(desk, kept, needs) == 0
    assert needs.asked == 1


def test_an_answer_about_the_history_is_asked_again_after_any_act(desk, kept, need):
    acts = Asking(desk, Event)
    before = now(desk, kept, acts)
    desk.do(need)
    assert now(desk, kept, acts) == before + 1


@pytest.mark.parametrize("change", ["day", "person"])
def test_another_day_or_person_asks_all_again(office, desk, kept, change):
    needs = Asking(desk, Need)
    now(desk, kept, needs)
    if change == "day":
        desk.now = office.at(TODAY + DAY).now
    else:
        desk.actor = replace(desk.actor, barred="read only")
    now(desk, kept, needs)
    assert needs.asked == 2


def test_an_act_while_a_question_is_asked_is_not_passed_over(desk, kept, need):
    def question():
        found = desk.read(lambda session: session.query(Need).count())
        if not found:
            desk.do(need)
            desk.read(kept.renew)  # as another reading would
        return found

    assert now(desk, kept, question) == 0
    assert kept.of("question", question) == 1


def test_a_reading_that_began_before_an_act_keeps_nothing_after_it(desk, kept, need):
    ask_earlier = desk.read(kept.renew)
    desk.do(need)
    ask_later = desk.read(kept.renew)
    assert ask_earlier("question", lambda: "before") == "before"
    assert ask_later("question", lambda: "after") == "after"
    assert ask_earlier("question", lambda: "before") == "before"
    assert ask_later("question", lambda: "never") == "after"


def test_a_question_depends_on_what_the_answers_in_it_were_read_from(desk, kept, need):
    inner = KeptAnswers(desk)
    needs = Asking(desk, Need)

    def question():
        return now(desk, inner, needs)

    question()
    assert now(desk, kept, question) == 0
    desk.do(need)
    assert now(desk, kept, question) == 1


@pytest.mark.parametrize("statement", ["SELECT count(*) FROM need", 'SELECT count(*) FROM "need" AS n'])
def test_the_text_of_a_statement_names_its_tables(desk, statement):
    with noting_tables() as tables:
        desk.read(lambda session: session.execute(text(statement)).all())
        desk.read(lambda session: session.connection().exec_driver_sql(statement).all())
    assert tables == {"need"}


def test_a_list_table_stands_for_the_tables_that_it_follows_from(desk):
    with noting_tables() as tables:
        desk.read(page, LISTING, Query(sort=(SortLevel("head"),)))
    assert {"watch_visit", "household", "monitored"} <= tables


def test_an_act_asks_anew_what_it_may_have_changed(desk, need):
    answers = []

    class Asks(RecordNeed):
        """A need whose act asks how many there are, before it runs and while it does."""

        def count(self, work):
            return work.keep("needs", lambda: work.session.query(Need).count())

        def problems(self, work):
            answers.append(self.count(work))
            return super().problems(work)

        def run(self, work):
            change = super().run(work)
            answers.append(self.count(work))
            return change

    act = Asks(**{each.name: getattr(need, each.name) for each in fields(need)})
    for _again in range(2):
        desk.do(act)
    assert answers == [0, 1, 1, 2]


def test_the_ties_of_a_person_are_read_once_until_one_is_declared(office, desk, need):
    desk.do(need)
    with statements(desk) as sent:
        desk.do(need)
    assert [each for each in sent if "same_person" in each or "FROM tie WHERE" in each] == []
    tie = {"user": desk.actor.id, "kind": TieKind.RELATIVE, "person": "张大有", "relation": "父亲"}
    in_force(office, DeclareTie(since=TODAY, **tie), TODAY)
    assert "张大有" in refusal(desk, need)[""]


def test_the_policy_is_kept_while_cases_of_known_texts_begin(office):
    a_household(office, received_on=TODAY)
    desk = office.at(TODAY)
    before = desk.policy.entered
    a_household(office, "王秀田", received_on=TODAY, serial=2)
    with noting_tables() as tables, statements(desk) as sent:
        assert desk.policy.entered is before
    assert not tables & {"case", "case_step"}
    assert [each for each in sent if "policy_text" in each] == []
    assert before == office.at(TODAY).policy.entered
