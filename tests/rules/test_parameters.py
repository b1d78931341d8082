"""Every figure says what it is, in what unit, where it is written, and holds from its day in its place."""

import shutil
import tomllib
from datetime import date
from decimal import Decimal

import pytest

from county_desk.fields import Invalid
from county_desk.paths import resources
from county_desk.rules.calendar import Counting
from county_desk.rules.figures import Bounds
from county_desk.rules.parameter_files import read_parameter
from county_desk.rules.parameters import OwnFigure, ParameterBook
from county_desk.rules.places import PROVINCES, names, province_of, region_of
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.text import language

GOOD = {
    "title": {"zh": "天数", "en": "Days"},
    "description": "days of something",
    "kind": "number",
    "unit": "days",
    "least": 1,
    "reference": "document, clause",
    "sure": "S",
    "values": {"national": {"2014-01-01": 7}},
}
FILES = sorted((resources() / "parameters").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_names_its_source_in_both_languages(path):
    data = tomllib.loads(path.read_text("utf8"), parse_float=Decimal)
    assert set(data["reference"]) == set(data["title"]) == {"zh", "en"}


def test_every_value_is_told_with_its_source_and_how_sure_it_is(book):
    for name in book.names():
        for entries in book[name].history.values():
            assert entries
            assert all(entry.source and entry.sure in ("S", "K+", "K", "G") for entry in entries)


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"description": ""}, "description is empty"),
        ({"description": {"zh": "天数", "en": " "}}, "description is empty"),
        ({"title": {"zh": "天数"}}, "title must be given in zh and en"),
        ({"unit": ""}, "unit “” is none of"),
        ({"unit": "furlongs"}, "unit “furlongs” is none of"),
        ({"reference": ""}, "reference is empty"),
        ({"sure": "perhaps"}, "sure “perhaps” is none of"),
        ({"kind": "colour"}, "kind “colour” is none of"),
        ({"kind": "word", "unit": "word"}, "choices is missing"),
        ({"values": {"atlantis": {"2014-01-01": 7}}}, "the place “atlantis” is not known"),
        ({"values": {"national": {"2014-13-01": 7}}}, "2014-13-01"),
        ({"values": {"national": {"2014-01-01": "many"}}}, "many"),
        (
            {"values": {"national": {"2014-01-01": {"value": 7, "source": "x"}}}},
            "“source” is not known",
        ),
        ({"values": {"national": {"2014-01-01": {"value": 7, "reference": ""}}}}, "reference is empty"),
        ({"colour": "red"}, "the key “colour” is not known"),
    ],
)
def test_a_file_that_does_not_say_enough_is_refused(changes, trouble):
    with pytest.raises(WrongFile, match=trouble):
        read_parameter(GOOD | changes, "days")


def test_a_figure_holds_from_its_day(book):
    before, after = (
        book.on(date(2016, *day), "shaanxi")["income_line_identify"] for day in ((1, 1), (12, 31))
    )
    assert before.number == after.number == Decimal(2952)
    assert book.on(date(2015, 12, 31), "shaanxi")["income_line_identify"].number == Decimal(2855)


def test_a_province_wins_over_its_region_and_the_region_over_the_nation(book):
    day = date(2017, 6, 1)
    assert book.on(day, "guizhou")["exit_same_year_refused"].place == "guizhou"
    assert book.on(day, "shaanxi")["village_exit_incidence"].place == "west"
    assert book.on(day, "hunan")["village_exit_incidence"].place == "national"
    assert book.on(day, "hunan", "west")["village_exit_incidence"].number == Decimal("0.03")


def test_a_province_rules_from_its_own_day(book):
    name = "household_disclosure_days_first"
    assert book.on(date(2016, 10, 31), "guizhou")[name].place == "national"
    assert book.on(date(2016, 11, 1), "guizhou")[name].place == "guizhou"


def test_the_county_wins_from_its_day(book):
    own = [
        OwnFigure("household_disclosure_days_first", date(2016, 12, 1), "10", "county notice 3"),
        OwnFigure("household_disclosure_days_first", date(2017, 2, 1), "12", "county notice 8"),
    ]
    name = "household_disclosure_days_first"
    found = [
        book.on(date(*day), "guizhou", own=own)[name] for day in ((2016, 11, 30), (2016, 12, 1), (2017, 3, 1))
    ]
    assert [value.whole for value in found] == [7, 10, 12]
    assert [value.place for value in found] == ["guizhou", "own", "own"]
    assert found[1].reference == "county notice 3"


def test_plain_rows_are_taken_for_own_policy(book):
    own = [("grace_years", date(2016, 4, 1), "3", "county notice")]
    assert book.on(date(2020, 1, 1), "hunan", own=own)["grace_years"].whole == 3


def test_a_figure_that_nobody_set_says_so(book):
    missing = book.on(date(2014, 5, 6), "hunan")["provincial_incidence"]
    assert missing.missing
    assert missing.number is None
    assert missing.text() == ""
    assert missing.trouble() == "The parameter “Provincial incidence of poverty” is not set for Hunan in 2014"
    with language("zh"):
        assert missing.trouble() == "没有设置参数“全省贫困发生率”（湖南省，2014年）"


def test_a_yearly_figure_ends_with_its_year(book):
    line = book.on(date(2023, 12, 31), "guizhou")["monitor_line"]
    assert line.number == Decimal(7300)
    former = book.on(date(2024, 3, 31), "guizhou")["monitor_line"]
    assert (former.number, former.former) == (Decimal(7300), 2023)
    assert former.reference.endswith("the figure of 2023, which holds until the notice of the next year")
    ended = book.on(date(2024, 4, 1), "guizhou")["monitor_line"]
    assert (ended.missing, ended.ended) == (True, date(2023, 12, 31))
    assert ended.trouble() == (
        "“Income line for monitoring” of Guizhou was set until 2023-12-31; "
        "enter the figure of this year’s document"
    )
    with language("zh"):
        assert ended.trouble() == "“防止返贫监测收入线”（贵州省）只定到2023-12-31，请录入当年文件的数"
    own = [OwnFigure("monitor_line", date(2026, 1, 1), "9000", "county notice 3")]
    assert book.on(date(2026, 6, 1), "guizhou", own=own)["monitor_line"].number == Decimal(9000)


def test_the_national_series_of_exit_is_a_proposal_in_a_province(book):
    line = book.on(date(2017, 6, 1), "shaanxi")["income_line_exit"]
    assert line.missing
    assert line.proposal.number == Decimal(3335)
    assert "3,335 yuan is a proposal" in line.trouble()
    assert book.on(date(2017, 6, 1))["income_line_exit"].number == Decimal(3335)
    with language("zh"):
        assert "3,335 元为建议值" in line.trouble()


@pytest.mark.parametrize("until", ['"soon"', "2013-12-31"])
def test_a_last_day_is_a_day_after_the_first(until):
    entry = tomllib.loads(f"value = 7\nuntil = {until}")
    with pytest.raises(WrongFile, match="until"):
        read_parameter(GOOD | {"values": {"national": {"2014-01-01": entry}}}, "days")


def test_a_figure_holds_until_its_last_day():
    entry = {"value": 7, "until": date(2015, 6, 30)}
    days = read_parameter(GOOD | {"values": {"national": {"2014-01-01": entry}}}, "days")
    assert days.on(date(2015, 6, 30), "").whole == 7
    assert days.on(date(2015, 7, 1), "").missing


def test_the_national_incidence_stands_in_for_no_province(book):
    assert book.on(date(2014, 5, 6))["provincial_incidence"].number == Decimal("0.085")
    assert book.on(date(2014, 5, 6), "guizhou")["provincial_incidence"].number == Decimal("0.213")


def test_before_the_first_day_there_is_no_figure(book):
    assert book.on(date(2012, 12, 31), "hunan")["income_line_identify"].missing


def test_a_name_that_no_file_has_is_our_own_mistake(book):
    with pytest.raises(KeyError):
        book.on(date(2016, 1, 1))["no_such_figure"]
    assert "no_such_figure" not in book
    assert "grace_years" in book


def test_what_a_figure_can_be(book):
    assert book["grace_years"].parse(" 3 ") == 3
    assert (
        book["grace_years"].trouble_with("three")
        == "“three” is not a value of “Years of grace of households and villages”"
    )
    assert book["counting_mode"].trouble_with("sometimes")
    assert book["counting_mode"].trouble_with("legal") == ""
    assert book["exit_same_year_refused"].parse("yes") is True
    assert book["assembly_quorum"].parse("3/4") == Decimal("0.75")
    assert book["income_line_exit"].parse("3,535.50") == Decimal("3535.50")
    assert book["village_income_share"].parse("60%") == Decimal("0.60")
    for raw in ("maybe", "NaN", "", "1/0"):
        with pytest.raises(Invalid):
            book["exit_same_year_refused" if raw == "maybe" else "assembly_quorum"].parse(raw)


@pytest.mark.parametrize(
    ("bounds", "words", "first", "last"),
    [
        ({"least": 1}, "from 1 day", 1, None),
        ({"least": 1, "most": 90}, "from 1 day to 90 days", 1, 90),
        ({"above": 0}, "over 0 days", None, None),
        ({"above": 0, "most": 90}, "over 0 days, up to 90 days", None, 90),
    ],
)
def test_the_range_of_a_figure_is_said_as_it_holds(bounds, words, first, last):
    bounds = Bounds(**{key: Decimal(value) for key, value in bounds.items()})
    assert bounds.text("days") == words
    assert not bounds.hold(Decimal(0))
    assert bounds.hold(Decimal("0.01")) is (first is None)
    assert bounds.hold(Decimal(1))
    assert bounds.hold(Decimal(90))
    assert bounds.hold(Decimal(91)) is (last is None)


def test_every_way_of_counting_is_known_to_the_calendar(book):
    assert set(book["counting_mode"].choices) == {mode.value for mode in Counting}


def test_figures_are_written_with_their_unit(book):
    terms = book.on(date(2018, 6, 1), "guizhou")
    assert terms["income_line_exit"].text() == "3,535 yuan"
    assert terms["village_exit_incidence"].text() == "3%"
    assert terms["assembly_quorum"].text() == "2/3"
    assert terms["household_disclosure_days_first"].text() == "7 days"
    assert terms["exit_same_year_refused"].text() == "Yes"
    assert terms["counting_mode"].word == "inclusive"
    assert terms["exit_same_year_refused"].flag is True
    assert terms["exit_same_year_refused"].number is None
    assert terms["village_exit_incidence"].whole is None


def test_a_quorum_of_two_thirds_is_exact(book):
    quorum = book.on(date(2018, 6, 1))["assembly_quorum"].number
    for members in range(3, 3000, 3):
        due = members // 3 * 2
        assert due >= quorum * members
        assert due - 1 < quorum * members


def test_provinces_are_found_by_code():
    assert province_of("520181000000") == "guizhou"
    assert province_of("610829") == "shaanxi"
    assert province_of("990101") == ""
    assert region_of("guizhou") == "west"
    assert region_of("nowhere") == ""
    assert sum(province.region == "west" for province in PROVINCES.values()) == 12
    others = [key for key, each in PROVINCES.items() if key != each.en.lower()]
    assert others == ["neimenggu", "xizang"], "English has other names for these two"
    assert len(PROVINCES) == len({province.code for province in PROVINCES.values()}) == 31


def test_places_above_and_below_a_province_have_words_in_both_languages():
    assert [names(place)["en"] for place in ("national", "own", "west")] == [
        "the whole country",
        "this county",
        "the west",
    ]
    assert names("own")["zh"] == "本县"


def test_every_shipped_policy_file_can_be_used():
    assert Policy.load("guizhou", "west").broken == ()


@pytest.mark.parametrize("name", ParameterBook.load().names())
def test_every_number_of_policy_has_bounds(name, book):
    parameter = book[name]
    if parameter.kind in ("flag", "word"):
        return
    bounds = parameter.bounds
    assert bounds.least is not None or bounds.above is not None
    if parameter.unit in ("days", "years", "share", "fraction"):
        assert bounds.most is not None


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b'title = "x"\nkind = \n', 2, "this is not TOML: kind ="),
        ("title = '\u53bf'\n".encode("gbk"), 1, "the file is not saved as UTF-8"),
        (b'title = "x"\nkind = "colour"\n', 2, "kind “colour” is none of"),
        (b'title = "x"\ncolour = "red"\n', 2, "the key “colour” is not known"),
    ],
)
def test_a_wrong_figure_names_its_file_and_line_and_stops_only_itself(tmp_path, content, line, reason):
    shutil.copy(resources() / "parameters" / "grace_years.toml", tmp_path)
    (tmp_path / "exit_line.toml").write_bytes(content)
    book = ParameterBook.load(tmp_path)
    assert book.on(date(2017, 1, 1))["grace_years"].number == 5
    with pytest.raises(WrongFile, match=f"exit_line.toml, line {line}: {reason}"):
        book.on(date(2017, 1, 1))["exit_line"]
