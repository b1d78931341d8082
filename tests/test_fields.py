"""The kinds of value: how each is shown, read back, ordered and masked."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from county_desk.decimals import decimal_of
from county_desk.fields import (
    Choice,
    Code,
    Column,
    Count,
    Day,
    IdNumber,
    Invalid,
    Measure,
    Moment,
    Money,
    Numbers,
    Rate,
    Table,
    Tally,
    Term,
    Text,
    Year,
    YesNo,
)
from county_desk.identity import birth_of, check_digit, is_male
from county_desk.text import CHINESE, N_, language
from county_desk.text_kinds import Digits, OfficeTelephone, Secret, Telephone

VALID = (
    "990101196503120011",
    "990101196807250026",
    "990101201209010034",
    "990101194305010015",
    "990101201506180048",
    "11010519491231002X",
)


class Colour(Term):
    """A fixed list."""

    RED = "red", N_("Male")
    BLUE = "blue", N_("Female")


KINDS = {
    Text(): "张大有",
    Count(): 12,
    Tally(): 18801,
    Measure(): Decimal("12.5"),
    Rate(): Decimal("0.3556"),
    Money(): Decimal("6790.00"),
    Year(): 2016,
    Day(): date(2016, 11, 30),
    YesNo(): True,
    IdNumber(): VALID[0],
    Digits(): "0000-1234501",
    Code(): "990101100001",
    Choice(terms=Colour): Colour.RED,
    Numbers(): (3, 4, 7),
}


def trouble(kind, raw):
    """What a kind says of a value that is not of it."""
    with pytest.raises(Invalid) as found:
        kind.read(raw)
    return str(found.value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_what_is_shown_reads_back_equal(kind):
    assert kind.read(kind.show(KINDS[kind])) == KINDS[kind]


@pytest.mark.parametrize("kind", [*KINDS, Moment()], ids=lambda kind: type(kind).__name__)
def test_what_is_missing_shows_as_nothing(kind):
    assert kind.show(None) == ""
    assert kind.plain(None) is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_cell_is_nothing(kind, blank):
    assert kind.read(blank) is None


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Money(), Decimal("1234567.5"), "1,234,567.50"),
        (Rate(), Decimal("0.35564"), "35.56%"),
        (Rate(), Decimal("0.35565"), "35.57%"),
        (Measure(unit=" m²"), Decimal("60.00"), "60 m²"),
        (Day(), date(2016, 1, 4), "2016-01-04"),
        (YesNo(), False, "No"),
        (Numbers(), (3, 4), "3, 4"),
        (Choice(terms=Colour), Colour.RED, "Male"),
    ],
)
def test_a_value_is_shown_as_an_office_writes_it(kind, value, shown):
    assert kind.show(value) == shown


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Count(), "1,046", 1046),
        (Count(), 3.0, 3),
        (Money(), "6，790.01", Decimal("6790.01")),
        (Money(), 0.1 + 0.2, Decimal("0.30")),
        (Money(), 1234.5, Decimal("1234.50")),
        (Rate(), "60%", Decimal("0.6")),
        (Rate(), "60％", Decimal("0.6")),
        (Rate(), "0.6", Decimal("0.6")),
        (Day(), "2016年11月3日", date(2016, 11, 3)),
        (Day(), "2016/11/3", date(2016, 11, 3)),
        (Day(), "20161103", date(2016, 11, 3)),
        (Day(), datetime(2016, 11, 3, 8), date(2016, 11, 3)),
        (YesNo(), "有", True),
        (YesNo(), "×", False),
        (YesNo(), True, True),
        (IdNumber(), " 11010519491231002x ", "11010519491231002X"),
        (Choice(terms=Colour), "Female", Colour.BLUE),
        (Choice(terms=Colour), "RED", Colour.RED),
        (Choice(terms=Colour), "blue", Colour.BLUE),
        (Numbers(), "3、4，7 8", (3, 4, 7, 8)),
        (Numbers(), [3, "4"], (3, 4)),
    ],
)
def test_a_value_is_read_as_an_office_writes_it(kind, raw, value):
    assert kind.read(raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        (Count(), "三", "“三” is not a whole number"),
        (Count(), "2.5", "“2.5” is not a whole number"),
        (Count(), "-1", "“-1” is not a whole number"),
        (Count(), "2147483648", "“2147483648” is too large"),
        (Numbers(), "3,99999999999999999999", "“3,99999999999999999999” is not a list of numbers"),
        (Count(), True, "“True” is not a whole number"),
        (Measure(), "many", "“many” is not a number"),
        (Money(), "三千二", "“三千二” is not an amount"),
        (Money(), "5.005", "“5.005” has a part of a fen; write at most two decimal places"),
        (Money(), "1e400", "“1e400” is not an amount"),
        (Money(), "NaN", "“NaN” is not an amount"),
        (Year(), 1915, "“1915” is not a year"),
        (Day(), "2016-02-30", "“2016-02-30” is not a date; write it as 2016-11-30"),
        (Day(), 42704, "“42704” is not a date; write it as 2016-11-30"),
        (YesNo(), "也许", "“也许” is neither yes nor no"),
        (Choice(terms=Colour), "green", "“green” is not one of: Male, Female"),
        (Numbers(), "3, x", "“3, x” is not a list of numbers"),
        (
            IdNumber(),
            990101196503120011,
            "This cell holds a number, so its last digits may be lost; type it as text",
        ),
        (IdNumber(), "99010119650312001", "An identity number has 18 places; this one has 17"),
        (IdNumber(), "990101196503120012", "Place 18 of the identity number should be 1; it is 2"),
        (
            IdNumber(),
            "990101196513120011",
            "Places 7 to 14 of “990101196513120011” are not a date of birth",
        ),
        (
            IdNumber(),
            "99010119650312001A",
            "“99010119650312001A” holds a character that cannot stand here",
        ),
        (
            IdNumber(),
            "９９０１０１196503120011",
            "“９９０１０１196503120011” holds a character that cannot stand here",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_to_do(kind, raw, said):
    assert trouble(kind, raw) == said


def test_a_wrong_value_has_a_stable_code():
    with pytest.raises(Invalid) as found:
        IdNumber().read("990101196503120012")
    assert found.value.code == "id_checksum"
    with pytest.raises(Invalid) as found:
        Day().read("tomorrow")
    assert found.value.code == "date_invalid"


def test_troubles_are_said_in_chinese_too():
    with language(CHINESE):
        assert trouble(IdNumber(), "990101196503120012") == "身份证号第 18 位应为 1，现为 2"
        assert trouble(Choice(terms=Colour), "绿") == "“绿”不在可选项中，可选：男、女"
        assert Choice(terms=Colour).read("女") is Colour.BLUE
        assert YesNo().show(True) == "是"


@pytest.mark.parametrize("number", VALID)
def test_a_valid_identity_number_is_read_as_it_is(number):
    assert IdNumber().read(number) == number
    assert check_digit(number) == number[-1]


def test_a_disability_certificate_carries_an_identity_number():
    assert IdNumber().read("99010119680725002643") == "99010119680725002643"
    assert IdNumber().read("99010119680725002643B1") == "99010119680725002643B1"


def test_an_identity_number_says_when_its_bearer_was_born_and_whether_it_is_a_man():
    assert [birth_of(number) for number in VALID[:2]] == [date(1965, 3, 12), date(1968, 7, 25)]
    assert [is_male(number) for number in VALID[:3]] == [True, False, True]
    assert birth_of("990101189903120011") is None


@pytest.mark.parametrize("kind", [Digits(), Telephone(), OfficeTelephone()])
def test_a_number_of_letters_or_too_few_digits_is_refused_and_stays_readable(kind):
    assert kind.unfit("abc") == kind.unfit("12345abc678") == "Write this number with digits only"
    few = "1" * (kind.least - 1)
    assert f"at least {kind.least} digits, and this one {kind.least - 1}" in kind.unfit(few)
    assert kind.unfit("0999-12345678") == kind.unfit("") == ""
    assert [kind.show(old) for old in ("abc", few)] == ["abc", few]


def test_a_list_masks_what_is_personal():
    assert IdNumber().mask(VALID[0]) == "990101**********11"
    assert Digits().mask("13800001234") == "138****1234"
    assert [Digits().mask(number) for number in ("abc", "1234567")] == ["***", "*******"]
    assert Secret().mask("王五") == "***"
    assert [kind.mask("") for kind in (IdNumber(), Digits(), Secret())] == ["", "", ""]


def test_what_is_not_personal_is_shown_whole():
    assert Text().mask("张大有") == "张大有"


@pytest.mark.parametrize(
    ("kind", "value", "plain"),
    [
        (Money(), Decimal("2000"), "2000.00"),
        (Count(), 3, 3),
        (Tally(), 18801, 18801),
        (YesNo(), True, True),
        (Day(), date(2016, 11, 30), "2016-11-30"),
        (Choice(terms=Colour), Colour.RED, "red"),
    ],
)
def test_a_value_goes_into_json_without_loss(kind, value, plain):
    assert kind.plain(value) == plain
    assert kind.read(plain) == value


def test_a_moment_is_shown_by_the_clock_on_the_wall(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert Moment().show(datetime(2016, 11, 30, 17, 5, 9, tzinfo=UTC)) == "2016-12-01 01:05:09"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_number_beyond_all_measure_is_none():
    assert decimal_of("1" * 16) is None
    assert decimal_of("123456789012345") == Decimal("123456789012345")


@dataclass(frozen=True)
class Villager:
    """One row."""

    name: str
    number: str


VILLAGERS = Table(
    key="villagers",
    title=N_("People"),
    row=Villager,
    columns=(Column("name", N_("Name")), Column("number", N_("Identity number"), IdNumber())),
)


def test_a_column_shows_its_part_of_a_row():
    row = Villager("张大有", VALID[0])
    assert [column.shown(row) for column in VILLAGERS.columns] == ["张大有", VALID[0]]
    assert VILLAGERS["number"].shown(row, masked=True) == "990101**********11"


def test_a_table_can_be_cut_down_to_some_columns():
    assert [column.key for column in VILLAGERS.only("number").columns] == ["number"]
    with pytest.raises(StopIteration):
        VILLAGERS["age"]


def test_a_term_is_its_value_and_carries_its_word():
    assert (Colour.RED, Colour.RED.label, str(Colour.RED), Colour("red")) == (
        "red",
        "Male",
        "red",
        Colour.RED,
    )
