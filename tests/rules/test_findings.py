"""A finding gives its reasons, says what would turn it, and is read again as it was kept."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from county_desk.rules.combining import considered, gathered, judge, law_day, where
from county_desk.rules.comparing import compared, product
from county_desk.rules.figures import Value
from county_desk.rules.finding_sentences import distance
from county_desk.rules.findings import Finding, FindingNote, Outcome
from county_desk.rules.household_rules import HouseholdExitFacts, HouseholdRegistrationFacts
from county_desk.rules.village_rules import VillageRegistrationFacts
from county_desk.text import language

DAY = date(2018, 11, 30)
MET, UNKNOWN, NOT_MET = Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET
REGISTRATION = partial(judge, "household_registration")
EXIT = partial(judge, "household_exit")
VILLAGE = partial(judge, "village_registration")
_EXIT = (
    *("income_per_head", "income_stable", "enough_food", "enough_clothing", "dropouts", "all_insured"),
    *("housing_grade", "housing_area", "safe_water"),
)


def leaving(*given):
    """The facts of a household of 2014 that would leave in 2018."""
    return HouseholdExitFacts(**dict(zip(_EXIT, given, strict=True)), identified_year=2014, exit_year=2018)


READY = leaving(Decimal("3600"), True, True, True, 0, True, "A", Decimal(80), True)


def sided(sign):
    """The comparison by a sign, as the criteria make it."""
    return lambda label, fact, needed: compared(label, fact, sign, needed)


below, above, at_least, at_most = (sided(sign) for sign in "<>≥≤")


def equals(label, fact, needed, *, unit="", reference="", among=()):
    """The comparison with a value that a criterion names."""
    line = Value("", needed, unit, "", None, "", reference, "", "")
    return compared(label, fact, "=", lambda _terms: line, among=among)


def holds(label, fact, reference=""):
    """The criterion that a fact is true."""
    return equals(label, fact, True, unit="yes or no", reference=reference)


def all_of(label, *rules):
    """Several criteria of which every one must be met."""
    return lambda case, terms: gathered(label, tuple(rule(case, terms) for rule in rules))


@dataclass(frozen=True)
class Thing:
    """A case with one number and one answer."""

    number: Decimal | int | None = None
    answer: bool | None = None
    word: str | None = None


@pytest.fixture
def terms(book):
    """The figures of a day in Guizhou; the exit line is 3,535 yuan."""
    return book.on(DAY, "guizhou")


LINE = Decimal(3535)
SIDES = [
    (below, (MET, NOT_MET, NOT_MET)),
    (above, (NOT_MET, NOT_MET, MET)),
    (at_least, (NOT_MET, MET, MET)),
    (at_most, (MET, MET, NOT_MET)),
]


@pytest.mark.parametrize(("combinator", "expected"), SIDES)
def test_the_line_itself_belongs_to_one_side(combinator, expected, terms):
    rule = combinator("x", lambda thing: thing.number, "income_line_exit")
    found = [rule(Thing(LINE + step), terms).outcome for step in (Decimal("-0.001"), 0, Decimal("0.001"))]
    assert tuple(found) == expected
    assert rule(Thing(), terms).outcome is UNKNOWN


def test_a_fact_is_or_is_not_what_the_rule_names(terms):
    rule = holds("x", lambda thing: thing.answer)
    assert [rule(Thing(answer=answer), terms).outcome for answer in (True, False, None)] == [
        MET,
        NOT_MET,
        UNKNOWN,
    ]
    rule = equals("x", lambda thing: thing.number, 0, unit="persons")
    assert [rule(Thing(number), terms).outcome for number in (0, 2, None)] == [MET, NOT_MET, UNKNOWN]
    rule = equals("x", lambda thing: thing.word, "A / B", among=("A", "B"))
    assert [rule(Thing(word=word), terms).outcome for word in ("B", "C", None)] == [MET, NOT_MET, UNKNOWN]


def test_one_failure_decides_otherwise_one_gap_leaves_it_open(terms):
    yes, no, gap = (
        holds(name, lambda _thing, answer=answer: answer)
        for name, answer in zip("yng", (True, False, None), strict=True)
    )
    assert all_of("x", yes, yes)(Thing(), terms).outcome is MET
    assert all_of("x", yes, gap)(Thing(), terms).outcome is UNKNOWN
    assert all_of("x", gap, no, gap)(Thing(), terms).outcome is NOT_MET
    assert all_of("x", yes, considered(no), considered(gap))(Thing(), terms).outcome is MET


def test_the_law_of_a_year_ends_with_its_last_day():
    assert law_day(2018, date(2018, 6, 1)) == date(2018, 6, 1), "a year that runs is judged by the day"
    assert law_day(2018, date(2019, 1, 7)) == date(2018, 12, 31)
    assert law_day(2018, date(2026, 1, 7)) == date(2018, 12, 31)


def test_what_is_only_considered_is_a_reason_and_no_blocker(terms):
    part = holds("only shown", lambda thing: thing.answer)
    finding = all_of("x", holds("weighs", lambda thing: thing.answer), considered(part))(Thing(), terms)
    assert [leaf.label for leaf in finding.reasons()] == ["weighs", "only shown"]
    assert [leaf.label for leaf in finding.blockers()] == ["weighs"]
    assert list(finding.reasons())[1].sentence().endswith("(shown only; it does not decide)")


def test_a_switch_that_nobody_set_leaves_the_part_open(book):
    rule = where("exit_water_required", holds("Safe drinking water", lambda thing: thing.answer))
    finding = rule(Thing(answer=True), book.on(date(2015, 1, 1), "hunan"))
    assert finding.outcome is UNKNOWN
    assert (
        finding.sentence()
        == "Cannot tell: The parameter “Exit requires safe drinking water” is not set for Hunan in 2015"
    )


def test_a_switch_gives_its_own_source(terms):
    rule = where("exit_same_year_refused", holds("x", lambda thing: thing.answer, reference="the opinion"))
    assert "Changshun" in rule(Thing(answer=True), terms).reference


def test_a_missing_figure_makes_the_finding_unknown_and_says_so(book):
    finding = VILLAGE(
        VillageRegistrationFacts(372, 1046, Decimal(3120), Decimal(0)), book.on(date(2014, 5, 6), "hunan")
    )
    assert finding.outcome is UNKNOWN
    incidence = finding.blockers()[0]
    assert incidence.sentence() == (
        "Cannot tell: The parameter “Provincial incidence of poverty” is not set for Hunan in 2014"
    )
    assert "Provincial incidence of poverty" in finding.would_change()


def test_the_sentence_has_the_figures_and_the_source(book):
    terms = book.on(
        date(2020, 3, 1), "hunan", own=[("income_line_identify", date(2020, 1, 1), "8000", "notice 3")]
    )
    facts = HouseholdRegistrationFacts(Decimal(7312), 4, 4, False)
    income = REGISTRATION(facts, terms).parts[0]
    assert (
        income.sentence() == "Net income a head: standard below 8,000 yuan, actual 7,312 yuan: met (notice 3)"
    )
    with language("zh"):
        assert income.sentence() == "人均纯收入：标准低于 8,000 元，实际 7,312 元：满足（notice 3）"
    too_much = REGISTRATION(HouseholdRegistrationFacts(Decimal(8000), 4, 4, False), terms).parts[0]
    assert (
        too_much.sentence()
        == "Net income a head: standard below 8,000 yuan, actual 8,000 yuan: not met (notice 3)"
    )
    unknown = REGISTRATION(HouseholdRegistrationFacts(), terms).parts[0]
    assert unknown.sentence() == "Cannot tell: “Net income a head” is missing (notice 3)"
    with language("zh"):
        assert unknown.sentence() == "不能判断：缺“人均纯收入”（notice 3）"


def test_a_figure_that_rounding_would_put_on_the_line_is_shown_in_full(book):
    terms = book.on(date(2013, 12, 31), "hunan")
    finding = REGISTRATION(HouseholdRegistrationFacts(Decimal("2735.996"), 4, 4, False), terms).parts[0]
    assert finding.met
    assert "standard below 2,736 yuan, actual 2,735.996 yuan" in finding.sentence()
    assert "rose by 0.004 yuan to 2,736 yuan" in finding.would_change()


def test_a_line_worked_out_shows_its_working(book):
    rule = below(
        "Income", lambda thing: thing.number, product("village_income_share", "provincial_rural_income")
    )
    finding = rule(Thing(Decimal(3120)), book.on(date(2014, 5, 6), "shaanxi"))
    assert "standard below 3,901.80 yuan (60% × 6,503 yuan), actual 3,120 yuan: met" in finding.sentence()
    assert finding.needed.sure == "K"
    assert "6,503" in finding.reference
    assert "one high, one low" in finding.reference


def test_the_counts_behind_an_incidence_are_told(book):
    facts = VillageRegistrationFacts(372, 1046, Decimal(3120), Decimal(0))
    finding = VILLAGE(facts, book.on(DAY, "guizhou")).parts[0]
    assert "standard not below 42.60% (2 times × 21.30%), actual 35.56%: not met" in finding.sentence()
    assert "372 persons of 1,046 persons" in finding.sentence()
    assert finding.shown() == "35.56%"


TURNS = [
    (below, 3000, "Would change if “x” rose by 535 yuan to 3,535 yuan"),
    (below, 3600, "Would be met if “x” fell by more than 65 yuan, below 3,535 yuan"),
    (below, 3535, "Would be met if “x” fell below 3,535 yuan"),
    (above, 3600, "Would change if “x” fell by 65 yuan to 3,535 yuan"),
    (above, 3000, "Would be met if “x” rose by more than 535 yuan, above 3,535 yuan"),
    (above, 3535, "Would be met if “x” rose above 3,535 yuan"),
    (at_least, 3600, "Would change if “x” fell by more than 65 yuan, below 3,535 yuan"),
    (at_least, 3000, "Would be met if “x” rose by 535 yuan to 3,535 yuan"),
    (at_least, 3535, "Would change if “x” fell below 3,535 yuan"),
    (at_most, 3000, "Would change if “x” rose by more than 535 yuan, above 3,535 yuan"),
    (at_most, 3600, "Would be met if “x” fell by 65 yuan to 3,535 yuan"),
    (at_most, 3535, "Would change if “x” rose above 3,535 yuan"),
]


@pytest.mark.parametrize(("combinator", "number", "words"), TURNS)
def test_what_would_turn_it(combinator, number, words, terms):
    rule = combinator("x", lambda thing: thing.number, "income_line_exit")
    assert rule(Thing(Decimal(number)), terms).would_change() == words


def test_what_would_turn_an_answer_names_the_answer(terms):
    rule = holds("x", lambda thing: thing.answer)
    assert rule(Thing(answer=True), terms).would_change() == "Would change if “x” were no longer Yes"
    assert rule(Thing(answer=False), terms).would_change() == "Would be met if “x” were Yes, not No"


def test_what_is_said_would_really_turn_it(terms):
    """The words of a change that reaches the line are true, and one that only comes near it is not enough."""
    for combinator, number, words in TURNS:
        rule = combinator("x", lambda thing: thing.number, "income_line_exit")
        before = rule(Thing(Decimal(number)), terms).outcome
        step = Decimal(0) if " to 3,535" in words else Decimal("0.01") * (1 if "rose" in words else -1)
        assert rule(Thing(LINE + step), terms).outcome is not before
        assert (
            rule(Thing(LINE + step + (Decimal(number) - LINE) / 100), terms).outcome is before
            or number == 3535
        )


@pytest.mark.parametrize(
    ("found", "line", "far"),
    [
        (Decimal("3599.50"), Decimal(3600), Decimal("-0.50")),
        (3, Decimal(2), Decimal(1)),
        (None, Decimal(3600), None),
        (True, Decimal(1), None),
        ("A", Decimal(1), None),
        (Decimal(3600), None, None),
    ],
)
def test_only_a_figure_has_a_distance_from_its_line(found, line, far):
    needed = Value("x", line, "yuan", "", None, "", "", "", "")
    finding = Finding("x", UNKNOWN, found=found, needed=needed)
    assert distance(finding) == far
    assert distance(finding._replace(needed=None)) is None


def test_the_nearest_line_is_named_first(terms):
    assert (
        EXIT(READY, terms).would_change()
        == "Would change if “Net income a head” fell by 65 yuan to 3,535 yuan"
    )


def test_all_that_blocks_is_named(terms):
    facts = leaving(Decimal(3000), True, True, True, 2, True, "D", Decimal(80), None)
    words = EXIT(facts, terms).would_change()
    assert words == (
        "Would be met if “Net income a head” rose by more than 535 yuan, above 3,535 yuan"
        " and “Children out of compulsory schooling” were 0 persons, not 2 persons"
        " and “Grade of the house” were A / B, not D; Open until known: Safe drinking water"
    )


def test_the_whole_is_counted(terms):
    facts = leaving(Decimal(3000), True, True, True, 2, True, "A", Decimal(80), None)
    assert EXIT(facts, terms).sentence() == "Exit of the household: not met (2 not met, 1 cannot be told)"
    assert EXIT(READY, terms).sentence() == "Exit of the household: met"


def test_it_is_kept_as_the_command_line_promises(terms):
    plain = EXIT(READY, terms).as_plain(rule="household_exit", subject="张大有", on=DAY)
    assert {"rule": "household_exit", "subject": "张大有", "on": "2018-11-30"}.items() <= plain.items()
    assert plain["label"] == "Exit of the household"
    assert plain["outcome"] == "met"
    income = plain["parts"][0]
    assert income["found"] == "3,600 yuan"
    assert income["needed"] == "3,535 yuan"
    assert "plus six per cent" in income["reference"]
    assert income["parts"] == []
    assert "rule" not in income
    assert EXIT(HouseholdExitFacts(), terms).as_plain()["parts"][0]["found"] is None


@pytest.mark.parametrize(
    "facts", [READY, HouseholdExitFacts(), HouseholdExitFacts(Decimal("3534.999"), False, dropouts=1)]
)
def test_a_kept_finding_is_the_same_when_read_again(facts, terms):
    finding = EXIT(facts, terms)
    again = Finding.from_plain(json.loads(json.dumps(finding.as_plain(), ensure_ascii=False)))
    assert again == finding
    assert again.sentence() == finding.sentence()
    assert again.would_change() == finding.would_change()


def test_a_village_finding_with_working_and_notes_is_the_same_when_read_again(book):
    facts = VillageRegistrationFacts(None, 1046, Decimal("3120.50"), Decimal(0))
    finding = VILLAGE(facts, book.on(DAY, "guizhou"))
    again = Finding.from_plain(json.loads(json.dumps(finding.as_plain())))
    assert again == finding


def test_a_finding_kept_in_one_language_is_read_in_the_other(terms):
    with language("zh"):
        plain = EXIT(READY, terms).as_plain()
    assert plain["label"] == "贫困户退出"
    again = Finding.from_plain(plain)
    assert again.title() == "Exit of the household"
    assert (
        again.parts[0]
        .sentence()
        .startswith("Net income a head: standard above 3,535 yuan, actual 3,600 yuan: met")
    )


def test_words_alone_are_read_as_they_stand():
    finding = Finding.from_plain({"label": "Something old", "outcome": "not_met", "found": "5 yuan"})
    assert finding.sentence() == "Something old: 5 yuan: not met"


def test_before_the_first_wording_nobody_can_tell(book):
    finding = EXIT(HouseholdExitFacts(), book.on(date(2013, 1, 1), "hunan"))
    assert finding.outcome is UNKNOWN
    assert finding.sentence() == "Cannot tell: no wording of this rule is in force on 2013-01-01"


def test_a_note_is_put_into_words_when_it_is_read():
    note = FindingNote("{poor} of {population}", (("poor", 3, "persons"), ("population", 1046, "persons")))
    assert note.text() == "3 persons of 1,046 persons"
