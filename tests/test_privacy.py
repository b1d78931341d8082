"""What no paper may carry is found however it is written, and names and places are left alone."""

import tomllib

import pytest

from county_desk.paths import resources
from county_desk.privacy import health_word, holds_identity, holds_mobile, holds_number, private_trouble

ID_NUMBERS = (
    "990101196503120011",
    "990101 19650312 0011",
    "990101.19650312.0011",
    "990101-1965-03-12-0011",
    "（990101）19650312（0011）",
    "９９０１０１１９６５０３１２００１１",
    "99010119650312001x",
    "九九〇一〇一一九六五〇三一二〇〇一一",
    "玖玖零壹零壹壹玖陆伍零叁壹贰零零壹壹",
    "9\u200b90101196503120011",
    "990101650312001",
    "99010119680725002643",
)
MOBILES = (
    "13912345678",
    "139.1234.5678",
    "(139)12345678",
    "139 1234 5678",
    "+8613912345678",
    "+86 139-1234-5678",
    "008613912345678",
    "86（139）12345678",
    "１３９１２３４５６７８",
    "一三九一二三四五六七八",
    "幺三九一二三四五六七八",
    "①③⑨12345678",
    "13912345678 13812345678",
)
ILLNESS = (
    *("王五（肺癌晚期）", "二组 精神残疾户", "张三（精神病）", "艾滋病防治站", "李四 一级肢体残疾"),
    *("尿毒症", "脑 瘫", "聋哑", "HIV positive", "a disabled person"),
)


@pytest.mark.parametrize("number", ID_NUMBERS)
def test_an_identity_number_is_found_however_it_is_written(number):
    assert holds_identity(f"张三{number}，")
    assert private_trouble(number)


@pytest.mark.parametrize("number", MOBILES)
def test_a_mobile_is_found_however_it_is_written(number):
    assert holds_mobile(f"吴十{number}户")
    assert not holds_identity(number)


@pytest.mark.parametrize("text", ILLNESS)
def test_words_of_illness_and_disability_are_found(text):
    assert health_word(text)


@pytest.mark.parametrize("text", ["6200 0000 0000 0000 000", "6200.0000.0000.0000", "6200000000000000"])
def test_a_card_number_is_found(text):
    assert holds_number(text)


HARMLESS = (
    *("霍去病", "阿依古丽·买买提", "柳湾村第三村民小组", "青岚县残疾人联合会", "县疾病预防控制中心"),
    *("精神文明建设办公室", "哑柏镇", "症结", "0000-1234501 0000-1234502", "0851-12345678、0851-87654321"),
    *("青扶办〔2016〕16号", "2016年10月10日至2016年10月16日", "一九六五年三月十二日", "First aid station"),
    *("《扶贫开发建档立卡工作方案》（国开办发〔2014〕24号）", "青岚县城关路13912号", "一二三四五六七组"),
)


@pytest.mark.parametrize("text", HARMLESS)
def test_names_places_offices_and_their_telephones_are_left_alone(text):
    assert private_trouble(text) == ""


def test_no_usual_name_speaks_of_illness():
    with (resources() / "demo" / "names.toml").open("rb") as file:
        names = str(tomllib.load(file))
    assert health_word(names) == ""
    with (resources() / "demo" / "villages.toml").open("rb") as file:
        assert health_word(str(tomllib.load(file))) == ""
