"""Signals are looked for, kept until they end, made clues, and dismissed with a reason."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select

from county_desk.models.clue import ClueState
from county_desk.models.signal import FoundSignal
from county_desk.models.visit import VisitPurpose
from county_desk.rules.checks.catalogue import key_groups
from county_desk.rules.checks.catalogue import signals as declared
from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.clues import LISTING as CLUES
from county_desk.tables.monitoring.signal_rules import signal_rules
from county_desk.tables.monitoring.signals import LISTING, SIGNAL_LIST, SignalState
from county_desk.text import CHINESE, language
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.monitoring.clues import WithdrawClue
from county_desk.workflow.monitoring.signals import DismissSignal, LookForSignals, ReopenSignal, TakeUpSignal
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import CLERK, DAY, ELSEWHERE, a_registered_household, refusal
from tests.refusals import outside

TODAY = date(2025, 3, 3)


@pytest.fixture
def household(office):
    """A registered household that has lost half its income and a safe house."""
    number = a_registered_household(office, "赵来福", serial=9, village="柳湾村")
    figures(office, number, 2024, net_income=Decimal(40000), housing_grade="B")
    figures(office, number, 2025, net_income=Decimal(20000), housing_grade="D")
    return number


def figures(office, household, year, **facts):
    office.at(TODAY).do(RecordYear(household=household, year=year, **facts))


def look(office, day=TODAY, year=2025, **who):
    return office.at(day, **who).do(LookForSignals(year=year)).summary


def signals(office):
    """The signals on record, by their rule and state."""
    return {(row.number, row.state): row for row in office.read(partial(page, listing=LISTING))}


def sentences(office):
    """What the open signals say in the language in force, by their rule."""
    rows = signals(office)
    return {
        number: SIGNAL_LIST["words"].shown(row)
        for (number, state), row in rows.items()
        if state is SignalState.OPEN
    }


def rules_of(office, year=2025):
    desk = office.at(TODAY)
    return {row.number: row for row in desk.read(signal_rules, desk.policy, year)}


def open_signal(office, number="M20"):
    return signals(office)[number, SignalState.OPEN].id


def test_signals_are_kept_once(office, household):
    assert look(office) == "Signals of 2025: 2 new, 0 no longer so, 0 stay"
    assert look(office) == "Signals of 2025: 0 new, 0 no longer so, 2 stay"
    assert set(signals(office)) == {("M20", SignalState.OPEN), ("M23", SignalState.OPEN)}


def test_a_signal_says_its_sentence_in_the_language_of_the_reader(office, household):
    with language(CHINESE):
        look(office)
    english = sentences(office)
    assert english["M23"] == "The house was graded B the year before and is D now."
    assert english["M20"] == "20000.00 yuan a head after 40000.00 the year before, 50% less."
    with language(CHINESE):
        assert sentences(office)["M23"] == "住房等级上年 B 级，今年 D 级。"
    assert office.read(verify).ok


def test_a_signal_found_before_has_its_sentence_too_and_one_of_no_known_check_the_kept_one(office, household):
    look(office)
    with office.sessions.begin() as session:
        for signal in session.scalars(select(FoundSignal)):
            signal.words = "住房等级上年 B 级，今年 D 级。"
            signal.number = "M99" if signal.number == "M20" else signal.number
    assert sentences(office) == {
        "M23": "The house was graded B the year before and is D now.",
        "M99": "住房等级上年 B 级，今年 D 级。",
    }


def test_a_search_finds_a_signal_by_its_rule_and_its_figures(office, household):
    look(office)

    def found(text):
        return [row.number for row in office.read(partial(page, listing=LISTING, query=Query(text=text)))]

    assert found("regraded") == found("grade D now") == ["M23"]
    assert found("20000.00 yuan a head") == ["M20"]
    assert found("20000.00") == ["M20"]
    with language(CHINESE):
        assert found("危房") == ["M23"]


def test_the_clue_of_a_signal_has_its_sentence(office, household):
    with language(CHINESE):
        look(office)
    office.at(TODAY).do(TakeUpSignal(signal=open_signal(office)))
    (clue,) = office.read(partial(page, listing=CLUES))
    assert "The house was graded B the year before and is D now." in clue.words.splitlines()


def test_a_signal_ends_when_it_is_no_longer_so(office, household):
    look(office)
    figures(office, household, 2025, housing_grade="A")
    assert look(office, TODAY + DAY) == "Signals of 2025: 0 new, 1 no longer so, 1 stay"
    assert signals(office)["M23", SignalState.GONE].gone_on == TODAY + DAY


def test_a_dismissed_signal_says_by_whom_and_why_and_comes_back_with_other_figures(office, household):
    look(office)
    desk = office.at(TODAY)
    change = desk.do(DismissSignal(signals=(open_signal(office),), reason="一次性收入"))
    row = signals(office)["M20", SignalState.DISMISSED]
    assert (row.dismissed_by, row.reason, row.dismissed_on) == (CLERK, "一次性收入", TODAY)
    assert "0 new" in look(office)
    figures(office, household, 2025, net_income=Decimal(10000))
    assert "1 new" in look(office)
    assert ("M20", SignalState.OPEN) in signals(office)
    assert change.undo is not None


def test_a_dismissal_is_taken_back(office, household):
    look(office)
    signal, desk = open_signal(office), office.at(TODAY)
    desk.do(desk.do(DismissSignal(signals=(signal,), reason="一次性收入")).undo)
    assert open_signal(office) == signal
    with pytest.raises(Refused, match="cannot be done with it now"):
        desk.do(ReopenSignal(signals=(signal,), reason="误操作"))
    with pytest.raises(Refused, match="Give the reason"):
        desk.do(DismissSignal(signals=(signal,), reason=" "))


def test_several_signals_are_dismissed_with_one_reason_and_taken_back_as_one(office, household):
    look(office)
    desk, numbers = office.at(TODAY), tuple(row.id for row in signals(office).values())
    assert len(numbers) == 2
    change = desk.do(DismissSignal(signals=numbers, reason="入户核实，情况正常"))
    assert {row.reason for row in signals(office).values()} == {"入户核实，情况正常"}
    assert change.summary == "2 signals (赵来福) dismissed: 入户核实，情况正常"
    desk.do(change.undo)
    assert {state for _number, state in signals(office)} == {SignalState.OPEN}
    desk.do(DismissSignal(signals=numbers[:1], reason="正常"))
    assert refusal(desk, DismissSignal(signals=numbers, reason="正常")) == {
        "signals": "Signal about 赵来福: Dismissed; this cannot be done with it now"
    }
    assert len([key for key in signals(office) if key[1] is SignalState.OPEN]) == 1, "all of them or none"
    with pytest.raises(Refused, match="Choose at least one signal"):
        desk.do(DismissSignal(signals=(), reason="正常"))


def test_one_clue_takes_all_signals_of_the_household_along(office, household):
    look(office)
    desk = office.at(TODAY)
    change = desk.do(TakeUpSignal(signal=open_signal(office)))
    (clue,) = office.read(partial(page, listing=CLUES))
    assert (clue.id, clue.state, clue.risks, clue.household_id) == (
        change.id,
        ClueState.NEW,
        "因安全住房",
        household,
    )
    assert len(clue.words.splitlines()) == 2
    assert {state for _number, state in signals(office)} == {SignalState.CLUE}
    with pytest.raises(Refused, match="cannot be done with it now"):
        desk.do(TakeUpSignal(signal=signals(office)["M20", SignalState.CLUE].id))
    desk.do(WithdrawClue(clue=clue.id, reason="误记"))
    assert {state for _number, state in signals(office)} == {SignalState.OPEN}


def test_nobody_looks_into_other_places_or_years_that_have_not_begun(office, household):
    look(office)
    elsewhere = office.at(TODAY, ELSEWHERE)
    assert refusal(elsewhere, DismissSignal(signals=(open_signal(office),), reason="不是我村")) == {
        "": outside(place="城关镇柳湾村")
    }
    assert look(office, name=ELSEWHERE) == "Signals of 2025: 0 new, 0 no longer so, 0 stay"
    assert len(signals(office)) == 2
    for year in (2026, 2020):
        with pytest.raises(Refused):
            look(office, year=year)


def test_a_key_group_is_looked_at_on_its_schedule(office, household):
    given = {"kind": "搬迁", "content": "集中安置", "since": TODAY}
    office.at(TODAY).do(RecordMeasure(household=household, **given))
    look(office)
    assert "No visit is on record" in sentences(office)["M33"]
    seen = {"visited_on": TODAY, "visitors": "郑宝", "purpose": VisitPurpose.OTHER, "found": "稳定"}
    office.at(TODAY).do(RecordHouseholdVisit(household=household, **seen))
    look(office)
    assert ("M33", SignalState.GONE) in signals(office)
    look(office, TODAY + 181 * DAY)
    assert "more than 180 days ago" in sentences(office)["M33"]


def test_every_rule_names_its_threshold_its_counts_and_the_data_it_lacks(office, household):
    look(office)
    rules = rules_of(office)
    assert list(rules) == [*declared(), *key_groups()]
    assert (rules["M20"].threshold, rules["M20"].open, rules["M20"].lacking) == ("30%", 1, "")
    assert "no list of 2025 about" in rules["M25"].lacking
    assert "was set until 2021-12-31" in rules["M32"].threshold  # the line of the year was not entered


def test_a_year_alone_is_no_ground_for_a_comparison(office, household):
    rules = rules_of(office, 2024)
    assert "no “Net income a head (yuan)” of 2023 and of 2024" in rules["M20"].lacking


def test_the_history_of_signals_can_be_rebuilt(office, household):
    look(office)
    desk = office.at(TODAY)
    desk.do(DismissSignal(signals=(open_signal(office),), reason="一次性收入"))
    desk.do(TakeUpSignal(signal=open_signal(office, "M23")))
    assert office.read(verify).ok


def test_a_schooling_that_nobody_wrote_is_no_ground(office, household):
    member = 1
    office.at(TODAY).do(RecordMemberYear(member=member, year=2025, schooling="小学"))
    rules = rules_of(office)
    assert rules["M21"].lacking
    office.at(TODAY).do(RecordMemberYear(member=member, year=2024, schooling="小学"))
    rules = rules_of(office)
    assert rules["M21"].lacking == ""
