"""Every check of the catalogue finds what it should and lets pass what is only near to it."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from county_desk.facts import FACTS
from county_desk.identity import id_trouble
from county_desk.intake.vocabulary import standard_titles
from county_desk.rules.checks.building import person_of
from county_desk.rules.checks.catalogue import (
    OF_FACTS,
    OF_FILES,
    Catalogue,
    CheckLevel,
    NamedFigure,
    catalogue,
    compared_facts,
)
from county_desk.rules.checks.functions import FUNCTIONS
from county_desk.rules.checks.hits import Of
from county_desk.rules.checks.household_facts import (
    HouseholdFacts,
    PersonFacts,
    YearBefore,
    facts_from,
    titles_of,
    traits_of,
)
from county_desk.rules.checks.monitoring_facts import monitoring
from county_desk.rules.checks.procedure import CaseFacts, PostedFacts, StepFacts
from county_desk.rules.checks.running import in_force
from county_desk.rules.checks.signal_facts import Listed, SignalFacts
from county_desk.rules.checks.village import VillageFacts
from county_desk.text import language

WATCH = "monitoring"
OF_LISTS = (Of.TRAITS, Of.PERSON, Of.HOUSEHOLD)
LEFT_TO = {"D65", "M01"}  # other lists could tell it as well, but it is left to those of that sort
FOLDER = Path(__file__).with_name("cases")
YEAR = 2023


def of_facts():
    """The checks that `rules` carries out; those of files are tested where files are compared."""
    return {number: check for number, check in catalogue().checks.items() if check.group in OF_FACTS}


def written():
    """Every case of the files next door: number, what it is about, and the case itself."""
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf8"), parse_float=Decimal)
        for number, cases in data.items():
            for case in cases:
                yield number, case


CASES = [pytest.param(number, case, id=f"{number} {case['what']}") for number, case in written()]


def a_person(values, case):
    trouble = id_trouble(number) if (number := values.get("身份证号")) else None
    asked = frozenset(case.get("blank", ())) | frozenset(values)
    trouble, called = trouble[1] if trouble else "", case.get("called", "")
    return person_of(values, case.get("year", YEAR), asked, trouble=trouble, called=called)


def amounts(values):
    """Amounts are decimals in the program; the files write whole ones as they are."""
    return {title: Decimal(value) if type(value) is int else value for title, value in values.items()}


def a_year_before(said):
    """The year before of a case; pupils and insured people are given by their places."""
    facts = {key: amounts(said).get(FACTS[key].title) for key in compared_facts()}
    people = [frozenset(said.get(key, ())) for key in ("pupils", "insured", "allowed")]
    months = {place: Decimal(count) for place, count in enumerate(said.get("months", ()))}
    return YearBefore(facts, *people, months)


def signal_facts(said):
    """What stands beside a household; entries of lists are given by the place of the person."""

    def entries(key):
        return tuple(
            Listed(place, "张大有", name, kind, None if amount == "" else Decimal(amount))
            for place, name, kind, amount in said.get(key, ())
        )

    known = {key: said[key] for key in ("watched", "exited_on", "looked_on", "resettled") if key in said}
    if "hard_spending" in said:
        known["hard_spending"] = Decimal(said["hard_spending"])
    lists = frozenset(said.get("lists", ()))
    return SignalFacts(listed=entries("listed"), listed_before=entries("before"), lists=lists, **known)


def a_household(case):
    """The household of a case: its own facts, its people, and what stands beside them."""
    people = case.get("people", [case["person"]] if "person" in case else [])
    blanks = frozenset(case.get("blank", ()))
    watched = case.get("monitoring")
    year = case.get("year", YEAR)
    return facts_from(
        HouseholdFacts,
        amounts(case.get("household", {})),
        year=year,
        day=case.get("day", date(year, 12, 31)),
        people=tuple(a_person(values, case)._replace(id=place) for place, values in enumerate(people)),
        before=a_year_before(case["before"]) if "before" in case else None,
        signal=signal_facts(case["signal"]) if "signal" in case else None,
        said_persons=(("", case["said"]),) if "said" in case else (),
        counted=len(people),
        leaving=case.get("leaving", False),
        lines=case.get("lines", {}),
        empty_lines=tuple(case.get("empty", ())),
        monitoring=None if watched is None else monitoring(watched, blanks),
        asked=blanks | frozenset(case.get("household", {})),
    )


def a_village(case):
    values = case["village"]
    asked = frozenset(values) | frozenset(case.get("blank", ()))
    land = Decimal(case["land"]) if "land" in case else None
    return VillageFacts("柳湾村", YEAR, values, asked, case.get("leaving", False), land)


def a_case(case):
    steps = [StepFacts(title=step["key"], **step) for step in case.get("steps", ())]
    posted = [PostedFacts(**{"step": "公示", "closed_on": None, **one}) for one in case.get("posted", ())]
    return CaseFacts(
        1,
        "张大有",
        case.get("kind", "household_registration"),
        2016,
        1,
        tuple(case.get("order", ())),
        case.get("received", date(2016, 1, 1)),
        tuple(steps),
        tuple(posted),
        case.get("identified"),
    )


def found(number, case):
    """What the check of a number says of a case."""
    running = in_force(
        catalogue(),
        case.get("year", YEAR),
        switches={number: "error"},
        figure=case.get("figures", {}).get,
        only={number},
    )
    running = (
        running
        if any(running.ready.values())
        else in_force(
            catalogue(),
            YEAR,
            switches={number: "error"},
            figure=case.get("figures", {}).get,
            only={number},
            lists=True,
        )
    )
    match FUNCTIONS[number][0]:
        case Of.COUNTY:
            return list(running.together([a_household(each) for each in case["households"]]))
        case Of.VILLAGE:
            return list(running.village(a_village(case)))
        case Of.CASE:
            return list(running.case(a_case(case)))
        case _:
            return list(running.household(a_household(case)))


@pytest.mark.parametrize(("number", "case"), CASES)
def test_a_case_is_judged_as_written(number, case):
    hits = found(number, case)
    titles = {hit.hit.title for hit in hits}
    assert titles == ({case["hit"]} if "hit" in case else set())
    if "persons" in case:
        assert [hit.hit.person for hit in hits] == case["persons"]
    if "words" in case:
        with language("zh"):
            assert [hit.sentence() for hit in hits] == case["words"]
    for spoken in ("zh", "en"):
        with language(spoken):
            for hit in hits:
                assert hit.sentence()
                assert "{" not in hit.sentence() + hit.fix()


def without(needs, case):
    """A case as it is where a list lacks the columns that a check needs."""
    lacking = {title.title for title in standard_titles().values() if {title.title, title.of} & needs}

    def kept_facts(values):
        return {title: value for title, value in values.items() if title not in lacking}

    less = {key: case[key] for key in case if key not in ("monitoring" if WATCH in needs else "", "person")}
    if "与户主关系" in lacking:
        less.pop("called", None)
    people = case.get("people", [case["person"]] if "person" in case else [])
    less["blank"] = [title for title in case.get("blank", ()) if title not in lacking]
    less["lines"] = kept_facts(case.get("lines", {}))
    return {
        **less,
        "household": kept_facts(case.get("household", {})),
        "people": [kept_facts(each) for each in people],
    }


@pytest.mark.parametrize(("number", "case"), [each for each in CASES if "hit" in each.values[1]])
def test_a_check_finds_nothing_without_the_columns_that_it_needs(number, case):
    needs = catalogue()[number].needs
    if needs and number not in LEFT_TO and FUNCTIONS[number][0] in OF_LISTS:
        assert found(number, without(needs, case)) == []


OTHERS = {  # all that is no trait
    **{"name": "张大有", "id_number": "990101196503120016", "born_on": date(1900, 1, 1), "id": 7},
    **{"certificate": "99010119650312001641", "born": date(1910, 2, 2), "trouble": "id_checksum"},
    **{"work_place": "县内", "work_months": Decimal(13), "post": "护林员", "post_months": Decimal(14)},
}


def people_of(case):
    households = case.get("households", [case])
    return [person for household in households for person in a_household(household).people]


def test_what_a_check_says_of_traits_is_true_of_everybody_who_has_them():
    assert len(OTHERS) + len(traits_of(PersonFacts())) == len(PersonFacts._fields)
    everybody = [person for number, case in written() if number[0] in "DM" for person in people_of(case)]
    switches = dict.fromkeys(of_facts(), "error")
    running = [in_force(catalogue(), YEAR, switches=switches, lists=lists) for lists in (True, False)]
    checks = [each for one in running for each in one.ready[Of.TRAITS]]
    assert {each.check.number for each in checks} == {
        number for number, (of, _function) in FUNCTIONS.items() if of is Of.TRAITS
    }
    for person in everybody:
        other = person._replace(**OTHERS)
        assert traits_of(other) == traits_of(person)
        for each in checks:
            assert each.function(other, each.numbers) == each.function(person, each.numbers)


def test_people_alike_are_each_said_in_their_own_place_in_the_order_of_the_catalogue():
    child = {"姓名": "张小有", "民族": "汉族", "在校生状况": "小学", "出生日期": date(2020, 3, 4)}
    case = {"people": [child, {**child, "姓名": "张小满"}], "blank": ["身份证号"]}
    running = in_force(catalogue(), YEAR, only={"D36", "D23"})
    said = [(hit.hit.person, hit.check.number) for hit in running.household(a_household(case))]
    assert said == [(0, "D23"), (0, "D36"), (1, "D23"), (1, "D36")]


def test_what_is_kept_of_people_alike_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr("county_desk.rules.checks.running._ALIKE", 2)
    running = in_force(catalogue(), YEAR, only={"D14"})
    people = [{"与户主关系": f"邻居{number}"} for number in (1, 2, 3, 1, 4)]
    said = [hit.hit.values["relation"][2] for hit in running.household(a_household({"people": people}))]
    assert said == ["1", "2", "3", "1", "4"]
    assert len(running._known) <= 2


def test_every_check_has_a_function_a_hit_and_a_near_miss():
    hits = {number for number, case in written() if "hit" in case}
    misses = {number for number, case in written() if "hit" not in case}
    assert set(of_facts()) == {number for number in FUNCTIONS if number[0] in OF_FACTS} == hits == misses


def test_every_wording_of_a_check_is_shown_by_a_case():
    said = {(hit.check.number, hit.hit.case) for number, case in written() for hit in found(number, case)}
    known = {(check.number, case) for check in of_facts().values() for case in check.wordings}
    assert known == said


def test_the_numbers_of_the_domain_are_all_there():
    wanted = [
        *(f"D{number:02}" for number in (*range(1, 17), *range(20, 35), *range(40, 57), *range(60, 66))),
        *(f"D{number:02}" for number in (*range(70, 76), 80, 81)),
        *(f"M{number:02}" for number in range(1, 37)),
        *(f"B{number:02}" for number in range(1, 6)),
        *(f"P{number:02}" for number in range(1, 11)),
    ]
    assert [number for number in wanted if number not in catalogue()] == []


def test_a_household_of_which_nothing_is_known_has_nothing_wrong():
    nobody = facts_from(
        HouseholdFacts, {}, year=YEAR, people=(person_of({}, YEAR), person_of({}, YEAR)), counted=2
    )
    running = in_force(catalogue(), YEAR, figure=lambda _name: Decimal(6000))
    assert list(running.household(nobody)) == []
    assert list(running.together([nobody, nobody])) == []
    assert list(running.village(VillageFacts("柳湾村", YEAR))) == []


def test_a_county_switches_a_check_off_or_makes_it_an_error():
    household = a_household({"household": {"致贫原因": "因学"}, "people": [{"在校生状况": "非在校生"}]})
    levels = {
        level: [hit.level for hit in in_force(catalogue(), 2016, switches=switches).household(household)]
        for level, switches in (("usual", {}), ("error", {"D72": "error"}), ("off", {"D72": "off"}))
    }
    assert levels == {"usual": [CheckLevel.WARNING], "error": [CheckLevel.ERROR], "off": []}


def test_a_check_of_later_years_holds_earlier_only_where_the_county_says_so():
    def numbers(year, **switches):
        ready = in_force(catalogue(), year, switches=switches).ready[Of.TRAITS]
        return {each.check.number for each in ready}

    assert "D21" in numbers(2017)
    assert "D21" not in numbers(2016)
    assert "D21" in numbers(2016, D21="warning")


def test_a_check_runs_over_a_list_only_where_one_of_its_columns_is_there():
    def numbers(columns):
        ready = in_force(catalogue(), YEAR, lists=True, columns=columns).ready
        return {each.check.number for of in ready.values() for each in of}

    needy = {number for number, check in of_facts().items() if check.needs} & numbers(None)
    assert "D65" in needy
    assert not needy & numbers(frozenset())
    for number in needy:
        assert number in numbers(frozenset(sorted(catalogue()[number].needs)[:1]))
    assert numbers(frozenset()) == numbers(None) - needy, "a check that needs no column runs over every list"


def test_a_province_has_its_own_level_from_the_year_of_its_rule():
    def level(year, province):
        ready = in_force(catalogue(), year, province=province).ready[Of.CASE]
        return next(each.level for each in ready if each.check.number == "P07")

    assert [level(2016, "guizhou"), level(2017, "guizhou"), level(2017, "gansu")] == [
        CheckLevel.WARNING,
        CheckLevel.ERROR,
        CheckLevel.WARNING,
    ]


def test_every_figure_of_policy_that_a_check_names_is_one(book):
    named = [
        value.parameter
        for check in catalogue().checks.values()
        for value in check.numbers.values()
        if isinstance(value, NamedFigure)
    ]
    assert named
    assert [name for name in named if name not in book] == []


def test_no_fact_is_told_by_two_columns():
    titles = [title for _name, title, _blank in titles_of(HouseholdFacts)]
    assert len(titles) == len(set(titles))


def test_a_fact_that_nobody_told_is_blank_in_its_own_way():
    person = facts_from(PersonFacts, {"文化程度": "小学"}, age=9)
    assert person == PersonFacts(education="小学", age=9)
    assert facts_from(HouseholdFacts, {}, counted=2) == HouseholdFacts(counted=2)


def test_the_catalogue_goes_from_households_to_monitoring_villages_and_procedure():
    numbers = list(Catalogue.load().checks)
    assert numbers == sorted(numbers, key=lambda number: ((OF_FACTS + OF_FILES).index(number[0]), number))
    assert OF_FACTS == "DMBP"
